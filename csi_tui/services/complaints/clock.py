"""What the use cases of a complaint share: find its present round, wind its clock, refuse what is judged already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo

from sqlalchemy import func
from sqlmodel import Session, col, select

from csi_db import complaint_rows, exclusions
from csi_db.models import Complaint, ComplaintPause, ComplaintRound
from csi_db.states import MILESTONES
from csi_tui.i18n import _
from csi_tui.scoring.clock_rules import ClockLimits
from csi_tui.scoring.deadlines import DueTimes, Pause, due_times
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.desk.card_texts import milestone_name, state_name
from csi_tui.services.desk.derived_facts import MICROSECOND, next_due
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import number_given
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.desk.oneself import refuse_oneself
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.closed_rows import correction_remarks
from csi_tui.services.schemes.in_force import scheme_now
from csi_tui.services.workdays.calendar import site_calendar


def exact(session: Session, number: str) -> Complaint:
    """The complaint, or the round of one, of this number; capitals need not be typed.

    Raises:
        UserError: there is none.
    """
    plain = number_given(number)
    complaint = session.exec(select(Complaint).where(Complaint.complaint_no == plain)).first()
    if complaint is None:
        several = session.exec(
            select(Complaint).where(func.lower(col(Complaint.complaint_no)) == plain.lower()).limit(2)
        ).all()
        complaint = several[0] if len(several) == 1 else None
    if complaint is None:
        raise UserError(_("There is no complaint {number}.").format(number=number))
    return complaint


def current(session: Session, number: str) -> Complaint:
    """The latest round of a complaint: what somebody means who says its number.

    Raises:
        UserError: there is no such complaint.
    """
    complaint = exact(session, number)
    while (later := next_round(session, complaint)) is not None:
        complaint = session.get_one(Complaint, later.complaint_id)
    return complaint


def current_number(desk: Desk, number: str) -> str:
    """The number of the latest round of a complaint.

    Raises:
        UserError: there is no such complaint.
    """
    with desk.read() as session:
        return current(session, number).complaint_no


def next_round(session: Session, complaint: Complaint) -> ComplaintRound | None:
    """The reopening of a round, where there was one."""
    return session.exec(select(ComplaintRound).where(ComplaintRound.previous_id == complaint.id)).first()


def key_of(complaint: Complaint) -> int:
    """The key of a complaint that is stored."""
    assert complaint.id is not None
    return complaint.id


def limits_of(desk: Desk) -> ClockLimits:
    """The limits of the site's scheme."""
    return scheme_now(desk).scheme.clock


def pauses_of(session: Session, complaint: Complaint) -> list[ComplaintPause]:
    """The pauses of a round, in their order."""
    return list(
        session.exec(
            select(ComplaintPause)
            .where(ComplaintPause.complaint_id == complaint.id)
            .order_by(col(ComplaintPause.starts_at), col(ComplaintPause.id))
        )
    )


def proof(session: Session, desk: Desk, complaint: Complaint, *, newest: bool = False) -> DueTimes:
    """The due times of a round with their strip of days, by the calendar's version that they rest on, or the newest."""
    spans = [Pause(pause.starts_at, pause.ends_at) for pause in pauses_of(session, complaint)]
    calendar = site_calendar(session, None if newest else complaint.calendar_version_id)
    return due_times(complaint.received_at, desk.site.zone, calendar, limits_of(desk), spans)


def wind(session: Session, desk: Desk, complaint: Complaint) -> None:
    """Set the due times of a round whose pauses changed."""
    session.flush()
    found = proof(session, desk, complaint)
    complaint.plan_due, complaint.resolve_due = found.plan_due, found.resolve_due
    complaint.paused_time = sum(
        (pause.ends_at - pause.starts_at) // MICROSECOND for pause in pauses_of(session, complaint)
    )
    # A due time that was kept rests on a version in which a year may not have been known that is known now.
    known = site_calendar(session).years
    complaint.provisional = any(not day.announced and day.date.year not in known for day in found.days)
    changed(session, complaint)


def changed(session: Session, complaint: Complaint) -> None:
    """Keep a round that changed, with what is due next."""
    complaint.next_due_at = next_due(
        status=complaint.status,
        contact_due=complaint.contact_due,
        plan_due=complaint.plan_due,
        resolve_due=complaint.resolve_due,
        contacted_at=complaint.contacted_at,
        planned_at=complaint.planned_at,
        resolved_at=complaint.resolved_at,
    )
    complaint.version += 1
    session.add(complaint)


def refuse_published(
    session: Session, complaint: Complaint, happened: datetime | None = None
) -> Period | None:
    """Refuse to change what a published month rests on; answers the frozen month that has judged the round, if one has.

    What ``happened`` after the cut-off of its verdict changes nothing of it, and is taken (docs/rules.md, rule 4).

    Raises:
        UserError: a published month has judged the round.
    """
    session.flush()
    judged = complaint_rows.judged_in(session.connection(), key_of(complaint))
    if judged is None or (happened is not None and happened > judged[2]):
        return None
    if judged[1] == "published":
        said = {
            "number": complaint.complaint_no,
            "month": show_period(judged[0]),
            "state": state_name(judged[1]),
        }
        raise UserError(
            _(
                "{number} was judged in {month}, which is {state}. Reopen the month first (csi close reopen), then "
                "compute it and publish it anew."
            ).format(**said),
            at_desk=_(
                "{number} was judged in {month}, which is {state}. Put the month back to open first, at 5 (Month), "
                "then compute it and publish it anew."
            ).format(**said),
        )
    return judged[0]


def refuse_judged(
    session: Session, desk: Desk, complaint: Complaint, happened: datetime | None = None
) -> list[str]:
    """As :func:`refuse_published`; what a frozen month rests on is corrected by who closes months, for a correction.

    Answers a remark where the month then takes one (docs/rules.md, rule 15).

    Raises:
        UserError: a published month has judged the round.
        NotPermitted: a frozen one has, and the user may not close months, or it is a complaint of their own.
    """
    month = refuse_published(session, complaint, happened)
    if month is None:
        return []
    refuse_own(session, desk, complaint)
    if not desk.may("close"):
        raise NotPermitted(
            _(
                "{number} was judged in {month}, which is frozen. What it rests on is corrected by who closes months; "
                "then the month is (csi close correct)."
            ).format(number=complaint.complaint_no, month=show_period(month)),
            at_desk=_(
                "{number} was judged in {month}, which is frozen. What it rests on is corrected by who closes months; "
                "then the month is."
            ).format(number=complaint.complaint_no, month=show_period(month)),
        )
    return correction_remarks(month)


def refuse_own(session: Session, desk: Desk, complaint: Complaint) -> None:
    """Refuse to decide on a complaint that may count in an own figure: as its handler, or on its order.

    Raises:
        NotPermitted: the acting user is one of these people.
    """
    found = exclusions.find(session.connection(), "complaint", complaint.complaint_no)
    refuse_oneself(session, desk, frozenset() if found is None else found.people)


def refuse_invalid(complaint: Complaint) -> None:
    """Refuse what only a valid complaint has.

    Raises:
        UserError: it is invalid.
    """
    if complaint.status != "valid":
        raise UserError(
            _("Complaint {number} is invalid; its clock does not run.").format(number=complaint.complaint_no)
        )


def not_following(times: Sequence[datetime | None]) -> tuple[int, int] | None:
    """The first two of some milestones, in their order, that do not follow each other; None where all do.

    The earlier one is missing although the later one is there, or comes after it.
    """
    for place, at in enumerate(times):
        if at is None:
            continue
        if None in times[:place]:
            return times.index(None), place
        before = times[place - 1] if place else None
        if before is not None and at < before:
            return place - 1, place
    return None


def in_order(*milestones: datetime | None) -> bool:
    """Whether contact, plan and resolution follow each other, none missing before a later one."""
    return not_following(milestones) is None


def out_of_place(times: Mapping[str, datetime | None]) -> str:
    """The first milestone that is missing before a later one, or comes before an earlier one; empty where none."""
    instants = [times[kind] for kind in MILESTONES]
    found = not_following(instants)
    if found is None:
        return ""
    earlier, later = found
    return MILESTONES[earlier if instants[earlier] is None else later]


def local_text(desk: Desk, instant: datetime) -> str:
    """An instant as a sentence names it: site-local, to the minute."""
    return show_instant(instant, desk.site.zone)


def out_of_order(times: Mapping[str, datetime | None], zone: tzinfo) -> str:
    """What does not follow in the milestones of a complaint, as a sentence; empty where they follow each other."""
    instants = [times[kind] for kind in MILESTONES]
    found = not_following(instants)
    if found is None:
        return ""
    earlier, later = (milestone_name(MILESTONES[place]) for place in found)
    before, at = (instants[place] for place in found)
    if before is None or at is None:
        return _("“{earlier}” is not logged, “{later}” is.").format(earlier=earlier, later=later)
    return _("“{later}” at {at} lies before “{earlier}” at {before}.").format(
        later=later,
        at=f"{at.astimezone(zone):%m-%d %H:%M}",
        earlier=earlier,
        before=f"{before.astimezone(zone):%m-%d %H:%M}",
    )

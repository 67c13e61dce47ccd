"""Pauses of a complaint's clock: for the scheme's reasons only, with proof, a limit, and never back-dated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from csi_db.models import Complaint, ComplaintPause
from csi_db.second_people import waiting_on
from csi_tui.i18n import _, current_language
from csi_tui.scoring.clock_rules import PauseReason
from csi_tui.services.complaints.clock import (
    current,
    key_of,
    limits_of,
    local_text,
    pauses_of,
    refuse_invalid,
    wind,
)
from csi_tui.services.complaints.own_complaints import hold_own_complaint
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.answered_acts import lapse
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import required
from csi_tui.services.desk.own_acts import own_acts
from csi_tui.services.desk.second_person import (
    NeedsSecondPerson,
    Waits,
    done_when_confirmed,
    keep_waiting,
)
from csi_tui.services.errors import UserError


def pause(desk: Desk, complaint_no: str, reason: str, proof: str) -> datetime:
    """Let the clock of the present round stand still from now on; answers when it goes on at the latest.

    The contact is never paused. The scheme's days for a reason are all that a round may stand still
    for it, in one pause or in several.

    Raises:
        UserError: no such complaint; it is resolved, invalid, overdue or paused already; the scheme does not know the
            reason, or its days are used up; the proof is missing.
        Waits: it is an own complaint: it stands still for as many days as the site says, and the rest waits for a
            second person (docs/rules.md, rule 27).
    """
    desk.require("enter")
    proof = required(proof, _("A pause needs a proof: what shows the reason, and where it is kept."))
    known = limits_of(desk).pause_reason(reason)
    if known is None:
        names = _(", ").join(one.id for one in limits_of(desk).pauses)
        raise UserError(
            _("The scheme knows no pause for “{reason}”. It knows: {known}.").format(
                reason=reason, known=names or "-"
            )
        )
    now = clock.now()
    with audit.writing(desk) as session:
        complaint = current(session, complaint_no)
        _refuse_pause(desk, complaint, now)
        left = timedelta(days=known.days) - used(pauses_of(session, complaint), reason)
        if left <= timedelta(0):
            raise UserError(
                _(
                    "{number} has stood still for “{reason}” as long as it may: {days} days in all. Its clock runs on."
                ).format(number=complaint.complaint_no, reason=reason_text(known), days=known.days)
            )
        # Local days, which a change of summer time makes no shorter.
        here = now.astimezone(desk.site.zone)
        _lapse(session, desk, complaint, _("the pause was over, and another one began"))
        ends_at = longest = (here + left).astimezone(UTC)
        alone = (here + timedelta(days=own_acts(session).pause_days_alone)).astimezone(UTC)
        act = None if longest <= alone else _kept_waiting(session, desk, complaint, (alone, longest), proof)
        if act is not None:
            ends_at = alone
        session.add(
            ComplaintPause(
                complaint_id=key_of(complaint),
                reason=reason,
                proof=proof,
                starts_at=now,
                ends_at=ends_at,
                started_by_id=desk.actor.user_id,
            )
        )
        complaint.paused_until = ends_at
        wind(session, desk, complaint)
        audit.record(
            session,
            desk,
            "pause",
            complaint.complaint_no,
            {"reason": reason, "proof": audit.digest(desk, proof), "until": ends_at.isoformat()},
        )
        number, until = complaint.complaint_no, local_text(desk, ends_at)
    if act is not None:
        raise Waits(
            act,
            _(
                "The clock of {complaint} stands still until {until}. That it does so for longer waits as no. {number} "
                "for a second person: the complaint is your own."
            ).format(complaint=number, until=until, number=act),
        )
    return ends_at


LENGTHEN = "lengthen-pause"


def _kept_waiting(
    session: Session, desk: Desk, complaint: Complaint, ends: tuple[datetime, datetime], proof: str
) -> int | None:
    """The number under which the rest of a pause waits, where the complaint is an own one and somebody could confirm
    it; ``ends``: alone, and at the longest."""
    try:
        hold_own_complaint(session, desk, complaint, {"paused_until": ends})
    except NeedsSecondPerson as need:
        arguments = {"complaint_no": complaint.complaint_no, "until": ends[1]}
        act = keep_waiting(session, desk, LENGTHEN, arguments, need, proof)
        return act.id if act.outcome is None else None
    return None


@done_when_confirmed(LENGTHEN)
def lengthen(desk: Desk, complaint_no: str, until: datetime) -> list[str]:
    """Let the last pause of a round, which nobody ended, go on to an instant that two people agree on.

    Raises:
        UserError: no such complaint; it is resolved or invalid; somebody ended the pause.
    """
    with audit.writing(desk) as session:
        complaint = current(session, complaint_no)
        refuse_invalid(complaint)
        last = pauses_of(session, complaint)[-1:]
        if complaint.resolved_at is not None or not last or last[0].ended_by_id is not None:
            raise UserError(
                _("The pause of {number} was ended meanwhile; reject this.").format(
                    number=complaint.complaint_no
                )
            )
        last[0].ends_at = complaint.paused_until = until
        session.add(last[0])
        wind(session, desk, complaint)
        audit.record(session, desk, LENGTHEN, complaint.complaint_no, {"until": until.isoformat()})
    return []


def resume(desk: Desk, complaint_no: str) -> list[str]:
    """Let the clock of the present round go on from now; answers remarks, such as that a limit has passed.

    Raises:
        UserError: no such complaint, or its clock does not stand still.
    """
    desk.require("enter")
    now = clock.now()
    with audit.writing(desk) as session:
        complaint = current(session, complaint_no)
        if not end_pause(session, desk, complaint, now):
            raise UserError(
                _("The clock of {number} does not stand still.").format(number=complaint.complaint_no)
            )
        audit.record(session, desk, "resume", complaint.complaint_no, {})
        return _passed(desk, complaint, now)


def end_pause(session: Session, desk: Desk, complaint: Complaint, now: datetime) -> bool:
    """End the pause that is under way; answers whether there was one."""
    running = [one for one in pauses_of(session, complaint) if one.ends_at > now]
    if not running:
        return False
    (going_on,) = running
    going_on.ends_at, going_on.ended_by_id = now, desk.actor.user_id
    session.add(going_on)
    complaint.paused_until = None
    wind(session, desk, complaint)
    _lapse(session, desk, complaint, _("the pause was ended"))
    return True


def _lapse(session: Session, desk: Desk, complaint: Complaint, words: str) -> None:
    """That a pause which is over goes on is nobody's to confirm any more."""
    act = waiting_on(session.connection(), LENGTHEN, complaint.complaint_no)
    lapse(session, desk, () if act is None else (act,), words)


def _passed(desk: Desk, complaint: Complaint, now: datetime) -> list[str]:
    """That the limit for the resolution lies behind: the pause was too short to move it (docs/rules.md, rule 22)."""
    if complaint.provisional or now < complaint.resolve_due:
        return []
    return [
        _(
            "The time for the resolution is over since {due}: each full 24 hours of pauses give one working day "
            "back, and there were not enough of them."
        ).format(due=local_text(desk, complaint.resolve_due))
    ]


def used(pauses: Sequence[ComplaintPause], reason: str) -> timedelta:
    """How long a round has stood still for a reason."""
    return sum((one.ends_at - one.starts_at for one in pauses if one.reason == reason), start=timedelta(0))


def pause_reasons(desk: Desk) -> list[tuple[str, str, int]]:
    """The scheme's reasons for a pause: id, name in the user's language, the most days in all."""
    return [(one.id, reason_text(one), one.days) for one in limits_of(desk).pauses]


def reason_text(reason: PauseReason) -> str:
    """A reason in the user's language."""
    return reason.name.in_language(current_language())


def _refuse_pause(desk: Desk, complaint: Complaint, now: datetime) -> None:
    number = complaint.complaint_no
    refuse_invalid(complaint)
    if complaint.resolved_at is not None:
        raise UserError(_("{number} is resolved; its clock does not run.").format(number=number))
    if complaint.paused_until is not None and complaint.paused_until > now:
        raise UserError(
            _("The clock of {number} stands still already, until {until} at the latest.").format(
                number=number, until=local_text(desk, complaint.paused_until)
            )
        )
    if now >= complaint.resolve_due and not complaint.provisional:
        raise UserError(
            _("The time of {number} is over since {due}; a pause would not help it.").format(
                number=number, due=local_text(desk, complaint.resolve_due)
            )
        )

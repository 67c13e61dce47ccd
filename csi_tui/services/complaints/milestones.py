"""Milestones of a complaint as events: when each happened, when that was recorded, what was corrected
(docs/rules.md, rule 17)."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from csi_db.models import Complaint, MilestoneEvent
from csi_db.states import MILESTONES
from csi_tui.i18n import _
from csi_tui.services.complaints.clock import (
    changed,
    current,
    exact,
    in_order,
    key_of,
    local_text,
    next_round,
    refuse_invalid,
    refuse_judged,
)
from csi_tui.services.complaints.clock import out_of_order as what_does_not_follow
from csi_tui.services.complaints.own_complaints import hold_own_complaint
from csi_tui.services.complaints.pauses import end_pause
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.card_texts import milestone_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.own_acts import own_acts
from csi_tui.services.desk.second_person import may_wait
from csi_tui.services.errors import UserError


@may_wait("log-milestone", reason="note")
def log_milestone(
    desk: Desk,
    complaint_no: str,
    kind: str,
    at: datetime | None = None,
    note: str | None = None,
    *,
    out_of_order: bool = False,
    of_import: int | None = None,
) -> list[str]:
    """Log a milestone of the present round, now or when it happened; answers remarks worth showing.

    ``of_import``: of which import it is, where it waited for a second person.

    Once a complaint is resolved, its clock does not stand still any more.

    Raises:
        NotPermitted: a frozen month has judged the complaint without it, and the user may not close months.
        Waits, ReasonMissing: it is an own complaint, and happened long before (docs/rules.md, rule 27); the note says
            why.
        UserError: no such complaint; the instant lies ahead or before the receipt; the milestone is logged already;
            it does not follow the others and that is not confirmed; a published month has judged the complaint; a
            frozen one has, and there is no note.
    """
    desk.require("enter")
    note = not_too_long(note) or None
    with audit.writing(desk) as session:
        return log_milestone_in(
            session, desk, complaint_no, kind, at, note, out_of_order=out_of_order, of_import=of_import
        )


def log_milestone_in(
    session: Session,
    desk: Desk,
    complaint_no: str,
    kind: str,
    at: datetime | None,
    note: str | None,
    *,
    out_of_order: bool = False,
    of_import: int | None = None,
) -> list[str]:
    """:func:`log_milestone` within the transaction of a caller that has asked for the right."""
    now = clock.now()
    happened = now if at is None else at
    complaint = current(session, complaint_no)
    refuse_invalid(complaint)
    logged = getattr(complaint, f"{kind}_at")
    if logged is not None:
        raise UserError(
            _("“{milestone}” of {number} is logged already, at {at}.").format(
                milestone=milestone_name(kind),
                number=complaint.complaint_no,
                at=local_text(desk, logged),
            )
        )
    if at is not None and own_acts(session).entered_late(at):
        hold_own_complaint(session, desk, complaint, {f"{kind}_at": (None, at)})
    _put(session, desk, complaint, kind, happened, out_of_order=out_of_order)
    remarks = [] if at is None else refuse_judged(session, desk, complaint, happened)
    if remarks:
        note = required(note or "", _("A correction needs a reason: write it as the note."))
    _add_event(session, desk, complaint, kind, happened, note, of_import=of_import)
    if kind == "resolved":
        end_pause(session, desk, complaint, now)
    audit.record(
        session,
        desk,
        "milestone",
        complaint.complaint_no,
        {"kind": kind, "happened_at": happened.isoformat()},
    )
    return remarks + _remarks(complaint, kind, happened)


@may_wait("correct-milestone")
def correct_milestone(
    desk: Desk,
    complaint_no: str,
    kind: str,
    at: datetime | None,
    reason: str,
    *,
    out_of_order: bool = False,
    of_import: int | None = None,
) -> list[str]:
    """Say when a logged milestone really happened, or (None) that it did not; the old event stays.

    ``of_import``: which import says so, where it waited for a second person.

    Raises:
        NotPermitted: a frozen month has judged the complaint, and the user may not close months.
        Waits: it is an own complaint (docs/rules.md, rule 27).
        UserError: no such complaint or nothing logged; no reason; the instant cannot be, or does not follow the
            others and that is not confirmed; a published month has judged the complaint, or it was reopened upon this
            resolution.
    """
    desk.require("enter")
    reason = required(reason, _("A correction needs a reason."))
    with audit.writing(desk) as session:
        return correct_milestone_in(
            session, desk, complaint_no, kind, at, reason, out_of_order=out_of_order, of_import=of_import
        )


def correct_milestone_in(
    session: Session,
    desk: Desk,
    complaint_no: str,
    kind: str,
    at: datetime | None,
    reason: str,
    *,
    out_of_order: bool = False,
    of_import: int | None = None,
) -> list[str]:
    """:func:`correct_milestone` within the transaction of a caller that has asked for the right and the reason."""
    complaint = exact(session, complaint_no)
    if getattr(complaint, f"{kind}_at") is None:
        raise UserError(
            _("“{milestone}” of {number} is not logged; there is nothing to correct.").format(
                milestone=milestone_name(kind), number=complaint_no
            )
        )
    remarks = refuse_judged(session, desk, complaint)
    if kind == "resolved":
        _refuse_reopened(session, complaint, at)
    before: datetime = getattr(complaint, f"{kind}_at")
    if at == before:
        raise UserError(
            _("“{milestone}” of {number} is logged already, at {at}.").format(
                milestone=milestone_name(kind),
                number=complaint.complaint_no,
                at=local_text(desk, before),
            )
        )
    hold_own_complaint(session, desk, complaint, {f"{kind}_at": (before, at)})
    _put(session, desk, complaint, kind, at, out_of_order=out_of_order)
    corrects = _last_event(session, complaint, kind)
    _add_event(session, desk, complaint, kind, at, reason, corrects, of_import=of_import)
    audit.record(
        session,
        desk,
        "correct-milestone",
        complaint_no,
        {
            "kind": kind,
            "before": before.isoformat(),
            "after": None if at is None else at.isoformat(),
            "reason": audit.digest(desk, reason),
        },
    )
    return remarks + ([] if at is None else _remarks(complaint, kind, at))


def is_late(complaint: Complaint, kind: str, instant: datetime) -> bool:
    """Whether a milestone reached at an instant is late; never by a due time that is only provisional."""
    if kind == "resolved":
        return instant >= complaint.resolve_due and not complaint.provisional
    return instant > (complaint.contact_due if kind == "contacted" else complaint.plan_due)


def _put(
    session: Session,
    desk: Desk,
    complaint: Complaint,
    kind: str,
    happened: datetime | None,
    *,
    out_of_order: bool,
) -> None:
    """Set a milestone's instant, after the checks that every instant has to pass."""
    if happened is not None and happened > clock.now():
        raise UserError(_("A milestone cannot lie in the future."))
    if happened is not None and happened < complaint.received_at:
        raise UserError(
            _("A milestone cannot lie before the complaint was received ({at}).").format(
                at=local_text(desk, complaint.received_at)
            )
        )
    setattr(complaint, f"{kind}_at", happened)
    if not out_of_order and not in_order(complaint.contacted_at, complaint.planned_at, complaint.resolved_at):
        times = {one: getattr(complaint, f"{one}_at") for one in MILESTONES}
        raise UserError(
            _("{number}: {what} Confirm it if it was so.").format(
                number=complaint.complaint_no, what=what_does_not_follow(times, desk.site.zone)
            ),
            exit_status=1,
        )
    changed(session, complaint)


def _refuse_reopened(session: Session, complaint: Complaint, at: datetime | None) -> None:
    later = next_round(session, complaint)
    if later is None:
        return
    reopened = session.get_one(Complaint, later.complaint_id)
    if at is None or at > reopened.received_at:
        raise UserError(
            _("{number} was reopened as {later}; its resolution cannot come after that, nor go.").format(
                number=complaint.complaint_no, later=reopened.complaint_no
            )
        )


def _last_event(session: Session, complaint: Complaint, kind: str) -> int | None:
    return session.exec(
        select(MilestoneEvent.id)
        .where(MilestoneEvent.complaint_id == complaint.id, MilestoneEvent.kind == kind)
        .order_by(col(MilestoneEvent.id).desc())
    ).first()


def _add_event(
    session: Session,
    desk: Desk,
    complaint: Complaint,
    kind: str,
    happened: datetime | None,
    note: str | None,
    corrects: int | None = None,
    *,
    of_import: int | None,
) -> None:
    session.add(
        MilestoneEvent(
            complaint_id=key_of(complaint),
            kind=kind,
            happened_at=happened,
            recorded_at=clock.now(),
            recorded_by_id=desk.actor.user_id,
            note=note,
            corrects_id=corrects,
            import_id=of_import,
        )
    )


def _remarks(complaint: Complaint, kind: str, happened: datetime) -> list[str]:
    return [_("This was late.")] if is_late(complaint, kind, happened) else []

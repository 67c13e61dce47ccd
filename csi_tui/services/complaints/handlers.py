"""Who handles a complaint: the first handler, handovers with both shares of the clock, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from csi_db import complaint_rows
from csi_db.models import Complaint, ComplaintHandover, Employee
from csi_tui.i18n import _
from csi_tui.services.complaints.clock import changed, current, key_of, refuse_judged
from csi_tui.services.complaints.own_complaints import hold_own_complaint, nearly_over
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.derived_facts import MICROSECOND
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import (
    no_such_employee,
    not_too_long,
    number_given,
    reason_given,
    required,
)
from csi_tui.services.desk.second_person import may_wait
from csi_tui.services.desk.several import each
from csi_tui.services.desk.who_is_second import own_employees
from csi_tui.services.errors import UserError
from csi_tui.services.notes import notes


@dataclass(frozen=True, slots=True)
class Share:
    """How long somebody held a complaint while its clock ran; ``percent`` of all of that time, rounded half-up."""

    handler: str
    time: timedelta
    percent: int


@may_wait("assign-complaint")
def assign(desk: Desk, complaint_no: str, handler_no: str, reason: str | None = None) -> list[str]:
    """Say who handles the present round from now on; the first handler of all has handled it from its receipt.

    Where a closed month has judged the round already, nobody becomes answerable for what that month saw: the first
    handler as well has it from now on.

    Answers remarks worth showing: that the person has left, or that nothing changed.

    Raises:
        UserError: there is no such complaint or employee; the reason is too long; or an own one is handed over without.
        NotPermitted: the user may not change complaints.
        Waits, ReasonMissing: it is an own one, and most of a limit is gone (docs/rules.md, rule 27).
    """
    desk.require("enter")
    reason = not_too_long(reason)
    with audit.writing(desk) as session:
        return assign_in(session, desk, complaint_no, handler_no, reason)


def assign_in(session: Session, desk: Desk, complaint_no: str, handler_no: str, reason: str) -> list[str]:
    """:func:`assign` within the transaction of a caller that has asked for the right."""
    complaint = current(session, complaint_no)
    handler = _employee(session, handler_no)
    _hand_over(session, desk, complaint, handler, reason)
    return _remarks(desk, handler)


def assign_all(
    desk: Desk, complaint_nos: Sequence[str], handler_no: str, reason: str | None = None
) -> list[str]:
    """The same of several complaints, all of them or none; answers remarks worth showing.

    Raises:
        SeveralRefused: some of them are resolved, or are this person's already.
        UserError: there are none or too many; no such employee; the reason is too long.
        NotPermitted: the user may not change complaints.
    """
    desk.require("enter")
    reason = not_too_long(reason)
    with audit.writing(desk) as session:
        handler = _employee(session, handler_no)

        def hand_over(number: str) -> None:
            complaint = current(session, number)
            if complaint.next_due_at is None:
                raise UserError(_("Nothing is left to be done for it."))
            if complaint.handler_id == handler.id:
                raise UserError(_("{name} handles it already.").format(name=handler.name))
            _hand_over(session, desk, complaint, handler, reason)

        each(complaint_nos, hand_over)
        return _remarks(desk, handler)


def _hand_over(session: Session, desk: Desk, complaint: Complaint, handler: Employee, reason: str) -> None:
    before = None if complaint.handler_id is None else session.get_one(Employee, complaint.handler_id)
    if before is not None and before.id != handler.id:
        _hold_own_handover(session, desk, complaint, before, handler, reason)
    if before is None and complaint.resolved_at is not None:
        # Whoever is the first to have it has had it all the time: what came of it is known already.
        changes = {"handler_no": (None, handler.employee_no)}
        hold_own_complaint(session, desk, complaint, changes, also=[handler.id])
    judged = before is None and complaint_rows.judged_in(session.connection(), key_of(complaint)) is not None
    if judged or (before is not None and before.id != handler.id):
        session.add(
            ComplaintHandover(
                complaint_id=key_of(complaint),
                at=clock.now(),
                from_id=None if before is None else _id(before),
                to_id=_id(handler),
                reason=reason or None,
                recorded_by_id=desk.actor.user_id,
            )
        )
    _put(session, desk, complaint, before, handler, "assign-complaint", {})


def _hold_own_handover(
    session: Session, desk: Desk, complaint: Complaint, before: Employee, handler: Employee, reason: str
) -> None:
    """Who hands an own complaint over says why; not alone where most of a limit is gone."""
    if nearly_over(session, complaint):
        changes = {"handler_no": (before.employee_no, handler.employee_no)}
        hold_own_complaint(session, desk, complaint, changes)
    elif desk.together is None and before.id in own_employees(session, desk):
        reason_given(reason, _("Say why you hand {number} over.").format(number=complaint.complaint_no))


@may_wait("correct-handler")
def correct_handler(desk: Desk, complaint_no: str, handler_no: str, reason: str) -> list[str]:
    """Say that the present handler was entered wrongly: the right one has held the complaint for all of that time.

    Of a round that a frozen month has judged without anybody it says who had it: from its receipt, and where a first
    handler has it only from a later instant on, naming that handler again says that it was theirs before as well.

    Answers remarks worth showing: that the person has left, that a frozen month takes a correction.

    Raises:
        UserError: no such complaint or employee; nobody handles it; no reason; a published month has judged it.
        NotPermitted: the user may not change complaints, or a frozen month has judged it and they may not close months.
        Waits: it is, or would be, an own complaint (docs/rules.md, rule 27).
    """
    desk.require("enter")
    reason = required(reason, _("A correction needs a reason."))
    with desk.write() as session:
        return correct_handler_in(session, desk, complaint_no, handler_no, reason)


def correct_handler_in(
    session: Session, desk: Desk, complaint_no: str, handler_no: str, reason: str
) -> list[str]:
    """:func:`correct_handler` within the transaction of a caller that has asked for the right and the reason."""
    complaint = current(session, complaint_no)
    handler = _employee(session, handler_no)
    remarks = refuse_judged(session, desk, complaint)
    if complaint.handler_id is None and not remarks:
        raise UserError(
            _("Nobody handles {number} yet; there is nothing to correct.").format(
                number=complaint.complaint_no
            )
        )
    before = None if complaint.handler_id is None else session.get_one(Employee, complaint.handler_id)
    changes = {"handler_no": (None if before is None else before.employee_no, handler.employee_no)}
    hold_own_complaint(session, desk, complaint, changes, also=[handler.id])
    last = handovers_of(session, complaint)[-1:]
    for handover in last:
        if handover.from_id is None and handover.to_id == handler.id:
            handover.from_id = handler.id
        handover.to_id = _id(handler)
        session.add(handover)
    number, was = complaint.complaint_no, "" if before is None else before.employee_no
    notes.keep_reason(session, desk, "complaint", number, says="handler", was=was, words=reason)
    more: dict[str, object] = {"reason": audit.digest(desk, reason)}
    _put(session, desk, complaint, before, handler, "correct-handler", more)
    return remarks + _remarks(desk, handler)


def _put(
    session: Session,
    desk: Desk,
    complaint: Complaint,
    before: Employee | None,
    handler: Employee,
    action: str,
    more: dict[str, object],
) -> None:
    complaint.handler_id = handler.id
    changed(session, complaint)
    detail = {"before": None if before is None else before.employee_no, "after": handler.employee_no}
    audit.record(session, desk, action, complaint.complaint_no, detail | more)


def handovers_of(session: Session, complaint: Complaint) -> list[ComplaintHandover]:
    """The handovers of a round, in their order."""
    return list(
        session.exec(
            select(ComplaintHandover)
            .where(ComplaintHandover.complaint_id == complaint.id)
            .order_by(col(ComplaintHandover.at), col(ComplaintHandover.id))
        )
    )


def shares(
    start: datetime,
    end: datetime,
    holders: Sequence[tuple[str, datetime]],
    pauses: Sequence[tuple[datetime, datetime]],
) -> list[Share]:
    """How the time from ``start`` to ``end``, without the pauses, falls on those who held the complaint.

    ``holders``: who held it from which instant on, in their order; the first one from ``start``.
    """
    times: dict[str, timedelta] = {}
    for place, (name, begun) in enumerate(holders):
        since = start if place == 0 else max(start, begun)
        until = min(end, holders[place + 1][1]) if place + 1 < len(holders) else end
        paused = sum(
            (max(timedelta(0), min(until, stop) - max(since, begin)) for begin, stop in pauses),
            start=timedelta(0),
        )
        times[name] = times.get(name, timedelta(0)) + max(timedelta(0), until - since - paused)
    whole = sum(times.values(), start=timedelta(0))
    return [
        Share(name, time, 0 if not whole else (200 * time + whole) // (2 * whole))
        for name, time in times.items()
    ]


def _employee(session: Session, number: str) -> Employee:
    found = session.exec(select(Employee).where(Employee.employee_no == number_given(number))).first()
    if found is None:
        raise no_such_employee(number)
    return found


def _remarks(desk: Desk, handler: Employee) -> list[str]:
    left = handler.left_on
    if left is None or left >= clock.now().astimezone(desk.site.zone).date():
        return []
    return [_("{name} left on {day}.").format(name=handler.name, day=left)]


def credited(
    complaint: Complaint, handovers: Sequence[ComplaintHandover], now: datetime, rule: str
) -> int | None:
    """The employee whom a round is credited to as things stand at ``now``.

    ``rule`` is the scheme's: ``start``, its first handler; ``end``, who held it at the first limit that was missed, at
    the resolution where none was, or at present; None where nobody held it then. The month-close
    asks the same of the store itself.
    """
    limits = (
        (complaint.contact_due, complaint.contacted_at, timedelta(0)),
        (complaint.plan_due, complaint.planned_at, timedelta(0)),
        # The first instant that is too late, where the others are the last one in time.
        (complaint.resolve_due, complaint.resolved_at, MICROSECOND),
    )
    missed = [
        due
        for due, done, early in limits
        if (done if done is not None and done <= now else now) > due - early
        and not (early and complaint.provisional)
    ]
    done = None not in (complaint.contacted_at, complaint.planned_at, complaint.resolved_at)
    moment = min(missed) if missed else (complaint.resolved_at if done else None) or now
    if rule == "start" and handovers:
        return handovers[0].from_id
    later = next((one for one in handovers if one.at > moment), None)
    return complaint.handler_id if later is None else later.from_id


def _id(employee: Employee) -> int:
    assert employee.id is not None
    return employee.id

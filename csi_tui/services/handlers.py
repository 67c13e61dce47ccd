"""Who handles a complaint: the first handler, handovers with both shares of the clock, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from csi_db.models import Complaint, ComplaintHandover, Employee
from csi_tui.i18n import _
from csi_tui.services import audit, clock
from csi_tui.services.complaint_clock import changed, current, key_of, refuse_judged, required
from csi_tui.services.desk import Desk
from csi_tui.services.errors import UserError


@dataclass(frozen=True, slots=True)
class Share:
    """How long somebody held a complaint while its clock ran; ``percent`` of all of that time, rounded half-up."""

    handler: str
    time: timedelta
    percent: int


def assign(desk: Desk, complaint_no: str, handler_no: str, reason: str | None = None) -> None:
    """Say who handles the present round from now on; the first handler of all has handled it from its receipt.

    Raises:
        UserError: there is no such complaint or employee.
        NotPermitted: the user may not change complaints.
    """
    desk.require("enter")
    with desk.write() as session:
        complaint = current(session, complaint_no)
        handler = _employee(session, handler_no)
        before = None if complaint.handler_id is None else session.get_one(Employee, complaint.handler_id)
        if before is not None and before.id != handler.id:
            session.add(
                ComplaintHandover(
                    complaint_id=key_of(complaint),
                    at=clock.now(),
                    from_id=_id(before),
                    to_id=_id(handler),
                    reason=(reason or "").strip() or None,
                    recorded_by_id=desk.actor.user_id,
                )
            )
        _put(session, desk, complaint, before, handler, "assign-complaint", {})


def correct_handler(desk: Desk, complaint_no: str, handler_no: str, reason: str) -> None:
    """Say that the present handler was entered wrongly: the right one has held the complaint for all of that time.

    Raises:
        UserError: there is no such complaint or employee; nobody handles it; no reason; a month has judged it.
        NotPermitted: the user may not change complaints.
    """
    desk.require("enter")
    reason = required(reason, _("A correction needs a reason."))
    with desk.write() as session:
        complaint = current(session, complaint_no)
        handler = _employee(session, handler_no)
        if complaint.handler_id is None:
            raise UserError(
                _("Nobody handles {number} yet; there is nothing to correct.").format(
                    number=complaint.complaint_no
                )
            )
        refuse_judged(session, complaint)
        before = session.get_one(Employee, complaint.handler_id)
        last = handovers_of(session, complaint)[-1:]
        for handover in last:
            handover.to_id = _id(handler)
            session.add(handover)
        _put(session, desk, complaint, before, handler, "correct-handler", {"reason": reason})


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
    found = session.exec(select(Employee).where(Employee.employee_no == number)).first()
    if found is None:
        raise UserError(_("No employee has the number {number}.").format(number=number))
    return found


def _id(employee: Employee) -> int:
    assert employee.id is not None
    return employee.id

"""Complaints at the desk: register one with its due times, log its milestones (domain.md decisions 2, 3, 17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, select

from csi_db.models import Complaint, Employee, MilestoneEvent, WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.deadlines import Calendar, ClockLimits, due_times
from csi_tui.services import audit, clock
from csi_tui.services.calendar import site_calendar
from csi_tui.services.card_texts import milestone_name
from csi_tui.services.derive import next_due
from csi_tui.services.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.forms import FieldFault, FormInvalid, future_faults, people_faults, row_faults
from csi_tui.services.months import closed_periods, counting_period
from csi_tui.services.numbers import free_number
from csi_tui.services.references import id_of, named_employees
from csi_tui.services.schemes import find
from csi_tui.services.tabular.records import ComplaintRow

MILESTONES = ("contacted", "planned", "resolved")
PEOPLE = ("handler_no", "against_no", "reviewed_by_no")
INSTANTS = ("received_at", "contacted_at", "planned_at", "resolved_at")
PERSONAL = ("customer_name", "customer_phone")


def register(
    desk: Desk, row: ComplaintRow, *, out_of_order: bool = False, numbered: bool = False
) -> ComplaintRow:
    """Keep a new complaint with its three due times; answers it as it was kept.

    ``out_of_order`` confirms milestones that do not follow each other. ``numbered`` says that its number came from
    :func:`next_number`: where another desk was given the same one and was quicker, the next free one is taken.

    Raises:
        FormInvalid: with every fault.
        NotPermitted: the user may not enter complaints.
    """
    desk.require("enter")
    with desk.write() as session:
        if numbered and _taken(session, row.complaint_no):
            row = replace(row, complaint_no=free_number(session, desk, "C", Complaint.complaint_no))
        employees, order_id = _check(session, row, out_of_order)
        session.add(
            complaint := Complaint(
                **complaint_values(registrar(session, desk), row, employees, order_id),
                recorded_at=clock.now(),
            )
        )
        session.flush()
        for event in milestone_events(row, _key(complaint), desk.actor.user_id, complaint.recorded_at):
            session.add(MilestoneEvent(**event))
        audit.record(session, desk, "register-complaint", row.complaint_no, _detail(desk, row))
    return row


def next_number(desk: Desk) -> str:
    """A free number for a new complaint: the local date and a running number, ``C20261122-001``."""
    with desk.read() as session:
        return free_number(session, desk, "C", Complaint.complaint_no)


def _taken(session: Session, number: str) -> bool:
    return session.exec(select(Complaint.id).where(Complaint.complaint_no == number)).first() is not None


def log_milestone(
    desk: Desk,
    complaint_no: str,
    kind: str,
    at: datetime | None = None,
    note: str | None = None,
    *,
    out_of_order: bool = False,
) -> list[str]:
    """Log a milestone, at present or at the instant at which it happened; answers remarks worth showing.

    Raises:
        UserError: no such complaint; the instant lies ahead or before the receipt; the milestone is logged already;
            it does not follow the others and that is not confirmed.
    """
    desk.require("enter")
    now = clock.now()
    happened = now if at is None else at
    with desk.write() as session:
        complaint = session.exec(select(Complaint).where(Complaint.complaint_no == complaint_no)).first()
        if complaint is None:
            raise UserError(_("There is no complaint {number}.").format(number=complaint_no))
        _refuse_milestone(desk, complaint, kind, happened, now)
        setattr(complaint, f"{kind}_at", happened)
        if not out_of_order and not in_order(
            complaint.contacted_at, complaint.planned_at, complaint.resolved_at
        ):
            raise UserError(
                _(
                    "Contact, plan and resolution of {number} would not follow each other. Confirm it if it was so."
                ).format(number=complaint_no),
                exit_status=1,
            )
        complaint.next_due_at = _next_due(complaint)
        complaint.version += 1
        session.add(complaint)
        session.add(
            MilestoneEvent(
                complaint_id=_key(complaint),
                kind=kind,
                happened_at=happened,
                recorded_at=now,
                recorded_by_id=desk.actor.user_id,
                note=note,
            )
        )
        audit.record(
            session, desk, "milestone", complaint_no, {"kind": kind, "happened_at": happened.isoformat()}
        )
        return _remarks(complaint, kind, happened)


def assign(desk: Desk, complaint_no: str, handler_no: str) -> None:
    """Say who handles a complaint, for the first time or anew; a month that is closed already keeps its own record.

    Raises:
        UserError: there is no such complaint or employee.
        NotPermitted: the user may not change complaints.
    """
    desk.require("enter")
    with desk.write() as session:
        complaint = session.exec(select(Complaint).where(Complaint.complaint_no == complaint_no)).first()
        if complaint is None:
            raise UserError(_("There is no complaint {number}.").format(number=complaint_no))
        handler = session.exec(select(Employee).where(Employee.employee_no == handler_no)).first()
        if handler is None:
            raise UserError(_("No employee has the number {number}.").format(number=handler_no))
        before = None if complaint.handler_id is None else session.get_one(Employee, complaint.handler_id)
        complaint.handler_id = handler.id
        complaint.version += 1
        session.add(complaint)
        detail = {"before": None if before is None else before.employee_no, "after": handler.employee_no}
        audit.record(session, desk, "assign-complaint", complaint_no, detail)


def _refuse_milestone(desk: Desk, complaint: Complaint, kind: str, happened: datetime, now: datetime) -> None:
    number, name = complaint.complaint_no, milestone_name(kind)
    if complaint.status != "valid":
        raise UserError(_("Complaint {number} is invalid; it has no milestones.").format(number=number))
    logged = getattr(complaint, f"{kind}_at")
    if logged is not None:
        raise UserError(
            _("“{milestone}” of {number} is logged already, at {at}.").format(
                milestone=name, number=number, at=logged.astimezone(desk.site.zone).strftime("%Y-%m-%d %H:%M")
            )
        )
    if happened > now:
        raise UserError(_("A milestone cannot lie in the future."))
    if happened < complaint.received_at:
        raise UserError(
            _("A milestone cannot lie before the complaint was received ({at}).").format(
                at=complaint.received_at.astimezone(desk.site.zone).strftime("%Y-%m-%d %H:%M")
            )
        )


def _remarks(complaint: Complaint, kind: str, happened: datetime) -> list[str]:
    due = {
        "contacted": complaint.contact_due,
        "planned": complaint.plan_due,
        "resolved": complaint.resolve_due,
    }[kind]
    late = happened >= due if kind == "resolved" else happened > due
    return [_("This was late.")] if late else []


def in_order(*milestones: datetime | None) -> bool:
    """Whether contact, plan and resolution follow each other, none missing before a later one."""
    seen_gap = False
    last: datetime | None = None
    for instant in milestones:
        if instant is None:
            seen_gap = True
        elif seen_gap or (last is not None and instant < last):
            return False
        else:
            last = instant
    return True


@dataclass(frozen=True, slots=True)
class Registrar:
    """What registering complaints takes, read once for a whole file."""

    zone: ZoneInfo
    calendar: Calendar
    limits: ClockLimits
    closed: frozenset[int]


def registrar(session: Session, desk: Desk) -> Registrar:
    """The calendar, limits and closed months as they are in this unit of work."""
    limits = find(desk.site.scheme_id).scheme.clock
    return Registrar(desk.site.zone, site_calendar(session), limits, closed_periods(session))


def complaint_values(
    by: Registrar, row: ComplaintRow, employees: Mapping[str, int], order_id: int | None
) -> dict[str, Any]:
    """Columns of ``complaint`` but for bookkeeping; the due times are computed here, once (domain.md decision 3)."""
    due = due_times(row.received_at, by.zone, by.calendar, by.limits)
    period, late = counting_period(row.received_at, by.zone, by.closed)
    values: dict[str, Any] = {
        "complaint_no": row.complaint_no,
        "received_at": row.received_at,
        "customer_name": row.customer_name,
        "customer_phone": row.customer_phone,
        "order_id": order_id,
        "handler_id": id_of(employees, row.handler_no),
        "against_id": id_of(employees, row.against_no),
        "category": row.category,
        "status": row.status,
        "status_reason": row.status_reason,
        "reviewed_by_id": id_of(employees, row.reviewed_by_no),
        "contact_due": due.contact_due,
        "plan_due": due.plan_due,
        "resolve_due": due.resolve_due,
        "provisional": due.provisional,
        "contacted_at": row.contacted_at,
        "planned_at": row.planned_at,
        "resolved_at": row.resolved_at,
        "period": period,
        "late": late,
    }
    values["next_due_at"] = next_due(
        status=row.status,
        contact_due=due.contact_due,
        plan_due=due.plan_due,
        resolve_due=due.resolve_due,
        contacted_at=row.contacted_at,
        planned_at=row.planned_at,
        resolved_at=row.resolved_at,
    )
    return values


def milestone_events(
    row: ComplaintRow, complaint_id: int, user_id: int, recorded_at: datetime
) -> list[dict[str, Any]]:
    """The milestone events that a row brings with it."""
    return [
        {
            "complaint_id": complaint_id,
            "kind": kind,
            "happened_at": getattr(row, f"{kind}_at"),
            "recorded_at": recorded_at,
            "recorded_by_id": user_id,
            "note": None,
        }
        for kind in MILESTONES
        if getattr(row, f"{kind}_at") is not None
    ]


def _next_due(complaint: Complaint) -> datetime | None:
    return next_due(
        status=complaint.status,
        contact_due=complaint.contact_due,
        plan_due=complaint.plan_due,
        resolve_due=complaint.resolve_due,
        contacted_at=complaint.contacted_at,
        planned_at=complaint.planned_at,
        resolved_at=complaint.resolved_at,
    )


def _check(session: Session, row: ComplaintRow, out_of_order: bool) -> tuple[Mapping[str, int], int | None]:
    employees = named_employees(session, (getattr(row, place) for place in PEOPLE))
    faults = row_faults(row) + future_faults(row, INSTANTS) + people_faults(row, PEOPLE, employees)
    if _taken(session, row.complaint_no):
        faults.append(
            FieldFault("complaint_no", _("The number {number} is taken.").format(number=row.complaint_no))
        )
    order_id = None
    if row.order_no is not None:
        order_id = session.exec(select(WorkOrder.id).where(WorkOrder.order_no == row.order_no)).first()
        if order_id is None:
            faults.append(
                FieldFault("order_no", _("There is no order {number}.").format(number=row.order_no))
            )
    if not faults and not out_of_order and not in_order(row.contacted_at, row.planned_at, row.resolved_at):
        faults.append(
            FieldFault("resolved_at", _("The milestones do not follow each other. Confirm it if it was so."))
        )
    if faults:
        raise FormInvalid(faults)
    return employees, order_id


def _detail(desk: Desk, row: ComplaintRow) -> dict[str, object]:
    detail: dict[str, object] = {}
    for field in fields(ComplaintRow):
        value = getattr(row, field.name)
        if value is not None and field.name != "complaint_no":
            detail[field.name] = audit.digest(desk, value) if field.name in PERSONAL else value
    return detail


def _key(complaint: Complaint) -> int:
    assert complaint.id is not None
    return complaint.id

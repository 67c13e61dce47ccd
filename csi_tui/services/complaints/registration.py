"""Complaints at the desk: register one with its due times (docs/rules.md, rules 2, 3, 7, 17).

What happens to a complaint afterwards stands in :mod:`milestones`, :mod:`rounds`, :mod:`pauses`, :mod:`handlers` and
:mod:`validity` beside this module.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from csi_db.models import Complaint, Employee, MilestoneEvent, WorkOrder
from csi_db.states import MILESTONES
from csi_tui.i18n import _
from csi_tui.scoring.deadlines import Due, DueTable
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints import validity
from csi_tui.services.complaints.clock import in_order, key_of
from csi_tui.services.complaints.own_complaints import answering
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.derived_facts import next_due
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import (
    FieldFault,
    FormInvalid,
    future_faults,
    people_faults,
    row_faults,
)
from csi_tui.services.desk.own_acts import own_acts
from csi_tui.services.desk.references import id_of, named_employees
from csi_tui.services.desk.running_numbers import free_number
from csi_tui.services.desk.second_person import hold_own, may_wait
from csi_tui.services.desk.unsaid import UNSAID
from csi_tui.services.months.counting_month import closed_periods, counting_period
from csi_tui.services.schemes.in_force import scheme_now
from csi_tui.services.sheets.waited_rows import join_import
from csi_tui.services.tabular.kinds import ids_of
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.services.workdays.calendar import site_calendar

PEOPLE = ids_of("complaints", lambda column: column.person)
INSTANTS = ids_of("complaints", lambda column: column.happened)
SUBSTANCE = ids_of("complaints", lambda column: column.substance)
"""A new complaint says at least one of these."""
PERSONAL = ids_of("complaints", lambda column: column.personal)
_AS_ENTERED = ids_of("complaints", lambda column: column.id in Complaint.model_fields)


@may_wait("register-complaint")
def register(
    desk: Desk,
    row: ComplaintRow,
    *,
    out_of_order: bool = False,
    numbered: bool = False,
    reason: str = "",
    of_import: int | None = None,
) -> ComplaintRow:
    """Keep a new complaint with its three due times; answers it as it was kept.

    ``out_of_order`` confirms milestones that do not follow each other. ``numbered`` says that its number came from
    :func:`next_number`: where another desk was given the same one and was quicker, the next free one is taken.
    Where no customer is named, the one of its order is the customer; not of a row that is of an import
    (``of_import``; it waited for a second person), which says what its file said.
    One that is entered as invalid is kept as valid, and proposed as invalid: that takes two people
    (docs/rules.md, rule 8).

    Raises:
        FormInvalid: with every fault.
        NotPermitted: the user may not enter complaints.
        Waits, ReasonMissing: it is an own one that says what happened long before (docs/rules.md, rule 27); ``reason``:
            why.
    """
    desk.require("enter")
    with audit.writing(desk) as session:
        if numbered and _taken(session, row.complaint_no):
            row = replace(row, complaint_no=free_number(session, desk, "C", Complaint.complaint_no))
        employees, order_id = _check(session, row, out_of_order)
        if of_import is None:
            row = _with_customer(session, row, order_id)
        kept = row if row.status == "valid" else replace(row, status="valid", status_reason=None)
        complaint = Complaint(
            **complaint_values(registrar(session, desk), kept, employees, order_id), recorded_at=clock.now()
        )
        people = {complaint.handler_id} | answering(session, desk, order_id)
        hold_registered(session, desk, row, people, Period(complaint.period))
        session.add(complaint)
        session.flush()
        for event in milestone_events(row, key_of(complaint), desk.actor.user_id, complaint.recorded_at):
            session.add(MilestoneEvent(**event))
        if row.status == "invalid":
            validity.note_proposal(session, desk, complaint, "invalid", row.status_reason or "")
        audit.record(session, desk, "register-complaint", row.complaint_no, _detail(desk, row))
        if of_import is not None:
            join_import(session, desk, of_import, key_of(complaint), kept)
    return row


def hold_registered(
    session: Session, desk: Desk, row: ComplaintRow, people: Collection[int | None], period: Period
) -> None:
    """Stop a new complaint of one's own that says of itself what happened long before; ``people``: who answers for it.

    Raises:
        NeedsSecondPerson: it does.
    """
    times = {f"{kind}_at": (None, getattr(row, f"{kind}_at")) for kind in MILESTONES}
    if not any(at for _none, at in times.values()):
        return
    alone = own_acts(session)
    changes = {name: pair for name, pair in times.items() if alone.entered_late(pair[1])}
    if changes:
        hold_own(session, desk, people, subject=row.complaint_no, period=period, changes=changes)


def next_number(desk: Desk) -> str:
    """A free number for a new complaint: the local date and a running number, ``C20261122-001``."""
    with desk.read() as session:
        return free_number(session, desk, "C", Complaint.complaint_no)


def _taken(session: Session, number: str) -> bool:
    return session.exec(select(Complaint.id).where(Complaint.complaint_no == number)).first() is not None


@dataclass(frozen=True, slots=True)
class Registrar:
    """What registering complaints takes, read once for a whole file."""

    zone: ZoneInfo
    table: DueTable
    calendar_version: int
    closed: frozenset[Period]


def registrar(session: Session, desk: Desk) -> Registrar:
    """The calendar, limits and closed months as they are in this unit of work."""
    calendar, zone = site_calendar(session), desk.site.zone
    table = DueTable(zone, calendar, scheme_now(desk).scheme.clock)
    return Registrar(zone, table, calendar.version, closed_periods(session))


def complaint_values(
    by: Registrar, row: ComplaintRow, employees: Mapping[str, int], order_id: int | None
) -> dict[str, Any]:
    """Columns of ``complaint`` but for bookkeeping; the due times are computed here, once (docs/rules.md, rule 3)."""
    due = Due(*by.table.due(row.received_at))
    period, late = counting_period(row.received_at, by.zone, by.closed)
    values: dict[str, Any] = {
        **{name: getattr(row, name) for name in _AS_ENTERED},
        **{f"{place.removesuffix('_no')}_id": id_of(employees, getattr(row, place)) for place in PEOPLE},
        "order_id": order_id,
        "contact_due": due.contact_due,
        "plan_due": due.plan_due,
        "resolve_due": due.resolve_due,
        "provisional": due.provisional,
        "calendar_version_id": by.calendar_version,
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


def complaint_row(session: Session, complaint: Complaint) -> ComplaintRow:
    """The row that a complaint would be entered as, by how it stands now."""
    wanted = {place: getattr(complaint, f"{place.removesuffix('_no')}_id") for place in PEOPLE}
    numbers = dict(
        session.exec(
            select(Employee.id, Employee.employee_no).where(col(Employee.id).in_(wanted.values()))
        ).all()
    )
    order = None if complaint.order_id is None else session.get_one(WorkOrder, complaint.order_id)
    values: dict[str, Any] = {name: getattr(complaint, name) for name in _AS_ENTERED}
    values |= {place: numbers.get(key) for place, key in wanted.items()}
    return ComplaintRow(**values, order_no=None if order is None else order.order_no)


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


def _check(session: Session, row: ComplaintRow, out_of_order: bool) -> tuple[Mapping[str, int], int | None]:
    employees = named_employees(session, (getattr(row, place) for place in PEOPLE))
    faults = row_faults(row) + future_faults(row, INSTANTS) + people_faults(row, PEOPLE, employees)
    if not any(getattr(row, name) for name in SUBSTANCE):
        faults.append(FieldFault("customer_name", _("Say at least who complains, or about which order.")))
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


def _with_customer(session: Session, row: ComplaintRow, order_id: int | None) -> ComplaintRow:
    if order_id is None or row.customer_name or row.customer_phone:
        return row
    order = session.get_one(WorkOrder, order_id)
    return replace(row, customer_name=order.customer_name, customer_phone=order.customer_phone)


def _detail(desk: Desk, row: ComplaintRow) -> dict[str, object]:
    detail: dict[str, object] = {}
    for field in fields(ComplaintRow):
        value = getattr(row, field.name)
        if value is not None and field.name != "complaint_no":
            detail[field.name] = audit.digest(desk, value) if field.name in UNSAID["complaints"] else value
    return detail

"""Work orders at the desk: enter one, change one (complete it, link a return), propose the order it returns from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from sqlmodel import Session, col, select

from csi_db import closed_months
from csi_db.bulk import insert_row
from csi_db.models import Employee, Survey, WorkOrder
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, period_of
from csi_tui.services.desk import audit, clock, texts_before, unsaid
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import (
    FieldFault,
    FormInvalid,
    future_faults,
    people_faults,
    row_faults,
)
from csi_tui.services.desk.given_texts import number_given
from csi_tui.services.desk.references import named_employees, order_ids
from csi_tui.services.desk.running_numbers import free_number
from csi_tui.services.desk.second_person import may_wait
from csi_tui.services.errors import UserError
from csi_tui.services.months.closed_rows import closed_remarks, landing_remarks
from csi_tui.services.months.counting_month import closed_periods, counting_period
from csi_tui.services.orders.after_completion import why_changed
from csi_tui.services.orders.appointments import appointment_faults
from csi_tui.services.orders.own_orders import IN_FIGURES, hold_changed, hold_entered
from csi_tui.services.orders.return_chains import relink
from csi_tui.services.orders.row_values import IDS, PEOPLE, order_row, order_values
from csi_tui.services.sheets.strange_dates import Latest
from csi_tui.services.sheets.waited_rows import join_import
from csi_tui.services.tabular.kinds import ids_of
from csi_tui.services.tabular.records import OrderRow

INSTANTS = ids_of("orders", lambda column: column.happened)
SUBSTANCE = ids_of("orders", lambda column: column.substance)
"""A new order on a form says at least one of these; a double press of the key that saves keeps no blank one."""
UNSAID = unsaid.UNSAID["orders"]


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """An order as a form shows it; ``version`` must be handed back to :func:`change`."""

    row: OrderRow
    version: int
    period: Period
    late: bool


class ChangedMeanwhile(UserError):
    """Another desk changed the order since it was read; nothing was kept. ``theirs`` is the order as it is now."""

    def __init__(self, message: str, theirs: OrderDetail) -> None:
        super().__init__(message)
        self.theirs = theirs


@may_wait("enter-order")
def enter(
    desk: Desk, row: OrderRow, *, numbered: bool = False, reason: str = "", of_import: int | None = None
) -> OrderRow:
    """Keep a new order; answers it as it was kept.

    ``numbered`` says that its number came from :func:`next_number`: where another desk was given the same one and was
    quicker, the next free one is taken. ``of_import``: whose row it is, where it waited for a second person.

    Raises:
        FormInvalid: with every fault.
        NotPermitted: the user may not enter orders.
        Waits, ReasonMissing: it is an own one that says what happened long before
            (:mod:`csi_tui.services.orders.own_orders`); ``reason``: why.
    """
    desk.require("enter")
    with desk.write() as session:
        if numbered and row.order_no in order_ids(session, [row.order_no]):
            row = replace(row, order_no=free_number(session, desk, "W", WorkOrder.order_no))
        employees, first = _check(session, desk, row, None)
        closed = closed_periods(session)
        period, late = counting_period(row.received_at, desk.site.zone, closed)
        hold_entered(session, desk, row, employees, period)
        # Straight into the table: an object for the row would cost more than all the rest of entering it.
        key = insert_row(
            session.connection(),
            "work_order",
            order_values(row, employees, desk.site.zone)
            | {"period": period, "late": late, "version": 1, "recorded_at": clock.now()},
        )
        if first is not None:
            _link(session, desk, session.get_one(WorkOrder, key), first)
        audit.record(session, desk, "enter-order", row.order_no, _detail(desk, None, row))
        if of_import is not None:
            join_import(session, desk, of_import, key, row)
    return row


@may_wait("change-order")
def change(
    desk: Desk,
    order_no: str,
    version: int,
    row: OrderRow,
    *,
    takes_back: int | None = None,
    why: str = "",
    reason: str = "",
) -> list[str]:
    """Change an order: complete it, correct it, link it as a return; answers what is worth saying about its month.

    ``version`` is the one that was read: an order that another desk changed meanwhile is not overwritten.
    ``takes_back``: the entry of the audit trail that the change takes back, as the trail then says. ``why``: one of
    ``CHANGED_WHY``, where the order is completed and what it counts by changes.

    Raises:
        WhyChanged: the order is, and there is none.
        FormInvalid: with every fault.
        ChangedMeanwhile: another desk changed it since it was read.
        UserError: there is no such order, or the number differs.
        Waits, ReasonMissing: it moves an own figure (:mod:`csi_tui.services.orders.own_orders`); ``reason``: why.
    """
    desk.require("enter")
    with desk.write() as session:
        return change_in(session, desk, order_no, version, row, takes_back=takes_back, why=why)


def change_in(
    session: Session,
    desk: Desk,
    order_no: str,
    version: int,
    row: OrderRow,
    *,
    takes_back: int | None = None,
    why: str = "",
) -> list[str]:
    """:func:`change` within the transaction of a caller that has asked for the right.

    Raises:
        NeedsSecondPerson: it moves an own figure.
    """
    order = _order(session, order_no)
    if order.version != version:
        raise ChangedMeanwhile(
            _("Another desk changed order {number} meanwhile; nothing of yours is kept yet.").format(
                number=order_no
            ),
            _detail_of(session, order),
        )
    if row.order_no != order_no:
        raise FormInvalid([FieldFault("order_no", _("The number of an order stays as it is."))])
    before = _row_of(session, order)
    employees, first = _check(session, desk, row, order)
    if takes_back is None:
        why = why_changed(before, row, why)
        hold_changed(session, desk, order, before, row, employees)
    values = order_values(row, employees, desk.site.zone)
    revived = order.outcome == "cancelled" and row.outcome != "cancelled"
    moved = period_of(order.received_at, desk.site.zone) != period_of(row.received_at, desk.site.zone)
    for name, value in values.items():
        setattr(order, name, value)
    assert order.id is not None
    own_month = order.period
    kept = closed_months.counts_row(session.connection(), "order", order.id, own_month)
    remarks = _remarks(session, order.id, own_month, kept=kept) if _counts(before, row) else []
    if (revived or moved) and not kept:
        closed = closed_periods(session)
        order.period, order.late = counting_period(row.received_at, desk.site.zone, closed)
        remarks += landing_remarks(order_no, period_of(row.received_at, desk.site.zone), order.period)
    order.version += 1
    session.add(order)
    session.flush()
    if revived:
        remarks += _bring_surveys(session, desk, order)
    # A return that moves, or is cancelled no more, is charged back in another month than was noted.
    relinked = (None if first is None else first.id) != order.return_of_id
    if relinked or (first is not None and (revived or moved)):
        _link(session, desk, order, first)
    detail = _detail(desk, before, row)
    if takes_back is None:
        said = {"why": why} if why else {}
        seq = audit.record(session, desk, "change-order", order_no, detail | said)
        texts_before.keep(session, seq, {name: getattr(before, name) for name in UNSAID & detail.keys()})
    else:
        audit.record(session, desk, "take-back-order", order_no, detail | {"entry": takes_back})
    return remarks


def read(desk: Desk, order_no: str) -> OrderDetail:
    """An order with everything a form shows.

    Raises:
        UserError: there is no such order.
    """
    with desk.read() as session:
        return read_in(session, order_no)


def read_in(session: Session, order_no: str) -> OrderDetail:
    """:func:`read` within the transaction of a caller."""
    return _detail_of(session, _order(session, order_no))


def _detail_of(session: Session, order: WorkOrder) -> OrderDetail:
    return OrderDetail(_row_of(session, order), order.version, order.period, order.late)


def next_number(desk: Desk) -> str:
    """A free number for a new order: the local date and a running number, ``W20261122-001``."""
    with desk.read() as session:
        return free_number(session, desk, "W", WorkOrder.order_no)


def link_return(
    desk: Desk, order_no: str, return_of: str | None, *, why: str = "", reason: str = ""
) -> list[str]:
    """Say which order an order returns from, or (None) that it is no return; answers what is worth saying.

    Raises:
        Waits, ReasonMissing, WhyChanged: as :func:`change`.
        UserError: there is no such order, it is said already, or the form's rules are against it.
        NotPermitted: the user may not enter orders.
    """
    found = read(desk, order_no)
    wanted = None if return_of is None else number_given(return_of)
    if found.row.return_of == wanted:
        raise UserError(
            _("{number} is no return already.").format(number=found.row.order_no)
            if wanted is None
            else _("{number} returns from {other} already.").format(number=found.row.order_no, other=wanted)
        )
    changed = replace(found.row, return_of=wanted)
    return change(desk, found.row.order_no, found.version, changed, why=why, reason=reason)


def _order(session: Session, order_no: str) -> WorkOrder:
    order = session.exec(select(WorkOrder).where(WorkOrder.order_no == number_given(order_no))).first()
    if order is None:
        raise UserError(_("There is no order {number}.").format(number=order_no))
    return order


def _check(
    session: Session, desk: Desk, row: OrderRow, known: WorkOrder | None
) -> tuple[Mapping[str, int], WorkOrder | None]:
    """Check a row against itself and the store; answers the employees and the order it returns from."""
    employees = named_employees(session, (getattr(row, place) for place in PEOPLE))
    numbers = order_ids(session, {row.order_no, row.return_of})
    faults = row_faults(row) + future_faults(row, INSTANTS) + people_faults(row, PEOPLE, employees)
    if known is None and all(getattr(row, field) is None for field in SUBSTANCE):
        faults.append(FieldFault("customer_name", _("Say at least whose order it is, or what it is about.")))
    ahead = [one for one in Latest("orders", desk).breaches(row) if one.column not in INSTANTS]
    faults += [FieldFault(one.column, one.reason) for one in ahead]
    if row.appointment_at is not None and row.appointment_at < row.received_at:
        faults.append(
            FieldFault("appointment_at", _("An appointment cannot lie before the order was received."))
        )
    if known is not None:
        faults += appointment_faults(session, desk, known, row)
    if known is None and row.order_no in numbers:
        faults.append(FieldFault("order_no", _("The number {number} is taken.").format(number=row.order_no)))
    first = None
    if row.return_of is not None:
        if row.return_of not in numbers:
            faults.append(
                FieldFault("return_of", _("There is no order {number}.").format(number=row.return_of))
            )
        elif row.return_of == row.order_no:
            faults.append(FieldFault("return_of", _("An order cannot be a return of itself.")))
        else:
            first = session.get_one(WorkOrder, numbers[row.return_of])
    if faults:
        raise FormInvalid(faults)
    return employees, first


def _link(session: Session, desk: Desk, order: WorkOrder, first: WorkOrder | None) -> None:
    """Set or clear what the order is a return of, and the month in which that would be charged back."""
    assert order.id is not None
    order.return_of_id = None if first is None else first.id
    order.return_period = (
        None
        if first is None
        else counting_period(order.received_at, desk.site.zone, closed_periods(session))[0]
    )
    session.add(order)
    session.flush()
    if not relink(session.connection(), order.id):
        raise FormInvalid([FieldFault("return_of", _("These returns would run in a circle."))])
    session.refresh(order)


def _remarks(session: Session, order_id: int, own_month: Period, *, kept: bool) -> list[str]:
    """Which closed months rest on an order: its own, and those that hold it against another one as its return."""
    months = [own_month] if kept else []
    months += closed_months.months_of_return(session.connection(), order_id)
    return [text for month in dict.fromkeys(months) for text in closed_remarks(session, month)]


def _counts(before: OrderRow, after: OrderRow) -> bool:
    """Whether a change may move a figure."""
    return any(getattr(before, name) != getattr(after, name) for name in IN_FIGURES)


def _bring_surveys(session: Session, desk: Desk, order: WorkOrder) -> list[str]:
    """Let the surveys of an order that is cancelled no more count: their months may have been closed without them."""
    remarks = []
    closed = closed_periods(session)
    for survey in session.exec(select(Survey).where(Survey.order_id == order.id).order_by(col(Survey.id))):
        assert survey.id is not None
        before = survey.period
        if before not in closed or closed_months.counts_row(
            session.connection(), "survey", survey.id, before
        ):
            continue
        survey.period, survey.late = counting_period(survey.answered_at, desk.site.zone, closed)
        session.add(survey)
        remarks += landing_remarks(survey.agency_ref, before, survey.period)
    return remarks


def _row_of(session: Session, order: WorkOrder) -> OrderRow:
    wanted = [getattr(order, column) for column in IDS.values()]
    numbers = dict(
        session.exec(select(Employee.id, Employee.employee_no).where(col(Employee.id).in_(wanted))).all()
    )
    parent = None if order.return_of_id is None else session.get_one(WorkOrder, order.return_of_id)
    return order_row(order, numbers, None if parent is None else parent.order_no)


def _detail(desk: Desk, before: OrderRow | None, after: OrderRow) -> dict[str, object]:
    """What changed, for the audit trail: values in clear, personal data and texts as digests."""
    changed: dict[str, object] = {}
    for field in fields(OrderRow):
        old, new = (None if before is None else getattr(before, field.name)), getattr(after, field.name)
        if old == new or field.name == "order_no":
            continue
        if field.name in UNSAID:
            old, new = (None if value is None else audit.digest(desk, value) for value in (old, new))
        changed[field.name] = [old, new]
    return changed

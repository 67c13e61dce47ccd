"""The orders that a new one may be a return of: proposed while it is entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, false, or_, select

from csi_db.models import Employee, WorkOrder
from csi_db.near_rows import SHORTEST_SERIAL, one_key_off
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_phone, without_phones
from csi_tui.services.schemes.in_force import scheme_now


@dataclass(frozen=True, slots=True)
class LikelyReturn:
    """An order that a new one may be a return of; ``by`` is ``serial_no``, ``customer_phone`` or ``near_serial_no``,
    a serial number that one key makes of the other."""

    order_no: str
    by: str
    serial_no: str
    product: str
    fault: str
    completed_at: datetime
    technician: str
    phone: str


def likely_returns(
    desk: Desk,
    *,
    serial_no: str | None,
    customer_phone: str | None,
    received_at: datetime,
    but_not: str = "",
    customer_name: str | None = None,
    product: str | None = None,
) -> list[LikelyReturn]:
    """Completed orders of the same serial number or phone within the return window, the latest first.

    The same serial number says more than the same phone and stands first; behind both stands a serial number that one
    key makes of this one, where neither customer nor product tells the two apart (docs/decisions/0058, point 8).
    """
    if not serial_no and not customer_phone:
        return []
    window = scheme_now(desk).scheme.return_window_days
    since = received_at - timedelta(days=window + 1)
    given = {"customer_phone": customer_phone, "customer_name": customer_name, "product": product}
    same: list[ColumnElement[bool]] = []
    if serial_no:
        same.append(col(WorkOrder.serial_no).in_({serial_no, serial_no.upper(), serial_no.lower()}))
        if len(serial_no) >= SHORTEST_SERIAL:
            same.append(col(WorkOrder.serial_no).in_(one_key_off(serial_no)) & _not_told_apart(given))
    if customer_phone:
        same.append(col(WorkOrder.customer_phone) == customer_phone)
    with desk.read() as session:
        rows = session.exec(
            select(WorkOrder, Employee.name)
            .join(Employee, col(Employee.id) == col(WorkOrder.technician_id), isouter=True)
            .where(
                or_(*same),
                col(WorkOrder.completed_at) >= since,
                col(WorkOrder.completed_at) <= received_at,
                col(WorkOrder.order_no) != but_not,
                or_(col(WorkOrder.outcome).is_(None), col(WorkOrder.outcome) != "cancelled"),
            )
            .order_by(col(WorkOrder.completed_at).desc())
            .limit(20)
        ).all()
    day = received_at.astimezone(desk.site.zone).date().toordinal()
    found = [
        LikelyReturn(
            order_no=order.order_no,
            by=_likely_by(order, serial_no, customer_phone),
            serial_no=order.serial_no or "",
            product=without_phones(order.product),
            fault=without_phones(order.fault),
            completed_at=order.completed_at.astimezone(desk.site.zone),
            technician=technician or "",
            phone=mask_phone(order.customer_phone),
        )
        for order, technician in rows
        if order.completed_at is not None
        and order.completed_day is not None
        and day - order.completed_day <= window
    ]
    return sorted(found, key=lambda one: ("serial_no", "customer_phone", "near_serial_no").index(one.by))


def _not_told_apart(given: Mapping[str, str | None]) -> ColumnElement[bool]:
    """Neither another product, nor another customer: another phone, and another name."""
    product, phone, name = (given[one] or None for one in ("product", "customer_phone", "customer_name"))
    same_product = or_(product is None, col(WorkOrder.product).is_(None), col(WorkOrder.product) == product)
    same_phone = or_(
        phone is None, col(WorkOrder.customer_phone).is_(None), col(WorkOrder.customer_phone) == phone
    )
    same_name = false() if name is None else col(WorkOrder.customer_name) == name
    return same_product & or_(same_phone, same_name)


def _likely_by(order: WorkOrder, serial_no: str | None, customer_phone: str | None) -> str:
    if _same_serial(serial_no, order.serial_no):
        return "serial_no"
    same_phone = bool(customer_phone) and order.customer_phone == customer_phone
    return "customer_phone" if same_phone else "near_serial_no"


def _same_serial(one: str | None, other: str | None) -> bool:
    """Whether two serial numbers are the same but for capitals."""
    return one is not None and other is not None and one.casefold() == other.casefold()

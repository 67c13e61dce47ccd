"""What the desk knows of a customer and of a product, to have beside a complaint while somebody is on the phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from csi_db.models import Complaint, Employee, WorkOrder
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.phone_search import begins, phone_found
from csi_tui.services.desk.privacy import ERASED, mask_address, without_phones
from csi_tui.services.tabular.untrusted_text import normal

LEAST_OF_PHONE, LEAST_OF_NAME = 4, 2
MOST = 12
"""Lines of each kind that are shown at most, the latest first."""


@dataclass(frozen=True, slots=True)
class PastOrder:
    """A work order of the same customer or product; ``by`` says of which: ``phone``, ``name`` or ``serial``.

    ``address`` is masked: it tells one home of a customer from another, and no stranger where they live.
    """

    order_no: str
    received_at: datetime
    product: str
    serial_no: str
    fault: str
    outcome: str | None
    technician: str
    address: str
    is_return: bool
    by: str


@dataclass(frozen=True, slots=True)
class PastComplaint:
    """A complaint of the same customer, or about an order of the same product."""

    complaint_no: str
    received_at: datetime
    category: str
    resolved_at: datetime | None
    status: str


@dataclass(frozen=True, slots=True)
class History:
    """What there was before, the latest first."""

    orders: tuple[PastOrder, ...]
    complaints: tuple[PastComplaint, ...]


def history(
    desk: Desk, *, phone: str | None = None, name: str | None = None, order_or_serial: str | None = None
) -> History:
    """Earlier orders and complaints of a customer, and of the product behind an order number or a serial number.

    A phone number or a name is found by its beginning while it is typed, from so many characters on that it says
    something; a phone number that is masked for the user by less
    (:func:`~csi_tui.services.desk.phone_search.phone_found`). What is typed is looked for as a form would keep it.
    """
    phone, name, order_or_serial = (normal(text or "") or None for text in (phone, name, order_or_serial))
    phone = phone if phone and len(phone) >= LEAST_OF_PHONE else None
    name = name if name and len(name) >= LEAST_OF_NAME and name != ERASED else None
    with desk.read() as session:
        serial = _serial(session, order_or_serial)
        orders = _orders(desk, session, phone, name, serial)
        ids = [order.id for order, _technician, _by in orders]
        of_customer: list[ColumnElement[bool]] = []
        if phone:
            of_customer.append(phone_found(desk, func.lower(col(Complaint.customer_phone)), phone.lower()))
        if name:
            of_customer.append(begins(func.lower(col(Complaint.customer_name)), name.lower()))
        if ids:
            of_customer.append(col(Complaint.order_id).in_(ids))
        complaints = (
            session.exec(
                select(Complaint)
                .where(or_(*of_customer))
                .order_by(col(Complaint.received_at).desc())
                .limit(MOST)
            ).all()
            if of_customer
            else []
        )
        zone = desk.site.zone
        return History(
            tuple(
                PastOrder(
                    order_no=order.order_no,
                    received_at=order.received_at.astimezone(zone),
                    product=without_phones(order.product),
                    serial_no=order.serial_no or "",
                    fault=without_phones(order.fault),
                    outcome=order.outcome,
                    technician=technician or "",
                    address=mask_address(order.customer_address),
                    is_return=order.first_order_id is not None,
                    by=by,
                )
                for order, technician, by in orders
            ),
            tuple(
                PastComplaint(
                    complaint_no=one.complaint_no,
                    received_at=one.received_at.astimezone(zone),
                    category=without_phones(one.category),
                    resolved_at=None if one.resolved_at is None else one.resolved_at.astimezone(zone),
                    status=one.status,
                )
                for one in complaints
            ),
        )


def _serial(session: Session, order_or_serial: str | None) -> str | None:
    """The serial number of an order, or the text itself, which may be one."""
    if not order_or_serial:
        return None
    order = session.exec(select(WorkOrder).where(WorkOrder.order_no == order_or_serial)).first()
    return order_or_serial if order is None else order.serial_no


def _orders(
    desk: Desk, session: Session, phone: str | None, name: str | None, serial: str | None
) -> list[tuple[WorkOrder, str | None, str]]:
    """Orders with their technician, and by what they were found."""
    keys: list[tuple[str, ColumnElement[bool]]] = []
    if serial:
        keys.append(("serial", begins(col(WorkOrder.serial_no), serial)))
    if phone:
        keys.append(("phone", phone_found(desk, col(WorkOrder.customer_phone), phone)))
    if name:
        keys.append(("name", begins(col(WorkOrder.customer_name), name)))
    # One look-up for each key, each by its own index: an OR over them would read every order.
    found: dict[int | None, tuple[WorkOrder, str | None, str]] = {}
    for by, of_key in keys:
        wanted = (
            select(WorkOrder, Employee.name)
            .join(Employee, col(Employee.id) == col(WorkOrder.technician_id), isouter=True)
            .where(of_key)
            .order_by(col(WorkOrder.received_at).desc())
            .limit(MOST)
        )
        for order, technician in session.exec(wanted):
            found.setdefault(order.id, (order, technician, by))
    latest_first = sorted(found.values(), key=lambda one: one[0].received_at, reverse=True)
    return latest_first[:MOST]

"""All that there is of a customer or a product: orders and returns, complaints, surveys; and what a form takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from csi_db.models import Complaint, Employee, Survey, WorkOrder
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import ERASED, mask_address, mask_phone, without_phones
from csi_tui.services.find.text import answers_text, complaint_state, joined, order_state
from csi_tui.services.tabular.untrusted_text import normal

MOST = 200
"""Orders, and complaints, of a customer that are shown at most, the latest first."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose history: the customer of a phone number, or of a name without one; or the product of a serial number."""

    phone: str = ""
    name: str = ""
    serial_no: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a history, the instant site-local. ``kind``: ``order``, ``complaint`` or ``survey``.

    ``number`` is its own; ``order_no`` that of the order which a survey or a complaint speaks of, or its own.
    """

    kind: str
    number: str
    order_no: str
    at: datetime
    what: str
    state: str
    by: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer or a product with everything that happened, the latest first; the phone number is masked.

    ``last``: what a new order or complaint begins with, by the ids of an order's columns.
    """

    subject: Subject
    name: str
    phone: str
    address: str
    product: str
    orders: int
    returns: int
    complaints: int
    surveys: int
    events: tuple[Event, ...]
    last: Mapping[str, str]


def customer(desk: Desk, subject: Subject) -> Customer:
    """Everything of a customer or a product."""
    zone = desk.site.zone
    with desk.read() as session:
        orders = _orders(session, subject)
        numbers = {order.id: order.order_no for order in orders}
        complaints = _complaints(session, subject, numbers)
        surveys = session.exec(select(Survey).where(col(Survey.order_id).in_(numbers))).all()
        people = {one.id: one.name for one in session.exec(select(Employee))}
        events = [
            *(
                Event(
                    kind="order",
                    number=one.order_no,
                    order_no=one.order_no,
                    at=one.received_at.astimezone(zone),
                    what=joined(without_phones(one.product), one.serial_no or "", without_phones(one.fault)),
                    state=order_state(one.outcome, is_return=one.first_order_id is not None),
                    by=people.get(one.technician_id, ""),
                )
                for one in orders
            ),
            *(
                Event(
                    kind="complaint",
                    number=one.complaint_no,
                    order_no=numbers.get(one.order_id, ""),
                    at=one.received_at.astimezone(zone),
                    what=without_phones(one.category),
                    state=complaint_state(
                        one.status, None if one.resolved_at is None else one.resolved_at.astimezone(zone)
                    ),
                    by=people.get(one.handler_id, ""),
                )
                for one in complaints
            ),
            *(
                Event(
                    kind="survey",
                    number=one.agency_ref,
                    order_no=numbers[one.order_id],
                    at=one.answered_at.astimezone(zone),
                    what=numbers[one.order_id],
                    state=answers_text((one.attitude, one.response, one.quality, one.parts, one.cost)),
                    by="",
                )
                for one in surveys
            ),
        ]
        latest = orders[0] if orders else None
        named = latest or (complaints[0] if complaints else None)
        return Customer(
            subject=subject,
            name=without_phones((named.customer_name if named else None) or subject.name),
            phone=mask_phone((named.customer_phone if named else None) or subject.phone),
            address=mask_address(latest.customer_address if latest else None),
            product=without_phones(latest.product if latest else None),
            orders=len(orders),
            returns=sum(one.first_order_id is not None for one in orders),
            complaints=len(complaints),
            surveys=len(surveys),
            events=tuple(sorted(events, key=lambda one: one.at, reverse=True)),
            last=_beginning(desk, subject, latest, named),
        )


class Taken(NamedTuple):
    """What a form may take over, and from which order."""

    text: str
    order_no: str


OF_CUSTOMER = ("customer_name", "customer_phone", "customer_address")


def known(desk: Desk, *, phone: str | None = None, serial_no: str | None = None) -> dict[str, Taken]:
    """What the last order of a phone number says of the customer and the product, and that of a serial number of what
    the phone number leaves open, and of the product.

    By the ids of an order's columns; nothing for who may not see phone numbers whole.
    """
    phone, serial_no = normal(phone or ""), normal(serial_no or "")
    if not desk.may("see-phones"):
        return {}
    with desk.read() as session:
        of_phone = _of_last(session, Subject(phone=phone)) if phone else {}
        of_serial = _of_last(session, Subject(serial_no=serial_no)) if serial_no else {}
    customer_of = of_phone or of_serial
    return {
        **{name: taken for name, taken in (of_serial or of_phone).items() if name not in OF_CUSTOMER},
        **{name: taken for name, taken in customer_of.items() if name in OF_CUSTOMER},
    }


def _of_last(session: Session, subject: Subject) -> dict[str, Taken]:
    for order in _orders(session, subject, most=1):
        values = {name: getattr(order, name) for name in (*OF_CUSTOMER, "product")}
        return {name: Taken(value, order.order_no) for name, value in values.items() if value}
    return {}


def _beginning(
    desk: Desk, subject: Subject, latest: WorkOrder | None, named: WorkOrder | Complaint | None
) -> dict[str, str]:
    """What a new order or complaint begins with: of a customer not the product, which may be another one this time."""
    found: dict[str, str] = {}
    if named is not None and named.customer_name:
        found["customer_name"] = named.customer_name
    if desk.may("see-phones"):
        phone = subject.phone or (named.customer_phone if named else None)
        if phone:
            found["customer_phone"] = phone
        if latest is not None and latest.customer_address:
            found["customer_address"] = latest.customer_address
    if subject.serial_no:
        found["serial_no"] = subject.serial_no
        if latest is not None and latest.product:
            found["product"] = latest.product
    return found


def _orders(session: Session, subject: Subject, most: int = MOST) -> list[WorkOrder]:
    if subject.serial_no:
        serial = subject.serial_no
        same: ColumnElement[bool] = col(WorkOrder.serial_no).in_({serial, serial.upper(), serial.lower()})
    elif subject.phone:
        same = col(WorkOrder.customer_phone) == subject.phone
    elif subject.name == ERASED:
        # Whoever they were, they are not one.
        return []
    else:
        same = (col(WorkOrder.customer_name) == subject.name) & col(WorkOrder.customer_phone).is_(None)
    wanted = (
        select(WorkOrder).where(same).order_by(col(WorkOrder.received_at).desc(), col(WorkOrder.id).desc())
    )
    return list(session.exec(wanted.limit(most)))


def _complaints(session: Session, subject: Subject, orders: Mapping[int | None, str]) -> list[Complaint]:
    mine: list[ColumnElement[bool]] = [col(Complaint.order_id).in_(orders)]
    if subject.phone:
        # By the index, which folds capitals, and then to the letter.
        folded = func.lower(col(Complaint.customer_phone)) == func.lower(subject.phone)
        mine.append(folded & (col(Complaint.customer_phone) == subject.phone))
    elif subject.name and subject.name != ERASED:
        folded = func.lower(col(Complaint.customer_name)) == func.lower(subject.name)
        mine.append(
            folded & (col(Complaint.customer_name) == subject.name) & col(Complaint.customer_phone).is_(None)
        )
    wanted = select(Complaint).where(or_(*mine)).order_by(col(Complaint.received_at).desc())
    return list(session.exec(wanted.limit(MOST)))

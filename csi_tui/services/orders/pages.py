"""Orders and surveys as lists, a page at a time, by key: never an offset, never a count (docs/architecture.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import col, or_, select, tuple_

from csi_db.models import Employee, Survey, WorkOrder
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import mask_phone
from csi_tui.services.tabular.untrusted_text import normal

PAGE = 50
"""Lines of a page: two screens. A page costs what its lines cost, however many there are behind it."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A work order as a list shows it; instants are site-local."""

    order_no: str
    received_at: datetime
    customer: str
    phone: str
    product: str
    serial_no: str
    agent: str
    technician: str
    outcome: str | None
    completed_at: datetime | None
    is_return: bool
    late: bool
    key: tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey as a list shows it."""

    agency_ref: str
    order_no: str
    answered_at: datetime
    answers: tuple[int | None, int | None, int | None, int | None, int | None]
    key: tuple[datetime, int]


def orders_page(
    desk: Desk, *, search: str = "", unfinished: bool = False, after: tuple[datetime, int] | None = None
) -> list[OrderLine]:
    """The next orders after a key, the latest received first.

    ``search`` is the beginning of an order number, serial number, phone number or customer's name.
    """
    agent, technician = aliased(Employee), aliased(Employee)
    wanted = (
        select(WorkOrder, agent.name, technician.name)
        .join(agent, col(agent.id) == col(WorkOrder.agent_id), isouter=True)
        .join(technician, col(technician.id) == col(WorkOrder.technician_id), isouter=True)
        .order_by(col(WorkOrder.received_at).desc(), col(WorkOrder.id).desc())
        .limit(PAGE)
    )
    if search := normal(search):
        begins: list[ColumnElement[bool]] = [
            col(WorkOrder.order_no).startswith(search, autoescape=True),
            col(WorkOrder.serial_no).startswith(search, autoescape=True),
            col(WorkOrder.customer_phone).startswith(search, autoescape=True),
            col(WorkOrder.customer_name).startswith(search, autoescape=True),
        ]
        wanted = wanted.where(or_(*begins))
    if unfinished:
        wanted = wanted.where(
            col(WorkOrder.completed_at).is_(None),
            or_(col(WorkOrder.outcome).is_(None), col(WorkOrder.outcome) != "cancelled"),
        )
    if after is not None:
        wanted = wanted.where(tuple_(col(WorkOrder.received_at), col(WorkOrder.id)) < after)
    zone = desk.site.zone
    with desk.read() as session:
        return [
            OrderLine(
                order_no=order.order_no,
                received_at=order.received_at.astimezone(zone),
                customer=order.customer_name or "",
                phone=mask_phone(order.customer_phone),
                product=order.product or "",
                serial_no=order.serial_no or "",
                agent=agent_name or "",
                technician=technician_name or "",
                outcome=order.outcome,
                completed_at=None if order.completed_at is None else order.completed_at.astimezone(zone),
                is_return=order.first_order_id is not None,
                late=order.late,
                key=(order.received_at, order.id or 0),
            )
            for order, agent_name, technician_name in session.exec(wanted)
        ]


def surveys_page(
    desk: Desk, *, search: str = "", after: tuple[datetime, int] | None = None
) -> list[SurveyLine]:
    """The next surveys after a key, the latest answered first."""
    wanted = (
        select(Survey, WorkOrder.order_no)
        .join(WorkOrder, col(WorkOrder.id) == col(Survey.order_id))
        .order_by(col(Survey.answered_at).desc(), col(Survey.id).desc())
        .limit(PAGE)
    )
    if search:
        wanted = wanted.where(
            or_(
                col(Survey.agency_ref).startswith(search, autoescape=True),
                col(WorkOrder.order_no).startswith(search, autoescape=True),
            )
        )
    if after is not None:
        wanted = wanted.where(tuple_(col(Survey.answered_at), col(Survey.id)) < after)
    with desk.read() as session:
        return [
            SurveyLine(
                agency_ref=survey.agency_ref,
                order_no=order_no,
                answered_at=survey.answered_at.astimezone(desk.site.zone),
                answers=(survey.attitude, survey.response, survey.quality, survey.parts, survey.cost),
                key=(survey.answered_at, survey.id or 0),
            )
            for survey, order_no in session.exec(wanted)
        ]

"""Orders and surveys as lists, a page at a time, by key: never an offset, never a count
(docs/architecture.md, *Data*)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select, tuple_

from csi_db.models import Employee, Survey, WorkOrder
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import masked
from csi_tui.services.orders.row_values import IDS
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.untrusted_text import normal

PAGE = 50
"""Lines of a page: two screens. A page costs what its lines cost, however many there are behind it."""


LISTED = tuple(column for column in KINDS["orders"] if column.width)
"""The columns that a list of orders shows."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A work order as a list shows it; instants are site-local.

    ``shown``: what stands under :data:`LISTED`, by the columns' ids: people by name, a phone number masked.
    """

    order_no: str
    received_at: datetime
    shown: Mapping[str, str | datetime]
    outcome: str | None
    completed_at: datetime | None
    is_return: bool
    late: bool
    key: tuple[datetime, int]

    def text(self, column: str) -> str:
        """What stands in a column that holds a text."""
        return str(self.shown[column])


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
    wanted = (
        select(WorkOrder).order_by(col(WorkOrder.received_at).desc(), col(WorkOrder.id).desc()).limit(PAGE)
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
        orders = session.exec(wanted).all()
        named = {getattr(order, IDS[column.id]) for order in orders for column in LISTED if column.person}
        people = dict(
            session.exec(select(Employee.id, Employee.name).where(col(Employee.id).in_(named))).all()
        )
        return [
            OrderLine(
                order_no=order.order_no,
                received_at=order.received_at.astimezone(zone),
                shown={column.id: _shown(column, order, people, zone) for column in LISTED},
                outcome=order.outcome,
                completed_at=None if order.completed_at is None else order.completed_at.astimezone(zone),
                is_return=order.first_order_id is not None,
                late=order.late,
                key=(order.received_at, order.id or 0),
            )
            for order in orders
        ]


def _shown(
    column: Column, order: WorkOrder, people: Mapping[int | None, str], zone: tzinfo
) -> str | datetime:
    if column.person:
        return people.get(getattr(order, IDS[column.id]), "")
    value = getattr(order, column.id)
    return value.astimezone(zone) if isinstance(value, datetime) else masked(column.mask, value)


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

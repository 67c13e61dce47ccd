"""Orders and surveys as lists, a page at a time, by key: never an offset, never a count
(docs/architecture.md, *Data*)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select

from csi_db.models import Employee, Survey, UnmatchedSurvey, WorkOrder
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import EVERYTHING, Filter
from csi_tui.services.desk.ordering import Key, Order, Sort, few, sort_of
from csi_tui.services.desk.phone_search import phone_listed
from csi_tui.services.desk.privacy import seen_by_all
from csi_tui.services.orders.filters import orders_of, surveys_of, unmatched_of
from csi_tui.services.orders.row_values import IDS
from csi_tui.services.orders.struck_out import IN_FORCE, struck_among
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.untrusted_text import LONGEST_GIVEN, normal

PAGE = 50
"""Lines of a page: two screens. A page costs what its lines cost, however many there are behind it."""


LISTED = tuple(column for column in KINDS["orders"] if column.width)
"""The columns that a list of orders shows."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A work order as a list shows it; instants are site-local.

    ``shown``: what stands under :data:`LISTED`, by the columns' ids: people by name, a phone number masked.
    ``struck``: it is struck out.
    """

    order_no: str
    received_at: datetime
    shown: Mapping[str, str | datetime]
    outcome: str | None
    completed_at: datetime | None
    is_return: bool
    late: bool
    struck: bool
    key: Key

    def text(self, column: str) -> str:
        """What stands in a column that holds a text."""
        return str(self.shown[column])


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey as a list shows it.

    ``answered_at``: None of one that names no order of the store; it was not taken, and its answers are not known.
    ``struck``: it is struck out, as one that was taken back is.
    """

    agency_ref: str
    order_no: str
    answered_at: datetime | None
    answers: tuple[int | None, int | None, int | None, int | None, int | None]
    struck: bool
    key: Key


LATEST_ORDERS = Sort("received_at", down=True)
SORTED_ORDERS = tuple(column.id for column in LISTED if not column.mask)
"""What orders can be sorted by; not by what is shown masked, for its place in the list would tell it."""
READ = ("customer_name", "product")
"""Of these, texts in which people look for what they read: by pinyin."""
LATEST_SURVEYS = Sort("answered_at", down=True)
SORTED_SURVEYS = ("agency_ref", "answered_at")
"""What surveys can be sorted by; by an answer they are filtered."""


def orders_page(
    desk: Desk,
    *,
    search: str = "",
    unfinished: bool = False,
    only: Filter = EVERYTHING,
    sort: Sort | None = None,
    after: Key | None = None,
) -> list[OrderLine]:
    """The next orders after a key, sorted by one of :data:`SORTED_ORDERS`; the latest received first by default.

    ``search`` is the beginning of an order number, serial number, phone number or customer's name, or the end of a
    phone number; one that is masked for the user is found as :mod:`~csi_tui.services.desk.phone_search` says.

    Raises:
        UserError: it is not sorted by that column.
    """
    sort = sort_of(sort, LATEST_ORDERS, SORTED_ORDERS)
    column = next(one for one in LISTED if one.id == sort.column)
    sorted_by = IDS[column.id] if column.person else column.id
    order_of = Order(
        value=getattr(WorkOrder, sorted_by),
        number=WorkOrder.id,
        down=sort.down,
        person=column.person,
        read=column.id in READ,
    )
    conditions = [*_orders(desk, search, unfinished), *orders_of(only, desk.site.zone)]
    wanted = sqlalchemy.select(WorkOrder).where(*conditions)
    zone = desk.site.zone
    with desk.read() as session:
        if only.may_be_rare:
            keys = few(session, sqlalchemy.select(col(WorkOrder.id)).where(*conditions))
            if keys is not None:
                wanted = sqlalchemy.select(WorkOrder).where(col(WorkOrder.id).in_(keys))
        orders: list[WorkOrder] = [order for (order,) in order_of.page(session, wanted, after, PAGE)]
        named = {getattr(order, IDS[column.id]) for order in orders for column in LISTED if column.person}
        people = dict(
            session.exec(select(Employee.id, Employee.name).where(col(Employee.id).in_(named))).all()
        )
        struck = struck_among(session, "order", [order.id for order in orders])
        return [
            OrderLine(
                order_no=order.order_no,
                received_at=order.received_at.astimezone(zone),
                shown={column.id: _shown(column, order, people, zone) for column in LISTED},
                outcome=order.outcome,
                completed_at=None if order.completed_at is None else order.completed_at.astimezone(zone),
                is_return=order.first_order_id is not None,
                late=order.late,
                struck=order.id in struck,
                key=(getattr(order, sorted_by), order.id or 0),
            )
            for order in orders
        ]


def orders_total(
    desk: Desk, *, search: str = "", unfinished: bool = False, only: Filter = EVERYTHING, struck: bool = False
) -> int:
    """How many orders the list holds on all of its pages; ``struck``: of these, those that are struck out."""
    wanted = sqlalchemy.select(sqlalchemy.func.count()).select_from(WorkOrder)
    if struck:
        wanted = wanted.where(col(WorkOrder.id).in_(IN_FORCE["order"]))
    with desk.read() as session:
        total: int = session.execute(
            wanted.where(*_orders(desk, search, unfinished), *orders_of(only, desk.site.zone))
        ).scalar_one()
    return total


def count_unfinished(desk: Desk, most: int) -> int:
    """How many orders are unfinished, counted up to ``most``: it takes no longer where there are more."""
    found = sqlalchemy.select(col(WorkOrder.id)).where(*_orders(desk, "", unfinished=True)).limit(most)
    with desk.read() as session:
        count: int = session.execute(
            sqlalchemy.select(sqlalchemy.func.count()).select_from(found.subquery())
        ).scalar_one()
    return count


def _orders(desk: Desk, search: str, unfinished: bool) -> list[ColumnElement[bool]]:
    """What an order must be to stand in the list."""
    found: list[ColumnElement[bool]] = []
    if search := normal(search):
        found.append(
            or_(
                *(
                    col(column).startswith(search[:LONGEST_GIVEN], autoescape=True)
                    for column in (WorkOrder.order_no, WorkOrder.serial_no, WorkOrder.customer_name)
                ),
                phone_listed(desk, col(WorkOrder.customer_phone), search),
            )
        )
    if unfinished:
        found.append(col(WorkOrder.completed_at).is_(None))
        found.append(or_(col(WorkOrder.outcome).is_(None), col(WorkOrder.outcome) != "cancelled"))
    return found


def _shown(
    column: Column, order: WorkOrder, people: Mapping[int | None, str], zone: tzinfo
) -> str | datetime:
    if column.person:
        return people.get(getattr(order, IDS[column.id]), "")
    value = getattr(order, column.id)
    return value.astimezone(zone) if isinstance(value, datetime) else seen_by_all(column, value)


def surveys_page(
    desk: Desk,
    *,
    search: str = "",
    only: Filter = EVERYTHING,
    sort: Sort | None = None,
    after: Key | None = None,
) -> list[SurveyLine]:
    """The next surveys after a key, sorted by one of :data:`SORTED_SURVEYS`; the latest answered first by default.

    Those without an order stand by their number, however the list is sorted.

    Raises:
        UserError: it is not sorted by that column.
    """
    sort = sort_of(sort, LATEST_SURVEYS, SORTED_SURVEYS)
    if only.mark == "no_order":
        return _unmatched_page(desk, search, only, sort.down and sort.column == "agency_ref", after)
    order_of = Order(value=getattr(Survey, sort.column), number=Survey.id, down=sort.down)
    conditions = [*_surveys(search), *surveys_of(only, desk.site.zone)]
    beside_order = col(WorkOrder.id) == col(Survey.order_id)
    listed = sqlalchemy.select(Survey, col(WorkOrder.order_no)).join(WorkOrder, beside_order)
    wanted = listed.where(*conditions)
    with desk.read() as session:
        if only.may_be_rare:
            numbers = sqlalchemy.select(col(Survey.id))
            if search or only.person_id is not None:
                numbers = numbers.join(WorkOrder, beside_order)
            keys = few(session, numbers.where(*conditions))
            if keys is not None:
                wanted = listed.where(col(Survey.id).in_(keys))
        surveys = list(order_of.page(session, wanted, after, PAGE))
        struck = struck_among(session, "survey", [survey.id for survey, _order_no in surveys])
        return [
            SurveyLine(
                agency_ref=survey.agency_ref,
                order_no=order_no,
                answered_at=survey.answered_at.astimezone(desk.site.zone),
                answers=(survey.attitude, survey.response, survey.quality, survey.parts, survey.cost),
                struck=survey.id in struck,
                key=(getattr(survey, sort.column), survey.id or 0),
            )
            for survey, order_no in surveys
        ]


def surveys_total(desk: Desk, *, search: str = "", only: Filter = EVERYTHING, struck: bool = False) -> int:
    """How many surveys the list holds on all of its pages; ``struck``: of these, those that are struck out, which one
    without an order never is."""
    if struck and only.mark == "no_order":
        return 0
    count = sqlalchemy.select(sqlalchemy.func.count())
    if only.mark == "no_order":
        wanted = count.select_from(UnmatchedSurvey).where(*_unmatched(search, only))
    else:
        wanted = count.select_from(Survey)
        if search or only.person_id is not None:
            wanted = wanted.join(WorkOrder, col(WorkOrder.id) == col(Survey.order_id))
        wanted = wanted.where(*_surveys(search), *surveys_of(only, desk.site.zone))
        if struck:
            wanted = wanted.where(col(Survey.id).in_(IN_FORCE["survey"]))
    with desk.read() as session:
        total: int = session.execute(wanted).scalar_one()
    return total


def _unmatched_page(desk: Desk, search: str, only: Filter, down: bool, after: Key | None) -> list[SurveyLine]:
    number = col(UnmatchedSurvey.agency_ref)
    wanted = select(UnmatchedSurvey).where(*_unmatched(search, only))
    if after is not None:
        wanted = wanted.where(number < after[0] if down else number > after[0])
    with desk.read() as session:
        return [
            SurveyLine(
                agency_ref=one.agency_ref,
                order_no=one.order_no or "",
                answered_at=None,
                answers=(None, None, None, None, None),
                struck=False,
                key=(one.agency_ref, 0),
            )
            for one in session.exec(wanted.order_by(number.desc() if down else number).limit(PAGE))
        ]


def _unmatched(search: str, only: Filter) -> list[ColumnElement[bool]]:
    """What a survey without an order must be to stand in the list; whoever worked on it, nobody knows."""
    number = col(UnmatchedSurvey.agency_ref)
    found = [~sqlalchemy.exists().where(col(Survey.agency_ref) == number), *unmatched_of(only)]
    if only.person_id is not None:
        found.append(sqlalchemy.false())
    if search:
        texts = (number, col(UnmatchedSurvey.order_no))
        found.append(or_(*(text.startswith(search[:LONGEST_GIVEN], autoescape=True) for text in texts)))
    return found


def _surveys(search: str) -> list[ColumnElement[bool]]:
    """What a survey must be to stand in the list."""
    if not search:
        return []
    return [
        or_(
            col(Survey.agency_ref).startswith(search[:LONGEST_GIVEN], autoescape=True),
            col(WorkOrder.order_no).startswith(search[:LONGEST_GIVEN], autoescape=True),
        )
    ]

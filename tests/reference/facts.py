"""Rows of text (docs/files.md §2) as facts: instants in UTC, local months as "YYYY-MM", empty cells as None."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

Row = Mapping[str, str]

_DECEMBER = 12


@dataclass(frozen=True)
class Order:
    number: str
    received: datetime
    agent: str | None
    technician: str | None
    parts_staff: str | None
    carried_in: bool
    contacted: datetime | None
    appointment: datetime | None
    arrived: datetime | None
    completed: datetime | None
    outcome: str | None
    parts_issue: str | None
    parts_impact: str | None
    return_of: str | None
    severity: str | None
    usage_impact: str | None

    def people(self) -> set[str]:
        """Everybody on the order, each once, even in two roles (docs/scoring.md §4)."""
        return {who for who in (self.agent, self.technician, self.parts_staff) if who is not None}

    @property
    def cancelled(self) -> bool:
        return self.outcome == "cancelled"


@dataclass(frozen=True)
class Survey:
    reference: str
    order: str
    answered: datetime
    attitude: int | None
    cost: int | None
    answered_any: bool


@dataclass(frozen=True)
class Complaint:
    number: str
    received: datetime
    handler: str | None
    valid: bool
    contacted: datetime | None
    planned: datetime | None
    resolved: datetime | None


@dataclass(frozen=True)
class Post:
    """What held of a person from a day on: one row of the employees file."""

    employee: str
    name: str
    role: str
    team: str
    joined: date
    left: date | None
    valid_from: date


@dataclass(frozen=True)
class Facts:
    zone: ZoneInfo
    posts: tuple[Post, ...]
    orders: tuple[Order, ...]
    surveys: tuple[Survey, ...]
    complaints: tuple[Complaint, ...]
    struck: frozenset[tuple[str, str]] = frozenset()
    """Kind and number of what is struck out: `order`, `times`, `return`, `survey`, `complaint`."""

    def order(self, number: str) -> Order:
        for order in self.orders:
            if order.number == number:
                return order
        raise KeyError(number)

    def first_of_chain(self, order: Order) -> Order:
        """The order that a return, or a return of a return, speaks about (docs/rules.md, rule 6).

        A cancelled return in between is passed through: it stops being a return itself, but the product that
        comes back after it is still the first order's.
        """
        while order.return_of is not None:
            order = self.order(order.return_of)
        return order

    def local_date(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()

    def local_month(self, instant: datetime) -> str:
        """The site's month of an instant (docs/rules.md, rule 1)."""
        return month_of(self.local_date(instant))


def month_of(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def first_day(month: str) -> date:
    return date.fromisoformat(month + "-01")


def next_month(month: str) -> str:
    day = first_day(month)
    if day.month == _DECEMBER:
        return month_of(date(day.year + 1, 1, 1))
    return month_of(date(day.year, day.month + 1, 1))


def last_day(month: str) -> date:
    return first_day(next_month(month)) - timedelta(days=1)


def site_instant(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment in UTC; one without offset is the site's local time (docs/cli.md, *Global options*)."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)


def read_facts(
    employees: Sequence[Row],
    orders: Sequence[Row],
    surveys: Sequence[Row],
    complaints: Sequence[Row],
    tz: str,
    struck: frozenset[tuple[str, str]] = frozenset(),
) -> Facts:
    """The rows of the four files as facts. Rows are taken as good: the import rules are not this module's."""
    zone = ZoneInfo(tz)
    return Facts(
        zone,
        tuple(_post(row) for row in employees),
        tuple(_order(row, zone) for row in orders),
        tuple(_survey(row, zone) for row in surveys),
        tuple(_complaint(row, zone) for row in complaints),
        struck,
    )


def _text(row: Row, column: str) -> str | None:
    return (row.get(column) or "").strip() or None


def _need(row: Row, column: str) -> str:
    text = _text(row, column)
    if text is None:
        raise ValueError(f"{column} is empty in {dict(row)}")
    return text


def _instant(row: Row, column: str, zone: ZoneInfo) -> datetime | None:
    text = _text(row, column)
    return None if text is None else site_instant(datetime.fromisoformat(text), zone)


def _instant_needed(row: Row, column: str, zone: ZoneInfo) -> datetime:
    return site_instant(datetime.fromisoformat(_need(row, column)), zone)


def _answer(row: Row, column: str) -> int | None:
    text = _text(row, column)
    return None if text is None else int(text)


def _post(row: Row) -> Post:
    joined = date.fromisoformat(_need(row, "joined_on"))
    left = _text(row, "left_on")
    valid_from = _text(row, "valid_from")
    return Post(
        employee=_need(row, "employee_no"),
        name=_need(row, "name"),
        role=_need(row, "role"),
        team=_text(row, "team") or "",
        joined=joined,
        left=None if left is None else date.fromisoformat(left),
        valid_from=joined if valid_from is None else date.fromisoformat(valid_from),
    )


def _order(row: Row, zone: ZoneInfo) -> Order:
    return Order(
        number=_need(row, "order_no"),
        received=_instant_needed(row, "received_at", zone),
        agent=_text(row, "agent_no"),
        technician=_text(row, "technician_no"),
        parts_staff=_text(row, "parts_no"),
        carried_in=_text(row, "service_mode") == "carry_in",
        contacted=_instant(row, "first_contact_at", zone),
        appointment=_instant(row, "appointment_at", zone),
        arrived=_instant(row, "arrived_at", zone),
        completed=_instant(row, "completed_at", zone),
        outcome=_text(row, "outcome"),
        parts_issue=_text(row, "parts_issue"),
        parts_impact=_text(row, "parts_impact"),
        return_of=_text(row, "return_of"),
        severity=_text(row, "fault_severity"),
        usage_impact=_text(row, "usage_impact"),
    )


def _survey(row: Row, zone: ZoneInfo) -> Survey:
    return Survey(
        reference=_need(row, "agency_ref"),
        order=_need(row, "order_no"),
        answered=_instant_needed(row, "answered_at", zone),
        attitude=_answer(row, "attitude"),
        cost=_answer(row, "cost"),
        answered_any=any(
            row.get(question, "") for question in ("attitude", "response", "quality", "parts", "cost")
        ),
    )


def _complaint(row: Row, zone: ZoneInfo) -> Complaint:
    return Complaint(
        number=_need(row, "complaint_no"),
        received=_instant_needed(row, "received_at", zone),
        handler=_text(row, "handler_no"),
        valid=(_text(row, "status") or "valid") == "valid",
        contacted=_instant(row, "contacted_at", zone),
        planned=_instant(row, "planned_at", zone),
        resolved=_instant(row, "resolved_at", zone),
    )

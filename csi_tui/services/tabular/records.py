"""One row of each kind of file, read: the fields are the columns of docs/files.md §2, in that order.

Numbers of people and orders are as written and not looked up; an empty cell is None, except where docs/files.md §2
gives a default. Instants are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class EmployeeRow:
    """A person, or (with a later `valid_from`) a transfer of one."""

    employee_no: str
    name: str
    role: str
    team: str | None
    supervisor_no: str | None
    joined_on: date
    left_on: date | None = None
    valid_from: date | None = None
    """The day from which role, team and supervisor hold; None: `joined_on`."""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A work order. Choices are the English ids; `fee` is in fen."""

    order_no: str
    received_at: datetime
    customer_name: str | None = None
    customer_phone: str | None = None
    product: str | None = None
    serial_no: str | None = None
    fault: str | None = None
    agent_no: str | None = None
    technician_no: str | None = None
    parts_no: str | None = None
    service_mode: str = "onsite"
    first_contact_at: datetime | None = None
    appointment_at: datetime | None = None
    arrived_at: datetime | None = None
    completed_at: datetime | None = None
    outcome: str | None = None
    parts_issue: str | None = None
    """None: no parts were needed. "none": needed, in time and right."""
    parts_impact: str | None = None
    return_of: str | None = None
    fault_severity: str | None = None
    usage_impact: str | None = None
    under_warranty: bool | None = None
    fee: int | None = None


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A customer's answers, 1 to 5 or None each."""

    agency_ref: str
    order_no: str | None
    answered_at: datetime
    attitude: int | None = None
    response: int | None = None
    quality: int | None = None
    parts: int | None = None
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint with its three milestones."""

    complaint_no: str
    received_at: datetime
    customer_name: str | None = None
    customer_phone: str | None = None
    order_no: str | None = None
    handler_no: str | None = None
    against_no: str | None = None
    category: str | None = None
    status: str = "valid"
    status_reason: str | None = None
    reviewed_by_no: str | None = None
    contacted_at: datetime | None = None
    planned_at: datetime | None = None
    resolved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A score that somebody gave a person for an item."""

    on_date: date
    employee_no: str
    item: str
    score: Decimal
    rated_by_no: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A month's figure of a person or a team: `numerator` / `denominator`."""

    month: int
    """As 202603."""
    subject_no: str
    measure: str
    numerator: Decimal
    denominator: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class PayRow:
    """An amount that pay rests on: of a person, or of the site where nobody is named."""

    month: int
    """As 202603."""
    subject_no: str | None
    input: str
    amount: int
    """In fen."""


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """Days of a holiday notice: off for a holiday, or worked although they are a weekend."""

    from_on: date
    to_on: date | None
    """The last of the days; None: one day."""
    day_kind: str
    name: str | None = None


Row = EmployeeRow | OrderRow | SurveyRow | ComplaintRow | RatingRow | MeasureRow | PayRow | CalendarRow

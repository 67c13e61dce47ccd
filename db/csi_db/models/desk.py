"""What the desk records: work orders, surveys, complaints and their milestone events.

Beside each instant stand the facts that a month-close reads: the month that the row counts in (``period``, the
integer ``202610``), local days as ordinals and durations in microseconds. They are written in the transaction
that changes the row; whether they are good enough is the scheme's business, never stored
(docs/architecture.md, *Data*).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom
from csi_db.models.people import one_of
from csi_db.states import MILESTONES
from csi_tui.scoring.periods import Period

SERVICE_MODES = ("onsite", "carry_in")
OUTCOMES = ("fixed", "not_fixed", "declined", "cancelled")
PARTS_ISSUES = ("none", "late", "wrong")
SEVERITIES = ("minor", "moderate", "severe")
IMPACTS = ("low", "medium", "high")
COMPLAINT_STATUSES = ("valid", "invalid")
QUESTIONS = ("attitude", "response", "quality", "parts", "cost")
NOTE_KINDS = ("order", "complaint", "survey", "customer")
NOTE_SAYS = ("note", "receipt", "answers", "number", "handler")
VALIDITY_STEPS = ("proposed", "confirmed", "rejected")


class WorkOrder(SQLModel, table=True):
    """A product sent in, or a return of one (docs/files.md §2 ``orders``).

    What is entered of it, with labels and headers, are the columns of ``csi_tui.services.tabular.records.orders``.

    Attributes:
        return_of_id: the order whose repair did not hold, as entered.
        first_order_id: the first order of the chain that a return belongs to (docs/rules.md, rule 6).
        return_period: the month in which a charge-back of this return would count (docs/rules.md, rules 4 and 6).
        fee: in the currency's hundredth.
        contact_time: receipt to first contact; ``arrival_time``: first contact to arrival, or the time after the
            appointment where there is one; both in microseconds, None where not known.
        period: the month that the order counts in; ``late`` marks one moved on by a closed month
            (docs/rules.md, rule 4).
        version: counts up with every change, so that two desks cannot overwrite each other.
    """

    __tablename__ = "work_order"
    __table_args__ = (
        one_of("service_mode", SERVICE_MODES, "order_service_mode_known"),
        one_of("outcome", OUTCOMES, "order_outcome_known"),
        one_of("parts_issue", PARTS_ISSUES, "order_parts_issue_known"),
        one_of("parts_impact", IMPACTS, "order_parts_impact_known"),
        one_of("fault_severity", SEVERITIES, "order_fault_severity_known"),
        one_of("usage_impact", IMPACTS, "order_usage_impact_known"),
        Index("order_by_period", "period", "completed_at"),
        Index("order_by_receipt", "received_at", "id"),
        Index("order_by_customer", "customer_name"),
        Index("order_return_of_first", "first_order_id", sqlite_where=text("first_order_id IS NOT NULL")),
        Index("order_return_period", "return_period", sqlite_where=text("return_period IS NOT NULL")),
        Index("order_return_of", "return_of_id", sqlite_where=text("return_of_id IS NOT NULL")),
        Index("order_by_serial", "serial_no", sqlite_where=text("serial_no IS NOT NULL")),
        Index("order_unfinished", "received_at", "id", sqlite_where=text("completed_at IS NULL")),
        Index("order_by_product", "product"),
        Index("order_by_technician", "technician_id"),
        Index("order_by_agent", "agent_id"),
        Index("order_by_phone", "customer_phone", sqlite_where=text("customer_phone IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    order_no: str = Field(unique=True)
    received_at: datetime
    customer_name: str | None = None
    customer_phone: str | None = None
    customer_address: str | None = None
    product: str | None = None
    serial_no: str | None = None
    fault: str | None = None
    agent_id: int | None = Field(default=None, foreign_key="employee.id")
    technician_id: int | None = Field(default=None, foreign_key="employee.id")
    parts_id: int | None = Field(default=None, foreign_key="employee.id")
    service_mode: str = "onsite"
    first_contact_at: datetime | None = None
    appointment_at: datetime | None = None
    arrived_at: datetime | None = None
    completed_at: datetime | None = None
    outcome: str | None = None
    parts_issue: str | None = None
    parts_impact: str | None = None
    return_of_id: int | None = Field(default=None, foreign_key="work_order.id")
    first_order_id: int | None = Field(default=None, foreign_key="work_order.id")
    return_period: Period | None = None
    fault_severity: str | None = None
    usage_impact: str | None = None
    under_warranty: bool | None = None
    fee: int | None = Field(default=None, sa_type=BigInteger)
    received_day: int
    completed_day: int | None = None
    contact_time: int | None = Field(default=None, sa_type=BigInteger)
    arrival_time: int | None = Field(default=None, sa_type=BigInteger)
    period: Period
    late: bool = False
    version: int = 1
    recorded_at: datetime
    import_id: int | None = Field(default=None, foreign_key="import_batch.id")
    import_digest: str | None = None


class Survey(SQLModel, table=True):
    """The answers of one customer to the third-party agency (docs/files.md §2 ``surveys``), each 1-5 or None.

    One without any answer was asked and not answered: it is kept, and counts in no figure (docs/rules.md, rule 25).
    """

    __table_args__ = (
        Index("survey_by_period", "period", "answered_at"),
        Index("survey_by_answer", "answered_at"),
        *(
            CheckConstraint(f"{question} BETWEEN 1 AND 5", name=f"survey_{question}_range")
            for question in QUESTIONS
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_ref: str = Field(unique=True)
    order_id: int = Field(foreign_key="work_order.id", index=True)
    answered_at: datetime
    attitude: int | None = None
    response: int | None = None
    quality: int | None = None
    parts: int | None = None
    cost: int | None = None
    period: Period
    late: bool = False
    recorded_at: datetime
    import_id: int | None = Field(default=None, foreign_key="import_batch.id")
    import_digest: str | None = None


class UnmatchedSurvey(SQLModel, table=True):
    """A survey that was rejected because its order is not known: kept so that the preflight can tell of it.

    It counts for nothing; once the survey has come in under the same reference, nobody hears of it any more.
    """

    __tablename__ = "unmatched_survey"
    __table_args__ = (Index("unmatched_survey_by_period", "period"),)

    agency_ref: str = Field(primary_key=True)
    order_no: str | None = None
    period: Period
    import_id: int = Field(foreign_key="import_batch.id")


class Complaint(SQLModel, table=True):
    """One round of a complaint with its due times, fixed when it begins (docs/rules.md, rules 3 and 7).

    A reopened complaint is a row of its own (:class:`ComplaintRound`): it has limits of its own and counts by itself.
    The three milestone instants repeat the latest event of each kind, for lists and queries.
    ``contact_due`` and ``plan_due`` are the last instants in time; ``resolve_due`` the first one too late.

    Attributes:
        handler_id: who handles it now; who did before stands in :class:`ComplaintHandover`.
        calendar_version_id: the version of the calendar that the due times were computed with.
        next_due_at: the nearest due time of what is still to be done; None where nothing is.
        paused_until: when the present pause ends at the latest; None where the clock runs.
        paused_time: how long the clock stands still in all of its pauses, in microseconds.
        proposed_status: the status that somebody proposed and nobody confirmed yet.
        said: what the customer says; ``agreed``: what was agreed. No figure rests on them.
    """

    __table_args__ = (
        one_of("status", COMPLAINT_STATUSES, "complaint_status_known"),
        Index("complaint_by_period", "period"),
        Index("complaint_open", "next_due_at", "id", sqlite_where=text("next_due_at IS NOT NULL")),
        Index("complaint_by_lower_no", text("lower(complaint_no)")),
        Index("complaint_by_lower_phone", text("lower(customer_phone)")),
        Index("complaint_by_handler", "handler_id"),
        Index("complaint_by_lower_name", text("lower(customer_name)")),
    )

    id: int | None = Field(default=None, primary_key=True)
    complaint_no: str = Field(unique=True)
    received_at: datetime = Field(index=True)
    customer_name: str | None = None
    customer_phone: str | None = None
    order_id: int | None = Field(default=None, foreign_key="work_order.id", index=True)
    handler_id: int | None = Field(default=None, foreign_key="employee.id")
    against_id: int | None = Field(default=None, foreign_key="employee.id")
    category: str | None = None
    status: str = "valid"
    status_reason: str | None = None
    reviewed_by_id: int | None = Field(default=None, foreign_key="employee.id")
    contact_due: datetime
    plan_due: datetime
    resolve_due: datetime
    provisional: bool = False
    contacted_at: datetime | None = None
    planned_at: datetime | None = None
    resolved_at: datetime | None = None
    next_due_at: datetime | None = None
    period: Period
    late: bool = False
    version: int = 1
    recorded_at: datetime
    import_id: int | None = Field(default=None, foreign_key="import_batch.id")
    import_digest: str | None = None
    calendar_version_id: int | None = None
    paused_until: datetime | None = None
    paused_time: int | None = Field(default=None, sa_type=BigInteger)
    proposed_status: str | None = None
    said: str | None = None
    agreed: str | None = None


class MilestoneEvent(SQLModel, table=True):
    """A milestone as it was logged: when it happened and when that was recorded (docs/rules.md, rule 17).

    A correction is an event of its own, with its reason as the note; ``happened_at`` None takes the milestone back.
    """

    __tablename__ = "milestone_event"
    __table_args__ = (one_of("kind", MILESTONES, "milestone_kind_known"),)

    id: int | None = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaint.id", index=True)
    kind: str
    happened_at: datetime | None = None
    recorded_at: datetime
    recorded_by_id: int = Field(foreign_key="app_user.id")
    note: str | None = None
    corrects_id: int | None = Field(default=None, foreign_key="milestone_event.id")
    import_id: int | None = None
    """By which import it came; a column that was added later, and no foreign key: that would copy the whole table."""


class ComplaintRound(SQLModel, table=True):
    """A reopening: ``complaint_id`` is the new round, ``number`` 2, 3 …, ``previous_id`` the round before it."""

    __tablename__ = "complaint_round"

    complaint_id: int = Field(foreign_key="complaint.id", primary_key=True)
    previous_id: int = Field(foreign_key="complaint.id", unique=True)
    first_id: int = Field(foreign_key="complaint.id", index=True)
    number: int
    reason: str
    recorded_at: datetime
    recorded_by_id: int = Field(foreign_key="app_user.id")


class ComplaintPause(SQLModel, table=True):
    """A time in which the clock of a complaint stands still, but for the contact.

    ``ends_at`` is the latest end by the scheme's limit, or the instant at which somebody ended it (``ended_by_id``).
    """

    __tablename__ = "complaint_pause"

    id: int | None = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaint.id", index=True)
    reason: str
    proof: str
    starts_at: datetime
    ends_at: datetime
    started_by_id: int = Field(foreign_key="app_user.id")
    ended_by_id: int | None = Field(default=None, foreign_key="app_user.id")


class ComplaintHandover(SQLModel, table=True):
    """A complaint goes from one handler to another; the first handler of all needs no handover.

    ``from_id`` None: until then nobody had it, and a closed month had judged it so; the first handler has it from that
    instant on, and not from its receipt.
    """

    __tablename__ = "complaint_handover"

    id: int | None = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaint.id", index=True)
    at: datetime
    from_id: int | None = Field(default=None, foreign_key="employee.id")
    to_id: int = Field(foreign_key="employee.id")
    reason: str | None = None
    recorded_by_id: int = Field(foreign_key="app_user.id")


class ValidityStep(ByWhom, table=True):
    """A step of two people towards making a complaint ``status``: one proposes, another confirms or rejects.

    ``account``: the operating-system account behind the step, so that nobody is both people.
    """

    __tablename__ = "validity_step"
    __table_args__ = (
        one_of("step", VALIDITY_STEPS, "validity_step_known"),
        one_of("status", COMPLAINT_STATUSES, "validity_status_known"),
    )

    id: int | None = Field(default=None, primary_key=True)
    complaint_id: int = Field(foreign_key="complaint.id", index=True)
    step: str
    status: str
    reason: str


class Note(ByWhom, table=True):
    """What somebody wrote about a row or a customer, and where its evidence is kept; no figure rests on it.

    Attributes:
        kind, row_id: the order, complaint (its first round) or survey; or ``customer``, known by ``customer_phone``.
        says: ``note``; or why something was put right that was entered wrong: a complaint's ``receipt`` or ``handler``,
            a survey's ``answers``, an order's ``number``.
        evidence: what shows it, and where that is kept: the address of a recording, a letter's number.
        was: what stood there before it was put right: an instant, a number, or answers as a JSON object.
    """

    __table_args__ = (
        one_of("kind", NOTE_KINDS, "note_kind_known"),
        one_of("says", NOTE_SAYS, "note_says_known"),
        Index("note_of_row", "kind", "row_id", sqlite_where=text("row_id IS NOT NULL")),
        Index("note_of_customer", "customer_phone", sqlite_where=text("customer_phone IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    row_id: int | None = None
    customer_phone: str | None = None
    says: str = "note"
    words: str
    evidence: str | None = None
    was: str | None = None

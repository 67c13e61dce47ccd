"""The close as a procedure: what was done to a month, by whom and why; each person's window; appeals."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom
from csi_db.models.people import one_of
from csi_tui.scoring.periods import Period

MONTH_STEPS = ("computed", "published", "reopened", "frozen", "backfilled", "corrected")
RECEIPTS = ("read", "read-aloud", "absent")
APPEAL_STATES = ("first", "answered", "second", "closed", "carried")
APPEAL_STEPS = ("filed", "decided", "escalated", "withdrawn", "carried", "confirmed")
APPEAL_OUTCOMES = ("upheld", "partly", "rejected")
CONFIRMED_HOW = ("sign-in", "witness", "paper")


class MonthStep(ByWhom, table=True):
    """A step of a month's close; rows are only ever added.

    Attributes:
        reason: why, where the step needs one (a reopening does).
        revision_id: the revision that the step was taken with; of a reopening, the one that it withdrew.
    """

    __tablename__ = "month_step"
    __table_args__ = (one_of("step", MONTH_STEPS, "month_step_known"),)

    id: int | None = Field(default=None, primary_key=True)
    period: Period = Field(index=True)
    step: str
    reason: str
    revision_id: int | None = Field(default=None, foreign_key="month_revision.id")


class CardWindow(SQLModel, table=True):
    """How long the owner of a published card may appeal.

    ``ends_at`` is the first instant that is too late; ``changed``: the card differs from the one published before, so
    that its window began anew.
    """

    __tablename__ = "card_window"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", primary_key=True)
    ends_at: datetime
    changed: bool


class CardReceipt(ByWhom, table=True):
    """That the owner of a published card took note of it, or could not; rows are only added, the last one counts."""

    __tablename__ = "card_receipt"
    __table_args__ = (one_of("how", RECEIPTS, "card_receipt_how_known"),)

    id: int | None = Field(default=None, primary_key=True)
    revision_id: int = Field(foreign_key="month_revision.id", index=True)
    employee_id: int = Field(foreign_key="employee.id")
    how: str
    note: str


class Appeal(SQLModel, table=True):
    """An appeal against a line of one's own published card (seed 000 §8; seed 003 §3).

    Attributes:
        line: id of the figure that is questioned, as the card has it.
        row_no: number of the order, survey or complaint behind it, where one is named.
        state: ``first`` and ``second``: it waits for that instance; ``answered``: it may still go to the second;
            ``closed``; ``carried``: it is decided after the freeze.
        due_at: the first instant at which the waiting instance is late, or at which an answer stands for good.
    """

    __table_args__ = (
        one_of("state", APPEAL_STATES, "appeal_state_known"),
        Index("appeal_waiting", "state", "due_at", sqlite_where=text("state <> 'closed'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    period: Period = Field(index=True)
    revision_id: int = Field(foreign_key="month_revision.id")
    employee_id: int = Field(foreign_key="employee.id", index=True)
    line: str
    row_no: str | None = None
    reason: str
    evidence: str
    state: str
    due_at: datetime


class AppealStep(ByWhom, table=True):
    """What happened to an appeal, when and by whom; rows are only ever added.

    Attributes:
        outcome: that of a decision.
        taken_down: the desk wrote it down for the owner, who asked for it.
        how: how the owner confirmed what was taken down; before the employee ``witness_id``, where by word alone. Whose
            signature it is, and where that lies, is the text.
    """

    __tablename__ = "appeal_step"
    __table_args__ = (
        one_of("step", APPEAL_STEPS, "appeal_step_known"),
        one_of("outcome", APPEAL_OUTCOMES, "appeal_outcome_known"),
        one_of("how", CONFIRMED_HOW, "appeal_confirmed_how_known"),
    )

    id: int | None = Field(default=None, primary_key=True)
    appeal_id: int = Field(foreign_key="appeal.id", index=True)
    step: str
    outcome: str | None = None
    text: str
    taken_down: bool = False
    how: str | None = None
    witness_id: int | None = Field(default=None, foreign_key="employee.id")


class Certificate(SQLModel, table=True):
    """What a published revision rests on and what came of it, under one digest (:mod:`csi_db.manifest`).

    Attributes:
        manifest: canonical JSON; ``content_digest`` is its SHA-256, ``code`` the short form that stands on the notice.
        calendar_version_id: the version of the calendar that the manifest names.
        previous_id, digest, chain_code: set by the freeze, which chains it to the certificate of the month before.
    """

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    period: Period = Field(index=True)
    manifest: str
    content_digest: str
    code: str = ""
    calendar_version_id: int | None = Field(default=None, foreign_key="calendar_version.id")
    previous_id: int | None = Field(default=None, foreign_key="certificate.revision_id")
    digest: str | None = None
    chain_code: str | None = None

"""Acts on an own figure: they wait for a second person, or were done alone with a reason (docs/rules.md, rule 27)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from csi_db.models.columns import ByWhom
from csi_db.models.people import one_of

ACT_OUTCOMES = ("confirmed", "rejected", "withdrawn", "alone")


class WaitingAct(ByWhom, table=True):
    """What somebody wants to do to a row that they are credited with.

    Attributes:
        kind: the use case, by the id of ``services.desk.second_person.USE_CASES``.
        subject: number of the row as people know it.
        period: the month that is neither published nor frozen while it waits; None: it was carried over.
        employee_id: whose figure it moves.
        arguments: of the use case, as JSON; empty once it is answered, for a customer may stand in them.
        changes: field → old and new value, as the audit trail holds them, as JSON.
        outcome: None while it waits; ``alone``: nobody else was entitled, so it was done without a second person.
    """

    __tablename__ = "waiting_act"
    __table_args__ = (
        one_of("outcome", ACT_OUTCOMES, "waiting_act_outcome_known"),
        Index("ix_waiting_act_waits", "kind", "subject", sqlite_where=text("outcome IS NULL")),
        Index("ix_waiting_act_alone", "period", "employee_id", sqlite_where=text("outcome = 'alone'")),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    subject: str
    period: int | None = None
    employee_id: int | None = Field(default=None, foreign_key="employee.id")
    arguments: str
    changes: str
    reason: str
    outcome: str | None = None
    answered_at: datetime | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    answered_account: str | None = None
    answer: str = ""

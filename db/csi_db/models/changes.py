"""What people change about a month beside its facts: rows struck out, lines adjusted; and what a freeze handed on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom, Withdrawable
from csi_db.models.people import one_of
from csi_tui.scoring.periods import Period

EXCLUDED_KINDS = ("order", "times", "return", "survey", "complaint")
CARRIED_KINDS = ("order", "complaint", "survey", "return")


class Exclusion(ByWhom, table=True):
    """A disputed row struck out with a reason (seed 002 §3.2, calibration); it stays readable for ever, and restorable.

    Attributes:
        kind: what is struck out: a whole ``order``, the response ``times`` of one, its being a ``return``, a
            ``survey``, a ``complaint``.
        fact_id: key of the order, survey or complaint.
        restored_at: set, once, when the row counts again; striking it out anew is another exclusion.
    """

    __table_args__ = (
        one_of("kind", EXCLUDED_KINDS, "exclusion_kind_known"),
        Index("exclusion_in_force", "kind", "fact_id", unique=True, sqlite_where=text("restored_at IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    fact_id: int
    reason: str
    evidence: str
    restored_at: datetime | None = None
    restored_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    restored_account: str | None = None
    restored_reason: str | None = None


class Adjustment(ByWhom, Withdrawable, table=True):
    """A signed change of one line of a card, beside the line's own figure (seed 001 §8; docs/rules.md, rule 14).

    Attributes:
        line: id of the figure, as the scheme has it.
        points: hundredths of a point, signed.
        withdrawn_at: set, once, when it counts no more.
    """

    id: int | None = Field(default=None, primary_key=True)
    period: Period = Field(index=True)
    employee_id: int = Field(foreign_key="employee.id", index=True)
    line: str
    points: int
    reason: str
    evidence: str


class CarriedRow(SQLModel, table=True):
    """A row that the freeze of a revision handed on to a later month, or a correction dropped to one; never changed."""

    __tablename__ = "carried_row"
    __table_args__ = (one_of("kind", CARRIED_KINDS, "carried_kind_known"),)

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    kind: str = Field(primary_key=True)
    fact_id: int = Field(primary_key=True)
    following: Period

"""What nobody measures in the store: figures entered by the month, ratings, conduct records; and teams' results."""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom, Replaceable, Withdrawable
from csi_db.models.people import one_of
from csi_tui.scoring.periods import Period

ENTRY_KINDS = ("figure", "rating", "conduct")

_WHOSE = (text("COALESCE(employee_id, 0)"), text("COALESCE(team, '')"))


class MeasureFigure(ByWhom, Replaceable, table=True):
    """A month's figure of an employee or a team: ``numerator / denominator`` in the indicator's unit.

    Attributes:
        n: units behind it: the denominator where that is a whole number.
        replaced_at: set, once, when a later figure took its place, or none does.
    """

    __tablename__ = "measure_figure"
    __table_args__ = (
        Index(
            "measure_figure_in_force",
            "period",
            "measure",
            *_WHOSE,
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    period: Period
    employee_id: int | None = Field(default=None, foreign_key="employee.id")
    team: str | None = None
    measure: str
    numerator: int = Field(sa_type=BigInteger)
    denominator: int = Field(sa_type=BigInteger)
    n: int
    import_id: int | None = Field(default=None, foreign_key="import_batch.id")


class Rating(ByWhom, Withdrawable, table=True):
    """A rating of an employee for an item, by the direct supervisor of that day (docs/rules.md, rule 14).

    Attributes:
        score: in hundredths.
        withdrawn_at: set, once, when it counts no more; another one for the day and item may follow.
    """

    __table_args__ = (
        Index(
            "rating_in_force",
            "employee_id",
            "item",
            "on_date",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    on_date: date
    period: Period = Field(index=True)
    employee_id: int = Field(foreign_key="employee.id")
    item: str
    score: int
    rated_by_id: int = Field(foreign_key="employee.id")
    import_id: int | None = Field(default=None, foreign_key="import_batch.id")


class ConductRecord(ByWhom, Withdrawable, table=True):
    """A merit or a deduction of an employee, by its code in the scheme (seed 001 §5, seed 003 §2).

    Attributes:
        points: hundredths, where the record names them itself (merits of 1 to 10); None: those of the code.
        case_no: the complaint or order that it speaks of, or empty.
    """

    __tablename__ = "conduct_record"

    id: int | None = Field(default=None, primary_key=True)
    on_date: date
    period: Period = Field(index=True)
    employee_id: int = Field(foreign_key="employee.id")
    code: str
    points: int | None = None
    note: str
    case_no: str
    import_id: int | None = None
    """By which import it came; a column that was added later, and no foreign key: that would copy the whole table."""


class SnapshotEntered(SQLModel, table=True):
    """An entered figure, rating or conduct record that a revision counts; ``name``: indicator, item or code."""

    __tablename__ = "snapshot_entered"
    __table_args__ = (one_of("entry_kind", ENTRY_KINDS, "snapshot_entered_kind_known"),)

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    entry_kind: str = Field(primary_key=True)
    entry_id: int = Field(primary_key=True)
    employee_id: int | None = None
    team: str | None = None
    name: str
    numerator: int | None = Field(default=None, sa_type=BigInteger)
    denominator: int = Field(sa_type=BigInteger)
    n: int


class TeamResult(SQLModel, table=True):
    """What a revision's data yielded for a team: as :class:`csi_db.models.Result` for an employee."""

    __tablename__ = "team_result"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    team: str = Field(primary_key=True)
    measure: str = Field(primary_key=True)
    position: int
    numerator: int = Field(sa_type=BigInteger)
    denominator: int = Field(sa_type=BigInteger)
    n: int


class TeamCard(SQLModel, table=True):
    """The card of a team, as :class:`csi_db.models.StoredCard` of an employee."""

    __tablename__ = "team_card"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    position: int = Field(primary_key=True)
    team: str
    total: int | None = None
    rank: int | None = None
    grade: str | None = None
    body: str

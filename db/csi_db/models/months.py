"""Months, their revisions, results, cards, and the snapshot of the facts that a published month rests on.

A snapshot is narrow: ids, durations, outcomes and answers, no names and no phone numbers. Its tables have the columns
of the fact relations that the measures are computed from (:mod:`csi_db.facts`), so that a frozen month is derived
again by the same statements that computed it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from csi_db.models.columns import OnPlaces
from csi_db.models.people import one_of
from csi_db.states import MONTH_STATES
from csi_tui.scoring.periods import Period


class SchemeVersion(SQLModel, table=True):
    """The text of a scheme as it was used; never changed, so that an old month can be explained for ever."""

    __tablename__ = "scheme_version"
    __table_args__ = (UniqueConstraint("scheme_id", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    scheme_id: str
    version: int
    digest: str
    body: str


class Month(SQLModel, table=True):
    """Where a month stands. ``period`` is the integer ``202610``; a month without a row is open."""

    __table_args__ = (one_of("state", MONTH_STATES, "month_state_known"),)

    period: Period = Field(primary_key=True)
    state: str = "open"
    revision_id: int | None = Field(default=None, foreign_key="month_revision.id")
    version: int = 1


class MonthRevision(SQLModel, table=True):
    """One computation of a month, replaced as long as the month is only computed, kept once it is frozen.

    Attributes:
        rules_version: of the rules that it was computed by.
    """

    __tablename__ = "month_revision"
    __table_args__ = (
        UniqueConstraint("period", "number"),
        one_of("state", MONTH_STATES, "revision_state_known"),
    )

    id: int | None = Field(default=None, primary_key=True)
    period: Period
    number: int
    state: str
    scheme_version_id: int = Field(foreign_key="scheme_version.id")
    as_of: datetime
    computed_at: datetime
    computed_by_id: int = Field(foreign_key="app_user.id")
    published_at: datetime | None = None
    published_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    window_ends_at: datetime | None = None
    frozen_at: datetime | None = None
    frozen_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    backfilled: bool = False
    rules_version: int


class MonthSeal(SQLModel, table=True):
    """What a frozen revision's rows looked like at the freeze (:mod:`csi_db.seals`): one row for each relation.

    Attributes:
        columns: the columns that were sealed, so that a later version may have more.
        digest: SHA-256 over all rows in the order of their key.
        places: JSON that leads from a difference to the row.
    """

    __tablename__ = "month_seal"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    relation: str = Field(primary_key=True)
    columns: str
    rows: int
    digest: str
    places: str


class Result(SQLModel, table=True):
    """What the store yielded: for an employee and a measure's component, an exact sum over ``n`` units."""

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", primary_key=True)
    measure: str = Field(primary_key=True)
    numerator: int = Field(sa_type=BigInteger)
    denominator: int = Field(sa_type=BigInteger)
    n: int


class StoredCard(SQLModel, table=True):
    """A scorecard as shown: columns to sort and search by, and ``body``, the JSON of docs/cli.md, *Cards*."""

    __tablename__ = "card"
    __table_args__ = (Index("card_by_employee", "employee_id", "revision_id"),)

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", primary_key=True)
    position: int
    role: str
    team: str
    total: int | None = None
    rank: int | None = None
    body: str


class SnapshotPerson(SQLModel, table=True):
    """The roster of the revision: role, team and supervisor as they held on the month's last day."""

    __tablename__ = "snapshot_person"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    employee_id: int = Field(foreign_key="employee.id", primary_key=True)
    role: str
    team: str
    supervisor_id: int | None = None


class SnapshotOrder(OnPlaces, table=True):
    """A credited order as it was known."""

    __tablename__ = "snapshot_order"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    order_id: int = Field(foreign_key="work_order.id", primary_key=True)
    is_return: bool
    outcome: str | None = None
    contact_time: int | None = Field(default=None, sa_type=BigInteger)
    arrival_time: int | None = Field(default=None, sa_type=BigInteger)
    by_appointment: bool
    parts_issue: str | None = None
    parts_impact: str | None = None


class SnapshotReturn(SQLModel, table=True):
    """A return that was known to hold against a credited order."""

    __tablename__ = "snapshot_return"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    return_id: int = Field(foreign_key="work_order.id", primary_key=True)
    order_id: int = Field(foreign_key="work_order.id", index=True)
    severity: str | None = None
    impact: str | None = None


class SnapshotChargeBack(OnPlaces, table=True):
    """A return charged back in this month to the people on an order of an earlier, frozen month."""

    __tablename__ = "snapshot_charge_back"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    return_id: int = Field(foreign_key="work_order.id", primary_key=True)
    order_id: int = Field(foreign_key="work_order.id", index=True)
    outcome: str | None = None
    severity: str | None = None
    impact: str | None = None


class SnapshotSurvey(OnPlaces, table=True):
    """A survey as it was known, with the people on its order."""

    __tablename__ = "snapshot_survey"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    survey_id: int = Field(foreign_key="survey.id", primary_key=True)
    attitude: int | None = None
    response: int | None = None
    quality: int | None = None
    parts: int | None = None
    cost: int | None = None


class SnapshotExclusion(SQLModel, table=True):
    """A row that was struck out and that the revision would have counted otherwise."""

    __tablename__ = "snapshot_exclusion"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    kind: str = Field(primary_key=True)
    fact_id: int = Field(primary_key=True)


class SnapshotAdjustment(SQLModel, table=True):
    """An adjustment of a line that the revision counts; ``points`` in hundredths."""

    __tablename__ = "snapshot_adjustment"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    adjustment_id: int = Field(foreign_key="adjustment.id", primary_key=True)
    employee_id: int = Field(foreign_key="employee.id")
    line: str
    points: int


class SnapshotComplaint(OnPlaces, table=True):
    """A valid complaint as it was known; ``in_time`` is None while undetermined (docs/rules.md, rule 5)."""

    __tablename__ = "snapshot_complaint"

    revision_id: int = Field(foreign_key="month_revision.id", primary_key=True)
    complaint_id: int = Field(foreign_key="complaint.id", primary_key=True)
    handler_id: int | None = None
    in_time: bool | None = None

"""The site, its calendar, import batches and the audit trail."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from csi_db.models.columns import ByWhom
from csi_db.models.people import one_of

CALENDAR_LAYERS = ("official", "site")
YEAR_KINDS = ("official", "declared")


class Site(SQLModel, table=True):
    """The one site of a store; ``salt`` makes digests of personal data useless outside it.

    Attributes:
        customer_months: after so many months without anything a customer's data are due to be erased; None: never by
            themselves.
        leaver_years: so many years after the end of the year in which somebody left, a pseudonym takes the place of the
            name; None: as many as there have to be at least (docs/rules.md, rule 38).
        others_withheld: who looks over nobody's results reads receipts, reasons and grades of the own cards alone;
            None: of everybody's.
        late_entry_minutes, handover_share, pause_days_alone: from when on an act on an own figure waits for a second
            person; None: as docs/rules.md, rule 27 says.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str
    name: str
    time_zone: str
    scheme_id: str
    salt: str
    created_at: datetime
    customer_months: int | None = None
    leaver_years: int | None = None
    others_withheld: bool | None = None
    late_entry_minutes: int | None = None
    handover_share: int | None = None
    pause_days_alone: int | None = None


class CalendarVersion(SQLModel, table=True):
    """A state of the calendar. Every change makes a new one; rows of the calendar say in which versions they hold.

    ``change`` says what was done (``import``, ``set``, ``declare``), ``digest`` is over everything that it holds.
    """

    __tablename__ = "calendar_version"

    id: int | None = Field(default=None, primary_key=True)
    made_at: datetime
    made_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    change: str
    reason: str
    digest: str


class ClockConfirmation(ByWhom, table=True):
    """That the machine's clock was confirmed, and why; rows are only ever added.

    ``newest``: the newest entry of the audit trail then, behind which the clock may have stood.
    """

    __tablename__ = "clock_confirmation"

    id: int | None = Field(default=None, primary_key=True)
    newest: datetime | None = None
    reason: str


class CalendarDay(SQLModel, table=True):
    """A day that does not follow the week: officially, or by the site's own decision, which goes first.

    It holds from version ``from_version_id`` on, up to but not in ``until_version_id``; ``source`` names the notice or
    the person (docs/rules.md, rule 2). Days without a row follow the week.
    """

    __tablename__ = "calendar_day"
    __table_args__ = (
        one_of("layer", CALENDAR_LAYERS, "calendar_layer_known"),
        Index(
            "calendar_day_in_force",
            "layer",
            "day",
            unique=True,
            sqlite_where=text("until_version_id IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    layer: str
    day: date
    working: bool
    note: str
    source: str
    from_version_id: int = Field(foreign_key="calendar_version.id")
    until_version_id: int | None = Field(default=None, foreign_key="calendar_version.id")


class CalendarYear(SQLModel, table=True):
    """A year whose working days are known: announced officially, or its weekday count declared final
    (docs/rules.md, rule 20)."""

    __tablename__ = "calendar_year"
    __table_args__ = (
        one_of("kind", YEAR_KINDS, "calendar_year_kind_known"),
        Index("calendar_year_in_force", "year", unique=True, sqlite_where=text("until_version_id IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    year: int
    kind: str
    source: str
    from_version_id: int = Field(foreign_key="calendar_version.id")
    until_version_id: int | None = Field(default=None, foreign_key="calendar_version.id")


class ImportBatch(SQLModel, table=True):
    """One import: which file, by whom, with what result.

    ``layout``: a digest of the file's headers, by which its sender is known; None of imports before it was noted.
    """

    __tablename__ = "import_batch"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    file_name: str
    file_digest: str
    imported_at: datetime
    user_id: int = Field(foreign_key="app_user.id")
    accepted: int
    skipped: int
    rejected: int
    layout: str | None = None


class TextBefore(SQLModel, table=True):
    """What stood in the texts of a row before a change: no part of the trail, and erased after minutes.

    Attributes:
        seq: number of the entry of the trail, which holds digests of them.
        texts: field → what stood there, as JSON.
    """

    __tablename__ = "text_before"

    seq: int = Field(primary_key=True)
    at: datetime
    texts: str


class AuditEntry(SQLModel, table=True):
    """One entry per use case, numbered without gaps, each holding the hash of the one before.

    ``detail`` is canonical JSON without personal data in clear (docs/rules.md, rule 21).
    ``account`` is the operating-system account; ``user_id`` the user acted as (docs/cli.md, *A store and its users*).
    ``held``: how its transaction changed the sums over rows (:mod:`csi_db.row_ledger`), as JSON; None where it did not.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("audit_by_subject", "subject"),
        Index("audit_by_action", "action"),
        Index("audit_by_user", "user_id"),
    )

    seq: int = Field(primary_key=True)
    at: datetime
    account: str
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    action: str
    subject: str
    detail: str
    previous_hash: str
    hash: str
    held: str | None = None

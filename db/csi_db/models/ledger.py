"""The site, its calendar, import batches and the audit trail."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel


class Site(SQLModel, table=True):
    """The one site of a store; ``salt`` makes digests of personal data useless outside it."""

    id: int | None = Field(default=None, primary_key=True)
    code: str
    name: str
    time_zone: str
    scheme_id: str
    salt: str
    created_at: datetime


class CalendarDay(SQLModel, table=True):
    """A day that the site itself opens or closes; it goes before the official calendar (domain.md decision 2)."""

    __tablename__ = "calendar_day"

    day: date = Field(primary_key=True)
    working: bool
    note: str


class ImportBatch(SQLModel, table=True):
    """One import: which file, by whom, with what result."""

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


class AuditEntry(SQLModel, table=True):
    """One entry per use case, numbered without gaps, each holding the hash of the one before.

    ``detail`` is canonical JSON without personal data in clear (domain.md decision 21).
    ``account`` is the operating-system account; ``user_id`` the user acted as (contract.md §1).
    """

    __tablename__ = "audit_entry"

    seq: int = Field(primary_key=True)
    at: datetime
    account: str
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    action: str
    subject: str
    detail: str
    previous_hash: str
    hash: str

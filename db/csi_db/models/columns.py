"""Columns that several tables have in common."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class ByWhom(SQLModel):
    """When something was done, the user it was done as, and the operating-system account behind it."""

    at: datetime
    user_id: int = Field(foreign_key="app_user.id")
    account: str


class Withdrawable(SQLModel):
    """``withdrawn_at`` is set, once, when the row counts no more."""

    withdrawn_at: datetime | None = None
    withdrawn_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    withdrawn_account: str | None = None
    withdrawn_reason: str | None = None


class Replaceable(SQLModel):
    """``replaced_at`` is set, once, when a later row took its place, or none does."""

    replaced_at: datetime | None = None
    replaced_by_id: int | None = Field(default=None, foreign_key="app_user.id")
    replaced_account: str | None = None
    replaced_reason: str | None = None


class OnPlaces(SQLModel):
    """The people on an order, as a snapshot knew them."""

    agent_id: int | None = None
    technician_id: int | None = None
    parts_id: int | None = None

"""What a person has looked at and found right, though the check of a month finds it strange."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from csi_db.models.columns import ByWhom


class FindingDismissal(ByWhom, table=True):
    """A row of a finding that does not come back; rows are only ever added.

    Numbers and no keys: an import that is undone takes its rows along, and what comes in again is what was looked at.

    Attributes:
        code: of the finding; ``number``: of its row, as the check names it.
        beside: number of the row that it looks like; empty where it is strange by itself.
    """

    __tablename__ = "finding_dismissal"
    __table_args__ = (UniqueConstraint("code", "number", "beside"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    number: str
    beside: str = ""
    reason: str

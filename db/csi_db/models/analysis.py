"""What supervisors concluded from the analysis of a month."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from csi_db.models.columns import ByWhom
from csi_tui.scoring.periods import Period


class MonthConclusion(ByWhom, table=True):
    """A conclusion in words, signed by whoever wrote it; rows are only ever added (docs/decisions/0078, point 9).

    Attributes:
        period: the month that was analysed.
        words: the conclusion; of a row that takes one back, why.
        takes_back_id: the conclusion that holds no more, in a row that says so.
    """

    __tablename__ = "month_conclusion"
    __table_args__ = (UniqueConstraint("takes_back_id"),)

    id: int | None = Field(default=None, primary_key=True)
    period: Period = Field(index=True)
    words: str
    takes_back_id: int | None = Field(default=None, foreign_key="month_conclusion.id")

"""The items that were chosen for a month."""

from __future__ import annotations

from sqlmodel import Field

from csi_db.models.columns import ByWhom
from csi_tui.scoring.periods import Period


class MonthPlan(ByWhom, table=True):
    """The items of a month with their levels; rows are only ever added, and the last one of a month holds
    (docs/decisions/0082-month-plan.md).

    Attributes:
        scheme_id: the scheme whose items these take the place of; with another one the month has that one's own.
        items: ``visits=2 boards=1``, as :func:`csi_tui.scoring.month_items.read_items` reads it.
        confirmed_by_id: the second person; None where nobody else could confirm it.
    """

    __tablename__ = "month_plan"

    id: int | None = Field(default=None, primary_key=True)
    period: Period = Field(index=True)
    scheme_id: str
    items: str
    confirmed_by_id: int | None = Field(default=None, foreign_key="app_user.id")

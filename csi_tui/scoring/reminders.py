"""Dates that the sources tie to a month: choose its items, publish it, talk it over (docs/rules.md §2 and §3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from csi_tui.scoring.periods import Period, next_period, previous_period
from csi_tui.scoring.texts import Text

MONTHS = ("before", "same", "next")


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be done for a month.

    Attributes:
        day: before this day, of the month ``in_month`` (``before``, ``same``, ``next``); None: ``after_publication``.
        after_publication: within so many days of the publication.
    """

    id: str
    name: Text
    day: int | None
    in_month: str
    after_publication: int | None

    def due(self, period: Period, published_on: date | None) -> date | None:
        """The last day on which it is in time; None as long as nothing is published that it counts from."""
        if self.day is None:
            if published_on is None or self.after_publication is None:
                return None
            return published_on + timedelta(days=self.after_publication)
        months = {"before": previous_period(period), "same": period, "next": next_period(period)}
        year, month = divmod(months[self.in_month], 100)
        return date(year, month, self.day) - timedelta(days=1)

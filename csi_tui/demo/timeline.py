"""The days that a sample department lives through.

In this package a day is a number from 0 (the first of the first month) and an instant is a number of minutes
from that day's 00:00, local time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

from csi_tui.demo import seasons

DAY = 24 * 60
LONG_BREAK = 4
"""From so many free days on end on, a break is a holiday and no week-end."""

CUT_OFF_DAY = 10
"""The rows are written as known at 00:00 on this day after the last month: its cut-off (docs/scoring.md §4)."""

_LOOK_AHEAD = 60
_CLOCK = tuple(f"{minute // 60:02d}:{minute % 60:02d}:00" for minute in range(DAY))


class Timeline:
    """The months of a department, the days after them up to the last cut-off, and which of them are worked.

    Attributes:
        months: number of months in which new orders come in.
        days: number of days lived through; those after the months bring follow-ups only.
        end: the instant after which nothing is known yet.
        month_of: for each day, the month's place from 0; the days after the last month have ``months``.
        calendar_months: for each place in ``month_of``, the month of the year, 1-12.
        labels: for each place in ``month_of``, the month as four digits, such as ``2507``.
        weekdays: for each day, 0 (Monday) to 6.
        breaks: first and last day of every long break.
    """

    def __init__(self, first_month: str, months: int, is_working_day: Callable[[date], bool]) -> None:
        """Lay out the days.

        Raises:
            ValueError: ``first_month`` is no ``YYYY-MM``, or there is no month.
        """
        if months < 1:
            raise ValueError("a department needs at least one month")
        self.months = months
        self._firsts = [_month_after(first_month, offset) for offset in range(months + 1)]
        first = self._firsts[0]
        self.days = (self._firsts[-1] - first).days + CUT_OFF_DAY - 1
        self.end = self.days * DAY
        dates = [first + timedelta(days=day) for day in range(self.days + _LOOK_AHEAD)]
        self.month_of = tuple(
            (on.year - first.year) * 12 + on.month - first.month for on in dates[: self.days]
        )
        self.calendar_months = tuple(on.month for on in self._firsts)
        self.labels = tuple(f"{on:%y%m}" for on in self._firsts)
        self.weekdays = tuple(on.weekday() for on in dates[: self.days])
        self._day_texts = [f"{on.isoformat()}T" for on in dates]
        self._working = [day for day in range(self.days) if is_working_day(dates[day])]
        self.breaks = tuple(self._long_breaks())
        self._break_of = {day: found for found in self.breaks for day in range(found[0], found[1] + 1)}

    def _long_breaks(self) -> list[tuple[int, int]]:
        edges = [-1, *self._working, self.days]
        return [(before + 1, after - 1) for before, after in pairwise(edges) if after - before > LONG_BREAK]

    def date_of(self, day: int) -> date:
        """Give the date of a day; days before the first are negative."""
        return self._firsts[0] + timedelta(days=day)

    def first_day(self, offset: int) -> int:
        """Give the first day of a month by its place; ``months`` gives the day after the last month."""
        return (self._firsts[offset] - self._firsts[0]).days

    def stamp(self, minute: int | None) -> str:
        """Write what happened at an instant, or "" if it has not happened by the end."""
        if minute is None or minute > self.end:
            return ""
        return self._day_texts[minute // DAY] + _CLOCK[minute % DAY]

    def promise(self, minute: int | None) -> str:
        """Write an instant that was agreed upon, if one was: it may lie after the end."""
        if minute is None:
            return ""
        return self._day_texts[minute // DAY] + _CLOCK[minute % DAY]

    def break_at(self, day: int) -> tuple[int, int] | None:
        """Give the long break that a day belongs to."""
        return self._break_of.get(day)

    def working_day_after(self, day: int, count: int) -> int | None:
        """Give the ``count``-th working day after a day, or None where it lies after the end."""
        place = bisect_right(self._working, day) + count - 1
        return self._working[place] if place < len(self._working) else None

    def volumes(self, orders_per_month: int, seasonal: bool) -> list[int]:
        """Share out the orders of all months over their days; the days after the months get none.

        Each month's share adds up exactly: a month of 1,000,000 orders has 1,000,000.
        """
        shares = [0] * self.days
        for offset in range(self.months):
            volume = orders_per_month
            if seasonal:
                volume = volume * seasons.MONTH_VOLUME[self.calendar_months[offset] - 1] // 1000
            days = range(self.first_day(offset), self.first_day(offset + 1))
            total = sum(seasons.WEEKDAY_VOLUME[self.weekdays[day]] for day in days)
            weight = 0
            for day in days:
                before = weight
                weight += seasons.WEEKDAY_VOLUME[self.weekdays[day]]
                shares[day] = volume * weight // total - volume * before // total
        return shares


def _month_after(first_month: str, offset: int) -> date:
    year, month = first_month.split("-")
    index = int(year) * 12 + int(month) - 1 + offset
    if not 1 <= int(month) <= 12:
        raise ValueError(f"no month: {first_month}")
    return date(index // 12, index % 12 + 1, 1)

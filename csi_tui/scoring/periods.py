"""Months as integers: ``202610`` is October 2026, as a site's calendar has it (docs/rules.md, rule 1)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    Period = NewType("Period", int)
    """A month as an integer; no other number is taken for one."""
else:
    Period = int  # The store's models want a type whose column they know.

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
CUT_OFF_DAY = 10
"""A past month is known as of 00:00 local on this day of the next month (seed 000 §4: the first ten days)."""

FIRST_YEAR, LAST_YEAR = 2000, 2099

BEFORE_ALL = Period(0)
"""Before any month: what holds from here on holds from the beginning."""


def parse_period(text: str) -> Period:
    """Read ``YYYY-MM``.

    Raises:
        ValueError: it is not a month of 2000-2099.
    """
    match = _MONTH.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month = int(match[1]), int(match[2])
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise ValueError(text)
    return Period(year * 100 + month)


def show_period(period: Period) -> str:
    """Write a period as ``YYYY-MM``."""
    return f"{period // 100:04d}-{period % 100:02d}"


def period_of(instant: datetime, zone: tzinfo) -> Period:
    """The site-local month of an aware instant."""
    return period_of_day(instant.astimezone(zone))


def period_of_day(day: date) -> Period:
    """The month of a local day."""
    return Period(day.year * 100 + day.month)


def next_period(period: Period) -> Period:
    """The month after."""
    year, month = divmod(period, 100)
    return Period((year + 1) * 100 + 1 if month == 12 else period + 1)


def previous_period(period: Period) -> Period:
    """The month before."""
    year, month = divmod(period, 100)
    return Period((year - 1) * 100 + 12 if month == 1 else period - 1)


def periods_between(first: Period, last: Period) -> list[Period]:
    """Every month from ``first`` to ``last``, both included."""
    found = []
    while first <= last:
        found.append(first)
        first = next_period(first)
    return found


def first_day(period: Period) -> date:
    """The month's first day."""
    return date(period // 100, period % 100, 1)


def last_day(period: Period) -> date:
    """The month's last day."""
    return first_day(next_period(period)) - timedelta(days=1)


def starts_at(period: Period, zone: tzinfo) -> datetime:
    """00:00 local on the first day, in UTC."""
    return datetime(period // 100, period % 100, 1, tzinfo=zone).astimezone(UTC)


def ends_at(period: Period, zone: tzinfo) -> datetime:
    """The first instant after the month, in UTC."""
    return starts_at(next_period(period), zone)


def default_cut_off(period: Period, zone: tzinfo) -> datetime:
    """00:00 local on the 10th of the next month, in UTC (docs/scoring.md §4, *What is known*)."""
    following = next_period(period)
    return datetime(following // 100, following % 100, CUT_OFF_DAY, tzinfo=zone).astimezone(UTC)

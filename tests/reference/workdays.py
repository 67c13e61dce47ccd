"""China's working days, by the hand transcription of the State Council's holiday notices for 2004 to 2026.

Written out a second time on purpose, so that a slip in the product's calendar cannot hide; a test holds the
table against the calendar package. Two years after the notices have the holidays by statute; years outside the
tables are refused.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .notices import DAYS_OFF, MADE_UP

WORKING_DAYS_TO_RESOLVE = 7

_FIRST_YEAR = 2004
_SATURDAY = 5

_OFF = frozenset(
    first + timedelta(days=at) for first, last in DAYS_OFF for at in range((last - first).days + 1)
)
_WORKED = frozenset(MADE_UP)

# Years without a notice: the holidays by statute (国务院令第795号), typed from a printed lunar calendar.
_BY_STATUTE = frozenset(
    date(year, month, day)
    for year, moving in {
        2027: ((2, 5), (2, 6), (2, 7), (2, 8), (4, 5), (6, 9), (9, 15)),
        2028: ((1, 25), (1, 26), (1, 27), (1, 28), (4, 4), (5, 28), (10, 3)),
    }.items()
    for month, day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3), *moving)
)
_LAST_YEAR = 2028


def is_working_day(day: date) -> bool:
    """Whether China works on that day (docs/rules.md, rules 2 and 24).

    Raises ValueError for years outside the tables: a guess there would be a silent one.
    """
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"no working days transcribed for {day.year}")
    if day in _OFF or day in _BY_STATUTE:
        return False
    if day in _WORKED:
        return True
    return day.weekday() < _SATURDAY


def resolve_due(received_at: datetime, zone: ZoneInfo) -> datetime:
    """The first instant that is too late to resolve a complaint: 00:00 local after the 7th working day.

    Whole working days after the local day of receipt are counted (docs/rules.md, rule 2, docs/scoring.md §5).
    `received_at` has an offset; the answer has the zone's.
    """
    day = received_at.astimezone(zone).date()
    counted = 0
    while counted < WORKING_DAYS_TO_RESOLVE:
        day += timedelta(days=1)
        if is_working_day(day):
            counted += 1
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone)

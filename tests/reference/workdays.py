"""China's working days, by the hand transcription of the State Council's holiday notices for 2004 to 2026.

Written out a second time on purpose, so that a slip in the product's calendar cannot hide; a test holds the
table against the calendar package. Years after the table are plain weekdays; years before it are refused.
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


def is_working_day(day: date) -> bool:
    """Whether China works on that day (domain.md decision 2).

    Raises ValueError for years before the table: a guess there would be a silent one.
    """
    if day.year < _FIRST_YEAR:
        raise ValueError(f"no working days transcribed for {day.year}")
    if day in _OFF:
        return False
    if day in _WORKED:
        return True
    return day.weekday() < _SATURDAY


def resolve_due(received_at: datetime, zone: ZoneInfo) -> datetime:
    """The first instant that is too late to resolve a complaint: 00:00 local after the 7th working day.

    Whole working days after the local day of receipt are counted (domain.md decision 2, contract.md §3).
    `received_at` has an offset; the answer has the zone's.
    """
    day = received_at.astimezone(zone).date()
    counted = 0
    while counted < WORKING_DAYS_TO_RESOLVE:
        day += timedelta(days=1)
        if is_working_day(day):
            counted += 1
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone)

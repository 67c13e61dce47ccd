"""China's working days, transcribed by hand from the State Council's holiday notices for 2025 and 2026.

Written out a second time on purpose, so that a slip in the product's calendar cannot hide; a test holds the
table against the calendar package. Years after the table are plain weekdays; years before it are refused.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WORKING_DAYS_TO_RESOLVE = 7

# First and last day off of each holiday, both included.
_DAYS_OFF: tuple[tuple[date, date], ...] = (
    # 2025
    (date(2025, 1, 1), date(2025, 1, 1)),  # New Year
    (date(2025, 1, 28), date(2025, 2, 4)),  # Spring Festival
    (date(2025, 4, 4), date(2025, 4, 6)),  # Qingming
    (date(2025, 5, 1), date(2025, 5, 5)),  # Labour Day
    (date(2025, 5, 31), date(2025, 6, 2)),  # Dragon Boat
    (date(2025, 10, 1), date(2025, 10, 8)),  # National Day and Mid-Autumn
    # 2026
    (date(2026, 1, 1), date(2026, 1, 3)),  # New Year
    (date(2026, 2, 15), date(2026, 2, 23)),  # Spring Festival
    (date(2026, 4, 4), date(2026, 4, 6)),  # Qingming
    (date(2026, 5, 1), date(2026, 5, 5)),  # Labour Day
    (date(2026, 6, 19), date(2026, 6, 21)),  # Dragon Boat
    (date(2026, 9, 25), date(2026, 9, 27)),  # Mid-Autumn
    (date(2026, 10, 1), date(2026, 10, 7)),  # National Day
)

# Weekend days that are worked to make up for a holiday.
_MADE_UP: tuple[date, ...] = (
    date(2025, 1, 26),
    date(2025, 2, 8),
    date(2025, 4, 27),
    date(2025, 9, 28),
    date(2025, 10, 11),
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
)

_FIRST_YEAR = 2025
_SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Whether China works on that day (domain.md decision 2).

    Raises ValueError for years before the table: a guess there would be a silent one.
    """
    if day.year < _FIRST_YEAR:
        raise ValueError(f"no working days transcribed for {day.year}")
    for first, last in _DAYS_OFF:
        if first <= day <= last:
            return False
    if day in _MADE_UP:
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

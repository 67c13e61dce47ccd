"""The transcribed working days against the calendar package, and due times by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest

from .workdays import is_working_day, resolve_due

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_day_of_the_transcribed_years(year: int) -> None:
    """domain.md decision 2: China's official working days, holidays and made-up weekends."""
    days = [date(year, 1, 1) + timedelta(days=at) for at in range(365)]
    assert days[-1] == date(year, 12, 31)
    wrong = [day for day in days if is_working_day(day) != chinese_calendar.is_workday(day)]
    assert wrong == []


def test_years_outside_the_table() -> None:
    """Beyond the table weekdays count; before it nothing is guessed."""
    assert is_working_day(date(2027, 1, 1))
    assert not is_working_day(date(2027, 1, 2))
    with pytest.raises(ValueError, match="2024"):
        is_working_day(date(2024, 12, 31))


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-01-05T00:00", "2026-01-15T00:00"),  # a Monday, no holiday: 6 7 8 9 12 13 14
        ("2026-01-05T23:59:59.999999", "2026-01-15T00:00"),
        ("2026-02-03T16:30", "2026-02-13T00:00"),  # 4 5 6 9 10 11 12
        ("2026-02-12T09:00", "2026-03-01T00:00"),  # 13, made-up 14, festival, 24 to 27, made-up 28
        ("2026-02-13T09:00", "2026-03-03T00:00"),  # made-up 14, festival, 24 to 27, made-up 28, 2 March
        ("2025-09-30T12:00", "2025-10-17T00:00"),  # eight days of holiday, the made-up 11 October
        ("2026-01-01T10:00", "2026-01-13T00:00"),  # the holiday of receipt, made-up Sunday the 4th
    ],
)
def test_resolve_due(received: str, due: str) -> None:
    """domain.md decision 2: 7 whole working days after the day of receipt, late from 00:00 after the 7th."""
    at = datetime.fromisoformat(received).replace(tzinfo=ZONE)
    assert resolve_due(at, ZONE) == datetime.fromisoformat(due).replace(tzinfo=ZONE)


def test_resolve_due_counts_from_the_local_day() -> None:
    """domain.md decision 1: 17:00 UTC on a Monday is Tuesday at the site."""
    at = datetime.fromisoformat("2026-01-05T17:00:00+00:00")
    assert resolve_due(at, ZONE).isoformat() == "2026-01-16T00:00:00+08:00"

"""The transcribed working days against the calendar package, and due times by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest

from .notices import DAYS_OFF, MADE_UP
from .workdays import is_working_day, resolve_due

ZONE = ZoneInfo("Asia/Shanghai")
SATURDAY = 5

# Days the calendar package has wrong. The notice for 2006, 国办发明电〔2005〕35号, moves the rest days of Saturday
# 31 December 2005 and Sunday 1 January 2006 to 2 and 3 January and has that Saturday worked (12月31日上班); the
# package has the days off but not the day worked.
WRONG_IN_THE_PACKAGE = (date(2005, 12, 31),)


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_of_the_transcribed_years(year: int) -> None:
    """docs/rules.md, rule 2: China's official working days, holidays and made-up weekends."""
    days = days_between(date(year, 1, 1), date(year, 12, 31))
    wrong = [day for day in days if is_working_day(day) != chinese_calendar.is_workday(day)]
    assert wrong == [day for day in WRONG_IN_THE_PACKAGE if day.year == year]


def test_the_transcription_fits_the_calendar() -> None:
    """Holidays follow one another without overlapping; made-up days are weekend days outside them, each once."""
    for (_, last), (first, end) in pairwise(DAYS_OFF):
        assert last < first <= end
    assert list(MADE_UP) == sorted(set(MADE_UP))
    assert all(day.weekday() >= SATURDAY for day in MADE_UP)
    assert not any(first <= day <= last for first, last in DAYS_OFF for day in MADE_UP)


def test_the_transcription_gives_the_statutory_days() -> None:
    """The weekdays off, less the made-up days, are the days the law gives: a notice only moves the others."""
    weekdays_off = sum(
        day.weekday() < SATURDAY for first, last in DAYS_OFF for day in days_between(first, last)
    )
    by_law = 4 * 10 + 17 * 11 + 2 * 13  # 10 days a year to 2007, 11 to 2024, 13 since
    victory_day = 1  # 3 September 2015
    epidemic = 2  # 31 January 2020 off and 1 February not made up
    assert weekdays_off - len(MADE_UP) == by_law + victory_day + epidemic


def test_years_outside_the_table() -> None:
    """docs/rules.md, rule 24: beyond the notices weekdays less statutory days; outside the tables nothing is
    guessed."""
    assert not is_working_day(date(2027, 1, 1))
    assert not is_working_day(date(2027, 1, 2))
    assert is_working_day(date(2027, 1, 4))
    with pytest.raises(ValueError, match="2003"):
        is_working_day(date(2003, 12, 31))


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
    """docs/rules.md, rule 2: 7 whole working days after the day of receipt, late from 00:00 after the 7th."""
    at = datetime.fromisoformat(received).replace(tzinfo=ZONE)
    assert resolve_due(at, ZONE) == datetime.fromisoformat(due).replace(tzinfo=ZONE)


def test_resolve_due_counts_from_the_local_day() -> None:
    """docs/rules.md, rule 1: 17:00 UTC on a Monday is Tuesday at the site."""
    at = datetime.fromisoformat("2026-01-05T17:00:00+00:00")
    assert resolve_due(at, ZONE).isoformat() == "2026-01-16T00:00:00+08:00"

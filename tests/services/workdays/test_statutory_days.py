"""Holidays by statute against notices, a second lunar calendar and the calendar package (docs/rules.md, rule 24)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import chinese_calendar
import cnlunar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.deadlines import ClockLimits, due_times
from csi_tui.services.workdays.calendar import StoreCalendar
from csi_tui.services.workdays.official_days import HOLIDAYS, installed_years
from csi_tui.services.workdays.statutory_days import (
    DRAGON_BOAT,
    LABOUR,
    LUNAR_YEARS,
    MID_AUTUMN,
    NATIONAL,
    NEW_YEAR,
    QINGMING,
    SPRING,
    day_without_notice,
    statute_of,
    statutory_days,
)
from tests.reference.notices import DAYS_OFF
from tests.reference.workdays import is_working_day
from tests.stores import SHANGHAI

NOTHING_KNOWN = StoreCalendar(0, {}, {})
LUNAR_DAYS = {(1, 1): SPRING, (1, 2): SPRING, (1, 3): SPRING, (5, 5): DRAGON_BOAT, (8, 15): MID_AUTUMN}
DISAGREE = 2089
"""The new moon of 4 September 2089 falls on midnight in China; the two libraries take different days for it."""


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=at) for at in range(365 + (year % 4 == 0))]


@pytest.mark.parametrize("year", range(2025, 2100))
def test_every_day_of_a_year_against_a_second_library(year: int) -> None:
    """docs/rules.md, rule 24: 1 January; the eve and three days of Spring Festival; the term Qingming; and so on."""
    expected = {date(year, 1, 1): NEW_YEAR}
    expected |= {date(year, 5, day): LABOUR for day in (1, 2)}
    expected |= {date(year, 10, day): NATIONAL for day in (1, 2, 3)}
    for day in days_of(year):
        known = cnlunar.Lunar(datetime.combine(day, time(12)))
        name = None if known.isLunarLeapMonth else LUNAR_DAYS.get((known.lunarMonth, known.lunarDay))
        name = QINGMING if known.todaySolarTerms == "清明" else name
        if name == SPRING and known.lunarDay == 1:
            expected[day - timedelta(days=1)] = SPRING
        if name is not None:
            expected.setdefault(day, name)
    found = dict(statutory_days(year))
    if year == DISAGREE:
        assert found.pop(date(year, 9, 19)) == expected.pop(date(year, 9, 18)) == MID_AUTUMN
    assert found == expected
    # 13 days, or fewer where two meet.
    assert 12 <= len(statutory_days(year)) <= 13


@pytest.mark.parametrize("year", installed_years())
def test_what_is_a_holiday_by_statute_was_off_in_every_year_so_far(year: int) -> None:
    """docs/rules.md, rule 24: whatever the notice said: by the calendar package, and by the notices as transcribed."""
    for day in statutory_days(year):
        assert chinese_calendar.is_holiday(day), day
        assert any(first <= day <= last for first, last in DAYS_OFF) or day.weekday() >= 5, day
        assert not is_working_day(day)


@pytest.mark.parametrize(
    ("year", "spring", "may", "source"),
    [
        (2000, ["02-05", "02-06", "02-07"], 3, "国务院令第270号"),
        (2008, ["02-06", "02-07", "02-08"], 1, "国务院令第513号"),
        (2014, ["01-31", "02-01", "02-02"], 1, "国务院令第644号"),
        (2024, ["02-10", "02-11", "02-12"], 1, "国务院令第644号"),
        (2025, ["01-28", "01-29", "01-30", "01-31"], 2, "国务院令第795号"),
        (2027, ["02-05", "02-06", "02-07", "02-08"], 2, "国务院令第795号"),
    ],
)
def test_the_statute_of_the_year_holds(year: int, spring: list[str], may: int, source: str) -> None:
    """docs/rules.md, rule 24: the statute as amended in November 2024 from 2025 on, its earlier versions before."""
    found = statutory_days(year)
    assert [f"{day:%m-%d}" for day, name in sorted(found.items()) if name == SPRING] == spring
    assert sum(name == LABOUR for name in found.values()) == may
    assert {day_without_notice(day).source for day in found} == {source}


def test_every_year_of_the_program_is_within_what_is_known() -> None:
    """A year that the program takes has a statute and lunar days; names are those that are translated."""
    assert set(range(2000, 2100)) <= set(LUNAR_YEARS)
    assert statute_of(2000) is not None and statute_of(1999) is None and statutory_days(1999) == {}
    assert {name for year in (2000, 2027) for name in statutory_days(year).values()} <= set(HOLIDAYS)


@given(st.dates(date(2026, 12, 10), date(2028, 11, 30)))
def test_a_span_without_a_notice_against_the_reference(day: date) -> None:
    """docs/rules.md, rule 24: weekdays less statutory days, provisional all the same; each day off is named."""
    received = datetime.combine(day, time(9), tzinfo=SHANGHAI)
    found = due_times(received, SHANGHAI, NOTHING_KNOWN, ClockLimits())
    assert found.provisional
    assert not any(known.announced for known in found.days)
    for known in found.days:
        if known.date.year > 2026:
            assert known.working == is_working_day(known.date)
            assert (
                (known.why == "statutory")
                == bool(known.note)
                == (known.date in statutory_days(known.date.year))
            )

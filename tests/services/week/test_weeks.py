"""Weeks as people say them, and the month and the year that they lie in."""

from __future__ import annotations

from datetime import date

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.services.errors import UserError
from csi_tui.services.week.weeks import Week, midnight, said_week
from tests.stores import SHANGHAI

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        (None, date(2026, 11, 23)),
        ("", date(2026, 11, 23)),
        ("last", date(2026, 11, 23)),
        ("上周", date(2026, 11, 23)),
        ("this", date(2026, 11, 30)),
        ("本周", date(2026, 11, 30)),
        ("2026-W48", date(2026, 11, 23)),
        ("2026w48", date(2026, 11, 23)),
        ("W48", date(2026, 11, 23)),
        ("第48周", date(2026, 11, 23)),
        ("2026年第48周", date(2026, 11, 23)),
        ("２０２６－Ｗ０１", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
        ("2026-10-05", date(2026, 10, 5)),
        ("2026-10-11", date(2026, 10, 5)),
        ("2026年10月8日", date(2026, 10, 5)),
    ],
)
def test_a_week_is_what_was_said(text: str | None, monday: date) -> None:
    assert said_week(text, TODAY) == Week(monday)


@pytest.mark.parametrize("text", ["2025-W53", "W0", "W54", "48", "2026-11", "2026-W4x", "next", "2026-02-30"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="2026-W48"):
        said_week(text, TODAY)


@pytest.mark.parametrize(
    ("day", "text", "period"),
    [
        (date(2026, 1, 1), "2026-W01", 202601),
        (date(2025, 12, 29), "2026-W01", 202601),
        (date(2027, 1, 3), "2026-W53", 202612),
        (date(2026, 1, 31), "2026-W05", 202601),
        (date(2026, 2, 1), "2026-W05", 202601),
        (date(2026, 6, 29), "2026-W27", 202607),
    ],
)
def test_a_week_lies_in_the_month_and_year_of_its_thursday(day: date, text: str, period: int) -> None:
    week = Week.of_day(day)
    assert (str(week), week.period) == (text, Period(period))
    assert Week.of_number(week.number) == week
    assert day in week.days and week.days[-1] == week.sunday
    assert week.step(1).step(-1) == week and week.step(1).monday > week.sunday


def test_a_day_begins_at_midnight_of_the_site() -> None:
    assert midnight(date(2026, 11, 23), SHANGHAI).isoformat() == "2026-11-22T16:00:00+00:00"

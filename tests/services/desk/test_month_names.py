"""Months as people say them on a command line (docs/cli.md, *Global options*)."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period, previous_period
from csi_tui.services.desk.month_names import read_month, said_month
from csi_tui.services.errors import UserError
from tests.stores import clock_at

SHANGHAI = ZoneInfo("Asia/Shanghai")


def in_shanghai(text: str, instant: datetime) -> Period:
    with clock_at(instant):
        return said_month(text, SHANGHAI)


@given(st.datetimes(datetime(2002, 1, 1), datetime(2098, 12, 31)), st.integers(1, 12))
def test_a_number_is_the_latest_month_of_that_number_that_has_begun(instant: datetime, number: int) -> None:
    """Held against going back month by month from the site's present one."""
    instant = instant.replace(tzinfo=UTC)
    here = instant.astimezone(SHANGHAI)
    month = Period(here.year * 100 + here.month)
    assert in_shanghai("last", instant) == previous_period(month)
    while month % 100 != number:
        month = previous_period(month)
    for said in (str(number), f"{number:02d}", f"{number}月"):
        assert in_shanghai(said, instant) == month


def test_the_present_month_is_that_of_the_site() -> None:
    """17:00 UTC on the last of October is November in Shanghai already."""
    instant = datetime(2026, 10, 31, 17, tzinfo=UTC)
    assert in_shanghai("last", instant) == 202610
    assert in_shanghai("11", instant) == 202611
    assert in_shanghai("12", instant) == 202512


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2026-10", 202610), ("2026/10", 202610), ("2026/3", 202603), ("２０２６／３", 202603),
        ("202603", 202603), ("2026年3月", 202603), ("last", 202610), (" LAST ", 202610), ("上月", 202610),
        ("上个月", 202610), ("１０", 202610),
    ],
)  # fmt: skip
def test_ways_to_say_a_month(said: str, month: int) -> None:
    """A month of the command line, in November 2026; what cannot be taken back reads the first of them alone."""
    assert in_shanghai(said, datetime(2026, 11, 20, tzinfo=UTC)) == month
    if said != "2026-10":
        with pytest.raises(UserError, match="is no month"):
            read_month(said)


@pytest.mark.parametrize(
    "said", ["", "0", "13", "00", "latest", "2026", "2026/13", "-1", "1.5", "2026-10-01"]
)
def test_what_is_no_month(said: str) -> None:
    with pytest.raises(UserError, match="is no month"):
        in_shanghai(said, datetime(2026, 11, 20, tzinfo=UTC))

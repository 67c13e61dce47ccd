"""Instants, dates and months in every spelling of docs/files.md §1."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import instant_reader, parse_date, parse_month
from csi_tui.services.tabular.table import FORMULA_ERROR, Cell

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NINE = datetime(2026, 3, 7, 1, 5, tzinfo=UTC)
"""2026-03-07 09:05 in Shanghai."""


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-07T09:05:00",
        "2026-03-07T09:05",
        "2026-03-07 09:05",
        "2026-03-07 9:05",
        "2026/3/7 9:05",
        "2026/03/07 09:05:00",
        "2026.3.7 9:05",
        "2026年3月7日 9:05",
        "2026年3月7日9时05分",
        "2026年03月07日 09时05分00秒",
        "2026/3/7 上午9:05",
        "2026/3/7 9:05 AM",
        "２０２６／３／７　９：０５",
        " 2026-3-7  9:05 ",
        "202603070905",
        "20260307T090500",
        "2026-03-07T09:05:00.000",
        "2026-03-07T09:05:00+08:00",
        "2026-03-07 09:05+0800",
        "2026/3/7 9:05 +08",
        "2026-03-07T01:05:00Z",
        "2026-03-06T20:05:00-05:00",
        "46088.378472222",
        datetime(2026, 3, 7, 9, 5),
    ],
)
def test_every_spelling_of_one_instant(cell: Cell):
    """docs/files.md §1: ISO, 2026/3/7 9:05, Excel date cells, full-width digits; docs/cli.md, *Global options*: without
    an offset, local time."""
    assert instant_reader(SHANGHAI)(cell) == NINE
    found = instant_reader(SHANGHAI)(cell)
    assert found is not None
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("cell", "local"),
    [
        ("2026-3-7", datetime(2026, 3, 7)),
        ("20260307", datetime(2026, 3, 7)),
        (date(2026, 3, 7), datetime(2026, 3, 7)),
        ("46088", datetime(2026, 3, 7)),
        ("2026/3/7 下午1:05", datetime(2026, 3, 7, 13, 5)),
        ("2026/3/7 12:05 AM", datetime(2026, 3, 7, 0, 5)),
        ("2026/3/7 12:05 PM", datetime(2026, 3, 7, 12, 5)),
        ("2026/3/7 中午12:05", datetime(2026, 3, 7, 12, 5)),
        ("2026/3/7 晚上8:05", datetime(2026, 3, 7, 20, 5)),
        ("2026-03-07T09:05:01.123456", datetime(2026, 3, 7, 9, 5, 1, 123456)),
        ("2026/3/7 9:05:01.5", datetime(2026, 3, 7, 9, 5, 1, 500000)),
        ("2000-01-01", datetime(2000, 1, 1)),
        ("2099-12-31 23:59:59.999999", datetime(2099, 12, 31, 23, 59, 59, 999999)),
    ],
)
def test_other_moments(cell: Cell, local: datetime):
    """Dates alone are 00:00; halves of the day; full precision; the edges of what is plausible."""
    assert instant_reader(SHANGHAI)(cell) == local.replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1999-12-31 23:59:59", "not between 2000-01-01 and 2099-12-31"),
        ("1900-01-01", "not between 2000-01-01 and 2099-12-31"),
        ("9999-12-31 23:59", "not between 2000-01-01 and 2099-12-31"),
        ("0001-01-01T00:00:00+14:00", "not between 2000-01-01 and 2099-12-31"),
        ("2099-12-31T23:59:00-05:00", "not between 2000-01-01 and 2099-12-31"),
        (datetime(1900, 1, 1), "not between 2000-01-01 and 2099-12-31"),
        ("2026-02-30", "there is no such date or time; one is written like 2026-03-07 09:05"),
        ("2026-02-29 10:00", "there is no such date or time; one is written like 2026-03-07 09:05"),
        ("2026-03-07 24:00", "there is no such date or time; one is written like 2026-03-07 09:05"),
        ("2026-03-07 晚上12:00", "there is no such date or time; one is written like 2026-03-07 09:05"),
        ("2026-13-01T00:00:00", "there is no such date or time; one is written like 2026-03-07 09:05"),
        ("2026-03-07 09:60", "there is no such date or time; one is written like 2026-03-07 09:05"),
        ("2026-03-07T09:05:00+25:00", "there is no such date or time; one is written like 2026-03-07 09:05"),
        ("7/3/2026", "not a date or time; write it like 2026-03-07 09:05"),
        ("26-3-7", "not a date or time; write it like 2026-03-07 09:05"),
        ("2026-3-112:00", "not a date or time; write it like 2026-03-07 09:05"),
        ("昨天", "not a date or time; write it like 2026-03-07 09:05"),
        ("2026-03-07 09:05 CST", "not a date or time; write it like 2026-03-07 09:05"),
        ("12345", "a number, and no date"),
        ("99999.5", "a number, and no date"),
        ("5", "not a date or time; write it like 2026-03-07 09:05"),
        (time(9, 5), "a time of day without a date"),
        (timedelta(hours=9), "a time of day without a date"),
        (FORMULA_ERROR, "the formula in this cell ends in an error"),
    ],
)
def test_what_is_no_instant(cell: Cell, reason: str):
    """Issue "hostile input": dates of 1900 and 9999; a reason for each, and no guess at the order of day and month."""
    with pytest.raises(BadCell) as caught:
        instant_reader(SHANGHAI)(cell)
    assert caught.value.reason == reason


def test_empty_is_not_known():
    """docs/files.md §1: an empty cell is "not known"."""
    assert instant_reader(SHANGHAI)("") is None
    assert instant_reader(SHANGHAI)(" \u3000") is None
    assert parse_date(" ") is None
    assert parse_month("") is None


def test_a_local_time_that_the_clocks_skip():
    """The decision at the head of the module: nothing can have happened at a time that did not exist."""
    with pytest.raises(BadCell, match="skip"):
        instant_reader(NEW_YORK)("2026-03-08 02:30")
    assert instant_reader(NEW_YORK)("2026-03-08 03:00") == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert instant_reader(NEW_YORK)("2026-03-08 01:59") == datetime(2026, 3, 8, 6, 59, tzinfo=UTC)


def test_a_local_time_that_occurs_twice():
    """The decision at the head of the module: the earlier of the two, and an offset says which is meant."""
    assert instant_reader(NEW_YORK)("2026-11-01 01:30") == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert instant_reader(NEW_YORK)("2026-11-01 01:30-05:00") == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_clocks_that_change_at_midnight():
    """Havana's clocks skip 00:00-01:00; Beirut's fall back from 24:00 to 23:00."""
    havana, beirut = ZoneInfo("America/Havana"), ZoneInfo("Asia/Beirut")
    with pytest.raises(BadCell, match="skip"):
        instant_reader(havana)("2026-03-08")
    assert instant_reader(havana)("2026-03-07 23:59") == datetime(2026, 3, 8, 4, 59, tzinfo=UTC)
    assert instant_reader(beirut)("2025-10-25 23:30") == datetime(2025, 10, 25, 20, 30, tzinfo=UTC)


@given(
    moment=st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)),
    zone=st.sampled_from(
        ["Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]
    ),
)
def test_the_quick_way_agrees_with_the_zone(moment: datetime, zone: str):
    """One offset a day is remembered; it must be what the zone says for each time of it."""
    tz = ZoneInfo(zone)
    expected = moment.replace(tzinfo=tz).astimezone(UTC)
    if expected.astimezone(tz).replace(tzinfo=None) == moment:
        assert instant_reader(tz)(moment.isoformat()) == expected
    else:
        with pytest.raises(BadCell):
            instant_reader(tz)(moment.isoformat())


@pytest.mark.parametrize(
    "cell",
    [
        "2020-03-01",
        "2020/3/1",
        "2020年3月1日",
        "２０２０-０３-０１",
        "20200301",
        "2020-03-01 00:00:00",
        datetime(2020, 3, 1, 9),
    ],
)
def test_dates(cell: Cell):
    """docs/files.md §1: dates in the same spellings; a time of day beside the date is left aside."""
    assert parse_date(cell) == date(2020, 3, 1)


def test_dates_reach_further_back_than_instants():
    """Dates of 1900 to 2099 are plausible; an offset could move a date and is refused."""
    assert parse_date("1900-01-01") == date(1900, 1, 1)
    assert parse_date("2099-12-31") == date(2099, 12, 31)
    for cell in ("1899-12-31", "2100-01-01", "9999-12-31"):
        with pytest.raises(BadCell, match="not between 1900-01-01 and 2099-12-31"):
            parse_date(cell)
    with pytest.raises(BadCell, match="time zone"):
        parse_date("2026-03-01T00:00:00Z")
    with pytest.raises(BadCell, match="no such date"):
        parse_date("2026-02-29")


@pytest.mark.parametrize(
    "cell", ["2026-03", "2026/3", "2026年3月", "202603", "2026.03", "２０２６-３", date(2026, 3, 31)]
)
def test_months(cell: Cell):
    """docs/cli.md, *Global options*: MONTH is YYYY-MM; a date stands for its month."""
    assert parse_month(cell) == 202603


@pytest.mark.parametrize(
    "cell", ["2026-13", "2026-00", "1999-12", "2026.1", "2026", "三月", date(1999, 1, 1)]
)
def test_what_is_no_month(cell: Cell):
    """Month 13, and 2026.1: as a number cell, October looks like January."""
    with pytest.raises(BadCell):
        parse_month(cell)

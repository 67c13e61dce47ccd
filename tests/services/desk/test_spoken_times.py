"""Times as people say them on the phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.i18n import _, activate
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.instants import read_when
from csi_tui.services.desk.spoken_times import read_time, same_minute
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import instant_reader
from tests.stores import NEW_YORK, SHANGHAI, clock_at, local

NOW = "2026-11-25T17:45:30"


@pytest.fixture
def evening(now: time_machine.Traveller) -> None:
    now.move_to(local(NOW))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("now", "2026-11-25T17:45"),
        ("现在", "2026-11-25T17:45"),
        ("-2h", "2026-11-25T15:45"),
        ("－２ｈ", "2026-11-25T15:45"),
        ("-30m", "2026-11-25T17:15"),
        ("-90min", "2026-11-25T16:15"),
        ("-1d", "2026-11-24T17:45"),
        ("-2小时", "2026-11-25T15:45"),
        ("2小时前", "2026-11-25T15:45"),
        ("40分钟前", "2026-11-25T17:05"),
        ("3 天前", "2026-11-22T17:45"),
        ("2h ago", "2026-11-25T15:45"),
        ("16:30", "2026-11-25T16:30"),
        ("９：０５", "2026-11-25T09:05"),
        ("刚才", "2026-11-25T17:45"),
        ("半小时前", "2026-11-25T17:15"),
        ("半个小时前", "2026-11-25T17:15"),
        ("两小时前", "2026-11-25T15:45"),
        ("三个小时前", "2026-11-25T14:45"),
        ("十分钟前", "2026-11-25T17:35"),
        ("今天6点", "2026-11-25T06:00"),
        ("下午三点", "2026-11-25T15:00"),
        ("中午12点半", "2026-11-25T12:30"),
        ("昨天下午4点半", "2026-11-24T16:30"),
        ("昨天晚上8点20分", "2026-11-24T20:20"),
        ("昨天上午 9:05", "2026-11-24T09:05"),
        ("11月25日9点05分", "2026-11-25T09:05"),
        ("11月20号下午2点", "2026-11-20T14:00"),
        ("昨天 16:30", "2026-11-24T16:30"),
        ("昨天16:30", "2026-11-24T16:30"),
        ("今天 8:00", "2026-11-25T08:00"),
        ("前天 23:59", "2026-11-23T23:59"),
        ("Yesterday 16:30", "2026-11-24T16:30"),
        ("11-20 9:05", "2026-11-20T09:05"),
        ("11/20 9:05", "2026-11-20T09:05"),
        ("11月20日 9:05", "2026-11-20T09:05"),
        ("12-31 23:00", "2025-12-31T23:00"),
        ("2026-11-20 9:05", "2026-11-20T09:05"),
        ("2026年11月20日 9:05", "2026-11-20T09:05"),
    ],
)
def test_what_is_said_is_what_is_meant(evening: None, said: str, meant: str) -> None:
    """`now`, `-2h`, `16:30`, `昨天 16:30`, `11-20 9:05`, and what else people type."""
    assert read_time(said, SHANGHAI) == local(meant)
    assert read_when(said, SHANGHAI) == local(meant)


@pytest.mark.parametrize(
    "said",
    [
        "soon", "25:00", "昨天", "昨天 24:30", "-2x", "13-01 9:00", "2-30 9:00", "明天 9:00", "-h", "11-20",
        "下午", "25点", "下午13点70分", "十前",
    ],
)  # fmt: skip
def test_what_is_no_time_is_said_so(evening: None, said: str) -> None:
    """A slip of the finger is never a silent guess."""
    with pytest.raises(BadCell):
        read_time(said, SHANGHAI)
    with pytest.raises(UserError, match="no date and time"):
        read_when(said, SHANGHAI)


SAID_BEFORE = st.sampled_from(
    ["", "今天 ", "今天", "昨天下午", "yesterday ", "11-20 ", "11月20日", "2026-11-20 ", "2026/11/20 "]
)
TIMES = st.from_regex(r"[0-9]{1,3}:[0-9]{1,4}(:[0-9]{1,3})?", fullmatch=True)


@given(before=SAID_BEFORE, time=TIMES)
def test_a_stray_or_missing_digit_is_no_time(before: str, time: str) -> None:
    """Behind a colon stand two digits: 12:225 was 12:22:05, and 12:015 was 12:01:05."""
    hour, *rest = time.split(":")
    with clock_at(local("2026-11-25T23:59:59")):
        try:
            found = read_time(before + time, SHANGHAI)
        except BadCell:
            return
    assert found is not None
    assert len(hour) <= 2 and all(len(part) == 2 for part in rest), (before, time)
    there = found.astimezone(SHANGHAI)
    assert [f"{part:02d}" for part in (there.minute, there.second)][: len(rest)] == rest


@pytest.mark.parametrize(
    "said",
    ["12:225", "12:015", "2026-11-25 12:225", "2026-11-25 12:22:5", "2026-11-25512:22", "2026-11-25x12:22",
     "昨天下午4:305", "下午4点305分", "11月20日4点305", "4点5:30"],
)  # fmt: skip
def test_a_stray_digit_is_refused_wherever_times_are_read(evening: None, said: str) -> None:
    """On a form, by command, and in a file."""
    with pytest.raises(BadCell):
        read_time(said, SHANGHAI)
    with pytest.raises(UserError, match="no date and time"):
        read_when(said, SHANGHAI)
    with pytest.raises(BadCell):
        instant_reader(SHANGHAI)(said)


@pytest.mark.parametrize("said", ["昨天", "yesterday", "Today", "明天"])
def test_a_day_without_its_time_says_how_both_are_written(evening: None, said: str) -> None:
    """A day alone is no time; the hint beside the field and the refusal show one and the same."""
    with pytest.raises(BadCell, match=r"without its time of day; write it like yesterday 16:30"):
        read_time(said, SHANGHAI)
    activate("zh")
    with pytest.raises(BadCell, match="昨天16:30"):
        read_time(said, SHANGHAI)
    assert "昨天16:30" in _("now, -2h, 16:30, yesterday 16:30 or 11-20 9:05")
    assert read_time("昨天16:30", SHANGHAI) == read_time("yesterday 16:30", SHANGHAI)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("明天 14:00", "2026-11-26T14:00"),
        ("tomorrow 9:00", "2026-11-26T09:00"),
        ("后天 9:00", "2026-11-27T09:00"),
        ("11-27 14:00", "2026-11-27T14:00"),
        ("1-4 9:00", "2027-01-04T09:00"),
        ("11-20 9:05", "2026-11-20T09:05"),
        ("昨天 16:30", "2026-11-24T16:30"),
    ],
)
def test_an_appointment_may_lie_ahead(evening: None, said: str, meant: str) -> None:
    """An appointment is agreed for a day to come: without its year it is the nearest one."""
    (column,) = (one for one in form_fields.columns("orders") if one.id == "appointment_at")
    assert form_fields.read_field(column, said, SHANGHAI) == local(meant)


def test_what_is_said_to_the_minute_follows_in_that_minute() -> None:
    """“Now” on one screen, 17:45 typed on the next: nothing is out of order."""
    contacted = local("2026-11-25T17:45") + timedelta(seconds=41)
    assert same_minute(local("2026-11-25T17:45"), None, contacted) == contacted
    assert same_minute(local("2026-11-25T17:44"), contacted) == local("2026-11-25T17:44")
    assert same_minute(contacted, contacted + timedelta(seconds=2)) == contacted
    assert same_minute(None, contacted) is None


def test_an_empty_field_is_no_time(evening: None) -> None:
    """Not known."""
    assert read_time(" ", SHANGHAI) is None


def test_the_day_is_the_sites() -> None:
    """docs/rules.md, rule 1: in New York it is still yesterday."""
    with clock_at(local("2026-11-25T08:00")):
        assert read_time("16:30", NEW_YORK) == local("2026-11-24T16:30", NEW_YORK)
        assert read_time("昨天 16:30", NEW_YORK) == local("2026-11-23T16:30", NEW_YORK)


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    """In New York there was no 2:30 on 8 March 2026."""
    with clock_at(local("2026-03-08T12:00", NEW_YORK)), pytest.raises(BadCell, match="skip"):
        read_time("2:30", NEW_YORK)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)), st.integers(0, 364 * 24 * 60))
def test_a_day_without_its_year_is_the_last_one(moment: datetime, minutes: int) -> None:
    """Whatever of the past year is written without its year is read as what it was."""
    now = moment.replace(tzinfo=UTC)
    meant = (now - timedelta(minutes=minutes)).astimezone(SHANGHAI).replace(second=0, microsecond=0)
    with clock_at(now):
        assert read_time(f"{meant.month}-{meant.day} {meant:%H:%M}", SHANGHAI) == meant

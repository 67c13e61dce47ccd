"""The complaint clock against a day-by-day count over a hand-made transcription of the official calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.deadlines import ClockLimits, Day, add_working_days, due_times
from csi_tui.services.official_days import official_day
from tests.reference.workdays import is_working_day, resolve_due
from tests.stores import NEW_YORK, SHANGHAI, local

LIMITS = ClockLimits()


def transcribed(day: date) -> Day:
    return Day(day, is_working_day(day), "weekday" if is_working_day(day) else "weekend")


def received_between(first: datetime, last: datetime) -> st.SearchStrategy[datetime]:
    return st.datetimes(first, last).map(lambda moment: moment.replace(tzinfo=SHANGHAI))


@given(received_between(datetime(2025, 1, 1), datetime(2026, 11, 30)))
def test_due_times_against_a_day_by_day_count(received: datetime) -> None:
    """domain.md decision 2; contract.md §3 (`csi due`): 24 h, 48 h, 7 official working days after the receipt's day."""
    due = due_times(received, SHANGHAI, official_day, LIMITS)
    assert due.contact_due - received == timedelta(hours=24)
    assert due.plan_due - received == timedelta(hours=48)
    assert due.resolve_due == resolve_due(received, SHANGHAI)
    assert not due.provisional
    assert [day.date for day in due.days] == [
        received.date() + timedelta(days=at) for at in range(1, len(due.days) + 1)
    ]
    assert [day.working for day in due.days] == [is_working_day(day.date) for day in due.days]
    assert sum(day.working for day in due.days) == 7
    assert due.days[-1].working


@pytest.mark.parametrize(
    ("received", "late_from"),
    [
        # Spring Festival 2026: off from 15 to 23 February; Saturdays 14 and 28 are worked.
        ("2026-02-12T09:00", "2026-03-01T00:00"),
        ("2026-02-13T23:59:59.999999", "2026-03-03T00:00"),
        ("2026-02-14T00:00", "2026-03-04T00:00"),
        ("2026-02-18T12:00", "2026-03-04T00:00"),
        # National Day 2025: off from 1 to 8 October; Saturday 11 is worked.
        ("2025-09-30T12:00", "2025-10-17T00:00"),
        ("2025-10-11T12:00", "2025-10-22T00:00"),
        # National Day 2026: off from 1 to 7 October; Saturday 10 is worked.
        ("2026-09-30T08:00", "2026-10-16T00:00"),
        ("2026-10-02T08:00", "2026-10-16T00:00"),
        # An ordinary Monday.
        ("2026-03-02T00:00", "2026-03-12T00:00"),
    ],
)
def test_seven_working_days_over_made_up_days(received: str, late_from: str) -> None:
    """domain.md decision 2: weekends that are made up for count as working days; met up to 24:00 of the 7th."""
    assert due_times(local(received), SHANGHAI, official_day, LIMITS).resolve_due == local(late_from)


def test_a_made_up_saturday_is_shown_as_such() -> None:
    """contract.md §1 (`csi due`): a day-by-day strip; every day says why it counted or not."""
    due = due_times(local("2026-02-12T09:00"), SHANGHAI, official_day, LIMITS)
    why = {day.date.isoformat(): (day.working, day.why) for day in due.days}
    assert why["2026-02-13"] == (True, "weekday")
    assert why["2026-02-14"] == (True, "made-up")
    assert why["2026-02-17"] == (False, "holiday")
    assert why["2026-02-28"] == (True, "made-up")
    assert {day.note for day in due.days if day.why == "holiday"} == {"Spring Festival"}


def test_a_span_into_an_unannounced_year_is_provisional() -> None:
    """domain.md decisions 2 and 20: never a silent guess where no official calendar is known."""
    in_known_year = due_times(local("2026-12-17T10:00"), SHANGHAI, official_day, LIMITS)
    over_the_edge = due_times(local("2026-12-24T10:00"), SHANGHAI, official_day, LIMITS)
    assert in_known_year.days[-1].date < date(2027, 1, 1)
    assert not in_known_year.provisional
    assert over_the_edge.provisional
    assert [day.date.year for day in over_the_edge.days if not day.announced] == [
        day.date.year for day in over_the_edge.days if day.date.year == 2027
    ]
    # Counted by weekdays, New Year's Day included, as nobody has announced otherwise.
    assert over_the_edge.resolve_due == local("2027-01-05T00:00")


def test_hour_limits_are_elapsed_hours_also_when_the_clocks_change() -> None:
    """domain.md decision 2: 24 and 48 elapsed hours; the day of the change has 23 or 25."""
    spring = due_times(local("2026-03-07T12:00", NEW_YORK), NEW_YORK, transcribed, LIMITS)
    assert spring.contact_due == local("2026-03-08T13:00", NEW_YORK)
    assert spring.plan_due == local("2026-03-09T13:00", NEW_YORK)
    autumn = due_times(local("2026-10-31T12:00", NEW_YORK), NEW_YORK, transcribed, LIMITS)
    assert autumn.contact_due == local("2026-11-01T11:00", NEW_YORK)
    # Midnight local stays midnight local.
    assert spring.resolve_due == local("2026-03-18T00:00", NEW_YORK)
    assert autumn.resolve_due.astimezone(NEW_YORK).time() == time(0)


def test_working_days_count_from_the_local_day_of_receipt() -> None:
    """domain.md decision 1: 17:00 UTC on a Monday is Tuesday in Shanghai, and Monday in New York."""
    received = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
    assert due_times(received, SHANGHAI, transcribed, LIMITS).days[0].date == date(2026, 3, 4)
    assert due_times(received, NEW_YORK, transcribed, LIMITS).days[0].date == date(2026, 3, 3)


def test_limits_come_from_the_scheme() -> None:
    """seed 000 §5.3: the three limits are parameters of the scheme."""
    due = due_times(local("2026-03-02T10:00"), SHANGHAI, transcribed, ClockLimits(1, 2, 1))
    assert due.contact_due == local("2026-03-02T11:00")
    assert due.plan_due == local("2026-03-02T12:00")
    assert due.resolve_due == local("2026-03-04T00:00")


def test_a_naive_instant_is_refused() -> None:
    """domain.md decision 1: an instant without a zone means nothing."""
    with pytest.raises(ValueError, match="time zone"):
        due_times(datetime(2026, 3, 2), SHANGHAI, transcribed, LIMITS)


@given(st.dates(date(2025, 1, 1), date(2026, 11, 1)), st.integers(0, 20))
def test_add_working_days(start: date, count: int) -> None:
    """seed 000 §8.3: the publication window is counted in working days."""
    day = start
    left = count
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    assert add_working_days(start, count, official_day) == day


def test_add_working_days_over_a_holiday() -> None:
    """domain.md decision 2: holidays do not count, made-up weekends do."""
    assert add_working_days(date(2026, 2, 13), 1, official_day) == date(2026, 2, 14)
    assert add_working_days(date(2026, 2, 13), 2, official_day) == date(2026, 2, 24)
    assert add_working_days(date(2026, 2, 13), 0, official_day) == date(2026, 2, 13)

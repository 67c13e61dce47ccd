"""The complaint clock against a day-by-day count over a hand-made transcription of the official calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.deadlines import (
    ClockLimits,
    Day,
    Due,
    DueTable,
    Pause,
    add_working_days,
    due_times,
)
from csi_tui.scoring.escalation import escalation
from csi_tui.services.workdays.official_days import official_day
from tests.reference.complaint_book import Book, Round, Stop
from tests.reference.workdays import is_working_day, resolve_due
from tests.stores import NEW_YORK, SHANGHAI, local

LIMITS = ClockLimits()


def transcribed(day: date) -> Day:
    return Day(day, is_working_day(day), "weekday" if is_working_day(day) else "weekend")


def received_between(first: datetime, last: datetime) -> st.SearchStrategy[datetime]:
    return st.datetimes(first, last).map(lambda moment: moment.replace(tzinfo=SHANGHAI))


@given(received_between(datetime(2025, 1, 1), datetime(2026, 11, 30)))
def test_due_times_against_a_day_by_day_count(received: datetime) -> None:
    """docs/rules.md, rule 2; docs/cli.md, *csi due*: 24 h, 48 h, 7 official working days after the receipt's day."""
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
    """docs/rules.md, rule 2: weekends that are made up for count as working days; met up to 24:00 of the 7th."""
    assert due_times(local(received), SHANGHAI, official_day, LIMITS).resolve_due == local(late_from)


def test_a_made_up_saturday_is_shown_as_such() -> None:
    """docs/cli.md, *csi due*: a day-by-day strip; every day says why it counted or not."""
    due = due_times(local("2026-02-12T09:00"), SHANGHAI, official_day, LIMITS)
    why = {day.date.isoformat(): (day.working, day.why) for day in due.days}
    assert why["2026-02-13"] == (True, "weekday")
    assert why["2026-02-14"] == (True, "made-up")
    assert why["2026-02-17"] == (False, "holiday")
    assert why["2026-02-28"] == (True, "made-up")
    assert {day.note for day in due.days if day.why == "holiday"} == {"Spring Festival"}


def test_a_span_into_an_unannounced_year_is_provisional() -> None:
    """docs/rules.md, rules 2 and 20: never a silent guess where no official calendar is known."""
    in_known_year = due_times(local("2026-12-17T10:00"), SHANGHAI, official_day, LIMITS)
    over_the_edge = due_times(local("2026-12-24T10:00"), SHANGHAI, official_day, LIMITS)
    assert in_known_year.days[-1].date < date(2027, 1, 1)
    assert not in_known_year.provisional
    assert over_the_edge.provisional
    assert [day.date.year for day in over_the_edge.days if not day.announced] == [
        day.date.year for day in over_the_edge.days if day.date.year == 2027
    ]
    # docs/rules.md, rule 24: counted by weekdays, but New Year's Day, which is a holiday whatever the notice says.
    assert over_the_edge.resolve_due == local("2027-01-06T00:00")
    (new_year,) = (day for day in over_the_edge.days if day.why == "statutory")
    assert (new_year.date, new_year.note, new_year.announced) == (date(2027, 1, 1), "New Year's Day", False)


def test_hour_limits_are_elapsed_hours_also_when_the_clocks_change() -> None:
    """docs/rules.md, rule 2: 24 and 48 elapsed hours; the day of the change has 23 or 25."""
    spring = due_times(local("2026-03-07T12:00", NEW_YORK), NEW_YORK, transcribed, LIMITS)
    assert spring.contact_due == local("2026-03-08T13:00", NEW_YORK)
    assert spring.plan_due == local("2026-03-09T13:00", NEW_YORK)
    autumn = due_times(local("2026-10-31T12:00", NEW_YORK), NEW_YORK, transcribed, LIMITS)
    assert autumn.contact_due == local("2026-11-01T11:00", NEW_YORK)
    # Midnight local stays midnight local.
    assert spring.resolve_due == local("2026-03-18T00:00", NEW_YORK)
    assert autumn.resolve_due.astimezone(NEW_YORK).time() == time(0)


def test_working_days_count_from_the_local_day_of_receipt() -> None:
    """docs/rules.md, rule 1: 17:00 UTC on a Monday is Tuesday in Shanghai, and Monday in New York."""
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
    """docs/rules.md, rule 1: an instant without a zone means nothing."""
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
    """docs/rules.md, rule 2: holidays do not count, made-up weekends do."""
    assert add_working_days(date(2026, 2, 13), 1, official_day) == date(2026, 2, 14)
    assert add_working_days(date(2026, 2, 13), 2, official_day) == date(2026, 2, 24)
    assert add_working_days(date(2026, 2, 13), 0, official_day) == date(2026, 2, 13)


TIMES = (time(0), time(12), time(23, 59, 59))
ZONES = ("Asia/Shanghai", "America/New_York", "Europe/Berlin", "Africa/Cairo", "Australia/Lord_Howe", "UTC")


def every_day(first_year: int, last_year: int, zone: ZoneInfo) -> Iterator[datetime]:
    """Every day of the years at each of the three times, in UTC."""
    day = date(first_year, 1, 1)
    while day.year <= last_year:
        for moment in TIMES:
            yield datetime.combine(day, moment, tzinfo=zone).astimezone(UTC)
        day += timedelta(days=1)


def test_every_day_of_2004_to_2026_against_the_notices() -> None:
    """At 00:00, 12:00 and 23:59:59, against a day-by-day count over the notices' own transcription."""
    table = DueTable(SHANGHAI, official_day, LIMITS)
    wrong, compared = [], 0
    for received in every_day(2004, 2026, SHANGHAI):
        found = Due(*table.due(received))
        expected = resolve_due(received, SHANGHAI)
        exact = (
            found.resolve_due == expected
            and found.contact_due == received + timedelta(hours=24)
            and found.plan_due == received + timedelta(hours=48)
            # 2027 is not announced: what reaches into it is provisional, and nothing else is.
            and found.provisional == ((expected - timedelta(seconds=1)).astimezone(SHANGHAI).year > 2026)
        )
        compared += 1
        if not exact:
            wrong.append((received, found))
    assert compared == 3 * 8401
    assert wrong == []


@pytest.mark.parametrize("name", ZONES)
def test_every_day_in_zones_with_and_without_summer_time(name: str) -> None:
    """The hour limits are elapsed hours everywhere; working days end at local midnight, even a moved one."""
    zone = ZoneInfo(name)
    table = DueTable(zone, official_day, LIMITS)
    offsets = set()
    for received in every_day(2024, 2026, zone):
        found = Due(*table.due(received))
        assert (found.contact_due - received, found.plan_due - received) == (
            timedelta(hours=24),
            timedelta(hours=48),
        )
        assert found.resolve_due == resolve_due(received, zone).astimezone(UTC)
        offsets.add(received.astimezone(zone).utcoffset())
    assert len(offsets) == (1 if name in ("Asia/Shanghai", "UTC") else 2)


@given(received_between(datetime(2025, 1, 1), datetime(2026, 12, 20)))
def test_the_table_answers_what_the_strip_proves(received: datetime) -> None:
    """One figure, two ways: a list of a million due times and the proof of one cannot differ."""
    table = DueTable(SHANGHAI, official_day, LIMITS)
    assert table.due(received.astimezone(UTC)) == due_times(received, SHANGHAI, official_day, LIMITS).due


pauses = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 20 * 24 * 60), st.sampled_from([4, 600, 24 * 60 - 4, 24 * 60])),
        st.one_of(st.integers(0, 10 * 24 * 60), st.sampled_from([4, 14 * 60, 24 * 60 - 1, 24 * 60])),
    ),
    max_size=14,
)
"""Pauses as minutes since the one before, and minutes that they last; many of them nights or a few minutes."""
receipts = received_between(datetime(2025, 1, 1), datetime(2026, 6, 1))


def spans_of(begin: datetime, gaps: list[tuple[int, int]]) -> list[Pause]:
    """Pauses one after the other, from an instant on."""
    spans = []
    for gap, length in gaps:
        start = begin + timedelta(minutes=gap)
        spans.append(Pause(start, start + timedelta(minutes=length)))
        begin = spans[-1].end
    return spans


@given(receipts, pauses)
def test_pauses_against_a_plain_loop(received: datetime, gaps: list[tuple[int, int]]) -> None:
    """docs/rules.md, rule 22: the plan's hours stand still; days come back, the earliest first."""
    spans = spans_of(received, gaps)
    found = due_times(received, SHANGHAI, official_day, LIMITS, spans)
    stops = [Stop(*span, "any") for span in spans]
    resolve, _provisional = Book(SHANGHAI).count(received, stops)
    plain = Round("C1", received, resolve, False, stops=stops)
    assert found.contact_due == plain.contact_due
    assert found.plan_due == plain.plan_due
    assert found.resolve_due == resolve
    assert found.plan_due >= received + timedelta(hours=48)
    assert found.resolve_due >= resolve_due(received, SHANGHAI)


@given(receipts, pauses)
def test_no_limit_moves_by_more_than_the_clock_stood(received: datetime, gaps: list[tuple[int, int]]) -> None:
    """docs/rules.md, rule 22: the plan by the time itself, the resolution by a working day for each 24 hours of it."""
    spans = spans_of(received, gaps)
    found = due_times(received, SHANGHAI, official_day, LIMITS, spans)
    stood = sum((span.end - span.start for span in spans), start=timedelta(0))
    assert found.plan_due - (received + timedelta(hours=48)) <= stood
    assert found.given_back * timedelta(hours=24) <= found.stood <= stood
    first, last = (
        due.astimezone(SHANGHAI).date() for due in (resolve_due(received, SHANGHAI), found.resolve_due)
    )
    moved = sum(is_working_day(first + timedelta(days=at)) for at in range((last - first).days))
    assert moved == found.given_back
    assert found.resolve_due.astimezone(SHANGHAI).time() == time(0)


@given(receipts, pauses, st.integers(0, 30 * 24 * 60))
def test_pausing_and_going_on_at_once_moves_nothing(
    received: datetime, gaps: list[tuple[int, int]], at: int
) -> None:
    """docs/rules.md, rule 22: a pause without length gives nothing back, also where it begins at the end of a day."""
    spans = spans_of(received, gaps)
    moment = received + timedelta(minutes=at)
    midnight = datetime.combine(moment.date() + timedelta(days=1), time(0), tzinfo=SHANGHAI)
    plain = due_times(received, SHANGHAI, official_day, LIMITS, spans)
    for instant in (moment, midnight):
        if any(span.start < instant < span.end for span in spans):
            continue
        with_it = due_times(received, SHANGHAI, official_day, LIMITS, [*spans, Pause(instant, instant)])
        assert with_it.due == plain.due


@given(receipts, pauses)
def test_no_pause_makes_the_plan_late_by_its_end(received: datetime, gaps: list[tuple[int, int]]) -> None:
    """docs/decisions/0016: what was left for the plan when a pause began is left when it ends."""
    spans = spans_of(received, gaps)
    for number, span in enumerate(spans):
        before = due_times(received, SHANGHAI, official_day, LIMITS, spans[:number]).plan_due
        after = due_times(received, SHANGHAI, official_day, LIMITS, spans[: number + 1]).plan_due
        if span.start < before:
            assert after - span.end == before - span.start
        else:
            assert after == before


def nights(first: str, count: int, start: str, end: str) -> list[Pause]:
    """Pauses over so many nights in a row, the first one beginning on a day."""
    day = date.fromisoformat(first)
    return [
        Pause(local(f"{day + timedelta(days=at)}T{start}"), local(f"{day + timedelta(days=at + 1)}T{end}"))
        for at in range(count)
    ]


FROM_FRIDAY = [Pause(local("2026-09-18T18:00"), local("2026-09-21T09:00"))]
"""63 hours; Sunday 20 September 2026 is made up for National Day."""


@pytest.mark.parametrize(
    ("received", "spans", "hours", "given_back", "due"),
    [
        # Friday and the made-up Sunday; without the pause the seventh working day is 28 September.
        ("2026-09-17T10:00", FROM_FRIDAY, 63, ["2026-09-18", "2026-09-20"], "2026-10-01T00:00"),
        # Twelve nights of 14 hours: seven days, the earliest ones; without them 11 March.
        (
            "2026-03-02T10:00",
            nights("2026-03-03", 12, "18:00", "08:00"),
            168,
            [
                "2026-03-03",
                "2026-03-04",
                "2026-03-05",
                "2026-03-06",
                "2026-03-09",
                "2026-03-10",
                "2026-03-11",
            ],
            "2026-03-21T00:00",
        ),
        # Twelve times four minutes around midnight, and one working day: nothing. Only nights that begin before
        # the limit bear upon it.
        ("2026-03-02T10:00", nights("2026-03-02", 12, "23:58", "00:02"), None, [], "2026-03-12T00:00"),
        (
            "2026-03-02T10:00",
            [Pause(local("2026-03-03T09:00"), local("2026-03-03T17:00"))],
            8,
            [],
            "2026-03-12T00:00",
        ),
        # One minute short of a day, and the day.
        (
            "2026-03-02T10:00",
            [Pause(local("2026-03-03T10:00"), local("2026-03-04T09:59"))],
            None,
            [],
            "2026-03-12T00:00",
        ),
        (
            "2026-03-02T10:00",
            [Pause(local("2026-03-03T10:00"), local("2026-03-04T10:00"))],
            24,
            ["2026-03-03"],
            "2026-03-13T00:00",
        ),
        # Two days in all, but the clock stood at the end of one working day only: the others were a weekend.
        (
            "2026-03-02T10:00",
            [Pause(local("2026-03-06T08:00"), local("2026-03-08T20:00"))],
            60,
            ["2026-03-06"],
            "2026-03-13T00:00",
        ),
    ],
)
def test_what_a_pause_gives_back(
    received: str, spans: list[Pause], hours: int | None, given_back: list[str], due: str
) -> None:
    """docs/rules.md, rule 22, its examples and their edges; the strip names the days."""
    found = due_times(local(received), SHANGHAI, official_day, LIMITS, spans)
    if hours is not None:
        assert found.stood == timedelta(hours=hours)
    assert [day.date.isoformat() for day in found.days if day.why == "paused"] == given_back
    assert found.resolve_due == local(due)


def test_a_day_that_is_not_given_back_says_so() -> None:
    """docs/rules.md, rule 22: the strip shows which days come back; one at whose end the clock stood too little
    counts."""
    spans = nights("2026-03-03", 3, "18:00", "08:00")
    found = due_times(local("2026-03-02T10:00"), SHANGHAI, official_day, LIMITS, spans)
    why = [(day.date.day, day.working, day.why) for day in found.days[:4]]
    assert why == [(3, False, "paused"), (4, True, "stood"), (5, True, "stood"), (6, True, "weekday")]


def test_a_pause_begun_after_the_limit_gives_nothing_back() -> None:
    """docs/decisions/0016: its hours do not pay for days before, either; what is late stays late."""
    spans = nights("2026-03-02", 5, "23:58", "00:02")
    late = Pause(local("2026-03-12T00:00"), local("2026-03-26T00:00"))
    found = due_times(local("2026-03-02T10:00"), SHANGHAI, official_day, LIMITS, [*spans, late])
    assert found.resolve_due == local("2026-03-12T00:00")


def test_a_pause_within_one_day_moves_no_working_day() -> None:
    """docs/rules.md, rule 22: it moves the plan by its hours, and the resolution not at all."""
    received = local("2026-03-02T10:00")
    pause = Pause(local("2026-03-03T09:00"), local("2026-03-03T15:00"))
    found = due_times(received, SHANGHAI, official_day, LIMITS, [pause])
    assert found.plan_due == local("2026-03-04T16:00")
    assert found.resolve_due == resolve_due(received, SHANGHAI)


def test_a_pause_over_midnight_moves_the_days_that_ended_in_it() -> None:
    """docs/rules.md, rule 22: from Tuesday 10:00 to Thursday 15:00 are 53 hours; Tuesday and Wednesday come back."""
    received = local("2026-03-02T10:00")
    pause = Pause(local("2026-03-03T10:00"), local("2026-03-05T15:00"))
    found = due_times(received, SHANGHAI, official_day, LIMITS, [pause])
    assert found.resolve_due == local("2026-03-14T00:00")
    assert [day.why for day in found.days[:3]] == ["paused", "paused", "weekday"]


def test_a_pause_after_a_limit_does_not_move_it() -> None:
    """What is late stays late."""
    received = local("2026-03-02T10:00")
    pause = Pause(local("2026-03-05T10:00"), local("2026-03-20T10:00"))
    assert due_times(received, SHANGHAI, official_day, LIMITS, [pause]).plan_due == local("2026-03-04T10:00")


@pytest.mark.parametrize(
    ("now", "passed"),
    [
        ("2026-03-02T21:59:59", 0),
        ("2026-03-02T22:00", 1),
        ("2026-03-03T05:11:59", 1),
        ("2026-03-03T05:12", 2),
        ("2026-03-03T10:00", 2),
    ],
)
def test_due_soon_at_half_and_four_fifths_of_the_time(now: str, passed: int) -> None:
    """At 50 % and 80 % of the time to the limit, to the second."""
    start, due = local("2026-03-02T10:00"), local("2026-03-03T10:00")
    assert escalation(start, due, local(now), (50, 80)) == passed

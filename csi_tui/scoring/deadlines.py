"""The complaint clock: two limits in elapsed hours, one in working days (docs/rules.md, rule 2, seed 000 §5.3).

Counting is pure: the calendar is handed in as a function from a date to what is known about that day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from csi_tui.scoring.clock_rules import ClockLimits

__all__ = [
    "Calendar",
    "ClockLimits",
    "Day",
    "Due",
    "DueTable",
    "DueTimes",
    "Pause",
    "add_working_days",
    "due_times",
]


@dataclass(frozen=True, slots=True)
class Day:
    """What the calendar knows of one local day.

    Attributes:
        why: a code for the reason, such as ``weekday``, ``weekend``, ``holiday``, ``made-up``, ``site-open``.
        note: the reason in words, as the calendar's source gives it (a holiday's name); may be empty.
        announced: False where no official calendar of the year is known, only weekdays and what holds by statute.
        source: where the day's row comes from; empty for a day that has none and follows the week.
    """

    date: date
    working: bool
    why: str
    note: str = ""
    announced: bool = True
    source: str = ""


Calendar = Callable[[date], Day]

FULL_DAY = timedelta(hours=24)
"""What the clock has to stand still for each working day that it gives back (docs/rules.md, rule 22)."""


class Pause(NamedTuple):
    """A time in which the clock stood still: from an instant up to another, both aware."""

    start: datetime
    end: datetime


class Due(NamedTuple):
    """The three due times of a complaint, in UTC.

    ``contact_due`` and ``plan_due`` are the last instants in time (``<=``); ``resolve_due`` is the first
    instant too late (``<``), 00:00 local after the last working day (docs/cli.md, *csi due*).
    ``provisional``: a day of the count belongs to a year without an official calendar.
    """

    contact_due: datetime
    plan_due: datetime
    resolve_due: datetime
    provisional: bool


@dataclass(frozen=True, slots=True)
class DueTimes:
    """Due times with the strip of local days that proves the last one; see :class:`Due`.

    ``stood``: how long the clock stood still in the pauses that bear upon the resolution, 24 hours for each day that
    may be given back. A day of the strip that was given back is ``paused``; one at whose end the clock stood still
    without a full 24 hours for it counts, and is ``stood``.
    """

    received_at: datetime
    contact_due: datetime
    plan_due: datetime
    resolve_due: datetime
    provisional: bool
    days: tuple[Day, ...]
    stood: timedelta = timedelta(0)

    @property
    def given_back(self) -> int:
        """Working days of the strip that do not count, because the clock stood still."""
        return sum(day.why == "paused" for day in self.days)

    @property
    def due(self) -> Due:
        """The three due times alone."""
        return Due(self.contact_due, self.plan_due, self.resolve_due, self.provisional)


def due_times(
    received_at: datetime,
    zone: tzinfo,
    calendar: Calendar,
    limits: ClockLimits,
    pauses: Sequence[Pause] = (),
) -> DueTimes:
    """Compute the due times of a complaint received at an aware instant.

    The hour limits are elapsed hours, nights and holidays included. Working days are whole local days after
    the day of receipt (docs/rules.md, rule 2). Pauses, which do not overlap, never touch the contact; the plan's
    hours stand still in them. Working days at whose end the clock stood still do not count for the resolution, the
    earliest first, but no more of them than the full 24 hours that it stood still in all (docs/rules.md, rule 22). A
    pause that begins once a limit has passed does not move that limit.

    Raises:
        ValueError: the instant is naive.
        OverflowError: a due time lies beyond the last day that can be written.
    """
    if received_at.tzinfo is None:
        raise ValueError("received_at must carry a time zone")
    received = received_at.astimezone(UTC)
    plan_due = received + timedelta(hours=limits.plan_hours)
    days, stood, held = _count(received, zone, calendar, limits, ()), timedelta(0), list[Pause]()
    for pause in sorted(pauses):
        if pause.start < plan_due:
            plan_due += pause.end - pause.start
        if pause.start < _end_of(days[-1].date, zone):
            held.append(pause)
            stood += pause.end - pause.start
            days = _count(received, zone, calendar, limits, held, stood // FULL_DAY)
    return DueTimes(
        received_at=received,
        contact_due=received + timedelta(hours=limits.contact_hours),
        plan_due=plan_due,
        resolve_due=_end_of(days[-1].date, zone),
        provisional=any(not known.announced for known in days),
        days=tuple(days),
        stood=stood,
    )


def _count(
    received: datetime,
    zone: tzinfo,
    calendar: Calendar,
    limits: ClockLimits,
    pauses: Sequence[Pause],
    give_back: int = 0,
) -> list[Day]:
    """The local days after the receipt up to the last one that counts; so many of them at most are given back."""
    day = received.astimezone(zone).date()
    strip: list[Day] = []
    counted = 0
    while counted < limits.resolve_working_days:
        day += timedelta(days=1)
        known = calendar(day)
        if known.working and any(pause.start < _end_of(day, zone) <= pause.end for pause in pauses):
            known = replace(known, working=give_back == 0, why="stood" if give_back == 0 else "paused")
            give_back -= not known.working
        strip.append(known)
        counted += known.working
    return strip


def _end_of(day: date, zone: tzinfo) -> datetime:
    """24:00 of a local day, in UTC: the first instant of the next one."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone).astimezone(UTC)


class DueTable:
    """Due times for many complaints without pauses: what depends on the day of receipt is counted once for each day.

    The same answers as :func:`due_times`, without the strip.
    """

    def __init__(self, zone: tzinfo, calendar: Calendar, limits: ClockLimits) -> None:
        self._zone = zone
        self._contact, self._plan = timedelta(hours=limits.contact_hours), timedelta(hours=limits.plan_hours)
        self._by_day = _ResolveDues(zone, calendar, limits)

    def due(self, received: datetime) -> tuple[datetime, datetime, datetime, bool]:
        """The due times of a complaint received at an instant in UTC, as :class:`Due` has them.

        A plain tuple: to give a million of them names would cost as much as to find them.
        """
        resolve_due, provisional = self._by_day[received.astimezone(self._zone).toordinal()]
        return received + self._contact, received + self._plan, resolve_due, provisional


class _ResolveDues(dict[int, tuple[datetime, bool]]):
    """Ordinal of a local day of receipt → when its complaints must be resolved, and whether that is provisional."""

    def __init__(self, zone: tzinfo, calendar: Calendar, limits: ClockLimits) -> None:
        super().__init__()
        self._zone, self._calendar, self._limits = zone, calendar, limits

    def __missing__(self, ordinal: int) -> tuple[datetime, bool]:
        noon = datetime.combine(date.fromordinal(ordinal), time(12), tzinfo=self._zone)
        found = due_times(noon, self._zone, self._calendar, self._limits)
        self[ordinal] = answer = (found.resolve_due, found.provisional)
        return answer


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """Return the ``count``-th working day after ``start`` (the publication window, seed 000 §8.3)."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= calendar(day).working
    return day

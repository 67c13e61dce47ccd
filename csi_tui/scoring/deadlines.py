"""The complaint clock: two limits in elapsed hours, one in working days (domain.md decision 2, seed 000 §5.3).

Counting is pure: the calendar is handed in as a function from a date to what is known about that day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Day:
    """What the calendar knows of one local day.

    Attributes:
        why: a code for the reason, such as ``weekday``, ``weekend``, ``holiday``, ``made-up``, ``site``.
        note: the reason in words, as the calendar's source gives it (a holiday's name); may be empty.
        announced: False where no official calendar of the year is known and only weekdays were looked at.
    """

    date: date
    working: bool
    why: str
    note: str = ""
    announced: bool = True


Calendar = Callable[[date], Day]


@dataclass(frozen=True, slots=True)
class ClockLimits:
    """Limits of the three milestones; the defaults are the source's figures (seed 000 §5.3)."""

    contact_hours: int = 24
    plan_hours: int = 48
    resolve_working_days: int = 7


@dataclass(frozen=True, slots=True)
class DueTimes:
    """The three due times of a complaint, in UTC, and the strip of local days that proves the third.

    ``contact_due`` and ``plan_due`` are the last instants in time (``<=``); ``resolve_due`` is the first
    instant too late (``<``), 00:00 local after the last working day (contract.md §3, ``csi due``).
    """

    received_at: datetime
    contact_due: datetime
    plan_due: datetime
    resolve_due: datetime
    provisional: bool
    days: tuple[Day, ...]


def due_times(received_at: datetime, zone: tzinfo, calendar: Calendar, limits: ClockLimits) -> DueTimes:
    """Compute the due times of a complaint received at an aware instant.

    The hour limits are elapsed hours, nights and holidays included. Working days are whole local days after
    the day of receipt (domain.md decision 2). ``provisional`` is True when a day of the strip belongs to a
    year without an official calendar.

    Raises:
        ValueError: the instant is naive.
        OverflowError: a due time lies beyond the last day that can be written.
    """
    if received_at.tzinfo is None:
        raise ValueError("received_at must carry a time zone")
    received = received_at.astimezone(UTC)
    day = received.astimezone(zone).date()
    strip: list[Day] = []
    counted = 0
    while counted < limits.resolve_working_days:
        day += timedelta(days=1)
        known = calendar(day)
        strip.append(known)
        counted += known.working
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return DueTimes(
        received_at=received,
        contact_due=received + timedelta(hours=limits.contact_hours),
        plan_due=received + timedelta(hours=limits.plan_hours),
        resolve_due=midnight.astimezone(UTC),
        provisional=any(not known.announced for known in strip),
        days=tuple(strip),
    )


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """Return the ``count``-th working day after ``start`` (the publication window, seed 000 §8.3)."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= calendar(day).working
    return day

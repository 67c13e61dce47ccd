"""Moments for random departments: local and naive, leaning towards the edges of months."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from .facts import first_day, last_day, next_month

T = TypeVar("T")

ZONE = ZoneInfo("Asia/Shanghai")
TICK = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def minutes(*counts: int) -> tuple[timedelta, ...]:
    return tuple(count * MINUTE for count in counts)


def cut_off(month: str) -> datetime:
    """The backfill's cut-off, local and naive (docs/scoring.md §4, "What is known")."""
    return datetime.combine(first_day(next_month(month)), time(0)) + 9 * DAY


def rare(dice: Random, one_in: int) -> bool:
    return dice.randrange(one_in) == 0


def pick(dice: Random, options: tuple[T, ...]) -> T:
    return dice.choice(options)


def moment_in(dice: Random, month: str) -> datetime:
    """A local moment of the month: a third of them in its first eight hours or last instants."""
    first = datetime.combine(first_day(month), time(0))
    last = datetime.combine(last_day(month), time(0))
    kind = pick(dice, ("plain", "plain", "plain", "late", "late", "start", "end"))
    if kind == "start":
        return first + pick(dice, (timedelta(0), TICK, *minutes(3, 200, 479)))
    if kind == "end":
        return last + DAY - pick(dice, (TICK, *minutes(1, 300)))
    if kind == "late":
        return last - dice.randint(0, 4) * DAY + dice.randint(0, 1439) * MINUTE
    return first + dice.randint(0, 27 * 1440) * MINUTE


def written(dice: Random, moment: datetime | None) -> str:
    """A cell: mostly local without offset, now and then in UTC or with the site's offset."""
    if moment is None:
        return ""
    style = pick(dice, ("local",) * 8 + ("utc", "site"))
    if style == "utc":
        return moment.replace(tzinfo=ZONE).astimezone(UTC).isoformat()
    if style == "site":
        return moment.replace(tzinfo=ZONE).isoformat()
    return moment.isoformat()

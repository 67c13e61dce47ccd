"""Days that are holidays by statute, whatever a year's notice says (docs/rules.md, rule 24).

They hold where a year has no notice yet: its exchanges with weekends, and the days off for a holiday that falls on
one, are the notice's to say, so a count over such a year stays provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from csi_tui.scoring.deadlines import Day

SATURDAY = 5
LUNAR_YEARS = range(1901, 2101)
"""Years whose lunar days the package knows."""

NEW_YEAR, SPRING, QINGMING, LABOUR, DRAGON_BOAT, MID_AUTUMN, NATIONAL = (
    "New Year's Day",
    "Spring Festival",
    "Tomb-sweeping Day",
    "Labour Day",
    "Dragon Boat Festival",
    "Mid-autumn Festival",
    "National Day",
)
"""Names as the calendar package gives them: rows of a notice and of the statute read alike."""


@dataclass(frozen=True, slots=True)
class Statute:
    """A version of the regulation on holidays (全国年节及纪念日放假办法).

    Attributes:
        since: the first whole year that it holds in.
        source: the decree.
        spring: days from the first day of the lunar year, counted from 0; the eve is -1.
        labour: days of May; ``national``: days of October.
        lunar: Qingming, Dragon Boat and Mid-Autumn are holidays.
    """

    since: int
    source: str
    spring: tuple[int, ...]
    labour: tuple[int, ...]
    lunar: bool = True
    national: tuple[int, ...] = (1, 2, 3)


STATUTES = (
    # Of 10 November 2024, in force on 1 January 2025.
    Statute(since=2025, source="国务院令第795号", spring=(-1, 0, 1, 2), labour=(1, 2)),
    # Of 11 December 2013, in force on 1 January 2014: the eve leaves, the third day comes in.
    Statute(since=2014, source="国务院令第644号", spring=(0, 1, 2), labour=(1,)),
    # Of 14 December 2007, in force on 1 January 2008: three holidays more, two days of May fewer.
    Statute(since=2008, source="国务院令第513号", spring=(-1, 0, 1), labour=(1,)),
    # Of 18 September 1999, in force from then on.
    Statute(since=2000, source="国务院令第270号", spring=(0, 1, 2), labour=(1, 2, 3), lunar=False),
)
"""The newest one first."""


def statute_of(year: int) -> Statute | None:
    """The statute that holds in a year; None before the first one here."""
    return next((one for one in STATUTES if one.since <= year), None)


@cache
def statutory_days(year: int) -> Mapping[date, str]:
    """Day → name of the holiday, of the holidays of a year by statute; where two meet, the one of the sun."""
    statute = statute_of(year)
    if statute is None:
        return {}
    found = {date(year, 1, 1): NEW_YEAR}
    found |= {date(year, 5, day): LABOUR for day in statute.labour}
    found |= {date(year, 10, day): NATIONAL for day in statute.national}
    for day, name in _lunar(year, statute) if year in LUNAR_YEARS else ():
        found.setdefault(day, name)
    return found


def _lunar(year: int, statute: Statute) -> Iterator[tuple[date, str]]:
    # Read where a year without a notice is looked at, and there alone.
    from borax.calendars.lunardate import LunarDate, TermUtils

    first: date = LunarDate(year, 1, 1).to_solar_date()
    for at in statute.spring:
        yield first + timedelta(days=at), SPRING
    if statute.lunar:
        yield TermUtils.nth_term_day(year, term_name="清明"), QINGMING
        yield LunarDate(year, 5, 5).to_solar_date(), DRAGON_BOAT
        yield LunarDate(year, 8, 15).to_solar_date(), MID_AUTUMN


def day_without_notice(day: date) -> Day:
    """What is known of a day of a year that has no notice: off by statute, or else by the week."""
    name = statutory_days(day.year).get(day)
    if name is not None:
        statute = statute_of(day.year)
        assert statute is not None
        return Day(
            date=day, working=False, why="statutory", note=name, announced=False, source=statute.source
        )
    weekend = day.weekday() >= SATURDAY
    return Day(date=day, working=not weekend, why="weekend" if weekend else "weekday", announced=False)

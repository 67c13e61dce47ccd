"""China's official working days, as the installed package has them (docs/rules.md, rule 2).

They are the first content of a store's calendar, and of years that it does not know yet; from then on the store's own
rows are what counts (docs/decisions/0014).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from csi_tui.i18n import N_
from csi_tui.scoring.deadlines import Day
from csi_tui.services.workdays.statutory_days import SATURDAY, day_without_notice

FIRST_YEAR = 2004
"""The first year that the package knows."""
CORRECTIONS: dict[date, bool] = {date(2005, 12, 31): True}
"""Days that the package has wrong, by the notices themselves: the notice for 2006 moves this Saturday's rest to 2 and
3 January, and has it worked."""

HOLIDAYS: dict[str, str] = {
    "New Year's Day": N_("New Year's Day"),
    "Spring Festival": N_("Spring Festival"),
    "Tomb-sweeping Day": N_("Tomb-sweeping Day"),
    "Labour Day": N_("Labour Day"),
    "Dragon Boat Festival": N_("Dragon Boat Festival"),
    "Mid-autumn Festival": N_("Mid-autumn Festival"),
    "National Day": N_("National Day"),
    "Anti-Fascist 70th Day": N_("Victory Day"),
}
"""Names of holidays as the package gives them."""


@dataclass(frozen=True, slots=True)
class OfficialDay:
    """A day of a notice: off, or worked although it is a weekend; ``note`` is the holiday's name."""

    day: date
    working: bool
    note: str


@cache
def official_day(day: date) -> Day:
    """What the installed package says of a day.

    Of a year that is not yet announced, what holds by statute, marked so; never a silent guess
    (docs/rules.md, rule 24).
    """
    import chinese_calendar

    weekend = day.weekday() >= SATURDAY
    if day in CORRECTIONS:
        return Day(date=day, working=CORRECTIONS[day], why="made-up" if CORRECTIONS[day] else "holiday")
    try:
        on_holiday, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return day_without_notice(day)
    if not on_holiday:
        return Day(date=day, working=True, why="made-up" if weekend else "weekday")
    if name is None:
        return Day(date=day, working=False, why="weekend")
    return Day(date=day, working=False, why="holiday", note=name)


def installed_source() -> str:
    """How the package's days are named as a source: its name and version."""
    from importlib.metadata import version

    return f"chinesecalendar {version('chinesecalendar')}"


@cache
def installed_years() -> tuple[int, ...]:
    """The years that the installed package knows from their first day to their last."""
    years = []
    year = FIRST_YEAR
    while official_day(date(year, 1, 1)).announced and official_day(date(year, 12, 31)).announced:
        years.append(year)
        year += 1
    return tuple(years)


def installed_days(year: int) -> Iterator[OfficialDay]:
    """The days of a year that do not follow the week, as the installed package has them."""
    day = date(year, 1, 1)
    while day.year == year:
        known = official_day(day)
        if known.why in ("holiday", "made-up"):
            yield OfficialDay(day, known.working, known.note)
        day += timedelta(days=1)

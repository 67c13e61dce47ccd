"""Working days as a store knows them: the site's own days first, then China's official ones (docs/rules.md, rule 2).

The calendar is data: rows with their source, in versions (docs/decisions/0014). What changes it stands in
:mod:`csi_tui.services.calendar.changes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy
from sqlalchemy import func
from sqlmodel import Session, col

from csi_db import calendar_rows, complaint_rows
from csi_db.models import Complaint
from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.deadlines import Day
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.workdays.official_days import HOLIDAYS, installed_years
from csi_tui.services.workdays.statutory_days import SATURDAY, day_without_notice, statute_of, statutory_days

REASONS: dict[str, str] = {
    "weekday": N_("working day"),
    "weekend": N_("weekend"),
    "holiday": N_("public holiday"),
    "statutory": N_("holiday by statute"),
    "made-up": N_("made-up working day"),
    "site-open": N_("the site is open"),
    "site-closed": N_("the site is closed"),
    "paused": N_("given back: the clock stood still at its end"),
    "stood": N_("working day: the clock stood still at its end, but not for another full 24 hours in all"),
}


@dataclass(frozen=True, slots=True)
class StoreCalendar:
    """The calendar of a store in one of its versions; a function from a date to what is known about it.

    ``years``: year → ``official`` or ``declared``, for those that are known.
    """

    version: int
    days: Mapping[date, Day]
    years: Mapping[int, str]

    def __call__(self, day: date) -> Day:
        """What is known about a day."""
        known = self.days.get(day)
        if known is not None:
            return known
        if day.year not in self.years:
            return day_without_notice(day)
        weekend = day.weekday() >= SATURDAY
        return Day(date=day, working=not weekend, why="weekend" if weekend else "weekday")


_Key = tuple[str, int, str]
_read: dict[_Key, StoreCalendar] = {}
"""Calendars read before. A version never changes, and its digest tells it from another store's."""
MOST_READ = 8


def site_calendar(session: Session, version: int | None = None) -> StoreCalendar:
    """The calendar of a store: as it is now, or in an earlier version."""
    connection = session.connection()
    found = calendar_rows.sealed_version(connection, version)
    if found is None:
        return StoreCalendar(0, {}, {})
    number, digest = found
    key = (str(connection.engine.url.database), number, digest)
    if key not in _read:
        # The site's rows come after the official ones, and replace them.
        days = {
            day: Day(
                date=day,
                working=row.working,
                why=_why(layer, row.working),
                note=row.note,
                source=without_phones(row.source),
            )
            for layer, day, row in calendar_rows.days_held(connection, number)
        }
        years = calendar_rows.years_held(connection, number)
        if len(_read) >= MOST_READ:
            _read.clear()
        _read[key] = StoreCalendar(number, days, years)
    return _read[key]


def _why(layer: str, working: bool) -> str:
    if layer == "site":
        return "site-open" if working else "site-closed"
    return "made-up" if working else "holiday"


def years_covered(session: Session) -> dict[int, bool]:
    """Every year that the due time of a complaint rests on → whether its working days are known."""
    bounds = session.execute(
        sqlalchemy.select(func.min(col(Complaint.received_at)), func.max(col(Complaint.resolve_due)))
    ).one()
    if bounds[0] is None:
        return {}
    known = site_calendar(session).years
    return {year: year in known for year in range(bounds[0].year, bounds[1].year + 1)}


@dataclass(frozen=True, slots=True)
class YearCoverage:
    """What is known of a year.

    Attributes:
        kind: ``official``, ``declared`` (weekdays less statutory days, final by decision), or None: provisional.
        source: the notice, the package, or the reason of the declaration; of a provisional year the statute.
        holidays: days off from Monday to Friday, of a provisional year those by statute; ``made_up``: worked weekends.
        site_days: days of the site's own.
        provisional: complaints whose due time rests on the year while it is not known.
        installable: the installed package knows the year, the store does not.
    """

    year: int
    kind: str | None
    source: str
    holidays: int
    made_up: int
    site_days: int
    provisional: int
    installable: bool

    def json(self) -> dict[str, object]:
        """The year as ``csi calendar coverage --json`` prints it."""
        return {
            "year": self.year,
            "kind": self.kind or "provisional",
            "source": self.source,
            "holidays": self.holidays,
            "made_up": self.made_up,
            "site_days": self.site_days,
            "provisional_complaints": self.provisional,
            "installable": self.installable,
        }


AHEAD = 1
"""Years after the last one that is known or rested on that are shown."""


def coverage(desk: Desk) -> list[YearCoverage]:
    """What is known of each year, from the first one that is known to the one after the last."""
    with desk.read() as session:
        calendar = site_calendar(session)
        sources = calendar_rows.year_sources(session.connection())
        resting: dict[int, int] = {}
        for first, last in complaint_rows.provisional_spans(session.connection()):
            for year in range(first, last + 1):
                if year not in calendar.years:
                    resting[year] = resting.get(year, 0) + 1
        named = {*calendar.years, *resting, *(day.year for day in calendar.days)}
    if not named:
        return []
    found = []
    for year in range(min(named), max(named) + 1 + AHEAD):
        own = {day.date: day for day in calendar.days.values() if day.date.year == year}
        source, off = sources.get(year, ""), {day.date for day in own.values() if day.why == "holiday"}
        if year not in calendar.years:
            statute = statute_of(year)
            source = "" if statute is None else statute.source
            off |= {day for day in statutory_days(year) if day not in own}
        found.append(
            YearCoverage(
                year=year,
                kind=calendar.years.get(year),
                source=without_phones(source),
                holidays=sum(day.weekday() < SATURDAY for day in off),
                made_up=sum(day.why == "made-up" for day in own.values()),
                site_days=sum(day.why.startswith("site") for day in own.values()),
                provisional=resting.get(year, 0),
                installable=calendar.years.get(year) != "official" and year in installed_years(),
            )
        )
    return found


def days_of(desk: Desk, first: date, last: date) -> list[Day]:
    """What the calendar knows of each day from ``first`` to ``last``."""
    with desk.read() as session:
        calendar = site_calendar(session)
    return [calendar(first + timedelta(days=step)) for step in range((last - first).days + 1)]


def reason_of(day: Day) -> str:
    """Why a day counted or not, in the user's language."""
    reason = _(REASONS[day.why])
    if day.note:
        holiday = HOLIDAYS.get(day.note)
        reason = _("{reason}: {name}").format(
            reason=reason, name=_(holiday) if holiday else without_phones(day.note)
        )
    if not day.announced:
        reason = _("{reason} (the official calendar of {year} is not known)").format(
            reason=reason, year=day.date.year
        )
    return reason


def kind_text(year: YearCoverage) -> str:
    """Whether a year is known, in the user's language."""
    if year.kind == "official":
        return _("official")
    return _("weekdays less statutory days, declared final") if year.kind == "declared" else _("provisional")


def provisional_text(years: list[int], count: int) -> str:
    """That so many due times rest on years that nobody announced yet."""
    return ngettext(
        "{n} due time rests on {years}, whose official calendar is not known.",
        "{n} due times rest on {years}, whose official calendar is not known.",
        count,
    ).format(n=count, years=_(", ").join(map(str, years)))

"""Working days: the site's own days first, then China's official calendar (domain.md decision 2)."""

from __future__ import annotations

from datetime import date
from functools import cache

import sqlalchemy
from sqlalchemy import func
from sqlmodel import Session, col, select

from csi_db.models import CalendarDay, Complaint
from csi_tui.i18n import N_, _
from csi_tui.scoring.deadlines import Calendar, Day

REASONS: dict[str, str] = {
    "weekday": N_("working day"),
    "weekend": N_("weekend"),
    "holiday": N_("public holiday"),
    "made-up": N_("made-up working day"),
    "site-open": N_("the site is open"),
    "site-closed": N_("the site is closed"),
}
SATURDAY = 5


@cache
def official_day(day: date) -> Day:
    """What the official calendar says of a day.

    A year that is not yet announced is counted by weekdays and marked so; never a silent guess.
    """
    import chinese_calendar

    weekend = day.weekday() >= SATURDAY
    try:
        on_holiday, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return Day(day, not weekend, "weekend" if weekend else "weekday", announced=False)
    if not on_holiday:
        return Day(day, True, "made-up" if weekend else "weekday")
    if name is None:
        return Day(day, False, "weekend")
    return Day(day, False, "holiday", note=name)


def site_calendar(session: Session) -> Calendar:
    """The calendar of a store: a function that stays right for the transaction it was made in."""
    own = {row.day: row for row in session.exec(select(CalendarDay))}

    def look_up(day: date) -> Day:
        row = own.get(day)
        if row is not None:
            return Day(day, row.working, "site-open" if row.working else "site-closed", note=row.note)
        return official_day(day)

    return look_up


def years_covered(session: Session) -> dict[int, bool]:
    """Every year that the due time of a complaint rests on → whether its official calendar is known."""
    bounds = session.execute(
        sqlalchemy.select(func.min(col(Complaint.received_at)), func.max(col(Complaint.resolve_due)))
    ).one()
    if bounds[0] is None:
        return {}
    return {
        year: official_day(date(year, 1, 1)).announced and official_day(date(year, 12, 31)).announced
        for year in range(bounds[0].year, bounds[1].year + 1)
    }


def reason_of(day: Day) -> str:
    """Why a day counted or not, in the user's language."""
    reason = _(REASONS[day.why])
    if day.note:
        holiday = _HOLIDAYS.get(day.note)
        reason = _("{reason}: {name}").format(reason=reason, name=_(holiday) if holiday else day.note)
    if not day.announced:
        reason = _("{reason} (the official calendar of {year} is not known)").format(
            reason=reason, year=day.date.year
        )
    return reason


# Names as the library gives them.
_HOLIDAYS: dict[str, str] = {
    "New Year's Day": N_("New Year's Day"),
    "Spring Festival": N_("Spring Festival"),
    "Tomb-sweeping Day": N_("Tomb-sweeping Day"),
    "Labour Day": N_("Labour Day"),
    "Dragon Boat Festival": N_("Dragon Boat Festival"),
    "Mid-autumn Festival": N_("Mid-autumn Festival"),
    "National Day": N_("National Day"),
    "Anti-Fascist 70th Day": N_("Victory Day"),
}

"""The calendar as text and JSON: days with their reasons and sources, coverage, and what a change moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from csi_tui.i18n import _, ngettext
from csi_tui.services.complaints.text.detail import weekday
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.scoring.deadlines import Day
    from csi_tui.services.calendar.changes import CalendarChange
    from csi_tui.services.workdays.calendar import YearCoverage

Reason = Callable[["Day"], str]


def day_json(day: Day, reason: Reason) -> dict[str, Any]:
    """A day as ``csi calendar show --json`` prints it."""
    return {
        "date": day.date.isoformat(),
        "working": day.working,
        "why": reason(day),
        "source": day.source,
        "announced": day.announced,
    }


def day_table(days: Sequence[Day], reason: Reason) -> str:
    """Days with what they count as, why, and where that is from."""
    rows = [
        (
            f"{day.date} {weekday(day)}",
            _("works") if day.working else _("off"),
            reason(day),
            day.source,
        )
        for day in days
    ]
    return table((_("day"), "", _("why"), _("source")), rows)


def coverage_table(years: Sequence[YearCoverage], kind: Callable[[YearCoverage], str]) -> str:
    """What is known of each year."""
    header = (
        _("year"),
        _("known as"),
        _("days off"),
        _("made up"),
        _("site's own"),
        _("provisional complaints"),
        _("source"),
    )
    rows = [
        (
            str(year.year),
            kind(year),
            str(year.holidays),
            str(year.made_up),
            str(year.site_days or "-"),
            str(year.provisional or "-"),
            year.source,
        )
        for year in years
    ]
    return table(header, rows, frozenset({2, 3, 4, 5}))


def change_lines(change: CalendarChange) -> Iterator[str]:
    """What a change of the calendar did: one sentence, then a table of the due times that it touched."""
    if not change.version:
        yield _("The calendar says so already; nothing was changed.")
        return
    count = len(change.moved)
    touched = ngettext("{n} due time was touched", "{n} due times were touched", count).format(n=count)
    if change.years:
        years = _(", ").join(map(str, change.years))
        yield _("The calendar is at version {version} now, with {years} known: {touched}.").format(
            version=change.version, years=years, touched=touched
        )
    else:
        yield _("The calendar is at version {version} now: {touched}.").format(
            version=change.version, touched=touched
        )
    what = {
        "moved": _("moved"),
        "settled": _("settled"),
        "kept": _("kept: in time until then"),
        "unsettled": _("provisional now"),
    }
    rows = [(one.complaint_no, _at(one.before), _at(one.after), what[one.what]) for one in change.moved]
    if rows:
        yield from table((_("complaint"), _("limit before"), _("limit now"), ""), rows).splitlines()


def _at(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}"

"""Change the calendar: the site's own days, a year from its official notice, a year declared final.

Each change makes a new version, computes open due times again, and says which moved (docs/rules.md, rules 2 and 20).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlmodel import Session, col, select

from csi_db import calendar_rows
from csi_db.calendar_rows import DayRow
from csi_db.models import Complaint
from csi_tui.i18n import _
from csi_tui.scoring.periods import FIRST_YEAR, LAST_YEAR
from csi_tui.services.calendar import official_notices
from csi_tui.services.complaints.recomputed_due_times import Moved, recompute
from csi_tui.services.desk import audit, clock
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import not_too_long, required
from csi_tui.services.desk.who_is_second import own_employees, who_may_confirm
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable
from csi_tui.services.workdays.calendar import StoreCalendar, site_calendar
from csi_tui.services.workdays.official_days import installed_days, installed_source, installed_years
from csi_tui.services.workdays.statutory_days import statute_of, statutory_days

BACK, FORTH = 10, 2
"""Years before and after the present one whose weekdays less statutory days may be declared final."""
MOST_NAMED = 1000
"""Moved due times that an audit entry names at most; it always counts them all."""


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What a change of the calendar did.

    Attributes:
        version: the calendar's version from now on; 0 where nothing differed, so that none was made.
        years: years that became known, or whose official days were replaced.
        days: rows that were added, replaced or taken away.
        moved: due times that moved, stayed although they would have moved, or were settled.
        unknown_columns: of the file of a notice; what stands in them was left out.
        remarks: how that file was read.
    """

    version: int
    years: tuple[int, ...]
    days: int
    moved: tuple[Moved, ...]
    unknown_columns: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to look at the file once more."""
        return any(one.finding for one in self.remarks)

    def json(self) -> dict[str, object]:
        """The change as ``csi calendar … --json`` prints it."""
        return as_json(self) | {"remarks": [one.json() for one in self.remarks]}


def set_day(desk: Desk, day: date, working: bool | None, note: str) -> CalendarChange:
    """Open or close the site on a day; None takes the site's own row back.

    Raises:
        NotPermitted: the user may not change the calendar.
        UserError: the note is missing, or the day is not plausible.
    """
    desk.require("calendar")
    sentence = _("Say why the site is open or closed on {day}.").format(day=day)
    note = not_too_long(note) if working is None else required(note, sentence)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UserError(_("{day} is not a plausible day.").format(day=day))
    row = None if working is None else DayRow(working, note, desk.actor.name)
    word = {True: "open", False: "closed", None: "official"}[working]

    def edit(session: Session, version: int, _before: StoreCalendar) -> tuple[int, bool]:
        return calendar_rows.put_days(session.connection(), version, "site", {day: row}), False

    return _change(desk, "set", f"{day} {word} {note}".strip(), edit)


def declare_final(desk: Desk, year: int, reason: str) -> CalendarChange:
    """Declare weekdays less statutory days final for a year that nobody announced (docs/rules.md, rules 20 and 24).

    The statutory days become rows of the official calendar, so that the declaration says later what it said.

    Raises:
        NotPermitted: only a supervisor may.
        UserError: the reason is missing, or the year is known.
    """
    desk.require("close")
    reason = required(
        reason, _("Say why weekdays less statutory days are final for {year}.").format(year=year)
    )
    present = clock.now().astimezone(desk.site.zone).year
    if not present - BACK <= year <= present + FORTH:
        raise UserError(
            _("Only years from {first} to {last} can be declared final.").format(
                first=present - BACK, last=present + FORTH
            )
        )

    def edit(session: Session, version: int, before: StoreCalendar) -> tuple[int, bool]:
        if year in before.years:
            raise UserError(_("The working days of {year} are known already.").format(year=year))
        connection, statute = session.connection(), statute_of(year)
        source = "" if statute is None else statute.source
        named = calendar_rows.official_days(connection, [year])
        rows = {
            day: DayRow(False, name, source) for day, name in statutory_days(year).items() if day not in named
        }
        known = calendar_rows.put_year(connection, version, year, "declared", reason)
        return calendar_rows.put_days(connection, version, "official", rows), known

    return _change(desk, "declare", f"{year} {reason}", edit, (year,))


def import_notice(
    desk: Desk,
    path: Path,
    source: str | None = None,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
) -> CalendarChange:
    """Enter a year from a small file of its official notice: all of it, or nothing.

    Raises:
        NotPermitted: the user may not change the calendar.
        UnreadableFile: the file cannot be read.
        NoticeInvalid: with every bad row; nothing was changed.
    """
    desk.require("calendar")
    notice = official_notices.read_notice(path, desk.site.zone, encoding=encoding, sheet=sheet)
    named = not_too_long(source) or printable(path.name, PATH_CHARACTERS)
    change = _enter_years(desk, notice.days, notice.years, named)
    return replace(change, unknown_columns=notice.unknown, remarks=notice.remarks)


def import_installed(desk: Desk) -> CalendarChange:
    """Take the years that the installed package knows and the store does not have officially.

    Raises:
        NotPermitted: the user may not change the calendar.
    """
    desk.require("calendar")
    with desk.read() as session:
        known = site_calendar(session).years
    years = tuple(year for year in installed_years() if known.get(year) != "official")
    days = {day.day: (day.working, day.note) for year in years for day in installed_days(year)}
    return _enter_years(desk, days, years, installed_source(), installed=True)


def first_calendar(session: Session, user_id: int | None) -> int:
    """Give a store its first official calendar: what the installed package knows. Answers its version."""
    connection = session.connection()
    version = calendar_rows.new_version(connection, clock.now(), user_id, "import", installed_source())
    source = installed_source()
    for year in installed_years():
        days = {day.day: DayRow(day.working, day.note, source) for day in installed_days(year)}
        calendar_rows.put_days(connection, version, "official", days)
        calendar_rows.put_year(connection, version, year, "official", source)
    calendar_rows.seal_version(connection, version)
    return version


def _enter_years(
    desk: Desk,
    days: Mapping[date, tuple[bool, str]],
    years: Sequence[int],
    source: str,
    *,
    installed: bool = False,
) -> CalendarChange:
    def edit(session: Session, version: int, _before: StoreCalendar) -> tuple[int, bool]:
        connection = session.connection()
        rows: dict[date, DayRow | None] = dict.fromkeys(calendar_rows.official_days(connection, years))
        rows |= {day: DayRow(working, note, source) for day, (working, note) in days.items()}
        known = [calendar_rows.put_year(connection, version, year, "official", source) for year in years]
        return calendar_rows.put_days(connection, version, "official", rows), any(known)

    named = f"{', '.join(map(str, years))} {source}"
    return _change(desk, "import", named, edit, tuple(years), installed=installed)


def _change(
    desk: Desk,
    change: str,
    reason: str,
    edit: Callable[[Session, int, StoreCalendar], tuple[int, bool]],
    years: tuple[int, ...] = (),
    *,
    installed: bool = False,
) -> CalendarChange:
    """Make a new version by an edit, compute open due times again, and record it all in one entry.

    ``installed``: the days are those of the installed package, which nobody here has written.

    The edit answers how many days differed, and whether a year did; where nothing did, no version is made.
    """
    with desk.write() as session:
        connection = session.connection()
        before = site_calendar(session)
        version = calendar_rows.new_version(connection, clock.now(), desk.actor.user_id, change, reason)
        days, year_differs = edit(session, version, before)
        if not days and not year_differs:
            calendar_rows.drop_version(connection, version)
            return CalendarChange(version=0, years=(), days=0, moved=())
        calendar_rows.seal_version(connection, version)
        moved = recompute(session, desk)
        if not installed:
            _refuse_own(session, desk, moved)
        audit.record(
            session,
            desk,
            f"calendar-{change}",
            f"v{version}",
            {
                "before": before.version,
                "reason": audit.digest(desk, reason),
                "days": days,
                "years": list(years),
                "moved": len(moved),
                "due_times": [one.json() for one in moved[:MOST_NAMED]],
            },
        )
        return CalendarChange(version=version, years=years, days=days, moved=tuple(moved))


def _refuse_own(session: Session, desk: Desk, moved: Sequence[Moved]) -> None:
    """Refuse days that give the acting user more time for a complaint of their own, where somebody else may enter them.

    Raises:
        NotPermitted: they do (docs/decisions/0076, point 9).
    """
    own = own_employees(session, desk)
    later = [one.complaint_no for one in moved if one.what == "unsettled" or one.after > one.before]
    if not own or not later:
        return
    found = session.exec(
        select(Complaint.complaint_no).where(
            col(Complaint.handler_id).in_(own), col(Complaint.complaint_no).in_(later)
        )
    ).first()
    if found is not None and who_may_confirm(
        session, desk.actor.user_id, desk.actor.account, own, "calendar"
    ):
        raise NotPermitted(
            _(
                "{number} is a complaint of your own, and would have more time: somebody else enters these days."
            ).format(number=found)
        )

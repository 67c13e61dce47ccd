"""Read a small file of an official holiday notice: days off, worked weekends, and the years that it settles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.columns import column_label
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.records import CalendarRow
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault, parse_rows

LEAST_DAYS_OFF = 10
"""Days off from Monday to Friday, less worked weekends, that every year has had since 2004; a file with fewer is not
the whole notice."""
SATURDAY = 5


class NoticeInvalid(UserError):
    """A notice that cannot be entered; nothing was changed."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [
            _("Row {row}, {column} “{value}”: {reason}").format(
                row=fault.row,
                column=column_label("calendar", fault.column),
                value=fault.value,
                reason=fault.reason,
            )
            for fault in faults
        ]
        head = _("The notice was not entered, for a year half entered gives wrong due times:")
        super().__init__("\n".join([head, *lines]), exit_status=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """The days of a notice: day → worked or off, and the holiday's name; its years; headers that were left out.

    ``remarks``: how the file was read.
    """

    days: Mapping[date, tuple[bool, str]]
    years: tuple[int, ...]
    unknown: tuple[str, ...]
    remarks: tuple[Remark, ...]


def read_notice(path: Path, zone: tzinfo, *, encoding: str | None, sheet: str | None) -> Notice:
    """Read a csv or xlsx file with the columns ``from_on, to_on, day_kind, name``.

    A notice settles the years whose New Year's Day it names as off.

    Raises:
        UnreadableFile: the file cannot be read.
        NoticeInvalid: with every bad row.
        UserError: it names no New Year's Day, or too few days for a year.
    """
    days: dict[date, tuple[bool, str]] = {}
    faults: list[Fault] = []
    # A notice counts as a whole: a day that a filter hides is one of it.
    with read_table(path, encoding=encoding, sheet=sheet, hidden_rows=True) as table:
        found = parse_rows("calendar", table, zone)
        for parsed in found:
            if isinstance(parsed, list):
                faults.extend(parsed)
                continue
            number, row = parsed
            assert isinstance(row, CalendarRow)
            for day in _days(row):
                if day in days:
                    faults.append(Fault(number, "from_on", str(day), _("this day stands in the file twice")))
                days[day] = (row.day_kind == "work", row.name or "")
        # Some of it is known once all rows are read.
        remarks = tuple(table.remarks)
    if faults:
        raise NoticeInvalid(faults)
    years = tuple(sorted(day.year for day, (working, _name) in days.items() if _new_year(day, working)))
    if not years:
        raise UserError(
            _(
                "{file} names no New Year's Day as off: a notice settles the year whose 1 January it names."
            ).format(file=path.name)
        )
    strays = [day for day in days if day.year not in years and not _eve(day, years)]
    if strays:
        raise UserError(
            _("{file} names days that belong to no year it settles: {days}. Check the year.").format(
                file=path.name, days=_(", ").join(map(str, strays[:5]))
            ),
            exit_status=1,
        )
    for year in years:
        off = sum(
            (not working and day.weekday() < SATURDAY) - working
            for day, (working, _name) in days.items()
            if day.year == year
        )
        if off < LEAST_DAYS_OFF:
            raise UserError(
                _(
                    "{file} has only {n} days off for {year}; every year has at least {least}. Enter the whole notice."
                ).format(file=path.name, n=off, year=year, least=LEAST_DAYS_OFF)
            )
    return Notice(days, years, found.unknown, remarks)


def _new_year(day: date, working: bool) -> bool:
    return not working and (day.month, day.day) == (1, 1)


def _eve(day: date, years: Sequence[int]) -> bool:
    """Whether a day is a December day before one of the years: New Year may begin in it, or be made up for."""
    return day.month == 12 and day.year + 1 in years


def _days(row: CalendarRow) -> Iterator[date]:
    day, last = row.from_on, row.to_on or row.from_on
    while day <= last:
        yield day
        day += timedelta(days=1)

"""Working days: a month day by day with the reason and the source of each, and what can be changed in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.deadlines import Day
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.calendar.dialogs import DeclareDialog, ImportYearDialog, SetDayDialog
from csi_tui.services.calendar.spans import month_days
from csi_tui.services.calendar.text import change_lines, coverage_table
from csi_tui.services.complaints.text.detail import weekday
from csi_tui.services.desk import local_times
from csi_tui.services.workdays import calendar
from csi_tui.services.workdays.calendar import YearCoverage, kind_text, reason_of
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import MessageDialog
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("Days")
SET = Command(
    id="calendar.set",
    keys="enter,s,f2",
    label=N_("Set day"),
    help=N_("Open or close the site on the day under the cursor."),
    action="set",
    scope=HERE,
)
IMPORT = Command(
    id="calendar.import",
    keys="i,f6",
    label=N_("Enter a year"),
    help=N_("Enter a year from the file of its official notice."),
    action="import",
    scope=HERE,
)
DECLARE = Command(
    id="calendar.declare",
    keys="d,f9",
    label=N_("Declare"),
    help=N_("Declare weekdays less statutory days final for a year."),
    action="declare",
    scope=HERE,
)
COVERAGE = Command(
    id="calendar.coverage",
    keys="y,f4",
    label=N_("Years"),
    help=N_("Show which years are known, and from where."),
    action="coverage",
    scope=HERE,
)
EARLIER = Command(
    id="calendar.earlier",
    keys="left_square_bracket,f7",
    label=N_("Month before"),
    help=N_("Show the month before."),
    action="step(-1)",
    scope=HERE,
)
LATER = Command(
    id="calendar.later",
    keys="right_square_bracket,f8",
    label=N_("Next month"),
    help=N_("Show the next month."),
    action="step(1)",
    scope=HERE,
)
RELOAD = Command(
    id="calendar.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Read the month again."),
    action="reload",
    scope=HERE,
    footer=False,
)


class CalendarScreen(AreaScreen):
    """A month of days."""

    place = "go.calendar"
    desk_commands: ClassVar[tuple[Command, ...]] = (SET, IMPORT, DECLARE, COVERAGE, EARLIER, LATER, RELOAD)
    help_text = N_(
        "Official days come from the notice or the installed package; the site's own days go before them. A change "
        "computes open limits again and says which moved; it makes nobody late who was in time. Limits that rest on a "
        "year without an official calendar are provisional: nobody is late by them, and they hold up the freeze."
    )

    @dataclass
    class Shown(Message):
        """A month has been read."""

        first: date
        days: Sequence[Day]
        years: Sequence[YearCoverage]

    def __init__(self) -> None:
        super().__init__()
        self._first: date | None = None
        self.days: list[Day] = []
        self.years: list[YearCoverage] = []

    def compose_body(self) -> ComposeResult:
        """Heading and table."""
        yield Static(classes="list-title", id="calendar-title")
        yield RowTable(zebra_stripes=True)

    def on_mount(self) -> None:
        """Begin with the present month."""
        table = self.query_one(RowTable)
        table.add_fitting((_("Day"), 14), ("", 6), (_("Why"), 20), (_("Source"), 17), grows=2)
        table.focus()

    def reload(self) -> None:
        """Read the month."""
        if self._first is None:
            self._first = local_times.today(self.desk).replace(day=1)
        self._read(self._first)

    @store_job(READING)
    def _read(self, first: date) -> Message:
        days = calendar.days_of(self.desk, *month_days(first.year, first.month))
        return self.Shown(first, days, calendar.coverage(self.desk))

    def on_calendar_screen_shown(self, event: Shown) -> None:
        """Show it, the cursor on the present day or where it was."""
        before = bool(self.days) and self.days[0].date == event.days[0].date
        self.days, self.years = list(event.days), list(event.years)
        table = self.query_one(RowTable)
        row = table.cursor_row if before else 0
        table.clear()
        today = local_times.today(self.desk)
        for place, day in enumerate(self.days):
            style = "" if day.working else "bold"
            table.add_row(
                cell(f"{day.date:%m-%d} {weekday(day)}" + (" *" if day.date == today else ""), style),
                cell(_("works") if day.working else _("off"), style),
                cell(reason_of(day), style),
                cell(day.source, style),
            )
            if day.date == today and not before:
                row = place
        table.cursor_coordinate = Coordinate(row, 0)
        working = sum(day.working for day in self.days)
        year = next((one for one in self.years if one.year == event.first.year), None)
        known = _("provisional") if year is None else kind_text(year)
        self.query_one("#calendar-title", Static).update(
            Content(
                ngettext(
                    "{month} · {n} working day · {year}: {known}",
                    "{month} · {n} working days · {year}: {known}",
                    working,
                ).format(month=f"{event.first:%Y-%m}", n=working, year=event.first.year, known=known)
            )
        )

    # --- Doing -------------------------------------------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Show the month before or after."""
        first = self._first or local_times.today(self.desk)
        self._first = local_times.month_after(first, step)
        self.reload()

    def on_data_table_row_selected(self) -> None:
        """Enter on a day."""
        self.action_set()

    def action_set(self) -> None:
        """Open or close the site on the day under the cursor."""
        row = self.query_one(RowTable).cursor_row
        if 0 <= row < len(self.days):
            self.app.push_screen(SetDayDialog(self.days[row]), self._changed)

    def action_import(self) -> None:
        """Enter a year."""
        self.app.push_screen(ImportYearDialog(), self._changed)

    def action_declare(self) -> None:
        """Declare a year final: the first that something rests on, else the first that is not known."""
        unknown = [year for year in self.years if year.kind is None]
        resting = [year for year in unknown if year.provisional] or unknown
        year = resting[0].year if resting else local_times.today(self.desk).year + 1
        self.app.push_screen(DeclareDialog(year), self._changed)

    def action_coverage(self) -> None:
        """Show which years are known."""
        self.app.push_screen(MessageDialog(coverage_table(list(reversed(self.years)), kind_text), wide=True))

    def _changed(self, change: Any) -> None:
        if change is not None:
            self.app.push_screen(MessageDialog("\n".join(change_lines(change)), wide=True))
            self.reload()

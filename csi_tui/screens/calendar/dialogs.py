"""What can be changed in the calendar: a day of the site's own, a year from its notice, a year declared final."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.deadlines import Day
from csi_tui.services.calendar import changes as calendar_changes
from csi_tui.services.calendar.changes import CalendarChange
from csi_tui.services.complaints.text.detail import weekday
from csi_tui.services.desk import local_times, shared
from csi_tui.services.workdays.calendar import reason_of
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row, needed


class SetDayDialog(EntryDialog[CalendarChange]):
    """Opens or closes the site on a day, or follows the official calendar again."""

    takes = "calendar"

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DO.with_label(N_("Set day"), N_("Keep it, and compute open limits again.")),
        CANCEL,
    )

    def __init__(self, day: Day) -> None:
        super().__init__()
        self._day = day

    def title_text(self) -> str:
        """Which day."""
        return _("{day}: {reason}").format(
            day=f"{self._day.date} {weekday(self._day)}", reason=reason_of(self._day)
        )

    def choices(self) -> Sequence[tuple[str, str]]:
        """What the site can do on a day."""
        found = [("closed", _("The site is closed")), ("open", _("The site is open"))]
        if self._day.why.startswith("site"):
            found.append(("official", _("Follow the official calendar again")))
        return found

    def rows(self) -> Sequence[Row]:
        """Why."""
        return (Row("note", _("Why")),)

    def needs(self, row_id: str) -> bool:
        """Following the official calendar needs no reason."""
        return self.choice != "official"

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[bool | None, str]:
        """What, and why."""
        working = {"closed": False, "open": True, "official": None}[choice]
        return working, texts["note"] if working is None else needed(texts["note"])

    def carry_out(self, value: tuple[bool | None, str]) -> CalendarChange:
        """Set it."""
        return calendar_changes.set_day(self.desk, self._day.date, *value)


class ImportYearDialog(EntryDialog[CalendarChange]):
    """Enters a year from a file, or takes what the installed package knows."""

    takes = "calendar"

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DO.with_label(N_("Enter"), N_("Enter the year, and compute open limits again.")),
        CANCEL,
    )

    def title_text(self) -> str:
        """What is entered."""
        return _("Enter a year from its official notice")

    def about(self) -> str:
        """What the file holds."""
        return _(
            "A csv or xlsx file with the columns from_on, to_on, day_kind (off or work) and name. An empty file name "
            "takes the years that the installed package knows."
        )

    def rows(self) -> Sequence[Row]:
        """The file, and the notice's name."""
        return Row("file", _("File"), "", 1000), Row("source", _("Notice"))

    def needs(self, row_id: str) -> bool:
        """Both may be empty."""
        return False

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """File and source."""
        return texts["file"], texts["source"]

    def carry_out(self, value: tuple[str, str]) -> CalendarChange:
        """Enter it."""
        file, source = value
        if not file:
            return calendar_changes.import_installed(self.desk)
        return calendar_changes.import_notice(self.desk, shared.meant(file), source or None)


class DeclareDialog(EntryDialog[CalendarChange]):
    """Declares weekdays less statutory days final for a year."""

    takes = "close"

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DO.with_label(N_("Declare"), N_("Count the year by weekdays less statutory days, for good.")),
        CANCEL,
    )

    def __init__(self, year: int) -> None:
        super().__init__()
        self._year = year

    def title_text(self) -> str:
        """What is declared."""
        return _("Declare weekdays less statutory days final")

    def about(self) -> str:
        """What follows."""
        return _(
            "Limits that rest on the year become certain; enter the official notice instead, if there is one."
        )

    def rows(self) -> Sequence[Row]:
        """Which year, and why."""
        return Row("year", _("Year"), str(self._year), 4), Row("reason", _("Why"))

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[int, str]:
        """Year and reason."""
        return local_times.read_year(texts["year"]), needed(texts["reason"])

    def carry_out(self, value: tuple[int, str]) -> CalendarChange:
        """Declare it."""
        return calendar_changes.declare_final(self.desk, *value)

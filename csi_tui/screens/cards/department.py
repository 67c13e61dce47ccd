"""The department over twelve months: totals, bands, complaints in time and returns, drawn in characters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.services.cards.department import MONTHS, Department, department_over_time
from csi_tui.services.cards.text.department import PICTURES, picture_lines, title_of
from csi_tui.services.desk import local_times
from csi_tui.widgets.colours import meaning_style
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job

HERE = N_("Department")
DEPARTMENT = Command(
    id="cards.department",
    keys="h,ctrl+e",
    label=N_("Over time"),
    help=N_("The department over twelve months: means, bands, complaints in time, returns."),
    action="department",
    words="department trend chart history 部门 走势 趋势 图表",
    needs=N_("There is no month with cards yet."),
    scope=N_("Scorecards"),
)
PICTURE = Command(
    id="department.picture",
    keys="p,f6",
    label=N_("Next picture"),
    help=N_("Totals, bands, complaints in time, returns."),
    action="picture",
    scope=HERE,
)
MONTH = Command(
    id="department.month",
    keys="m,f4",
    label=N_("Other month"),
    help=N_("Choose the last of the months."),
    action="month",
    scope=HERE,
)
EARLIER = Command(
    id="department.earlier",
    keys="left_square_bracket,f7",
    label=N_("Earlier"),
    help=N_("A month back."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="department.later",
    keys="right_square_bracket,f8",
    label=N_("Later"),
    help=N_("A month on."),
    action="move(1)",
    scope=HERE,
)
PICTURE_LINES = MONTHS + 6
"""A picture with its title, its heading, and what its signs say; and a blank line."""


class DepartmentScreen(DetailScreen):
    """As many pictures as there is room for, the chosen one first."""

    desk_commands: ClassVar[tuple[Command, ...]] = (PICTURE, MONTH, EARLIER, LATER, GO_BACK)
    help_text = N_(
        "Only months with cards. Complaints and repairs are counted once each, whoever stands on them; a share is "
        "drawn with its interval (95 %), which is wide where it rests on few. Nothing of it is part of a score."
    )

    @dataclass
    class Read(Message):
        """The months have been read."""

        found: Department

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self._first = 0
        self.found: Department | None = None

    def compose_body(self) -> ComposeResult:
        """The pictures, scrolling."""
        with VerticalScroll(id="department"):
            yield Static(id="department-pictures")

    def on_mount(self) -> None:
        """Read the months; arrows scroll."""
        self.show_title(_("The department over time"))
        self.query_one(VerticalScroll).focus()
        self._read(self._period)

    @store_job(READING)
    def _read(self, period: Period) -> Message:
        return self.Read(department_over_time(self.desk, period))

    def on_department_screen_read(self, event: Read) -> None:
        """Draw them."""
        self.found = event.found
        self._period = event.found.periods[-1]
        self._draw()

    def on_resize(self) -> None:
        """Draw them as wide as there is room."""
        self._draw()

    def _draw(self) -> None:
        found = self.found
        if found is None:
            return
        months = _("{first} to {last}").format(
            first=local_times.month_text(found.periods[0]), last=local_times.month_text(found.periods[-1])
        )
        self.show_title(_("The department over time: {months}").format(months=months))
        together = min(len(PICTURES), max(1, (self.app.size.height - 2) // PICTURE_LINES))
        text = Text(no_wrap=True, overflow="crop")
        for place in range(together):
            picture = PICTURES[(self._first + place) % len(PICTURES)]
            text.append(("\n" if place else "") + title_of(picture) + "\n", "bold")
            # A blank on either side, and one for the scroll bar.
            for line in picture_lines(found, picture, self.app.size.width - 3):
                for piece, band in line:
                    text.append(piece, meaning_style(self.app, band))
                text.append("\n")
        text.rstrip()
        self.query_one("#department-pictures", Static).update(text)

    def action_picture(self) -> None:
        """Begin with the next picture."""
        self._first = (self._first + 1) % len(PICTURES)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self._draw()

    def action_month(self) -> None:
        """Choose the last of the months."""

        def chosen(period: Period | None) -> None:
            if period is not None:
                self._read(period)

        self.app.push_screen(MonthDialog(self._period), chosen)

    def action_move(self, step: int) -> None:
        """A month back or on."""
        self._read(local_times.neighbour(self._period, step))

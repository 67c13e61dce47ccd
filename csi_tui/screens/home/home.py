"""Home: what is due at the desk, and where the months stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import OptionList

from csi_tui.i18n import N_
from csi_tui.scoring.periods import Period
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.home.lines import options_of
from csi_tui.screens.worklist import WorksThrough
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.home.values import Home
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job

HERE = N_("Home")
NEW_ORDER = Command(
    id="home.order",
    keys="n,f2",
    label=N_("New order"),
    help=N_("Enter a work order."),
    action="new_order",
    scope=HERE,
)
NEW_COMPLAINT = Command(
    id="home.complaint",
    keys="c,f6",
    label=N_("New complaint"),
    help=N_("Register a complaint."),
    action="new_complaint",
    scope=HERE,
)
RELOAD = Command(
    id="home.reload", keys="r,f5", label=N_("Reload"), help=N_("Look again."), action="reload", scope=HERE
)
OPEN = Command(
    id="home.open",
    keys="enter",
    label=N_("Open"),
    help=N_("Open the line in its form; saving goes on to the next line of its heading."),
    action="open",
    scope=HERE,
)
BOARD = Command(
    id="home.board",
    keys="b,ctrl+up",
    label=N_("Wall board"),
    help=N_("Show the board for a monitor in the room: today, what presses, the month so far by team."),
    action="board",
    words="board wall monitor 看板 大屏 墙上 显示屏",
    scope=HERE,
    footer=False,
)

GROUPS: dict[str, tuple[str, str]] = {
    "overdue": ("complaints", "milestone"),
    "due": ("complaints", "milestone"),
    "acts": ("acts", ""),
    "waiting": ("complaints", ""),
    "appeals": ("appeals", ""),
    "own": ("appeals", ""),
    "confirm": ("appeals", ""),
    "unfinished": ("orders", "next"),
    "month": ("months", ""),
    "years": ("years", ""),
}
"""What stands under a heading → kind of its rows, and the field that is concerned."""


class HomeScreen(WorksThrough, AreaScreen):
    """One list of everything that waits; Enter opens a line, and what is saved leads to the next one."""

    place = "go.home"
    desk_commands: ClassVar[tuple[Command, ...]] = (NEW_ORDER, NEW_COMPLAINT, OPEN, RELOAD, BOARD)
    CSS_PATH = "home.tcss"

    @dataclass
    class Looked(Message):
        """What is due has been read."""

        home: Home

    _group = ""
    """Under which heading the line stands that was opened."""
    first: Home | None = None
    """What was read before the store was open, and is shown until it is."""

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield OptionList(id="home-list", compact=True)

    def on_mount(self) -> None:
        """Look again every minute, so that the countdowns stay true."""
        self.set_interval(60, self._look_if_in_front)
        if self.first is not None:
            self.show_again(self.first)

    def _look_if_in_front(self) -> None:
        if self.is_current:
            self.reload()

    def reload(self) -> None:
        """Look again, as soon as the store is open."""
        if self.desk_app.is_open:
            self._look()

    @store_job(READING)
    def _look(self) -> Message:
        return self.Looked(self.read_again())

    def on_home_screen_looked(self, event: Looked) -> None:
        """Show it, with the cursor where it was."""
        self.show_again(event.home)

    # --- Working through ---------------------------------------------------------------------------------------------

    def read_again(self) -> Home:
        """What is due now, as much of it as there is room for."""
        from csi_tui.services.home.pages import home

        return home(self.desk, lines_of_each(self.app.size.height))

    def show_again(self, read: Home) -> None:
        """Show it, with the cursor where it was."""
        found = self.query_one(OptionList)
        marked = None if found.highlighted is None else found.get_option_at_index(found.highlighted).id
        found.clear_options()
        options = list(options_of(read))
        found.add_options(options)
        ids = [option.id for option in options]
        if marked is not None and marked in ids:
            found.highlighted = ids.index(marked)
        else:
            found.highlighted = next(
                (place for place, option in enumerate(options) if not option.disabled), None
            )
        if self.focused is None:
            found.focus()

    def places(self) -> Sequence[RowPlace]:
        """The lines under the heading of the one that was opened."""
        kind, field = GROUPS[self._group]
        return [RowPlace(kind, number, field) for number in self._numbers()]

    def _numbers(self) -> list[str]:
        ids = [option.id or "" for option in self.query_one(OptionList).options]
        return [one.partition(":")[2] for one in ids if one.startswith(f"{self._group}:")]

    def mark(self, at: int) -> None:
        """Put the cursor on that line."""
        found = self.query_one(OptionList)
        found.highlighted = found.get_option_index(f"{self._group}:{self._numbers()[at]}")

    # --- Opening -----------------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a line."""
        self._open(event.option.id or "")

    def action_open(self) -> None:
        """Enter, from the palette."""
        self.query_one(OptionList).action_select()

    def _open(self, what: str) -> None:
        group, _sign, number = what.partition(":")
        if not self.desk_app.is_open:
            # A click comes at once, where a key waits.
            return
        if group in GROUPS:
            self._group = group
            self.work_at(self._numbers().index(number))
        elif group == "clock":
            from csi_tui.widgets.clock_dialog import ClockDialog

            self.app.push_screen(ClockDialog(), self._clock_confirmed)
        elif group == "talks":
            from csi_tui.screens.talks.talks import TalksScreen

            self.app.push_screen(TalksScreen(Period(int(number))))
        elif group == "go":
            self.desk_app.go(number)

    def _clock_confirmed(self, confirmed: bool | None) -> None:
        if confirmed:
            self.reload()

    def action_new_order(self) -> None:
        """Enter a work order."""
        if not self.desk_app.is_open:
            return
        from csi_tui.screens.orders.order_form import OrderForm

        self.app.push_screen(OrderForm())

    def action_new_complaint(self) -> None:
        """Register a complaint."""
        if not self.desk_app.is_open:
            return
        from csi_tui.screens.complaints.form import ComplaintForm

        self.app.push_screen(ComplaintForm())

    def action_board(self) -> None:
        """Show the board for the room."""
        if not self.desk_app.is_open:
            return
        from csi_tui.screens.board.board import BoardScreen

        self.app.push_screen(BoardScreen())


def lines_of_each(height: int) -> int:
    """How many lines under each heading there is room for on a terminal of so many lines."""
    return max(2, (height - 14) // 3)

"""Whose cards a computation moves, or a correction has moved: a list in which Enter opens the card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.worklist import WorksThrough
from csi_tui.services.changes.ripple import Ripple
from csi_tui.services.changes.text import ripple_head, ripple_row
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.schemes.in_force import figure_names
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import RowTable

OPEN = Command(
    id="moved.open",
    keys="enter,f2",
    label=N_("Card"),
    help=N_("Open the card of the person under the cursor."),
    action="open",
    needs=N_("There is no line to open."),
    scope=N_("Moved cards"),
)
Reader = Callable[[Desk, Period], tuple[str, Ripple]]
"""What reads such a list: a line above it, and whom it moves."""


class MovedScreen(WorksThrough, DetailScreen):
    """Number, name, what changes; the figures of the marked one stand below."""

    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, GO_BACK)
    help_text = N_("Left of the arrow stands what was, right of it what is or would be.")

    @dataclass
    class Read(Message):
        """The list has been read."""

        found: tuple[str, Ripple]
        figures: Mapping[str, str]

    def __init__(self, period: Period, name: str, read: Reader) -> None:
        super().__init__()
        self._period, self._name, self._reader = period, name, read
        self._figures: Mapping[str, str] = {}
        self._rows: Sequence[tuple[str, ...]] = ()

    def compose_body(self) -> ComposeResult:
        """What it rests on, whom it moves, by which figures."""
        yield Static(id="receipt-head")
        yield RowTable(id="receipt-lines")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read it."""
        month = local_times.month_text(self._period)
        self.show_title(_("{name}: {month}").format(name=self._name, month=month))
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Number"), 8), (_("Name"), 8), (_("Total"), 16), (_("Rank (in role)"), 16), (_("Band"), 14)
        )
        table.focus()
        self._read()

    @store_job("paper")
    def _read(self) -> Message:
        return self.Read(self.read_again(), figure_names(self.desk, self._period))

    def on_moved_screen_read(self, event: Read) -> None:
        """Show it."""
        self._figures = event.figures
        self.show_again(event.found)

    # --- Working through ---------------------------------------------------------------------------------------------

    def places(self) -> Sequence[RowPlace]:
        """The cards."""
        return [RowPlace("cards", row[0]) for row in self._rows]

    def worked_month(self) -> Period:
        """The month of the cards."""
        return self._period

    def read_again(self) -> tuple[str, Ripple]:
        """Whom it moves now."""
        return self._reader(self.desk, self._period)

    def show_again(self, read: tuple[str, Ripple]) -> None:
        """Show whom it moves."""
        head, found = read
        lines = [head, *ripple_head(found)] if head else list(ripple_head(found))
        self.query_one("#receipt-head", Static).update(Content("\n".join(lines)))
        self._rows = [ripple_row(card, self._figures, band_name) for card in found.moved]
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear()
        for cells in self._rows:
            table.add_row(*map(cell, cells[:-1]))
        table.move_cursor(row=max(0, min(row, len(self._rows) - 1)))
        self.on_data_table_row_highlighted()

    def mark(self, at: int) -> None:
        """Put the cursor on that card."""
        self.query_one(RowTable).move_cursor(row=at)

    def on_data_table_row_highlighted(self) -> None:
        """Show which figures of the marked card move."""
        row = self.query_one(RowTable).cursor_row
        text = self._rows[row][-1] if 0 <= row < len(self._rows) else ""
        self.query_one("#card-meaning", Static).update(Content(text))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a card can be opened."""
        return bool(self._rows) if action == "open" else True

    def on_data_table_row_selected(self) -> None:
        """Enter on a card."""
        self.action_open()

    def action_open(self) -> None:
        """Open the card under the cursor."""
        self.work_at(self.query_one(RowTable).cursor_row)

"""Who has taken note of the published cards of a month, and until when each may appeal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.cards.took_note import ReceiptLine, how_text, receipts, take_note
from csi_tui.services.desk import local_times
from csi_tui.widgets.cells import cell, in_year
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("Who took note")
READ = Command(
    id="note.read",
    keys="r,f2",
    label=N_("I read it"),
    help=N_("Say that you have read your card."),
    action="take('read')",
    scope=HERE,
)
ALOUD = Command(
    id="note.aloud",
    keys="l,f6",
    label=N_("Read aloud"),
    help=N_("The card was read aloud to its owner."),
    action="take('read-aloud')",
    scope=HERE,
)
ABSENT = Command(
    id="note.absent",
    keys="b,f9",
    label=N_("Absent"),
    help=N_("The owner is absent."),
    action="take('absent')",
    scope=HERE,
)


class TookNoteScreen(DetailScreen):
    """Every published card with its last receipt."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (READ, ALOUD, ABSENT, GO_BACK)
    help_text = N_(
        "The owner alone says that the card was read; that it was read aloud, or that the owner is absent, is recorded "
        "by who closes months. A card that is published anew and differs has to be read again."
    )

    @dataclass
    class Read(Message):
        """The receipts have been read."""

        found: Sequence[ReceiptLine]

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: Sequence[ReceiptLine] = ()

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield RowTable(id="receipts-table")

    def on_mount(self) -> None:
        """Read them."""
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Number"), 9),
            (_("Name"), 10),
            (_("Took note"), 12),
            (_("When"), 11),
            (_("By"), 10),
            (_("Appeals until"), 11),
        )
        table.focus()
        self._read(self._period)

    @store_job(READING)
    def _read(self, period: Period) -> Message:
        return self.Read(receipts(self.desk, period))

    @store_job("step")
    def _take(self, number: str, how: str) -> Message:
        seen = self.found[0].revision if self.found else None
        take_note(self.desk, self._period, number, how, seen=seen)
        return self.Read(receipts(self.desk, self._period))

    def on_took_note_screen_read(self, event: Read) -> None:
        """Show them."""
        self.found = event.found
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear()
        year = local_times.today(self.desk).year
        for one in self.found:
            table.add_row(
                cell(one.employee_no),
                cell(one.name),
                cell(how_text(one.how) or "-"),
                cell(in_year(one.at, year)),
                cell(one.by),
                cell(in_year(one.window_ends_at, year)),
            )
        table.move_cursor(row=max(0, min(row, len(self.found) - 1)))
        taken = sum(bool(one.how) for one in self.found)
        self.show_title(
            _("Who took note: {month}  {n} of {cards}").format(
                month=local_times.month_text(self._period), n=taken, cards=len(self.found)
            )
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What others record takes who closes; whether the card is one's own, the service says."""
        if action != "take":
            return True
        return bool(self.found) and (parameters == ("read",) or self.desk.may("close"))

    def action_take(self, how: str) -> None:
        """Record it for the card under the cursor, and go on to the next."""
        row = self.query_one(RowTable).cursor_row
        if 0 <= row < len(self.found):
            self._take(self.found[row].employee_no, how)
            self.query_one(RowTable).action_cursor_down()

"""One finding of the check: its rows, worked through until none is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.worklist import WorksThrough
from csi_tui.services.close import check as close_check
from csi_tui.services.close import dismissals
from csi_tui.services.close.check import Finding
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.rows import RowTable
from csi_tui.widgets.who import TitleLine, who_texts
from csi_tui.widgets.why_dialog import WhyDialog

SHOWN = 500
"""Rows that stand in the list at once; as they are put right, others come."""
OPEN = Command(
    id="finding.open",
    keys="enter,f2",
    label=N_("Put right"),
    help=N_("Open the row under the cursor where it is put right; saving goes on to the next one."),
    action="open",
    needs=N_("There is no line to open."),
    scope=N_("Finding"),
)


DISMISS = Command(
    id="finding.dismiss",
    keys="d,f6",
    label=N_("It is right"),
    help=N_("Say that the row under the cursor is right, with a reason; it does not come back."),
    action="dismiss_row",
    words="dismiss ignore 忽略",
    needs=N_("There is nothing under the cursor that can be said to be right: it has to be put right."),
    scope=N_("Finding"),
)


class FindingScreen(WorksThrough, Screen["Finding | None"]):
    """Dismisses with the finding as it is now, or None where nothing of it is left."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, DISMISS, GO_BACK)
    help_text = N_(
        "Enter opens the row in its form, with the cursor in the field concerned. Saving goes on to the next row, Esc "
        "comes back to this list. A row that is put right leaves the list."
    )

    def __init__(self, finding: Finding, period: Period) -> None:
        super().__init__()
        self.finding: Finding | None = finding
        self._first, self._period = finding, period
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The finding, what to do about it, its rows."""
        yield TitleLine("", who_texts(self.desk_app.seat))
        yield Static(Content(self._first.remedy), id="receipt-head")
        yield RowTable(id="finding-rows")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the rows; the only one is opened."""
        table = self.query_one(RowTable)
        table.add_fitting((_("Row"), 24))
        table.focus()
        self.show_again(self._first)
        if len(self._first.places) == 1:
            self.work_at(0)

    # --- The list ----------------------------------------------------------------------------------------------------

    def places(self) -> Sequence[RowPlace]:
        """The rows of the finding."""
        return () if self.finding is None else self.finding.places

    def worked_month(self) -> Period:
        """The month that was checked."""
        return self._period

    def read_again(self) -> Finding | None:
        """The finding as it is now."""
        return close_check.look_again(self.desk, self._period, self._first)

    def show_again(self, read: Finding | None) -> None:
        """Show its rows."""
        self.finding = read
        rows = () if read is None else read.rows
        self.query_one(RowTable).fill([cell(number)] for number in rows[:SHOWN])
        count = ngettext("{n} row", "{n} rows", len(rows)).format(n=len(rows))
        title = (read or self._first).title
        self.query_one(".form-title", Static).update(
            Content(_("{title}: {count}").format(title=title, count=count))
        )
        self.refresh_bindings()

    def mark(self, at: int) -> None:
        """Put the cursor on a row."""
        self.query_one(RowTable).move_cursor(row=min(at, SHOWN - 1))

    def all_done(self) -> None:
        """With nothing left of the finding there is nothing to see here."""
        if self.finding is None:
            self.desk_app.tell(_("Nothing is left of “{title}”.").format(title=self._first.title))
            self.dismiss(None)
        else:
            super().all_done()

    # --- Doing -------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a row can be opened, and only what may be right be said to be so."""
        if action == "dismiss_row":
            return self.finding is not None and self.finding.dismissable and bool(self.finding.rows)
        return bool(self.places()) if action == "open" else True

    def on_data_table_row_selected(self) -> None:
        """Enter on a row."""
        self.action_open()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        self.work_at(self.query_one(RowTable).cursor_row)

    def action_dismiss_row(self) -> None:
        """Ask why the row under the cursor is right, and keep that."""
        at = self.query_one(RowTable).cursor_row
        if self.finding is None or not 0 <= at < len(self.finding.rows):
            return
        row = self.finding.rows[at]

        def answered(reason: str | None) -> None:
            if reason is not None:
                self._dismiss(row, reason, at)

        title = _("{row}: it is right").format(row=row)
        self.app.push_screen(WhyDialog(title, _("Two customers, asked by phone, an old order …")), answered)

    @store_job("row")
    def _dismiss(self, row: str, reason: str, at: int) -> Message:
        before = self.places()
        dismissals.dismiss(self.desk, self._period, self._first.code, row, reason)
        return self.Kept(self.read_again(), at, before, goes_on=False)

    def action_back(self) -> None:
        """Back to the findings."""
        self.dismiss(self.finding)

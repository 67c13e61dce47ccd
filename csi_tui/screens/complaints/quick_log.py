"""From any screen a milestone in three keys: this list, Enter on the most pressing complaint, Enter for now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.screens.complaints.milestone import MilestoneDialog, logged_text
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import still_to_do
from csi_tui.services.desk.durations import due_words
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.entry_dialog import CANCEL
from csi_tui.widgets.jobs import READING, DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.line_input import LineInput

SHOWN = 50


class QuickLogDialog(DeskJobs, ModalScreen[bool]):
    """Open complaints by due time; typing looks for a number, a name or a phone number.

    Dismisses with whether anything was logged.
    """

    takes = "enter"

    CSS_PATH = "quick_log.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="quick.log",
            keys="f2,enter",
            label=N_("Log"),
            help=N_("Log the next step of the complaint."),
            action="log",
            scope=FORMS,
        ),
        Command(
            id="quick.down",
            keys="down",
            label=N_("Down"),
            help=N_("Next complaint."),
            action="move(1)",
            scope=FORMS,
            footer=False,
        ),
        Command(
            id="quick.up",
            keys="up",
            label=N_("Up"),
            help=N_("Complaint before."),
            action="move(-1)",
            scope=FORMS,
            footer=False,
        ),
        CANCEL,
    )

    @dataclass
    class Found(Message):
        """Complaints have been read."""

        lines: Sequence[ComplaintLine]

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self.lines: list[ComplaintLine] = []
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Search and list."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(_("Log a milestone: Enter takes the complaint, Enter again logs it now.")))
            yield LineInput(placeholder=_("complaint or phone no., name"), compact=True, id="quick-search")
            yield OptionList(id="quick-list", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#quick-list").can_focus = False
        self.query_one(Input).focus()
        self._find("")

    @store_job(READING)
    def _find(self, search: str) -> Message:
        return self.Found(complaint_pages.complaints_page(self.desk, search=search)[:SHOWN])

    def on_quick_log_dialog_found(self, event: Found) -> None:
        """Show what was found; the most pressing is marked."""
        self.lines = list(event.lines)
        found = self.query_one(OptionList)
        found.clear_options()
        now = local_times.local_now(self.desk)
        found.add_options(
            Option(
                Content(
                    "  ".join(
                        part
                        for part in (
                            line.complaint_no,
                            still_to_do(line.step or "resolved"),
                            due_words(line.next_due_at, now, provisional=line.limit_provisional),
                            line.customer,
                            line.handler,
                        )
                        if part
                    )
                )
            )
            for line in self.lines
        )
        if not self.lines:
            typed = self.query_one(Input).value.strip()
            none = _("No open complaint begins so.") if typed else _("No open complaints.")
            found.add_option(Option(Content(none), disabled=True))
        found.highlighted = 0 if self.lines else None

    def on_input_changed(self) -> None:
        """Look for what was typed once the typing pauses."""
        self.look_up_later(self._look)

    def _look(self) -> None:
        self._find(self.query_one(Input).value.strip())

    def on_input_submitted(self) -> None:
        """Enter."""
        self.action_log()

    def on_option_list_option_selected(self) -> None:
        """A click on a line."""
        self.action_log()

    def action_move(self, step: int) -> None:
        """Mark the next complaint, or the one before."""
        found = self.query_one(OptionList)
        (found.action_cursor_down if step > 0 else found.action_cursor_up)()

    def action_log(self) -> None:
        """Log the next step of the marked complaint."""
        marked = self.query_one(OptionList).highlighted
        if marked is None or marked >= len(self.lines):
            return
        line = self.lines[marked]
        if line.step is not None:
            self.app.push_screen(MilestoneDialog(line, line.step), partial(self._logged, line))

    def _logged(self, line: ComplaintLine, remarks: Sequence[str] | None) -> None:
        if remarks is not None:
            said = logged_text(line.complaint_no, line.step or "", remarks)
            self.desk_app.tell(said, warning=bool(remarks))
            self.dismiss(True)

    def action_cancel(self) -> None:
        """Leave without logging."""
        self.dismiss(False)

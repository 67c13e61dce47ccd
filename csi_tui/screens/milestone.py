"""Log a milestone: Enter takes the present time, or the time at which it happened is typed first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from csi_tui.i18n import N_, _
from csi_tui.services import milestones, view
from csi_tui.services.card_texts import milestone_name
from csi_tui.services.complaint_clock import in_order
from csi_tui.services.lists import ComplaintLine
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.cells import due_words, long_time
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.dialogs import Question
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar

LOG = Command(
    "milestone.log",
    "f2,enter,ctrl+o",
    N_("Log it"),
    N_("Log the milestone at the time in the field."),
    "log",
    FORMS,
)
CANCEL = Command(
    "milestone.cancel", "escape,f10", N_("Cancel"), N_("Leave without logging."), "cancel", FORMS
)


class MilestoneDialog(DeskJobs, ModalScreen["Sequence[str] | None"]):
    """Dismisses with the remarks of the service, or None when nothing was logged."""

    CSS_PATH = "milestone.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (LOG, CANCEL)

    @dataclass
    class Logged(Message):
        """The milestone is in the store."""

        remarks: Sequence[str]

    def __init__(self, line: ComplaintLine, kind: str) -> None:
        super().__init__(classes="dialog")
        self._line, self._kind = line, kind
        self.busy = False
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """What is logged, for whom, when and with which note."""
        line = self._line
        due = {"contacted": line.contact_due, "planned": line.plan_due, "resolved": line.resolve_due}[
            self._kind
        ]
        with Vertical(classes="dialog-box"):
            title = _("{number}: {milestone}").format(
                number=line.complaint_no, milestone=milestone_name(self._kind)
            )
            yield Static(Content(title), id="milestone-title")
            about = _("{customer}, received {received}, due {due} ({words})").format(
                customer=line.customer or "-",
                received=long_time(line.received_at),
                due=long_time(due),
                words=due_words(due, view.local_now(self.desk)),
            )
            yield Static(Content(about))
            with Horizontal(classes="milestone-row"):
                yield Static(Content(_("When")), classes="milestone-label")
                yield Input(value=_("now"), id="milestone-at", compact=True)
            with Horizontal(classes="milestone-row"):
                yield Static(Content(_("Note")), classes="milestone-label")
                yield Input(id="milestone-note", compact=True, max_length=500)
            yield Static(Content(_("“now”, 9:05 or 2026-03-07 9:05")), id="milestone-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Enter logs at once; typing replaces the time."""
        field = self.query_one("#milestone-at", Input)
        field.focus()
        field.select_all()

    def on_input_submitted(self) -> None:
        """Enter in a field."""
        self.action_log()

    def action_log(self) -> None:
        """Log it, after asking where the milestones would not follow each other."""
        if self.busy:
            return
        text = self.query_one("#milestone-at", Input).value.strip()
        try:
            at = None if text in ("", _("now")) else view.read_time(text, self.desk.site.zone)
        except BadCell as bad:
            self.query_one("#milestone-hint", Static).update(Content(f"! {bad.reason}"))
            return
        if self._follows(at):
            self._go(at, False)
            return

        def answered(was_so: bool | None) -> None:
            if was_so:
                self._go(at, True)

        text = _("Contact, plan and resolution would not follow each other. Was it so?")
        self.app.push_screen(Question(text, _("It was so"), _("Go back"), danger=True), answered)

    def _follows(self, at: datetime | None) -> bool:
        times = {
            "contacted": self._line.contacted_at,
            "planned": self._line.planned_at,
            "resolved": self._line.resolved_at,
        }
        times[self._kind] = at or view.local_now(self.desk)
        return in_order(*times.values())

    def _go(self, at: datetime | None, out_of_order: bool) -> None:
        self.busy = True
        note = self.query_one("#milestone-note", Input).value.strip() or None
        self._log(at, note, out_of_order)

    @store_job("log")
    def _log(self, at: datetime | None, note: str | None, out_of_order: bool) -> Message:
        number = self._line.complaint_no
        remarks = milestones.log_milestone(self.desk, number, self._kind, at, note, out_of_order=out_of_order)
        return self.Logged(remarks)

    def on_milestone_dialog_logged(self, event: Logged) -> None:
        """Leave with the remarks."""
        self.dismiss(event.remarks)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say why; the dialog stays open."""
        self.busy = False
        super().job_failed(error, group)

    def action_cancel(self) -> None:
        """Leave without logging."""
        if not self.busy:
            self.dismiss(None)

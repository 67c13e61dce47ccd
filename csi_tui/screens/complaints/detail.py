"""One complaint as a whole: its limits with the days that prove them, its history, and what can be done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.screens.complaints.detail_commands import (
    CONTACTED,
    CORRECT,
    DOWN,
    HANDLER,
    PAUSE,
    PLANNED,
    RECEIPT,
    REOPEN,
    RESOLVED,
    UP,
    VALID,
)
from csi_tui.screens.complaints.dialogs import (
    PauseDialog,
    ProposeDialog,
    ReceiptDialog,
    RejectDialog,
    ReopenDialog,
    WithdrawDialog,
)
from csi_tui.screens.complaints.handler import HandlerDialog
from csi_tui.screens.complaints.milestone import CorrectionDialog, MilestoneDialog, logged_text
from csi_tui.screens.detail import GO_BACK, ReadScreen
from csi_tui.screens.row_history import HISTORY, show_history
from csi_tui.screens.row_notes import NOTES, write_notes
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints import pauses, rounds, validity
from csi_tui.services.complaints.detail import ComplaintDetail, read_detail
from csi_tui.services.complaints.pages import ComplaintLine
from csi_tui.services.complaints.text.detail import detail_lines
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import MILESTONE_NAMES, milestone_name
from csi_tui.services.desk.sentences import together
from csi_tui.services.workdays.calendar import reason_of
from csi_tui.widgets.cells import long_time
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import Question
from csi_tui.widgets.jobs import store_job


class ComplaintScreen(ReadScreen):
    """Reads the complaint again after everything that is done to it."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        CONTACTED, PLANNED, RESOLVED, REOPEN, NOTES, CORRECT, PAUSE, VALID, HANDLER, GO_BACK, RECEIPT, HISTORY,
        DOWN, UP,
    )  # fmt: skip
    help_text = N_(
        "The strip shows every day after the receipt, what it counts as and why. A pause extends the limit for the "
        "plan by its hours and the one for the resolution by a working day for each full 24 hours, never the one for "
        "the contact. A reopened complaint is a new round with a number of "
        "its own."
    )

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self.detail: ComplaintDetail | None = None
        self.line: ComplaintLine | None = None

    def compose_body(self) -> ComposeResult:
        """One text, scrolling."""
        with VerticalScroll(id="complaint-body", can_focus=False):
            yield Static(id="complaint-text")

    def on_mount(self) -> None:
        """Read it."""
        self.reload()

    def fetch(self) -> tuple[ComplaintDetail, ComplaintLine]:
        """In a thread: the complaint, whole and as a line."""
        number = self._number
        return read_detail(self.desk, number), complaint_pages.complaint_line(self.desk, number)

    def show(self, found: tuple[ComplaintDetail, ComplaintLine]) -> None:
        """Show it."""
        detail, self.line = found
        self.detail = detail
        self._number = detail.complaint_no
        self.show_title(_("Complaint {number}").format(number=self._number))
        now = local_times.local_now(self.desk)
        lines = detail_lines(detail, now, milestone_name, reason_of)
        self.query_one("#complaint-text", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done to the complaint as it is."""
        detail = self.detail
        if detail is None:
            return action in ("back", "scroll")
        valid = detail.status == "valid"
        if action == "log":
            return valid
        if action == "correct":
            return bool(_logged(detail))
        if action == "pause":
            return valid and detail.resolved_at is None
        if action == "reopen":
            return valid and detail.resolved_at is not None and detail.rounds[-1] == detail.complaint_no
        return True

    # --- Doing -------------------------------------------------------------------------------------------------------

    def action_scroll(self, step: int) -> None:
        """Scroll by most of what is in sight."""
        body = self.query_one("#complaint-body", VerticalScroll)
        body.scroll_relative(y=step * max(1, body.size.height - 2), animate=False)

    def action_log(self, kind: str) -> None:
        """Log a milestone."""
        if self.line is None:
            return
        logged = getattr(self.line, f"{kind}_at")
        if logged is not None:
            text = _("“{milestone}” is logged already, at {at}; Ctrl-K corrects it.")
            self.desk_app.tell(text.format(milestone=milestone_name(kind), at=long_time(logged)))
            return
        self.app.push_screen(MilestoneDialog(self.line, kind), partial(self._logged, kind))

    def action_correct(self) -> None:
        """Correct a logged milestone; ask which, where there are several."""
        line, detail = self.line, self.detail
        if line is None or detail is None:
            return
        kinds = _logged(detail)
        if len(kinds) == 1:
            self.app.push_screen(CorrectionDialog(line, kinds[0]), self._corrected)
            return

        def chosen(kind: str | None) -> None:
            if kind is not None:
                self.app.push_screen(CorrectionDialog(line, kind), self._corrected)

        choices = [(kind, milestone_name(kind)) for kind in kinds]
        self.app.push_screen(ChoiceDialog(_("Which milestone is to be corrected?"), choices), chosen)

    def action_pause(self) -> None:
        """Pause the clock, or let it go on."""
        if self.detail is None:
            return
        if self.detail.paused is not None and self.detail.paused > local_times.local_now(self.desk):
            text = _("Let the clock of {number} go on from now?").format(number=self._number)
            Question(text, _("Go on"), _("Not yet")).ask(self.app, self._resume)
        else:
            self.app.push_screen(PauseDialog(self._number), self._paused)

    def action_reopen(self) -> None:
        """Reopen it."""
        self.app.push_screen(ReopenDialog(self._number), self._reopened)

    def action_validity(self) -> None:
        """Propose, or decide what is proposed."""
        detail = self.detail
        if detail is None:
            return
        if detail.proposed_status is None:
            status = "invalid" if detail.status == "valid" else "valid"
            self.app.push_screen(ProposeDialog(self._number, status), self._proposed)
            return

        def chosen(answer: str | None) -> None:
            if answer == "confirm":
                self._confirm()
            elif answer == "reject":
                self.app.push_screen(RejectDialog(self._number, proposal.reason), self._decided)

        proposal = detail.decisions[-1]
        if proposal.made_by(self.desk):
            self.app.push_screen(WithdrawDialog(self._number, proposal.reason), self._decided)
            return
        title = _("{by} proposes: {reason}").format(by=proposal.proposed_by, reason=proposal.reason)
        choices = [("confirm", _("Confirm the proposal")), ("reject", _("Reject it"))]
        self.app.push_screen(ChoiceDialog(title, choices), chosen)

    def action_handler(self) -> None:
        """Say who handles it."""
        if self.line is not None:
            self.app.push_screen(HandlerDialog(self.line), self._assigned)

    def action_notes(self) -> None:
        """Write about it."""
        if self.detail is not None:
            write_notes(self.desk_app, "complaint", self.detail.rounds[0], self._after)

    def action_row_history(self) -> None:
        """Show what happened to it, in all its rounds."""
        show_history(self.desk_app, "complaint", self._number)

    def action_receipt(self) -> None:
        """Put its receipt right."""
        if self.detail is not None:
            self.app.push_screen(ReceiptDialog(self._number, self.detail.received_at), self._corrected)

    @dataclass
    class Done(Message):
        """Something that needs no dialog was done."""

        text: str
        warning: bool = False

    @store_job("step")
    def _confirm(self) -> Message:
        decided = validity.decide(self.desk, self._number, confirm=True)
        return self.Done(together(_("Confirmed."), *decided.remarks))

    @store_job("step")
    def _resume(self) -> Message:
        remarks = pauses.resume(self.desk, self._number)
        return self.Done(together(_("The clock goes on."), *remarks), warning=bool(remarks))

    def on_complaint_screen_done(self, event: Done) -> None:
        """Say so, and read again."""
        self._after(event.text, warning=event.warning)

    def _logged(self, kind: str, remarks: Sequence[str] | None) -> None:
        if remarks is not None:
            self._after(logged_text(self._number, kind, remarks), warning=bool(remarks))

    def _corrected(self, remarks: Sequence[str] | None) -> None:
        if remarks is not None:
            self._after(together(_("Corrected."), *remarks), warning=bool(remarks))

    def _paused(self, until: str | None) -> None:
        if until is not None:
            self._after(_("The clock stands still, until {until} at the latest.").format(until=until))

    def _reopened(self, number: str | None) -> None:
        if number is not None:
            self._number = number
            self._after(
                _("{text} {limits}").format(
                    text=_("Reopened as {number}.").format(number=number),
                    limits=rounds.new_limits(self.desk, number),
                )
            )

    def _proposed(self, number: str | None) -> None:
        if number is not None:
            self._after(_("Proposed; a second person has to confirm."))

    def _decided(self, outcome: str | None) -> None:
        if outcome is not None:
            self._after(outcome)

    def _assigned(self, text: str | None) -> None:
        if text is not None:
            self._after(text)

    def _after(self, text: str, *, warning: bool = False) -> None:
        self.desk_app.tell(text, warning=warning)
        self.reload()


def _logged(detail: ComplaintDetail) -> list[str]:
    """The milestones that are logged, and can be corrected."""
    return [kind for kind in MILESTONE_NAMES if getattr(detail, f"{kind}_at") is not None]

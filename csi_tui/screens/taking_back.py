"""One key that shows the own last entry, and takes it back once that is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.worker import Worker, WorkerState

from csi_tui.i18n import _
from csi_tui.services.desk.sentences import together
from csi_tui.widgets.dialogs import MessageDialog, SureQuestion
from csi_tui.widgets.jobs import store_job

if TYPE_CHECKING:
    from csi_tui.services.taking_back.own_last_entry import OwnEntry
    from csi_tui.widgets.host import DeskHost

    _App = DeskHost
else:
    _App = object

LAST_ENTRY = "own last entry"
"""Group of the jobs of this key."""


class TakesBack(_App):
    """Mixed into the application."""

    @dataclass
    class LastRead(Message):
        """What was entered last has been read."""

        entry: OwnEntry | None

    @dataclass
    class TakenBack(Message):
        """It is taken back."""

        remarks: Sequence[str]

    def action_take_back(self) -> None:
        """Look for the own last entry."""
        if hasattr(self, "desk"):
            self._read_last()

    @store_job(LAST_ENTRY)
    def _read_last(self) -> Message:
        from csi_tui.services.taking_back.own_last_entry import own_last_entry

        return self.LastRead(own_last_entry(self.desk))

    def on_takes_back_last_read(self, event: LastRead) -> None:
        """Show it, and ask; or say that there is none, or why it stays."""
        entry = event.entry
        if entry is None:
            self.tell(_("You have entered nothing in the last ten minutes."))
        elif entry.refused:
            self.push_screen(MessageDialog(f"{shown(entry)}\n\n{entry.refused}"))
        elif entry.asks_reason:
            from csi_tui.screens.taking_back_dialog import TakeBackWithReason

            self.push_screen(TakeBackWithReason(entry, shown(entry)), self._with_reason)
        else:
            text = f"{shown(entry)}\n\n{entry.becomes}"
            question = SureQuestion(text, _("Take it back"), _("Leave it"))
            question.ask(self, lambda: self._take_back(entry.seq))

    @store_job(LAST_ENTRY)
    def _take_back(self, seq: int) -> Message:
        from csi_tui.services.taking_back.own_last_entry import take_back

        return self.TakenBack(take_back(self.desk, seq))

    def on_takes_back_taken_back(self, event: TakenBack) -> None:
        """Say so; what is in front may show it."""
        self._told(event.remarks)

    def _with_reason(self, remarks: Sequence[str] | None) -> None:
        if remarks is not None:
            self._told(remarks)

    def _told(self, remarks: Sequence[str]) -> None:
        self.tell(together(_("Taken back."), *remarks), warning=bool(remarks))
        reload = getattr(self.screen, "reload", None)
        if reload is not None:
            reload()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell why it could not be done."""
        failed = event.state == WorkerState.ERROR and event.worker.error is not None
        if failed and event.worker.group == LAST_ENTRY:
            self.show_failure(cast("BaseException", event.worker.error))


def shown(entry: OwnEntry) -> str:
    """The entry, with its time."""
    return _("Your last entry, at {at}: {what}.").format(at=f"{entry.at:%H:%M}", what=entry.what)

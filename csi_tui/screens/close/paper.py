"""A paper of a month on the screen: text that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import DetailScreen
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.widgets.jobs import store_job


class PaperScreen(DetailScreen):
    """One paper, scrolling."""

    help_text = N_("Scroll with the arrows and the page keys. The same can be printed on the command line.")

    @dataclass
    class Read(Message):
        """The paper."""

        lines: Sequence[str]

    def __init__(self, period: Period, name: str, read: Callable[[Desk, Period], Sequence[str]]) -> None:
        super().__init__()
        self._period, self._name, self._reader = period, name, read

    def compose_body(self) -> ComposeResult:
        """The text."""
        with VerticalScroll(id="complaint-body"):
            yield Static(id="paper-text")

    def on_mount(self) -> None:
        """Read it."""
        self.show_title(
            _("{name}: {month}").format(name=self._name, month=local_times.month_text(self._period))
        )
        self.query_one(VerticalScroll).focus()
        self._read(self._period)

    @store_job("paper")
    def _read(self, period: Period) -> Message:
        return self.Read(self._reader(self.desk, period))

    def on_paper_screen_read(self, event: Read) -> None:
        """Show it."""
        self.query_one("#paper-text", Static).update(Content("\n".join(event.lines)))

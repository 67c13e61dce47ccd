"""A screen that lies over a place and goes back to it with Escape."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from csi_tui.i18n import N_
from csi_tui.widgets.commands import EVERYWHERE, Command, bind
from csi_tui.widgets.jobs import READING, DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.who import TitleLine, who_texts

GO_BACK = Command(
    id="detail.back",
    keys="escape,backspace,f10",
    label=N_("Back"),
    help=N_("Go back to where you came from."),
    action="back",
    scope=EVERYWHERE,
)


class DetailScreen(DeskJobs, Screen[None]):
    """Title, contents, keys."""

    # By its whole path: a subclass may stand in another folder.
    CSS_PATH = Path(__file__).with_name("detail.tcss")
    desk_commands: ClassVar[tuple[Command, ...]] = (GO_BACK,)

    def __init__(self) -> None:
        super().__init__()
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The frame."""
        yield TitleLine("", who_texts(self.desk_app.seat))
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What stands between title and keys."""
        raise NotImplementedError

    def show_title(self, text: str) -> None:
        """Set the title."""
        self.query_one(".form-title", Static).update(Content(text))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


class ReadScreen(DetailScreen):
    """One that reads what it shows, and reads it again after whatever is done to it."""

    @dataclass
    class Read(Message):
        """What is shown has been read."""

        found: Any

    def fetch(self) -> Any:
        """In a thread: what is shown."""
        raise NotImplementedError

    def show(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read it, or read it again."""
        self._read()

    @store_job(READING)
    def _read(self) -> Message:
        return self.Read(self.fetch())

    def on_read_screen_read(self, event: Read) -> None:
        """Show it."""
        self.show(event.found)

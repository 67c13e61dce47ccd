"""The first screen: painted at once, while the store is opened behind it; or why it cannot be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.problems import write_problem

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.people.sign_in import Entrance, Person


class OpeningScreen(DeskJobs, Screen[None]):
    """Opens the store; stays only where that fails."""

    desk_commands: ClassVar[tuple[Command, ...]] = ()

    @dataclass
    class Opened(Message):
        """The store is open."""

        desk: Desk

    @dataclass
    class Asked(Message):
        """The store is open, and people sign in at it."""

        entrance: Entrance
        found: Sequence[Person]

    def __init__(self, path: Path, operator: str | None, *, by_password: bool = False) -> None:
        super().__init__()
        self._path, self._operator, self._by_password = path, operator, by_password

    def compose(self) -> ComposeResult:
        """One text in the middle."""
        with Vertical(id="opening"):
            yield Static(Content("csi"), id="opening-name")
            yield Static(Content(_("Opening {path} …").format(path=self._path)), id="opening-text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint, then open."""
        self.call_after_refresh(self._open)

    @store_job("open")
    def _open(self) -> Message:
        from csi_tui.services.people.sign_in import Entrance, open_entrance

        opened = open_entrance(self._path, self._operator, by_password=self._by_password)
        return self.Asked(opened, opened.people()) if isinstance(opened, Entrance) else self.Opened(opened)

    def job_failed(self, error: BaseException, group: str) -> None:
        """Say why the store cannot be opened; leaving then gives the error's exit status."""
        if isinstance(error, UserError):
            text, status = error.message, error.exit_status
        else:
            place = write_problem(error)
            text, status = (
                _("The store could not be opened. Details were written to {place}.").format(place=place),
                5,
            )
        self.desk_app.exit_status = status
        self.query_one("#opening-text", Static).update(Content(text))
        self.query_one("#opening").add_class("-failed")

"""The first screen: while the store is opened behind it, what home shows, where that can be told before the store's
library is loaded; else that it is being opened; or why it cannot be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import WorkerCancelled, WorkerFailed

from csi_tui.i18n import _
from csi_tui.screens.home.home import lines_of_each
from csi_tui.services.errors import UserError
from csi_tui.services.home.first_look import first_look
from csi_tui.services.home.values import FirstLook
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
    class Seen(Message):
        """Home can be shown, though nothing can be done there yet."""

        look: FirstLook
        shown: asyncio.Event

    @dataclass
    class Asked(Message):
        """The store is open, and people sign in at it."""

        entrance: Entrance
        found: Sequence[Person]

    def __init__(self, path: Path, operator: str | None, *, by_password: bool = False) -> None:
        super().__init__()
        self._path, self._operator, self._by_password = path, operator, by_password

    def compose(self) -> ComposeResult:
        """One text in the middle, where home cannot be shown."""
        with Vertical(id="opening") as box:
            box.display = False
            yield Static(Content("csi"), id="opening-name")
            yield Static(Content(_("Opening {path} …").format(path=self._path)), id="opening-text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Paint, then open."""
        self._begin()

    @work(exit_on_error=False, group="begin")
    async def _begin(self) -> None:
        """Show home, or that the store is opened; then open it: one piece of work, for whose end every key waits."""
        height = self.app.size.height
        look = None
        if not self._by_password:
            look = await asyncio.to_thread(first_look, self._path, self._operator, lines_of_each(height))
        shown = asyncio.Event()
        if look is None:
            self.query_one("#opening").display = True
            self.call_after_refresh(shown.set)
        else:
            self.post_message(self.Seen(look, shown))
        # Loading the library leaves no time to paint.
        await shown.wait()
        with suppress(WorkerCancelled, WorkerFailed):
            await self._open().wait()

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
        while self.app.screen is not self:
            # What was shown before cannot be worked with.
            self.app.pop_screen()
        self.query_one("#opening").display = True
        self.query_one("#opening-text", Static).update(Content(text))
        self.query_one("#opening").add_class("-failed")

"""Ends of the application that nobody asked for: what was typed is kept, and the user is told."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from csi_tui.i18n import _
from csi_tui.services.desk import drafts
from csi_tui.services.errors import UserError
from csi_tui.widgets.desk_app import DeskApp
from csi_tui.widgets.problems import write_problem

PATIENCE = 2.0
"""Seconds that a process without a terminal has for an orderly end."""


class EndsOrderly(DeskApp, inherit_bindings=False):
    """The application that leaves nothing half done behind."""

    def on_mount(self) -> None:
        """Hear of a hang-up."""
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGHUP, signal.SIGTERM):
                loop.add_signal_handler(number, self.hang_up, int(number))

    def keep_drafts(self) -> None:
        """Keep what stands in changed forms."""
        for key, texts in list(self.unsaved.items()):
            drafts.keep(self.path, key, texts)

    def hang_up(self, number: int) -> None:
        """The terminal is gone, or somebody ends the process: keep the drafts first, then leave."""
        self.keep_drafts()
        status = 128 + number
        # Without a terminal, the end itself may wait for ever for its last words to be written.
        last = threading.Timer(PATIENCE, os._exit, (status,))
        last.daemon = True
        last.start()
        self.exit_status = status
        self.exit(status)

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            super()._handle_exception(error)
            return
        from csi_tui.services.keeping.damage_behind import behind

        place = write_problem(error)
        told = behind(error, self.path)
        self._return_code = self.exit_status = told.exit_status if isinstance(told, UserError) else 1
        super().panic(Text(told.message) if isinstance(told, UserError) else _sorry(place))

    def panic(self, *renderables: RenderableType) -> None:
        """Leave with an apology; Textual's traceback stays off the terminal."""
        self.exit_status = 1
        super().panic(_sorry(write_problem(RuntimeError("the terminal could not be read"))))


def _sorry(place: Path) -> Text:
    return Text(
        _(
            "The application had to stop. What was typed is kept as a draft; details were written to {place}."
        ).format(place=place)
    )

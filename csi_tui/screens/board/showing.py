"""What every screen with the board does: read it again and again, turn its pages, say when it is out of date."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from rich.text import Text
from textual import events
from textual.app import App
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from csi_tui.services.board.standing import Standing
from csi_tui.services.board.text.layout import Line, board_lines, nothing_lines
from csi_tui.services.board.text.sentences import stale_text
from csi_tui.services.board.values import BoardFound
from csi_tui.services.desk import clock
from csi_tui.services.errors import UserError
from csi_tui.widgets.colours import meaning_style
from csi_tui.widgets.jobs import BESIDE, DeskJobs, store_job
from csi_tui.widgets.problems import write_problem

EVERY = 60
"""Seconds between two readings, unless somebody says otherwise."""
TURN = 15.0
"""Seconds that a page of what has several stays."""


class ShowsBoard(DeskJobs, Screen[None]):
    """A screen that has the board on it; reading never keeps a key, nor a key the reading."""

    every = EVERY
    around = 0
    """Lines of the screen that are not the board's."""

    @dataclass
    class Looked(Message):
        """The board has been read."""

        found: BoardFound

    def fetch(self) -> BoardFound:
        """In a thread: the board as it is now."""
        raise NotImplementedError

    def begin(self, found: BoardFound | None = None) -> None:
        """Show what was read already, or read it; from now on by itself."""
        self.standing = Standing(found)
        self._began, self._reading = time.monotonic(), False
        self._drawn: tuple[Line, ...] = ()
        self.set_interval(self.every, self.look)
        self.set_interval(1, self.draw)
        if found is None:
            self.look()
        self.draw()

    def look(self) -> None:
        """Read the board, unless a reading is still under way."""
        if not self._reading:
            self._reading = True
            self._look()

    @store_job(BESIDE)
    def _look(self) -> Message:
        return self.Looked(self.fetch())

    def on_shows_board_looked(self, event: Looked) -> None:
        """Show it."""
        self._reading = False
        self.standing = Standing(event.found)
        self.draw()

    def job_failed(self, error: BaseException, group: str) -> None:
        """What was read last stays, marked as out of date."""
        self._reading = False
        if not isinstance(error, UserError):
            write_problem(error)
        self.standing = self.standing.failed(error)
        self.draw()

    def on_resize(self, event: events.Resize) -> None:
        """As large as there is room."""
        if hasattr(self, "standing"):
            self.draw()

    def draw(self) -> None:
        """Show it as it stands at this moment; nothing is painted where nothing is another."""
        app: App[Any] = self.app
        columns, rows = app.size.width - 2, app.size.height - self.around
        stale = stale_text(self.standing, clock.now(), self.every)
        turn = int((time.monotonic() - self._began) / TURN)
        if self.standing.found is None:
            lines = nothing_lines(stale, columns)
        else:
            lines = board_lines(self.standing.found, stale, columns, rows, turn)
        if tuple(lines) != self._drawn:
            self._drawn = tuple(lines)
            self.query_one("#board", Static).update(_painted(app, lines))


def _painted(app: App[Any], lines: list[Line]) -> Text:
    styles = {
        "title": "bold",
        "number": "bold",
        "overdue": meaning_style(app, "overdue"),
        "late": meaning_style(app, "late"),
        "small": "dim",
        "stale": "dim",
        "alarm": f"reverse {meaning_style(app, 'error')}",
    }
    text = Text(no_wrap=True, overflow="crop")
    for place, line in enumerate(lines):
        if place:
            text.append("\n")
        for piece in line:
            text.append(piece.text, styles.get(piece.means, ""))
    return text

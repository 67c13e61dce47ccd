"""The frame of a place: the places at the top, the keys at the bottom, what it shows between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

from csi_tui.i18n import _
from csi_tui.screens.places import PLACES
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.jobs import DeskJobs
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.topbar import TopBar


class AreaScreen(DeskJobs, Screen[None]):
    """A place that one can go to. Its contents are read again whenever it comes to the front."""

    place: ClassVar[str]
    """Id of the command that leads here."""
    desk_commands: ClassVar[tuple[Command, ...]] = ()

    def __init__(self) -> None:
        super().__init__(classes="area")
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The frame."""
        seat = self.desk_app.seat
        mark = _("read-only") if seat.only_reads else ""
        yield TopBar(PLACES, self.place, f"{seat.site} · {seat.user}", mark)
        yield from self.compose_body()
        yield KeyBar()

    def compose_body(self) -> ComposeResult:
        """What stands between top and bottom."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Read again: another desk, or a form in front, may have changed something."""
        self.reload()

    def reload(self) -> None:
        """Read what is shown."""
        raise NotImplementedError

    def action_reload(self) -> None:
        """Read again by key."""
        self.reload()


PADDING = 2
"""Cells that a table puts around the text of a column."""


def fitting(columns: Sequence[tuple[str, int, bool]], room: int) -> list[tuple[int, str, int]]:
    """The columns of a table that fit into ``room`` cells: place, label and width.

    Those marked True come in from the left, as long as each fits as a whole.
    """
    room -= sum(width + PADDING for _label, width, if_room in columns if not if_room)
    found = []
    for place, (label, width, if_room) in enumerate(columns):
        if if_room:
            if width + PADDING > room:
                continue
            room -= width + PADDING
        found.append((place, label, width))
    return found

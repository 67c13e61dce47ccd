"""The frame of a place: the places at the top, the keys at the bottom, what it shows between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen

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
        site, actor = self.desk.site, self.desk.actor
        yield TopBar(PLACES, self.place, f"{site.name} · {actor.name}")
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


def fitting(columns: Sequence[tuple[str, int, bool]], wide: bool) -> list[tuple[int, str, int]]:
    """The columns of a table that fit: place, label and width; those marked True only where there is room."""
    return [
        (place, label, width)
        for place, (label, width, only_wide) in enumerate(columns)
        if wide or not only_wide
    ]

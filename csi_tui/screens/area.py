"""The frame of a place: the places at the top, the keys at the bottom, what it shows between them."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from csi_tui.screens.places import PLACES
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.jobs import DeskJobs
from csi_tui.widgets.keybar import KeyBar
from csi_tui.widgets.topbar import TopBar
from csi_tui.widgets.who import WhoLine, who_texts


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
        who = who_texts(self.desk_app.seat)
        top, line = TopBar(PLACES, self.place, who), WhoLine(who)
        self._place_who(line, top.told_in(self.app.size.width))
        yield top
        yield from self.compose_body()
        yield line
        yield KeyBar()

    def on_resize(self, event: events.Resize) -> None:
        """Who is there has a line where the first one is full."""
        self._place_who(self.query_one(WhoLine), self.query_one(TopBar).told_in(event.size.width))

    def _place_who(self, line: WhoLine, told_above: str) -> None:
        line.display = not told_above
        # Remarks stand above it.
        self.set_class(line.display, "-who-below")

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

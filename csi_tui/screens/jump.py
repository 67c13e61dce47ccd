"""A letter on every part of the screen; the letter leads there."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.errors import NoWidget
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from csi_tui.i18n import N_
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.keybar import KeyBar

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class JumpScreen(ModalScreen[None]):
    """Lies over a screen, whose parts stay in sight with their letters; any other key goes back."""

    DEFAULT_CSS = """
    JumpScreen { background: transparent; }
    JumpScreen .letter {
        position: absolute; width: 3; height: 1; text-align: center; text-style: bold reverse;
    }
    """
    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="jump.back",
            keys="escape,f10",
            label=N_("Back"),
            help=N_("Go back to where you came from."),
            action="back",
            scope=DIALOGS,
        ),
    )

    def __init__(self, over: Screen[object]) -> None:
        super().__init__()
        parts = [part for part in over.focus_chain if _in_sight(over, part)]
        self._parts = dict(zip(LETTERS, parts, strict=False))
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The letters, each where its part begins."""
        for letter, part in self._parts.items():
            shown = Static(Content(letter.upper()), classes="letter")
            shown.styles.offset = part.region.offset
            yield shown
        yield KeyBar()

    def on_key(self, event: events.Key) -> None:
        """Go where the letter stands."""
        part: Widget | None = self._parts.get(event.character.lower()) if event.character else None
        if part is not None:
            event.stop()
            self.dismiss()
            part.focus()
        elif event.is_printable:
            event.stop()
            self.dismiss()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


def _in_sight(over: Screen[object], part: Widget) -> bool:
    try:
        return bool(over.find_widget(part).visible_region.area)
    except NoWidget:
        return False

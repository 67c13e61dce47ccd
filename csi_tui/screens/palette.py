"""The command palette: the same commands as the keys, found by name."""

from __future__ import annotations

from functools import partial
from typing import Any

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets.option_list import Option

from csi_tui.i18n import _
from csi_tui.widgets.commands import Command, usable


class DeskCommands(Provider):
    """Every command that can be given on the screen the palette was called from."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for node, command in usable(self.screen):
            shown = _shown(command, self.screen)
            yield DiscoveryHit(Content(shown), self._run(node, command), shown, _(command.help))

    async def search(self, query: str) -> Hits:
        """Those in whose name, other names or sentence the parts stand, or whose name has the letters."""
        parts = query.lower().split()
        if not parts:
            async for every in self.discover():
                yield every
            return
        letters = self.matcher("".join(parts))
        for node, command in usable(self.screen):
            shown = _shown(command, self.screen)
            places = _places_of(parts, shown)
            prompt, score = Content(shown), 0.0
            if places:
                score = 2 + 1 / (1 + places[0])
                for place in places:
                    prompt = prompt.stylize(self.match_style or letters.match_style, place, place + 1)
            elif fits := letters.match(shown):
                # Not in the sentence: the ways in which its letters may be taken are too many to be tried.
                prompt, score = letters.highlight(shown), 1 + fits / (1 + fits)
            elif _places_of(parts, _(command.help)):
                score = 1.0
            if score < 2 and all(part in command.words.lower() for part in parts):
                # Called by another name: before what only has the letters.
                prompt, score = Content(shown), 2.0
            if score:
                yield Hit(score, prompt, self._run(node, command), shown, _(command.help))

    def _run(self, node: DOMNode, command: Command) -> Any:
        return partial(self.app.run_action, command.action, node)


class DeskPalette(CommandPalette):
    """Textual's palette in our words."""

    def __init__(self) -> None:
        super().__init__([DeskCommands], placeholder=_("Type the name of a command …"))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def show() -> None:
            if search_value:
                text = Text(_("No command is called so."), style="not bold")
                self.query_one(CommandList).add_option(
                    Option(Align.center(text), disabled=True, id=self._NO_MATCHES)
                )
                self._list_visible = True
            else:
                self._list_visible = False

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)


def _shown(command: Command, screen: Screen[object]) -> str:
    return f"{_(command.label)}  ({' '.join(command.names_on(screen))})"


def _places_of(parts: list[str], text: str) -> list[int]:
    """Where the parts stand in a text, one after the other; nothing where one of them does not."""
    places: list[int] = []
    begin, text = 0, text.lower()
    for part in parts:
        found = text.find(part, begin)
        if found < 0:
            return []
        begin = found + len(part)
        places += range(found, begin)
    return places

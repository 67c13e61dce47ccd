"""The command palette: the same commands as the keys, found by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from rich.align import Align
from rich.text import Text
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets.option_list import Option

from csi_tui.i18n import _
from csi_tui.screens.elsewhere import elsewhere
from csi_tui.widgets.commands import Command, bind, commands_of, usable

if TYPE_CHECKING:
    from csi_tui.widgets.host import DeskHost


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
        for command, shown, told, do in self._out_of_reach():
            if by := _called_so(parts, command):
                # Behind what is called so here, marked by its colour beside the words.
                yield Hit(by, Content.styled(shown, "dim"), do, shown, told)

    def _out_of_reach(self) -> Iterator[tuple[Command, str, str, Callable[[], object]]]:
        """What cannot be given here: with why not, or where it stands, and what tells the one or leads to the other."""
        screen, app = self.screen, cast("DeskHost", self.app)
        able = {command.id for _node, command in usable(screen)}
        for command in commands_of(screen):
            if command.id not in able:
                text = _("{command}  not now").format(command=_shown(command, screen))
                yield command, text, command.why_not, partial(app.tell, command.why_not)
        for one in elsewhere(screen):
            text = _("{command}  {where}").format(command=_shown(one.command, screen), where=one.where)
            yield one.command, text, _(one.command.help), partial(one.go, app)

    def _run(self, node: DOMNode, command: Command) -> Any:
        return partial(self.app.run_action, command.action, node)


class DeskPalette(CommandPalette):
    """Textual's palette in our words."""

    def __init__(self) -> None:
        super().__init__([DeskCommands], placeholder=_("Type the name of a command …"))
        bind(self, ())

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()

        def show() -> None:
            if search_value:
                text = Text(_("No command has such a name."), style="not bold")
                self.query_one(CommandList).add_option(
                    Option(Align.center(text), disabled=True, id=self._NO_MATCHES)
                )
                self._list_visible = True
            else:
                self._list_visible = False

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)


def _called_so(parts: list[str], command: Command) -> float:
    """How well the parts name a command that cannot be given: by its name or another one before those in whose sentence
    alone they stand, by its own sentence last."""
    if _places_of(parts, _(command.label)):
        return 1.8
    if all(part in command.words.lower() for part in parts):
        return 1.6
    return 0.5 if _places_of(parts, _(command.help)) else 0.0


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

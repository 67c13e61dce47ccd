"""The line of keys at the bottom: what can be done here, as far as there is room.

The rest stands in the help, and how many commands that are stands beside its key: ``F12 Help +7``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.screen import Screen
from textual.widget import Widget

from csi_tui.i18n import _
from csi_tui.widgets.commands import Command, short_of, usable

_SHIPPED: Callable[[Command], str] = attrgetter("short_key")
HELP_ID = "app.help"
ALWAYS = (HELP_ID, "detail.back")
"""Ids of the commands that have a place before all others: how one finds out, and how one gets back."""


class KeyBar(Widget, can_focus=False):
    """One line, never scrolled: commands that do not fit are left out, those at the end of the list first."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def on_mount(self) -> None:
        """Draw again whenever what can be done may have changed."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    _shown: tuple[Sequence[Command], int] = ((), 0)
    """What the line was drawn of."""

    def _changed(self, _screen: Screen[object]) -> None:
        # The focus has moved: with the last line drawn again, all that stands between would be as well.
        if self._commands() != self._shown:
            self.refresh()

    def _commands(self) -> tuple[Sequence[Command], int]:
        """Those for the bar, and how many the screen has beside them."""
        able = usable(self.screen)
        behind = sum(1 for node, command in able if node is self.screen and not command.footer)
        return [command for _node, command in able if command.footer], behind

    def render(self) -> RenderResult:
        """Keys and labels."""
        self._shown = self._commands()
        commands, behind = self._shown
        return key_line(commands, self.size.width, self._key_of, behind)

    def _key_of(self, command: Command) -> str:
        return short_of(command.names_on(self.screen))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked, as its key would."""
        commands, behind = self._commands()
        end = 0
        for clicked, part in key_parts(commands, self.size.width, self._key_of, behind):
            end += part.cell_len
            if event.x < end:
                node = next(node for node, command in usable(self.screen) if command is clicked)
                self.call_later(self.app.run_action, clicked.action, node)
                return


def key_line(
    commands: Sequence[Command],
    width: int,
    key_of: Callable[[Command], str] = _SHIPPED,
    behind: int = 0,
) -> Text:
    """Keys and labels on one line."""
    line = Text(no_wrap=True, overflow="crop")
    for _command, part in key_parts(commands, width, key_of, behind):
        line.append_text(part)
    return line


def key_parts(
    commands: Sequence[Command],
    width: int,
    key_of: Callable[[Command], str] = _SHIPPED,
    behind: int = 0,
) -> list[tuple[Command, Text]]:
    """Keys and labels that fit on one line of ``width`` cells.

    Whatever asks for help always stands there, with the number of commands that do not: ``behind`` of them have no
    place here at all, for the others there is no room.
    """
    parts = {
        command.id: Text.assemble(
            ("\u00a0" + key_of(command), "bold reverse"), "\u00a0" + _(command.label) + " "
        )
        for command in commands
    }
    kept = _fitting(commands, parts, width)
    if behind or len(kept) < len(commands):
        room = width - cell_len(f"+{behind + len(commands)} ") if HELP_ID in parts else width
        kept = _fitting(commands, parts, room)
        if HELP_ID in parts:
            parts[HELP_ID].append(f"+{behind + len(commands) - len(kept)} ")
    return [(command, parts[command.id]) for command in commands if command.id in kept]


def _fitting(commands: Sequence[Command], parts: Mapping[str, Text], room: int) -> set[str]:
    """Ids of the commands that there is room for: help and the way back, then one after the other."""
    kept = {*ALWAYS} & parts.keys()
    room -= sum(parts[one].cell_len for one in kept)
    for command in commands:
        if command.id not in kept and parts[command.id].cell_len <= room:
            kept.add(command.id)
            room -= parts[command.id].cell_len
    return kept

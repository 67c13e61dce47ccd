"""The line of keys at the bottom: what can be done here, as far as there is room; the rest stands in the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.screen import Screen
from textual.widget import Widget

from csi_tui.i18n import _
from csi_tui.widgets.commands import Command, short_of, usable

_SHIPPED: Callable[[Command], str] = attrgetter("short_key")


class KeyBar(Widget, can_focus=False):
    """One line, never scrolled: commands that do not fit are left out, those at the end of the list first."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    def on_mount(self) -> None:
        """Draw again whenever what can be done may have changed."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    _shown: Sequence[Command] = ()
    """What the line was drawn of."""

    def _changed(self, _screen: Screen[object]) -> None:
        # The focus has moved: with the last line drawn again, all that stands between would be as well.
        if self._commands() != self._shown:
            self.refresh()

    def _commands(self) -> list[Command]:
        return [command for _node, command in usable(self.screen) if command.footer]

    def render(self) -> RenderResult:
        """Keys and labels."""
        self._shown = self._commands()
        return key_line(self._shown, self.size.width, self._key_of)

    def _key_of(self, command: Command) -> str:
        return short_of(command.names_on(self.screen))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked, as its key would."""
        able = [(node, command) for node, command in usable(self.screen) if command.footer]
        end = 0
        for clicked, part in key_parts([command for _node, command in able], self.size.width, self._key_of):
            end += part.cell_len
            if event.x < end:
                node = next(node for node, command in able if command is clicked)
                self.call_later(self.app.run_action, clicked.action, node)
                return


def key_line(commands: Sequence[Command], width: int, key_of: Callable[[Command], str] = _SHIPPED) -> Text:
    """Keys and labels on one line."""
    line = Text(no_wrap=True, overflow="crop")
    for _command, part in key_parts(commands, width, key_of):
        line.append_text(part)
    return line


def key_parts(
    commands: Sequence[Command], width: int, key_of: Callable[[Command], str] = _SHIPPED
) -> list[tuple[Command, Text]]:
    """Keys and labels that fit on one line of ``width`` cells; whatever asks for help always stands there."""
    parts = {
        command.id: Text.assemble(
            ("\u00a0" + key_of(command), "bold reverse"), "\u00a0" + _(command.label) + " "
        )
        for command in commands
    }
    kept = [command for command in commands if command.id == "app.help"]
    room = width - sum(parts[command.id].cell_len for command in kept)
    for command in commands:
        if command not in kept and parts[command.id].cell_len <= room:
            kept.append(command)
            room -= parts[command.id].cell_len
    return [(command, parts[command.id]) for command in commands if command in kept]

"""Every key that works on the screen in front, with what it does: made from the commands themselves."""

from __future__ import annotations

from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.widgets.commands import Command, bind, commands_of, usable
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.entry_dialog import EntryDialog
from csi_tui.widgets.keybar import KeyBar


class HelpScreen(ModalScreen[None]):
    """Keys and sentences, by heading; the screen's own text first, where it has one."""

    CSS_PATH = "help.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="help.close",
            keys="escape,f12,enter,f1,q,f10",
            label=N_("Close"),
            help=N_("Close the help."),
            action="close",
            scope=DIALOGS,
        ),
    )

    def __init__(self, of: Screen[object]) -> None:
        super().__init__()
        self._of = of
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """A table that scrolls."""
        with VerticalScroll(id="help-body"):
            text = help_text_of(self._of)
            if text:
                yield Static(Content(text), id="help-text")
            yield Static(help_table(self._of))
            yield Static(
                Content(
                    _(
                        "Tab, arrows, PgUp, PgDn, Home and End move; Enter opens. "
                        "F and Ctrl keys work under an input method."
                    )
                ),
                id="help-foot",
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()


def help_text_of(screen: Screen[object]) -> str:
    """What a screen says of itself, with the figures of the scheme where it names some (``help_values``)."""
    text, values = getattr(screen, "help_text", ""), getattr(screen, "help_values", None)
    if not text and isinstance(screen, EntryDialog):
        return screen.help_of_rows()
    shown = _(text) if text else ""
    return shown if values is None else " ".join(shown.format(**values()).split())


def help_table(screen: Screen[object]) -> Table:
    """The commands of a screen, and those that work everywhere, as a table."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, min_width=10)
    table.add_column(no_wrap=True)
    table.add_column()
    nodes = [screen] if screen.is_modal else [screen, screen.app]
    active = {command.id for _node, command in usable(screen)}
    scopes: dict[str, list[Command]] = {}
    for node in nodes:
        for command in commands_of(node):
            scopes.setdefault(command.scope, []).append(command)
    for scope, commands in scopes.items():
        table.add_row("", "", "")
        table.add_row(Text(_(scope), style="bold underline"), "", "")
        for command in commands:
            style = "" if command.id in active else "dim"
            table.add_row(
                Text(" ".join(command.names_on(screen)), style="bold"),
                Text(_(command.label), style=style),
                Text(_(command.help), style=style),
            )
    return table

"""A short list to choose one of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.entry_dialog import CANCEL
from csi_tui.widgets.keybar import KeyBar


class ChoiceDialog(ModalScreen["str | None"]):
    """A short list to choose from; dismisses with the id of the choice."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="choice.take",
            keys="f2,enter",
            label=N_("Choose"),
            help=N_("Take the line under the cursor."),
            action="take",
            scope=FORMS,
        ),
        CANCEL,
    )

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], *, first: str = "") -> None:
        """``first``: the id of the choice under the cursor at first."""
        super().__init__(classes="dialog")
        self._title, self._choices, self._first = title, choices, first
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """Title and list."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(self._title), classes="dialog-title")
            yield OptionList(
                *(Option(Content(label), id=choice) for choice, label in self._choices),
                classes="dialog-list",
                compact=True,
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the first line, or at the one that is asked for."""
        found = self.query_one(OptionList)
        ids = [choice for choice, _label in self._choices]
        found.highlighted = ids.index(self._first) if self._first in ids else 0
        found.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A line was chosen."""
        self.dismiss(event.option.id)

    def action_take(self) -> None:
        """Take the line under the cursor."""
        self.query_one(OptionList).action_select()

    def action_cancel(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)

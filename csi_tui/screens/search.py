"""The search above a list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from csi_tui.widgets.line_input import LineInput
from csi_tui.widgets.rows import RowTable


class SearchInput(LineInput):
    """The search of a list: Enter and the arrow down lead back to the table, Escape without what was searched for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "screen.to_table", show=False),
        Binding("escape", "screen.leave_search", show=False),
    ]


class Searched(Screen[None]):
    """A table with a search above it; a subclass says what is found."""

    @property
    def search_text(self) -> str:
        """What is searched for."""
        return self.query_one(SearchInput).value.strip()

    def search_for(self, text: str) -> None:
        """Put a text into the search; whoever does it reads the list again."""
        search = self.query_one(SearchInput)
        with search.prevent(Input.Changed):
            search.value = text

    def action_search(self) -> None:
        """Go to the search."""
        self.query_one(SearchInput).focus()

    def action_to_table(self) -> None:
        """Go back to the table."""
        self.query_one(RowTable).focus()

    def action_clear_search(self) -> None:
        """Search for nothing any more."""
        raise NotImplementedError

    def action_leave_search(self) -> None:
        """Go back to the table, without the search."""
        if self.query_one(SearchInput).value:
            self.action_clear_search()
        self.action_to_table()

"""A bare Textual application with the widgets that csi has: what keys cost there, csi is held against.

Two screens with a table of 20 rows each (``1``, ``2``, arrows), a form of 20 fields and one of a single field over
them (``f``, ``o``, Escape).
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import DataTable, Footer, Header, Input, Static

ROWS = 20


class Listed(Screen[None]):
    """A table between a header and a footer."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._listed = name

    def compose(self) -> ComposeResult:
        """The table."""
        yield Header()
        yield DataTable[str](cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Its rows."""
        table = self.query_one(DataTable)
        table.add_columns("number", "customer", "state", "technician")
        for row in range(ROWS):
            table.add_row(f"{self._listed}{row:08}", f"customer {row}", "completed", f"{row:04} Wang")
        table.focus()


class Fields(ModalScreen[None]):
    """Fields with a label and a note each, over the whole screen."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Back")]
    CSS = "Fields Horizontal { height: 1; } Fields Static { width: 20; } Fields Input { width: 30; }"

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> ComposeResult:
        """The fields."""
        yield Static("A form")
        with VerticalScroll(can_focus=False):
            for number in range(self._count):
                with Horizontal():
                    yield Static(f"label {number}")
                    yield Input(compact=True)
                    yield Static("a note")
        yield Footer()

    def on_mount(self) -> None:
        """The first one has the focus."""
        self.query(Input).first().focus()


class Bare(App[None]):
    """Textual as it comes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("1", "switch_mode('one')", "One"),
        ("2", "switch_mode('two')", "Two"),
        ("f", "fields(20)", "Form"),
        ("o", "fields(1)", "Field"),
    ]
    MODES: ClassVar[dict[str, object]] = {"one": lambda: Listed("A"), "two": lambda: Listed("B")}  # type: ignore[assignment]
    DEFAULT_MODE = "one"

    def action_fields(self, count: int) -> None:
        """Open a form."""
        self.push_screen(Fields(int(count)))


class Table(App[None]):
    """One table, and nothing else: what the first paint of csi is held against."""

    def compose(self) -> ComposeResult:
        """The table."""
        yield DataTable[str]()

    def on_mount(self) -> None:
        """Its rows."""
        table = self.query_one(DataTable)
        table.add_columns("number", "customer")
        for row in range(ROWS):
            table.add_row(f"A{row:08}", f"customer {row}")


if __name__ == "__main__":
    (Table() if sys.argv[1:] == ["table"] else Bare()).run()

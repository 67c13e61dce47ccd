"""A file as it is seen before it comes in: its columns with their first cells, and below what is odd about it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from csi_tui.i18n import _, ngettext
from csi_tui.services.imports.odd_lines import OddLine, sort_name
from csi_tui.services.imports.preview import FIRST_ROWS, Outline
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.rows import RowTable

SHOWN = 2000
"""Lines of what is odd that are shown; the file of the refused rows holds all."""


class SeenFile(Vertical):
    """Two tables, a heading between them, and the line under the cursor as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[OddLine] = ()
        self._headers: Sequence[str] = ()
        self._columns_table = RowTable(id="preview-columns", zebra_stripes=True)
        self._odd_table = RowTable(id="preview-odd")

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._columns_table
        yield Static(id="preview-odd-head")
        yield self._odd_table
        yield Static(id="preview-line")

    def begin(self) -> None:
        """Make the headings; begin in the columns."""
        self._columns_table.add_fitting(
            (_("In the file"), 16),
            (_("Read as"), 12),
            (_("First row"), 16),
            (_("Second row"), 12),
            (_("Third row"), 12),
            grows=2,
        )
        self._odd_table.add_fitting(
            ("", 10),
            (_("In row"), 7),
            (_("Column"), 12),
            (_("What it says"), 12),
            (_("What is odd"), 20),
            grows=4,
        )
        self._columns_table.focus()

    @property
    def line(self) -> OddLine | None:
        """The line under the cursor among those about the file, where the cursor is there."""
        row = self._odd_table.cursor_row
        return self._lines[row] if self._odd_table.has_focus and 0 <= row < len(self._lines) else None

    @property
    def has_lines_in_front(self) -> bool:
        """Whether the cursor is among the lines about the file."""
        return self._odd_table.has_focus

    @property
    def header(self) -> str:
        """The header under the cursor, where the cursor is among the columns."""
        row = self._columns_table.cursor_row
        there = self._columns_table.has_focus and 0 <= row < len(self._headers)
        return self._headers[row] if there else ""

    def go_to_lines(self) -> None:
        """Put the cursor where something is odd."""
        self._odd_table.focus()

    def mark_row(self, number: int) -> None:
        """Put the cursor on the line of a refused row."""
        at = next((at for at, line in enumerate(self._lines) if number in line.rows), None)
        if at is not None:
            self._odd_table.move_cursor(row=at)

    def refused_after(self, number: int) -> int | None:
        """The refused row that stands behind another one in the list; None behind the last."""
        rows = list(dict.fromkeys(row for line in self._lines for row in line.rows))
        behind = rows[rows.index(number) + 1 :]
        return behind[0] if behind else None

    def switch(self) -> None:
        """Go to the other table."""
        (self._odd_table if self._columns_table.has_focus else self._columns_table).focus()

    def show_columns(self, seen: Outline) -> None:
        """Show the columns of a file; those that are left out stand back."""
        self._columns_table.clear()
        self._headers = [one.header for one in seen.columns]
        for one in seen.columns:
            cells = [*one.cells, *[""] * FIRST_ROWS][:FIRST_ROWS]
            style = "" if one.meant else "dim"
            self._columns_table.add_row(
                cell(one.header, style), cell(one.meant or "-", style), *(cell(text, style) for text in cells)
            )

    def show_lines(self, lines: Sequence[OddLine], *, counted: bool = False) -> None:
        """Show what is odd; ``counted``: the whole file was looked at."""
        self._lines = lines
        self._odd_table.fill(map(_cells, lines[:SHOWN]))
        n = len(lines)
        heading = ngettext("{n} line about the file", "{n} lines about the file", n).format(n=f"{n:,}")
        if not n:
            heading = _("Nothing odd.") if counted else ""
        elif n > SHOWN:
            heading = _("{n} lines about the file, the first {shown} of them here").format(
                n=f"{n:,}", shown=f"{SHOWN:,}"
            )
        self.query_one("#preview-odd-head", Static).update(Content(heading))
        self._show_line()

    def on_descendant_focus(self) -> None:
        """The cursor went to the other table."""
        self.screen.refresh_bindings()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_line()

    def _show_line(self) -> None:
        row = self._odd_table.cursor_row
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        self.query_one("#preview-line", Static).update(Content("" if line is None else line.text))
        self.screen.refresh_bindings()


def _cells(line: OddLine) -> Sequence[Text]:
    style = "bold" if line.sort in ("refused", "look") else ""
    return (
        cell(sort_name(line.sort), style),
        figure(line.place),
        cell(line.column),
        cell(line.value),
        cell(line.text, style),
    )

"""A table of lines: the cursor is a whole line, and moving means moving by lines."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable


class RowTable(DataTable[Text]):
    """Home and End go to the first and the last line; in Textual they scroll the columns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    def __init__(self, *, id: str | None = None, zebra_stripes: bool = False) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=zebra_stripes)

    def add_fitting(self, *columns: tuple[str, int]) -> None:
        """Add columns of these widths at least; the last one, which holds a text, takes what is left of the line."""
        taken = sum(width + 2 * self.cell_padding for _label, width in columns)
        left = max(0, self.app.size.width - taken)
        for place, (label, width) in enumerate(columns, start=1):
            self.add_column(Text(label), width=width + (left if place == len(columns) else 0))

"""A list that lies over a place; what is to be said of the line under the cursor stands below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from csi_tui.i18n import _
from csi_tui.screens.detail import ReadScreen
from csi_tui.widgets.cells import cell
from csi_tui.widgets.rows import RowTable

LineT = TypeVar("LineT")


class DetailList(ReadScreen, Generic[LineT]):
    """A subclass says what its columns are, what is read, and what of it stands in the list, by :meth:`fill`."""

    table_id: ClassVar[str]
    columns: ClassVar[tuple[tuple[str, int], ...]]
    """Label (marked for translation) and width at least; the last one takes what is left of the line."""
    tells_below: ClassVar[bool] = True
    """Whether anything stands below the list."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[LineT] = ()

    # --- What a subclass gives ----------------------------------------------------------------------------------------

    def texts(self, line: LineT) -> Sequence[str]:
        """What a line says, for every column."""
        raise NotImplementedError

    def cells(self, line: LineT) -> Sequence[Text]:
        """The same as cells; a subclass with figures among them gives these."""
        return [*map(cell, self.texts(line))]

    def below(self, line: LineT | None) -> Sequence[str]:
        """What stands below the list, with that line under the cursor."""
        return ()

    # --- Showing ------------------------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The list, and what stands below it."""
        yield RowTable(id=self.table_id)
        if self.tells_below:
            yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read it; begin on the list."""
        self.table.add_fitting(*((_(label), width) for label, width in self.columns))
        self.table.focus()
        self.reload()

    @property
    def table(self) -> RowTable:
        """The list."""
        return self.query_one(RowTable)

    @property
    def marked(self) -> LineT | None:
        """The line under the cursor."""
        row = self.table.cursor_row
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def fill(self, lines: Sequence[LineT], *, from_the_top: bool = False) -> None:
        """Show these lines; the cursor stays where it is, or begins at the top."""
        self.lines = lines
        self.table.fill(map(self.cells, lines), from_the_top=from_the_top)
        self._tell_below()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._tell_below()

    def _tell_below(self) -> None:
        if self.tells_below:
            self.query_one("#card-meaning", Static).update(Content("\n".join(self.below(self.marked))))
        self.refresh_bindings()

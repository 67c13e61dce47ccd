"""A table of lines: the cursor is a whole line, and moving means moving by lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import DataTable
from textual.widgets.data_table import RowKey

PADDING = 2
"""Cells that a table puts around the text of a column."""
SCROLLBAR = 1
"""Cells that the bar at the right of a long table takes."""
BOLD = Style(bold=True)


class RowTable(DataTable[Text]):
    """Home and End go to the first and the last line; in Textual they scroll the columns.

    How many columns have no room stands at the end of the headings, as ``+3``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    def action_select_cursor(self) -> None:
        """Enter on a line; with no line it is the screen's, which says why nothing opens."""
        if not self.row_count:
            raise SkipAction
        super().action_select_cursor()

    def __init__(self, *, id: str | None = None, zebra_stripes: bool = False) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=zebra_stripes)
        self.columns_there_are: Callable[[], int] = lambda: 0
        """How many columns there would be with room for all of them."""
        self._height = 0
        """Lines that it had until it was laid out last."""
        self._shown: Sequence[int] | None = None
        """Of a table whose lines are given whole: the places of the columns that it has room for."""

    def add_fitting(self, *columns: tuple[str, int], grows: int = -1) -> None:
        """Add columns of these widths at least; one of them, which holds a text, takes what is left of the line.

        Where there is no room for all of them, some are left out (:func:`places_that_fit`), of the lines too.
        """
        room = self.app.size.width - SCROLLBAR
        self._shown = places_that_fit([width for _label, width in columns], room)
        self.columns_there_are = lambda: len(columns)
        taken = sum(columns[place][1] + PADDING for place in self._shown)
        left = max(0, room - taken)
        for place in self._shown:
            label, width = columns[place]
            self.add_column(Text(label), width=width + (left if place == grows % len(columns) else 0))

    def on_resize(self, _event: events.Resize) -> None:
        """What takes lines from a list, takes none from the line under the cursor where that was in sight."""
        height, self._height = self._height, self.size.height
        below = self.cursor_row + self.header_height - self.scroll_offset.y - height
        if below < 0 <= below + height - self._height:
            self.scroll_relative(
                y=below + height - self._height + 1, animate=False, immediate=True, force=True
            )

    def add_row(
        self, *cells: Text, height: int | None = 1, key: str | None = None, label: str | Text | None = None
    ) -> RowKey:
        """Add a line; of one that is given whole, the columns that there is room for."""
        shown = cells if self._shown is None else tuple(cells[place] for place in self._shown)
        return super().add_row(*shown, height=height, key=key, label=label)

    def fill(self, lines: Iterable[Sequence[Text]], *, from_the_top: bool = False) -> None:
        """Show these lines in place of others; the cursor stays where it is, or begins at the top."""
        row = 0 if from_the_top else self.cursor_row
        self.clear()
        for cells in lines:
            self.add_row(*cells)
        self.move_cursor(row=max(0, min(row, self.row_count - 1)))

    def render_line(self, y: int) -> Strip:
        """A line; the headings end with how many columns have no room."""
        strip = super().render_line(y)
        left_out = self.columns_there_are() - len(self.columns)
        if y or left_out <= 0 or not self.columns:
            return strip
        mark = Segment(f" +{left_out}", self.get_component_rich_style("datatable--header") + BOLD)
        room = max(0, self.scrollable_content_region.width - mark.cell_length)
        if not strip.crop(room).text.strip():
            return Strip.join([strip.crop(0, room), Strip([mark])])
        # A heading that gives way keeps its mark.
        cut = Segment("…", mark.style)
        return Strip.join([strip.crop(0, max(0, room - 1)), Strip([cut, mark])])


def places_that_fit(widths: Sequence[int], room: int) -> list[int]:
    """The places of the columns that stay where there is room for so many cells: all of them, if they fit.

    First and last say what a line is, and how it stands; of those between them the last ones are left out.
    """
    places = list(range(len(widths)))
    while len(places) > 2 and sum(widths[place] + PADDING for place in places) > room:
        del places[-2]
    return places

"""What every list has: a search, pages by key, and a table that holds one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import Input, Static

from csi_tui.i18n import _, ngettext
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.columns import fitting, widened
from csi_tui.screens.list_commands import UNFILTER
from csi_tui.screens.list_title import ListTitle, TitleParts
from csi_tui.screens.places import FIND
from csi_tui.screens.search import Searched, SearchInput
from csi_tui.services.desk import local_times
from csi_tui.services.orders.pages import PAGE
from csi_tui.widgets.jobs import COUNTING, READING, store_job
from csi_tui.widgets.rows import PADDING, RowTable

LineT = TypeVar("LineT")
SEARCH_WIDTH = 24
"""Cells of the search at least."""
LEAD = "lead"
"""Key of a column that stands before those of the list."""


class ListScreen(Searched, AreaScreen, Generic[LineT]):
    """A list by pages. A subclass says what its columns are and where its lines come from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "clear_search", show=False)]
    """Before it goes back."""
    title_text: ClassVar[str]
    search_hint: ClassVar[str]
    columns: tuple[tuple[str, int, bool], ...]
    """Label (marked for translation), width, and whether it is shown only where there is room."""
    paged: ClassVar[bool] = True
    """Whether there may be more lines than one page of them; then the store sorts them, and counts them."""

    @dataclass
    class Total(Message):
        """It is known how many lines all pages hold together, and how many of these are struck out."""

        total: int | None
        struck: int

    @dataclass
    class Page(Message):
        """A page of lines has been read."""

        lines: Sequence[Any]

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[LineT] = []
        self._keys: list[Any] = [None]
        self._room = 0
        self._total: int | None = None
        self._struck = 0
        self._head = ""
        """What stands above the lines."""
        self._wanted: str | None = None
        """Number of the line that the cursor shall go to."""

    # --- What a subclass gives ----------------------------------------------------------------------------------------

    def fetch(self, search: str, after: Any) -> Sequence[LineT]:
        """In a thread: the lines of a page."""
        raise NotImplementedError

    def total(self, search: str) -> int | None:
        """In a thread: how many lines all pages hold together; None where a list is not counted."""
        return None

    def struck(self, search: str) -> int:
        """In a thread: how many of all lines are struck out, and count nowhere."""
        return 0

    def cells(self, line: LineT) -> Sequence[Text]:
        """The cells of a line, for every column."""
        raise NotImplementedError

    def number(self, line: LineT) -> str:
        """What a line is known by."""
        raise NotImplementedError

    def after(self, line: LineT) -> Any:
        """The key that the next page begins after."""
        return None

    def scope_text(self) -> str:
        """What part of everything the list shows."""
        return ""

    def open_line(self, line: LineT) -> None:
        """Enter was pressed on a line."""

    # --- What stands beside the lines, and their order ----------------------------------------------------------------

    def lead_columns(self) -> Sequence[tuple[str, int]]:
        """Label and width of columns that stand before those of the list, by which nobody sorts."""
        return ()

    def lead_cells(self, line: LineT) -> Sequence[Text]:
        """What stands in them."""
        return ()

    def heading(self, place: int, label: str, width: int) -> Text:
        """The heading of a column."""
        return Text(label, no_wrap=True)

    def in_order(self) -> list[LineT]:
        """The lines in the order in which they are shown."""
        return self.lines

    def head_parts(self) -> list[str]:
        """What stands above the list beside its title."""
        return []

    # --- Showing ------------------------------------------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """Heading, search, table."""
        with Horizontal(classes="list-head"):
            yield ListTitle()
            search = SearchInput(placeholder=_(self.search_hint), compact=True)
            # What the search need not have is the title's.
            search.styles.max_width = max(SEARCH_WIDTH, cell_len(_(self.search_hint)) + 2)
            yield search
        yield Static(classes="list-filter")
        table = RowTable(zebra_stripes=True)
        table.columns_there_are = lambda: len(self.columns) + len(self.lead_columns())
        yield table
        yield Static(classes="list-empty")

    def on_mount(self) -> None:
        """Begin on the table, so that letters are commands."""
        self.query_one(".list-empty").display = False
        self.query_one(".list-filter").display = False
        self.table.focus()

    @property
    def table(self) -> RowTable:
        """The table."""
        return self.query_one(RowTable)

    @property
    def year(self) -> int:
        """The present year, of which a line says no more than month and day."""
        return local_times.today(self.desk).year

    @property
    def line(self) -> LineT | None:
        """The line under the cursor."""
        row = self.table.cursor_row
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def on_resize(self, event: events.Resize) -> None:
        """Show more columns where there is room for them."""
        if self._room != event.size.width:
            self._room = event.size.width
            self._fill()

    def reload(self) -> None:
        """Read the present page again, keeping the cursor on its line."""
        if self.line is not None and self._wanted is None:
            self._wanted = self.number(self.line)
        self._read(self.search_text, self._keys[-1])
        self._count(self.search_text)

    def point_at(self, number: str) -> None:
        """Put the cursor on the line of that number; search for it where it is not on the page."""
        numbers = [self.number(line) for line in self.lines]
        self._wanted = number
        if not self.is_mounted:
            # It reads as soon as it is shown.
            return
        if number in numbers or not self.lines:
            self.reload()
        else:
            self._keys = [None]
            self.query_one(SearchInput).value = number

    @store_job(READING)
    def _read(self, search: str, after: Any) -> Message:
        return self.Page(self.fetch(search, after))

    @store_job(COUNTING)
    def _count(self, search: str) -> Message:
        return self.Total(self.total(search), self.struck(search))

    def on_list_screen_total(self, event: Total) -> None:
        """Say how many there are."""
        self._total, self._struck = event.total, event.struck
        self._show_title()

    def on_list_screen_page(self, event: Page) -> None:
        """Show a page."""
        self.lines = list(event.lines)
        self._fill()
        self._wanted = None

    def _fill(self) -> None:
        table = self.table
        row = table.cursor_row
        self.lines = self.in_order()
        rows = [self.cells(line) for line in self.lines]
        lead = sum(width + PADDING for _label, width in self.lead_columns())
        shown = widened(self._shown(), rows, self.list_room() - lead)
        table.clear(columns=True)
        for label, width in self.lead_columns():
            table.add_column(Text(label), width=width, key=LEAD)
        for place, label, width in shown:
            table.add_column(self.heading(place, _(label), width), width=width, key=str(place))
        for line, cells in zip(self.lines, rows, strict=True):
            table.add_row(*self.lead_cells(line), *(cells[place] for place, _label, _width in shown))
        numbers = [self.number(line) for line in self.lines]
        if self._wanted in numbers:
            row = numbers.index(self._wanted)
        if self.lines:
            table.cursor_coordinate = Coordinate(max(0, min(row, len(self.lines) - 1)), 0)
        empty = self.query_one(".list-empty", Static)
        empty.display = not self.lines
        empty.update(Content(self.empty_text()))
        self._show_title()
        self.show_head()
        self.refresh_bindings()

    def _shown(self) -> list[tuple[int, str, int]]:
        """The columns that there is room for: place, label, width."""
        return fitting(self.columns, self.list_room())

    def list_room(self) -> int:
        """Cells that the list has of the terminal's width."""
        return self._room

    def empty_text(self) -> str:
        """What stands in place of lines where there are none."""
        if self.search_text:
            return _("Nothing found. {find} finds more; {key} or Esc clears the search.").format(
                find=FIND.short_key, key=UNFILTER.short_key
            )
        return _("Nothing to show.")

    def _show_title(self) -> None:
        several = self._has_more() or len(self._keys) > 1
        page = _("page {page}").format(page=len(self._keys)) if several else ""
        total = self._total if several else len(self.lines)
        count = "" if total is None else ngettext("{n} line", "{n} lines", total).format(n=f"{total:,}")
        struck = ""
        if self._struck:
            said = ngettext("{n} of them struck out", "{n} of them struck out", self._struck)
            struck = said.format(n=f"{self._struck:,}")
        parts = TitleParts(_(self.title_text), self.search_text, self.scope_text(), (page, count, struck))
        self.query_one(ListTitle).show(parts)

    def _has_more(self) -> bool:
        return self.paged and len(self.lines) >= PAGE

    def show_head(self) -> None:
        """Show above the list what is to be said of it."""
        head = " · ".join(self.head_parts())
        shown = self.query_one(".list-filter", Static)
        if head != self._head:
            self._head = head
            shown.display = bool(head)
            shown.update(Content(head))

    # --- Searching ----------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search once the typing pauses."""
        self.look_up_later(self.first_page)

    def action_clear_search(self) -> None:
        """Search for nothing any more."""
        self.search_for("")
        self.first_page()

    # --- Pages and lines ----------------------------------------------------------------------------------------------

    def first_page(self) -> None:
        """Show the list from its beginning."""
        self._keys = [None]
        self._total, self._struck = None, 0
        self.reload()

    def action_page(self, step: int) -> None:
        """Go to the next page, or back to the one before."""
        if step > 0 and self._has_more():
            self._keys.append(self.after(self.lines[-1]))
        elif step < 0 and len(self._keys) > 1:
            self._keys.pop()
        else:
            self.desk_app.tell(_("This is the last page.") if step > 0 else _("This is the first page."))
            return
        self.table.cursor_coordinate = Coordinate(0, 0)
        self._read(self.search_text, self._keys[-1])

    def every_line(self, search: str) -> Iterator[LineT]:
        """In a thread: all lines, page after page."""
        if not self.paged:
            yield from list(self.lines)
            return
        after = None
        while True:
            lines = self.fetch(search, after)
            yield from lines
            if len(lines) < PAGE:
                return
            after = self.after(lines[-1])

    def on_data_table_row_selected(self) -> None:
        """Enter in the table."""
        self.action_open()

    def action_open(self) -> None:
        """Open the line under the cursor."""
        if self.line is not None:
            self.open_line(self.line)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages only where there are some; opening only where there is a line."""
        if action == "page":
            return self._has_more() or len(self._keys) > 1
        if action == "clear_search":
            return self.is_mounted and bool(self.search_text)
        if action == "open":
            return self.line is not None
        return True

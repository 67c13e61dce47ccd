"""Lists that are sorted by their columns: by the store where there are pages of them, else where they lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text
from textual.coordinate import Coordinate
from textual.widgets import DataTable

from csi_tui.i18n import _
from csi_tui.screens import list_order
from csi_tui.screens.list_commands import SORT
from csi_tui.screens.list_order import ListOrder
from csi_tui.screens.list_screen import LEAD, LineT, ListScreen
from csi_tui.services.desk.ordering import Sort


class SortedList(ListScreen[LineT]):
    """A list that is sorted by key, or by a click on a heading."""

    sorted_columns: Mapping[int, str] = {}
    """Of a paged list: places of the columns that it can be sorted by, and the store's names for them."""

    def __init__(self) -> None:
        super().__init__()
        self.order = ListOrder(
            self.sorted_columns if self.paged else None,
            self.own_order,
        )

    def own_order(self) -> Sort | None:
        """Of a paged list: what it is sorted by as long as nothing else is asked for."""
        return None

    def sort(self) -> Sort | None:
        """What a paged list is sorted by."""
        return self.order.sort()

    def heading(self, place: int, label: str, width: int) -> Text:
        """The heading of a column, with the sign of its order."""
        return list_order.heading(label, self.order.sign(place), width)

    def in_order(self) -> list[LineT]:
        """What lies in memory is sorted here."""
        if self.paged or self.order.chosen is None:
            return self.lines
        return list_order.in_order(self.lines, self._cell_text, *self.order.chosen)

    def _cell_text(self, line: LineT, place: int) -> str:
        return self.cells(line)[place].plain.strip()

    def place_of(self, label: str) -> int | None:
        """The place of the column of that label, where the list can be sorted by it."""
        places = (place for place, (one, _width, _if_room) in enumerate(self.columns) if one == label)
        return next((place for place in places if self.order.knows(place)), None)

    def order_by(self, label: str, down: bool) -> None:
        """Have it sorted by the column of that label from its next reading on; say so where there is none."""
        place = self.place_of(label)
        self.order.chosen = None if place is None else (place, down)
        if place is None:
            self.desk_app.tell(
                _(
                    "The list has no column “{column}” to be sorted by here: it stands in its own order."
                ).format(column=_(label).strip()),
                warning=True,
            )

    def change_columns(self, columns: tuple[tuple[str, int, bool], ...]) -> None:
        """Give the list other columns; it stays sorted by the same one, wherever that stands now."""
        chosen, before = self.order.chosen, self.columns
        self.columns = columns
        if chosen is not None:
            self.order_by(before[chosen[0]][0], chosen[1])

    def head_parts(self) -> list[str]:
        """What the list is sorted by, where the arrow beside its heading is not in sight."""
        parts = super().head_parts()
        if self.order.chosen is not None and self.order.chosen[0] not in self._places_shown():
            place, down = self.order.chosen
            said = _("Sorted by {column} ↓") if down else _("Sorted by {column} ↑")
            parts.append(said.format(column=_(self.columns[place][0]).strip()))
        return parts

    def _places_shown(self) -> Sequence[int]:
        return [place for place, _label, _width in self._shown()]

    def sortable(self) -> list[int]:
        """The columns in sight that the list can be sorted by."""
        return self.order.places(self._shown())

    def sort_by(self, place: int, down: bool = False) -> None:
        """Sort by a column, from the first page on."""
        self.order.chosen = (place, down)
        self._wanted = ""
        self.table.cursor_coordinate = Coordinate(0, 0)
        self.first_page()

    def action_sort(self) -> None:
        """Sort by the next column."""
        places, now = self.sortable(), self.order.now()
        if not places:
            self.desk_app.tell(_("The list cannot be sorted by any column in sight."))
            return
        at = -1 if now is None or now[0] not in places else places.index(now[0])
        self.sort_by(places[(at + 1) % len(places)])

    def action_turn(self) -> None:
        """Sort the other way round."""
        now = self.order.now()
        if now is None:
            self.desk_app.tell(
                _("The list stands in its own order; {key} sorts it by a column.").format(key=SORT.short_key)
            )
        else:
            self.sort_by(now[0], not now[1])

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """A click on a heading sorts by it; a second one turns the order round."""
        if event.column_key.value == LEAD:
            return
        place, now = int(event.column_key.value or 0), self.order.now()
        if place not in self.sortable():
            self.desk_app.tell(
                _("The list cannot be sorted by {column}.").format(column=_(self.columns[place][0]).strip())
            )
        else:
            self.sort_by(place, now is not None and now[0] == place and not now[1])

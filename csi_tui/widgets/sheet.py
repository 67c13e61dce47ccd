"""A sheet: a table whose cells are typed into where they stand, a column or a block pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.message import Message
from textual.widgets import DataTable

from csi_tui.i18n import _
from csi_tui.widgets.cells import cell
from csi_tui.widgets.rows import PADDING, SCROLLBAR
from csi_tui.widgets.sheet_texts import Place, SheetTexts

CARET = "\N{LEFT ONE EIGHTH BLOCK}"
FAULTY = "!"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: its id, what stands above it, its width, whether it is typed into; ``full``: its whole name."""

    id: str
    label: str
    width: int
    typed: bool = True
    full: str = ""


class Sheet(DataTable[Text]):
    """Letters go into the cell under the cursor; Enter goes down, Tab to the right, Escape forgets the letters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_down", show=False),
        Binding("tab", "go_on(1)", show=False),
        Binding("shift+tab", "go_on(-1)", show=False),
        Binding("home", "row_start", show=False),
        Binding("end", "row_end", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor stands elsewhere, or what stands under it has changed."""

        place: Place

    @dataclass
    class Told(Message):
        """Something is to be said: why a cell takes nothing, why a paste was not taken."""

        text: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="cell", zebra_stripes=True)
        self.columns_: Sequence[SheetColumn] = ()
        self.texts = SheetTexts([], [])
        self.stands: Mapping[Place, str] = {}
        """What stands in the store where a cell is empty; it is shown in brackets."""
        self.faults: dict[Place, str] = {}
        self._typing: str | None = None
        """What is being typed into the cell under the cursor."""

    # --- Filling it --------------------------------------------------------------------------------------------------

    def fill(self, columns: Sequence[SheetColumn], texts: SheetTexts, stands: Mapping[Place, str]) -> None:
        """Show these texts; the cursor goes to the first cell that is typed into."""
        self.columns_, self.texts, self.stands, self.faults = columns, texts, stands, {}
        self.clear(columns=True)
        room = self.app.size.width - SCROLLBAR - sum(column.width + PADDING for column in columns)
        for column in columns:
            # A heading is cut only where the line has no room for it.
            more = max(0, min(room, cell_len(column.label) - column.width))
            room -= more
            self.add_column(Text(column.label, no_wrap=True, overflow="ellipsis"), width=column.width + more)
        self.fixed_columns = next((n for n, column in enumerate(columns) if column.typed), 0)
        for row in range(len(texts.rows)):
            self.add_row(*(self._shown((row, column)) for column in range(len(columns))))
        first = min(
            (
                (row, column)
                for row in range(len(texts.rows))
                for column in range(len(columns))
                if texts.takes((row, column))
            ),
            default=(0, 0),
        )
        self.cursor_coordinate = Coordinate(*first)

    def show_faults(self, faults: Mapping[Place, str]) -> None:
        """Show what is wrong, each in its cell, and go to the first of it."""
        before, self.faults = set(self.faults), dict(faults)
        self._paint([*before, *self.faults])
        if self.faults:
            self.cursor_coordinate = Coordinate(*min(self.faults))
        self._moved()

    @property
    def place(self) -> Place:
        """Row and column of the cell under the cursor."""
        return self.cursor_coordinate.row, self.cursor_coordinate.column

    def _shown(self, place: Place) -> Text:
        text = self.texts.text(place)
        column = self.columns_[place[1]]
        if self._typing is not None and place == self.place:
            # The end of what is typed stays in sight.
            shown = self._typing
            while cell_len(shown) >= column.width:
                shown = shown[1:]
            return Text(shown + CARET, style="bold underline", no_wrap=True)
        if place in self.faults:
            return cell(f"{FAULTY}{text}", "bold reverse")
        if not self.texts.takes(place):
            return cell(text if not column.typed else "\N{MIDDLE DOT}", "" if not column.typed else "dim")
        if not text and place in self.stands:
            return cell(f"({self.stands[place]})", "dim")
        return cell(text, "bold" if self.texts.differs(place) else "")

    def _paint(self, places: Sequence[Place]) -> None:
        for place in places:
            while place[0] >= self.row_count:
                row = self.row_count
                self.add_row(*(self._shown((row, column)) for column in range(len(self.columns_))))
            self.update_cell_at(Coordinate(*place), self._shown(place))

    def _moved(self) -> None:
        self.post_message(self.Moved(self.place))

    def watch_cursor_coordinate(self, old_coordinate: Coordinate, new_coordinate: Coordinate) -> None:
        """The cursor leaves a cell: what was typed into it stands there."""
        if old_coordinate != new_coordinate:
            self._settle((old_coordinate.row, old_coordinate.column))
        super().watch_cursor_coordinate(old_coordinate, new_coordinate)
        self._moved()

    # --- Typing ------------------------------------------------------------------------------------------------------

    @property
    def is_typing(self) -> bool:
        """Whether letters wait in the cell under the cursor."""
        return self._typing is not None

    def settle(self) -> None:
        """Let what is being typed stand in its cell."""
        self._settle(self.place)

    def _settle(self, place: Place) -> None:
        if self._typing is None:
            return
        text, self._typing = " ".join(self._typing.split()), None
        self._put({place: text})

    def _put(self, texts: Mapping[Place, str]) -> None:
        if self.texts.put(texts):
            for place in texts:
                self.faults.pop(place, None)
        self._paint(list(texts))
        self._moved()

    def put_all(self, texts: Mapping[Place, str]) -> None:
        """Write texts into cells, as one step."""
        self.settle()
        self._put(texts)

    def _begin(self, text: str) -> None:
        if not self.texts.takes(self.place):
            self.post_message(self.Told(_("Nothing is typed into this cell.")))
            return
        self._typing = text
        self._paint([self.place])

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self._begin((self._typing or "") + event.character)
        elif event.key == "backspace":
            event.stop()
            event.prevent_default()
            text = self.texts.text(self.place) if self._typing is None else self._typing
            self._begin(text[:-1])

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self._typing is not None and len(event.text.splitlines()) == 1 and "\t" not in event.text:
            self._begin(self._typing + event.text.strip())
            return
        self.settle()
        fault = self.texts.paste(self.place, event.text)
        if fault:
            self.post_message(self.Told(fault))
            return
        self._paint_step()
        self._moved()

    def _paint_step(self) -> None:
        """Show what the last step has changed; its cells are faulty no more until they are looked at again."""
        step = self.texts.last_step
        self.faults = {place: why for place, why in self.faults.items() if place not in step}
        self._paint(sorted(step))

    def forget_typing(self) -> None:
        """Let the cell be as it was before the letters."""
        self._typing = None
        self._paint([self.place])

    def clear_cell(self) -> None:
        """Empty the cell under the cursor."""
        self._typing = None
        if self.texts.takes(self.place):
            self._put({self.place: ""})

    def take_from_above(self) -> None:
        """Take the text of the cell above."""
        row, column = self.place
        self._typing = None
        if row and self.texts.takes(self.place):
            self._put({self.place: self.texts.text((row - 1, column))})
        self.action_go_down()

    def step_back(self, *, again: bool = False) -> bool:
        """Take the last step back, or do it again; answers whether there was one."""
        self.settle()
        place = self.texts.redo() if again else self.texts.undo()
        if place is None:
            return False
        self._paint_step()
        self.cursor_coordinate = Coordinate(*place)
        self._moved()
        return True

    def go_to_fault(self, step: int) -> None:
        """Go to the next faulty cell, or to the one before; from the last one to the first."""
        places = sorted(self.faults)
        if places:
            beyond = [at for at in places if (at > self.place if step > 0 else at < self.place)]
            others = beyond or places
            self._go_to(others[0] if step > 0 else others[-1])

    # --- Going -------------------------------------------------------------------------------------------------------

    def action_go_down(self) -> None:
        """To the cell below; from the last one to the first of the next column."""
        row, column = self.place
        rows = len(self.texts.rows)
        order = [(r, c) for c in range(len(self.columns_)) for r in range(rows) if self.texts.takes((r, c))]
        self._go_to(next((at for at in order if (at[1], at[0]) > (column, row)), None))

    def action_go_on(self, step: int) -> None:
        """To the next cell that is typed into, or to the one before."""
        order = [
            (r, c)
            for r in range(len(self.texts.rows))
            for c in range(len(self.columns_))
            if self.texts.takes((r, c))
        ]
        order = order if step > 0 else order[::-1]
        self._go_to(next((at for at in order if (at > self.place if step > 0 else at < self.place)), None))

    def _go_to(self, place: Place | None) -> None:
        if place is None:
            self.settle()
        else:
            self.cursor_coordinate = Coordinate(*place)

    def action_row_start(self) -> None:
        """To the first cell of the row that is typed into."""
        self._go_to(self._in_row(0))

    def action_row_end(self) -> None:
        """To the last one."""
        self._go_to(self._in_row(-1))

    def _in_row(self, which: int) -> Place | None:
        row = self.place[0]
        order = [(row, c) for c in range(len(self.columns_)) if self.texts.takes((row, c))]
        return order[which] if order else None

"""What the lists of places have beside their pages: lines marked to be acted on together (docs/decisions/0049)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from rich.text import Text
from textual.coordinate import Coordinate
from textual.message import Message

from csi_tui.i18n import _, ngettext
from csi_tui.screens.export_dialog import ExportDialog
from csi_tui.screens.list_commands import ACTS
from csi_tui.screens.list_screen import LineT
from csi_tui.screens.viewed_list import ViewedList
from csi_tui.services.desk import local_times
from csi_tui.services.desk.several import MOST
from csi_tui.services.desk.views import PLAIN
from csi_tui.widgets.cells import cell
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import PADDING, SCROLLBAR

MARKED = "\N{BULLET}"
"""The sign of a marked line."""
EXPORT = "export"
NARROWEST = 5
"""Cells that the last column keeps beside the marks."""


class GridScreen(ViewedList[LineT]):
    """A list with marks. A subclass says what can be done with several of its lines."""

    @dataclass
    class AllRead(Message):
        """All lines of the list have been read, but no more than can be marked; ``more``: there are more."""

        lines: Sequence[Any]
        more: bool

    def __init__(self) -> None:
        super().__init__()
        self.marked: dict[str, LineT] = {}
        """The marked lines by their numbers, in the order in which they were marked."""
        self._anchor = ""
        """Number of the line that was marked last."""
        self._marked_in = PLAIN
        """What the list was narrowed down to when they were marked."""

    # --- What a subclass gives ----------------------------------------------------------------------------------------

    def acts(self) -> Sequence[tuple[str, str]]:
        """Ids and names of what can be done with several lines, besides writing them to a file."""
        return ()

    def act(self, what: str, numbers: Sequence[str]) -> None:
        """Do one of them."""

    def written(self, line: LineT) -> Sequence[object]:
        """The cells of a line as a file has them."""
        return [one.plain for one in self.cells(line)]

    # --- Marks --------------------------------------------------------------------------------------------------------

    def head_parts(self) -> list[str]:
        """How many lines are marked, behind the name of the view."""
        parts = super().head_parts()
        if self.marked:
            n = len(self.marked)
            said = ngettext("{n} marked ({key})", "{n} marked ({key})", n)
            parts.insert(0 if self.view is None else 1, said.format(n=n, key=ACTS.short_key))
        return parts

    def lead_columns(self) -> Sequence[tuple[str, int]]:
        """A column for the marks, as long as there are any."""
        return [("", 1)] if self.marked else []

    def _shown(self) -> list[tuple[int, str, int]]:
        """The columns in sight; the last one makes room for the marks."""
        shown = super()._shown()
        over = sum(width + PADDING for _place, _label, width in shown) + SCROLLBAR - self.list_room()
        over += sum(width + PADDING for _label, width in self.lead_columns())
        if self.marked and shown and over > 0:
            place, label, width = shown[-1]
            shown[-1] = (place, label, max(NARROWEST, width - over))
        return shown

    def lead_cells(self, line: LineT) -> Sequence[Text]:
        """The mark of a line."""
        return [self._mark_of(line)] if self.marked else []

    def _mark_of(self, line: LineT) -> Text:
        return cell(MARKED if self.number(line) in self.marked else "", "bold")

    def first_page(self) -> None:
        """Marks do not outlive what they were made in: nobody acts on what is not in the list any more."""
        if self.marked and replace(self.look(), column="", down=False) != self._marked_in:
            self.marked.clear()
        self.show_head()
        super().first_page()

    def _set_marks(self, marked: dict[str, LineT]) -> None:
        """Mark these lines and no others, and show it; the cursor stays where it is."""
        had = bool(self.marked)
        self.marked = marked
        self._marked_in = replace(self.look(), column="", down=False)
        if had != bool(marked):
            self._fill()
        elif marked:
            for row, line in enumerate(self.lines):
                self.table.update_cell_at(Coordinate(row, 0), self._mark_of(line))
        self.show_head()
        self.refresh_bindings()

    def action_mark(self) -> None:
        """Mark the line, or take its mark away; go on."""
        line = self.line
        if line is None:
            return
        self._anchor = self.number(line)
        marked = dict(self.marked)
        if marked.pop(self._anchor, None) is None:
            if len(marked) >= MOST:
                self._too_many()
                return
            marked[self._anchor] = line
        self._set_marks(marked)
        self.table.action_cursor_down()

    def action_mark_range(self) -> None:
        """Mark from the line that was marked last up to this one."""
        numbers = [self.number(line) for line in self.lines]
        if self.line is None:
            return
        if self._anchor not in numbers:
            self.desk_app.tell(
                _(
                    "Mark the first line of the range on this page with the space bar, then go to its last one."
                )
            )
            return
        begin, end = sorted((numbers.index(self._anchor), self.table.cursor_row))
        marked = self.marked | {self.number(line): line for line in self.lines[begin : end + 1]}
        if len(marked) > MOST:
            self._too_many()
        else:
            self._set_marks(marked)

    def action_mark_all(self) -> None:
        """Mark everything that the list holds, or nothing."""
        if self.marked:
            self._set_marks({})
        else:
            self._read_all(self.search_text)

    @store_job("all")
    def _read_all(self, search: str) -> Message:
        lines = list(islice(self.every_line(search), MOST + 1))
        return self.AllRead(lines[:MOST], len(lines) > MOST)

    def on_grid_screen_all_read(self, event: AllRead) -> None:
        """Mark them, unless they are more than can be acted on."""
        if event.more:
            self._too_many()
        else:
            self._set_marks({self.number(line): line for line in event.lines})

    def _too_many(self) -> None:
        self.desk_app.tell(
            _("At most {n} lines are marked at once: narrow the list down first.").format(n=MOST),
            warning=True,
        )

    # --- Acting -------------------------------------------------------------------------------------------------------

    def chosen_numbers(self) -> list[str]:
        """The numbers of the marked lines; with none marked, that of the line under the cursor."""
        if self.marked:
            return list(self.marked)
        return [] if self.line is None else [self.number(self.line)]

    def action_acts(self) -> None:
        """Offer what can be done."""
        numbers = self.chosen_numbers()
        if not numbers:
            return
        acts = [*self.acts(), (EXPORT, _("Write them to a file"))]

        def chosen(what: str | None) -> None:
            if what == EXPORT:
                self.action_export()
            elif what is not None:
                self.act(what, numbers)

        title = (
            ngettext("With the {n} marked line", "With the {n} marked lines", len(numbers)).format(
                n=len(numbers)
            )
            if self.marked
            else _("With {number}").format(number=numbers[0])
        )
        self.app.push_screen(ChoiceDialog(title, acts), chosen)

    def acted(self, text: str | None) -> None:
        """Back from an act: say what was done, take the marks away, read again."""
        if text is not None:
            self.desk_app.tell(text)
            self._set_marks({})
            self.reload()

    def lines_to_write(self) -> Callable[[], Iterable[LineT]]:
        """What reads the lines that are written to a file, in a thread: the marked ones, where there are any."""
        marked = list(self.marked.values())
        return (lambda: marked) if marked else partial(self.every_line, self.search_text)

    def _written_lines(self, read: Callable[[], Iterable[LineT]]) -> Iterator[Sequence[object]]:
        return (self.written(line) for line in read())

    def action_export(self) -> None:
        """Ask where the list shall be written to."""

        name = f"{_(self.title_text)}-{local_times.today(self.desk)}.xlsx"
        header = [_(label).strip() or "!" for label, _width, _if_room in self.columns]
        self.app.push_screen(
            ExportDialog(
                f"~/{name}",
                header,
                partial(self._written_lines, self.lines_to_write()),
                marked=len(self.marked),
            ),
            self.tell_done,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks and acts only where there are lines."""
        if action in ("mark", "mark_range", "mark_all", "acts"):
            return self.is_mounted and bool(self.lines)
        return super().check_action(action, parameters)

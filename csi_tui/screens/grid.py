"""What the lists of places have beside their pages: looks kept under names, and lines marked to be acted on together
(docs/decisions/0049)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from rich.text import Text
from textual.coordinate import Coordinate
from textual.message import Message

from csi_tui.i18n import _, ngettext
from csi_tui.screens.list_commands import ACTS
from csi_tui.screens.list_screen import LineT, ListScreen
from csi_tui.screens.views_dialog import ViewNameDialog, ViewsDialog, WhatWithView
from csi_tui.services.desk import local_times, views
from csi_tui.services.desk.filters import filter_words
from csi_tui.services.desk.several import MOST
from csi_tui.services.desk.views import PLAIN, Look, View
from csi_tui.widgets.cells import cell
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import PADDING, SCROLLBAR

MARKED = "\N{BULLET}"
"""The sign of a marked line."""
EXPORT = "export"
NARROWEST = 5
"""Cells that the last column keeps beside the marks."""


class GridScreen(ListScreen[LineT]):
    """A list with views and marks. A subclass says what can be done with several of its lines."""

    @dataclass
    class ViewsRead(Message):
        """The views that the user keeps of this list have been read."""

        found: Sequence[View]

    @dataclass
    class ViewGone(Message):
        """A view has been removed."""

        name: str

    @dataclass
    class AllRead(Message):
        """All lines of the list have been read, but no more than can be marked; ``more``: there are more."""

        lines: Sequence[Any]
        more: bool

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        """The view that is shown."""
        self.marked: dict[str, LineT] = {}
        """The marked lines by their numbers, in the order in which they were marked."""
        self._anchor = ""
        """Number of the line that was marked last."""
        self._marked_in = PLAIN
        """What the list was narrowed down to when they were marked."""

    # --- What a subclass gives ---------------------------------------------------------------------------------------

    def part(self) -> str:
        """Which part of everything the list shows, in a word of its own; empty for the one it begins with."""
        return ""

    def show_part(self, part: str) -> None:
        """Have it show that part from its next reading on."""

    def acts(self) -> Sequence[tuple[str, str]]:
        """Ids and names of what can be done with several lines, besides writing them to a file."""
        return ()

    def act(self, what: str, numbers: Sequence[str]) -> None:
        """Do one of them."""

    # --- Views -------------------------------------------------------------------------------------------------------

    def look(self) -> Look:
        """How the list looks now."""
        place, down = self.order.chosen or (None, False)
        return Look(
            search=self.search_text,
            only=self.only,
            part=self.part(),
            column="" if place is None else self.columns[place][0],
            down=down,
        )

    def show_look(self, look: Look) -> None:
        """Have the list look so; what it does not know any more is left out."""
        self.show_part(look.part)
        known = look.only.mark in ("", *self.narrows_by.marks)
        self.only = look.only if known else replace(look.only, mark="")
        labels = [label for label, _width, _if_room in self.columns]
        place = labels.index(look.column) if look.column in labels else None
        self.order.chosen = None if place is None or not self.order.knows(place) else (place, look.down)
        self.search_for(look.search)
        self.show_head()
        self.first_page()
        self.refresh_bindings()

    def show_view(self, view: View | None) -> None:
        """Show a view; None: the list as it comes."""
        look = PLAIN if view is None else view.look
        look = replace(look, only=look.only.on(local_times.today(self.desk)))
        self.view = None if view is None else replace(view, look=look)
        self.show_look(look)

    def head_parts(self) -> list[str]:
        """The view, what the list is narrowed down to, how many lines are marked."""
        parts = super().head_parts()
        if self.marked:
            n = len(self.marked)
            said = ngettext("{n} marked ({key})", "{n} marked ({key})", n)
            parts.insert(0, said.format(n=n, key=ACTS.short_key))
        if self.view is not None:
            name = _("View: {name}") if self.look() == self.view.look else _("View: {name} (changed)")
            parts.insert(0, name.format(name=self.view.name))
            if not self.only.narrows:
                parts.append(_("Backspace shows all"))
        return parts

    def action_views(self) -> None:
        """Read the views of this list, and offer them."""
        self._read_views()

    @store_job("views")
    def _read_views(self) -> Message:
        return self.ViewsRead(views.views(self.desk, self.place))

    def on_grid_screen_views_read(self, event: ViewsRead) -> None:
        """Offer them."""
        lines = [(view, self._said(view.look)) for view in event.found]
        present = "" if self.view is None else self.view.name
        self.app.push_screen(ViewsDialog(lines, present), self._with_view)

    def _said(self, look: Look) -> str:
        """A look in words, for the list of views."""
        part = self.part_name(look.part)
        only = filter_words(look.only, self.narrows_by)
        order = f"{_(look.column).strip()} {'↓' if look.down else '↑'}" if look.column else ""
        search = _("“{text}”").format(text=look.search) if look.search else ""
        return " · ".join(text for text in (part, search, only, order) if text) or _("everything")

    def part_name(self, part: str) -> str:
        """What a part of everything is called."""
        return ""

    def _with_view(self, wanted: WhatWithView | None) -> None:
        if wanted is None:
            return
        if wanted.what == "show":
            self.show_view(wanted.view)
        elif wanted.what == "keep":
            self.app.push_screen(ViewNameDialog(self.place, self.look()), self._kept_view)
        elif wanted.view is not None and wanted.what == "rename":
            self.app.push_screen(
                ViewNameDialog(self.place, wanted.view.look, wanted.view.name), self._kept_view
            )
        elif wanted.view is not None:
            self._ask_to_remove(wanted.view.name)

    def _kept_view(self, view: View | None) -> None:
        if view is not None:
            self.desk_app.tell(_("View “{name}” is kept.").format(name=view.name))
            self.show_view(view)

    def _ask_to_remove(self, name: str) -> None:
        text = _("Remove the view “{name}”? The list itself stays as it is.").format(name=name)
        SureQuestion(text, _("Remove"), _("Keep it")).ask(self.app, lambda: self._remove_view(name))

    @store_job("views")
    def _remove_view(self, name: str) -> Message:
        views.remove(self.desk, self.place, name)
        return self.ViewGone(name)

    def on_grid_screen_view_gone(self, event: ViewGone) -> None:
        """Say it; the list stays as it is."""
        self.desk_app.tell(_("View “{name}” is removed.").format(name=event.name))
        if self.view is not None and self.view.name == event.name:
            self.view = None
        self.show_head()

    def action_unfilter(self) -> None:
        """Show everything again; a view is left with all that belongs to it."""
        if self.view is not None:
            self.show_view(None)
        else:
            super().action_unfilter()

    # --- Marks -------------------------------------------------------------------------------------------------------

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

    # --- Acting ------------------------------------------------------------------------------------------------------

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
        """The marked lines, where there are any."""
        marked = list(self.marked.values())
        return (lambda: marked) if marked else super().lines_to_write()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks and acts only where there are lines; showing all again where a view is shown."""
        if action in ("mark", "mark_range", "mark_all", "acts"):
            return self.is_mounted and bool(self.lines)
        if action == "unfilter" and self.view is not None:
            return True
        return super().check_action(action, parameters)

"""The bench: figures of a scheme changed in a copy, and who would move by it, before it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.list_commands import SEARCH
from csi_tui.screens.schemes.dialogs import CopyDialog, MonthsDialog, OtherFigureDialog
from csi_tui.screens.schemes.moved import MovedScreen
from csi_tui.screens.search import Searched, SearchInput
from csi_tui.services.scheme_changes import bench
from csi_tui.services.scheme_changes.bench import Draft, FigureOfScheme
from csi_tui.services.scheme_changes.place_names import place_names
from csi_tui.services.schemes.in_force import SchemeText
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("Scheme bench")
CHANGE = Command(
    id="bench.change",
    keys="enter,f2",
    label=N_("Change"),
    help=N_("Another figure here, in the copy."),
    action="change",
    words="weight limit band 权重 上限 等级",
    scope=HERE,
)
AS_IT_WAS = Command(
    id="bench.as_it_was",
    keys="backspace",
    label=N_("As it was"),
    help=N_("The figure of the original again."),
    action="as_it_was",
    needs=N_("The figure under the cursor is as it was."),
    scope=HERE,
)
WHO = Command(
    id="bench.who",
    keys="w,f9",
    label=N_("Who would move"),
    help=N_("Whose total, rank or band would differ, over any months with cards."),
    action="who",
    words="what-if ripple simulate 试算 假设 影响",
    needs=N_("Nothing is changed yet: Enter changes the figure under the cursor."),
    scope=HERE,
)
TO_FILE = Command(
    id="bench.file",
    keys="d,f6",
    label=N_("To a file"),
    help=N_("Write the copy to a file, from which it can be put into force."),
    action="file",
    needs=N_("Nothing is changed yet: Enter changes the figure under the cursor."),
    scope=HERE,
)


class BenchScreen(Searched, DetailScreen):
    """Every figure of a scheme with what stands there in the copy."""

    desk_commands: ClassVar[tuple[Command, ...]] = (CHANGE, AS_IT_WAS, WHO, TO_FILE, SEARCH, GO_BACK)
    help_text = N_(
        "Nothing is stored here, and nobody is scored by the copy. Weights of one level add up to 100: as long as they "
        "do not, the copy has a fault, told below. A copy is put into force out of its file, by whoever looks after "
        "this machine."
    )

    @dataclass
    class Drafted(Message):
        """The copy has been made."""

        draft: Draft

    def __init__(self, text: SchemeText, period: Period) -> None:
        super().__init__()
        self._text, self._period = text, period
        self._all = bench.figures_of(text.body)
        self._names = place_names(text)
        self.figures: Sequence[FigureOfScheme] = self._all
        self.draft = bench.draft_of(text, {})
        self._kept: Mapping[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """The search, the figures; what is wrong with the copy."""
        yield SearchInput(placeholder=_("words of a figure: name, weight"), compact=True)
        yield RowTable(id="bench-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(RowTable).focus()
        self._fill()

    def on_resize(self) -> None:
        """As wide as there is room."""
        self._fill()

    def _fill(self, *, from_the_top: bool = False) -> None:
        table = self.query_one(RowTable)
        row, scroll = (0, 0.0) if from_the_top else (table.cursor_row, table.scroll_y)
        table.clear(columns=True)
        # Two columns of figures, the cells around three, and the scroll bar.
        wide = max(20, self.app.size.width - 8 - 12 - 3 * 2 * table.cell_padding - 1)
        table.add_column(cell(_("What")), width=wide)
        for label, width in ((_("Is"), 8), (_("In the copy"), 12)):
            table.add_column(figure(label), width=width)
        for one in self.figures:
            now = self.draft.changes.get(one.place)
            style = "" if now is None else "bold"
            table.add_row(
                cell(self._names.get(one.place, one.place), style),
                figure(one.value, style),
                figure("" if now is None else f"> {now}", style),
            )
        table.move_cursor(row=max(0, min(row, len(self.figures) - 1)))
        table.scroll_to(y=scroll, animate=False)
        count = len(self.draft.changes)
        changed = ngettext("{n} figure changed", "{n} figures changed", count).format(n=count)
        self.show_title(
            _("A copy of {scheme}: {changed}").format(scheme=self._text.scheme.id, changed=changed)
        )
        self._show_marked()
        self.refresh_bindings()

    def on_input_changed(self) -> None:
        """Only the figures with all of the words."""
        words = self.search_text.casefold().split()
        self.figures = [
            one
            for one in self._all
            if all(word in f"{self._names.get(one.place, '')} {one.place}".casefold() for word in words)
        ]
        self._fill(from_the_top=True)

    def action_clear_search(self) -> None:
        """All figures again."""
        self.query_one(SearchInput).value = ""

    @property
    def marked(self) -> FigureOfScheme | None:
        """The figure under the cursor."""
        row = self.query_one(RowTable).cursor_row
        return self.figures[row] if 0 <= row < len(self.figures) else None

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()
        self.refresh_bindings()

    def _show_marked(self) -> None:
        marked = self.marked
        lines = [] if marked is None else [self._names.get(marked.place, marked.place)]
        lines += [f"! {fault}" for fault in self.draft.faults]
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only of a copy that is changed."""
        if action == "as_it_was":
            return self.is_mounted and self.marked is not None and self.marked.place in self.draft.changes
        return bool(self.draft.changes) if action in ("who", "file") else True

    @store_job("draft")
    def _draft(self, changes: Mapping[str, str]) -> Message:
        return self.Drafted(bench.draft_of(self._text, changes))

    def on_bench_screen_drafted(self, event: Drafted) -> None:
        """Show the copy."""
        self.draft = event.draft
        self._fill()

    def on_data_table_row_selected(self) -> None:
        """Enter on a figure."""
        self.action_change()

    def action_change(self) -> None:
        """Ask for the figure in the copy."""
        marked = self.marked
        if marked is None:
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                changes = {**self.draft.changes, marked.place: value}
                if value == marked.value:
                    del changes[marked.place]
                self._draft(changes)

        now = self.draft.changes.get(marked.place, marked.value)
        self.app.push_screen(OtherFigureDialog(self._names.get(marked.place, marked.place), now), chosen)

    def action_as_it_was(self) -> None:
        """Take the change under the cursor back."""
        if self.marked is not None:
            self._draft(
                {place: one for place, one in self.draft.changes.items() if place != self.marked.place}
            )

    def action_who(self) -> None:
        """Ask over which months, and show who would move; not by a copy with faults."""
        if self.draft.text is None:
            self.desk_app.tell(_("Not yet: {fault}").format(fault=self.draft.faults[0]))
            return

        def chosen(periods: list[Period] | None) -> None:
            if periods is not None and self.draft.text is not None:
                self.app.push_screen(MovedScreen(self.draft.text, periods))

        self.app.push_screen(MonthsDialog(self._period), chosen)

    def action_file(self) -> None:
        """Ask where the copy shall be written to."""

        def told(text: str | None) -> None:
            if text is not None:
                self._kept = self.draft.changes
                self.desk_app.tell(text)

        self.app.push_screen(CopyDialog(self.draft), told)

    def action_back(self) -> None:
        """Go back; a copy that is changed and in no file is not thrown away by one reflex."""

        def answered(leave: bool | None) -> None:
            if leave:
                self.dismiss()

        if self.draft.changes in ({}, self._kept):
            self.dismiss()
        else:
            question = SureQuestion(_("Throw the changed copy away?"), _("Throw away"), _("Go on changing"))
            self.app.push_screen(question, answered)

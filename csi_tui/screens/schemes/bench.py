"""The bench: figures of a scheme changed in a copy, and who would move by it, before it is used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.schemes.moved import MovedScreen
from csi_tui.services.desk.month_names import read_months
from csi_tui.services.errors import UserError
from csi_tui.services.scheme_changes import bench
from csi_tui.services.scheme_changes.bench import Draft, FigureOfScheme
from csi_tui.services.scheme_changes.place_names import place_names
from csi_tui.services.schemes.in_force import SchemeText
from csi_tui.services.tabular.cells import BadCell
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("Scheme bench")
CHANGE = Command(
    id="bench.change",
    keys="enter,f2",
    label=N_("Change"),
    help=N_("Another figure here, in the copy."),
    action="change",
    scope=HERE,
)
AS_IT_WAS = Command(
    id="bench.as_it_was",
    keys="backspace",
    label=N_("As it was"),
    help=N_("The figure of the original again."),
    action="as_it_was",
    scope=HERE,
)
WHO = Command(
    id="bench.who",
    keys="w,f9",
    label=N_("Who would move"),
    help=N_("Whose total, rank or band would differ, over any months with cards."),
    action="who",
    scope=HERE,
)
TO_FILE = Command(
    id="bench.file",
    keys="d,f6",
    label=N_("To a file"),
    help=N_("Write the copy to a file, for “csi scheme use”."),
    action="file",
    scope=HERE,
)


class BenchScreen(DetailScreen):
    """Every figure of a scheme with what stands there in the copy."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (CHANGE, AS_IT_WAS, WHO, TO_FILE, GO_BACK)
    help_text = N_(
        "Nothing is stored here, and nobody is scored by the copy. Weights of one level add up to 100: as long as they "
        "do not, the copy has a fault, told below. A copy in a file is looked over by “csi scheme lint” and "
        "taken by “csi scheme use”."
    )

    @dataclass
    class Drafted(Message):
        """The copy has been made."""

        draft: Draft

    def __init__(self, text: SchemeText, period: Period) -> None:
        super().__init__()
        self._text, self._period = text, period
        self.figures: Sequence[FigureOfScheme] = bench.figures_of(text.body)
        self._names = place_names(text)
        self.draft = bench.draft_of(text, {})

    def compose_body(self) -> ComposeResult:
        """The figures; what is wrong with the copy."""
        yield RowTable(id="bench-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(RowTable).focus()
        self._fill()

    def on_resize(self) -> None:
        """As wide as there is room."""
        self._fill()

    def _fill(self) -> None:
        table = self.query_one(RowTable)
        row, scroll = table.cursor_row, table.scroll_y
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
        lines = [] if marked is None else [self._names.get(marked.place, ""), marked.place]
        lines += [f"! {fault}" for fault in self.draft.faults]
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who would move only by a copy that is changed and without faults."""
        if action == "as_it_was":
            return self.is_mounted and self.marked is not None and self.marked.place in self.draft.changes
        if action == "who":
            return bool(self.draft.changes) and self.draft.text is not None
        return bool(self.draft.changes) if action == "file" else True

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
        """Ask over which months, and show who would move."""

        def chosen(periods: list[Period] | None) -> None:
            if periods is not None and self.draft.text is not None:
                self.app.push_screen(MovedScreen(self.draft.text, periods))

        self.app.push_screen(MonthsDialog(self._period), chosen)

    def action_file(self) -> None:
        """Ask where the copy shall be written to."""

        def told(text: str | None) -> None:
            if text is not None:
                self.desk_app.tell(text)

        self.app.push_screen(CopyDialog(self.draft), told)


class OtherFigureDialog(EntryDialog[str]):
    """Dismisses with the figure, or None."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._figure, self._value = name, value

    def title_text(self) -> str:
        """Which figure."""
        return self._figure

    def rows(self) -> Sequence[Row]:
        """The figure."""
        return (Row("figure", _("Figure"), self._value, 20),)

    def hint(self) -> str:
        """That it is a copy."""
        return _("In the copy only; nobody is scored by it.")

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The figure as a file writes it."""
        try:
            return bench.read_figure(texts["figure"])
        except UserError as error:
            raise BadCell(str(error)) from error

    def carry_out(self, value: Any) -> str:
        """Nothing but to hand it back."""
        return str(value)


class MonthsDialog(EntryDialog[list[Period]]):
    """Dismisses with months, or None."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Who would move, over which months?")

    def rows(self) -> Sequence[Row]:
        """The months."""
        return (Row("months", _("Months"), show_period(self._period), 20),)

    def hint(self) -> str:
        """How several are written."""
        return _("One as 2026-10, several as 2026-01..2026-10; those without cards are left out.")

    def read(self, texts: Mapping[str, str], choice: str) -> list[Period]:
        """The months."""
        try:
            return read_months(needed(texts["months"]))
        except UserError as error:
            raise BadCell(str(error)) from error

    def carry_out(self, value: Any) -> list[Period]:
        """Nothing but to hand them back."""
        return list(value)


class CopyDialog(EntryDialog[str]):
    """Dismisses with what was written, or None."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft

    def title_text(self) -> str:
        """What is about to be done."""
        return _("Write the copy to a file")

    def about(self) -> str:
        """What it is for."""
        return _("The text of the original with the changed figures. “csi scheme use FILE” takes it.")

    def rows(self) -> Sequence[Row]:
        """Id of the copy, and the file."""
        name = f"{self._draft.base.scheme.id}-copy"
        return (Row("id", _("Id"), name, 60), Row("file", _("File"), f"~/{name}.toml"))

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """Id and file."""
        return needed(texts["id"]), needed(texts["file"])

    def carry_out(self, value: tuple[str, str]) -> str:
        """Write it."""
        scheme_id, file = value
        path = bench.write_draft(bench.draft_of(self._draft.base, self._draft.changes, scheme_id), file)
        return _("Written to {path}.").format(path=path)

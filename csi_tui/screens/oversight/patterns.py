"""Patterns that oversight asks about, and the rows of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.screens.oversight.report import write_report
from csi_tui.screens.row_history import HISTORY, show_history
from csi_tui.screens.sheet_dialog import WRITE_SHEET
from csi_tui.screens.worklist import WorksThrough
from csi_tui.services.desk import local_times
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.oversight import watching
from csi_tui.services.oversight.pattern_text import ROW_KINDS, chance_text, own_text, share_text
from csi_tui.services.oversight.watching import PatternLine, PatternRow, PatternSheet
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command

HERE = N_("Patterns")
HISTORIES = {"orders": "order", "surveys": "survey", "complaints": "complaint"}
ROWS = Command(
    id="patterns.rows",
    keys="enter,ctrl+d",
    label=N_("Rows"),
    help=N_("The rows that the pattern is in."),
    action="rows",
    needs=N_("There is no line to open."),
    scope=HERE,
)
OPEN = Command(
    id="patterns.open",
    keys="enter,ctrl+d",
    label=N_("Open"),
    help=N_("Open the row in its form; saving goes on to the next one."),
    action="open",
    needs=N_("There is no row to open: it bears another number since, or is gone."),
    scope=HERE,
)


class PatternsScreen(DetailList[PatternLine]):
    """Everybody's patterns of a month, what stands out first."""

    desk_commands: ClassVar[tuple[Command, ...]] = (ROWS, WRITE_SHEET, GO_BACK)
    help_text = N_(
        "What a figure may have been made by, beside the department and the person's own twelve months before. "
        "“!” stands where it is more than chance alone brings about. Every line is a question, and may have a good "
        "answer. Of each pattern whoever stands out is named, and the five with the most cases. The oversight group "
        "reads it; where it has nobody, the head of department."
    )
    table_id = "patterns-table"
    columns = (
        (N_("Pattern"), 26),
        (N_("Who"), 8),
        (N_("Cases"), 10),
        (N_("Dept."), 8),
        (N_("Before"), 8),
        (N_("Chance"), 6),
    )

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def fetch(self) -> PatternSheet:
        """In a thread: the patterns as they are now."""
        return watching.patterns_of(self.desk, self._period)

    def show(self, found: PatternSheet) -> None:
        """Show them."""
        standing = sum(line.stands_out for line in found.lines)
        # What stands out comes first, whatever it is; the text has it pattern by pattern.
        self.fill(sorted(found.named, key=lambda line: not line.stands_out))
        self.show_title(
            ngettext(
                "Patterns: {month}  {n} line stands out",
                "Patterns: {month}  {n} lines stand out",
                standing,
            ).format(month=local_times.month_text(self._period), n=standing)
        )

    def cells(self, line: PatternLine) -> Sequence[Text]:
        """A pattern in somebody's rows."""
        mark = "! " if line.stands_out else "  "
        return [
            cell(mark + line.title),
            cell(line.name),
            figure(own_text(line.own)),
            figure(share_text(line.department)),
            figure(share_text(line.before)),
            figure(chance_text(line)),
        ]

    def below(self, line: PatternLine | None) -> Sequence[str]:
        """The question."""
        return [] if line is None else [line.question]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Rows are those of a line."""
        return self.marked is not None if action == "rows" else True

    def on_data_table_row_selected(self) -> None:
        """Enter on a line."""
        self.action_rows()

    def action_write_sheet(self) -> None:
        """Ask where the report on the month shall be written to: these questions, and the sample."""
        self.app.push_screen(write_report(self._period), self.tell_done)

    def action_rows(self) -> None:
        """The rows of the line under the cursor."""
        if self.marked is not None:
            self.app.push_screen(PatternRowsScreen(self._period, self.marked))


class PatternRowsScreen(WorksThrough, DetailList[PatternRow]):
    """The rows that a pattern is in, of one person, to be opened one after the other."""

    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, GO_BACK, HISTORY)
    help_text = N_(
        "The rows that the question is about. Enter opens one in its form, and its history shows who entered and "
        "changed what."
    )
    table_id = "pattern-rows-table"
    columns = ((N_("What"), 12), (N_("Which"), 20), (N_("Beside"), 20))

    def __init__(self, period: Period, line: PatternLine) -> None:
        super().__init__()
        self._period, self._line = period, line

    def fetch(self) -> Sequence[PatternRow]:
        """In a thread: the rows of the line."""
        return watching.rows_in(self.desk, self._period, self._line)

    def show(self, found: Sequence[PatternRow]) -> None:
        """Show them."""
        self.fill(found)
        self.show_title(
            _("{title}: {name}, {month}").format(
                title=self._line.title, name=self._line.name, month=local_times.month_text(self._period)
            )
        )

    def texts(self, line: PatternRow) -> Sequence[str]:
        """A row."""
        return _(ROW_KINDS[line.kind]), line.number, line.beside

    def below(self, line: PatternRow | None) -> Sequence[str]:
        """The question."""
        return [self._line.question]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A row is opened where there is one; orders, surveys and complaints have a history."""
        if action == "row_history":
            return self.marked is not None and self.marked.kind in HISTORIES
        return self._can_be_opened() if action == "open" else True

    def _can_be_opened(self) -> bool:
        """An act may be about a row that bears another number since, or is gone."""
        return self.marked is not None and self.marked.kind != ""

    def on_data_table_row_selected(self) -> None:
        """Enter on a row."""
        self.action_open()

    def action_open(self) -> None:
        """Open the row; saving goes on to the next one."""
        if self._can_be_opened():
            self.work_at(self.table.cursor_row)

    def action_row_history(self) -> None:
        """Who entered the row, and who changed it."""
        if self.marked is not None:
            show_history(self.desk_app, HISTORIES[self.marked.kind], self.marked.number)

    def places(self) -> Sequence[RowPlace]:
        """The rows."""
        return [row.place for row in self.lines]

    def worked_month(self) -> Period:
        """The month that is looked over."""
        return self._period

    def read_again(self) -> Sequence[PatternRow]:
        """The rows as they are now: what was put right is not among them any more."""
        return self.fetch()

    def show_again(self, read: Sequence[PatternRow]) -> None:
        """Show them."""
        self.show(read)

    def mark(self, at: int) -> None:
        """Put the cursor on that row."""
        self.table.move_cursor(row=at)

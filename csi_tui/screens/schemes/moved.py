"""Who would move by another scheme: totals, ranks and grades as they are, and as they would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.scheme_changes.choice import Change, moved
from csi_tui.services.scheme_changes.text import standing_cells, summary_text
from csi_tui.services.schemes.in_force import SchemeText
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import LONG, store_job
from csi_tui.widgets.rows import RowTable

COLUMNS = (
    (N_("Month"), 8),
    (N_("Number"), 7),
    (N_("Name"), 10),
    (N_("Total"), 6),
    (N_("Rank"), 7),
    (N_("Grade"), 9),
    (N_("would be"), 8),
    (N_("Rank"), 7),
    (N_("Grade"), 9),
)
NAME = 2


class MovedScreen(DetailScreen):
    """Whose grade would change first, then whose figures would."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (GO_BACK,)
    help_text = N_(
        "Months that are closed are computed from the rows that they keep. A grade that would change is bold and has a "
        "mark. Nothing is changed by looking."
    )

    @dataclass
    class Found(Message):
        """It is known who would move."""

        changes: Sequence[Change]

    def __init__(self, text: SchemeText, periods: Sequence[Period]) -> None:
        super().__init__()
        self._text, self._periods = text, periods
        self.changes: Sequence[Change] = ()

    def compose_body(self) -> ComposeResult:
        """The summary, the list."""
        yield Static(id="card-result")
        yield RowTable(id="moved-table")

    def on_mount(self) -> None:
        """Compute it."""
        first, last = show_period(self._periods[0]), show_period(self._periods[-1])
        months = first if first == last else f"{first}..{last}"
        self.show_title(
            _("Who would move by {scheme}: {months}").format(scheme=self._text.scheme.id, months=months)
        )
        table = self.query_one(RowTable)
        table.cell_padding = 0
        wide = max(0, self.app.size.width - sum(width + 1 for _label, width in COLUMNS) - 3)
        for place, (label, width) in enumerate(COLUMNS):
            table.add_column(
                Text(_(label) if place else f" {_(label)}", no_wrap=True, overflow="ellipsis"),
                width=width + 1 + (min(wide, 12) if place == NAME else 0),
            )
        table.focus()
        self.query_one("#card-result", Static).update(Content(_("Computing …")))
        self._find()

    @store_job(LONG)
    def _find(self) -> Message:
        return self.Found(moved(self.desk, [self._text.scheme], self._periods))

    def on_moved_screen_found(self, event: Found) -> None:
        """Show them."""
        self.changes = sorted(event.changes, key=lambda one: not one.grade_changes)
        self.query_one("#card-result", Static).update(Content(summary_text(self.changes)))
        table = self.query_one(RowTable)
        table.clear()
        for one in self.changes:
            style = "bold" if one.grade_changes else ""
            total, rank, grade = standing_cells(one, one.was)
            new_total, new_rank, new_grade = standing_cells(one, one.would)
            mark = "! " if one.grade_changes else ""
            table.add_row(
                cell(f" {show_period(one.period)}", style),
                cell(one.employee_no, style),
                cell(one.name, style),
                figure(f"{total} "),
                figure(f"{rank} "),
                cell(grade),
                figure(f"{new_total} ", style),
                figure(f"{new_rank} ", style),
                cell(f"{mark}{new_grade}", style),
            )

"""Who would move by another scheme: totals, ranks and grades as they are, and as they would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, pgettext
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.errors import UserError
from csi_tui.services.scheme_changes.by_another import Change, moved
from csi_tui.services.scheme_changes.text import result_cells, summary_text
from csi_tui.services.schemes.in_force import SchemeText
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import LONG, store_job
from csi_tui.widgets.rows import RowTable

WIDTHS = (8, 7, 10, 7, 8, 11, 8, 8, 12)
"""Of the columns, the blank of each included."""
FIGURES = (3, 4, 6, 7)
NAME = 2


class MovedScreen(DetailScreen):
    """Whose grade would change first, then whose figures would."""

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
        # One cell for the scroll bar.
        left = max(0, self.app.size.width - sum(WIDTHS) - 1)
        for place, (label, width) in enumerate(zip(_headings(), WIDTHS, strict=True)):
            shown = figure(label) if place in FIGURES else cell(f" {label}")
            table.add_column(shown, width=width + (min(left, 12) if place == NAME else 0))
        table.focus()
        self.query_one("#card-result", Static).update(Content(_("Computing …")))
        self._find()

    @store_job(LONG)
    def _find(self) -> Message:
        return self.Found(moved(self.desk, [self._text.scheme], self._periods))

    def job_failed(self, error: BaseException, group: str) -> None:
        """What cannot be computed is told where the summary would stand."""
        said = error.at_desk if isinstance(error, UserError) else _("It could not be computed.")
        self.query_one("#card-result", Static).update(Content(f"! {said}"))
        if not isinstance(error, UserError):
            super().job_failed(error, group)

    def on_moved_screen_found(self, event: Found) -> None:
        """Show them."""
        self.changes = sorted(event.changes, key=lambda one: not one.grade_changes)
        self.query_one("#card-result", Static).update(Content(summary_text(self.changes)))
        table = self.query_one(RowTable)
        table.clear()
        for one in self.changes:
            style = "bold" if one.grade_changes else ""
            total, rank, grade = result_cells(one, one.was)
            new_total, new_rank, new_grade = result_cells(one, one.would)
            mark = "! " if one.grade_changes else ""
            table.add_row(
                cell(f" {show_period(one.period)}", style),
                cell(f" {one.employee_no}", style),
                cell(f" {one.name}", style),
                figure(total),
                figure(rank),
                cell(f" {grade}"),
                figure(new_total, style),
                figure(new_rank, style),
                cell(f" {mark}{new_grade}", style),
            )


def _headings() -> tuple[str, ...]:
    result = (_("Rank"), _("Grade"))
    # The place of that name is the closing of the month.
    month = pgettext("column", "Month")
    return (month, _("Number"), _("Name"), _("Total"), *result, _("would be"), *result)

"""The year: totals, places and grades of everybody, with the reasons of the marked one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.desk import figure_texts, local_times
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.errors import UserError
from csi_tui.services.months.text.cards import both_ranks
from csi_tui.services.spans.annual import AnnualReport, YearCard, annual_report
from csi_tui.services.spans.text.annual import more_texts, reason_texts
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("The year")
EARLIER = Command(
    id="year.earlier",
    keys="left_square_bracket,f7",
    label=N_("Year before"),
    help=N_("Go to the year before."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="year.later",
    keys="right_square_bracket,f8",
    label=N_("Year after"),
    help=N_("Go to the year after."),
    action="move(1)",
    scope=HERE,
)


class AnnualScreen(DetailScreen):
    """One year; below the list stand the months and the reasons of the marked person."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (EARLIER, LATER, GO_BACK)
    help_text = N_(
        "The total is the mean of the published monthly totals. The grade is that of the place in the year, and while "
        "its condition on the months fails, the next lower one. Who has too few months has no rank. "
        "The rank within the role stands in brackets."
    )

    @dataclass
    class Read(Message):
        """The year has been read."""

        found: AnnualReport

    def __init__(self, year: int) -> None:
        super().__init__()
        self._year = year
        self.found: AnnualReport | None = None

    def compose_body(self) -> ComposeResult:
        """The list, and what stands behind the marked grade."""
        yield RowTable(id="year-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read it."""
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Rank"), 7),
            (_("Number"), 7),
            (_("Name"), 8),
            (_("Total"), 6),
            (_("Months assessed"), 6),
            (_("Position"), 8),
            (_("Grade"), 10),
            (_("Role"), 11),
        )
        table.focus()
        self._read(self._year)

    @store_job(READING)
    def _read(self, year: int) -> Message:
        return self.Read(annual_report(self.desk, year))

    def on_annual_screen_read(self, event: Read) -> None:
        """Show it."""
        self.found, self._year = event.found, event.found.year
        table = self.query_one(RowTable)
        table.clear()
        for card in event.found.people:
            table.add_row(*map(cell, _cells(event.found, card)))
        title = ngettext(
            "{year}: {n} month, {assessed} assessed",
            "{year}: {n} months, {assessed} assessed",
            len(event.found.months),
        ).format(year=self._year, n=len(event.found.months), assessed=event.found.assessed)
        self.show_title(f"{title}  {_('not over: may still move')}" if event.found.running else title)
        self._show_marked()

    @property
    def marked(self) -> YearCard | None:
        """The one under the cursor."""
        row = self.query_one(RowTable).cursor_row
        people = () if self.found is None else self.found.people
        return people[row] if 0 <= row < len(people) else None

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    def _show_marked(self) -> None:
        lines: list[str] = []
        if self.marked is not None and self.found is not None:
            lines = [*reason_texts(self.found, self.marked.result), *more_texts(self.marked)]
            months = self.marked.result.months
            lines.append(
                "  ".join(
                    f"{local_times.month_text(one.period)[5:]} {figure_texts.hundredths_text(one.total or 0)}"
                    for one in months
                )
            )
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))

    def job_failed(self, error: BaseException, group: str) -> None:
        """A year without published months is no fault: say so in its place."""
        if type(error) is not UserError:
            super().job_failed(error, group)
            return
        self.found = None
        self.query_one(RowTable).clear()
        self.show_title(str(error))
        self._show_marked()

    def action_move(self, step: int) -> None:
        """Go a year back or on."""
        self._year += step
        self._read(self._year)


def _cells(report: AnnualReport, card: YearCard) -> tuple[str, ...]:
    result = card.result
    return (
        both_ranks(result.rank, card.rank_in_role),
        card.employee_no,
        card.name,
        "-" if result.total is None else figure_texts.hundredths_text(result.total),
        str(len(result.months)),
        "-"
        if result.position is None
        else _("{figure} %").format(figure=figure_texts.figure_text(result.position)),
        _("not graded") if result.grade is None else report.grade_name(result.grade),
        role_name(card.role),
    )

"""The year: totals, places and grades of everybody, with the reasons of the marked one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _, ngettext
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.screens.sheet_dialog import WRITE_SHEET, write_notice
from csi_tui.services.desk import figure_texts, local_times
from csi_tui.services.desk.card_texts import role_name
from csi_tui.services.errors import UserError
from csi_tui.services.months.text.cards import both_ranks
from csi_tui.services.spans.annual import AnnualReport, YearCard, annual_report
from csi_tui.services.spans.text.annual import grade_text, more_texts, reason_texts
from csi_tui.widgets.commands import Command

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


class AnnualScreen(DetailList[YearCard]):
    """One year; below the list stand the months and the reasons of the marked person."""

    desk_commands: ClassVar[tuple[Command, ...]] = (EARLIER, LATER, WRITE_SHEET, GO_BACK)
    help_text = N_(
        "The total is the mean of the published monthly totals. The grade is that of the place in the year, and while "
        "its condition on the months fails, the next lower one. Who has too few months has no rank. "
        "The rank within the role stands in brackets."
    )

    table_id = "year-table"
    columns = (
        (N_("Rank"), 7),
        (N_("Number"), 7),
        (N_("Name"), 8),
        (N_("Total"), 6),
        (N_("Months assessed"), 6),
        (N_("Position"), 8),
        (N_("Grade"), 10),
        (N_("Role"), 11),
    )

    def __init__(self, year: int) -> None:
        super().__init__()
        self._year = year
        self.found: AnnualReport | None = None

    def fetch(self) -> AnnualReport:
        """In a thread: the year."""
        return annual_report(self.desk, self._year)

    def show(self, found: AnnualReport) -> None:
        """Show it."""
        self.found, self._year = found, found.year
        self.fill(found.people, from_the_top=True)
        title = ngettext(
            "{year}: {n} month, {assessed} assessed",
            "{year}: {n} months, {assessed} assessed",
            len(found.months),
        ).format(year=self._year, n=len(found.months), assessed=found.assessed)
        self.show_title(f"{title}  {_('not over: may still move')}" if found.running else title)

    def texts(self, line: YearCard) -> Sequence[str]:
        """Place, who, total, months, position, grade, role."""
        assert self.found is not None
        result = line.result
        return (
            both_ranks(result.rank, line.rank_in_role),
            line.employee_no,
            line.name,
            "-" if result.total is None else figure_texts.hundredths_text(result.total),
            str(len(result.months)),
            "-"
            if result.position is None
            else _("{figure} %").format(figure=figure_texts.figure_text(result.position)),
            grade_text(self.found, line),
            role_name(line.role),
        )

    def below(self, line: YearCard | None) -> Sequence[str]:
        """The reasons and the months of the marked one."""
        if line is None or self.found is None:
            return ()
        months = (
            f"{local_times.month_text(one.period)[5:]} {figure_texts.hundredths_text(one.total or 0)}"
            for one in line.result.months
        )
        return [*reason_texts(self.found, line), *more_texts(line), "  ".join(months)]

    def job_failed(self, error: BaseException, group: str) -> None:
        """A year without published months is no fault: say so in its place."""
        if type(error) is not UserError:
            super().job_failed(error, group)
            return
        self.found = None
        self.fill(())
        self.show_title(str(error))

    def action_move(self, step: int) -> None:
        """Go a year back or on."""
        self._year += step
        self.reload()

    def action_write_sheet(self) -> None:
        """Ask where the sheet that publishes it shall be written to."""
        self.app.push_screen(write_notice(str(self._year)), self.tell_done)

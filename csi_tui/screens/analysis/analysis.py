"""The analysis of a month: what stands out first, then figures, teams, losses, complaints, groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.analysis.conclude import ConcludeDialog
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.indicators.indicators import IndicatorsScreen
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.screens.sections_screen import SectionsScreen
from csi_tui.screens.sheet_dialog import MASKED, WRITE_SHEET, WriteSheetDialog, names_full_or_masked
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.analysis.text.analysis_sheet import analysis_sheet
from csi_tui.services.analysis.text.sections import sections, title_of
from csi_tui.services.analysis.values import Analysis
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.tabular.sections import Section
from csi_tui.widgets.commands import Command

HERE = N_("Analysis")
PART = Command(
    id="analysis.part",
    keys="p,f6",
    label=N_("Next part"),
    help=N_("What stands out, everybody, teams, losses, complaints, then by team, role and product."),
    action="part",
    scope=HERE,
)
CONCLUDE = Command(
    id="analysis.conclude",
    keys="n,f2",
    label=N_("Conclusion"),
    help=N_("Write what you conclude; it is signed, kept, and read again in the next month."),
    action="conclude",
    words="conclusion finding words sign 结论 分析结论 发现",
    needs=N_("Supervisors and the head of department write conclusions, from a month that is shown."),
    scope=HERE,
)
PROCESS = Command(
    id="analysis.process",
    keys="o,ctrl+d",
    label=N_("On the process"),
    help=N_("Write what you conclude of how the month was assessed, and what is to become better."),
    action="process",
    words="process review optimise 流程 复盘 优化 改进",
    needs=N_("Supervisors and the head of department write conclusions, from a month that is shown."),
    scope=HERE,
    footer=False,
)
INDICATORS = Command(
    id="analysis.indicators",
    keys="i,f9",
    label=N_("Indicators"),
    help=N_("The quarter's indicators: which still tell people apart, and what other weights would give."),
    action="indicators",
    words="indicators review quarter discrimination weight 指标 区分度 季度复盘 权重",
    scope=HERE,
)
MONTH = Command(
    id="analysis.month",
    keys="m,f4",
    label=N_("Other month"),
    help=N_("Choose another month."),
    action="month",
    scope=HERE,
)
EARLIER = Command(
    id="analysis.earlier",
    keys="left_square_bracket,f7",
    label=N_("Earlier"),
    help=N_("Go to the month before."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="analysis.later",
    keys="right_square_bracket,f8",
    label=N_("Later"),
    help=N_("Go to the month after."),
    action="move(1)",
    scope=HERE,
)
RELOAD = Command(
    id="analysis.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Analyse the month again."),
    action="reload",
    scope=HERE,
    footer=False,
)


class AnalysisScreen(SectionsScreen):
    """What stands out first."""

    asked: Period
    found: Analysis | None

    desk_commands: ClassVar[tuple[Command, ...]] = (
        PART,
        CONCLUDE,
        MONTH,
        EARLIER,
        LATER,
        PROCESS,
        INDICATORS,
        RELOAD,
        WRITE_SHEET,
        GO_BACK,
    )
    help_text = N_(
        "A month analysed, nothing of which is part of a score. What stands out is picked by stated rules "
        "(docs/rules.md, rule 40). A difference of rates with “=” cannot be told apart from chance, one with “*” "
        "can; without a mark it is not tested. What moved a "
        "team's mean adds up exactly: those who stayed, who joined, who left."
    )

    def __init__(self, period: Period) -> None:
        super().__init__(period)

    def title_before(self) -> str:
        """Of which month."""
        return _("Analysis of {month}").format(month=local_times.month_text(self.asked))

    def title_of(self, found: Analysis) -> str:
        """Of which month, by which scheme, as of when."""
        return title_of(found)

    def fetch(self, asked: Period) -> Analysis:
        """The analysis of a month."""
        return month_analysis(self.desk, asked)

    def asked_of(self, found: Analysis) -> Period:
        """The month."""
        return found.period

    def sections(self, found: Analysis, columns: int) -> Sequence[Section]:
        """The analysis in so many columns."""
        return sections(found, columns)

    def action_write_sheet(self) -> None:
        """Ask where the analysis that is shown shall be written to; masked, it is made anew without names."""
        period = self.asked

        def make(desk: Desk, choice: str) -> Sheet:
            return analysis_sheet(month_analysis(desk, period, masked=choice == MASKED))

        name = f"{_('Analysis')}-{show_period(period)}"
        self.app.push_screen(WriteSheetDialog(name, names_full_or_masked(), make), self.tell_done)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A conclusion only from what is shown, by whoever may."""
        if action in ("conclude", "process"):
            return self.found is not None and self.desk.may("conclude")
        return True

    def action_conclude(self) -> None:
        """Write a conclusion, and show it where it stands."""
        self._conclude(process=False)

    def action_process(self) -> None:
        """The same of how the month was assessed."""
        self._conclude(process=True)

    def _conclude(self, *, process: bool) -> None:
        def kept(number: int | None) -> None:
            if number is not None:
                self.desk_app.tell(_("Conclusion {number} is kept.").format(number=number))
                self.reload()

        self.app.push_screen(ConcludeDialog(self.asked, process=process), kept)

    def action_indicators(self) -> None:
        """Review the indicators of the month's quarter."""
        self.app.push_screen(IndicatorsScreen(self.asked))

    def action_month(self) -> None:
        """Choose another month."""

        def chosen(period: Period | None) -> None:
            if period is not None:
                self.read(period)

        self.app.push_screen(MonthDialog(self.asked), chosen)

    def action_move(self, step: int) -> None:
        """Go a month back or on."""
        self.read(local_times.neighbour(self.asked, step))

"""The analysis of a month: what stands out first, then figures, teams, losses, complaints, groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.analysis.conclude import ConcludeDialog
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.indicators.indicators import IndicatorsScreen
from csi_tui.screens.months.month_dialog import MonthDialog
from csi_tui.screens.sheet_dialog import MASKED, WRITE_SHEET, WriteSheetDialog, names_full_or_masked
from csi_tui.services.analysis.month_analysis import month_analysis
from csi_tui.services.analysis.text.analysis_sheet import analysis_sheet
from csi_tui.services.analysis.text.sections import sections, title_of
from csi_tui.services.analysis.values import Analysis
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.printing.sheet import Sheet
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job

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


class AnalysisScreen(DetailScreen):
    """All sections below each other; a key goes on to the next."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        PART,
        CONCLUDE,
        MONTH,
        EARLIER,
        LATER,
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

    @dataclass
    class Read(Message):
        """The month has been analysed."""

        found: Analysis

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: Analysis | None = None
        self._starts: list[int] = []
        """The line at which each section begins."""

    def compose_body(self) -> ComposeResult:
        """The sections, scrolling."""
        with VerticalScroll(id="analysis"):
            yield Static(id="analysis-sections")

    def on_mount(self) -> None:
        """Analyse the month; arrows scroll."""
        self.show_title(_("Analysis of {month}").format(month=local_times.month_text(self._period)))
        self.query_one(VerticalScroll).focus()
        self.reload()

    def reload(self) -> None:
        """Analyse it, or analyse it again."""
        self._read(self._period)

    @store_job(READING)
    def _read(self, period: Period) -> Message:
        return self.Read(month_analysis(self.desk, period))

    def on_analysis_screen_read(self, event: Read) -> None:
        """Show it."""
        self.found = event.found
        self._period = event.found.period
        self._draw()
        self.refresh_bindings()

    def action_write_sheet(self) -> None:
        """Ask where the analysis that is shown shall be written to; masked, it is made anew without names."""
        period = self._period

        def make(desk: Desk, choice: str) -> Sheet:
            return analysis_sheet(month_analysis(desk, period, masked=choice == MASKED))

        name = f"{_('Analysis')}-{show_period(period)}"
        self.app.push_screen(WriteSheetDialog(name, names_full_or_masked(), make), self.tell_done)

    def on_resize(self) -> None:
        """Show it as wide as there is room."""
        self._draw()

    def _draw(self) -> None:
        if self.found is None:
            return
        self.show_title(title_of(self.found))
        text, line = Text(no_wrap=True, overflow="crop"), 0
        self._starts = []
        # A blank on either side, and one for the scroll bar.
        for section in sections(self.found, self.app.size.width - 3):
            self._starts.append(line)
            text.append(section.title + "\n", "bold")
            text.append("\n".join(section.lines) + "\n\n")
            line += len(section.lines) + 2
        text.rstrip()
        self.query_one("#analysis-sections", Static).update(text)

    def action_part(self) -> None:
        """Go on to the next section, from the last one to the first."""
        scroll = self.query_one(VerticalScroll)
        at = round(scroll.scroll_offset.y)
        below = [start for start in self._starts if start > at]
        end = scroll.max_scroll_y
        scroll.scroll_to(y=min(below[0], end) if below and at < end else 0, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A conclusion only from what is shown, by whoever may."""
        if action == "conclude":
            return self.found is not None and self.desk.may("conclude")
        return True

    def action_conclude(self) -> None:
        """Write a conclusion, and show it where it stands."""

        def kept(number: int | None) -> None:
            if number is not None:
                self.desk_app.tell(_("Conclusion {number} is kept.").format(number=number))
                self.reload()

        self.app.push_screen(ConcludeDialog(self._period), kept)

    def action_indicators(self) -> None:
        """Review the indicators of the month's quarter."""
        self.app.push_screen(IndicatorsScreen(self._period))

    def action_month(self) -> None:
        """Choose another month."""

        def chosen(period: Period | None) -> None:
            if period is not None:
                self._read(period)

        self.app.push_screen(MonthDialog(self._period), chosen)

    def action_move(self, step: int) -> None:
        """Go a month back or on."""
        self._read(local_times.neighbour(self._period, step))

    def action_reload(self) -> None:
        """Analyse the month again."""
        self.reload()

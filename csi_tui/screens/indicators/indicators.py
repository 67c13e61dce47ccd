"""A quarter's indicators: which still tell people apart, and what other weights would have given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.sheet_dialog import MASKED, WRITE_SHEET, WriteSheetDialog, names_full_or_masked
from csi_tui.services.desk.desk import Desk
from csi_tui.services.indicators.review import indicator_review
from csi_tui.services.indicators.text.review_sheet import review_sheet
from csi_tui.services.indicators.text.sections import sections, title_of
from csi_tui.services.indicators.values import Review
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.spans.results import neighbour, span_at
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job

HERE = N_("Indicators")
QUARTER = "quarter"
PART = Command(
    id="indicators.part",
    keys="p,f6",
    label=N_("Next part"),
    help=N_(
        "What the quarter shows, its indicators, what is proposed, whose card would differ, month by month."
    ),
    action="part",
    scope=HERE,
)
EARLIER = Command(
    id="indicators.earlier",
    keys="left_square_bracket,f7",
    label=N_("Earlier"),
    help=N_("Go to the quarter before."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="indicators.later",
    keys="right_square_bracket,f8",
    label=N_("Later"),
    help=N_("Go to the quarter after."),
    action="move(1)",
    scope=HERE,
)
RELOAD = Command(
    id="indicators.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Review the quarter again."),
    action="reload",
    scope=HERE,
    footer=False,
)


class IndicatorsScreen(DetailScreen):
    """All sections below each other; a key goes on to the next."""

    desk_commands: ClassVar[tuple[Command, ...]] = (PART, EARLIER, LATER, RELOAD, WRITE_SHEET, GO_BACK)
    help_text = N_(
        "The indicators of a quarter, nothing of which is part of a score. An indicator that has not told people apart "
        "for three months, by a stated rule (docs/rules.md, rule 44), is proposed for another weight, tried on the "
        "quarter's own months. Nothing is changed here: another scheme waits for a second person."
    )

    @dataclass
    class Read(Message):
        """The quarter has been reviewed."""

        found: Review

    def __init__(self, period: Period) -> None:
        """``period``: a month of the quarter."""
        super().__init__()
        self._period = period
        self.found: Review | None = None
        self._starts: list[int] = []
        """The line at which each section begins."""

    def compose_body(self) -> ComposeResult:
        """The sections, scrolling."""
        with VerticalScroll(id="indicators"):
            yield Static(id="indicators-sections")

    def on_mount(self) -> None:
        """Review the quarter; arrows scroll."""
        self.show_title(_("Indicators of {quarter}").format(quarter=span_at(QUARTER, self._period)))
        self.query_one(VerticalScroll).focus()
        self.reload()

    def reload(self) -> None:
        """Review it, or review it again."""
        self._read(self._period)

    @store_job(READING)
    def _read(self, period: Period) -> Message:
        return self.Read(indicator_review(self.desk, span_at(QUARTER, period)))

    def on_indicators_screen_read(self, event: Read) -> None:
        """Show it."""
        self.found = event.found
        self._period = event.found.quarter.months[-1]
        self._draw()

    def action_write_sheet(self) -> None:
        """Ask where the review that is shown shall be written to; masked, it is made anew without names."""
        quarter = span_at(QUARTER, self._period)

        def make(desk: Desk, choice: str) -> Sheet:
            return review_sheet(indicator_review(desk, quarter, masked=choice == MASKED))

        name = f"{_('Indicators')}-{quarter}"
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
        for section in sections(self.found, self.app.size.width - 3, at_desk=True):
            self._starts.append(line)
            text.append(section.title + "\n", "bold")
            text.append("\n".join(section.lines) + "\n\n")
            line += len(section.lines) + 2
        text.rstrip()
        self.query_one("#indicators-sections", Static).update(text)

    def action_part(self) -> None:
        """Go on to the next section, from the last one to the first."""
        scroll = self.query_one(VerticalScroll)
        at, end = round(scroll.scroll_offset.y), scroll.max_scroll_y
        below = [start for start in self._starts if start > at]
        scroll.scroll_to(y=min(below[0], end) if below and at < end else 0, animate=False)

    def action_move(self, step: int) -> None:
        """Go a quarter back or on."""
        self._read(neighbour(span_at(QUARTER, self._period), step).months[0])

    def action_reload(self) -> None:
        """Review the quarter again."""
        self.reload()

"""A quarter's indicators: which still tell people apart, and what other weights would have given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.sections_screen import SectionsScreen
from csi_tui.screens.sheet_dialog import MASKED, WRITE_SHEET, WriteSheetDialog, names_full_or_masked
from csi_tui.services.desk.desk import Desk
from csi_tui.services.indicators.review import indicator_review
from csi_tui.services.indicators.text.review_sheet import review_sheet
from csi_tui.services.indicators.text.sections import sections, title_of
from csi_tui.services.indicators.values import Review
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.spans.results import neighbour, span_at
from csi_tui.services.tabular.sections import Section
from csi_tui.widgets.commands import Command

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


class IndicatorsScreen(SectionsScreen):
    """What the quarter shows first. Asked for is a month of the quarter."""

    asked: Period
    found: Review | None

    desk_commands: ClassVar[tuple[Command, ...]] = (PART, EARLIER, LATER, RELOAD, WRITE_SHEET, GO_BACK)
    help_text = N_(
        "The indicators of a quarter, nothing of which is part of a score. An indicator that has not told people apart "
        "for three months, by a stated rule (docs/rules.md, rule 44), is proposed for another weight, tried on the "
        "quarter's own months. Nothing is changed here: another scheme waits for a second person."
    )

    def __init__(self, period: Period) -> None:
        super().__init__(period)

    def title_before(self) -> str:
        """Of which quarter."""
        return _("Indicators of {quarter}").format(quarter=span_at(QUARTER, self.asked))

    def title_of(self, found: Review) -> str:
        """Of which quarter, by which scheme, in which state its months are."""
        return title_of(found)

    def fetch(self, asked: Period) -> Review:
        """The review of a quarter."""
        return indicator_review(self.desk, span_at(QUARTER, asked))

    def asked_of(self, found: Review) -> Period:
        """The quarter's last month."""
        return found.quarter.months[-1]

    def sections(self, found: Review, columns: int) -> Sequence[Section]:
        """The review in so many columns."""
        return sections(found, columns, at_desk=True)

    def action_write_sheet(self) -> None:
        """Ask where the review that is shown shall be written to; masked, it is made anew without names."""
        quarter = span_at(QUARTER, self.asked)

        def make(desk: Desk, choice: str) -> Sheet:
            return review_sheet(indicator_review(desk, quarter, masked=choice == MASKED))

        name = f"{_('Indicators')}-{quarter}"
        self.app.push_screen(WriteSheetDialog(name, names_full_or_masked(), make), self.tell_done)

    def action_move(self, step: int) -> None:
        """Go a quarter back or on."""
        self.read(neighbour(span_at(QUARTER, self.asked), step).months[0])

"""The sheet that publishes a month, as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.close.paper import PaperScreen
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.sheet_dialog import WRITE_SHEET, write_notice
from csi_tui.services.cards.publication import publication
from csi_tui.services.desk.desk import Desk
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.spans.results import span_at
from csi_tui.widgets.commands import Command


class NoticeScreen(PaperScreen):
    """The sheet of a month."""

    desk_commands: ClassVar[tuple[Command, ...]] = (WRITE_SHEET, GO_BACK)
    help_text = N_(
        "Scroll with the arrows and the page keys; write the sheet to a file to print it or send it round."
    )

    def __init__(self, period: Period) -> None:
        super().__init__(period, _("The notice sheet"), self._lines)

    def _lines(self, desk: Desk, period: Period) -> Sequence[str]:
        return sheet_text(publication(desk, span_at("month", period))).splitlines()

    def action_write_sheet(self) -> None:
        """Ask for the file."""
        self.app.push_screen(write_notice(str(span_at("month", self._period))), self.tell_done)

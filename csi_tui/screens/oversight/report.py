"""Where the oversight group's report on a month is written to."""

from __future__ import annotations

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.sheet_dialog import WriteSheetDialog
from csi_tui.services.desk.desk import Desk
from csi_tui.services.oversight.report import oversight_report
from csi_tui.services.oversight.report_printed import report_printed
from csi_tui.services.printing.sheet import Sheet


def write_report(period: Period) -> WriteSheetDialog:
    """The dialog for the sheet of one month: its sample, its verdicts, its questions."""

    def make(desk: Desk, _way: str) -> Sheet:
        return report_printed(oversight_report(desk, period))

    return WriteSheetDialog(f"{_('Oversight')}-{show_period(period)}", (), make)

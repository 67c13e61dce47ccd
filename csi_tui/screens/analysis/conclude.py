"""A dialog for a conclusion from the analysis of a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.services.analysis.conclusions import write
from csi_tui.services.desk.local_times import month_text
from csi_tui.widgets.commands import Command
from csi_tui.widgets.entry_dialog import CANCEL, DO, EntryDialog, Row, needed

KEEP = DO.with_label(N_("Sign"), N_("Keep the conclusion, with your name and the time."))


class ConcludeDialog(EntryDialog[int]):
    """Dismisses with the number of the conclusion that was kept."""

    desk_commands: ClassVar[tuple[Command, ...]] = (KEEP, CANCEL)

    def __init__(self, period: Period, *, process: bool = False) -> None:
        """``process``: on how the month was assessed, not from its figures."""
        super().__init__()
        self._period, self._process = period, process

    def title_text(self) -> str:
        """From which month."""
        if self._process:
            return _("On how {month} was assessed").format(month=month_text(self._period))
        return _("Conclusion from {month}").format(month=month_text(self._period))

    def about(self) -> str:
        """Who reads it, and when."""
        return _(
            "It stands in the analysis of this month and of the next, signed. It is not changed; it can be taken back."
        )

    def rows(self) -> Sequence[Row]:
        """The words."""
        return (Row("words", _("Conclusion")),)

    def read(self, texts: Mapping[str, str], choice: str) -> str:
        """The words."""
        return needed(texts["words"])

    def carry_out(self, value: str) -> int:
        """Keep it."""
        return write(self.desk, self._period, value, process=self._process)

"""The history of a row: what happened, the latest first, and below it the whole of the line under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.services.desk import local_times
from csi_tui.services.history.entry_lines import HistoryLine
from csi_tui.services.history.rows import RowHistory, history_of
from csi_tui.services.history.text import changes_text, in_brief, number_text, who_text
from csi_tui.widgets.cells import in_year
from csi_tui.widgets.commands import Command


class RowHistoryScreen(DetailList[HistoryLine]):
    """When, who, what; fields, reason and file below."""

    desk_commands: ClassVar[tuple[Command, ...]] = (GO_BACK,)
    help_text = N_(
        "Everything that ever happened to it, the latest first; below the list stands the whole of the line under the "
        "cursor. What the audit trail holds no words of is named as changed, and not shown."
    )
    table_id = "history-table"
    columns = ((N_("When"), 11), (N_("Who"), 10), (N_("What"), 26), (N_("Changed"), 12))

    def __init__(self, kind: str, number: str) -> None:
        super().__init__()
        self._kind, self._number = kind, number

    def fetch(self) -> RowHistory:
        """In a thread: the history."""
        return history_of(self.desk, self._number, self._kind)

    def show(self, found: RowHistory) -> None:
        """Show it, the latest first."""
        self.show_title(_("History of {what}").format(what=number_text(found)))
        self.fill(found.lines[::-1], from_the_top=True)

    def texts(self, line: HistoryLine) -> Sequence[str]:
        """When, who, what, and the fields in a line."""
        at = in_year(line.at, local_times.today(self.desk).year)
        return at, who_text(line), line.what, changes_text(line)

    def below(self, line: HistoryLine | None) -> Sequence[str]:
        """The whole of the marked one."""
        return () if line is None else [*in_brief(line)]

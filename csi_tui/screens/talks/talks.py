"""Who is to be talked with about a month, and with whom it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.screens.talks.talk import TalkScreen
from csi_tui.services.talks.due import month_talks
from csi_tui.services.talks.text.sentences import state_text, when_text
from csi_tui.services.talks.text.table import month_text
from csi_tui.services.talks.values import MonthTalks, TalkLine
from csi_tui.widgets.commands import Command

HERE = N_("Talks")
OPEN = Command(
    id="talks.open",
    keys="enter,f2",
    label=N_("The talk"),
    help=N_("Open the sheet of the talk: strengths, what points were lost for, what was said."),
    action="open",
    needs=N_("There is nobody to talk with."),
    scope=HERE,
)


class TalksScreen(DetailList[TalkLine]):
    """Everybody with a result of a published month, and the state of the talk."""

    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, GO_BACK)
    help_text = N_(
        "Everybody with a result of the month. A talk is in time within the days that the scheme names from the "
        "publication on, else within a week. The direct supervisor or the head of department holds it; its owner "
        "agrees or does not."
    )

    table_id = "talks-table"
    columns = (
        (N_("Number"), 8),
        (N_("Name"), 10),
        (N_("Total"), 6),
        (N_("Talk"), 20),
        (N_("Held, or by"), 13),
        (N_("Held by"), 9),
    )
    tells_below = False

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period

    def fetch(self) -> MonthTalks:
        """In a thread: the talks of the month."""
        return month_talks(self.desk, self._period)

    def show(self, found: MonthTalks) -> None:
        """Show them."""
        self.fill(found.lines)
        self.show_title(month_text(found))

    def texts(self, line: TalkLine) -> Sequence[str]:
        """Who, the result, and what became of the talk."""
        return (
            line.employee_no,
            line.name,
            line.total or "-",
            state_text(line.state),
            when_text(line),
            line.by,
        )

    def on_screen_resume(self) -> None:
        """A talk may have been written down."""
        if self.is_mounted and self.lines:
            self.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody is opened where there is nobody."""
        return self.marked is not None if action == "open" else True

    def on_data_table_row_selected(self) -> None:
        """Enter on a line."""
        self.action_open()

    def action_open(self) -> None:
        """Open the talk of the person under the cursor."""
        if self.marked is not None:
            self.app.push_screen(TalkScreen(self.marked.employee_no, self._period))

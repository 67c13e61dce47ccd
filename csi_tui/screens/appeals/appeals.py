"""The appeals of a month: a list; one of them stands in ``appeal.py``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.message import Message

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.appeals.appeal import AppealScreen
from csi_tui.screens.appeals.dialogs import TakeDownDialog
from csi_tui.screens.detail import GO_BACK, ReadScreen
from csi_tui.services.appeals import filing
from csi_tui.services.appeals.pages import AppealLine, state_and_outcome
from csi_tui.services.appeals.pages import appeals as read_appeals
from csi_tui.services.desk import local_times
from csi_tui.widgets.cells import cell, in_year
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import RowTable

LIST = N_("Appeals")
OPEN = Command(
    id="appeals.open",
    keys="enter,f2",
    label=N_("Open"),
    help=N_("See the appeal under the cursor."),
    action="open",
    needs=N_("There is no line to open."),
    scope=LIST,
)
TAKE_DOWN = Command(
    id="appeals.take-down",
    keys="n,f6",
    label=N_("Take down"),
    help=N_("Take an appeal down for the owner of a card, who asks for it."),
    action="take_down",
    words="appeal 申诉 代为登记",
    needs=N_("Appeals are taken down for others by a supervisor."),
    scope=LIST,
)


class AppealsScreen(ReadScreen):
    """The appeals of a month that the user may read."""

    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, TAKE_DOWN, GO_BACK)
    help_text = N_(
        "Supervisors, the head of department, HR and the oversight group see all appeals, everybody else their own. "
        "A new one is filed on the card: mark the line and press F6. For an owner who is not at the desk a supervisor "
        "takes it down; the owner confirms it, at the own sign-in or, without one, when it is read aloud."
    )

    class AppealOpen(Message):
        """An appeal can be filed."""

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: Sequence[AppealLine] = ()

    def compose_body(self) -> ComposeResult:
        """The list."""
        yield RowTable(id="appeals-table")

    def on_mount(self) -> None:
        """Read them."""
        self.show_title(_("Appeals: {month}").format(month=local_times.month_text(self._period)))
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Appeal"), 14),
            (_("Employee"), 10),
            (_("Line"), 12),
            (_("State"), 12),
            (_("Until"), 11),
            grows=3,
        )
        table.focus()
        self.reload()

    def on_screen_resume(self) -> None:
        """Something may have been done to one of them."""
        if self.is_mounted:
            self.reload()

    def fetch(self) -> Sequence[AppealLine]:
        """In a thread: the appeals."""
        return read_appeals(self.desk, self._period)

    def show(self, found: Sequence[AppealLine]) -> None:
        """Show them."""
        self.found = found
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear()
        year = local_times.today(self.desk).year
        for one in self.found:
            style = "bold" if one.late and one.waits_for else ""
            table.add_row(
                cell(one.number, style),
                cell(f"{one.employee_no} {one.name}", style),
                cell(one.line_name, style),
                cell(state_and_outcome(one), style),
                cell("" if one.state == "closed" else in_year(one.due_at, year), style),
            )
        table.move_cursor(row=max(0, min(row, len(self.found) - 1)))
        title = _("Appeals: {month}").format(month=local_times.month_text(self._period))
        self.show_title(title if self.found else f"{title}  {_('No appeals.')}")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be opened in an empty list; what others ask for is taken down by who may."""
        if action == "take_down":
            return self.desk.may("take-down")
        return bool(self.found) if action == "open" else True

    def on_data_table_row_selected(self) -> None:
        """Enter on a line."""
        self.action_open()

    def action_open(self) -> None:
        """See the appeal under the cursor."""
        row = self.query_one(RowTable).cursor_row
        if 0 <= row < len(self.found):
            self.app.push_screen(AppealScreen(self.found[row].number))

    def action_take_down(self) -> None:
        """Take an appeal down for the owner of a card, where there is anything to appeal against."""
        self._ask_whether_open()

    @store_job("appeal")
    def _ask_whether_open(self) -> Message:
        filing.refuse_unless_open(self.desk, self._period)
        return self.AppealOpen()

    def on_appeals_screen_appeal_open(self) -> None:
        """Write it down."""

        def taken_down(number: str | None) -> None:
            if number is not None:
                said = _("Taken down as {number}; its owner has still to confirm it.")
                self.desk_app.tell(said.format(number=number))
                self.reload()

        self.app.push_screen(TakeDownDialog(self._period), taken_down)

"""Choose a month from those that have anything in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.services import month_status, view
from csi_tui.services.card_texts import state_name
from csi_tui.widgets.commands import Command, bind
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.jobs import DeskJobs, store_job


class MonthDialog(DeskJobs, ModalScreen["int | None"]):
    """Dismisses with a month (202603), or None."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            "months.cancel", "escape,f10", N_("Cancel"), N_("Leave the month as it is."), "cancel", DIALOGS
        ),
    )

    @dataclass
    class Read(Message):
        """Every month's state."""

        months: Sequence[month_status.MonthStatus]

    def __init__(self, period: int) -> None:
        super().__init__(classes="dialog")
        self._period = period
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The months, the latest first."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(_("Choose a month")), classes="dialog-title")
            yield OptionList(compact=True, classes="dialog-list")

    def on_mount(self) -> None:
        """Read the months."""
        self._read()

    @store_job("months")
    def _read(self) -> Message:
        return self.Read(month_status.all_months(self.desk))

    def on_month_dialog_read(self, event: Read) -> None:
        """Show them, with the cursor on the present choice."""
        months = list(reversed(event.months))
        found = self.query_one(OptionList)
        found.add_options(
            [
                Option(Content(f"{view.month_text(one.period)}  {state_name(one.state)}"), id=str(one.period))
                for one in months
            ]
        )
        periods = [one.period for one in months]
        found.highlighted = periods.index(self._period) if self._period in periods else 0
        found.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A month was chosen."""
        self.dismiss(int(event.option.id or 0))

    def action_cancel(self) -> None:
        """Leave the month as it is."""
        self.dismiss(None)

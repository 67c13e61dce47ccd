"""Choose a month: typed, or marked among those that have anything in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import BEFORE_ALL, Period
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import state_name
from csi_tui.services.desk.month_names import read_typed_month
from csi_tui.services.errors import UserError
from csi_tui.services.months import status as month_status
from csi_tui.widgets.commands import FORMS, Command, bind
from csi_tui.widgets.dialogs import DIALOGS
from csi_tui.widgets.jobs import DeskJobs, store_job
from csi_tui.widgets.keybar import KeyBar


class MonthDialog(DeskJobs, ModalScreen["Period | None"]):
    """Dismisses with a month (202603), or None.

    What is typed is what is chosen: while something stands in the row, no other month is marked, and a text that is
    no month chooses none.
    """

    desk_commands: ClassVar[tuple[Command, ...]] = (
        Command(
            id="months.choose",
            keys="f2,enter",
            label=N_("Choose"),
            help=N_("Go to the month."),
            action="choose",
            scope=DIALOGS,
        ),
        Command(
            id="months.down",
            keys="down",
            label=N_("Down"),
            help=N_("Mark the month below."),
            action="move(1)",
            scope=FORMS,
            footer=False,
        ),
        Command(
            id="months.up",
            keys="up",
            label=N_("Up"),
            help=N_("Mark the month above."),
            action="move(-1)",
            scope=FORMS,
            footer=False,
        ),
        Command(
            id="months.cancel",
            keys="escape,f10",
            label=N_("Cancel"),
            help=N_("Leave the month as it is."),
            action="cancel",
            scope=DIALOGS,
        ),
    )

    @dataclass
    class Read(Message):
        """Every month's state."""

        months: Sequence[month_status.MonthStatus]

    def __init__(self, period: Period) -> None:
        super().__init__(classes="dialog")
        self._period = period
        """The month that is marked as long as nothing is typed."""
        self._periods: list[Period] = []
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The row to type into; the months, the latest first."""
        with Vertical(classes="dialog-box"):
            yield Static(Content(_("Choose a month")), classes="dialog-title")
            yield Input(
                placeholder=_("YYYY-MM, or mark one below"), compact=True, max_length=20, id="month-typed"
            )
            yield OptionList(compact=True, classes="dialog-list")
            yield Static("", id="month-hint")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the months; typing goes into the row at once."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._read()

    @store_job("months")
    def _read(self) -> Message:
        return self.Read(month_status.all_months(self.desk))

    def on_month_dialog_read(self, event: Read) -> None:
        """Show them, with the mark on the present choice."""
        months = list(reversed(event.months))
        self._periods = [one.period for one in months]
        self.query_one(OptionList).add_options(
            [
                Option(
                    Content(f"{local_times.month_text(one.period)}  {state_name(one.state)}"),
                    id=str(one.period),
                )
                for one in months
            ]
        )
        self._mark()

    def _mark(self) -> None:
        """Mark the month that Enter would choose; none where it would choose none of the list."""
        try:
            period = self._meant()
        except UserError:
            period = BEFORE_ALL
        found = self.query_one(OptionList)
        found.highlighted = self._periods.index(period) if period in self._periods else None

    def _meant(self) -> Period:
        """The month that is typed, else the one that is marked.

        Raises:
            UserError: what is typed is no month.
        """
        typed = self.query_one(Input).value.strip()
        return read_typed_month(typed) if typed else self._period

    def on_input_changed(self) -> None:
        """The mark goes where the text says."""
        self.query_one("#month-hint", Static).update("")
        self._mark()

    def on_input_submitted(self) -> None:
        """Enter."""
        self.action_choose()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a month."""
        self.dismiss(Period(int(event.option.id or 0)))

    def action_move(self, step: int) -> None:
        """Mark the month above or below; what was typed goes."""
        if not self._periods:
            return
        try:
            meant = self._meant()
        except UserError:
            meant = self._period
        here = self._periods.index(meant) if meant in self._periods else -1 if step > 0 else 1
        self._period = self._periods[max(0, min(len(self._periods) - 1, here + step))]
        self.query_one(Input).value = ""
        self._mark()

    def action_choose(self) -> None:
        """Leave with the month; stay where what is typed is none."""
        try:
            self.dismiss(self._meant())
        except UserError as error:
            self.query_one("#month-hint", Static).update(Content(f"! {error}"))

    def action_cancel(self) -> None:
        """Leave the month as it is."""
        self.dismiss(None)

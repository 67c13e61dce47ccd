"""The pay of a month: everybody's sheet, how it came about, the amounts it rests on, its settlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.desk import figure_texts, local_times
from csi_tui.services.entries.earlier_values import earlier_text
from csi_tui.services.errors import UserError
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay import month_pay
from csi_tui.services.pay.text import left_over_lines, line_text
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.records import PayRow
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("Pay")
AMOUNT = Command(
    id="pay.amount",
    keys="n,f2",
    label=N_("Amount"),
    help=N_("Enter an amount that pay rests on."),
    action="amount",
    scope=HERE,
)
SETTLE = Command(
    id="pay.settle",
    keys="s,f9",
    label=N_("Settle"),
    help=N_("Settle the pay of the frozen month."),
    action="settle",
    scope=HERE,
)


class AmountDialog(EntryDialog[str]):
    """Enters an amount of somebody, or of the site."""

    def __init__(self, period: Period, number: str, inputs: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._period, self._number, self._inputs = period, number, inputs

    def title_text(self) -> str:
        """Of which month."""
        return _("Amount of {month}").format(month=local_times.month_text(self._period))

    def choices(self) -> Sequence[tuple[str, str]]:
        """The amounts that the month's scheme knows."""
        return self._inputs

    def rows(self) -> Sequence[Row]:
        """Whose, how much, why."""
        return (
            Row("number", _("Number"), self._number, 32),
            Row("value", _("Value"), "", 16),
            Row("reason", _("Why")),
        )

    def needs(self, row_id: str) -> bool:
        """A reason only where another amount stands there."""
        return row_id == "entry-value"

    def hint(self) -> str:
        """What an empty number means."""
        return _("An amount of the site has no number. Why: only where another amount stands there.")

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[PayRow, str]:
        """The amount."""
        try:
            value = pay_amounts.read_amount(needed(texts["value"]))
        except UserError as bad:
            raise BadCell(bad.message) from bad
        return PayRow(self._period, texts["number"] or None, choice, value), texts["reason"]

    def carry_out(self, value: tuple[PayRow, str]) -> str:
        """Enter it."""
        pay_amounts.set_amount(self.desk, *value)
        return _("The amount is kept.")


class PayScreen(DetailScreen):
    """Everybody whose pay the user may see; below the list stands how the marked one's came about."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (AMOUNT, SETTLE, GO_BACK)
    help_text = N_(
        "HR and the head of department see everybody's pay, everybody else only their own. A draft follows the cards "
        "and the amounts; once it is settled it stays as it is, and a correction of the month is settled anew."
    )

    @dataclass
    class Read(Message):
        """The pay has been read, or why there is none."""

        found: month_pay.PayReport | None
        inputs: Sequence[tuple[str, str]]
        none: str
        amounts: Sequence[pay_amounts.AmountLine] = ()

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: month_pay.PayReport | None = None
        self._inputs: Sequence[tuple[str, str]] = ()
        self._amounts: Sequence[pay_amounts.AmountLine] = ()

    def compose_body(self) -> ComposeResult:
        """The list, and how the marked one's pay came about."""
        yield RowTable(id="pay-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read it."""
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Number"), 8), (_("Name"), 10), (_("Grade"), 10), (_("Sum"), 14), (_("Team"), 12)
        )
        table.focus()
        self._read(self._period)

    @store_job(READING)
    def _read(self, period: Period) -> Message:
        inputs = pay_amounts.input_choices(self.desk, period)
        amounts = pay_amounts.amounts(self.desk, period) if self.desk.may("see-pay") else ()
        try:
            return self.Read(month_pay.pay_report(self.desk, period), inputs, "", amounts)
        except UserError as none:
            return self.Read(None, inputs, str(none))

    def on_pay_screen_read(self, event: Read) -> None:
        """Show it."""
        self.found, self._inputs, self._amounts = event.found, event.inputs, event.amounts
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear()
        if event.found is None:
            self.show_title(event.none)
            self._show_marked()
            return
        for one in event.found.people:
            table.add_row(
                cell(str(one["employee_no"])),
                cell(str(one["name"])),
                cell(event.found.standing(one)),
                figure(str(one["total"])),
                cell(str(one["team"])),
            )
        table.move_cursor(row=max(0, min(row, len(event.found.people) - 1)))
        state = (
            _("draft: not settled yet")
            if event.found.settled is None
            else _("settlement {number}").format(number=event.found.settled)
        )
        self.show_title(
            _("Pay {month}: {total}, {state}").format(
                month=local_times.month_text(self._period),
                total=figure_texts.hundredths_text(event.found.total),
                state=state,
            )
        )
        self._show_marked()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    @property
    def marked(self) -> Mapping[str, Any] | None:
        """The sheet under the cursor."""
        row = self.query_one(RowTable).cursor_row
        people = () if self.found is None else self.found.people
        return people[row] if 0 <= row < len(people) else None

    def _show_marked(self) -> None:
        lines: list[str] = []
        if self.marked is not None and self.found is not None:
            for one in self.marked["lines"]:
                name = self.found.names.get(one["id"], one["id"])
                lines.append(f"{name}  {one['amount']}  {line_text(one, self.found.names)}".rstrip())
            for amount in self._amounts:
                if amount.subject == self.marked["employee_no"]:
                    lines += [
                        _("{what}: {note}").format(what=amount.input_name, note=earlier_text(was))
                        for was in amount.earlier
                    ]
            if self.marked["employee_no"] in self.found.differs:
                lines.append(
                    _("By now it would be another one: the month was corrected, or an amount came later.")
                )
        if self.found is not None:
            lines += left_over_lines(self.found)
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who may."""
        if action == "amount":
            return self.desk.may("enter-pay") and bool(self._inputs)
        if action == "settle":
            return self.desk.may("see-pay") and self.found is not None
        return True

    def action_amount(self) -> None:
        """Enter an amount."""
        number = "" if self.marked is None else str(self.marked["employee_no"])
        self.app.push_screen(AmountDialog(self._period, number, self._inputs), self._told)

    def _told(self, text: str | None) -> None:
        if text is not None:
            self.desk_app.tell(text)
            self._read(self._period)

    def action_settle(self) -> None:
        """Settle it, once more asked."""
        text = _("Settle the pay of {month}? It stays as it is from then on.").format(
            month=local_times.month_text(self._period)
        )
        SureQuestion(text, _("Settle"), _("Go back")).ask(self.app, lambda: self._settle(self._period))

    @store_job("settle")
    def _settle(self, period: Period) -> Message:
        return self.Read(
            month_pay.settle(self.desk, period), pay_amounts.input_choices(self.desk, period), ""
        )

"""The pay of a month: everybody's sheet, how it came about, the amounts it rests on, its settlement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from rich.text import Text
from textual.message import Message

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period, show_period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.screens.sheet_dialog import WRITE_SHEET, WriteSheetDialog
from csi_tui.services.desk import figure_texts, local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries.earlier_values import earlier_text
from csi_tui.services.errors import UserError
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay import month_pay
from csi_tui.services.pay.printed import pay_printed
from csi_tui.services.pay.text import held_up_lines, left_over_lines, line_text, state_text
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.records import PayRow
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.entry_dialog import EntryDialog, Row, needed
from csi_tui.widgets.jobs import store_job

HERE = N_("Pay")
AMOUNT = Command(
    id="pay.amount",
    keys="n,f2",
    label=N_("Amount"),
    help=N_("Enter an amount that pay rests on."),
    action="amount",
    needs=N_("There is nothing to enter here, or it is not yours to enter."),
    scope=HERE,
)
SETTLE = Command(
    id="pay.settle",
    keys="s,f9",
    label=N_("Settle"),
    help=N_("Settle the pay of the frozen month."),
    action="settle",
    needs=N_("There is nothing to settle, or it is not yours to settle."),
    scope=HERE,
)


class AmountDialog(EntryDialog[str]):
    """Enters an amount of somebody, or of the site."""

    takes = "enter-pay"

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


class Pay(NamedTuple):
    """The pay of a month, or why there is ``none``; the amounts that can be entered, and those that are."""

    report: month_pay.PayReport | None
    inputs: Sequence[tuple[str, str]]
    none: str
    amounts: Sequence[pay_amounts.AmountLine] = ()


class PayScreen(DetailList[dict[str, Any]]):
    """Everybody whose pay the user may see; below the list stands how the marked one's came about."""

    desk_commands: ClassVar[tuple[Command, ...]] = (AMOUNT, SETTLE, WRITE_SHEET, GO_BACK)
    help_text = N_(
        "HR and the head of department see everybody's pay, everybody else only their own. A draft follows the cards "
        "and the amounts; once it is settled it stays as it is, and a correction of the month is settled anew. Whose "
        "card a correction changed is settled once nobody can appeal against it any more."
    )

    table_id = "pay-table"
    columns = ((N_("Number"), 8), (N_("Name"), 10), (N_("Grade"), 10), (N_("Sum"), 14), (N_("Team"), 12))

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.found: month_pay.PayReport | None = None
        self._inputs: Sequence[tuple[str, str]] = ()
        self._amounts: Sequence[pay_amounts.AmountLine] = ()

    def fetch(self) -> Pay:
        """In a thread: the pay, or why there is none."""
        period = self._period
        inputs = pay_amounts.input_choices(self.desk, period)
        amounts = pay_amounts.amounts(self.desk, period) if self.desk.may("see-pay") else ()
        try:
            return Pay(month_pay.pay_report(self.desk, period), inputs, "", amounts)
        except UserError as none:
            return Pay(None, inputs, str(none))

    def show(self, found: Pay) -> None:
        """Show it."""
        report = found.report
        self.found, self._inputs, self._amounts = report, found.inputs, found.amounts
        self.fill(() if report is None else report.people)
        if report is None:
            self.show_title(found.none)
            return
        self.show_title(
            _("Pay {month}: {total}, {state}").format(
                month=local_times.month_text(self._period),
                total=figure_texts.hundredths_text(report.total),
                state=state_text(report),
            )
        )

    def cells(self, line: dict[str, Any]) -> Sequence[Text]:
        """Who, the grade, the sum, the team."""
        assert self.found is not None
        grade = self.found.grade_or_band(line)
        return (
            *map(cell, (line["employee_no"], line["name"], grade)),
            figure(line["total"]),
            cell(line["team"]),
        )

    def below(self, line: dict[str, Any] | None) -> Sequence[str]:
        """How the marked one's pay came about, and what no sheet takes up."""
        if self.found is None:
            return ()
        lines: list[str] = []
        if line is not None:
            names = self.found.names
            for one in line["lines"]:
                name = names.get(one["id"], one["id"])
                lines.append(f"{name}  {one['amount']}  {line_text(one, names)}".rstrip())
            for amount in self._amounts:
                if amount.subject == line["employee_no"]:
                    lines += [
                        _("{what}: {note}").format(what=amount.input_name, note=earlier_text(was))
                        for was in amount.earlier
                    ]
            if line["employee_no"] in self.found.differs:
                lines.append(
                    _("By now it would be another one: the month was corrected, or an amount came later.")
                )
        return [*lines, *held_up_lines(self.found), *left_over_lines(self.found)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who may."""
        if action == "amount":
            return self.desk.may("enter-pay") and bool(self._inputs)
        if action == "settle":
            return self.desk.may("see-pay") and self.found is not None
        if action == "write_sheet":
            return self.marked is not None
        return True

    def action_amount(self) -> None:
        """Enter an amount."""
        number = "" if self.marked is None else str(self.marked["employee_no"])
        self.app.push_screen(AmountDialog(self._period, number, self._inputs), self._told)

    def _told(self, text: str | None) -> None:
        if text is not None:
            self.desk_app.tell(text)
            self.reload()

    def action_write_sheet(self) -> None:
        """Ask where everybody's pay, or the slip of the marked one, shall be written to."""
        period, one = self._period, self.marked
        assert one is not None
        number = str(one["employee_no"])
        ways = [("", _("everybody's")), (number, _("the slip of {name} alone").format(name=one["name"]))]

        def make(desk: Desk, way: str) -> Sheet:
            return pay_printed(month_pay.pay_report(desk, period, way or None))

        name = f"{_('Pay')}-{show_period(period)}"
        self.app.push_screen(
            WriteSheetDialog(name, ways if self.desk.may("see-pay") else (), make), self.tell_done
        )

    def action_settle(self) -> None:
        """Settle it, once more asked."""
        text = _("Settle the pay of {month}? It stays as it is from then on.").format(
            month=local_times.month_text(self._period)
        )
        SureQuestion(text, _("Settle"), _("Go back")).ask(self.app, lambda: self._settle(self._period))

    @store_job("settle")
    def _settle(self, period: Period) -> Message:
        settled = month_pay.settle(self.desk, period)
        return self.Read(Pay(settled, pay_amounts.input_choices(self.desk, period), ""))

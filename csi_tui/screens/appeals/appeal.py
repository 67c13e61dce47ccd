"""An appeal: everything that happened to it, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.screens.appeals.dialogs import DecideDialog, HeardDialog
from csi_tui.screens.detail import GO_BACK, ReadScreen
from csi_tui.screens.row_forms import screen_named
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import (
    AppealLine,
    outcome_text,
    read_appeal,
    state_text,
    step_text,
)
from csi_tui.services.appeals.taken_down import confirm
from csi_tui.services.appeals.text import appeal_lines
from csi_tui.services.cards import receipts
from csi_tui.services.cards.text.shown_receipt import ShownReceipt, shown
from csi_tui.services.desk.month_names import read_month
from csi_tui.widgets.commands import Command
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.reason_dialog import ReasonDialog

if TYPE_CHECKING:
    from csi_tui.services.cards.receipts import Explanation

ONE = N_("Appeal")
DECIDE = Command(
    id="appeal.decide",
    keys="d,f2",
    label=N_("Decide"),
    help=N_("Answer the appeal."),
    action="decide",
    needs=N_("There is no decision for you to make here."),
    scope=ONE,
)
ESCALATE = Command(
    id="appeal.escalate",
    keys="s,f6",
    label=N_("Take further"),
    help=N_("Take the answer to the second instance."),
    action="escalate",
    needs=N_(
        "Only an answered appeal goes to the second instance, in time, by who filed it or took it down."
    ),
    scope=ONE,
)
CARRY = Command(
    id="appeal.carry",
    keys="c,ctrl+k",
    label=N_("Carry over"),
    help=N_("Let the month be frozen before it is decided."),
    action="carry",
    needs=N_("Only an appeal that is not decided is carried over the freeze, by a supervisor."),
    scope=ONE,
)
WITHDRAW = Command(
    id="appeal.withdraw",
    keys="w,f9",
    label=N_("Take back"),
    help=N_("Take the appeal back."),
    action="withdraw",
    needs=N_("Only your own appeal can be withdrawn, until it is closed."),
    scope=ONE,
)
CONFIRM = Command(
    id="appeal.confirm",
    keys="o,ctrl+d",
    label=N_("Confirm"),
    help=N_("Confirm as its owner what was taken down; for one without a sign-in, say how it was confirmed."),
    action="confirm",
    needs=N_("There is nothing for you to confirm here."),
    scope=ONE,
)
RECEIPT = Command(
    id="appeal.receipt",
    keys="enter,f4",
    label=N_("Receipt"),
    help=N_("Open the receipt of the line that is questioned, with the cursor on the row; Enter opens that."),
    action="receipt",
    needs=N_("The appeal is still being read."),
    scope=ONE,
)


class AppealScreen(ReadScreen):
    """One appeal; read again after everything that is done to it."""

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DECIDE,
        RECEIPT,
        CONFIRM,
        ESCALATE,
        CARRY,
        WITHDRAW,
        GO_BACK,
    )
    help_text = N_(
        "The direct supervisor answers first, HR or the head of department after that. Nobody decides on a figure of "
        "their own, or on what they took down. Until its owner confirms it, an appeal that was taken down says so; it "
        "is answered all the same, and its days run."
    )

    @dataclass
    class Explained(Message):
        """The receipt of the line has been read."""

        explanation: Explanation
        receipt: ShownReceipt
        row_no: str

    @dataclass
    class Confirmed(Message):
        """Its owner has confirmed it."""

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self.found: AppealLine | None = None

    def compose_body(self) -> ComposeResult:
        """One text, scrolling."""
        with VerticalScroll(id="complaint-body"):
            yield Static(id="appeal-text")

    def on_mount(self) -> None:
        """Read it."""
        self.show_title(_("Appeal {number}").format(number=self._number))
        self.query_one(VerticalScroll).focus()
        self.reload()

    def fetch(self) -> AppealLine:
        """In a thread: the appeal."""
        return read_appeal(self.desk, self._number)

    def show(self, found: AppealLine) -> None:
        """Show it."""
        self.found = found
        lines = appeal_lines(found, state_text, step_text, outcome_text)
        self.query_one("#appeal-text", Static).update(Content("\n".join(lines)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the appeal's state allows, and the user may do."""
        found = self.found
        if found is None:
            return action not in ("decide", "receipt", "confirm", "escalate", "carry", "withdraw")
        if action == "decide":
            return found.answers
        if action == "confirm":
            return found.confirms
        if action == "escalate":
            may = found.mine or self.desk.may("take-down")
            return may and found.state == "answered" and not found.late
        if action == "carry":
            return found.state in ("first", "second") and self.desk.may("close") and not found.mine
        if action == "withdraw":
            return found.mine and found.state != "closed"
        return True

    def action_receipt(self) -> None:
        """Open the receipt of the line that is questioned."""
        if self.found is not None:
            self._explain(self.found)

    @store_job("receipt")
    def _explain(self, found: AppealLine) -> Message:
        period = read_month(found.month)
        explanation = receipts.explain(self.desk, found.employee_no, period, found.line)
        return self.Explained(explanation, shown(explanation.receipt), found.row_no)

    def on_appeal_screen_explained(self, event: Explained) -> None:
        """Show it."""
        receipt = "cards.receipt.ReceiptScreen"
        self.app.push_screen(screen_named(receipt, event.explanation, event.receipt, row_no=event.row_no)())

    def action_decide(self) -> None:
        """Answer it."""

        def decided(outcome: str | None) -> None:
            if outcome is not None:
                self._after(_("{number} is decided: {outcome}.").format(number=self._number, outcome=outcome))

        self.app.push_screen(DecideDialog(self._number), decided)

    def action_confirm(self) -> None:
        """Confirm what was taken down: its owner does, or the desk says how one without a sign-in did."""
        found = self.found
        if found is None:
            return
        if found.mine:
            said = next(step.text for step in reversed(found.steps) if step.taken_down)
            text = _("{number}: is this what you say? “{reason}”").format(number=self._number, reason=said)
            SureQuestion(text, _("Confirm"), _("Go back")).ask(self.app, lambda: self._confirm(self._number))
            return

        def heard(number: str | None) -> None:
            if number is not None:
                self._after(_("{number} is confirmed by {name}.").format(number=number, name=found.name))

        self.app.push_screen(HeardDialog(self._number, found.name), heard)

    @store_job("step")
    def _confirm(self, number: str) -> Message:
        confirm(self.desk, number)
        return self.Confirmed()

    def on_appeal_screen_confirmed(self) -> None:
        """Say so, and show it."""
        self._after(_("{number} is confirmed.").format(number=self._number))

    def action_escalate(self) -> None:
        """Take it to the second instance, as its owner or for its owner, who confirms it."""
        found = self.found
        if found is None:
            return
        if found.mine:
            text = _("{number}: take the answer to the second instance").format(number=self._number)
            self._ask(text, appeals.escalate)
        else:
            text = _("{number}: {name} asks for the second instance").format(
                number=self._number, name=found.name
            )
            self._ask(text, partial(appeals.escalate, for_no=found.employee_no))

    def action_carry(self) -> None:
        """Carry it over."""
        text = _("{number}: carry it over, so that the month may be frozen").format(number=self._number)
        self._ask(text, appeals.carry)

    def action_withdraw(self) -> None:
        """Take it back."""
        self._ask(_("{number}: take the appeal back").format(number=self._number), appeals.withdraw)

    def _ask(self, text: str, use: Callable[..., str]) -> None:
        def done(number: str | None) -> None:
            if number is not None:
                self._after(_("Done."))

        self.app.push_screen(ReasonDialog(text, partial(use, self.desk, self._number)), done)

    def _after(self, text: str) -> None:
        self.desk_app.tell(text)
        self.reload()

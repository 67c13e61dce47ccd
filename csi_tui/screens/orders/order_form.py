"""A work order as a form: a new one, or one to complete, correct or link as a return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, cast

from textual.message import Message

from csi_tui.i18n import N_, _
from csi_tui.screens import row_history, row_notes
from csi_tui.services.complaints.limits import return_window
from csi_tui.services.desk import form_fields, local_times
from csi_tui.services.desk.decided_words import CHANGED_WHY
from csi_tui.services.desk.form_faults import FieldFault
from csi_tui.services.find.customers import Taken, known
from csi_tui.services.orders import likely_returns, renumbering, work_orders
from csi_tui.services.orders.after_completion import WhyChanged
from csi_tui.services.orders.likely_returns import LikelyReturn
from csi_tui.services.orders.missed import bare_text, missed, what_is_missed
from csi_tui.services.orders.struck_out import struck_text
from csi_tui.services.orders.work_orders import ChangedMeanwhile
from csi_tui.services.tabular.records import OrderRow
from csi_tui.widgets.choice_dialog import ChoiceDialog
from csi_tui.widgets.commands import FORMS, Command
from csi_tui.widgets.entry_dialog import CANCEL as CANCEL_ENTRY
from csi_tui.widgets.entry_dialog import DO, EntryDialog, Row, needed
from csi_tui.widgets.field import Field, Suggestion
from csi_tui.widgets.form import CANCEL, SAVE
from csi_tui.widgets.form_start import instant_now
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.taken_over import TakesOver

LINK = Command(
    id="order.link",
    keys="f4,ctrl+l",
    label=N_("Link return"),
    help=N_("Take the proposed order as the one whose repair did not hold."),
    action="link",
    needs=N_("There is no likely return to link."),
    scope=FORMS,
)
DONE = Command(
    id="order.done",
    keys="f6,ctrl+t",
    label=N_("Completed now"),
    help=N_("Fill in the present time and “fixed” where nothing stands yet."),
    action="done",
    needs=N_("The form is still being read."),
    scope=FORMS,
)

NOTES = replace(
    row_notes.NOTES,
    id="order.notes",
    keys="shift+f4",
    needs=N_("Notes on an order are taken once it is kept."),
    scope=FORMS,
)
HISTORY = replace(
    row_history.HISTORY,
    id="order.history",
    keys="shift+f10",
    needs=N_("An order has a history once it is kept."),
    scope=FORMS,
)
NUMBER = Command(
    id="order.number",
    keys="f9,ctrl+r",
    label=N_("Order no."),
    help=N_("Put the number of this order right that was entered wrong. Needs a reason."),
    action="number",
    needs=N_("Only the number of an order that is kept can be put right."),
    scope=FORMS,
)

PROPOSE_ON = frozenset({"serial_no", "customer_phone", "received_at"})


class OrderForm(TakesOver[OrderRow]):
    """Enter or change an order; proposes by itself the order that it may be a return of."""

    kind = "orders"
    desk_commands: ClassVar[tuple[Command, ...]] = (SAVE, LINK, DONE, NOTES, CANCEL, NUMBER, HISTORY)
    help_text = N_(
        "When the serial number or the phone number is that of an order completed in the last {days} days, the form "
        "proposes it and F4 links it. What the last order of either says of customer and product is taken over, marked "
        "with an arrow; typing replaces it. People are found by number or name; the arrow down shows every choice."
    )

    def help_values(self) -> dict[str, str]:
        """The scheme's window for returns."""
        return {"days": str(return_window(self.desk))}

    @dataclass
    class Proposed(Message):
        """Orders that this one may be a return of."""

        found: Sequence[LikelyReturn]
        known: Mapping[str, Taken]

    def __init__(
        self, order_no: str | None = None, *, first: str | None = None, begin: Mapping[str, str] | None = None
    ) -> None:
        """``begin``: what a new order begins with because it is known, by the ids of its columns."""
        title = _("New work order") if order_no is None else _("Work order {number}").format(number=order_no)
        super().__init__(
            title,
            "orders/new" if order_no is None else f"orders/{order_no}",
            first=first or ("customer_name" if order_no is None else "first_contact_at"),
        )
        self._order_no, self._begin = order_no, dict(begin or {})
        self.takes = "enter" if order_no is None else ""
        self._version = 0
        self._why = ""
        self._standing = ""
        """What is to be said as long as nothing else is: that the order is struck out, or that another desk's change
        stands beside the own one."""
        self.proposals: Sequence[LikelyReturn] = ()

    def prepare(self) -> tuple[Mapping[str, str], form_fields.FormRow | None]:
        """A free number and the present time, or the order as it is."""
        if self._order_no is None:
            return {
                "order_no": work_orders.next_number(self.desk),
                "received_at": instant_now(local_times.local_now(self.desk)),
                **self._begin,
            }, None
        detail = work_orders.read(self.desk, self._order_no)
        self._version = detail.version
        self._standing = struck_text(self.desk, "order", self._order_no)
        return self._texts_of(detail.row), detail.row

    def _texts_of(self, row: OrderRow) -> dict[str, str]:
        whole = self.desk.may("see-phones")
        return form_fields.row_texts(self.kind, row, self.desk.site.zone, whole=whole)

    def keep(self, row: form_fields.FormRow) -> form_fields.FormRow:
        """Enter the order, or change it."""
        order = cast("OrderRow", row)
        if self._order_no is None:
            kept = work_orders.enter(
                self.desk,
                order,
                numbered=order.order_no == self.start.texts["order_no"],
                reason=self.reason,
            )
            bare = bare_text(self.desk, kept)
            self.remarks = [bare] if bare else []
            return kept
        self.remarks = work_orders.change(
            self.desk, self._order_no, self._version, order, why=self._why, reason=self.reason
        )
        return order

    def job_failed(self, error: BaseException, group: str) -> None:
        """Where another desk was quicker, show both versions; saving again then keeps what stands here."""
        if isinstance(error, ChangedMeanwhile):
            self.busy = False
            self._version = error.theirs.version
            self.show_theirs(self._texts_of(error.theirs.row), error.theirs.row)
            self._standing = _(
                "Another desk changed this order meanwhile. Where both changed a field, theirs stands beside yours. "
                "Save again to keep what stands here."
            )
            self._show(self.proposals)
        elif isinstance(error, WhyChanged):
            self.busy = False
            choices = [(why, _(words)) for why, words in CHANGED_WHY.items()]
            self.app.push_screen(ChoiceDialog(error.at_desk, choices), self._say_why)
        else:
            super().job_failed(error, group)

    def _say_why(self, why: str | None) -> None:
        if why is not None:
            self._why = why
            self.action_save()

    def started(self) -> None:
        """The number of an order stays as it is; an order may be a return from the start."""
        if self._order_no is not None:
            self.field("order_no").disabled = True
        self.begin_with(self._begin)
        self.show_notice(self._standing)
        self._ask()

    # --- Returns -----------------------------------------------------------------------------------------------------

    def edited(self, field: Field) -> None:
        """Ask for likely returns once the typing pauses."""
        if field.field_name in PROPOSE_ON:
            self.look_up_later(self._ask)

    def _ask(self) -> None:
        values, _faults = self.read()
        serial, phone, received = (
            values.get(name) for name in ("serial_no", "customer_phone", "received_at")
        )
        if received is None or not (serial or phone):
            self._show(())
            self.take_over({})
            return
        self._propose(values)

    @store_job("propose")
    def _propose(self, values: Mapping[str, Any]) -> Message:
        serial, phone = values.get("serial_no"), values.get("customer_phone")
        found = likely_returns.likely_returns(
            self.desk,
            serial_no=serial,
            customer_phone=phone,
            received_at=values["received_at"],
            customer_name=values.get("customer_name"),
            product=values.get("product"),
            but_not=self._order_no or self.start.texts.get("order_no", ""),
        )
        is_new = self._order_no is None
        return self.Proposed(found, known(self.desk, phone=phone, serial_no=serial) if is_new else {})

    def on_order_form_proposed(self, event: Proposed) -> None:
        """Show what was found beside the field, and all of it under it; take over what is known."""
        self._show(event.found)
        self.take_over(event.known)

    def _show(self, found: Sequence[LikelyReturn]) -> None:
        self.proposals = tuple(found)
        field = self.field("return_of")
        field.suggest([Suggestion(one.order_no, proposal_text(one)) for one in found])
        taken = field.text.strip() in [one.order_no for one in found]
        self.show_notice(
            _("Perhaps a return: F4 links {order}").format(order=proposal_text(found[0]))
            if found and not taken
            else self._standing
        )
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A proposal can be taken only where there is one."""
        if action == "done":
            return self.ready
        if action in ("notes", "number", "row_history"):
            return self.ready and self._order_no is not None
        return bool(self.proposals) if action == "link" else True

    def action_link(self) -> None:
        """Take the first proposal and go on to the fault's severity."""
        if self.proposals:
            self.field("return_of").take(self.proposals[0].order_no)
            self.show_notice(self._standing)
            self.field("fault_severity").control.focus()

    # --- Completion --------------------------------------------------------------------------------------------------

    def action_done(self) -> None:
        """Fill in completion and outcome where nothing stands yet; ask for what the score will miss.

        The cursor goes to the first of that; with nothing missing, to the outcome.
        """
        completed, outcome = self.field("completed_at"), self.field("outcome")
        if not completed.text.strip():
            completed.take(instant_now(local_times.local_now(self.desk)))
        if not outcome.text.strip():
            outcome.take(form_fields.choice_label("outcome", "fixed"))
        values, _faults = self.read()
        missing = missed(self.desk, values)
        self.show_faults([FieldFault(name, what_is_missed(name)) for name in missing])
        # What was filled in is seen together with what is asked for.
        self.go_to(*map(self.field, missing), outcome)

    # --- Words -------------------------------------------------------------------------------------------------------

    def action_notes(self) -> None:
        """Read and write notes."""
        if self._order_no is None:
            return

        row_notes.write_notes(self.desk_app, "order", self._order_no, self.desk_app.tell)

    def action_row_history(self) -> None:
        """Show what happened to it."""
        if self._order_no is not None:
            row_history.show_history(self.desk_app, "order", self._order_no)

    def action_number(self) -> None:
        """Put the number right; what is not saved yet comes first."""
        if self._order_no is None:
            return
        if self.changed_texts():
            self.desk_app.tell(_("Save what was typed first."), warning=True)
            return

        def renumbered(number: str | None) -> None:
            if number is not None:
                self.dismiss(replace(cast("OrderRow", self.start.original), order_no=number))

        self.app.push_screen(NumberDialog(self._order_no), renumbered)


class NumberDialog(EntryDialog[str]):
    """Gives an order its own number; dismisses with it."""

    takes = "enter"

    desk_commands: ClassVar[tuple[Command, ...]] = (
        DO.with_label(N_("Put right"), N_("Keep the correction; the old entry stays in the history.")),
        CANCEL_ENTRY,
    )

    def __init__(self, order_no: str) -> None:
        super().__init__()
        self._order_no = order_no

    def title_text(self) -> str:
        """Which order."""
        return _("{number}: put its number right").format(number=self._order_no)

    def about(self) -> str:
        """What follows."""
        return _(
            "Its surveys, returns and complaints stay with it. A file that still has the wrong number would bring it "
            "in once more."
        )

    def rows(self) -> Sequence[Row]:
        """The right number, and why."""
        return Row("number", _("Order no."), self._order_no, 100), Row("reason", _("Why"))

    def read(self, texts: Mapping[str, str], choice: str) -> tuple[str, str]:
        """The right number, and why."""
        return needed(texts["number"]), needed(texts["reason"])

    def carry_out(self, value: tuple[str, str]) -> str:
        """Put it right."""
        return renumbering.renumber(self.desk, self._order_no, *value)


def proposal_text(one: LikelyReturn) -> str:
    """A likely return in one line: which order, why, when and by whom it was completed."""
    if one.by == "near_serial_no":
        why = _("serial no. {serial} is one key off").format(serial=one.serial_no)
    else:
        why = (
            _("same serial no.") if one.by == "serial_no" else _("same phone {phone}").format(phone=one.phone)
        )
    return _(", ").join(
        part for part in (one.order_no, why, one.completed_at.strftime("%m-%d"), one.technician) if part
    )

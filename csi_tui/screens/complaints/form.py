"""Register a complaint, with the history of its customer and of the product beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.services.complaints import registration
from csi_tui.services.complaints.clock import out_of_order
from csi_tui.services.complaints.customer_history import History, history
from csi_tui.services.complaints.limits import milestone_limits
from csi_tui.services.desk import form_fields, local_times
from csi_tui.services.desk.card_texts import MILESTONE_NAMES
from csi_tui.services.find.customers import Taken, known
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.widgets.dialogs import DoubtQuestion
from csi_tui.widgets.field import Field, Suggestion
from csi_tui.widgets.form_start import instant_now
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.taken_over import TakesOver

LOOK_UP_ON = ("customer_name", "customer_phone", "order_no")
WIDE = 120
"""Columns from which on the history stands at the right; below it, it stands under the fields."""


class ComplaintForm(TakesOver[ComplaintRow]):
    """A new complaint; its three due times are fixed when it is kept."""

    takes = "enter"

    CSS_PATH = "form.tcss"
    kind = "complaints"
    help_text = N_(
        "The three limits run from “Received”. Without a handler nobody is credited with the complaint. In “Order no.” "
        "a serial number may be typed too: the orders of that product are then offered. Under the fields, or beside "
        "them where there is room, stands what is known of the customer and the product."
    )

    @dataclass
    class Known(Message):
        """What there was before has been read."""

        found: History
        known: Mapping[str, Taken]

    def __init__(self, *, begin: Mapping[str, str] | None = None) -> None:
        """``begin``: what it begins with because it is known, by the ids of columns."""
        super().__init__(_("New complaint"), "complaints/new", first="customer_name")
        self._begin = {name: text for name, text in (begin or {}).items() if name in self._columns}
        self._out_of_order = False

    def prepare(self) -> tuple[Mapping[str, str], form_fields.FormRow | None]:
        """A free number and the present time."""
        return {
            "complaint_no": registration.next_number(self.desk),
            "received_at": instant_now(local_times.local_now(self.desk)),
            **self._begin,
        }, None

    def hint_of(self, column: Column) -> str:
        """A milestone has the scheme's limit."""
        return milestone_limits(self.desk).get(column.id) or super().hint_of(column)

    # --- What there was before ---------------------------------------------------------------------------------------

    def beside(self) -> ComposeResult:
        """The history."""
        yield Static(id="complaint-history")

    def on_resize(self, event: events.Resize) -> None:
        """Put the history at the right where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def started(self) -> None:
        """Nothing is known yet, unless the form began with it."""
        self._show(History((), ()))
        if self._begin:
            self.begin_with(self._begin)
            self._ask()

    def edited(self, field: Field) -> None:
        """Look the history up once the typing pauses."""
        if field.field_name in LOOK_UP_ON:
            self.look_up_later(self._ask)

    def _ask(self) -> None:
        texts = self.texts()
        self._read(texts["customer_phone"].strip(), texts["customer_name"].strip(), texts["order_no"].strip())

    @store_job(READING)
    def _read(self, phone: str, name: str, order_or_serial: str) -> Message:
        return self.Known(
            history(self.desk, phone=phone, name=name, order_or_serial=order_or_serial),
            known(self.desk, phone=phone, serial_no=order_or_serial),
        )

    def on_complaint_form_known(self, event: Known) -> None:
        """Show it, take over who it is, and offer the orders."""
        self._show(event.found)
        self.take_over(event.known)
        self.field("order_no").suggest(
            [
                Suggestion(
                    one.order_no,
                    f"{one.order_no} {one.received_at:%Y-%m-%d} {one.product} {one.serial_no}".strip(),
                )
                for one in event.found.orders
            ]
        )

    def _show(self, found: History) -> None:
        lines = Content("\n".join(history_lines(found)))
        self.query_one("#complaint-history", Static).update(lines, layout=False)

    # --- Keeping -----------------------------------------------------------------------------------------------------

    def before_keeping(self, row: form_fields.FormRow, go_on: Callable[[], None]) -> None:
        """Ask where milestones do not follow each other."""
        complaint = cast("ComplaintRow", row)
        self._out_of_order = False
        times = {kind: getattr(complaint, f"{kind}_at") for kind in MILESTONE_NAMES}
        what = out_of_order(times, self.desk.site.zone)
        if not what:
            go_on()
            return

        def it_was_so() -> None:
            self._out_of_order = True
            go_on()

        text = _("{what} Was it so?").format(what=what)
        DoubtQuestion(text, _("It was so"), _("Go back")).ask(self.app, it_was_so)

    def keep(self, row: form_fields.FormRow) -> form_fields.FormRow:
        """Register it."""
        complaint = cast("ComplaintRow", row)
        return registration.register(
            self.desk,
            complaint,
            out_of_order=self._out_of_order,
            numbered=complaint.complaint_no == self.start.texts["complaint_no"],
            reason=self.reason,
        )


def history_lines(found: History) -> Iterator[str]:
    """Earlier orders and complaints, a line each; why an order stands here is said where it is not the phone number."""
    by = {"serial": _("same serial no."), "name": _("same name"), "phone": ""}
    orders, complaints = len(found.orders), len(found.complaints)
    yield _("Known so far: {orders}, {complaints}").format(
        orders=ngettext("{n} order", "{n} orders", orders).format(n=orders),
        complaints=ngettext("{complaints} complaint", "{complaints} complaints", complaints).format(
            complaints=complaints
        ),
    )
    for complaint in found.complaints:
        state = _("invalid") if complaint.status == "invalid" else ""
        if not state:
            done = complaint.resolved_at
            state = _("open") if done is None else _("resolved {at}").format(at=f"{done:%Y-%m-%d}")
        about = (complaint.complaint_no, f"{complaint.received_at:%Y-%m-%d}", complaint.category, state)
        yield "  ".join(part for part in about if part)
    for order in found.orders:
        outcome = form_fields.choice_label("outcome", order.outcome) if order.outcome else _("open")
        parts = (
            order.order_no,
            f"{order.received_at:%Y-%m-%d}",
            order.product,
            order.serial_no,
            outcome,
            order.technician,
            order.address,
        )
        marks = (_("return") if order.is_return else "", by[order.by])
        yield "  ".join(part for part in (*parts, *marks) if part)

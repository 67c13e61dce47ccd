"""Everything of a customer, or of a product, on one screen; a new order or complaint of theirs from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.coordinate import Coordinate
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.screens.complaints.detail import ComplaintScreen
from csi_tui.screens.complaints.form import ComplaintForm
from csi_tui.screens.detail import GO_BACK, ReadScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.row_notes import NOTES, write_notes
from csi_tui.services.find.customers import Customer, Event, Subject, customer
from csi_tui.services.find.text import counts_text, joined, kind_name
from csi_tui.services.notes.notes import NoteLine, notes_of
from csi_tui.services.notes.text import note_lines
from csi_tui.services.tabular.records import ComplaintRow, OrderRow
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.rows import RowTable

HERE = N_("Customer")
OPEN = Command(
    id="customer.open",
    keys="enter",
    label=N_("Open"),
    help=N_("Open the line under the cursor; of a survey, its order."),
    action="open",
    needs=N_("There is no line to open."),
    scope=HERE,
)
NEW_ORDER = Command(
    id="customer.order",
    keys="n,f2",
    label=N_("New order"),
    help=N_("Enter an order; name, phone and address stand in it already, of a product also what it is."),
    action="new_order",
    needs=N_("The customer is still being read."),
    scope=HERE,
)
NEW_COMPLAINT = Command(
    id="customer.complaint",
    keys="k,f6",
    label=N_("New complaint"),
    help=N_("Register a complaint; the customer stands in it already, and the order under the cursor."),
    action="new_complaint",
    needs=N_("The customer is still being read."),
    scope=HERE,
)


NOTE_LINES = 4
"""Lines of the latest note that stand above the list at most."""


class CustomerScreen(ReadScreen):
    """Orders and returns, complaints, surveys, the latest first."""

    desk_commands: ClassVar[tuple[Command, ...]] = (OPEN, NEW_ORDER, NEW_COMPLAINT, NOTES, GO_BACK)
    help_text = N_(
        "Everything of one phone number, or of one product by its serial number: orders and returns, complaints, "
        "surveys. A survey shows its five answers in the order of the questions."
    )

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        self._subject = subject
        self.found: Customer | None = None

    def compose_body(self) -> ComposeResult:
        """Who it is, and what happened."""
        yield Static(id="customer-head")
        yield RowTable(zebra_stripes=True)

    def on_mount(self) -> None:
        """Begin on the table."""
        self.query_one(RowTable).focus()

    def on_screen_resume(self) -> None:
        """Read again: something may have been entered from here."""
        self.reload()

    def fetch(self) -> tuple[Customer, Sequence[NoteLine]]:
        """In a thread: it, with the notes on the customer."""
        phone = self._subject.phone
        return customer(self.desk, self._subject), notes_of(self.desk, "customer", phone) if phone else ()

    def show(self, read: tuple[Customer, Sequence[NoteLine]]) -> None:
        """Show it."""
        found, notes = read
        self.found = found
        product = _("Product {serial}").format(serial=found.subject.serial_no)
        self.show_title(product if found.subject.serial_no else _("Customer {name}").format(name=found.name))
        counts = counts_text(
            orders=found.orders, returns=found.returns, complaints=found.complaints, surveys=found.surveys
        )
        who = joined(found.name, found.phone, found.address, found.product)
        self.query_one("#customer-head", Static).update(
            Content("\n".join([f" {who}", f" {counts}", *self._notes_shown(notes)]))
        )
        table = self.query_one(RowTable)
        row = table.cursor_row
        table.clear(columns=True)
        table.add_fitting(
            (_("Day"), 10),
            (_("Kind"), _needed(_("Kind"), [kind_name(one.kind) for one in found.events])),
            (_("No."), 15),
            (_("State"), min(14, _needed(_("State"), [one.state for one in found.events]))),
            (_("Who"), 8),
            (_("About"), 11),
        )
        for one in found.events:
            table.add_row(
                cell(f"{one.at:%Y-%m-%d}"),
                cell(kind_name(one.kind)),
                cell(one.number),
                cell(one.state),
                cell(one.by),
                cell(one.what),
            )
        if found.events:
            table.cursor_coordinate = Coordinate(max(0, min(row, len(found.events) - 1)), 0)
        self.refresh_bindings()

    @property
    def event(self) -> Event | None:
        """The line under the cursor."""
        row = self.query_one(RowTable).cursor_row
        events = self.found.events if self.found is not None else ()
        return events[row] if 0 <= row < len(events) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to open where nothing happened."""
        if action in ("new_order", "new_complaint"):
            return self.found is not None
        if action == "notes":
            return self.found is not None and bool(self._subject.phone)
        return self.event is not None if action == "open" else True

    def on_data_table_row_selected(self) -> None:
        """Enter, or a click."""
        self.action_open()

    def action_open(self) -> None:
        """Open the line under the cursor."""
        one = self.event
        if one is None:
            return
        if one.kind == "complaint":
            self.app.push_screen(ComplaintScreen(one.number))
        else:
            self.app.push_screen(OrderForm(one.order_no), self._order_kept)

    @staticmethod
    def _notes_shown(notes: Sequence[NoteLine]) -> list[str]:
        """The latest note on the customer, and how many there are; the list below keeps its room."""
        lines = [f" {line}" for line in note_lines(notes[:1])][:NOTE_LINES]
        if len(notes) > 1:
            lines.append(" " + _("{n} notes in all: {key}").format(n=len(notes), key=NOTES.short_key))
        return lines

    def action_notes(self) -> None:
        """Read and write notes on the customer."""
        if self.found is not None:
            # It is read again as soon as this screen is in front.
            write_notes(
                self.desk_app, "customer", self._subject.phone, self.desk_app.tell, shown=self.found.phone
            )

    def action_new_order(self) -> None:
        """Enter an order of theirs."""
        if self.found is not None:
            self.app.push_screen(OrderForm(begin=self.found.last), self._order_kept)

    def action_new_complaint(self) -> None:
        """Register a complaint of theirs, about the order under the cursor where it is one."""
        if self.found is not None:
            one = self.event
            about = {"order_no": one.order_no} if one is not None and one.order_no else {}
            self.app.push_screen(ComplaintForm(begin={**self.found.last, **about}), self._complaint_kept)

    def _order_kept(self, row: OrderRow | None) -> None:
        if row is not None:
            self.desk_app.tell(_("Order {number} is kept.").format(number=row.order_no))

    def _complaint_kept(self, row: ComplaintRow | None) -> None:
        if row is not None:
            self.desk_app.tell(_("Complaint {number} is registered.").format(number=row.complaint_no))


def _needed(label: str, texts: Sequence[str]) -> int:
    """The cells that a column needs for its heading and for what stands in it."""
    return max(map(cell_len, (label, *texts)))

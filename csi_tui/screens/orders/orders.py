"""Work orders: the list, the latest received first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from rich.text import Text
from textual.screen import Screen

from csi_tui.i18n import N_, _
from csi_tui.screens.beside import ListAndDetail
from csi_tui.screens.list_commands import BACK, FILTER, GRID, NEXT, OPEN, RELOAD, SEARCH, UNFILTER
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.orders.several import CompleteDialog, TechnicianDialog
from csi_tui.screens.row_forms import screen_named
from csi_tui.screens.row_history import HISTORY, show_history
from csi_tui.screens.row_notes import NOTES, write_notes
from csi_tui.services.desk import form_fields
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.orders import pages as order_pages
from csi_tui.services.orders.beside import order_lines
from csi_tui.services.orders.filters import ORDERS_BY
from csi_tui.services.orders.pages import OrderLine
from csi_tui.services.tabular.records import OrderRow
from csi_tui.widgets.cells import cell, short_time, struck_cell
from csi_tui.widgets.colours import meaning_style
from csi_tui.widgets.commands import Command

HERE = N_("Work orders")
UNFINISHED_PART = "unfinished"
NEW = Command(
    id="orders.new",
    keys="n,f2",
    label=N_("New"),
    help=N_("Enter a new work order."),
    action="new",
    scope=HERE,
)
CHANGE = OPEN.with_label(N_("Change"), N_("Open the order: complete it, correct it, link it as a return."))
COMPLETE = Command(
    id="orders.complete",
    keys="c,f6",
    label=N_("Complete"),
    help=N_("Open the order at its completion; complete the marked ones together."),
    action="complete",
    scope=HERE,
)
UNFINISHED = Command(
    id="orders.unfinished",
    keys="u,f4",
    label=N_("Unfinished"),
    help=N_("Show only unfinished orders, or all of them."),
    action="unfinished",
    scope=HERE,
)


class OrdersScreen(ListAndDetail[OrderLine]):
    """All work orders or the unfinished ones."""

    place = "go.orders"
    title_text = N_("Work orders")
    search_hint = N_("order, serial or phone no., name")
    desk_commands: ClassVar[tuple[Command, ...]] = (
        NEW,
        SEARCH,
        COMPLETE,
        NOTES,
        UNFINISHED,
        CHANGE,
        BACK,
        NEXT,
        FILTER,
        UNFILTER,
        *GRID,
        HISTORY,
        RELOAD,
    )
    columns = (
        *((column.label, column.width, column.spare) for column in order_pages.LISTED),
        (N_("State"), 13, False),
    )
    narrows_by = ORDERS_BY
    whole = CHANGE
    sorted_columns = {
        place: column.id
        for place, column in enumerate(order_pages.LISTED)
        if column.id in order_pages.SORTED_ORDERS
    }
    help_text = N_(
        "A search looks at the beginning of the order number, serial number, phone number and customer's name, "
        "and at a phone number's last four digits. Words of a fault or a note are found with Ctrl-F. "
        "“Return” marks an order that came back after a repair; “late” one that counts in a later month than its own."
    )

    def __init__(self) -> None:
        super().__init__()
        self.unfinished = False

    def fetch(self, search: str, after: Any) -> Sequence[OrderLine]:
        """A page of orders."""
        return order_pages.orders_page(
            self.desk,
            search=search,
            unfinished=self.unfinished,
            only=self.only,
            sort=self.sort(),
            after=after,
        )

    def total(self, search: str) -> int:
        """All orders of the list."""
        return order_pages.orders_total(self.desk, search=search, unfinished=self.unfinished, only=self.only)

    def struck(self, search: str) -> int:
        """Of these, those that are struck out."""
        return order_pages.orders_total(
            self.desk, search=search, unfinished=self.unfinished, only=self.only, struck=True
        )

    def own_order(self) -> Sort:
        """The latest received first."""
        return order_pages.LATEST_ORDERS

    def cells(self, line: OrderLine) -> Sequence[Text]:
        """An order as a line."""
        return (
            *(
                struck_cell(
                    short_time(value, self.year) if isinstance(value, datetime) else cell(value), line.struck
                )
                for value in line.shown.values()
            ),
            cell(_state(line, LATE_MARK), self._style(line)),
        )

    def _style(self, line: OrderLine) -> str:
        """Open ones are bold; late ones have a colour beside sign and word."""
        bold = "" if line.completed_at or line.outcome else "bold "
        return f"{bold}{meaning_style(self.app, 'late') if line.late else ''}".strip()

    def written(self, line: OrderLine) -> Sequence[object]:
        """Times with their year."""
        return (*line.shown.values(), _state(line))

    def number(self, line: OrderLine) -> str:
        """An order is known by its number."""
        return line.order_no

    def after(self, line: OrderLine) -> Any:
        """The key of the page after this line."""
        return line.key

    def scope_text(self) -> str:
        """Which orders are shown."""
        return _("unfinished") if self.unfinished else ""

    def empty_text(self) -> str:
        """Where all are finished, how they are seen."""
        if self.unfinished and not self.search_text and not self.only.narrows:
            said = _("Nothing unfinished. “{label}” ({keys}) shows all orders again.")
            return said.format(label=_(UNFINISHED.label), keys=" ".join(UNFINISHED.key_names))
        return super().empty_text()

    def part(self) -> str:
        """Unfinished ones, or all."""
        return UNFINISHED_PART if self.unfinished else ""

    def show_part(self, part: str) -> None:
        """Unfinished ones, or all."""
        self.unfinished = part == UNFINISHED_PART

    def part_name(self, part: str) -> str:
        """What the part is called."""
        return _("unfinished") if part == UNFINISHED_PART else ""

    def acts(self) -> Sequence[tuple[str, str]]:
        """Complete them, give them to a technician, strike them out."""
        return (
            ("complete", _("Complete them")),
            ("technician", _("Give them to a technician")),
            ("strike", _("Strike them out, with one reason")),
        )

    def act(self, what: str, numbers: Sequence[str]) -> None:
        """One of these."""
        dialog: Screen[str | None]
        if what == "complete":
            dialog = CompleteDialog(numbers)
        elif what == "technician":
            dialog = TechnicianDialog(numbers)
        else:
            dialog = screen_named("changes.several.StrikeSeveralDialog", "order", numbers)()
        self.app.push_screen(dialog, self.acted)

    def beside(self, line: OrderLine) -> Sequence[str]:
        """What is filled in."""
        return order_lines(self.desk, line.order_no)

    def open_line(self, line: OrderLine) -> None:
        """Change the order."""
        self.app.push_screen(OrderForm(line.order_no), self._kept)

    def action_new(self) -> None:
        """Enter an order."""
        self.app.push_screen(OrderForm(), self._kept)

    def action_complete(self) -> None:
        """Open the order at its completion; complete the marked ones together."""
        if self.marked:
            self.act("complete", self.chosen_numbers())
        elif self.line is not None:
            self.app.push_screen(OrderForm(self.line.order_no, first="completed_at"), self._kept)

    def action_notes(self) -> None:
        """Read and write notes on the order under the cursor."""
        if self.line is not None:
            write_notes(self.desk_app, "order", self.line.order_no, self._noted)

    def action_row_history(self) -> None:
        """Show what happened to the order under the cursor."""
        if self.line is not None:
            show_history(self.desk_app, "order", self.line.order_no)

    def _noted(self, text: str) -> None:
        self.desk_app.tell(text)
        self.reload()

    def action_unfinished(self) -> None:
        """Show the others too, or only the unfinished ones."""
        self.unfinished = not self.unfinished
        self.first_page()

    def _kept(self, row: OrderRow | None) -> None:
        if row is not None:
            self._wanted = row.order_no
            self.desk_app.tell(_("Order {number} is kept.").format(number=row.order_no))
            self.reload()


LATE_MARK = ">"
"""Stands before the word: it counts further on."""


def _state(line: OrderLine, sign: str = "") -> str:
    """Outcome, or that it is open; with its marks, ``sign`` before that of a late one."""
    if line.struck:
        return _("struck out")
    parts = [form_fields.choice_label("outcome", line.outcome) if line.outcome else _("open")]
    if line.is_return:
        parts.append(_("return"))
    if line.late:
        parts += [*([sign] if sign else []), _("late")]
    return " ".join(parts)

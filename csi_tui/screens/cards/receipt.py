"""A receipt: the groups and rows behind a figure, with the points that each lost; they add up to the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from csi_tui.i18n import N_, _, current_language
from csi_tui.screens.cards.receipt_rows import (
    Cells,
    changed_rows,
    earlier_rows,
    entered_rows,
    loss_rows,
    part_rows,
    put_right_rows,
    struck_rows,
)
from csi_tui.screens.changes.dialogs import StrikeOutDialog
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.worklist import WorksThrough
from csi_tui.services.cards import receipts
from csi_tui.services.cards.changed_rows import changed_in
from csi_tui.services.cards.put_right import put_right_in
from csi_tui.services.cards.receipts import earlier_in, entered_in, struck_out_in
from csi_tui.services.cards.row_places import place_of
from csi_tui.services.cards.text.receipt_words import (
    adjusted_text,
    standard_text,
)
from csi_tui.services.cards.text.shown_receipt import ShownReceipt, shown
from csi_tui.services.desk import figure_texts, local_times
from csi_tui.services.desk.card_texts import band_name
from csi_tui.services.desk.row_places import RowPlace
from csi_tui.services.proof.text.rules_version import explained_text
from csi_tui.widgets.commands import Command
from csi_tui.widgets.rows import RowTable

if TYPE_CHECKING:
    from csi_tui.scoring.losses import Row as ReceiptRow
    from csi_tui.scoring.periods import Period
    from csi_tui.services.cards.receipts import Explanation

HERE = N_("Receipt")
BACK_PAGE = Command(
    id="receipt.back",
    keys="left_square_bracket,f7",
    label=N_("Page back"),
    help=N_("Go back a page."),
    action="page(-1)",
    needs=N_("Everything stands on one page."),
    scope=HERE,
)
NEXT_PAGE = Command(
    id="receipt.next",
    keys="right_square_bracket,f8",
    label=N_("Next page"),
    help=N_("Go to the next page."),
    action="page(1)",
    needs=N_("Everything stands on one page."),
    scope=HERE,
)
PART = Command(
    id="receipt.part",
    keys="enter,f2",
    label=N_("Part"),
    help=N_("Open the receipt of the part under the cursor."),
    action="part",
    needs=N_("The line under the cursor is no row that can be opened."),
    scope=HERE,
)
OPEN = Command(
    id="receipt.open",
    keys="enter,f2",
    label=N_("Open"),
    help=N_("Open the row under the cursor where it is put right; saving goes on to the next one."),
    action="open",
    needs=N_("The line under the cursor is no row that can be opened."),
    scope=HERE,
)

STRIKE_OUT = Command(
    id="receipt.strike",
    keys="x,f6",
    label=N_("Strike out"),
    help=N_("Strike the disputed row under the cursor out."),
    action="strike_out",
    needs=N_("Only a row can be struck out, by a supervisor."),
    scope=HERE,
)

PAGE = 150


class ReceiptScreen(WorksThrough, DetailScreen):
    """Parts for a figure made of others, groups and rows for one that is not."""

    desk_commands: ClassVar[tuple[Command, ...]] = (PART, OPEN, STRIKE_OUT, BACK_PAGE, NEXT_PAGE, GO_BACK)
    help_text = N_(
        "A figure begins at 100; every row stands with the points it lost, and what is missing from 100 is what "
        "they lost together. A figure made of others is the sum of what its parts bring."
    )

    def __init__(self, explanation: Explanation, receipt: ShownReceipt, *, row_no: str = "") -> None:
        """``row_no``: the number of the row that the cursor stands on first."""
        super().__init__()
        self._first = row_no
        self._page = 0
        self._take(explanation, receipt)

    def _take(self, explanation: Explanation, receipt: ShownReceipt) -> None:
        self._explanation, self._receipt = explanation, receipt
        found: Iterator[tuple[ReceiptRow | None, Cells]] = (
            ((None, cells) for cells in part_rows(receipt))
            if receipt.parts
            else chain(
                loss_rows(receipt),
                entered_rows(entered_in(explanation, receipt.receipt.node_id)),
                earlier_rows(earlier_in(explanation, receipt.receipt.node_id)),
                put_right_rows(put_right_in(explanation.put_right, receipt.receipt)),
                changed_rows(changed_in(explanation.changed, receipt.receipt)),
                struck_rows(struck_out_in(explanation, receipt.receipt.node_id)),
            )
        )
        self.rows: Sequence[tuple[ReceiptRow | None, Cells]] = tuple(found)

    def compose_body(self) -> ComposeResult:
        """The figure with its rule, and the rows."""
        yield Static(Content(self._head()), id="receipt-head")
        yield RowTable(id="receipt-lines")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Show the first page."""
        subject = self._explanation.subject
        self.show_title(
            f"{subject.employee_no} {subject.name}   {local_times.month_text(self._explanation.period)}   "
            f"{self._figure_name}"
        )
        table = self.query_one(RowTable)
        if self._receipt.parts:
            table.add_fitting((_("Part"), 24), (_("Score"), 9), (_("Counts"), 10), (_("Brings"), 10), grows=0)
        else:
            table.add_fitting((_("Lost"), 7), (_("What"), 11), (_("Row"), 15), (_("Why"), 20))
        table.focus()
        self._show()
        numbers = [None if row is None else row.number for row, _cells in self.rows]
        if self._first in numbers:
            self._go_to(numbers.index(self._first))

    @property
    def _figure_name(self) -> str:
        return self._receipt.receipt.name.in_language(current_language())

    def _head(self) -> str:
        one = self._receipt
        score = "-" if one.score is None else figure_texts.hundredths_text(one.score)
        found = one.receipt.figure
        # A total counts answers, orders and complaints together: their number says nothing.
        whole = one.receipt.node_id == self._explanation.receipt.node_id
        units = "" if whole else _("  (n = {n})").format(n=found.n)
        figure_line = f"{self._figure_name}  {score}  {band_name(found.band)}{units}"
        rule = one.receipt.rule.in_language(current_language())
        if one.receipt.company_default:
            rule += " " + _("(company default)")
        lines = [figure_line, rule, *filter(None, [standard_text(one)])]
        if found.is_adjusted:
            lines.append(adjusted_text(one))
        if self._explanation.by_other_rules:
            lines.append(explained_text(self._explanation.rules))
        if not self._explanation.current:
            lines.append(_("Rows have changed since the computation: these are the present ones."))
        return "\n".join(lines)

    def _show(self) -> None:
        table = self.query_one(RowTable)
        table.clear()
        for _row, cells in self.rows[self._page * PAGE : (self._page + 1) * PAGE]:
            table.add_row(*cells)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Pages only where there are some; parts only of a figure that has some."""
        if action == "page":
            return len(self.rows) > PAGE
        if action == "strike_out":
            return self.marked is not None and self.desk.may("strike-out")
        if action == "open":
            return self.marked is not None and self._place_of(self.marked) is not None
        return bool(self._receipt.parts) if action == "part" else True

    def action_page(self, step: int) -> None:
        """Go to the next page or back."""
        last = (len(self.rows) - 1) // PAGE
        self._page = max(0, min(last, self._page + step))
        self._show()

    def on_data_table_row_highlighted(self) -> None:
        """Show the whole of a text that the column cuts off."""
        place = self._place
        text = self.rows[place][1][-1].plain if place < len(self.rows) and not self._receipt.parts else ""
        self.query_one("#card-meaning", Static).update(Content(text))
        self.refresh_bindings()

    @property
    def _place(self) -> int:
        return self._page * PAGE + self.query_one(RowTable).cursor_row

    @property
    def marked(self) -> ReceiptRow | None:
        """The row under the cursor; None on a head or a sum."""
        place = self._place
        return self.rows[place][0] if self.is_mounted and place < len(self.rows) else None

    def action_strike_out(self) -> None:
        """Strike the row under the cursor out, or what stands behind it."""
        row = self.marked
        if row is None:
            return

        def done(text: str | None) -> None:
            self.tell_done(text)
            if text is not None:
                self.reload()

        self.app.push_screen(StrikeOutDialog(strikeable(row, self._receipt.receipt.node_id)), done)

    def on_data_table_row_selected(self) -> None:
        """Enter on a part, or on a row."""
        if self._receipt.parts:
            self.action_part()
        else:
            self.action_open()

    def action_part(self) -> None:
        """Open the receipt of the part under the cursor."""
        row = self.query_one(RowTable).cursor_row
        if 0 <= row < len(self._receipt.parts):
            self.app.push_screen(ReceiptScreen(self._explanation, self._receipt.parts[row]))

    # --- Working through ---------------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the row under the cursor."""
        place = None if self.marked is None else self._place_of(self.marked)
        if place is not None:
            self.work_at([one.row for one in self.places()].index(place.row))

    def places(self) -> Sequence[RowPlace]:
        """The rows that stand in a form, each once."""
        found = [self._place_of(row) for row, _cells in self.rows if row is not None]
        return list({place.row: place for place in found if place is not None}.values())

    def _place_of(self, row: ReceiptRow) -> RowPlace | None:
        node = self._explanation.scheme.node(self._receipt.receipt.node_id)
        return place_of(row, getattr(getattr(node, "measure", None), "question", ""))

    def worked_month(self) -> Period:
        """The month of the card."""
        return self._explanation.period

    def read_again(self) -> Explanation:
        """The card as its rows stand now."""
        return receipts.explain(self.desk, self._explanation.subject.employee_no, self._explanation.period)

    def show_again(self, read: Explanation) -> None:
        """Show the rows as they stand now; the figure stays that of the computation."""
        node_id = self._receipt.receipt.node_id
        receipt = next((one for one in _walk(shown(read.receipt)) if one.receipt.node_id == node_id), None)
        if receipt is None:
            return
        place = self._place
        self._take(read, receipt)
        self.query_one("#receipt-head", Static).update(Content(self._head()))
        self._go_to(min(place, len(self.rows) - 1))

    def mark(self, at: int) -> None:
        """Put the cursor on the first line of that row."""
        wanted = self.places()[at].row
        for place, (row, _cells) in enumerate(self.rows):
            found = None if row is None else self._place_of(row)
            if found is not None and found.row == wanted:
                self._go_to(place)
                return

    def _go_to(self, place: int) -> None:
        self._page = max(0, place) // PAGE
        self._show()
        self.query_one(RowTable).move_cursor(row=max(0, place) % PAGE)


def _walk(receipt: ShownReceipt) -> Iterator[ShownReceipt]:
    yield receipt
    for part in receipt.parts:
        yield from _walk(part)


def strikeable(row: ReceiptRow, node_id: str) -> list[tuple[str, str]]:
    """What of a receipt's row can be struck out: kinds with their numbers, the likeliest first."""
    if row.kind in ("survey", "complaint"):
        return [(row.kind, row.number)]
    if row.kind == "charge-back":
        return [("return", row.about)]
    facts = {name for name, _value in row.facts}
    kinds = [("order", row.number)]
    if row.about and row.about != row.number:
        kinds.insert(0, ("return", row.about))
    if facts & {"minutes", "after_appointment", "stage"}:
        kinds.insert(0, ("times", row.number))
    return kinds

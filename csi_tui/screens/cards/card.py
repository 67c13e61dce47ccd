"""A scorecard: every figure with its band, weight and number of units, and what a band asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, current_language
from csi_tui.scoring.periods import Period
from csi_tui.screens.appeals.dialogs import FileDialog, TakeDownDialog
from csi_tui.screens.cards.compare import COMPARE, CompareScreen
from csi_tui.screens.cards.receipt import ReceiptScreen
from csi_tui.screens.changes.dialogs import AdjustDialog
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.screens.talks.talk import TalkScreen
from csi_tui.services.appeals import filing
from csi_tui.services.cards import receipts
from csi_tui.services.cards.receipts import Explanation, struck_out_in
from csi_tui.services.cards.text.receipt_words import adjusted_text, no_figure_text, standard_text
from csi_tui.services.cards.text.shown_receipt import ShownReceipt, shown
from csi_tui.services.cards.text.trend import trend_lines
from csi_tui.services.cards.trend import Trend, trend_of
from csi_tui.services.changes.exclusions import kind_text
from csi_tui.services.changes.text import beside_lines
from csi_tui.services.desk import figure_texts, local_times
from csi_tui.services.desk.card_texts import band_name, flag_text, role_name, state_name, unconfirmed_text
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.oneself import own_number
from csi_tui.services.errors import NotPermitted
from csi_tui.services.months.text.cards import FEW_MARK, few_text, mark, remarks, result_text
from csi_tui.widgets.cells import cell, figure, long_time
from csi_tui.widgets.colours import band_cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import store_job
from csi_tui.widgets.rows import RowTable

if TYPE_CHECKING:
    from csi_tui.scoring.scheme import Scheme

HERE = N_("Scorecard")
RECEIPT = Command(
    id="card.receipt",
    keys="enter,f2",
    label=N_("Receipt"),
    help=N_("How the figure came about, down to its rows."),
    action="receipt",
    needs=N_("The card has no figures to look into."),
    scope=HERE,
)
APPEAL = Command(
    id="card.appeal",
    keys="a,f6",
    label=N_("Appeal"),
    help=N_(
        "Appeal against the line under the cursor: on your own card, or take it down for the card's owner."
    ),
    action="appeal",
    words="appeal objection 申诉 异议",
    needs=N_(
        "An appeal is filed against a published card until it is frozen, or against one that a correction changed: "
        "this month is not published yet, or frozen already."
    ),
    scope=HERE,
)


ADJUST = Command(
    id="card.adjust",
    keys="j,f9",
    label=N_("Adjust"),
    help=N_("Adjust the line under the cursor by signed points, beside its own figure."),
    action="adjust",
    needs=N_("Lines are adjusted before the month is published, by a supervisor."),
    scope=HERE,
)


TALK = Command(
    id="card.talk",
    keys="t,ctrl+d",
    label=N_("Talk"),
    help=N_("The talk about this result: what it starts from, what was said."),
    action="talk",
    words="talk interview feedback 面谈 沟通 反馈 谈话",
    needs=N_("A talk is about a published result."),
    scope=HERE,
    footer=False,
)


class CardScreen(DetailScreen):
    """The figures as a tree; what the marked one means stands below."""

    desk_commands: ClassVar[tuple[Command, ...]] = (RECEIPT, COMPARE, APPEAL, ADJUST, TALK, GO_BACK)
    help_text = N_(
        "“Weight” is the scheme's; “counts” is the share actually used: figures without data leave theirs to others. "
        "“Brings” is what the figure adds to the one above it, “loses” what it leaves missing there; both together are "
        "what it counts. n counts the answers, orders or complaints behind it."
    )

    @dataclass
    class Explained(Message):
        """The card with its receipt."""

        explanation: Explanation
        receipt: ShownReceipt
        trend: Trend
        own: bool

    class AppealOpen(Message):
        """An appeal can be filed."""

    def __init__(self, card: Card, period: Period) -> None:
        super().__init__()
        self._card, self._period = card, period
        self.explanation: Explanation | None = None
        self.trend: Trend | None = None
        self.own = True
        self.figures: list[tuple[int, ShownReceipt]] = []

    def compose_body(self) -> ComposeResult:
        """Result, figures, meaning."""
        yield Static(id="card-result")
        yield RowTable(id="card-figures")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Show what is known, and read the rest."""
        card = self._card
        who = "  ".join(
            part for part in (card.employee_no, card.name, role_name(card.role), card.team) if part
        )
        self.show_title(f"{who}   {local_times.month_text(self._period)}")
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Figure"), 20),
            (_("Score"), 6),
            (_("Band"), 11),
            (_("Counts"), 6),
            (_("Brings"), 6),
            (_("Loses"), 6),
            (_("Weight"), 6),
            ("n", 5),
            grows=0,
        )
        table.focus()
        self._explain(card, self._period)

    @store_job("card")
    def _explain(self, card: Card, period: Period) -> Message:
        explanation = receipts.explain(self.desk, card.employee_no, period)
        trend = trend_of(self.desk, card, period, explanation.scheme)
        own = own_number(self.desk) == card.employee_no
        return self.Explained(explanation, shown(explanation.receipt), trend, own)

    def job_failed(self, error: BaseException, group: str) -> None:
        """What is not to be read is no card: back to the list, and why."""
        if isinstance(error, NotPermitted):
            self.dismiss(None)
        super().job_failed(error, group)

    def on_card_screen_explained(self, event: Explained) -> None:
        """Fill the table."""
        self.explanation, self.trend, self.own = event.explanation, event.trend, event.own
        self.figures = list(_walk(event.receipt, 0))
        self.query_one("#card-result", Static).update(Content(self._result()))
        self.query_one(RowTable).fill(self._cells(depth, one) for depth, one in self.figures)
        self._show_meaning()
        self.refresh_bindings()

    def _cells(self, depth: int, one: ShownReceipt) -> Sequence[Text]:
        found, style = one.receipt.figure, "bold" if depth == 0 else ""
        name = one.receipt.name.in_language(current_language())
        return (
            cell("  " * depth + name + mark(found.adjustment), style),
            figure("-" if one.score is None else figure_texts.hundredths_text(one.score), style),
            band_cell(self.app, found.band, band_name(found.band)),
            figure("" if depth == 0 else figure_texts.figure_text(found.effective_weight)),
            figure("" if depth == 0 else figure_texts.hundredths_text(one.contribution)),
            figure("" if one.missing is None else figure_texts.hundredths_text(one.missing)),
            figure("" if depth == 0 else figure_texts.weight_text(found.weight)),
            figure("" if depth == 0 else f"{found.n}{f' {FEW_MARK}' if found.few else ''}"),
        )

    def _result(self) -> str:
        card, explanation = self._card, self.explanation
        assert explanation is not None
        result = result_text(card, band_name)
        flags = remarks(card, flag_text)
        if not explanation.current:
            flags.append(_("rows have changed since the computation"))
        if said := unconfirmed_text(explanation.unconfirmed):
            flags.append(said)
        state = _("{state}, revision {n}, as of {at}").format(
            state=state_name(explanation.state), n=explanation.revision, at=long_time(explanation.as_of)
        )
        if explanation.window_ends_at is not None:
            state += " · " + _("appeals until {until}").format(until=long_time(explanation.window_ends_at))
        return f"{result}{'  (' + ', '.join(flags) + ')' if flags else ''}\n{state}"

    @property
    def marked(self) -> ShownReceipt | None:
        """The figure under the cursor."""
        row = self.query_one(RowTable).cursor_row
        return self.figures[row][1] if 0 <= row < len(self.figures) else None

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_meaning()

    def _show_meaning(self) -> None:
        if self.marked is None or self.explanation is None or self.trend is None:
            return
        node_id = self.marked.receipt.node_id
        lines = trend_lines(self.trend, node_id)
        mine = [one for one in self.explanation.adjustments if one.line == node_id]
        struck = struck_out_in(self.explanation, node_id)
        if self.marked.receipt.figure.few:
            lines.append(few_text())
        if self.marked.receipt.figure.is_adjusted:
            lines.append(adjusted_text(self.marked))
        # What was done to this figure stands before what holds for each: where there is no room, the last goes.
        lines += [
            *beside_lines(mine, struck, kind_text),
            *meaning_lines(self.marked, self.explanation.scheme),
        ]
        text = "\n".join(lines)
        self.query_one("#card-meaning", Static).update(Content(text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A receipt only once the card is read, an appeal only while it is published, or once it was changed by a
        correction, an adjustment before that."""
        state = "" if self.explanation is None else self.explanation.state
        if action == "appeal":
            heard = self.explanation is not None and self.explanation.window_ends_at is not None
            return state == "published" or (state == "frozen" and heard)
        if action == "adjust":
            return state in ("open", "computed") and self.desk.may("adjust")
        if action == "talk":
            return self.explanation is not None and self.explanation.is_public
        return bool(self.figures) if action == "receipt" else True

    def why_not(self, command: Command) -> str:
        """Whether it is too early or too late for an appeal; else what the command needs."""
        if command is not APPEAL or self.explanation is None:
            return ""
        month = local_times.month_text(self._period)
        if self.explanation.state == "frozen":
            return _(
                "{month} is frozen; an appeal is too late. Ask for a correction: Shift-F2 (Records) at 5 (Month)."
            ).format(month=month)
        return _(
            "{month} is not published yet: an appeal is filed against a published card until it is frozen."
        ).format(month=month)

    def on_data_table_row_selected(self) -> None:
        """Enter on a figure."""
        self.action_receipt()

    def action_receipt(self) -> None:
        """Open the receipt of the figure under the cursor."""
        if self.marked is not None and self.explanation is not None:
            self.app.push_screen(ReceiptScreen(self.explanation, self.marked))

    def action_compare(self) -> None:
        """Put the card beside others."""
        self.app.push_screen(CompareScreen(self._card.employee_no, self._period))

    def action_appeal(self) -> None:
        """Appeal against the figure under the cursor, where it is not too late."""
        if self.marked is not None:
            self._ask_whether_open()

    @store_job("appeal")
    def _ask_whether_open(self) -> Message:
        filing.refuse_unless_open(self.desk, self._period, self._card.employee_no)
        return self.AppealOpen()

    def on_card_screen_appeal_open(self) -> None:
        """Write it down; of somebody else's card it is taken down for its owner."""
        if self.marked is None:
            return
        for_owner = not self.own and self.desk.may("take-down")

        def filed(number: str | None) -> None:
            if number is not None and for_owner:
                said = _("Taken down as {number}; its owner has still to confirm it.")
                self.desk_app.tell(said.format(number=number))
            elif number is not None:
                self.desk_app.tell(_("Filed as {number}.").format(number=number))

        name = self.marked.receipt.name.in_language(current_language())
        if for_owner:
            self.app.push_screen(TakeDownDialog(self._period, self._card.employee_no, name), filed)
        else:
            self.app.push_screen(FileDialog(self._period, self.marked.receipt.node_id, name), filed)

    def action_talk(self) -> None:
        """See what a talk about it starts from, and what was said."""
        self.app.push_screen(TalkScreen(self._card.employee_no, self._period))

    def action_adjust(self) -> None:
        """Adjust the figure under the cursor."""
        if self.marked is None:
            return

        number, who = self._card.employee_no, self._card.name
        name = self.marked.receipt.name.in_language(current_language())
        self.app.push_screen(
            AdjustDialog(self._period, number, who, self.marked.receipt.node_id, name), self.tell_done
        )


def _walk(receipt: ShownReceipt, depth: int) -> Iterator[tuple[int, ShownReceipt]]:
    yield depth, receipt
    for part in receipt.parts:
        yield from _walk(part, depth + 1)


def meaning_lines(one: ShownReceipt, scheme: Scheme) -> list[str]:
    """The rule of a figure, and what its band means and asks for."""
    language = current_language()
    lines = [
        one.receipt.rule.in_language(language)
        + (" " + _("(company default)") if one.receipt.company_default else "")
    ]
    if standard := standard_text(one):
        lines.append(standard)
    bands = {band.id: band for band in scheme.node(one.receipt.node_id).bands}
    band = bands.get(one.receipt.figure.band or "")
    if band is not None:
        lines.append(_("{band}: {meaning}").format(
            band=band.name.in_language(language), meaning=band.meaning.in_language(language)
        ))  # fmt: skip
        lines.append(_("To do: {action}").format(action=band.action.in_language(language)))
    elif one.score is None:
        lines.append(no_figure_text(one.receipt))
    return lines

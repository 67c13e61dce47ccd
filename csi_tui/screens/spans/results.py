"""A quarter or a year made of its months: everybody's result, what it is made of, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.desk.card_values import Card
from csi_tui.services.errors import UserError
from csi_tui.services.months.text.cards import both_ranks, grade_of
from csi_tui.services.spans.results import SpanResult, neighbour, results_of, span_at
from csi_tui.services.spans.what_follows import ConsequenceLine, consequences_in
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable

HERE = N_("Quarter and year")
EARLIER = Command(
    id="results.earlier",
    keys="left_square_bracket,f7",
    label=N_("One back"),
    help=N_("Go to the one before."),
    action="move(-1)",
    scope=HERE,
)
LATER = Command(
    id="results.later",
    keys="right_square_bracket,f8",
    label=N_("One on"),
    help=N_("Go to the one after."),
    action="move(1)",
    scope=HERE,
)
OTHER = Command(
    id="results.other",
    keys="y,ctrl+x",
    label=N_("Quarter/year"),
    help=N_("Show the year of the quarter, or its last quarter."),
    action="other",
    scope=HERE,
)


class ResultsScreen(DetailScreen):
    """One quarter or year; below the list stands what the marked person's result is made of, and what follows."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (EARLIER, LATER, OTHER, GO_BACK)
    help_text = N_(
        "A quarter or a year is made of its published months, as they are shown. As long as one of them is not "
        "published the result may still move, and nothing follows from it. The rank within the role stands in brackets."
    )

    @dataclass
    class Read(Message):
        """The result has been read, or why there is none."""

        found: SpanResult | None
        follows: Sequence[ConsequenceLine]
        none: str

    def __init__(self, kind: str, period: Period) -> None:
        super().__init__()
        self._span = span_at(kind, period)
        self.found: SpanResult | None = None
        self.follows: Sequence[ConsequenceLine] = ()

    def compose_body(self) -> ComposeResult:
        """The list, and what stands behind the marked result."""
        yield RowTable(id="results-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read it."""
        table = self.query_one(RowTable)
        table.add_fitting(
            (_("Rank"), 7),
            (_("Number"), 8),
            (_("Name"), 10),
            (_("Total"), 7),
            (_("Grade"), 10),
            (_("What follows"), 8),
            (_("Team"), 12),
        )
        table.focus()
        self._read(self._span)

    @store_job(READING)
    def _read(self, span: Any) -> Message:
        try:
            found = results_of(self.desk, span)
        except UserError as none:
            if type(none) is not UserError:
                raise
            return self.Read(None, (), str(none))
        return self.Read(found, consequences_in(self.desk, span) if found.over else (), "")

    def on_results_screen_read(self, event: Read) -> None:
        """Show it."""
        self.found, self.follows = event.found, event.follows
        table = self.query_one(RowTable)
        table.clear()
        if event.found is None:
            self.show_title(event.none)
            self._show_marked()
            return
        for card in event.found.cards:
            table.add_row(*map(cell, self._cells(event.found, card)))
        over = "" if event.found.over else _("(not over: it may still move)")
        title = ngettext("{span}: {n} month", "{span}: {n} months", len(event.found.months)).format(
            span=event.found.span, n=len(event.found.months)
        )
        self.show_title(f"{title}  {over}".rstrip())
        self._show_marked()

    def _cells(self, found: SpanResult, card: Card) -> tuple[str, ...]:
        own = [one.name for one in self.follows if one.employee_no == card.employee_no]
        return (
            both_ranks(card.rank, card.rank_in_role),
            card.employee_no,
            card.name,
            card.total or "-",
            grade_of(card, found.names) or "-",
            str(len(own)) if own else "-",
            card.team,
        )

    @property
    def marked(self) -> Card | None:
        """The card under the cursor."""
        row = self.query_one(RowTable).cursor_row
        cards: Sequence[Card] = () if self.found is None else self.found.cards
        return cards[row] if 0 <= row < len(cards) else None

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    def _show_marked(self) -> None:
        lines: list[str] = []
        if self.marked is not None and self.found is not None:
            lines.append(
                "  ".join(
                    f"{self.found.names.get(one.id, one.id)} {one.score or '-'}"
                    for one in self.marked.indicators
                )
            )
            for one in self.follows:
                if one.employee_no == self.marked.employee_no:
                    lines.append(
                        _("{what} ({why}): {action}").format(what=one.name, why=one.why, action=one.action)
                    )
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))

    def action_move(self, step: int) -> None:
        """Go one back or on."""
        self._span = neighbour(self._span, step)
        self._read(self._span)

    def action_other(self) -> None:
        """From a quarter to its year, from a year to its last quarter."""
        self._span = span_at("quarter" if self._span.kind == "year" else "year", self._span.months[-1])
        self._read(self._span)

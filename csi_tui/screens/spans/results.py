"""A quarter or a year made of its months: everybody's result, what it is made of, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _, ngettext
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.screens.sheet_dialog import WRITE_SHEET, write_notice
from csi_tui.services.desk.card_values import Card
from csi_tui.services.errors import UserError
from csi_tui.services.months.text.cards import both_ranks, grade_of
from csi_tui.services.spans.results import SpanResult, neighbour, results_of, span_at
from csi_tui.services.spans.text.results import team_text
from csi_tui.services.spans.what_follows import ConsequenceLine, consequences_in
from csi_tui.widgets.commands import Command

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


class ResultsScreen(DetailList[Card]):
    """One quarter or year; below the list stands what the marked person's result is made of, and what follows."""

    desk_commands: ClassVar[tuple[Command, ...]] = (EARLIER, LATER, OTHER, WRITE_SHEET, GO_BACK)
    help_text = N_(
        "A quarter or a year is made of its published months, as they are shown. As long as one of them is not "
        "published the result may still move, and nothing follows from it. The rank within the role stands in brackets."
    )

    table_id = "results-table"
    columns = (
        (N_("Rank"), 7),
        (N_("Number"), 8),
        (N_("Name"), 10),
        (N_("Total"), 7),
        (N_("Grade"), 10),
        (N_("What follows"), 8),
        (N_("Team"), 12),
    )

    def __init__(self, kind: str, period: Period) -> None:
        super().__init__()
        self._span = span_at(kind, period)
        self.found: SpanResult | None = None
        self.follows: Sequence[ConsequenceLine] = ()

    def fetch(self) -> tuple[SpanResult, Sequence[ConsequenceLine]] | str:
        """In a thread: the result and what follows from it, or why there is none."""
        span = self._span
        try:
            found = results_of(self.desk, span)
        except UserError as none:
            if type(none) is not UserError:
                raise
            return str(none)
        return found, consequences_in(self.desk, span) if found.over else ()

    def show(self, found: tuple[SpanResult, Sequence[ConsequenceLine]] | str) -> None:
        """Show it."""
        if isinstance(found, str):
            self.found, self.follows = None, ()
            self.fill(())
            self.show_title(found)
            return
        result, self.follows = found
        self.found = result
        self.fill(result.cards, from_the_top=True)
        over = "" if result.over else _("(not over: it may still move)")
        title = ngettext("{span}: {n} month", "{span}: {n} months", len(result.months)).format(
            span=result.span, n=len(result.months)
        )
        self.show_title(f"{title}  {over}".rstrip())

    def texts(self, line: Card) -> Sequence[str]:
        """Place, who, total, grade, how much follows, team."""
        assert self.found is not None
        own = [one.name for one in self.follows if one.employee_no == line.employee_no]
        return (
            both_ranks(line.rank, line.rank_in_role),
            line.employee_no,
            line.name,
            line.total or "-",
            grade_of(line, self.found.names) or "-",
            str(len(own)) if own else "-",
            line.team,
        )

    def below(self, line: Card | None) -> Sequence[str]:
        """What the marked result is made of, and what follows from it."""
        if line is None or self.found is None:
            return ()
        names = self.found.names
        made_of = [f"{names.get(one.id, one.id)} {one.score or '-'}" for one in line.indicators]
        follows = [
            _("{what} ({why}): {action}").format(what=one.name, why=one.why, action=one.action)
            for one in self.follows
            if one.employee_no == line.employee_no
        ]
        team = team_text(self.found, line.team)
        of_team = [
            _("{what} ({why}): {action}").format(what=one.name, why=one.why, action=one.action)
            for one in self.follows
            if one.team is not None and one.team == line.team
        ]
        return ["  ".join(made_of), *follows, *([team] if team else []), *of_team]

    def action_move(self, step: int) -> None:
        """Go one back or on."""
        self._span = neighbour(self._span, step)
        self.reload()

    def action_other(self) -> None:
        """From a quarter to its year, from a year to its last quarter."""
        self._span = span_at("quarter" if self._span.kind == "year" else "year", self._span.months[-1])
        self.reload()

    def action_write_sheet(self) -> None:
        """Ask where the sheet that publishes it shall be written to."""
        self.app.push_screen(write_notice(str(self._span)), self.tell_done)

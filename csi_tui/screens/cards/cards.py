"""Scorecards: everybody's card of a month, ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual.message import Message

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.beside import ListAndDetail
from csi_tui.screens.cards.card import CardScreen
from csi_tui.screens.cards.compare import COMPARE, CompareScreen
from csi_tui.screens.cards.department import DEPARTMENT, DepartmentScreen
from csi_tui.screens.cards.teams import TeamsScreen
from csi_tui.screens.list_commands import FILTER, GRID, OPEN, RELOAD, SEARCH, UNFILTER
from csi_tui.screens.months.month_place import MonthPlace, month_commands
from csi_tui.screens.schemes.schemes import SCHEMES, SchemesScreen
from csi_tui.screens.spans.annual import AnnualScreen
from csi_tui.screens.spans.results import ResultsScreen
from csi_tui.services.cards.text.beside import beside_lines
from csi_tui.services.cards.trend import trend_of
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_texts import band_name, flag_text, role_name
from csi_tui.services.desk.card_values import Card
from csi_tui.services.errors import UserError
from csi_tui.services.months import cards
from csi_tui.services.months.text.cards import Names, band_text, both_ranks, grade_of, remarks, score_text
from csi_tui.services.schemes import in_force
from csi_tui.widgets.cells import cell, figure
from csi_tui.widgets.colours import band_cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job

HERE = N_("Scorecards")
MONTH, EARLIER, LATER = month_commands("cards", HERE)
YEAR = Command(
    id="cards.year",
    keys="y,ctrl+x",
    label=N_("The year"),
    help=N_("Totals and grades of the year."),
    action="year",
    needs=N_("The scheme of this month has no results of the year."),
    scope=HERE,
)
QUARTER = Command(
    id="cards.quarter",
    keys="v,f6",
    label=N_("Quarter"),
    help=N_("The quarter, where the scheme has quarters."),
    action="quarter",
    needs=N_("The scheme of this month has no quarters."),
    scope=HERE,
)
TEAMS = Command(
    id="cards.teams",
    keys="t,f9",
    label=N_("Teams"),
    help=N_("The teams, where they are assessed."),
    action="teams",
    needs=N_("The scheme of this month has no team cards."),
    scope=HERE,
)
CARD = OPEN.with_label(N_("Card"), N_("Open the card: its figures, and how each came about."))


class CardsScreen(ListAndDetail[Card], MonthPlace):
    """The cards of one month."""

    place = "go.cards"
    title_text = N_("Scorecards")
    search_hint = N_("number, name or team")
    paged = False
    narrows_by = cards.CARDS_BY
    whole = CARD
    desk_commands: ClassVar[tuple[Command, ...]] = (
        CARD,
        COMPARE,
        MONTH,
        EARLIER,
        LATER,
        SEARCH,
        YEAR,
        QUARTER,
        TEAMS,
        FILTER,
        UNFILTER,
        DEPARTMENT,
        SCHEMES,
        *GRID,
        RELOAD,
    )
    help_text = N_(
        "Ties share the better rank; the one within the role stands in brackets. Who has too little data is not "
        "assessed and stands last, without a rank. "
        "Enter opens a card; Enter on a figure of the card shows its receipt, down to the rows."
    )

    @dataclass
    class Ranked(Message):
        """The cards of a month, or None where it has none."""

        period: Period
        found: cards.MonthCards | None
        labels: Mapping[str, str]
        spans: in_force.SpansOfScheme | None = None

    def __init__(self) -> None:
        super().__init__()
        self._month: cards.MonthCards | None = None
        self._labels: Mapping[str, str] = {}
        self._spans: in_force.SpansOfScheme | None = None
        self._has_cards = False
        self.columns = COLUMNS

    def reload(self) -> None:
        """Read the cards."""
        if self.line is not None and self._wanted is None:
            self._wanted = self.number(self.line)
        self._rank(self.period)

    @store_job(READING)
    def _rank(self, period: Period) -> Message:
        wanted = period
        try:
            wanted = period or cards.latest_month(self.desk)
            found = cards.month_cards(self.desk, wanted)
        except UserError as error:
            if error.exit_status != UserError.exit_status:
                raise
            # A month without cards is nothing wrong; the list says so.
            return self.Ranked(wanted or local_times.month_before(self.desk), None, {})
        return self.Ranked(
            wanted,
            found,
            in_force.figure_names(self.desk, wanted),
            in_force.spans_of(self.desk, wanted),
        )

    def on_cards_screen_ranked(self, event: Ranked) -> None:
        """Show them, with a column for each indicator."""
        self.period, self._month, self._labels = event.period, event.found, event.labels
        self._spans = event.spans
        found = () if event.found is None else event.found.cards
        if found:
            figures = ((_cut(_short(one.id, event.labels)), HEADING, False) for one in found[0].indicators)
            self.change_columns((*COLUMNS[:-1], *figures, COLUMNS[-1]))
        self._has_cards = bool(found)
        wanted = self.search_text.casefold()
        self.lines = [
            card
            for card in cards.cards_like(found, self.only)
            if any(wanted in text.casefold() for text in (card.employee_no, card.name, card.team))
        ]
        self._fill()
        self._wanted = None

    def empty_text(self) -> str:
        """A month that is not computed has no cards."""
        if self._has_cards:
            return super().empty_text()
        return _("{month} has no cards yet: compute it under 5.").format(
            month=local_times.month_text(self.period)
        )

    def cells(self, line: Card) -> Sequence[Text]:
        """A card as a line."""
        return (
            figure(both_ranks(line.rank, line.rank_in_role)),
            cell(line.employee_no),
            cell(line.name),
            cell(role_name(line.role)),
            cell(line.team),
            figure(line.total or "-", "bold"),
            band_cell(self.app, line.band if line.total is not None else None, self._band_text(line)),
            *(figure(score_text(one)) for one in line.indicators),
            cell(_(", ").join(remarks(line, flag_text))),
        )

    def written(self, line: Card) -> Sequence[object]:
        """A file has the band's word alone."""
        cells = super().written(line)
        return [*cells[:BAND], self._band_text(line), *cells[BAND + 1 :]]

    def _band_text(self, line: Card) -> str:
        """The band of a card, and the grade where the scheme grades."""
        if line.total is None:
            return band_text(line, band_name)
        return " ".join(part for part in (band_name(line.band), grade_of(line, self._labels)) if part)

    def number(self, line: Card) -> str:
        """A card is known by its owner's number."""
        return line.employee_no

    def scope_text(self) -> str:
        """Which month, and where it stands."""
        from csi_tui.services.desk.card_texts import state_name

        month = local_times.month_text(self.period) if self.period else ""
        return month if self._month is None else f"{month} {state_name(self._month.state)}"

    def beside(self, line: Card) -> Sequence[str]:
        """What it comes to, the months before, every figure."""
        trend = trend_of(self.desk, line, self.period, in_force.scheme_of_month(self.desk, self.period))
        return list(beside_lines(line, trend, Names(self._labels, band_name, role_name, flag_text)))

    def open_line(self, line: Card) -> None:
        """Open the card."""
        self.app.push_screen(CardScreen(line, self.period))

    def action_compare(self) -> None:
        """Put the card under the cursor beside others, or the two that are marked beside each other."""
        if len(self.marked) > 2:
            self.desk_app.tell(_("Two cards are put beside each other: mark two, or none."))
        elif len(self.marked) == 2:
            first, second = self.marked
            self.app.push_screen(CompareScreen(first, self.period, second))
        elif self.line is not None:
            self.app.push_screen(CompareScreen(self.line.employee_no, self.period))

    def action_department(self) -> None:
        """Show the department over the months up to the one that is shown."""
        self.app.push_screen(DepartmentScreen(self.period))

    def action_schemes(self) -> None:
        """Show the schemes; a copy of one is changed from there."""
        self.app.push_screen(SchemesScreen(self.period))

    def action_year(self) -> None:
        """Open the year of the month that is shown."""
        if self.period:
            graded = self._spans is None or self._spans.year_by_place
            self.app.push_screen(
                AnnualScreen(self.period // 100) if graded else ResultsScreen("year", self.period)
            )

    def action_quarter(self) -> None:
        """Open the quarter of the month that is shown."""
        self.app.push_screen(ResultsScreen("quarter", self.period))

    def action_teams(self) -> None:
        """Open the teams of the month that is shown."""
        self.app.push_screen(TeamsScreen(self.period))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Quarter, year and teams only where the month's scheme has them."""
        spans = self._spans if self.is_mounted else None
        if action == "compare":
            return self.is_mounted and self.line is not None
        if action in ("department", "schemes"):
            return self.is_mounted and bool(self.period)
        if action == "quarter":
            return spans is not None and spans.quarters
        if action == "teams":
            return spans is not None and spans.teams
        if action == "year":
            return spans is None or spans.year_by_place or spans.years
        return super().check_action(action, parameters)


def _short(figure_id: str, labels: Mapping[str, str]) -> str:
    """What a figure is called in a heading: whole where it fits, shorter where that is known, else as it is called."""
    label = labels.get(figure_id, figure_id)
    return label if cell_len(label) <= HEADING or figure_id not in SHORT else _(SHORT[figure_id])


def _cut(label: str) -> str:
    """The name of an indicator as far as a heading has room for it, with a mark where it has not."""
    return label if cell_len(label) <= HEADING else set_cell_size(label, HEADING - 1).rstrip() + "…"


SHORT = {
    "satisfaction": N_("Satisf."),
    "first_time_fix": N_("1st fix"),
    "complaint_timeliness": N_("Compl."),
}
"""Figures of the shipped scheme that a heading has no room for → shorter words."""
HEADING = 8
"""Cells of the heading of an indicator."""
COLUMNS: tuple[tuple[str, int, bool], ...] = (
    (N_("Rank"), 7, False),
    (N_("Number"), 6, False),
    (N_("Name"), 8, False),
    (N_("Role"), 16, True),
    (N_("Team"), 12, True),
    (N_("Total"), 6, False),
    (N_("Band"), 12, False),
    (N_("Remarks"), 12, True),
)
BAND = 6
"""Place of the band among them."""

"""The teams of a month: their points, places and grades, where the scheme assesses teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_values import TeamCard
from csi_tui.services.errors import UserError
from csi_tui.services.months.team_cards import team_cards
from csi_tui.services.months.text.cards import grade_of, score_text
from csi_tui.services.schemes import in_force
from csi_tui.widgets.cells import cell
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import READING, store_job
from csi_tui.widgets.rows import RowTable


class TeamsScreen(DetailScreen):
    """One month's teams; below the list stand the items of the marked one."""

    CSS_PATH = "../detail.tcss"
    desk_commands: ClassVar[tuple[Command, ...]] = (GO_BACK,)
    help_text = N_(
        "A team's total is the sum over its items. The grade of a team bounds what its members may be graded, where "
        "the scheme says so."
    )

    @dataclass
    class Read(Message):
        """The cards have been read, or why there are none."""

        cards: Sequence[TeamCard]
        labels: Mapping[str, str]
        none: str

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self.cards: Sequence[TeamCard] = ()
        self._labels: Mapping[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """The list, and the items of the marked team."""
        yield RowTable(id="teams-table")
        yield Static(id="card-meaning")

    def on_mount(self) -> None:
        """Read them."""
        table = self.query_one(RowTable)
        table.add_fitting((_("Rank"), 4), (_("Team"), 20), (_("Total"), 8), (_("Grade"), 8))
        table.focus()
        self._read(self._period)

    @store_job(READING)
    def _read(self, period: Period) -> Message:
        try:
            found = team_cards(self.desk, period)
        except UserError as none:
            if type(none) is not UserError:
                raise
            return self.Read((), {}, str(none))
        return self.Read(found.cards, in_force.figure_names(self.desk, period), "")

    def on_teams_screen_read(self, event: Read) -> None:
        """Show them."""
        self.cards, self._labels = event.cards, event.labels
        table = self.query_one(RowTable)
        table.clear()
        for card in self.cards:
            table.add_row(
                cell("-" if card.rank is None else str(card.rank)),
                cell(card.team),
                cell(card.total or "-"),
                cell(grade_of(card, self._labels) or "-"),
            )
        self.show_title(event.none or _("Teams: {month}").format(month=local_times.month_text(self._period)))
        self._show_marked()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._show_marked()

    def _show_marked(self) -> None:
        row = self.query_one(RowTable).cursor_row
        lines: list[str] = []
        if 0 <= row < len(self.cards):
            for one in self.cards[row].indicators:
                place = f" · {_('no. {place}').format(place=one.place)}" if one.place is not None else ""
                lines.append(f"{self._labels.get(one.id, one.id)}: {score_text(one)}{place}")
        self.query_one("#card-meaning", Static).update(Content("\n".join(lines)))

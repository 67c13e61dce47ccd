"""The teams of a month: their points, places and grades, where the scheme assesses teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import Period
from csi_tui.screens.detail import GO_BACK
from csi_tui.screens.detail_list import DetailList
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_values import TeamCard
from csi_tui.services.errors import UserError
from csi_tui.services.months.team_cards import team_cards
from csi_tui.services.months.text.cards import grade_of, score_text
from csi_tui.services.schemes import in_force
from csi_tui.services.tabular.aligned import labelled
from csi_tui.widgets.commands import Command


class TeamsScreen(DetailList[TeamCard]):
    """One month's teams; below the list stand the items of the marked one."""

    desk_commands: ClassVar[tuple[Command, ...]] = (GO_BACK,)
    help_text = N_(
        "A team's total is the sum over its items. The grade of a team bounds what its members may be graded, where "
        "the scheme says so."
    )

    table_id = "teams-table"
    columns = ((N_("Rank"), 4), (N_("Team"), 20), (N_("Total"), 8), (N_("Grade"), 8))

    def __init__(self, period: Period) -> None:
        super().__init__()
        self._period = period
        self._labels: Mapping[str, str] = {}

    def fetch(self) -> tuple[Sequence[TeamCard], Mapping[str, str], str]:
        """In a thread: the cards, the names of figures; or why there are none."""
        try:
            found = team_cards(self.desk, self._period)
        except UserError as none:
            if type(none) is not UserError:
                raise
            return (), {}, str(none)
        return found.cards, in_force.figure_names(self.desk, self._period), ""

    def show(self, found: tuple[Sequence[TeamCard], Mapping[str, str], str]) -> None:
        """Show them."""
        cards, self._labels, none = found
        self.fill(cards, from_the_top=True)
        self.show_title(none or _("Teams: {month}").format(month=local_times.month_text(self._period)))

    def texts(self, line: TeamCard) -> Sequence[str]:
        """Place, team, total, grade."""
        rank = "-" if line.rank is None else str(line.rank)
        return rank, line.team, line.total or "-", grade_of(line, self._labels) or "-"

    def below(self, line: TeamCard | None) -> Sequence[str]:
        """The items of the marked team."""
        lines = []
        for one in () if line is None else line.indicators:
            place = f" · {_('no. {place}').format(place=one.place)}" if one.place is not None else ""
            lines.append(labelled(self._labels.get(one.id, one.id), f"{score_text(one)}{place}"))
        return lines

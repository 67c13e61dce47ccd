"""How the teams of a month or a longer span stand, as blocks of a sheet. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.scoring.exact import HUNDRED
from csi_tui.services.desk.card_values import TeamCard
from csi_tui.services.months.text.cards import Names, grade_name
from csi_tui.services.printing.sheet import Bars, Block, Table, number

if TYPE_CHECKING:
    from csi_tui.services.months.team_means import TeamMean

_POINTS = Decimal(int(HUNDRED))
FEWEST = 2
"""One team compares with nothing."""


def team_blocks(teams: Sequence[TeamCard], names: Names) -> Iterator[Block]:
    """Teams that have cards of their own: rank, total, grade and items, and the totals as bars."""
    graded = any(team.grade is not None for team in teams)
    items = [names.figures.get(one.id, one.id) for one in teams[0].indicators]
    yield Table(
        title=_("Teams"),
        header=[_("rank"), _("team"), _("total"), *([_("grade")] if graded else ()), *items],
        rows=[
            [
                team.rank,
                team.team,
                number(team.total),
                *([grade_name(team, names)] if graded else ()),
                *(number(one.score) for one in team.indicators),
            ]
            for team in teams
        ],
        figures=frozenset({0, 2, *range(3 + graded, 3 + graded + len(items))}),
    )
    totals = [(team.team, team.total) for team in teams if team.total is not None]
    yield from _bars(_("Totals of the teams"), totals)


def means_blocks(means: Sequence[TeamMean]) -> Iterator[Block]:
    """Teams by the means of their people, with how many these are, and the means as bars; of one team nothing."""
    if len(means) < FEWEST:
        return
    yield Table(
        title=_("Teams"),
        header=[_("team"), _("assessed"), _("mean")],
        rows=[[one.team, one.n, number(one.mean)] for one in means],
        figures=frozenset({1, 2}),
    )
    yield from means_bars([(one.team, one.mean) for one in means])


def means_bars(means: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """The means of teams as bars; of one team nothing."""
    yield from _bars(_("Means of the teams"), means, _POINTS)


def _bars(title: str, lengths: Sequence[tuple[str, str]], highest: Decimal | None = None) -> Iterator[Block]:
    if len(lengths) >= FEWEST:
        yield Bars(title, [(team, Decimal(length)) for team, length in lengths], highest)

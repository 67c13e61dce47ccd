"""The means of teams: what a result says of a team where its scheme has no cards of teams (seed 003 §2 asks for the
team result as a chart)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.spread import Spread
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.cards import hundredths_of


class TeamMean(NamedTuple):
    """A team's mean over those of it who have a total; ``mean`` as a decimal text, rounded half-up."""

    team: str
    n: int
    mean: str


def team_means(cards: Iterable[Card]) -> list[TeamMean]:
    """The teams, the highest mean first; people of no team and people without a total are in none."""
    totals: dict[str, list[int]] = {}
    for card in cards:
        total = hundredths_of(card.total)
        if card.team and total is not None:
            totals.setdefault(card.team, []).append(total)
    spreads = {team: Spread.of(values) for team, values in totals.items()}
    order = sorted(spreads, key=lambda team: (-(spreads[team].exact_mean or 0), team))
    return [
        TeamMean(team, len(spreads[team].values), show_hundredths(spreads[team].mean or 0)) for team in order
    ]

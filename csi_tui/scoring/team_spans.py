"""What a longer span says of a team: the mean of its people's results, and the grade that it reaches (seed 002 §4.2,
docs/decisions/0089)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.cards import Scorecard
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.roll_ups import TeamRules, grade_reached


@dataclass(frozen=True, slots=True)
class TeamOfSpan:
    """A team's result: ``people`` of it who have one, the mean of theirs in hundredths, ``rank`` and ``grade``.

    A team with fewer people than the scheme asks for has neither rank nor grade.
    """

    team: str
    people: int
    total: int
    rank: int | None
    grade: str | None


def teams_of_span(rules: TeamRules, cards: Iterable[Scorecard]) -> tuple[TeamOfSpan, ...]:
    """The teams by what the results of their people say, the best first; who has no result or no team is in none."""
    totals: dict[str, list[int]] = {}
    for card in cards:
        if card.subject.team and card.total.score is not None:
            totals.setdefault(card.subject.team, []).append(to_hundredths(card.total.score))
    return team_results(rules, totals)


def team_results(rules: TeamRules, totals: Mapping[str, Sequence[int]]) -> tuple[TeamOfSpan, ...]:
    """The same of the results by team, in hundredths, as they are shown: so that everybody can check the mean."""
    means = {team: to_hundredths(Fraction(sum(own), 100 * len(own))) for team, own in totals.items() if own}
    ranked = sorted((mean for team, mean in means.items() if len(totals[team]) >= rules.least), reverse=True)
    found = [
        TeamOfSpan(
            team=team,
            people=len(totals[team]),
            total=mean,
            # Ties share the better rank (docs/rules.md, rule 11).
            rank=ranked.index(mean) + 1 if len(totals[team]) >= rules.least else None,
            grade=grade_reached(rules.by_score, mean) if len(totals[team]) >= rules.least else None,
        )
        for team, mean in means.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.rank is None, -one.total, one.team)))

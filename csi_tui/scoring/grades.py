"""Grades of a month's cards: by a forced distribution, by the order of teams, or within what the team's grade allows.

Seed 002 §4.1 (S/A/B/C by shares of the headcount) and seed 003 §1.5 (team grades A-E, a member's bounded by the
team's). Every grade comes with the arithmetic that gave it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED
from csi_tui.scoring.texts import Text


@dataclass(frozen=True, slots=True)
class Share:
    """A grade and the share of the headcount that it is meant for, in percent; grades stand best first."""

    id: str
    name: Text
    percent: Fraction


@dataclass(frozen=True, slots=True)
class Distribution:
    """A forced distribution. ``least``: people below whom nobody is graded: shares of so few say nothing."""

    shares: tuple[Share, ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class TeamOrder:
    """Team grades by order and by what was reached (seed 003 §1.4).

    Attributes:
        best, second, middle, worst, again: grade of the best team (and of whoever reaches ``best_share``), of the
            second, of those who reach ``middle_share`` or are not the last, of the last below it, and of the last
            below it that was so the month before.
        best_share, middle_share: of what can be reached, between 0 and 1.
    """

    names: tuple[tuple[str, Text], ...]
    best: str
    second: str
    middle: str
    worst: str
    again: str
    best_share: Fraction
    middle_share: Fraction


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a member may be graded, by the grade of the team, the best first; ``percent``: shares of the members."""

    allowed: Mapping[str, tuple[str, ...]]
    percent: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class GradeRules:
    """How the cards of a month are graded; nothing: they are not."""

    distribution: Distribution | None = None
    teams: TeamOrder | None = None
    bounds: Bounds | None = None
    names: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quota:
    """A grade's part of a pool: what its share is exactly, and how many it gives after the largest remainders."""

    id: str
    exact: Fraction
    places: int


def quotas(percents: Sequence[tuple[str, Fraction]], headcount: int) -> list[Quota]:
    """Places by share, adding up to the headcount: the largest remainders are rounded up, the better grade's first.

    >>> [quota.places for quota in quotas([("S", Fraction(10)), ("A", Fraction(20)), ("B", Fraction(50)),
    ...     ("C", Fraction(20))], 13)]
    [1, 3, 6, 3]
    """
    exact = [headcount * percent / HUNDRED for _id, percent in percents]
    places = [share.numerator // share.denominator for share in exact]
    left = headcount - sum(places)
    by_remainder = sorted(range(len(exact)), key=lambda at: (places[at] - exact[at], at))
    for at in by_remainder[:left]:
        places[at] += 1
    return [
        Quota(grade, share, count)
        for (grade, _percent), share, count in zip(percents, exact, places, strict=True)
    ]


def distributed(found: Sequence[Quota], ranks: Mapping[int, int]) -> dict[int, str]:
    """Key → grade, by rank; a quota that cuts through a tie takes the whole tie in (docs/rules.md, rule 11).

    The better grades are filled first: who is taken in is missing below.
    """
    grades: dict[int, str] = {}
    for key, rank in ranks.items():
        reached = 0
        for quota in found:
            reached += quota.places
            # A tie shares its better rank, so all of it falls where its first member does.
            if rank <= reached:
                grades[key] = quota.id
                break
    return grades


def team_grades(
    rules: TeamOrder,
    totals: Mapping[int, Fraction],
    ranks: Mapping[int, int],
    reachable: Fraction,
    before: Mapping[int, str],
) -> dict[int, str]:
    """Team → grade; ``before``: those of the month before, ``reachable``: the total of who is first in everything.

    Decided in docs/rules.md §3: any team under the line that is not the last is in the middle; the last is the worst
    grade again where it had the worst one the month before.
    """
    last = max(ranks.values(), default=0)
    grades = {}
    for team, total in totals.items():
        share = total / reachable if reachable else Fraction(0)
        if ranks[team] == 1 or share >= rules.best_share:
            grades[team] = rules.best
        elif ranks[team] == 2:
            grades[team] = rules.second
        elif share >= rules.middle_share or ranks[team] < last:
            grades[team] = rules.middle
        else:
            low = before.get(team) in (rules.worst, rules.again)
            grades[team] = rules.again if low else rules.worst
    return grades


def member_grades(rules: Bounds, team_grade: str, ranks: Mapping[int, int]) -> dict[int, str]:
    """Member → grade within what the team's grade allows, by rank within the team (seed 003 §1.5)."""
    allowed = rules.allowed[team_grade]
    return distributed(quotas(list(zip(allowed, rules.percent, strict=True)), len(ranks)), ranks)

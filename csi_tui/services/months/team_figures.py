"""What a month's data yield for teams: figures entered for a team, and those of its members added up
(seed 003 §1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from csi_db import measures
from csi_tui.scoring.cards import Scorecard, make_team_cards
from csi_tui.scoring.combining import reachable
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.grades import distributed, member_grades, quotas, team_grades
from csi_tui.scoring.measures import Quantity
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.months.roster import RosterEntry

TEAM = "team"
GRADE_BEFORE = "team-grade/"


class TeamRow(NamedTuple):
    """One stored result of a team: node of the scheme, component, exact sum over ``n`` units."""

    team: str
    node_id: str
    component: str
    quantity: Quantity

    @property
    def measure(self) -> str:
        """The name under which the row is stored."""
        return f"{self.node_id}/{self.component}"


def teams_of(scheme: Scheme, roster: Sequence[RosterEntry]) -> list[Subject]:
    """The teams with somebody who is assessed, by name; their keys are their places in the list, from 1."""
    names = {
        entry.subject.team
        for entry in roster
        if entry.subject.team and entry.subject.role not in scheme.unassessed_roles
    }
    return [
        Subject(id=place, employee_no=name, name=name, role=TEAM, team=name)
        for place, name in enumerate(sorted(names), start=1)
    ]


def added_up(roster: Iterable[RosterEntry], node_id: str, rows: Iterable[measures.Row]) -> list[TeamRow]:
    """The rows of the members of each team as one row for each component."""
    team_of = {entry.subject.id: entry.subject.team for entry in roster}
    sums: dict[tuple[str, str], tuple[Fraction, int]] = {}
    for employee_id, component, numerator, denominator, n in rows:
        team = team_of.get(employee_id)
        if team:
            value, units = sums.get((team, component), (Fraction(0), 0))
            sums[team, component] = (value + Fraction(numerator, denominator), units + n)
    return [
        TeamRow(team, node_id, component, Quantity(value.numerator, value.denominator, n))
        for (team, component), (value, n) in sorted(sums.items())
    ]


def cards_of_teams(
    scheme: Scheme, teams: Sequence[Subject], rows: Iterable[TeamRow], before: dict[str, str]
) -> list[Scorecard]:
    """The cards of the teams, graded where the scheme grades teams; ``before``: team → grade of the month before."""
    keys = {team.name: team.id for team in teams}
    quantities: dict[int, dict[str, dict[str, Quantity]]] = {}
    for row in rows:
        if row.team in keys:
            own = quantities.setdefault(keys[row.team], {})
            own.setdefault(row.node_id, {})[row.component] = row.quantity
    cards = make_team_cards(scheme, teams, quantities)
    rules = scheme.grades.teams
    if rules is None or scheme.teams is None:
        return cards
    # Grades look at the total as it is shown (docs/rules.md, rule 10).
    totals = {
        card.subject.id: Fraction(to_hundredths(card.total.score), 100)
        for card in cards
        if card.total.score is not None
    }
    ranks = {card.subject.id: card.rank for card in cards if card.rank is not None}
    grades = team_grades(
        rules,
        totals,
        ranks,
        reachable(scheme.teams, len(teams)),
        {keys[team]: grade for team, grade in before.items() if team in keys},
    )
    return [card.with_grade(grades.get(card.subject.id)) for card in cards]


def graded(scheme: Scheme, cards: Sequence[Scorecard], teams: Sequence[Scorecard]) -> list[Scorecard]:
    """The cards of employees with their grades: by a forced distribution, or within the grade of the team."""
    rules = scheme.grades
    ranks = {card.subject.id: card.rank for card in cards if card.rank is not None}
    grades: dict[int, str] = {}
    if rules.distribution is not None and len(ranks) >= rules.distribution.least:
        shares = [(share.id, share.percent) for share in rules.distribution.shares]
        grades = distributed(quotas(shares, len(ranks)), ranks)
    if rules.bounds is not None:
        for team in teams:
            if team.grade is None:
                continue
            own = [card for card in cards if card.subject.team == team.subject.name and card.rank is not None]
            grades |= member_grades(rules.bounds, team.grade, _ranks_among(own))
    return [card.with_grade(grades.get(card.subject.id)) for card in cards]


def _ranks_among(cards: Sequence[Scorecard]) -> dict[int, int]:
    """Key → rank among some cards; ties share the better one."""
    ranks = sorted(card.rank or 0 for card in cards)
    return {card.subject.id: ranks.index(card.rank or 0) + 1 for card in cards}

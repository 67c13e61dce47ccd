"""Grades of teams and members that so few teams never reach, whatever their places."""

from __future__ import annotations

from fractions import Fraction

from csi_tui.scoring.combining import reachable
from csi_tui.scoring.grades import TeamOrder
from csi_tui.scoring.nodes import Composite, Leaf, Node
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.of_place import OfPlace


def grades_within_reach(rules: TeamOrder, teams: int, least: Fraction) -> set[str]:
    """Grades that a team can have among so many; ``least``: the smallest share of the points that one can have.

    The order of seed 003 §1.4: the best, the second, the middle, and the last one below the line.
    """
    found = {rules.best} if teams else set()
    if teams >= 2:
        found.add(rules.second)
    if teams >= 3:
        found.add(rules.middle)
        if least < rules.middle_share:
            found |= {rules.worst, rules.again}
    return found


def least_share(node: Node, teams: int) -> Fraction:
    """The share of what can be reached that the last team in everything has, every figure being there."""
    most = reachable(node, teams)
    return _least(node, teams) / most if most else Fraction(0)


def _least(node: Node, teams: int) -> Fraction:
    if isinstance(node, Leaf):
        if isinstance(node.scorer, OfPlace):
            return node.scorer.of_place(teams, teams) or Fraction(0)
        return Fraction(0)
    if isinstance(node, Composite) and node.combine == "sum":
        return sum((_least(part, teams) for part in node.parts), start=Fraction(0))
    return Fraction(0)


def unreachable(scheme: Scheme, teams: int) -> tuple[list[str], list[str]]:
    """Grades that no team, and grades that no member can have with so many teams; both in the order of the scheme."""
    rules = scheme.grades.teams
    if rules is None or scheme.teams is None or not teams:
        return [], []
    within = grades_within_reach(rules, teams, least_share(scheme.teams, teams))
    of_teams = [grade for grade, _name in rules.names if grade not in within]
    bounds = scheme.grades.bounds
    if bounds is None:
        return of_teams, []
    everything = dict.fromkeys(grade for allowed in bounds.allowed.values() for grade in allowed)
    reached = {grade for team in within for grade in bounds.allowed.get(team, ())}
    return of_teams, [grade for grade in everything if grade not in reached]

"""Grades that so few teams never reach, against every order that there can be."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

import pytest
import time_machine

from csi_tui.scoring.grades import TeamOrder, team_grades
from csi_tui.services.desk.desk import Desk
from csi_tui.services.scheme_changes.lint import lint
from csi_tui.services.scheme_changes.lint_teams import grades_within_reach
from tests import stores
from tests.services.systems import MONTH, site
from tests.stores import local, person

RULES = TeamOrder((), "a", "b", "c", "d", "e", Fraction(92, 112), Fraction(35, 112))
"""Seed 003 §1.4: 92 and 35 of 112."""


@pytest.mark.parametrize("teams", [1, 2, 3, 4, 5])
def test_every_order_of_so_many_teams(teams: int) -> None:
    """Two items of levels 1 and 4, every pair of orders, the last one low the month before or not: what comes about is
    what is within reach."""
    reached = set()
    for one, other in product(permutations(range(1, teams + 1)), repeat=2):
        totals = {at: Fraction(1 * one[at] + 4 * other[at]) for at in range(teams)}
        ranks = {at: 1 + sum(total > totals[at] for total in totals.values()) for at in totals}
        for before in ({}, dict.fromkeys(totals, "d")):
            reached |= set(team_grades(RULES, totals, ranks, Fraction(5 * teams), before).values())
    assert grades_within_reach(RULES, teams, Fraction(1, teams)) == reached


@pytest.mark.parametrize(
    ("teams", "of_teams", "of_members"),
    [(2, {"C", "D", "E"}, {"D", "E"}), (3, {"D", "E"}, {"E"}), (4, set(), set())],
)
def test_the_points_of_so_few_teams(
    desk: Desk, now: time_machine.Traveller, teams: int, of_teams: set[str], of_members: set[str]
) -> None:
    """With three teams the last one has a third of what can be reached, and D begins below 35/112."""
    desk, _boss = site(
        desk,
        "team-points",
        *(person(f"E{at}", "technician", team=f"T{at}", supervisor_no="S1") for at in range(teams)),
    )
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, MONTH)
    found = [one.text for one in lint("team-points", desk) if one.code == "unreachable-grade"]
    assert {text.partition("no team can be ")[2][:1] for text in found if "no team" in text} == of_teams
    assert {text.partition("nobody can be ")[2][:1] for text in found if "nobody" in text} == of_members

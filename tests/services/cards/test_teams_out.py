"""What a span says of teams, as rows (docs/files.md §8): of every scheme, as its published sheet has it."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import parse_span
from csi_tui.services.cards.teams_out import TEAMS, teams_out
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.team_cards import stored_teams
from tests import stores
from tests.services.spans.test_results import month
from tests.services.systems import enter, site
from tests.stores import local, person


def test_a_quarter_with_results_of_teams(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 002 §4.2, docs/decisions/0089: the mean, rank and grade by the name that people read; of two no grade."""
    teams = {"E1": "North", "E2": "North", "E3": "North", "E4": "Two", "E5": "Two"}
    desk, boss = site(
        desk, "contact-centre", *(person(who, supervisor_no="S1", team=team) for who, team in teams.items())
    )
    now.move_to(local("2026-04-12T10:00"))
    for period in (202601, 202602, 202603):
        month(desk, boss, Period(period), E1=95, E2=90, E3=85, E4=99, E5=98)
    stores.backfill(desk, "2026-01", "2026-02", "2026-03")
    found = teams_out(desk, parse_span("2026-Q1"))
    assert found.header == TEAMS
    assert found.rows == [
        ("2026-Q1", "North", 3, Decimal("90.00"), 1, "A+"),
        ("2026-Q1", "Two", 2, Decimal("98.50"), None, None),
    ]
    # A month of the same scheme gives teams no result: the means of their people, the best first.
    assert [row[1:] for row in teams_out(desk, parse_span("2026-01")).rows] == [
        ("Two", 2, Decimal("98.50"), None, None),
        ("North", 3, Decimal("90.00"), None, None),
    ]
    # Of a year with one quarter nobody has a total yet.
    assert teams_out(desk, parse_span("2026")).rows == []


def test_a_month_in_which_teams_have_cards(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 003: the team is assessed; its total, rank, grade and the score of each item, under its id."""
    people = [person(f"{team}1", team=team, supervisor_no="S1") for team in ("A", "B")]
    desk, _boss = site(desk, "team-points", *people)
    now.move_to(local("2026-02-12T10:00"))
    for team, n in (("A", 10), ("B", 20)):
        enter(desk, team, "products_repaired", n, 1)
    stores.compute(desk, "2026-01")
    found = teams_out(desk, parse_span("2026-01"))
    assert [*found.header[:6]] == [*TEAMS]
    cards = stored_teams(desk, Period(202601))
    assert [*found.header[6:]] == [one.id for one in cards[0].indicators] != []
    assert [[str(one or "") for one in row[6:]] for row in found.rows] == [
        [one.score or "" for one in card.indicators] for card in cards
    ]
    assert [str(row[3]) for row in found.rows] == [card.total for card in cards]
    assert [(row[0], row[1], row[2]) for row in found.rows] == [
        ("2026-01", "B", None),
        ("2026-01", "A", None),
    ]
    totals = [row[3] for row in found.rows]
    assert all(isinstance(one, Decimal) for one in totals) and totals[0] > totals[1]  # type: ignore[operator]
    assert all(len(row) == len(found.header) for row in found.rows)


def test_a_year_of_grades_alone_says_nothing_of_teams(example_desk: Desk) -> None:
    stores.backfill(example_desk, "2026-01")
    with pytest.raises(UserError, match="2026"):
        teams_out(example_desk, parse_span("2026"))

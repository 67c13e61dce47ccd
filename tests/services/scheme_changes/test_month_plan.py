"""The items of a month: who chooses them, what the month is then computed with, and what finds them bent (seed 003)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards.result_notice import notice_sheet
from csi_tui.services.close import month_close, reopening
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.months.team_cards import stored_teams
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.scheme_changes.by_another import moved
from csi_tui.services.scheme_changes.choice import plan as plan_scheme
from csi_tui.services.scheme_changes.choice import seen_again
from csi_tui.services.scheme_changes.month_plan import choose, plan_of
from csi_tui.services.schemes.in_force import scheme_in
from csi_tui.services.waiting import acts
from tests import stores
from tests.services.procedures import desk_of, use_scheme
from tests.services.scheme_changes.test_scheme_choice import copy_of
from tests.services.systems import enter, site
from tests.stores import bend, local, person

MARCH, APRIL = Period(202603), Period(202604)
TEAMS = ("甲组", "乙组", "丙组")
FIGURES: Mapping[str, tuple[int, int, int]] = {
    "boards_issued": (30, 20, 10),
    "customers_visited": (1, 2, 3),
    "people_trained": (5, 5, 1),
    "products_repaired": (9, 8, 7),
    "repair_records_returned": (1, 1, 1),
    "customer_satisfaction": (9, 8, 7),
    "attendance": (70, 90, 80),
}
OWN = {"boards": 1, "visits": 1, "trained": 2, "repaired": 4, "records": 3, "satisfaction": 3}
MEASURE = {
    "boards": "boards_issued",
    "visits": "customers_visited",
    "trained": "people_trained",
    "repaired": "products_repaired",
    "records": "repair_records_returned",
    "satisfaction": "customer_satisfaction",
}
PLAN = ("visits=3", "attendance=2", "trained=1")
WHY = "the quarter is about customers"


def by_hand(items: Mapping[str, int]) -> dict[str, str]:
    """Team → total: of N teams the first gets N x level, the last 1 x level; equal ones share the better place."""
    totals = dict.fromkeys(TEAMS, 0)
    for item, level in items.items():
        figures = FIGURES[MEASURE.get(item, item)]
        for team, own in zip(TEAMS, figures, strict=True):
            place = 1 + sum(other > own for other in figures)
            totals[team] += level * (len(TEAMS) - place + 1)
    return {team: f"{total}.00" for team, total in totals.items()}


def totals(desk: Desk, period: Period) -> dict[str, str | None]:
    return {card.team: card.total for card in stored_teams(desk, period)}


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """Three teams with figures of March and April; a supervisor, the head and a clerk beside the desk."""
    now.move_to(local("2026-05-04T09:00"))
    people = [person(f"E{n}", "technician", team=team) for n, team in enumerate(TEAMS)]
    desk, _boss = site(desk, "team-points", *people)
    for team, place in zip(TEAMS, range(len(TEAMS)), strict=True):
        for measure, figures in FIGURES.items():
            per = 100 if measure in {"customer_satisfaction", "attendance"} else 1
            for month in (MARCH, APRIL):
                enter(desk, team, measure, figures[place], per, month)
    for number in range(len(TEAMS)):
        for month in (MARCH, APRIL):
            enter(desk, f"E{number}", "work_points", 100 + number, 1, month)
    for name, role in {"Head": "head", "Clerk": "clerk"}.items():
        users.add_user(desk, name, name.lower(), [role])
    return {"Desk": desk} | {name: desk_of(desk, name) for name in ("Boss", "Head", "Clerk")}


def chosen(desks: Mapping[str, Desk], period: Period = MARCH) -> Desk:
    """The desk once Boss has proposed and the head has decided."""
    with pytest.raises(Waits) as waits:
        choose(desks["Boss"], period, PLAN, WHY)
    acts.confirm(desks["Head"], waits.value.number)
    return seen_again(desks["Desk"])


def test_the_month_is_computed_with_its_items_and_the_next_one_with_the_scheme_s(
    desks: dict[str, Desk],
) -> None:
    desk = chosen(desks)
    for period in (MARCH, APRIL):
        month_close.compute(desk, period)
    assert totals(desk, MARCH) == by_hand({"visits": 3, "attendance": 2, "trained": 1})
    assert totals(desk, APRIL) == by_hand(OWN)
    assert [one.id for one in stored_teams(desk, MARCH)[0].indicators] == ["visits", "attendance", "trained"]
    assert verify(desk).problems == ()
    said = notice_sheet(desk, MARCH).head.items
    assert all(one in said for one in ("Boss", "Head", "2026-05-04", "Customers visited (level 3)"))
    assert notice_sheet(desk, APRIL).head.items == ""


def test_a_proposal_alone_changes_nothing_and_holds_the_month_up(desks: dict[str, Desk]) -> None:
    with pytest.raises(Waits) as waits:
        choose(desks["Boss"], MARCH, PLAN, WHY)
    desk = desks["Desk"]
    assert [one.id for one in plan_of(desk, MARCH).items] == list(OWN)
    month_close.compute(seen_again(desk), MARCH)
    assert totals(desk, MARCH) == by_hand(OWN)
    with pytest.raises(UserError, match="waits for a second person"):
        month_close.publish(seen_again(desk), MARCH)
    # What was computed is known: nobody decides on items by how the teams stand.
    with pytest.raises(UserError, match="is computed"):
        acts.confirm(desks["Head"], waits.value.number)
    acts.reject(desks["Head"], waits.value.number, "too late")
    assert totals(desk, MARCH) == by_hand(OWN)


def test_who_may(desks: dict[str, Desk]) -> None:
    with pytest.raises(NotPermitted):
        choose(desks["Clerk"], MARCH, PLAN, WHY)
    with pytest.raises(Waits) as waits:
        choose(desks["Boss"], MARCH, PLAN, WHY)
    for name in ("Boss", "Clerk"):
        with pytest.raises(NotPermitted):
            acts.confirm(desks[name], waits.value.number)
    acts.confirm(desks["Head"], waits.value.number)
    found = plan_of(desks["Clerk"], MARCH)
    assert (found.by, found.confirmed_by) == ("Boss", "Head")
    assert [(one.id, one.level) for one in found.items] == [
        ("visits", "3"),
        ("attendance", "2"),
        ("trained", "1"),
    ]
    assert {"boards", "repaired", "records", "satisfaction"} <= {one.id for one in found.others}


def test_nothing_is_chosen_for_a_month_that_is_computed(desks: dict[str, Desk]) -> None:
    """Until it is opened again, with a reason; the next computation is by the items."""
    desk = desks["Desk"]
    month_close.compute(desk, MARCH)
    with pytest.raises(UserError, match="computed"):
        choose(desks["Boss"], MARCH, PLAN, WHY)
    reopening.reopen_month(desk, MARCH, "items were forgotten")
    desk = chosen(desks)
    month_close.compute(desk, MARCH)
    assert totals(desk, MARCH) == by_hand({"visits": 3, "attendance": 2, "trained": 1})


def test_a_desk_that_was_open_before_computes_nothing_by_other_items(desks: dict[str, Desk]) -> None:
    chosen(desks)
    with pytest.raises(UserError, match="Items were chosen"):
        month_close.compute(desks["Desk"], MARCH)
    with pytest.raises(UserError, match="not computed"):
        stored_teams(desks["Desk"], MARCH)


def test_naming_the_scheme_is_no_way_round_its_items(desks: dict[str, Desk]) -> None:
    desk = chosen(desks)
    month_close.compute(desk, MARCH, None, "team-points")
    assert totals(desk, MARCH) == by_hand({"visits": 3, "attendance": 2, "trained": 1})


@pytest.mark.parametrize(
    "items",
    [
        (),
        ("visits",),
        ("visits=0",),
        ("visits=5",),
        ("visits=2", "visits=3"),
        ("no_such_item=1",),
        ("visits=2\nboards=1",),
        ("virtue=1",),
        ("work=1",),
        ("＝",),
    ],
)
def test_what_is_no_list_of_items(desks: dict[str, Desk], items: tuple[str, ...]) -> None:
    with pytest.raises(UserError):
        choose(desks["Boss"], MARCH, items, WHY)
    assert plan_of(desks["Desk"], MARCH).by == ""


def test_a_frozen_month_keeps_its_items_and_what_is_bent_is_found(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    desk = chosen(desks)
    stores.freeze(desk, "2026-03")
    before = totals(desk, MARCH)
    # Other items for April are no matter of March.
    now.move_to(local("2026-05-20T09:00"))
    with pytest.raises(Waits) as waits:
        choose(desks["Boss"], APRIL, ("boards=4",), WHY)
    acts.confirm(desks["Head"], waits.value.number)
    desk = seen_again(desk)
    assert totals(desk, MARCH) == before and verify(desk).problems == ()
    with pytest.raises(UserError):
        choose(desks["Boss"], MARCH, ("boards=4",), WHY)

    # A row of April, around the program: the month is not computed yet, and the row says other items.
    bend(desk.store.path, "UPDATE month_plan SET items = 'boards=1 visits=1' WHERE period = 202604")
    (problem,) = verify(desk).problems
    assert "202604" in problem.where + problem.what, problem
    bend(desk.store.path, "UPDATE month_plan SET items = 'boards=4' WHERE period = 202604")
    assert verify(desk).problems == ()
    bend(desk.store.path, "DELETE FROM month_plan WHERE period = 202604")
    assert verify(desk).problems != ()


def test_a_new_version_is_previewed_with_the_items_of_the_month(
    desks: dict[str, Desk], tmp_path: Path
) -> None:
    """What would move by it is told by what the month will be computed with, not by the scheme's own items."""
    use_scheme(desks["Desk"], str(copy_of("team-points", tmp_path)))
    with pytest.raises(Waits) as waits:
        choose(desks["Boss"], MARCH, ("visits=1",), WHY)
    acts.confirm(desks["Head"], waits.value.number)
    desk = seen_again(desks["Desk"])
    month_close.compute(desk, MARCH)
    month_close.compute(desk, APRIL)
    version = f"version = {scheme_in(desk, APRIL).scheme.version}"
    # Windows are longer: that moves nobody's card.
    longer = copy_of(
        "team-points",
        tmp_path,
        (version, "version = 99"),
        ("publication_days = 5", "publication_days = 9"),
    )
    found = plan_scheme(desk, str(longer), MARCH)
    assert (found.computed, found.changes) == ((MARCH, APRIL), ())
    # By the scheme's own items somebody's would: what the preview would have told.
    assert moved(desk, [scheme_in(desk, APRIL).scheme], [MARCH])


def test_other_systems_have_no_items(desk: Desk) -> None:
    assert plan_of(desk, MARCH).items == ()
    with pytest.raises(UserError, match="no items"):
        choose(desk, MARCH, PLAN, WHY)
    assert replace(desk.site, plans=()) == desk.site

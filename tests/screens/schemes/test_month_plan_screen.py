"""The items of a month on a screen: levels chosen from a list, proposed with a reason, decided by another."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.screens.schemes.month_plan import LevelDialog, MonthPlanScreen
from csi_tui.services.desk.desk import Desk
from csi_tui.services.people import users
from csi_tui.services.scheme_changes.month_plan import choose, plan_of
from csi_tui.services.waiting import acts
from csi_tui.services.waiting.pages import waiting_for
from csi_tui.widgets.dialogs import SureQuestion
from csi_tui.widgets.reason_dialog import ReasonDialog
from tests.screens.driving import press, running, shown, type_in
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import local, person

APRIL = Period(202604)


@pytest.fixture
def team_points(
    desk: Desk, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Desk:
    """A site by team-points on 20 March, with a head beside the supervisor at the desk."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    now.move_to(local("2026-03-20T09:00"))
    desk, _boss = site(desk, "team-points", person("E1", "technician", team="甲组"))
    # Of another one's making: who made a user is not confirmed by them.
    users.add_user(desk, "Admin", "admin", ["admin"])
    users.add_user(desk_of(desk, "Admin"), "Head", "head", ["head"])
    return desk


async def test_next_month_s_items_are_chosen_from_the_list(team_points: Desk) -> None:
    """Seed 003 §1.1: before the 25th, for the next month; nothing is kept before it is proposed, nor holds before it is
    confirmed."""
    async with running(team_points.store.path) as (app, pilot):
        await press(pilot, "5", "shift+f2", "enter")
        assert isinstance(app.screen, MonthPlanScreen)
        assert "Items of 2026-02" in shown(app)
        await press(pilot, "f8", "f8")
        assert "Items of 2026-04" in shown(app) and "those of the scheme" in shown(app)
        # The first item at level 4, the second one out.
        await press(pilot, "enter")
        assert isinstance(app.screen, LevelDialog)
        await press(pilot, "end", "up", "enter", "down", "enter", "end", "enter")
        assert "not proposed yet" in shown(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, SureQuestion), "what was chosen is not thrown away by one reflex"
        await press(pilot, "escape", "f2")
        assert isinstance(app.screen, ReasonDialog)
        await press(pilot, "escape")
        assert "not proposed yet" in shown(app), "nor by leaving the reason open"
        await press(pilot, "f2")
        await type_in(pilot, "fewer boards")
        await press(pilot, "enter")
        assert isinstance(app.screen, MonthPlanScreen) and "not proposed yet" not in shown(app)
    before = [(one.id, one.level) for one in plan_of(team_points, APRIL).items]
    (waiting,) = waiting_for(desk_of(team_points, "Head"))
    acts.confirm(desk_of(team_points, "Head"), waiting.number)
    after = [(one.id, one.level) for one in plan_of(team_points, APRIL).items]
    assert after == [(before[0][0], "4"), *before[2:]]


async def test_alone_it_holds_at_once_and_says_so(team_points: Desk) -> None:
    """Where nobody else could confirm it, one chooses with a reason, and the items are marked so."""
    users.set_active(desk_of(team_points, "Admin"), "Head", active=False)
    async with running(team_points.store.path) as (app, pilot):
        await press(pilot, "5", "shift+f2", "enter", "down", "enter", "end", "enter", "f2")
        await type_in(pilot, "one less")
        await press(pilot, "enter")
        assert "The items of 2026-02 are chosen." in " ".join(one.message for one in app._notifications)
        assert "chosen by Desk on 2026-03-20, unconfirmed" in shown(app)


async def test_who_may_not_choose_reads(team_points: Desk) -> None:
    """A clerk sees the items; the keys say who chooses them."""
    users.set_roles(team_points, "Desk", ["admin", "clerk"])
    async with running(team_points.store.path) as (app, pilot):
        await press(pilot, "5", "shift+f2", "enter")
        assert isinstance(app.screen, MonthPlanScreen)
        await press(pilot, "enter", "f2")
        assert isinstance(app.screen, MonthPlanScreen)
        assert "Supervisors and the head" in " ".join(one.message for one in app._notifications)


async def test_what_another_desk_chose_holds_here_without_a_restart(team_points: Desk) -> None:
    """Items, or another scheme: the open application computes by them, and says that they were chosen."""
    users.set_active(desk_of(team_points, "Admin"), "Head", active=False)
    async with running(team_points.store.path) as (app, pilot):
        before = app.desk
        await press(pilot, "f5")
        assert app.desk is before
        choose(team_points, APRIL, ["visits=2"], "one is enough")
        assert app.desk.site.items_in(APRIL, "team-points") == ""
        await press(pilot, "1", "f5")
        assert app.desk.site.items_in(APRIL, "team-points") == "visits=2"
        assert "hold here now" in " ".join(one.message for one in app._notifications)

"""A corrected month, and a clock that jumped over a window, on the screens (docs/rules.md, rules 34 and 35)."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.screens.appeals.dialogs import FileDialog
from csi_tui.screens.cards.card import CardScreen
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.desk import clock_guard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.people import users
from csi_tui.widgets.clock_dialog import ClockDialog
from tests import stores
from tests.screens.driving import press, running, shown, type_in
from tests.services.months.test_clock_jump import published_after_daily_work
from tests.services.procedures import desk_of, staff
from tests.stores import local

JANUARY = Period(202601)


@pytest.fixture
def corrected(desk: Desk, now: time_machine.Traveller) -> Path:
    """January, frozen and corrected on Thursday 12 February; the account is the owner of E1's card."""
    staff(desk)
    users.link(desk, "Owner", None)
    users.link(desk, "Desk", "E1")
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(desk_of(desk, "Direct"), JANUARY)
    exclusions.strike_out(desk_of(desk, "Direct"), "survey", "A1", "another customer answered")
    corrections.correct(desk_of(desk, "Direct"), JANUARY, "A1 is struck out")
    return desk.store.path


async def test_a_corrected_card_is_appealed_against_from_its_line(corrected: Path, desk: Desk) -> None:
    """Home and Month say until when; the card takes the appeal."""
    async with running(corrected) as (app, pilot):
        await pilot.pause()
        assert "corrected: appeals until 2026-02-27 00:00" in shown(app)
        await press(pilot, "5")
        assert "those whose card changed may appeal until" in shown(app)
        await press(pilot, "6", "enter")
        while not isinstance(app.screen, CardScreen):
            await pilot.pause()
        assert "appeals until" in shown(app)
        await press(pilot, "down", "down", "f6")
        assert isinstance(app.screen, FileDialog)


async def test_a_clock_that_may_have_jumped_is_confirmed_where_freezing_is_refused(
    desk: Desk, now: time_machine.Traveller
) -> None:
    """The dialog says what was found; the confirmation is kept with its reason."""
    published_after_daily_work(desk, now)
    now.move_to(local("2026-02-12T10:00"))
    async with running(desk.store.path) as (app, pilot):
        await press(pilot, "5", "shift+f9", "f2")
        assert isinstance(app.screen, ClockDialog)
        assert "The machine's clock may have jumped" in shown(app)
        await type_in(pilot, "everybody was on a training")
        await press(pilot, "f2")
    last = clock_guard.last_confirmation(desk)
    assert last is not None and last.reason == "everybody was on a training"

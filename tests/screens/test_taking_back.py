"""One key shows the own last entry; it is taken back once that is confirmed, and not by what was typed ahead."""

from __future__ import annotations

from pathlib import Path

import time_machine

from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.screens.taking_back_dialog import TakeBackWithReason
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.widgets.dialogs import MessageDialog, SureQuestion
from tests.screens.driving import press, running, shown, type_in
from tests.screens.typing import event_of


def outcome(store: Path, number: str) -> str | None:
    desk = open_desk(store)
    try:
        return work_orders.read(desk, number).row.outcome
    finally:
        desk.close()


async def test_a_completion_is_taken_back(store: Path) -> None:
    """Shown, confirmed, put back; the list in front shows it."""
    async with running(store) as (app, pilot):
        await press(pilot, "2", "f4", "f6", "f6", "f2")
        assert outcome(store, "W0099") == "fixed"
        await press(pilot, "shift+f7")
        assert isinstance(app.screen, SureQuestion)
        assert "order W0099 changed" in shown(app)
        await press(pilot, "escape")
        assert outcome(store, "W0099") == "fixed"
        await press(pilot, "f19", "f9")  # as most terminals send it
        assert outcome(store, "W0099") is None
        assert isinstance(app.screen, OrdersScreen)
        assert "W0099" in shown(app)
        await press(pilot, "shift+f7")
        assert isinstance(app.screen, MessageDialog)
        assert "it stays" in shown(app)


async def test_typed_ahead_it_is_shown_and_not_confirmed(store: Path) -> None:
    """The entry is the one that the keys before it made; F9, y and Enter behind it confirm nothing."""
    async with running(store) as (app, _pilot):
        for key in ("2", "f4", "f6", "f6", "f2", "shift+f7", "f9", "y", "enter"):
            app.post_message(event_of(key))
        await app.typed_ahead.all_done()
        assert isinstance(app.screen, SureQuestion)
        assert "order W0099 changed" in shown(app)
        assert any("was not taken" in note.message for note in app._notifications)
    assert outcome(store, "W0099") == "fixed"


async def test_a_reason_is_asked_for_where_a_rule_wants_one(store: Path) -> None:
    """A survey is struck out: why is read by everybody whom it concerns."""
    async with running(store) as (app, pilot):
        await press(pilot, "4", "f2")
        await type_in(pilot, "W0001")
        await press(pilot, "tab", "tab")
        await type_in(pilot, "5")
        await press(pilot, "f2", "shift+f7")
        assert isinstance(app.screen, TakeBackWithReason)
        await press(pilot, "f2")
        assert isinstance(app.screen, TakeBackWithReason), "not without a reason"
        await type_in(pilot, "twice")
        await press(pilot, "enter")
        assert not isinstance(app.screen, TakeBackWithReason)
        assert "Taken back." in " ".join(note.message for note in app._notifications)


async def test_nothing_was_entered(store: Path) -> None:
    """The first key of a morning takes nothing back."""
    async with running(store) as (app, pilot):
        with time_machine.travel("2026-03-12T11:00:00+08:00", tick=True):
            await press(pilot, "shift+f7")
        assert any("nothing in the last ten minutes" in note.message for note in app._notifications)

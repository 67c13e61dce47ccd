"""The board over the application, and by itself: read again while somebody else works, marked when it cannot be."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from csi_tui.screens.board.board import BoardScreen
from csi_tui.screens.board.wall import WallApp, WallScreen
from csi_tui.screens.home.home import HomeScreen
from csi_tui.services.board.reading import first_reading
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow
from tests.screens.conftest import at
from tests.screens.driving import PATIENCE, key_event, press, quiet, running, shown
from tests.services.board.test_board import locked


def enter_elsewhere(path: Path, number: str) -> None:
    """Another desk enters an order of today."""
    desk = open_desk(path)
    try:
        work_orders.enter(desk, OrderRow(order_no=number, received_at=at(3, 12), agent_no="E005"))
    finally:
        desk.close()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_it_opens_from_home_and_is_read_again_by_itself(store: Path, size: tuple[int, int]) -> None:
    """What another desk enters meanwhile is there at the next reading; Escape goes back."""
    async with running(store, size) as (app, pilot):
        await press(pilot, "b")
        assert isinstance(app.screen, BoardScreen) and app.screen.standing.found is not None
        assert app.screen.standing.found.orders.received == 0
        text = shown(app)
        assert "C0002" in text and "read at 10:00" in text
        assert "钱三" not in text and "张洋" not in text
        enter_elsewhere(store, "W0500")
        app.screen.look()
        await quiet(pilot)
        assert app.screen.standing.found.orders.received == 1
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_store_that_is_moved_away_leaves_marked_figures(store: Path) -> None:
    """What was read stays in sight with its time; once the store is there again, so is the board."""
    async with running(store) as (app, pilot):
        await press(pilot, "b")
        assert isinstance(app.screen, BoardScreen)
        away = store.rename(store.with_name("away.db"))
        await press(pilot, "r")
        text = shown(app)
        assert "OUT OF DATE" in text and "2026-03-12 10:00" in text and "C0002" in text
        assert str(store) not in text
        away.rename(store)
        await press(pilot, "r")
        assert "OUT OF DATE" not in shown(app)


async def test_it_stays_when_nobody_is_there_and_leads_nowhere(store: Path) -> None:
    """An idle session in a browser ends, but for one that shows the board: it ends when somebody leaves that."""
    async with running(store) as (app, pilot):
        await press(pilot, "b")
        app.touched_at -= 3600
        app.end_when_idle()
        await quiet(pilot)
        assert isinstance(app.screen, BoardScreen) and not app._exit
        await press(pilot, "2", "ctrl+f", "ctrl+w", "ctrl+p")
        assert isinstance(app.screen, BoardScreen)
        app.post_message(key_event("escape"))
        await ended(app, pilot)


async def test_the_wall_shows_the_board_and_nothing_else(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It begins while the store is locked, reads it once it is not, and goes with q; no other key does anything."""
    monkeypatch.setenv("CSI_BUSY_TIMEOUT", "0")
    with ExitStack() as lock:
        lock.enter_context(locked(store))
        assert first_reading(store, None) is None
        app = WallApp(store)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(app, pilot, "locked by another process")
            lock.close()
            assert isinstance(app.screen, WallScreen)
            app.screen.look()
            await until(app, pilot, "C0002")
            for key in ("1", "escape", "f2", "ctrl+f"):
                await pilot.press(key)
            assert isinstance(app.screen, WallScreen) and not app._exit
            app.post_message(key_event("q"))
            await ended(app, pilot)


async def ended(app: App[int], pilot: Pilot[int]) -> None:
    """Wait until it is being left."""
    for _ in range(PATIENCE):
        if app._exit:
            return
        await pilot.pause(0.01)
    raise AssertionError("it goes on")


async def until(app: WallApp, pilot: Pilot[int], text: str) -> None:
    """Wait until a text stands on the wall."""
    for _ in range(PATIENCE):
        if text in shown(app):
            return
        await pilot.pause(0.01)
    raise AssertionError(shown(app))

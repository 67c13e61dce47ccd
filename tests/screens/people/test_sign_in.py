"""Several people at one terminal: sign in, change places in two keys, lock after idle time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import time_machine

from csi_tui.screens import app as application
from csi_tui.screens.app import CsiApp
from csi_tui.screens.board.board import BoardScreen
from csi_tui.screens.close.month_close import CloseScreen
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.screens.people.sign_in import SignInScreen
from csi_tui.services.desk import drafts
from csi_tui.services.desk.desk import Desk
from csi_tui.services.people import users
from csi_tui.services.people.sign_in import set_password
from csi_tui.widgets.dialogs import DraftQuestion
from tests.screens.driving import PATIENCE, Driven, Unread, press, quiet, shown, type_in
from tests.services.procedures import staff


@pytest.fixture
def shared(desk: Desk, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A store in which two people have passwords, and the running account none."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    staff(desk)
    users.set_roles(desk, "Hr", ["hr", "clerk"])
    set_password(desk, "Direct", "correct horse")
    set_password(desk, "Hr", "battery staple")
    return desk.store.path


@asynccontextmanager
async def waiting(path: Path) -> AsyncIterator[Driven]:
    """The application where it asks who is there."""
    app = CsiApp(path)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(PATIENCE):
            if isinstance(app.screen, SignInScreen):
                break
            await pilot.pause(0.01)
        await quiet(pilot)
        yield app, pilot
    if app.entrance is not None:
        app.entrance.close()


async def sign_in(driven: Driven, digit: str, password: str) -> None:
    _app, pilot = driven
    await press(pilot, digit)
    await type_in(pilot, password)
    await press(pilot, "enter")


async def test_somebody_signs_in(shared: Path) -> None:
    """Nothing of the store is seen or reached before; a wrong password is said in words."""
    async with waiting(shared) as driven:
        app, pilot = driven
        assert "Who is at the desk?" in shown(app)
        assert all(name in shown(app) for name in ("1  Desk", "2  Direct", "3  Hr"))
        await press(pilot, "ctrl+l", "ctrl+w", "ctrl+p", "f12")
        assert isinstance(app.screen, SignInScreen)
        await sign_in(driven, "2", "wrong one")
        assert "! That is not the password of Direct." in shown(app)
        assert "wrong one" not in shown(app)
        await type_in(pilot, "correct horse")
        await press(pilot, "enter")
        assert isinstance(app.screen, HomeScreen)
        assert app.desk.actor.name == "Direct" and app.desk.actor.account.endswith("/Direct")


async def test_names_are_in_sight_once_a_number_is_taken(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed before is no password of anybody's; who sees the names is heard."""
    unread = Unread(monkeypatch)
    app = CsiApp(shared)
    async with app.run_test(size=(80, 24)) as pilot:
        await unread.comes()
        assert "Who is at the desk?" in shown(app)
        assert "2  Direct" not in shown(app)
        unread.is_read()
        await quiet(pilot)
        assert "2  Direct" in shown(app)
        await sign_in((app, pilot), "2", "correct horse")
        assert isinstance(app.screen, HomeScreen)
    app.desk.close()


async def test_places_are_changed_in_two_keys(shared: Path) -> None:
    """Ctrl-] and the number; drafts belong to who typed them."""
    async with waiting(shared) as driven:
        app, pilot = driven
        await sign_in(driven, "2", "correct horse")
        await press(pilot, "2", "f2")
        assert isinstance(app.screen, OrderForm)
        await press(pilot, "tab", "tab")
        await type_in(pilot, "Zhang")
        await press(pilot, "ctrl+right_square_bracket")
        assert isinstance(app.screen, SignInScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, OrderForm), "nobody came: the form is as it was"
        await press(pilot, "ctrl+right_square_bracket")
        await sign_in(driven, "3", "battery staple")
        assert isinstance(app.screen, HomeScreen) and app.desk.actor.name == "Hr"
        assert len(app.screen_stack) == 2
        await press(pilot, "2", "f2")
        assert isinstance(app.screen, OrderForm), "no draft of somebody else is offered"
        await press(pilot, "escape")
        await press(pilot, "ctrl+right_square_bracket")
        await sign_in(driven, "2", "correct horse")
        await press(pilot, "2", "f2")
        assert isinstance(app.screen, DraftQuestion)
        await press(pilot, "f2")
        assert "Zhang" in shown(app)
        await press(pilot, "f2")


async def test_an_idle_desk_that_shows_the_board_goes_on_showing_it(shared: Path) -> None:
    """Nobody gets from it to the desk but with the password; whoever gives it is back at the board, and free to go."""
    async with waiting(shared) as driven:
        app, pilot = driven
        await sign_in(driven, "2", "correct horse")
        await press(pilot, "b")
        app.touched_at -= 601
        app._lock_when_idle()
        await quiet(pilot)
        assert isinstance(app.screen, BoardScreen)
        await press(pilot, "5", "ctrl+l", "ctrl+f", "ctrl+w")
        assert isinstance(app.screen, BoardScreen)
        await press(pilot, "escape", "escape", "ctrl+l")
        assert isinstance(app.screen, SignInScreen) and "Locked" in shown(app)
        await press(pilot, "enter")
        await type_in(pilot, "correct horse")
        await press(pilot, "enter")
        assert isinstance(app.screen, BoardScreen)
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_an_idle_desk_locks(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stood on the screen is covered; only the password, or another user, gets past it."""
    async with waiting(shared) as driven:
        app, pilot = driven
        await sign_in(driven, "2", "correct horse")
        await press(pilot, "5")
        assert isinstance(app.screen, CloseScreen)
        app._lock_when_idle()
        await quiet(pilot)
        assert isinstance(app.screen, CloseScreen), "a key was pressed a moment ago"
        app.touched_at -= 601
        app._lock_when_idle()
        await quiet(pilot)
        assert isinstance(app.screen, SignInScreen)
        assert "Locked" in shown(app) and "Password of Direct" in shown(app)
        await press(pilot, "escape", "ctrl+l", "ctrl+r", "escape")
        assert isinstance(app.screen, SignInScreen)
        await press(pilot, "enter")
        await type_in(pilot, "correct horse")
        await press(pilot, "enter")
        assert isinstance(app.screen, CloseScreen), "where it was"
        monkeypatch.setenv("CSI_LOCK_AFTER", "0")
        app.touched_at -= 100_000
        app._lock_when_idle()
        await quiet(pilot)
        assert isinstance(app.screen, CloseScreen)


async def test_without_passwords_nobody_changes_places(desk: Desk, now: time_machine.Traveller) -> None:
    """The key says what it takes."""
    app = CsiApp(desk.store.path)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(PATIENCE):
            if isinstance(app.screen, HomeScreen):
                break
            await pilot.pause(0.01)
        await press(pilot, "ctrl+right_square_bracket")
        assert isinstance(app.screen, HomeScreen)
        assert any("csi user password NAME" in one.message for one in app._notifications), (
            "an administrator's"
        )
    app.desk.close()


@pytest.mark.parametrize("in_a_browser", [True, False])
async def test_a_session_in_a_browser_ends(
    shared: Path, in_a_browser: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docs/decisions/0040, point 3: after half an hour without a key; what was typed is a draft. A terminal locks."""
    monkeypatch.setattr(application, "LOOK_EVERY", 0.02)
    app = CsiApp(shared, by_password=in_a_browser)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(PATIENCE):
            if isinstance(app.screen, SignInScreen):
                break
            await pilot.pause(0.01)
        await quiet(pilot)
        await sign_in((app, pilot), "1" if in_a_browser else "2", "correct horse")
        await press(pilot, "f2")
        await type_in(pilot, "Zhang")
        await pilot.pause(0.1)
        assert not app._exit
        app.touched_at -= 1800
        await pilot.pause(0.1)
        assert app._exit == in_a_browser
    if app.entrance is not None:
        app.entrance.close()
    kept = [drafts.find(shared, key) for key in app.unsaved]
    assert any("Zhang" in str(draft) for draft in kept) == in_a_browser


async def test_home_says_that_others_can_write_the_store(shared: Path) -> None:
    """docs/decisions/0071, point 8: to whoever is there, once they are."""
    shared.chmod(0o666)
    async with waiting(shared) as driven:
        app, _pilot = driven
        assert not app._notifications
        await sign_in(driven, "2", "correct horse")
        assert any("Others than the owner can write" in one.message for one in app._notifications)

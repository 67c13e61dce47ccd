"""What the application has loaded when its first screen is painted (docs/architecture.md, *Start-up*)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from csi_tui.screens.app import CsiApp
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.orders.orders import OrdersScreen
from csi_tui.services.people import sign_in
from tests.screens.driving import quiet

ROOT = Path(__file__).parents[2]
PAINTED = """
import asyncio, sys
from pathlib import Path
from csi_tui.screens import opening
from csi_tui.screens.app import CsiApp

class Opened:
    async def wait(self):
        pass

def painted(screen):
    print(type(screen.app.screen).__name__)
    print("\\n".join("".join(part.text for part in line) for line in screen.app.screen._compositor.render_strips()))
    print("-- modules")
    print("\\n".join(sorted(sys.modules)))
    screen.app.exit()
    return Opened()

opening.OpeningScreen._open = painted

async def run():
    async with CsiApp(Path(sys.argv[1])).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await screen_ended(pilot.app)

async def screen_ended(app):
    while not app._exit:
        await asyncio.sleep(0.01)

asyncio.run(run())
"""
LIBRARIES = {"platformdirs", "pygments", "rich", "sitecustomize", "textual", "typing_extensions"}
"""What is not Python's own and may be loaded by then; a Python may come with a ``sitecustomize``."""
SCREENS = {
    "app",
    "area",
    "complaints",
    "endings",
    "home",
    "opening",
    "places",
    "taking_back",
    "who_is_there",
    "worklist",
}
"""Of complaints the sign in front of one."""
SERVICES = {"complaints", "desk", "errors", "home", "keeping", "months", "people", "tabular"}
"""Rooms of which light modules are: the clock, paths, faults, how a complaint and a month stand."""
MODULES = 86
"""Of the program itself, at most."""


def painted(path: Path) -> tuple[str, str, list[str]]:
    """What is painted when the opening of the store begins: the screen in front, what it shows; the modules loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PAINTED, str(path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")])},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    shown, _found, modules = done.stdout.partition("-- modules\n")
    front, _end, lines = shown.partition("\n")
    return front, lines, modules.split()


def test_home_is_painted_before_the_mapper_and_the_places_are_loaded(store: Path) -> None:
    """Four fifths of a start were the library of the store and screens that nobody had asked for yet."""
    front, lines, modules = painted(store)
    assert front == "HomeScreen"
    assert "W0099" in lines
    assert "C0002" in lines
    own = [name for name in modules if name.startswith(("csi_tui", "csi_db"))]
    others = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names)
    assert not others & {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "typer", "xlsxwriter"}
    assert {name for name in others if not name.startswith("_")} <= LIBRARIES | {"csi_tui", "csi_db"}
    assert {name.split(".")[2] for name in own if name.startswith("csi_tui.screens.")} <= SCREENS
    assert {name.split(".")[2] for name in own if name.startswith("csi_tui.services.")} <= SERVICES
    assert len(own) <= MODULES, own


def test_what_cannot_be_shown_at_once_is_said_to_be_opened(tmp_path: Path) -> None:
    """No store, and nothing but a text to paint."""
    front, lines, _modules = painted(tmp_path / "nowhere.db")
    assert front == "OpeningScreen"
    assert "Opening" in lines


async def test_a_click_before_the_store_is_open_does_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keys wait for the store; a click comes at once, on what was in sight."""
    go_on = threading.Event()
    opened = sign_in.open_entrance

    def slowly(*given: Any, **named: Any) -> Any:
        go_on.wait(60)
        return opened(*given, **named)

    monkeypatch.setattr(sign_in, "open_entrance", slowly)
    app = CsiApp(store)
    async with app.run_test(size=(80, 24)) as pilot:
        while not isinstance(app.screen, HomeScreen):
            await pilot.pause(0.01)
        for y in range(24):
            await pilot.click(offset=(12, y))
        await pilot.press("2")
        await pilot.pause(0.05)
        assert isinstance(app.screen, HomeScreen)
        assert not app.is_open
        go_on.set()
        await quiet(pilot)
        assert isinstance(app.screen, OrdersScreen)
    app.desk.close()

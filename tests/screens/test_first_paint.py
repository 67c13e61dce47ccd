"""What the application has loaded when its first screen is painted (docs/architecture.md, *Start-up*)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAINTED = """
import asyncio, sys
from pathlib import Path
from csi_tui.screens import opening
from csi_tui.screens.app import CsiApp

def painted(screen):
    print("\\n".join(sorted(sys.modules)))
    screen.app.exit()

opening.OpeningScreen._open = painted

async def run():
    async with CsiApp(Path("nowhere.db")).run_test(size=(80, 24)) as pilot:
        await pilot.pause()

asyncio.run(run())
"""
LIBRARIES = {"platformdirs", "pygments", "rich", "sitecustomize", "textual", "typing_extensions"}
"""What is not Python's own and may be loaded by then; a Python may come with a ``sitecustomize``."""
SCREENS = {"app", "area", "endings", "opening", "places", "taking_back", "who_is_there"}
SERVICES = {"desk", "errors", "keeping", "people", "tabular"}
"""Rooms of which light modules are: the clock, paths, faults."""
MODULES = 60
"""Of the program itself, at most."""


def test_the_mapper_and_the_places_are_loaded_after_the_first_paint() -> None:
    """Four fifths of a start were the library of the store and screens that nobody had asked for yet."""
    done = subprocess.run(
        [sys.executable, "-c", PAINTED],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")])},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    modules = done.stdout.split()
    own = [name for name in modules if name.startswith(("csi_tui", "csi_db"))]
    assert "csi_tui.screens.opening" in own, "the first screen was not painted"
    others = {name.partition(".")[0] for name in modules} - set(sys.stdlib_module_names)
    assert not others & {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "typer", "xlsxwriter"}
    assert {name for name in others if not name.startswith("_")} <= LIBRARIES | {"csi_tui", "csi_db"}
    assert {name.split(".")[2] for name in own if name.startswith("csi_tui.screens.")} <= SCREENS
    assert {name.split(".")[2] for name in own if name.startswith("csi_tui.services.")} <= SERVICES
    assert len(own) <= MODULES, own

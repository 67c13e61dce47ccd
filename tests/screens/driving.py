"""Drive the application in a test: start it, wait until it is quiet, read what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.worker import WorkerState

from csi_tui.screens.app import CsiApp
from csi_tui.screens.home.home import HomeScreen

Driven = tuple[CsiApp, Pilot[int]]
PATIENCE = 4000


@asynccontextmanager
async def running(path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driven]:
    """The application on a store, at home and quiet."""
    app = CsiApp(path)
    async with app.run_test(size=size) as pilot:
        for _ in range(PATIENCE):
            if isinstance(app.screen, HomeScreen):
                break
            await pilot.pause(0.01)
        await quiet(pilot)
        yield app, pilot
    if hasattr(app, "desk"):
        app.desk.close()


async def quiet(pilot: Pilot[int]) -> None:
    """Wait until what was typed is let in, no job runs and nothing is left to show."""
    assert isinstance(pilot.app, CsiApp)
    await pilot.app.typed_ahead.all_done()
    for _ in range(PATIENCE):
        await pilot.pause()
        if not any(
            worker.state in (WorkerState.PENDING, WorkerState.RUNNING) for worker in pilot.app.workers
        ):
            break
        await asyncio.sleep(0.01)
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, waiting after each."""
    for key in keys:
        await pilot.press(key)
        await quiet(pilot)


async def until_shown(driven: Driven, text: str) -> None:
    """Wait until a text stands on the terminal: what comes into a layout anew is there a moment later."""
    app, pilot = driven
    for _ in range(PATIENCE):
        if text in shown(app):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{text!r} is not shown:\n{shown(app)}")


async def type_in(pilot: Pilot[int], text: str) -> None:
    """Type a text."""
    await pilot.press(*text)
    await quiet(pilot)


def shown(app: CsiApp) -> str:
    """What stands on the terminal, line by line."""
    width, height = app.size
    return "\n".join(
        "".join(segment.text for segment in strip).ljust(width)
        for strip in app.screen._compositor.render_strips()[:height]
    )

"""Drive the application in a test: start it, wait until it is quiet, read what it shows."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual import events
from textual.app import App
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.worker import Worker, WorkerCancelled, WorkerFailed

from csi_tui.screens.app import CsiApp
from csi_tui.screens.home.home import HomeScreen
from csi_tui.services.desk import drafts
from csi_tui.services.keeping.opening import open_desk
from csi_tui.widgets.jobs import DeskJobs

Driven = tuple[CsiApp, Pilot[int]]
PATIENCE = 4000


@asynccontextmanager
async def running(
    path: Path, size: tuple[int, int] = (80, 24), *, notifications: bool = False
) -> AsyncIterator[Driven]:
    """The application on a store, at home and quiet; ``notifications``: remarks of a moment are shown."""
    app = CsiApp(path)
    async with app.run_test(size=size, notifications=notifications) as pilot:
        for _ in range(PATIENCE):
            if isinstance(app.screen, HomeScreen):
                break
            await pilot.pause(0.01)
        await quiet(pilot)
        yield app, pilot
    if hasattr(app, "desk"):
        app.desk.close()


async def quiet(pilot: Pilot[int]) -> None:
    """Wait until what was typed is let in, no job runs and nothing is left to look up or to show.

    All of it is awaited itself, and no time: Textual's own `Pilot.pause` takes 20 ms or more wherever it stands.
    """
    app = pilot.app
    assert isinstance(app, CsiApp)
    while app.is_running:
        await app.typed_ahead.all_done()
        if under_way := [worker for worker in app.workers if not worker.is_finished]:
            await asyncio.wait([asyncio.create_task(_ended(worker)) for worker in under_way])
        elif not (isinstance(app.screen, DeskJobs) and app.screen.look_up_now()):
            await app.animator.wait_until_complete()
            app.screen._on_timer_update()
            return


async def _ended(worker: Worker[object]) -> None:
    with suppress(WorkerFailed, WorkerCancelled):
        await worker.wait()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other, waiting after each."""
    for key in keys:
        pilot.app.post_message(key_event(key))
        await quiet(pilot)


def key_event(key: str) -> events.Key:
    """What a terminal sends for a key, named as Textual names it, or for a character."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    character: str | None
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(name, character)


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
    for character in text:
        pilot.app.post_message(key_event(character))
    await quiet(pilot)


def shown(app: App[int]) -> str:
    """What stands on the terminal, line by line."""
    width, height = app.size
    return "\n".join(
        "".join(segment.text for segment in strip).ljust(width)
        for strip in app.screen._compositor.render_strips()[:height]
    )


class Unread:
    """Holds the application at the moment in which a question is painted and what was typed before is still to be
    thrown away, as a busy machine does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._asked, self._read = asyncio.Event(), asyncio.Event()
        monkeypatch.setattr(CsiApp, "input_caught_up", self._input_caught_up)

    async def _input_caught_up(self) -> None:
        self._asked.set()
        await self._read.wait()

    async def comes(self) -> None:
        """Wait for that moment."""
        await self._asked.wait()

    def is_read(self) -> None:
        """Let it go on."""
        self._read.set()


def own_form(store: Path) -> str:
    """The key under which a draft of a new work order is kept for the user of the running account."""
    desk = open_desk(store)
    desk.close()
    return drafts.key_of(desk.actor, "orders/new")

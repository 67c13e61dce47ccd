"""Type the same keys slowly and ahead of the screen, and say what came of it."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import time_machine
from textual import events
from textual.screen import Screen
from textual.widgets import DataTable, Input, OptionList, TextArea
from textual.worker import get_current_worker

from csi_tui.screens.app import CsiApp
from csi_tui.widgets import jobs
from csi_tui.widgets.sheet import Sheet
from csi_tui.widgets.typed_ahead import Fresh
from tests.screens.conftest import NOW
from tests.screens.driving import running

Key = str
"""A key by Textual's name, a single character, or ``paste:TEXT``."""
OpenScreen = Callable[[CsiApp], Screen[Any]]

KEPT_TABLES = (
    "work_order",
    "complaint",
    "survey",
    "employee",
    "milestone_event",
    "complaint_pause",
    "rating",
)
PATIENCE = 120
"""Seconds after which something hangs."""
WAYS = ("at once", "20 ms apart", "a job held open", "a slow event loop")


@dataclass(frozen=True)
class Outcome:
    """The screens that lie over each other, what stands in them, where the cursor is, and what the store holds."""

    screens: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    cursor: tuple[object, ...]
    store: tuple[tuple[str, tuple[tuple[str, object], ...]], ...]


def event_of(key: Key) -> events.Key | events.Paste:
    """The event that a terminal would send."""
    if key.startswith("paste:"):
        return events.Paste(key.removeprefix("paste:"))
    return events.Key(key, key if len(key) == 1 else {"enter": "\r", "tab": "\t"}.get(key))


def slowly(
    template: Path, keys: Sequence[Key], opened: OpenScreen | None = None
) -> tuple[Outcome, list[Key]]:
    """What comes of the keys when each waits for the one before; and the keys up to where typing ahead must end.

    It ends where a screen wants fresh keys, a job begins that holds none, or the application is left.
    """

    async def type_them(app: CsiApp) -> list[Key]:
        typed: list[Key] = []
        for key in keys:
            app.post_message(event_of(key))
            await app.typed_ahead.all_done()
            if _is_long(app):
                raise Long(typed)
            typed.append(key)
            if not app.is_running or isinstance(app.screen, Fresh):
                break
        return typed

    try:
        return asyncio.run(_played(template, opened, type_them))
    except Long as long:
        # Before the key that began it.
        return slowly(template, long.typed, opened)


class Long(Exception):
    """A job began that holds no keys."""

    def __init__(self, typed: list[Key]) -> None:
        super().__init__()
        self.typed = typed


def ahead(template: Path, keys: Sequence[Key], way: str, opened: OpenScreen | None = None) -> Outcome:
    """What comes of the keys when none waits for any other."""
    go_on = threading.Event()
    go_on.set()

    async def type_them(app: CsiApp) -> list[Key]:
        busy = asyncio.create_task(_busy()) if way == "a slow event loop" else None
        if way == "a job held open":
            go_on.clear()
        for key in keys:
            app.post_message(event_of(key))
            if way == "20 ms apart":
                await asyncio.sleep(0.02)
        if way == "a job held open":
            await asyncio.sleep(0.3)
            go_on.set()
        await app.typed_ahead.all_done()
        if busy is not None:
            busy.cancel()
        return list(keys)

    if way == "a job held open":
        with _held(go_on):
            return asyncio.run(_played(template, opened, type_them))[0]
    return asyncio.run(_played(template, opened, type_them))[0]


async def _played(
    template: Path, opened: OpenScreen | None, type_them: Callable[[CsiApp], Awaitable[list[Key]]]
) -> tuple[Outcome, list[Key]]:
    with tempfile.TemporaryDirectory() as folder:
        for file in template.parent.glob("csi.db*"):
            shutil.copy(file, folder)
        path = Path(folder) / "csi.db"
        with time_machine.travel(NOW, tick=True):
            async with asyncio.timeout(PATIENCE), running(path) as (app, _pilot):
                if opened is not None:
                    app.push_screen(opened(app))
                typed = await type_them(app)
                return _outcome(app, path), typed


def _outcome(app: CsiApp, path: Path) -> Outcome:
    screens = tuple(type(screen).__name__ for screen in app.screen_stack)
    front = app.screen_stack[-1] if app.screen_stack else None
    texts: list[tuple[str, str]] = []
    cursor: list[object] = []
    if front is not None:
        for screen in app.screen_stack:
            texts += [
                (f"{sheet.id}/{row}/{column}", text)
                for sheet in screen.query(Sheet)
                for (row, column), text in sheet.texts.changed().items()
            ]
            texts += [
                (f"{field.parent and field.parent.id}/{field.id}", _text(field))
                for field in screen.query("Input, TextArea")
            ]
        focused = front.focused
        cursor.append(
            None
            if focused is None
            else [type(node).__name__ + f"#{node.id}" for node in focused.ancestors_with_self][:4]
        )
        cursor += [(table.cursor_row, table.cursor_column) for table in front.query(DataTable)]
        cursor += [options.highlighted for options in front.query(OptionList) if options.display]
    with sqlite3.connect(path) as store:
        kept = tuple(row for table in KEPT_TABLES for row in _rows(store, table))
    return Outcome(screens, tuple(texts), tuple(map(str, cursor)), kept)


def _rows(store: sqlite3.Connection, table: str) -> Iterator[tuple[str, tuple[tuple[str, object], ...]]]:
    found = store.execute(f"select * from {table} order by id")
    names = [column[0] for column in found.description]
    for row in found:
        yield table, tuple(zip(names, map(_to_the_minute, row), strict=True))


def _to_the_minute(value: object) -> object:
    """The clock goes on while somebody types slowly."""
    return re.sub(r"(\d\d:\d\d):\d\d(\.\d+)?$", r"\1", value) if isinstance(value, str) else value


def _text(field: object) -> str:
    return field.text if isinstance(field, TextArea) else field.value if isinstance(field, Input) else ""


def _is_long(app: CsiApp) -> bool:
    return any(worker.group == jobs.LONG for worker in app.workers)


async def _busy() -> None:
    """Take the event loop for most of the time, as a machine does that has other things to do."""
    while True:
        time.sleep(0.008)
        await asyncio.sleep(0.001)


@contextmanager
def _held(go_on: threading.Event) -> Iterator[None]:
    """Every job on the store has done its work, and does not say so before ``go_on`` is set."""
    current = get_current_worker

    def waits() -> object:
        worker = current()
        go_on.wait()
        return worker

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "get_current_worker", waits)
        try:
            yield
        finally:
            go_on.set()

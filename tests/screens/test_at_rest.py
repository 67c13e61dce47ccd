"""What the order of typed keys asks of the inside of Textual and asyncio, held against the installed release."""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

from csi_tui.screens.imports.folder import FolderScreen
from csi_tui.screens.orders.order_form import OrderForm
from csi_tui.widgets import typed_ahead
from csi_tui.widgets.at_rest import Rest, layout_pending
from csi_tui.widgets.dialogs import MessageDialog
from tests.screens.driving import quiet, running
from tests.screens.typing import event_of

HANGS = 600
"""Seconds after which a test that stands still ends; a busy machine takes a minute for what an idle one does in two."""


def test_textual_is_the_release_that_was_looked_into() -> None:
    """Another one needs another look; pyproject.toml holds it to this one."""
    assert version("textual").startswith("8.2.")


async def test_at_rest_every_pump_sleeps_at_its_empty_queue(store: Path) -> None:
    """The definition, pump by pump, after a key that opens a form with some hundred of them."""
    async with running(store) as (app, _pilot):
        app.post_message(event_of("f2"))
        app.post_message(event_of("x"))
        await app.typed_ahead.all_done()
        assert isinstance(app.screen, OrderForm)
        pumps = [app, *app._registry]
        assert len(pumps) > 100
        for pump in pumps:
            queue: Any = pump._message_queue
            assert queue.empty() and queue.ready_event._waiters, pump
            assert pump._pending_message is None and not pump._next_callbacks
        assert not app.workers._workers
        assert not layout_pending(app.screen)


async def test_two_who_wait_both_come_to_an_end(store: Path) -> None:
    """Each would see the other at work for ever; one looks for both."""
    async with running(store) as (app, _pilot):
        rest = Rest(app)
        async with asyncio.timeout(HANGS):
            await asyncio.gather(*(rest.come(lambda worker: True) for _one in range(5)))


async def test_a_dialog_over_a_screen_in_the_middle_of_its_layout_takes_keys(store: Path) -> None:
    """What lies behind is not refreshed: who waits for that lets in no key any more, and the desk stands still."""
    async with running(store) as (app, pilot):
        async with asyncio.timeout(HANGS):
            for _time in range(40):
                app.push_screen(FolderScreen(Path("/none")))
                await quiet(pilot)
                assert isinstance(app.screen, MessageDialog)
                app.post_message(event_of("escape"))
                await quiet(pilot)
                assert isinstance(app.screen, FolderScreen)
                app.pop_screen()
                await quiet(pilot)


async def test_a_fault_of_the_task_that_lets_keys_in_is_not_hidden(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A desk that takes no key any more must end and say so."""

    def broken(*_arguments: object) -> bool:
        raise ZeroDivisionError("the order of keys")

    monkeypatch.setattr(typed_ahead.TypedAhead, "_is_text", broken)
    with pytest.raises(ZeroDivisionError):
        async with running(store) as (app, pilot):
            app.post_message(event_of("f2"))
            await pilot.pause(0.5)


async def test_a_fault_in_what_is_painted_keeps_nobody_waiting(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It closes the application while somebody waits for the next refresh of a screen that will paint no more."""

    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("the painting")

    told = False
    with pytest.raises(ZeroDivisionError, match="the painting"):
        async with running(store) as (app, _pilot):
            monkeypatch.setattr(App, "_display", broken)
            app.post_message(event_of("f2"))
            async with asyncio.timeout(HANGS):
                await app.typed_ahead.all_done()
            told = True
    assert told

"""When everything that was set going has come to rest: what the order of typed keys stands on.

Textual hands a key to a widget and reads the next one before the widget's answer (a Tab that moves the focus, an
Enter that opens a screen) has been carried out. What is asked of Textual's and asyncio's inside to know better stands
here and in :mod:`csi_tui.widgets.terminal`, and nowhere else; ``tests/screens/test_at_rest.py`` holds it against the
release that is installed.

At rest means that the application would stay as it is for ever if nobody pressed a key and no clock went on:

- nothing is left to run in the event loop, so that every message pump sleeps at its empty queue;
- no worker is under way but those that hold no keys;
- the screen in front has no layout to make and nobody to call after it.

Each of them is awaited itself. No time is waited for: a slow machine is slow, and nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen
    from textual.worker import Worker

WaitFor = Callable[["Worker[Any]"], bool]


class Rest:
    """Tells when an application has come to rest."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._looking: asyncio.Task[None] | None = None
        self._refreshing: set[asyncio.Future[None]] = set()
        """Who waits for the screen in front to be refreshed."""
        self._hears_of_screens = False

    async def come(self, wait_for: WaitFor) -> None:
        """Wait until everything is at rest; ``wait_for`` tells which workers count.

        To be called from a task of its own: a message handler that called it would wait for itself.
        """
        app = self._app
        while True:
            await self.nothing_left_to_run()
            tasks = [worker._task for worker in app.workers if not worker.is_finished and wait_for(worker)]
            if under_way := [task for task in tasks if task is not None and not task.done()]:
                await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            elif app.screen_stack and layout_pending(app.screen):
                await self._refreshed(app.screen)
            else:
                return

    async def nothing_left_to_run(self) -> None:
        """Wait until no other callback of the event loop is ready: every task waits for something outside."""
        # One looks for all who ask: two who look would each see the other, and never come to an end.
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(_look(), name="nothing left to run")
        await asyncio.shield(self._looking)

    async def _refreshed(self, screen: Screen[Any]) -> None:
        """Wait for the next refresh of the screen in front, for its end, or until another one stands there.

        What lies behind another one is refreshed when it is in front again: who waited for that kept every key away
        from a dialog that had come over a screen in the middle of its layout.
        """
        if not self._hears_of_screens:
            self._app.screen_change_signal.subscribe(self._app, self._another_in_front, immediate=True)
            self._hears_of_screens = True
        refreshed = asyncio.get_running_loop().create_future()
        if not screen.call_after_refresh(_end, refreshed) or screen._task is None:
            return
        self._refreshing.add(refreshed)
        try:
            await asyncio.wait({refreshed, screen._task}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._refreshing.discard(refreshed)

    def _another_in_front(self, _screen: Screen[Any]) -> None:
        for refreshed in self._refreshing:
            _end(refreshed)


def _end(waited_for: asyncio.Future[None]) -> None:
    if not waited_for.done():
        waited_for.set_result(None)


async def _look() -> None:
    ready: Any = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    while True:
        await asyncio.sleep(0)
        if not ready:
            return


def layout_pending(screen: Screen[Any]) -> bool:
    """Whether widgets of the screen in front have yet to find their places, or wait to be called after that.

    A mere repaint does not count: it changes nothing that a key could meet.
    """
    return bool(
        screen._layout_required
        or screen._layout_widgets
        or screen._scroll_required
        or screen._recompose_required
        or screen._callbacks
    )

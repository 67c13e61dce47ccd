"""Keys and pastes wait here until everything before them is done: what is typed lands where a slow hand would put it.

A scanner, a text expander, an input method or a slow line sends several fields in one go, and a quick hand types ahead
of the screen. So a key is let in when the key before it, the screen that it opened and what that screen reads have come
to rest (:mod:`csi_tui.widgets.at_rest`), however long that takes. Jobs that are long by nature hold no keys.

One exception: a screen that is :class:`Fresh` takes nothing that was typed before it was shown. It asks about something
that cannot be taken back, or who is there; its answers appear once it takes them. A question whether something unlikely
is meant only puts it aside: nobody who typed ahead has seen the question, and what was typed goes on where it was meant
to once the answer is yes.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine, Sequence
from functools import cached_property
from typing import Any, cast

from textual import events
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input, TextArea
from textual.worker import Worker

from csi_tui.i18n import _
from csi_tui.widgets.at_rest import Rest
from csi_tui.widgets.host import DeskHost, Typed
from csi_tui.widgets.jobs import HOLD_NO_KEYS, DeskJobs


class Fresh(Screen[Any]):
    """Mixed into screens that must not be answered by what was typed before they were shown.

    What answers (buttons, names, rows to type into, the keys) is in sight only once what was typed before is thrown
    away (class ``-deaf``): whoever saw the answers and then typed is heard, however long a busy machine takes.
    """

    wants_fresh_keys = True
    """A screen of which only some ask so sets it anew before it is shown."""
    keeps_waiting = False
    """Whether what was typed before is only put aside, because it goes on once the screen is answered."""
    put_aside: Sequence[Typed] = ()
    """What was typed before, and waits for the answer."""

    @cached_property
    def emptied(self) -> asyncio.Event:
        """Set once what was typed before is thrown away, or where nothing is to be."""
        return asyncio.Event()

    def on_mount(self) -> None:
        """Once the screen is painted, throw away what waits."""
        if self.wants_fresh_keys:
            self.add_class("-deaf")
            self.call_after_refresh(cast("DeskHost", self.app).begin_afresh, self)
        else:
            self.emptied.set()


class TypedAhead:
    """What was typed and is not let in yet, and the task that lets it in, one after the other."""

    def __init__(self, app: DeskHost) -> None:
        self._app = app
        self._rest = Rest(app)
        self._waiting: deque[Typed] = deque()
        self._come = asyncio.Event()
        self._let_in = 0
        """How many were let in; who waits for rest may have been woken beside the task that lets the next one in."""
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to let in; to be called once the application can take keys."""
        self._in_background(self._run())

    def stop(self) -> None:
        """The application ends."""
        for task in self._tasks:
            task.cancel()

    def add(self, typed: Typed) -> None:
        """Let a key or a paste wait for its turn."""
        self._waiting.append(typed)
        self._come.set()

    async def all_done(self) -> None:
        """Wait until nothing waits and everything is at rest, or the application has failed; for tests."""
        # A fault in what is painted closes the application under whoever waits for it to come to rest.
        done = asyncio.create_task(self._all_done())
        failed: asyncio.Task[Any] = asyncio.create_task(self._app._exception_event.wait())
        try:
            await asyncio.wait({done, failed}, return_when=asyncio.FIRST_COMPLETED)
            if done.done():
                await done
        finally:
            done.cancel()
            failed.cancel()

    async def _all_done(self) -> None:
        while True:
            let_in = self._let_in
            await self._rest.come(_holds_keys)
            if not self._waiting and let_in == self._let_in and await self._fresh_screen_is_ready():
                return

    def begin_afresh(self, screen: Fresh) -> None:
        """A screen that wants fresh keys is painted: what was typed up to now is thrown away, and that is said."""
        self._in_background(self._throw_away(screen))

    async def _throw_away(self, screen: Fresh) -> None:
        await self._app.input_caught_up()
        await self._rest.nothing_left_to_run()
        waiting = tuple(self._waiting)
        self._waiting.clear()
        screen.emptied.set()
        screen.remove_class("-deaf")
        if screen.keeps_waiting:
            screen.put_aside = waiting
        elif waiting:
            self.tell_of_dropped()

    def tell_of_dropped(self) -> None:
        """Say that something which was typed was thrown away."""
        self._app.tell(_("What was typed before this appeared was not taken."), warning=True)

    def go_on_with(self, typed: Sequence[Typed]) -> None:
        """Let in what was put aside, before what was typed since."""
        self._waiting.extendleft(reversed(typed))
        self._come.set()

    async def _run(self) -> None:
        while True:
            await self._come.wait()
            self._come.clear()
            while self._waiting:
                await self._let_in_the_next()

    async def _let_in_the_next(self) -> None:
        """Let the first in where everything before it is at rest; else bring that about."""
        is_text = self._is_text(self._waiting[0])
        await self._rest.come(_holds_text if is_text else _holds_keys)
        if not await self._fresh_screen_is_ready():
            return
        if not is_text and self._look_up_now():
            return
        # Whatever was awaited may have thrown away what waited, or moved the focus: then it is looked at anew.
        if self._waiting and self._is_text(self._waiting[0]) == is_text:
            self._let_in += 1
            self._app.call_later(self._app.let_in, self._waiting.popleft())

    def _is_text(self, typed: Typed) -> bool:
        """Whether it goes into a field as it stands: nothing that is only being looked up changes that."""
        if not isinstance(self._app.focused, Input | TextArea):
            return False
        return isinstance(typed, events.Paste) or typed.is_printable

    def _look_up_now(self) -> bool:
        """Begin what waits for a pause in the typing; answers whether anything did."""
        screen = self._app.screen
        return isinstance(screen, DeskJobs) and screen.look_up_now()

    async def _fresh_screen_is_ready(self) -> bool:
        """Wait until the screen in front has thrown away what it does not want; False where that had to be awaited."""
        screen = self._app.screen
        if not isinstance(screen, Fresh) or screen.emptied.is_set():
            return True
        emptied = asyncio.create_task(screen.emptied.wait())
        await asyncio.wait({emptied, screen.task}, return_when=asyncio.FIRST_COMPLETED)
        emptied.cancel()
        return False

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            # A desk that takes no key any more is worse than one that ends and says so.
            self._app._handle_exception(cast("Exception", error))


def _holds_keys(worker: Worker[Any]) -> bool:
    return worker.group not in HOLD_NO_KEYS


def _holds_text(worker: Worker[Any]) -> bool:
    """The palette's search goes on beside the typing, as a list's does."""
    return _holds_keys(worker) and worker.group != CommandPalette._GATHER_COMMANDS_GROUP

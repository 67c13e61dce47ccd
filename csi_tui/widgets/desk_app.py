"""What every screen may expect of the application it runs in."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from csi_tui.i18n import _
from csi_tui.services.errors import ClockBehind, UserError
from csi_tui.widgets.dialogs import MessageDialog
from csi_tui.widgets.problems import write_problem

if TYPE_CHECKING:
    from csi_tui.services.desk import Desk


KEY_PATIENCE = 0.5
"""Seconds after which a key that has not come back is no longer waited for."""
LOOK_AGAIN, LOOKS = 0.02, 100
"""Seconds between two looks whether a screen has settled, and after how many a key is let in all the same."""


class DeskApp(App[int], inherit_bindings=False):
    """An application with an open store, unsaved forms and one way to tell of a failure."""

    path: Path
    """Where the store lies."""
    desk: Desk
    unsaved: dict[str, dict[str, str]]
    """Texts of the forms that are open and changed, by the form's key; what a hang-up keeps as drafts."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._keys: deque[events.Key] = deque()
        self._key_number = 0
        self._key_at_work = False
        self.touched_at = time.monotonic()
        """When somebody last pressed a key."""

    def draft_key(self, key: str) -> str:
        """The key of a form's draft: people who sign in at one account have drafts of their own."""
        actor = self.desk.actor
        return f"{actor.user_id}/{key}" if "/" in actor.account else key

    # --- One key after the other -------------------------------------------------------------------------------------
    #
    # Textual hands a key to the focused widget and takes the next one before a Tab or Enter among them has come back
    # and moved the focus: what a scanner, a text expander or a slow line sends in one go would land in the wrong
    # field. So a key is let in only when the one before it has run its whole way.

    async def on_event(self, event: events.Event) -> None:
        """Let keys in one at a time, everything else at once."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.touched_at = time.monotonic()
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._key_at_work or self._keys or not self._settled:
            self._keys.append(event)
            if not self._key_at_work and len(self._keys) == 1:
                self._wait(0)
        else:
            await self._let_in(event)

    async def _let_in(self, event: events.Key) -> None:
        self._key_at_work = True
        self._key_number += 1
        way = [] if self.focused is None else list(self.focused.ancestors_with_self)
        await super().on_event(event)
        # Up to the application, where the bindings are, and once more for the messages that an action has sent.
        self._follow([*way, self, *way, self], self._key_number)
        self.set_timer(KEY_PATIENCE, lambda number=self._key_number: self._next_key(number))

    def _follow(self, way: Sequence[MessagePump], number: int) -> None:
        """Pass through the queue of each node on the key's way; one that is gone is passed over."""
        for place, node in enumerate(way):
            if node.call_later(self._follow, way[place + 1 :], number):
                return
        self.call_later(self._next_key, number)

    async def _next_key(self, number: int) -> None:
        """The key of that number has done its work, or took too long: let the next one in."""
        if number != self._key_number or not self._key_at_work:
            return
        self._key_at_work = False
        if self._keys:
            await self._go_on(0)

    @property
    def _settled(self) -> bool:
        """Whether the screen shows what the last key has asked for."""
        return getattr(self.screen, "settled", True)

    def _wait(self, looks: int) -> None:
        self.set_timer(LOOK_AGAIN, lambda: self._go_on(looks + 1))

    async def _go_on(self, looks: int) -> None:
        """Let the next key in once the screen has settled; a key must not act on the lines of the search before."""
        if self._key_at_work or not self._keys:
            return
        if self._settled or looks >= LOOKS:
            await self._let_in(self._keys.popleft())
        else:
            self._wait(looks)

    def show_failure(self, error: BaseException, *, in_passing: bool = False) -> None:
        """Show a user's error as it is; keep anything else in the log and apologise."""
        if isinstance(error, UserError):
            text = error.message
        else:
            place = write_problem(error)
            text = _("Something went wrong; nothing was changed. Details were written to {place}.").format(
                place=place
            )
        if in_passing:
            self.notify(text, severity="error", markup=False, timeout=10)
            return
        if isinstance(error, ClockBehind) and self.desk.may("close"):
            from csi_tui.widgets.clock_dialog import ClockDialog

            self.push_screen(ClockDialog())
            return
        if isinstance(self.screen, MessageDialog) and self.screen.text == text:
            return
        self.push_screen(MessageDialog(text))

    def show_cards(self, period: int) -> None:
        """Go to the cards of a month."""
        raise NotImplementedError

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Show a remark for a moment; never markup, for it may hold anybody's words."""
        self.notify(text, severity="warning" if warning else "information", markup=False)

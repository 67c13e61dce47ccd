"""Who is at the desk: one person, or several who sign in one after the other at one terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from csi_tui.i18n import _
from csi_tui.screens.endings import EndsOrderly
from csi_tui.screens.opening import OpeningScreen

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.people.sign_in import Entrance, Person

LOOK_EVERY = 5.0
"""Seconds between two looks whether the desk is idle."""


class KnowsWho(EndsOrderly, inherit_bindings=False):
    """The application at which people sign in."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.entrance: Entrance | None = None
        """Where people sign in one after the other; None where the running account is all there is."""

    def begin(self, desk: Desk) -> None:
        """Somebody is at the desk."""
        raise NotImplementedError

    def begin_anew(self, place: str) -> None:
        """Make every place again, and go to one."""
        raise NotImplementedError

    def on_opening_screen_opened(self, event: OpeningScreen.Opened) -> None:
        """One person is at the desk."""
        self.begin(event.desk)

    def on_opening_screen_asked(self, event: OpeningScreen.Asked) -> None:
        """Several people sign in at this terminal."""
        self.ask_who(event.entrance, event.found)

    def ask_who(self, entrance: Entrance, found: Sequence[Person]) -> None:
        """Several people share this terminal: ask who is there, and from now on after idle time."""
        from csi_tui.screens.people.sign_in import SignInScreen

        self.entrance = entrance

        def entered(desk: Desk | None) -> None:
            if desk is not None:
                self.begin(desk)
                self.set_interval(LOOK_EVERY, self._lock_when_idle)

        self.push_screen(SignInScreen(entrance, found, _("Who is at the desk?")), entered)

    @property
    def locked(self) -> bool:
        """Whether nobody gets anywhere before signing in."""
        return any(getattr(screen, "signs_in", False) for screen in self.screen_stack)

    def end_when_idle(self) -> None:
        """End the session in a browser that nobody has touched for long; what was typed is kept as drafts."""
        from csi_tui.services.people.idle_time import END_AFTER

        if time.monotonic() - self.touched_at >= END_AFTER.total_seconds() and not self._held(self._end):
            self._end()

    def _end(self) -> None:
        self.keep_drafts()
        self.exit(self.exit_status)

    def _held(self, then: Callable[[], None]) -> bool:
        """Whether what is in front goes on being shown to a room: then whoever leaves it comes to ``then``, and the
        keys of the desk do nothing."""
        hold = getattr(self.screen, "hold", None)
        if hold is None:
            return False
        hold(then)
        return True

    def _lock_when_idle(self) -> None:
        # Nobody is idle at the first paint.
        from csi_tui.services.people.idle_time import lock_after

        after = lock_after()
        idle = time.monotonic() - self.touched_at
        if after is not None and idle >= after.total_seconds() and not self.locked:
            self.keep_drafts()
            if not self._held(self._lock):
                self._lock()

    def _lock(self) -> None:
        self._who(_("Locked: nobody has pressed a key for a while."), locked=True)

    def action_switch_user(self) -> None:
        """Another user takes the desk."""
        if not hasattr(self, "desk") or self.locked:
            return
        if self.entrance is None:
            # Users are kept by command alone.
            self.tell(
                _("Nobody has a password yet. You set one in a terminal: csi user password NAME.")
                if self.desk.may("users")
                else _("Nobody has a password yet: an administrator gives them out.")
            )
            return
        self._who(_("Who takes the desk?"), locked=False)

    def _who(self, why: str, *, locked: bool) -> None:
        def entered(desk: Desk | None) -> None:
            if desk is None:
                return
            if desk.actor.user_id != self.desk.actor.user_id:
                self._change_places(desk)
            elif (release := getattr(self.screen, "release", None)) is not None:
                release()

        if self.entrance is not None:
            from csi_tui.screens.people.sign_in import SignInScreen

            who = self.desk.actor.user_id if locked else 0
            screen = SignInScreen(self.entrance, self.entrance.people(), why, who=who, locked=locked)
            self.push_screen(screen, entered)

    def _change_places(self, desk: Desk) -> None:
        """What the one before typed is kept as drafts of their own; the next one begins at home."""
        self.keep_drafts()
        self.unsaved.clear()
        self.desk = desk
        self.begin_anew("home")
        self.begin(desk)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While somebody has to sign in, nothing can be done but that, and leaving."""
        if self.locked and action in (
            "go",
            "quick_log",
            "find",
            "command_palette",
            "switch_user",
            "help",
            "jump",
            "language",
            "take_back",
        ):
            return False
        return super().check_action(action, parameters)

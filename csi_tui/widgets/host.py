"""What every widget and screen may expect of the application it runs in; :class:`csi_tui.widgets.desk_app.DeskApp` is
that application."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.screen import Screen

from csi_tui.scoring.periods import Period

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.desk.seat import Seat

Typed = events.Key | events.Paste


class DeskHost(App[int], inherit_bindings=False):
    """An application with an open store, unsaved forms and one way to tell of a failure."""

    path: Path
    """Where the store lies."""
    desk: Desk
    unsaved: dict[str, dict[str, str]]
    """Texts of the forms that are open and changed, by the form's key; what a hang-up keeps as drafts."""
    exit_status = 0
    """What the process ends with once the application is left."""

    @property
    def seat(self) -> Seat:
        """Who sits at which desk; known a moment before the store is open."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether the store is open."""
        return hasattr(self, "desk")

    def draft_key(self, key: str) -> str:
        """The key of a form's draft: it belongs to who typed it."""
        raise NotImplementedError

    async def let_in(self, typed: Typed) -> None:
        """Give a key or a paste to whatever has the focus now."""
        raise NotImplementedError

    async def input_caught_up(self) -> None:
        """Wait until everything typed so far has come in."""
        raise NotImplementedError

    def begin_afresh(self, screen: Screen[object]) -> None:
        """A screen that wants fresh keys is painted: what was typed up to now is thrown away, and that is said."""
        raise NotImplementedError

    def type_again(self, typed: Sequence[Typed]) -> None:
        """Let in what was put aside while something was asked, before what was typed since."""
        raise NotImplementedError

    def tell_of_dropped(self) -> None:
        """Say that something which was typed was thrown away."""
        raise NotImplementedError

    def show_failure(self, error: BaseException, *, in_passing: bool = False) -> None:
        """Show a user's error as it is; keep anything else in the log and apologise."""
        raise NotImplementedError

    def show_close(self, period: Period) -> None:
        """Go to the close of a month."""
        raise NotImplementedError

    def show_cards(self, period: Period) -> None:
        """Go to the cards of a month."""
        raise NotImplementedError

    def go(self, place: str) -> Screen[None]:
        """Go to a place of the application; answers its screen."""
        raise NotImplementedError

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Show a remark for a moment; never markup, for it may hold anybody's words."""
        raise NotImplementedError

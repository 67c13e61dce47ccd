"""The board over the application, in a terminal as in a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Static

from csi_tui.i18n import N_, _
from csi_tui.screens.board.showing import ShowsBoard
from csi_tui.screens.detail import GO_BACK, DetailScreen
from csi_tui.services.board.reading import read_again
from csi_tui.services.board.values import BoardFound
from csi_tui.widgets.commands import Command

HERE = N_("Wall board")
RELOAD = Command(
    id="board.reload",
    keys="r,f5",
    label=N_("Reload"),
    help=N_("Read the board now; it is read every minute by itself."),
    action="reload",
    scope=HERE,
    footer=False,
)


class BoardScreen(ShowsBoard, DetailScreen):
    """It stays when nobody is at the desk: from then on leaving it asks who is there, or ends the session."""

    desk_commands: ClassVar[tuple[Command, ...]] = (RELOAD, GO_BACK)
    help_text = N_(
        "For a monitor in the room: no customer, no person's name, score or place stands on it, and a team's figures "
        "only where three people stand behind them. It is read again every minute, and says so when it cannot be."
    )
    around = 2

    def __init__(self) -> None:
        super().__init__()
        self.signs_in = False
        """Whether nobody gets past it: who was at the desk has not pressed a key for a while."""
        self._then: Callable[[], None] | None = None

    def compose_body(self) -> ComposeResult:
        """The board."""
        yield Static(id="board")

    def on_mount(self) -> None:
        """Begin to show it."""
        self.show_title(_("Wall board"))
        self.begin()

    def fetch(self) -> BoardFound:
        """The board of the store that lies at the desk's path by now."""
        return read_again(self.desk)

    def hold(self, then: Callable[[], None]) -> None:
        """Stay in sight, and let nobody past but to ``then``."""
        self.signs_in, self._then = True, then
        self.refresh_bindings()

    def release(self) -> None:
        """Somebody is at the desk again."""
        self.signs_in, self._then = False, None
        self.refresh_bindings()

    def action_back(self) -> None:
        """Go back; of a desk that nobody was at, to the question who is there."""
        if self._then is None:
            super().action_back()
        else:
            self.app.call_later(self._then)

    def action_reload(self) -> None:
        """Read it now."""
        self.look()

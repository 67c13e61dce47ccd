"""The board by itself: an application that shows it and does nothing else, for a terminal that nobody sits at."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from csi_tui.i18n import N_
from csi_tui.screens.board.showing import EVERY, ShowsBoard
from csi_tui.screens.endings import EndsOrderly
from csi_tui.services.board.reading import read_board
from csi_tui.services.board.values import BoardFound
from csi_tui.services.desk.settings import Settings
from csi_tui.widgets import themes
from csi_tui.widgets.commands import EVERYWHERE, Command, bind

CLOSE = Command(
    id="wall.quit",
    keys="q,ctrl+x,ctrl+c",
    label=N_("Quit"),
    help=N_("Take the board down."),
    action="app.leave",
    scope=EVERYWHERE,
)


class WallScreen(ShowsBoard):
    """Nothing but the board: no keys in sight, no name of whoever put it up."""

    desk_commands: ClassVar[tuple[Command, ...]] = (CLOSE,)

    def __init__(self, path: Path, operator: str | None, every: int, found: BoardFound | None) -> None:
        super().__init__()
        self._path, self._operator, self._first = path, operator, found
        self.every = every
        bind(self, self.desk_commands)

    def compose(self) -> ComposeResult:
        """The board."""
        yield Static(id="board")

    def on_mount(self) -> None:
        """Begin to show it."""
        self.begin(self._first)

    def fetch(self) -> BoardFound:
        """The board of the store that lies there by now."""
        return read_board(self._path, self._operator)


class WallApp(EndsOrderly, inherit_bindings=False):
    """The application on one store, which is opened for each reading."""

    TITLE = "csi"
    CSS_PATH = ["../app.tcss"]
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        path: Path,
        operator: str | None = None,
        *,
        every: int = EVERY,
        found: BoardFound | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.path = path
        self.unsaved = {}
        self._settings = settings or Settings()
        self._wall = WallScreen(path, operator, every, found)

    def get_default_screen(self) -> Screen[None]:
        """The only one."""
        return self._wall

    def on_mount(self) -> None:
        """Look as the settings say."""
        themes.put_on(self, self._settings.theme)

    def action_leave(self) -> None:
        """Take the board down."""
        self.exit(self.exit_status)

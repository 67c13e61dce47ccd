"""The terminal application: paints first, opens the store in a worker, and leaves nothing half done behind."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import work
from textual.color import Color
from textual.screen import Screen
from textual.worker import get_current_worker

from csi_tui import i18n
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.opening import OpeningScreen
from csi_tui.screens.places import APP_COMMANDS, QUIT, SCREENS
from csi_tui.screens.taking_back import TakesBack
from csi_tui.services.desk.settings import Settings, read_settings
from csi_tui.services.errors import UserError
from csi_tui.services.people.idle_time import lock_after
from csi_tui.widgets import drafts, themes
from csi_tui.widgets.commands import REBOUND, Command, bind, usable
from csi_tui.widgets.desk_app import DeskApp
from csi_tui.widgets.host import Typed
from csi_tui.widgets.jobs import COUNTING, LONG
from csi_tui.widgets.problems import write_problem

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.people.sign_in import Entrance, Person

LOOK_EVERY = 5.0
"""Seconds between two looks whether the desk is idle, and the index behind."""
PATIENCE = 2.0
"""Seconds that a process without a terminal has for an orderly end."""


class CsiApp(TakesBack, DeskApp, inherit_bindings=False):
    """The application on one store."""

    TITLE = "csi"
    CSS_PATH = ["app.tcss", "opening.tcss"]
    ENABLE_COMMAND_PALETTE = False
    """Textual's own; ours is :class:`csi_tui.screens.palette.DeskPalette`."""
    desk_commands: ClassVar[tuple[Command, ...]] = APP_COMMANDS

    def __init__(
        self,
        path: Path,
        operator: str | None = None,
        *,
        by_password: bool = False,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.path, self.operator, self.by_password = path, operator, by_password
        self.unsaved: dict[str, dict[str, str]] = {}
        self._places: dict[str, Screen[None]] = {}
        self.entrance: Entrance | None = None
        """Where people sign in one after the other; None where the running account is all there is."""
        self._came_by = ""
        """The key that was let in last."""
        self._escaped = False
        """Whether Escape was pressed last, where nothing was open."""
        bind(self, self.desk_commands)

    async def let_in(self, typed: Typed) -> None:
        """Say how to leave to whoever presses Ctrl-C, which copies where something is selected."""
        key = getattr(typed, "key", "")
        if key == "ctrl+c" and not self._selected():
            self.notify(
                _("To leave the application press {key}; where something is open, Escape first.").format(
                    key=QUIT.chord
                )
            )
            return
        self._came_by = key
        self._escaped = self._escaped and key == "escape"
        await super().let_in(typed)

    def _selected(self) -> str:
        return getattr(self.focused, "selected_text", "") or self.screen.get_selected_text() or ""

    def get_default_screen(self) -> Screen[None]:
        """The screen that is painted before the store is open."""
        return OpeningScreen(self.path, self.operator, by_password=self.by_password)

    def on_mount(self) -> None:
        """Hear of a hang-up."""
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.NAMES[self.settings.theme]
        if self.no_color:
            from csi_tui.widgets.no_colour import NoColour

            # Textual turns colours into shades of grey, which are colours to the terminal.
            self.theme = themes.NAMES["dark"]
            self._filters = [NoColour(Color.parse(self.get_css_variables()["block-cursor-background"]))]
        self.set_interval(LOOK_EVERY, self._look_after_index)
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGHUP, signal.SIGTERM):
                loop.add_signal_handler(number, self.hang_up, int(number))

    # --- Who is at the desk ------------------------------------------------------------------------------------------

    def on_opening_screen_opened(self, event: OpeningScreen.Opened) -> None:
        """One person is at the desk."""
        self.begin(event.desk)

    def on_opening_screen_asked(self, event: OpeningScreen.Asked) -> None:
        """Several people sign in at this terminal."""
        self.ask_who(event.entrance, event.found)

    def begin(self, desk: Desk) -> None:
        """Somebody is at the desk: go home."""
        self.desk = desk
        self.go("home")
        self._tell_of_settings()
        if desk.only_reads:
            self.tell(
                _(
                    "This store lies where nothing can be written: everything can be looked at, nothing entered."
                ),
                warning=True,
            )

    def _tell_of_settings(self) -> None:
        """Say once what is wrong in the settings: the first of it, and where the rest is told."""
        faults = self.settings.faults
        self.settings = replace(self.settings, faults=())
        if not faults:
            return
        text = _("Settings, line {line}: {reason} Everything else holds.").format(
            line=faults[0].line, reason=faults[0].reason
        )
        if len(faults) > 1:
            text += " " + _("{n} more: csi settings.").format(n=len(faults) - 1)
        self.tell(text, warning=True)

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

    def _lock_when_idle(self) -> None:
        after = lock_after()
        idle = time.monotonic() - self.touched_at
        if after is not None and idle >= after.total_seconds() and not self.locked:
            self.keep_drafts()
            self._who(_("Locked: nobody has pressed a key for a while."), locked=True)

    def _look_after_index(self) -> None:
        if hasattr(self, "desk"):
            self._fill_index(self.desk, time.monotonic() - self.touched_at >= LOOK_EVERY)

    @work(thread=True, exclusive=True, exit_on_error=False, group=COUNTING)
    def _fill_index(self, desk: Desk, idle: bool) -> None:
        """Bring what was entered into the index by which it is found; what fails is tried again at the next look."""
        from csi_tui.services.find import filling

        filling.catch_up(desk, idle=idle, stop=lambda: get_current_worker().is_cancelled)

    def action_switch_user(self) -> None:
        """Another user takes the desk."""
        if not hasattr(self, "desk") or self.locked:
            return
        if self.entrance is None:
            self.tell(_("Nobody has a password yet. An administrator sets one: csi user password NAME."))
            return
        self._who(_("Who takes the desk?"), locked=False)

    def _who(self, why: str, *, locked: bool) -> None:
        def entered(desk: Desk | None) -> None:
            if desk is not None and desk.actor.user_id != self.desk.actor.user_id:
                self._change_places(desk)

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
        self._begin_anew("home")
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

    # --- Places ------------------------------------------------------------------------------------------------------

    def action_go(self, place: str) -> None:
        """Go to a place; what it showed before is still there."""
        if hasattr(self, "desk"):
            self.go(place)

    def go(self, place: str) -> Screen[None]:
        """Bring a place to the front, closing what lies over the present one."""
        if place not in self._places:
            screen = make_place(place)
            self.install_screen(screen, place)
            self._places[place] = screen
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(place)
        else:
            self.push_screen(place)
        return self._places[place]

    def show_close(self, period: Period) -> None:
        """Go to the close of a month."""
        from csi_tui.screens.close.month_close import CloseScreen

        screen = self.go("close")
        assert isinstance(screen, CloseScreen)
        screen.show_month(period)

    def show_cards(self, period: Period) -> None:
        """Go to the cards of a month."""
        from csi_tui.screens.cards.cards import CardsScreen

        screen = self.go("cards")
        assert isinstance(screen, CardsScreen)
        screen.show_month(period)

    # --- Everywhere --------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show what can be done on the screen in front."""
        from csi_tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_quick_log(self) -> None:
        """Log a milestone from wherever one is."""
        if not hasattr(self, "desk"):
            return
        from csi_tui.screens.complaints.quick_log import QuickLogDialog

        if not isinstance(self.screen, QuickLogDialog):
            self.push_screen(QuickLogDialog(), self._quick_logged)

    def _quick_logged(self, logged: bool | None) -> None:
        """What is in front may show the very complaint."""
        from csi_tui.screens.complaints.detail import ComplaintScreen

        if logged and isinstance(self.screen, AreaScreen | ComplaintScreen):
            self.screen.reload()

    def action_find(self) -> None:
        """Find anything; what is open in front stays open."""
        if not hasattr(self, "desk"):
            return
        from csi_tui.screens.detail import DetailScreen
        from csi_tui.screens.find.find import FindScreen
        from csi_tui.widgets.form import FormScreen

        # A dialog is answered first.
        if isinstance(self.screen, AreaScreen | DetailScreen | FormScreen):
            over_form = any(isinstance(screen, FormScreen) for screen in self.screen_stack)
            self.push_screen(FindScreen(usable(self.screen), over_form=over_form))

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from csi_tui.screens.palette import DeskPalette

        if not isinstance(self.screen, DeskPalette):
            self.push_screen(DeskPalette())

    def action_step_back(self) -> None:
        """Nothing is open that one could go back from: Escape twice leaves, and nothing else does."""
        if self._came_by != "escape":
            return
        if self._escaped:
            self.action_leave()
        else:
            self._escaped = True
            self.tell(_("Escape once more leaves the application."))

    def action_jump(self) -> None:
        """Show a letter on every part of the screen."""
        from csi_tui.screens.jump import JumpScreen

        if not isinstance(self.screen, JumpScreen):
            self.push_screen(JumpScreen(self.screen))

    def action_language(self) -> None:
        """Speak the other language, from here on."""
        if not hasattr(self, "desk"):
            return
        if self._long_work():
            # Its screen would not be there any more to tell how it ended.
            self.tell(_("Something is under way here; the language is changed when it is done."))
            return
        i18n.activate("en" if i18n.current_language() == "zh" else "zh")
        here = next((place for place, screen in self._places.items() if screen in self.screen_stack), "home")
        self._begin_anew(here)

    def _begin_anew(self, place: str) -> None:
        """Make every place again, and go to one."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        for made in list(self._places):
            self.uninstall_screen(made)
        self._places.clear()
        self.go(place)

    def action_leave(self) -> None:
        """Leave the application; ask once where something is open."""
        if not self._something_open():
            self.exit(self.exit_status)
            return
        from csi_tui.widgets.dialogs import Question

        def answered(leave: bool | None) -> None:
            if leave:
                self.exit(self.exit_status)

        text = _("Something is open here. Leave the application all the same?")
        self.push_screen(Question(text, _("Leave"), _("Stay")), answered)

    def _something_open(self) -> bool:
        """Whether anything lies over the present place, or a long piece of work is under way."""
        return len(self.screen_stack) > 2 or self._long_work()

    def _long_work(self) -> bool:
        return any(worker.group == LONG and not worker.is_finished for worker in self.workers)

    # --- Ends that nobody asked for ----------------------------------------------------------------------------------

    def keep_drafts(self) -> None:
        """Keep what stands in changed forms."""
        for key, texts in list(self.unsaved.items()):
            drafts.keep(self.path, key, texts)

    def hang_up(self, number: int) -> None:
        """The terminal is gone, or somebody ends the process: keep the drafts first, then leave."""
        self.keep_drafts()
        status = 128 + number
        # Without a terminal, the end itself may wait for ever for its last words to be written.
        last = threading.Timer(PATIENCE, os._exit, (status,))
        last.daemon = True
        last.start()
        self.exit_status = status
        self.exit(status)

    def _handle_exception(self, error: Exception) -> None:
        if self.is_headless:
            super()._handle_exception(error)
            return
        from csi_tui.services.keeping.damage_behind import behind

        place = write_problem(error)
        told = behind(error, self.path)
        self._return_code = self.exit_status = told.exit_status if isinstance(told, UserError) else 1
        super().panic(Text(told.message) if isinstance(told, UserError) else _sorry(place))

    def panic(self, *renderables: RenderableType) -> None:
        """Leave with an apology; Textual's traceback stays off the terminal."""
        self.exit_status = 1
        super().panic(_sorry(write_problem(RuntimeError("the terminal could not be read"))))


def _sorry(place: Path) -> Text:
    return Text(
        _(
            "The application had to stop. What was typed is kept as a draft; details were written to {place}."
        ).format(place=place)
    )


def make_place(place: str) -> Screen[None]:
    """The screen of a place; its module is imported when somebody goes there first.

    Raises:
        KeyError: there is no such place.
    """
    module, name = SCREENS[place].rsplit(".", 1)
    screen: Screen[None] = getattr(import_module(f"csi_tui.screens.{module}"), name)()
    return screen


def _settled(*, speaks: bool) -> Settings:
    """The settings of the running account, its keys bound; ``speaks``: the language is chosen on the command line."""
    settings = read_settings()
    if settings.language is not None and not speaks:
        i18n.activate(settings.language)
        settings = read_settings()
    if settings.keys:
        from csi_tui.widgets.rebinding import chosen_keys

        held, faults = chosen_keys(settings)
        REBOUND.update(held)
        settings = replace(settings, faults=(*settings.faults, *faults))
    return settings


def run(
    path: Path,
    operator: str | None,
    *,
    mouse: bool = True,
    by_password: bool = False,
    speaks: bool = True,
) -> None:
    """Run the application until its user leaves it; ``by_password``: whoever is there has to sign in with one.

    ``speaks``: the language in force was asked for, and that of the settings does not hold.

    Raises:
        SystemExit: the store could not be opened (with the error's exit status), or the application was ended.
    """
    app = CsiApp(path, operator, by_password=by_password, settings=_settled(speaks=speaks))
    try:
        app.run(mouse=mouse)
    finally:
        app.keep_drafts()
        if app.entrance is not None:
            app.entrance.close()
        elif hasattr(app, "desk"):
            app.desk.close()
    if app.exit_status:
        raise SystemExit(app.exit_status)

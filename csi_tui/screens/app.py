"""The terminal application: paints first, opens the store in a worker, and leads from place to place."""

from __future__ import annotations

import gc
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.screen import Screen
from textual.worker import get_current_worker

from csi_tui import i18n
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period
from csi_tui.screens.area import AreaScreen
from csi_tui.screens.home.home import HomeScreen
from csi_tui.screens.opening import OpeningScreen
from csi_tui.screens.places import APP_COMMANDS, QUIT, SCREENS
from csi_tui.screens.taking_back import TakesBack
from csi_tui.screens.who_is_there import KnowsWho
from csi_tui.services.desk.settings import Settings, keep_theme, settings_file
from csi_tui.services.errors import UserError
from csi_tui.services.home.values import FirstLook
from csi_tui.widgets import themes
from csi_tui.widgets.commands import Command, bind, usable
from csi_tui.widgets.host import Typed
from csi_tui.widgets.jobs import COUNTING, LONG
from csi_tui.widgets.kept_styles import KeptStyles

if TYPE_CHECKING:
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.desk.seat import Seat

CYCLES = 50_000
"""Objects made and still there before cycles are looked for: some milliseconds each time."""
LOOK_EVERY = 5.0
"""Seconds between two looks whether the index is behind."""


class CsiApp(TakesBack, KnowsWho, inherit_bindings=False):
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
        self.stylesheet = KeptStyles(variables=self.get_css_variables())
        self.settings = settings or Settings()
        self.path, self.operator, self.by_password = path, operator, by_password
        self.unsaved: dict[str, dict[str, str]] = {}
        self._places: dict[str, Screen[None]] = {}
        self._looked: FirstLook | None = None
        """What was read before the store was open."""
        self._came_by = ""
        """The key that was let in last."""
        self._escaped = False
        """Whether Escape was pressed last, where nothing was open."""
        bind(self, self.desk_commands)

    async def let_in(self, typed: Typed) -> None:
        """Say how to leave to whoever presses Ctrl-C, which copies where something is selected."""
        key = getattr(typed, "key", "")
        if key == "ctrl+c" and not self._selected():
            self.tell(
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
        """Look as the settings say; keep the index up."""
        themes.put_on(self, self.settings.theme)
        self.set_interval(LOOK_EVERY, self._look_after_index)
        if self.by_password:
            self.set_interval(LOOK_EVERY, self.end_when_idle)

    @property
    def seat(self) -> Seat:
        """Who sits at which desk; known a moment before the store is open."""
        if self.is_open or self._looked is None:
            return self.desk.seat
        return self._looked.seat

    def on_opening_screen_seen(self, event: OpeningScreen.Seen) -> None:
        """Show home before the store is open; no key comes there before."""
        self._looked = event.look
        home = self.go("home")
        assert isinstance(home, HomeScreen)
        home.first = event.look.home
        home.call_after_refresh(event.shown.set)

    def begin(self, desk: Desk) -> None:
        """Somebody is at the desk: go home."""
        self.desk = desk
        # What is loaded by now stays until the end: no search for cycles in the middle of a key looks at it again.
        gc.freeze()
        gc.set_threshold(CYCLES)
        before, home = self.screen, self.go("home")
        if home is before and isinstance(home, HomeScreen):
            # It was shown before the store was open.
            home.reload()
        self._tell_of_settings()
        # Loaded with the store by now, not at the first paint.
        from csi_tui.services.desk.exposed import exposed
        from csi_tui.services.desk.last_head import refusal_of

        to_others = exposed(desk.store.path)
        if to_others is not None:
            self.tell(to_others.at_desk, warning=True)

        refusal = refusal_of(desk.store.path)
        if refusal is not None:
            self.tell(refusal.at_desk, warning=True)
        elif desk.only_reads:
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

    def _look_after_index(self) -> None:
        if hasattr(self, "desk"):
            self._fill_index(self.desk, time.monotonic() - self.touched_at >= LOOK_EVERY)

    @work(thread=True, exclusive=True, exit_on_error=False, group=COUNTING)
    def _fill_index(self, desk: Desk, idle: bool) -> None:
        """Bring what was entered into the index by which it is found; what fails is tried again at the next look."""
        from csi_tui.services.find import filling

        filling.catch_up(desk, idle=idle, stop=lambda: get_current_worker().is_cancelled)

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
        from csi_tui.screens.elsewhere import elsewhere
        from csi_tui.screens.find.find import FindScreen
        from csi_tui.widgets.form import FormScreen

        # A dialog is answered first.
        if isinstance(self.screen, AreaScreen | DetailScreen | FormScreen):
            over_form = any(isinstance(screen, FormScreen) for screen in self.screen_stack)
            found = FindScreen(usable(self.screen), elsewhere(self.screen), over_form=over_form)
            self.push_screen(found)

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

    def action_look(self) -> None:
        """Choose how it looks, and keep that in the settings."""
        if self.no_color:
            self.tell(_("NO_COLOR is set where the application was started: nothing has a colour."))
            return
        from csi_tui.screens.look_dialog import LookDialog

        if not isinstance(self.screen, LookDialog):
            self.push_screen(LookDialog(self.settings.theme), self._look_chosen)

    def _look_chosen(self, theme: str | None) -> None:
        if theme is None or theme == self.settings.theme:
            return
        self.settings = replace(self.settings, theme=theme)
        try:
            keep_theme(theme)
        except UserError as error:
            self.tell(str(error), warning=True)
        else:
            self.tell(_("Kept for the next time as well, in {path}.").format(path=settings_file()))

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
        self.begin_anew(here)

    def begin_anew(self, place: str) -> None:
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

        text = _("Something is open here. Leave the application all the same?")
        Question(text, _("Leave"), _("Stay")).ask(self, lambda: self.exit(self.exit_status))

    def _something_open(self) -> bool:
        """Whether anything lies over the present place, or a long piece of work is under way."""
        return len(self.screen_stack) > 2 or self._long_work()

    def _long_work(self) -> bool:
        return any(worker.group == LONG and not worker.is_finished for worker in self.workers)


def make_place(place: str) -> Screen[None]:
    """The screen of a place; its module is imported when somebody goes there first.

    Raises:
        KeyError: there is no such place.
    """
    module, name = SCREENS[place].rsplit(".", 1)
    screen: Screen[None] = getattr(import_module(f"csi_tui.screens.{module}"), name)()
    return screen

"""What every screen may expect of the application it runs in."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from rich.console import RenderableType
from textual import constants, events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.screen import Screen

from csi_tui.i18n import _
from csi_tui.services.desk import drafts
from csi_tui.services.errors import ClockBehind, ClockJumped, UserError
from csi_tui.services.tabular.untrusted_text import BadText
from csi_tui.widgets.changed_cells import ChangedCells, Shown
from csi_tui.widgets.dialogs import MessageDialog
from csi_tui.widgets.host import Typed
from csi_tui.widgets.idle_keys import why_nothing
from csi_tui.widgets.line_input import LineInput
from csi_tui.widgets.line_starts import keep_line_starts
from csi_tui.widgets.problems import write_problem
from csi_tui.widgets.remarks import TellsRemarks
from csi_tui.widgets.terminal import DeskDriver
from csi_tui.widgets.typed_ahead import Fresh, TypedAhead


class DeskApp(TellsRemarks, inherit_bindings=False):
    """The application that lets keys in one after the other, and tells of failures in one way."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if constants.DRIVER is None:
            self.driver_class = DeskDriver
        keep_line_starts()
        self.animation_level = "none"
        """A fifth of a second in frames, for every list that scrolls, is a wait on a slow line and moves nothing."""
        self.typed_ahead = TypedAhead(self)
        self.touched_at = time.monotonic()
        """When somebody last pressed a key."""
        self.shown = Shown()
        """What stands in the terminal."""

    def draft_key(self, key: str) -> str:
        """The key of a form's draft: it belongs to who typed it."""
        return drafts.key_of(self.desk.actor, key)

    # --- One key after the other -------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Let in what is typed."""
        self.typed_ahead.start()

    def on_unmount(self) -> None:
        """Nobody types any more."""
        self.typed_ahead.stop()

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes in one at a time, everything else at once."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            self.touched_at = time.monotonic()
        if self.is_web and isinstance(event, events.AppBlur | events.AppFocus):
            # A browser window is told about at its start as out of focus, and that may come after its focus has: what
            # opens then would have no field for the keys. Keys come from a window in focus alone.
            return
        if isinstance(event, events.Resize):
            # Another size, or the terminal back from another program: whatever stood there is not there any more.
            self.shown.forget()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self.typed_ahead.add(event)
        else:
            await super().on_event(event)

    async def let_in(self, typed: Typed) -> None:
        """Give a key or a paste to whatever has the focus now."""
        self.take_away_read(typed)
        await super().on_event(typed)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        done = await super()._check_bindings(key, priority)
        if not done and not priority and (why := why_nothing(self.screen, key)):
            self.tell(why)
        return done

    async def input_caught_up(self) -> None:
        """Wait until everything typed so far has come in."""
        if isinstance(self._driver, DeskDriver):
            await self._driver.caught_up()

    def begin_afresh(self, screen: Screen[object]) -> None:
        """A screen that wants fresh keys is painted: what was typed up to now is thrown away, and that is said."""
        if isinstance(screen, Fresh):
            self.typed_ahead.begin_afresh(screen)

    def type_again(self, typed: Sequence[Typed]) -> None:
        """Let in what was put aside while something was asked, before what was typed since."""
        self.typed_ahead.go_on_with(typed)

    def tell_of_dropped(self) -> None:
        """Say that something which was typed was thrown away."""
        self.typed_ahead.tell_of_dropped()

    def on_line_input_lines_joined(self, event: LineInput.LinesJoined) -> None:
        """Say that a pasted text became one line."""
        self.tell(_("{n} lines were pasted into one.").format(n=event.count))

    def on_not_utf8(self) -> None:
        """Say it; the bytes have been replaced."""
        self.tell(
            _(
                "The terminal sends characters that are not UTF-8; they came as \N{REPLACEMENT CHARACTER}. "
                "Set the terminal to UTF-8 and type them again."
            ),
            warning=True,
        )

    def show_failure(self, error: BaseException, *, in_passing: bool = False) -> None:
        """Show a user's error as it is; keep anything else in the log and apologise."""
        from csi_tui.services.tabular.cells import BadCell

        if isinstance(error, UserError):
            text = error.at_desk
        elif isinstance(error, BadCell | BadText):
            text = error.reason
        else:
            place = write_problem(error)
            text = _("Something went wrong; nothing was changed. Details were written to {place}.").format(
                place=place
            )
        if in_passing:
            self.tell_failure(text)
            return
        if isinstance(error, ClockBehind) and self.desk.may("close"):
            from csi_tui.widgets.clock_dialog import ClockDialog

            self.push_screen(ClockDialog())
            return
        if isinstance(error, ClockJumped) and self.desk.may("confirm"):
            from csi_tui.widgets.clock_dialog import ClockDialog

            self.push_screen(ClockDialog(text))
            return
        if isinstance(self.screen, MessageDialog) and self.screen.text == text:
            return
        self.push_screen(MessageDialog(text))

    def push_screen(self, screen: Screen[Any] | str, *rest: Any, **named: Any) -> Any:
        """Open a screen; in the place of one that keeps what is typed into it, who may, to anybody else."""
        right = getattr(screen, "takes", "")
        if right and not self.desk.may(right):
            return super().push_screen(MessageDialog(self.desk.why_may_not(right)))
        return super().push_screen(screen, *rest, **named)

    # --- What is sent to the terminal --------------------------------------------------------------------------------

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, ChangedCells(renderable, self.shown, self.size))
            return
        if renderable is not None:
            self.shown.forget()
        super()._display(screen, renderable)

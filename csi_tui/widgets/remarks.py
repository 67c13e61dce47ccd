"""Remarks of a moment: some lines above the keys, which take their room from the place, and lie on nothing.

Textual's toasts lie over the last rows of a list, on which one may be working. Its store of notifications stays what
remarks are kept in, and the one method that shows them is another (``tests/screens/test_remarks.py`` holds it).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from rich.text import Text
from textual import events
from textual.app import RenderResult, ScreenStackError
from textual.geometry import Size
from textual.notifications import Notification
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from csi_tui.services.desk.sentences import said_at_desk
from csi_tui.widgets.colours import meaning_style
from csi_tui.widgets.host import DeskHost, Typed

MOST = 4
"""Lines that remarks take together."""
LONGER = 10.0
"""Seconds that a warning or a fault stands; other remarks stand as long as Textual has it, five."""
MOVES = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"})
"""Keys that go from line to line or from field to field: who reads a remark may look at what it speaks of."""
TYPES = frozenset({"backspace", "delete"})
"""Keys that mend a text where the cursor is in one."""
SIGNS = {"information": "» ", "warning": "! ", "error": "! "}


class Remarks(Widget, can_focus=False):
    """What is told at the moment, each remark from a line of its own on; a click takes them away."""

    DEFAULT_CSS = """
    Remarks {
        dock: bottom; height: auto; margin-bottom: 1; padding: 0 1; background: $panel; color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: Sequence[Notification] = ()

    def show(self, told: Sequence[Notification]) -> None:
        """Show these, the latest last; nothing takes no room."""
        self.display = bool(told)
        if told != self._told:
            self._told = told
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as they take."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The lines."""
        return Text("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Text]:
        texts = [_wrapped(one.message, max(1, width - 2), self.app.console) for one in self._told]
        lines: list[Text] = []
        for one, text in zip(self._told, shared(texts, MOST), strict=True):
            sign = (SIGNS[one.severity], meaning_style(self.app, one.severity))
            lines += [Text.assemble("  " if place else sign, line) for place, line in enumerate(text)]
        return lines

    def on_click(self) -> None:
        """They have been read."""
        self.app.clear_notifications()


def _wrapped(text: str, width: int, console: Any) -> list[Text]:
    lines = list(Text(" ".join(text.split())).wrap(console, width))
    for line in lines:
        line.rstrip()
    return lines


def shared(texts: Sequence[list[Text]], room: int) -> list[list[Text]]:
    """What is shown of remarks of so many lines each, the latest last, in ``room`` lines.

    Earlier ones give way, down to a line of each, then wholly; what is cut ends with an ellipsis.
    """
    found: list[list[Text]] = []
    for earlier in range(len(texts) - 1, -1, -1):
        lines = texts[earlier]
        # A line is left to each of those before it, as long as this one has one too.
        left = max(min(1, room), room - earlier)
        found.insert(0, lines if len(lines) <= left else _cut(lines[:left]))
        room -= len(found[0])
    return found


def _cut(lines: list[Text]) -> list[Text]:
    """Lines of which more follow."""
    if lines:
        last = lines[-1].copy()
        last.truncate(max(1, last.cell_len - 1))
        last.append("…")
        lines[-1] = last
    return lines


class TellsRemarks(DeskHost, inherit_bindings=False):
    """The application as far as it tells what is to be read for a moment."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._read_from: dict[str, float] = {}
        """When a remark was painted first, by its identity."""
        self._shown_on: Screen[Any] | None = None
        self._goes: Timer | None = None

    def tell(self, text: str, *, warning: bool = False) -> None:
        """Show a remark for a moment; never markup, for it may hold anybody's words."""
        severity: Any = "warning" if warning else "information"
        self.notify(said_at_desk(text), severity=severity, markup=False, timeout=LONGER if warning else None)

    def tell_failure(self, text: str) -> None:
        """Show what failed in passing."""
        self.notify(text, severity="error", markup=False, timeout=LONGER)

    def take_away_read(self, typed: Typed) -> None:
        """A key that acts takes away what was there to be read when it was pressed."""
        if isinstance(typed, events.Key) and self._acts(typed):
            for one in list(self._notifications):
                if self._read_from.get(one.identity, typed.time) < typed.time:
                    self._unnotify(one)

    def _acts(self, key: events.Key) -> bool:
        if key.key in MOVES:
            return False
        typing = isinstance(self.focused, Input | TextArea)
        return not (typing and (key.is_printable or key.key in TYPES))

    def _refresh_notifications(self) -> None:
        """Show what is told on the screen in front; Textual calls this whenever either has changed."""
        try:
            screen = self.screen
        except ScreenStackError:
            return
        if self._disable_notifications:
            return
        told = list({one.message: one for one in self._notifications}.values())
        if self._shown_on not in (None, screen):
            self._show_on(self._shown_on, [])
        self._show_on(screen, told)
        self._shown_on = screen
        self._read_from = {
            one.identity: self._read_from[one.identity] for one in told if one.identity in self._read_from
        }
        if self._goes is not None:
            self._goes.stop()
        if told:
            self._goes = self.set_timer(
                max(0.01, min(one.time_left for one in told)), self._refresh_notifications
            )
            screen.call_after_refresh(self._painted, told)

    def _show_on(self, screen: Screen[Any] | None, told: Sequence[Notification]) -> None:
        if screen is None or not screen.is_attached:
            return
        block = next((child for child in screen.children if isinstance(child, Remarks)), None)
        if block is None and told:
            block = Remarks()
            screen.mount(block)
        if block is not None:
            block.show(told)
            screen.set_class(bool(told), "-remarks")

    def _painted(self, told: Sequence[Notification]) -> None:
        for one in told:
            self._read_from.setdefault(one.identity, time.monotonic())

"""A screen of sections of text below each other: an analysis, a week, a review, a talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from csi_tui.screens.detail import DetailScreen
from csi_tui.services.tabular.sections import Section
from csi_tui.widgets.jobs import READING, store_job


class SectionsScreen(DetailScreen):
    """All sections in one scroll; a key goes on to the next, arrows scroll.

    ``asked``: the month, week or span that is shown. It changes when another one has been read, so that one which
    cannot be read leaves what was there.
    """

    @dataclass
    class Read(Message):
        """What is shown has been read."""

        found: Any

    def __init__(self, asked: Any) -> None:
        super().__init__()
        self.asked = asked
        self.found: Any = None
        self._starts: list[int] = []
        """The line at which each section begins."""

    def title_before(self) -> str:
        """What stands above it while it is read."""
        raise NotImplementedError

    def title_of(self, found: Any) -> str:
        """What stands above what was read."""
        raise NotImplementedError

    def fetch(self, asked: Any) -> Any:
        """In a thread: what is shown."""
        raise NotImplementedError

    def asked_of(self, found: Any) -> Any:
        """What was asked for, as it was read."""
        raise NotImplementedError

    def sections(self, found: Any, columns: int) -> Sequence[Section]:
        """What was read, section by section, in so many columns."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """The sections, scrolling."""
        with VerticalScroll(id="sections"):
            yield Static(id="sections-text")

    def on_mount(self) -> None:
        """Read it; arrows scroll."""
        self.show_title(self.title_before())
        self.query_one(VerticalScroll).focus()
        self.reload()

    def reload(self) -> None:
        """Read it, or read it again."""
        self.read(self.asked)

    @store_job(READING)
    def read(self, asked: Any) -> Message:
        """Read what is asked for, and show it."""
        return self.Read(self.fetch(asked))

    def on_sections_screen_read(self, event: Read) -> None:
        """Show it."""
        self.found, self.asked = event.found, self.asked_of(event.found)
        self._draw()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Show it as wide as there is room."""
        self._draw()

    def _draw(self) -> None:
        if self.found is None:
            return
        self.show_title(self.title_of(self.found))
        text, line = Text(no_wrap=True, overflow="crop"), 0
        self._starts = []
        # A blank on either side, and one for the scroll bar.
        for section in self.sections(self.found, self.app.size.width - 3):
            self._starts.append(line)
            text.append(section.title + "\n", "bold")
            text.append("\n".join(section.lines) + "\n\n")
            line += len(section.lines) + 2
        text.rstrip()
        self.query_one("#sections-text", Static).update(text)

    def action_part(self) -> None:
        """Go on to the next section, from the last one to the first."""
        scroll = self.query_one(VerticalScroll)
        at, end = round(scroll.scroll_offset.y), scroll.max_scroll_y
        below = [start for start in self._starts if start > at]
        scroll.scroll_to(y=min(below[0], end) if below and at < end else 0, animate=False)

    def action_reload(self) -> None:
        """Read it again."""
        self.reload()

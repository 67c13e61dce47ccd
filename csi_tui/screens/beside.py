"""A list with what is known of the line under its cursor beside it, where the terminal is wide enough for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget

from csi_tui.i18n import _
from csi_tui.screens.grid import GridScreen
from csi_tui.services.errors import UserError
from csi_tui.widgets.commands import Command
from csi_tui.widgets.jobs import BESIDE, store_job

LineT = TypeVar("LineT")

WIDE = 120
"""Cells of a terminal from which on list and detail stand side by side."""
LIST = 80
"""Cells that the list keeps at least: what it has on a terminal without a detail."""
DETAIL = 40
"""Cells that the detail has at least, its edge included; of a wider terminal, two fifths."""


def detail_width(width: int) -> int:
    """Cells of the detail on a terminal of ``width``; none where there is room for the list alone."""
    return min(width - LIST, max(DETAIL, width * 2 // 5)) if width >= WIDE else 0


class DetailPane(Widget, can_focus=False):
    """A text as far as there is room for it; how many lines have none stands in the last one."""

    DEFAULT_CSS = """
    DetailPane { height: 1fr; border-left: solid $primary; padding: 0 1; display: none; }
    """

    def __init__(self, whole: Command) -> None:
        """``whole``: the command that shows all of it."""
        super().__init__()
        self._whole = whole
        self.lines: Sequence[str] = ()

    def show(self, lines: Sequence[str]) -> None:
        """Show other lines."""
        if lines != self.lines:
            self.lines = lines
            self.refresh()

    def render(self) -> RenderResult:
        """The lines, wrapped."""
        width, height = self.content_size
        if not width or not height:
            return Text()
        found = [part for line in self.lines for part in self._wrapped(line, width)]
        if len(found) > height:
            mark = _("… {n} more lines: {key}").format(n=len(found) - height + 1, key=self._whole.short_key)
            found = [*found[: height - 1], Text(mark, "italic", no_wrap=True, overflow="ellipsis")]
        return Text("\n").join(found)

    def _wrapped(self, line: str, width: int) -> Iterator[Text]:
        """A line of the text in lines of the pane, each as far in as the first one."""
        text = line.lstrip()
        before = line[: len(line) - len(text)]
        for part in Text(text).wrap(self.app.console, max(1, width - len(before))):
            yield Text(before) + part


class ListAndDetail(GridScreen[LineT]):
    """Such a list. The detail follows the cursor, and the cursor never waits for it.

    One is read at a time, in a thread; what the cursor has passed over meanwhile is not read at all.
    """

    whole: ClassVar[Command]
    """The command that shows all of what stands beside the list."""

    @dataclass
    class Known(Message):
        """What is beside a line has been read."""

        number: str
        lines: Sequence[str]

    _beside_read: LineT | None = None
    """The line whose detail is being read."""

    def beside(self, line: LineT) -> Sequence[str]:
        """In a thread: what is known of a line."""
        raise NotImplementedError

    def compose_body(self) -> ComposeResult:
        """The list, and at its right the detail."""
        with Horizontal():
            with Vertical():
                yield from super().compose_body()
            yield DetailPane(self.whole)

    @property
    def pane(self) -> DetailPane:
        """The detail."""
        return self.query_one(DetailPane)

    def on_resize(self, event: events.Resize) -> None:
        """Give the detail its room; a handler of the list fills what is left."""
        width = detail_width(event.size.width)
        self.pane.display = bool(width)
        self.pane.styles.width = width or 1

    def list_room(self) -> int:
        """What the detail leaves."""
        return self._room - detail_width(self._room)

    def _fill(self) -> None:
        super()._fill()
        self._look_beside()

    def on_data_table_row_highlighted(self) -> None:
        """The cursor moved."""
        self._look_beside()

    def _look_beside(self) -> None:
        if not self.pane.display:
            return
        if self.line is None:
            self.pane.show(())
        elif self._beside_read is None:
            self._beside_read = self.line
            self._read_beside(self.line)

    @store_job(BESIDE)
    def _read_beside(self, line: LineT) -> Message:
        return self.Known(self.number(line), self.beside(line))

    def on_list_and_detail_known(self, event: Known) -> None:
        """Show it, and go on to where the cursor stands by now."""
        read, self._beside_read = self._beside_read, None
        self.pane.show(event.lines)
        if self.line is not read:
            self._look_beside()

    def job_failed(self, error: BaseException, group: str) -> None:
        """Why a detail cannot be read is told where it would stand: its line may be gone by now."""
        if group != BESIDE:
            super().job_failed(error, group)
            return
        read, self._beside_read = self._beside_read, None
        if isinstance(error, UserError):
            self.pane.show([error.message])
        else:
            super().job_failed(error, group)
        if self.line is not read:
            self._look_beside()

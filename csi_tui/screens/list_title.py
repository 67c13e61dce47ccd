"""The line above a list: what it is, what is searched for, what part of everything it shows, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.widgets import Static

from csi_tui.i18n import _

APART = " · "
CUT = "…"


@dataclass(frozen=True, slots=True)
class TitleParts:
    """What a title says; each part may be empty. ``counts``: the page and how many lines there are."""

    title: str
    search: str = ""
    scope: str = ""
    counts: Sequence[str] = ()

    def within(self, width: int) -> Text:
        """The title in ``width`` cells: the search gives way first, then what stands before it; never a count."""
        counts = APART.join(part for part in self.counts if part)
        room = max(0, width - (cell_len(APART + counts) if counts else 0))
        head = self._head(self.search)
        too_long = head.cell_len - room
        if too_long > 0 and self.search:
            search = Text(self.search)
            search.truncate(max(1, search.cell_len - too_long), overflow="ellipsis")
            head = self._head(search.plain.removesuffix(CUT).rstrip() + CUT)
        head.truncate(room, overflow="ellipsis")
        return Text.assemble(head, APART + counts if counts else "", no_wrap=True, overflow="crop")

    def _head(self, search: str) -> Text:
        searched = _("searched: {text}").format(text=search) if search else ""
        return Text(APART.join(part for part in (self.title, searched, self.scope) if part))


class ListTitle(Static):
    """The title, in the room that it has at the moment."""

    DEFAULT_CSS = """
    ListTitle { height: 1; }
    """

    def __init__(self) -> None:
        super().__init__(classes="list-title")
        self._parts = TitleParts("")

    def show(self, parts: TitleParts) -> None:
        """Say something else."""
        self._parts = parts
        self.refresh()

    def render(self) -> RenderResult:
        """One line; what has no room is marked as cut."""
        return self._parts.within(self.content_size.width)

"""Who is at the desk, in which role and at whose store: in sight on every screen, whatever lies on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from csi_tui.i18n import _
from csi_tui.services.desk.permissions import role_names

if TYPE_CHECKING:
    from csi_tui.services.desk.seat import Seat

APART = 2
"""Cells between a title and who is there, at least."""


def who_texts(seat: Seat) -> list[str]:
    """Name, roles, site; before them that nothing can be entered, where that is so. The longest text first."""
    mark = _("read-only") if seat.only_reads else ""
    roles = role_names(seat.roles)
    few = f"{roles[0]} +{len(roles) - 1}" if len(roles) > 1 else ""
    return [
        " · ".join(part for part in (mark, seat.user, role, seat.site) if part)
        for role in (_(", ").join(roles), few)
        if role or not roles
    ]


class WhoLine(Widget, can_focus=False):
    """A line above the keys, for a terminal whose first line has no room beside the places."""

    DEFAULT_CSS = """
    WhoLine { dock: bottom; height: 1; margin-bottom: 1; padding: 0 1; background: $surface; color: $foreground; }
    """

    def __init__(self, who: Sequence[str]) -> None:
        super().__init__()
        self._who = who

    def render(self) -> RenderResult:
        """One line, at its right end."""
        return titled("", self._who, self.content_size.width)


class TitleLine(Static):
    """The title of what lies over a place, and who is there."""

    def __init__(self, title: str, who: Sequence[str]) -> None:
        super().__init__(Content(title), classes="form-title")
        self._who = who

    def render(self) -> RenderResult:
        """One line; what has no room is marked as cut."""
        return titled(str(self.content), self._who, self.content_size.width)


def titled(title: str, who: Sequence[str], width: int) -> Text:
    """A title, and who is there at the right, in the longest text that there is room for.

    Where none has room beside the title, it has a third of the line before the title is cut.
    """
    left, room = Text(title, no_wrap=True), max(0, width - APART)
    fitting = (text for text in who if cell_len(text) <= room - left.cell_len)
    right = Text(next(fitting, who[-1]), "not bold", no_wrap=True)
    right.truncate(max(room // 3, room - left.cell_len), overflow="ellipsis")
    left.truncate(max(0, room - right.cell_len), overflow="ellipsis")
    return Text.assemble(left, " " * (width - left.cell_len - right.cell_len), right, no_wrap=True)

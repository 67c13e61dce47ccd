"""The line at the top: the places one can go to, the present one marked in words and not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import RenderResult
from textual.widget import Widget

from csi_tui.i18n import _
from csi_tui.widgets.commands import Command

LEAST = 3
"""Cells of a name at least: its digit, and a sign."""


class TopBar(Widget, can_focus=False):
    """Digits and names of the places; at the right who is there, where there is room."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, places: Sequence[Command], here: str, who: Sequence[str]) -> None:
        super().__init__()
        self._places, self._here, self._who = places, here, who

    def render(self) -> RenderResult:
        """One line."""
        line = Text(no_wrap=True, overflow="ellipsis")
        for place, name in zip(self._places, self._names(self.size.width), strict=True):
            line.append(name.plain, "bold reverse" if place.id == self._here else "")
        if who := self.told_in(self.size.width):
            line.append(" " * (self.size.width - 1 - line.cell_len - cell_len(who)) + who)
        return line

    def told_in(self, width: int) -> str:
        """Who is there, as a line of that many cells tells it beside the places; empty where there is no room."""
        room = width - 2 - sum(name.cell_len for name in self._names(width))
        return next((text for text in self._who if cell_len(text) <= room), "")

    def _names(self, width: int) -> list[Text]:
        here = [place.id == self._here for place in self._places]
        names = [Text(f"{place.key_names[0]} {_(place.label)}") for place in self._places]
        short = [Text(f"{place.key_names[0]} {_(place.short or place.label)}") for place in self._places]
        return fitting(names, short, here, width)

    def on_click(self, event: events.Click) -> None:
        """Go to the place whose name was clicked."""
        end = 0
        for place, name in zip(self._places, self._names(self.size.width), strict=True):
            end += name.cell_len
            if event.x < end:
                self.call_later(self.app.run_action, place.action, self.app)
                return


def fitting(names: Sequence[Text], short: Sequence[Text], here: Sequence[bool], width: int) -> list[Text]:
    """The names as they stand in the line, the present one in brackets; the ``short`` ones where these have no room.

    Every digit stays in sight, for that is what one presses. Which names stand there does not depend on the present
    place. Narrower than any terminal that one works at, the longest are cut.
    """
    if sum(name.cell_len + 2 for name in names) <= width:
        return [
            Text(f"[{name}]" if is_here else f" {name} ") for name, is_here in zip(names, here, strict=True)
        ]
    # Where there is little room, one blank between two names has to do, also behind a bracket.
    signs = 2 + len(names) - 1
    cut = [name.copy() for name in (names if _cells(names) + signs <= width else short)]
    while _cells(cut) + signs > width:
        longest = max((name for name, is_here in zip(cut, here, strict=True) if not is_here), key=_of_one)
        if longest.cell_len <= LEAST:
            break
        longest.truncate(longest.cell_len - 1, overflow="ellipsis")
    ends = [" "] * (len(cut) - 1) + [""]
    return [
        Text(f"[{name}]{end}" if is_here else f"{name}{end}")
        for name, is_here, end in zip(cut, here, ends, strict=True)
    ]


def _of_one(name: Text) -> int:
    return name.cell_len


def _cells(names: Sequence[Text]) -> int:
    return sum(map(_of_one, names))

"""The line at the top: the places one can go to, the present one marked in words and not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from csi_tui.i18n import _
from csi_tui.widgets.commands import Command

LEAST = 3
"""Cells of a name at least: its digit, and a sign."""


class TopBar(Widget, can_focus=False):
    """Digits and names of the places; at the right the site, where there is room.

    ``mark``: what is to be known of the store before anything else; alone where there is no room for both.
    """

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, places: Sequence[Command], here: str, site: str, mark: str = "") -> None:
        super().__init__()
        self._places, self._here = places, here
        self._texts = [f"{mark} · {site}", mark] if mark else [site]

    def render(self) -> RenderResult:
        """One line."""
        line = Text(no_wrap=True, overflow="ellipsis")
        names = [Text(f"{place.keys.split(',')[0]} {_(place.label)}") for place in self._places]
        for place, name in zip(self._places, fitting(names, self.size.width), strict=True):
            here = place.id == self._here
            line.append(f"[{name}]" if here else f" {name} ", "bold reverse" if here else "")
        room = self.size.width - line.cell_len - 1
        for text in self._texts:
            site = Text(text, no_wrap=True)
            if site.cell_len <= room:
                line.append(" " * (room - site.cell_len))
                line.append_text(site)
                break
        return line


def fitting(names: Sequence[Text], width: int) -> list[Text]:
    """The names, each between two blanks, cut where they are longest until all of them fit into a line.

    Every digit stays in sight: it is what one presses.
    """
    cut = [name.copy() for name in names]
    while cut and sum(name.cell_len + 2 for name in cut) > width:
        longest = max(cut, key=lambda name: name.cell_len)
        if longest.cell_len <= LEAST:
            break
        longest.truncate(longest.cell_len - 1, overflow="ellipsis")
    return cut

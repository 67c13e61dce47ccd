"""The line at the top: the places one can go to, the present one marked in words and not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import RenderResult
from textual.widget import Widget

from csi_tui.i18n import _
from csi_tui.widgets.commands import Command


class TopBar(Widget, can_focus=False):
    """Digits and names of the places; at the right the site, where there is room."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, places: Sequence[Command], here: str, site: str) -> None:
        super().__init__()
        self._places, self._here, self._site = places, here, site

    def render(self) -> RenderResult:
        """One line."""
        line = Text(no_wrap=True, overflow="ellipsis")
        for place in self._places:
            here = place.id == self._here
            name = f"{place.keys.split(',')[0]} {_(place.label)}"
            line.append(f"[{name}]" if here else f" {name} ", "bold reverse" if here else "")
        room = self.size.width - line.cell_len - 1
        site = Text(self._site, no_wrap=True)
        if site.cell_len <= room:
            line.append(" " * (room - site.cell_len))
            line.append_text(site)
        return line

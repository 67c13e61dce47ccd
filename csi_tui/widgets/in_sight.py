"""Rows to type into that scroll: the one with the cursor stays in sight, whatever comes to stand above or below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.containers import VerticalScroll
from textual.geometry import Region, Size
from textual.widget import Widget

from csi_tui.widgets.field import Field


class RowsInSight(VerticalScroll, can_focus=False):
    """A field is scrolled to when it takes the focus, by Textual. What is told of other fields afterwards takes lines
    too and pushes it out of sight: so it is looked for again whenever its place or the room has changed."""

    _stood: tuple[Region, Size] | None = None
    """What was brought into sight last, among the rows, and in how much room."""
    _together: tuple[Widget, Sequence[Widget]] | None = None

    def on_mount(self) -> None:
        """Look whenever something is laid out."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out, immediate=True)

    def show_together(self, first: Widget, others: Sequence[Widget]) -> None:
        """As long as the cursor is in ``first``, keep what is in question below it in sight too, where it all fits."""
        self._together = (first, others)

    def on_descendant_focus(self) -> None:
        """A row may be in sight, and what is told of it half below the edge."""
        self.call_after_refresh(self._laid_out, None)

    def _laid_out(self, _screen: Any) -> None:
        wanted = self._wanted()
        # Whoever scrolls away with the mouse is left there: nothing has moved but the window on it.
        if wanted and self._stood != (wanted, self.size):
            self._stood = (wanted, self.size)
            self.scroll_to_region(wanted, animate=False, immediate=True, force=True)

    def _wanted(self) -> Region:
        """What has to be in sight, by its place among the rows."""
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            return Region()
        part = next((one for one in focused.ancestors if isinstance(one, Field)), focused)
        whole = self._place_of(part)
        if self._together is not None and self._together[0] is part:
            whole = Region.from_union([whole, *(self._place_of(one) for one in self._together[1])])
        return whole if whole.height <= self.size.height else self._place_of(part)

    def _place_of(self, part: Widget) -> Region:
        return part.virtual_region if part.parent is self else part.region.translate(self._to_rows)

    @property
    def _to_rows(self) -> tuple[int, int]:
        """From a place on the screen to one among the rows."""
        inside = self.content_region
        return (self.scroll_offset.x - inside.x, self.scroll_offset.y - inside.y)

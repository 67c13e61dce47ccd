"""What ``NO_COLOR`` means here: none at all, shades of grey included; the cursor is reversed instead of coloured."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

DEFAULT = Style(color="default", bgcolor="default")
REVERSED = DEFAULT + Style(reverse=True)


class NoColour(LineFilter):
    """Takes colours off a line; what stands on the cursor's is reversed."""

    def __init__(self, cursor: Color) -> None:
        super().__init__()
        self._cursor = cursor.rgb

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same signs without colours."""
        return [
            Segment(text, None if style is None else style + self._instead(style), control)
            for text, style, control in segments
        ]

    def _instead(self, style: Style) -> Style:
        ground = None if style.bgcolor is None else style.bgcolor.triplet
        return REVERSED if ground is not None and tuple(ground) == self._cursor else DEFAULT

"""Charts as SVG, drawn by leather (docs/decisions/0079 says why by it)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from csi_tui.services.printing.as_text import end_of
from csi_tui.services.printing.sheet import Bars
from csi_tui.services.tabular.aligned import cut, width

WIDTH: Final = 560
"""Of a chart, in pixels before it is fitted to the page."""
_A_BAR: Final = 26
_BAR: Final = "#1f6f9f"
_AROUND: Final = 70
_LABEL: Final = 28
"""Columns of a label that fit beside the bars: twelve Chinese characters and a figure."""
_OWN_SIZE: Final = re.compile(r'^<svg width="(\d+)" height="(\d+)"')


def bars_svg(chart: Bars) -> str:
    """A chart of bars, the first one on top, as a picture within a page of HTML."""
    leather = _library()
    with_values = [(float(value), f"{_within(label)} {value:f}") for label, value in chart.bars]
    drawn = leather.Chart()
    drawn.add_bars(_told_apart(with_values), fill_color=_BAR)
    drawn.add_x_scale(0, float(end_of(chart)) or 1)
    svg = str(drawn.to_svg(width=WIDTH, height=_AROUND + _A_BAR * len(with_values)))
    return _OWN_SIZE.sub(r'<svg viewBox="0 0 \1 \2" width="\1"', svg)


@cache
def _library() -> Any:
    """leather, with the page's own face and colours."""
    import leather

    theme = leather.theme
    theme.background_color = "none"
    theme.title_font_family = theme.legend_font_family = theme.tick_font_family = "inherit"
    theme.tick_color, theme.label_color = "#ddd", "#222"
    return leather


def _within(label: str) -> str:
    return label if width(label) <= _LABEL else cut(label, _LABEL)


def _told_apart(bars: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Bars of one label would lie on each other."""
    seen: dict[str, int] = {}
    told = []
    for value, label in bars:
        seen[label] = seen.get(label, 0) + 1
        told.append((value, label if seen[label] == 1 else f"{label} ({seen[label]})"))
    return told

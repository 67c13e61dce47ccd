"""A sheet as plain text: for a terminal, a board or a group chat."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from csi_tui.services.printing.sheet import Bars, Block, Sheet, Table, Words, shown
from csi_tui.services.tabular.aligned import pad, safe, table, width

LONGEST: Final = 24
"""Columns that the longest bar takes: with a team's name and its figure the line fits a phone."""
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"


def sheet_text(sheet: Sheet) -> str:
    """The sheet; between its blocks an empty line, but none between the title and words that have no heading."""
    parts = ["\n".join(lines) for block in sheet.blocks if (lines := list(_lines(block)))]
    first = sheet.blocks[0] if sheet.blocks else None
    below = "\n" if isinstance(first, Words) and not first.title else "\n\n"
    return safe(sheet.title) + below + "\n\n".join(parts)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Words):
        if block.title:
            yield safe(block.title)
        yield from map(safe, block.lines)
    elif isinstance(block, Table):
        if block.title and (block.rows or block.empty):
            yield safe(block.title)
        if block.rows:
            yield table(block.header, [list(map(shown, row)) for row in block.rows], block.figures)
        elif block.empty:
            yield safe(block.empty)
    elif isinstance(block, Bars) and block.bars:
        yield from _bars(block)


def _bars(chart: Bars) -> Iterator[str]:
    yield safe(chart.title)
    labels = [safe(label) for label, _value in chart.bars]
    values = [f"{value:f}" for _label, value in chart.bars]
    left, right = max(map(width, labels)), max(map(len, values))
    end = end_of(chart)
    for label, value, (_label, long) in zip(labels, values, chart.bars, strict=True):
        yield f"{pad(label, left)}  {pad(value, right, right=True)}  {_bar(long, end)}".rstrip()


def end_of(chart: Bars) -> Decimal:
    """Where the axis of a chart ends."""
    longest = max((value for _label, value in chart.bars), default=Decimal(0))
    return max(longest, chart.highest or Decimal(0))


def _bar(value: Decimal, end: Decimal) -> str:
    eighths = int(value * LONGEST * 8 / end) if end > 0 and value > 0 else 0
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()

"""A table that fits a terminal: headings in two lines, then columns left out, each of which is named.

Named tuples, for dataclasses load what takes longer than the quick look-up of a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from csi_tui.services.tabular.aligned import pad, safe, width

BETWEEN = 2
"""Blanks between two columns."""
HEAD_LINES = 2
NARROW = 4
"""A heading of so many columns is not broken."""


class Columns(NamedTuple):
    """A table before it is laid out: a heading and a cell of every row for each column.

    Attributes:
        figures: columns that stand to the right.
        marked: the column that stands for the row where rows are told apart by a colour.
        spare: columns that may be left out where there is no room, the first to go first.
    """

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: frozenset[int] = frozenset()
    spare: Sequence[int] = ()
    marked: int | None = None


class Fitted(NamedTuple):
    """A table laid out: cells padded to the width of their column, the columns that are there, and who is not."""

    head: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    kept: tuple[int, ...]
    left_out: tuple[str, ...]

    def lines(self) -> list[str]:
        """The lines as plain text."""
        return [(" " * BETWEEN).join(line).rstrip() for line in (*self.head, *self.rows)]


def fitted(table: Columns, columns: int | None) -> Fitted:
    """Lay a table out in so many columns of a terminal; None: as wide as it is.

    Columns without a cell go first, and silently: they say nothing. Then long headings take two lines, and then the
    spare columns go. What is still too wide stays so.
    """
    header = [safe(name) for name in table.header]
    rows = [[safe(cell) for cell in row] for row in table.rows]
    cells = [max((width(row[place]) for row in rows), default=0) for place in range(len(header))]
    kept = list(range(len(header)))
    heads = [[name] for name in header]
    left_out: list[int] = []

    def too_wide() -> bool:
        return columns is not None and _total(kept, heads, cells) > columns

    if too_wide():
        kept = [place for place in kept if cells[place]]
    if too_wide():
        heads = [_in_two_lines(name, at_least) for name, at_least in zip(header, cells, strict=True)]
    for place in table.spare:
        if not too_wide():
            break
        if place in kept:
            kept.remove(place)
            left_out.append(place)
    widths = {place: max(cells[place], *map(width, heads[place])) for place in kept}
    deep = max((len(heads[place]) for place in kept), default=1)

    def line(cells_of: Sequence[str]) -> tuple[str, ...]:
        return tuple(pad(cells_of[place], widths[place], right=place in table.figures) for place in kept)

    hung = [[""] * (deep - len(lines)) + lines for lines in heads]
    return Fitted(
        head=tuple(line([lines[depth] for lines in _filled(hung, deep)]) for depth in range(deep)),
        rows=tuple(map(line, rows)),
        kept=tuple(kept),
        left_out=tuple(header[place] for place in sorted(left_out)),
    )


def _filled(heads: Iterable[list[str]], deep: int) -> list[list[str]]:
    """Headings of columns that are left out may be longer than those that are there."""
    return [lines[-deep:] for lines in heads]


def _total(kept: Sequence[int], heads: Sequence[Sequence[str]], cells: Sequence[int]) -> int:
    widths = [max(cells[place], *map(width, heads[place])) for place in kept]
    return sum(widths) + BETWEEN * max(0, len(widths) - 1)


def _in_two_lines(name: str, at_least: int) -> list[str]:
    """A heading broken into at most two lines, as narrow as that allows and no narrower than its column's cells."""
    found = [name]
    for columns in range(max(at_least, NARROW), width(name)):
        lines = _broken(name, columns)
        if len(lines) <= HEAD_LINES and max(map(width, lines)) <= columns:
            found = lines
            break
    return found


def _broken(name: str, columns: int) -> list[str]:
    """A heading in lines of so many columns: between words, or between any two Chinese characters."""
    lines = [""]
    for piece in _pieces(name):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece.lstrip() if not lines[-1] else piece
    lines[-1] = lines[-1].rstrip()
    return lines


def _pieces(name: str) -> list[str]:
    """What a heading may be broken between: words with the blank behind them, hyphens, Chinese characters."""
    pieces = [""]
    for char in name:
        if width(char) > 1:
            pieces += [char, ""]
            continue
        pieces[-1] += char
        if char in " -":
            pieces.append("")
    return [piece for piece in pieces if piece]

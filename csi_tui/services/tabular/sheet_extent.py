"""How far the cells of a sheet reach, from its XML: slow and exact, for sheets that the quick look cannot judge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

_REFERENCE: Final = re.compile(r"([A-Za-z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Extent:
    """The rectangle that the filled cells of a sheet span, and the places (row, column from 0) of formula errors."""

    rows: int = 0
    columns: int = 0
    errors: frozenset[tuple[int, int]] = frozenset()

    @property
    def cells(self) -> int:
        """How many cells the rectangle has."""
        return self.rows * self.columns


class _Walker:
    """Follows rows and cells. A cell without a reference stands behind the last one, as readers place it."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.place = (0, 0)
        self.inside = self.error = False
        self.top = self.left = 1 << 30
        self.bottom = self.right = -1
        self.errors: set[tuple[int, int]] = set()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row
        elif kind == "c":
            if match := _REFERENCE.fullmatch(attributes.get("r", "")):
                self.column = column_number(match[1]) - 1
                self.place = (int(match[2]) - 1, self.column)
            else:
                self.place = (self.row, self.column)
            self.inside = True
            self.error = attributes.get("t") == "e"
        elif self.inside and kind in ("v", "is"):
            row, column = self.place
            self.top, self.bottom = min(self.top, row), max(self.bottom, row)
            self.left, self.right = min(self.left, column), max(self.right, column)
            if self.error:
                self.errors.add(self.place)

    def end(self, tag: str) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row += 1
            self.column = 0
        elif kind == "c":
            self.inside = False
            self.column += 1


def exact_extent(blocks: Iterable[bytes]) -> Extent:
    """Return the extent of the sheet whose XML `blocks` are; cells that are only formatted do not count.

    Raises `expat.ExpatError` for malformed XML and `ValueError` for a row number that is none.
    """
    walker = _Walker()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    for block in blocks:
        parser.Parse(block, False)
    parser.Parse(b"", True)
    if walker.bottom < 0:
        return Extent()
    return Extent(walker.bottom - walker.top + 1, walker.right - walker.left + 1, frozenset(walker.errors))


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number

"""How far the cells of a sheet reach, from its XML: slow and exact, for sheets that the quick look cannot judge."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from csi_tui.services.tabular.limits import MAX_MERGED
from csi_tui.services.tabular.sheet_facts import ERROR, UNCALCULATED, SheetFacts

_REFERENCE: Final = re.compile(r"([A-Za-z]+)([0-9]+)")
_RANGE: Final = re.compile(r"([A-Za-z]+)([0-9]+):([A-Za-z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Extent:
    """The rectangle that the filled cells of a sheet span, and what else its XML says."""

    rows: int = 0
    columns: int = 0
    facts: SheetFacts = field(default_factory=SheetFacts)

    @property
    def cells(self) -> int:
        """How many cells the rectangle has."""
        return self.rows * self.columns


class _Walker:
    """Follows rows and cells. A cell without a reference stands behind the last one, as readers place it."""

    def __init__(self, styles: Collection[int]) -> None:
        self.row = self.column = 0
        self.place = (0, 0)
        self.inside = self.valued = self.formula = False
        self.kind = self.style = self.text = ""
        self.top = self.left = 1 << 30
        self.bottom = self.right = -1
        self.styles = frozenset(map(str, styles))
        self.facts = SheetFacts()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row
            height = attributes.get("ht", "")
            if attributes.get("hidden") in ("1", "true") or (height and not height.strip("0.")):
                self.facts.hidden.add(self.row)
        elif kind == "c":
            if match := _REFERENCE.fullmatch(attributes.get("r", "")):
                self.column = column_number(match[1]) - 1
                self.place = (int(match[2]) - 1, self.column)
            else:
                self.place = (self.row, self.column)
            self.inside, self.valued, self.formula = True, False, False
            self.kind, self.style, self.text = attributes.get("t", "n"), attributes.get("s", ""), ""
        elif kind == "mergeCell":
            if match := _RANGE.fullmatch(attributes.get("ref", "")):
                left, right = column_number(match[1]) - 1, column_number(match[3]) - 1
                if len(self.facts.merged) <= MAX_MERGED:
                    self.facts.merged.append((int(match[2]) - 1, left, int(match[4]) - 1, right))
        elif self.inside and kind == "f":
            self.formula = True
        elif self.inside and kind in ("v", "is"):
            row, column = self.place
            self.top, self.bottom = min(self.top, row), max(self.bottom, row)
            self.left, self.right = min(self.left, column), max(self.right, column)
            self.valued, self.text = True, ""

    def value(self, text: str) -> None:
        if self.valued:
            self.text += text

    def end(self, tag: str) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row += 1
            self.column = 0
        elif kind == "c":
            self.inside = False
            self.column += 1
            self._mark()
            self.valued = False

    def _mark(self) -> None:
        row, column = self.place
        filled = self.valued and (self.kind == "str" or bool(self.text.strip()))
        if self.valued and self.kind == "e":
            self.facts.mark(row, column, ERROR)
        elif self.formula and not filled:
            self.facts.mark(row, column, UNCALCULATED)
        elif filled and self.kind == "n" and self.style in self.styles:
            self.facts.mark(row, column, int(self.style))


def exact_extent(blocks: Iterable[bytes], styles: Collection[int] = ()) -> Extent:
    """Return the extent of the sheet whose XML `blocks` are; cells that are only formatted do not count.

    `styles`: those to be marked (`sheet_facts.SheetFacts`).

    Raises `expat.ExpatError` for malformed XML and `ValueError` for a row number that is none.
    """
    walker = _Walker(styles)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.value
    for block in blocks:
        parser.Parse(block, False)
    parser.Parse(b"", True)
    if walker.bottom < 0:
        return Extent(facts=walker.facts)
    return Extent(walker.bottom - walker.top + 1, walker.right - walker.left + 1, walker.facts)


def column_number(letters: str) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number

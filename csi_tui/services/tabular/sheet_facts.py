"""What a sheet's XML says beside its values: which the reader does not hand on, and which change what they mean.

Found in the one pass that measures every part (`package`). A cell is marked by one integer, so that a sheet of
millions of them stays small.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final

from csi_tui.services.tabular.limits import MAX_MERGED

ERROR: Final = 0xFFFF
"""A formula that ended in an error."""
UNCALCULATED: Final = 0xFFFE
"""A formula without a stored result."""

_COLUMNS: Final = 14
_STYLES: Final = 16

_CELL: Final = rb"""<c\s+r\s*=\s*["']([A-Za-z]+)([0-9]+)["']"""
_ERROR: Final = re.compile(_CELL + rb"""[^>]*\st\s*=\s*["']e["']""")
_FORMULA: Final = re.compile(
    _CELL + rb"""([^>]*)>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f\s*>)\s*(<v\s*/>|<v\s*>\s*</v\s*>)?\s*</c\s*>"""
)
_ROW: Final = re.compile(rb"""<row\s+r\s*=\s*["']([0-9]+)["']([^>]*)""")
_HIDDEN: Final = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']|\sht\s*=\s*["']0(?:\.0*)?["']""")
_MERGED: Final = re.compile(rb"""<mergeCell\s+ref\s*=\s*["']([A-Za-z]+)([0-9]+):([A-Za-z]+)([0-9]+)["']""")
_IS_TEXT: Final = re.compile(rb"""\st\s*=\s*["'](?!n["'])""")
_IS_STRING: Final = re.compile(rb"""\st\s*=\s*["']str["']""")

Block = tuple[int, int, int, int]
"""A merged cell: first row, first column, last row, last column, from 0."""


@dataclass(slots=True)
class SheetFacts:
    """Marks of cells, rows that are hidden or filtered out, and merged cells; rows and columns from 0."""

    marks: array[int] = field(default_factory=lambda: array("Q"))
    hidden: set[int] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)

    def mark(self, row: int, column: int, what: int) -> None:
        """Mark a cell with a style's index, `ERROR` or `UNCALCULATED`."""
        self.marks.append(((row << _COLUMNS | column) << _STYLES) | what)

    def complete(self) -> SheetFacts:
        """Bring the marks into the order of the sheet. Returns itself."""
        marks = self.marks
        if any(marks[at] > marks[at + 1] for at in range(len(marks) - 1)):
            self.marks = array("Q", sorted(marks))
        return self

    def marks_of(self, row: int) -> Iterator[tuple[int, int]]:
        """The marked cells of a row: column and mark."""
        marks, end = self.marks, (row + 1) << (_COLUMNS + _STYLES)
        at = bisect_left(marks, row << (_COLUMNS + _STYLES))
        while at < len(marks) and marks[at] < end:
            yield marks[at] >> _STYLES & ((1 << _COLUMNS) - 1), marks[at] & ((1 << _STYLES) - 1)
            at += 1


class Looker:
    """Looks through the blocks of a sheet whose elements carry their references; `styles`: those to be marked."""

    def __init__(self, styles: Collection[int]) -> None:
        self.facts = SheetFacts()
        self._styled = None
        if styles:
            indexes = "|".join(map(str, sorted(styles))).encode()
            self._styled = re.compile(_CELL + rb"""([^>]*?\ss\s*=\s*["'](""" + indexes + rb""")["'][^>]*)>""")

    def look(self, block: bytes) -> None:
        """Take up one block; it ends before a cell or a row."""
        facts = self.facts
        if b'"e"' in block or b"'e'" in block:
            for letters, row in _ERROR.findall(block):
                facts.mark(int(row) - 1, _column(letters), ERROR)
        if b"<f" in block:
            for letters, row, attributes, empty in _FORMULA.findall(block):
                # A formula whose result is an empty text keeps it as one.
                if not (empty and _IS_STRING.search(attributes)):
                    facts.mark(int(row) - 1, _column(letters), UNCALCULATED)
        if self._styled is not None:
            for letters, row, attributes, style in self._styled.findall(block):
                if not attributes.endswith(b"/") and not _IS_TEXT.search(attributes):
                    facts.mark(int(row) - 1, _column(letters), int(style))
        if b"hidden" in block or b"ht=" in block:
            facts.hidden.update(
                int(row) - 1 for row, attributes in _ROW.findall(block) if _HIDDEN.search(attributes)
            )
        if b"<mergeCell" in block:
            for left, top, right, bottom in _MERGED.findall(block):
                if len(facts.merged) <= MAX_MERGED:
                    facts.merged.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1

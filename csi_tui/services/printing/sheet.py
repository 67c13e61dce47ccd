"""What stands on a sheet: words, tables, bars and a code, one below the other. Values alone; the formats make the rest.

Every text is in the user's language already, and none is markup: the formats write each as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple


class Figure(NamedTuple):
    """A number in a table, shown with the decimals that it has; ``mark`` stands behind it, such as that of an
    adjustment. ``signed``: a plus stands before it too, as before a difference."""

    value: Decimal
    mark: str = ""
    signed: bool = False

    def __str__(self) -> str:
        return f"{self.value:+f}{self.mark}" if self.signed else f"{self.value:f}{self.mark}"


_NUMBER: Final = re.compile(r"([+-]?\d{1,15}(?:\.\d{1,4})?)((?: ?[=%*~?]){0,2})", re.ASCII)

Cell = str | int | Figure | None
"""What stands in a cell of a table; None: nothing does, and a dash says so."""
NOTHING = "-"


def shown(cell: Cell) -> str:
    """A cell as it is read."""
    return NOTHING if cell is None else str(cell)


def figure_or_text(text: str) -> Figure | str:
    """The number that the text of a cell is, with the sign before it and a mark behind it that are shown; a text that
    is none, or would be shown otherwise, is a text."""
    if (found := _NUMBER.fullmatch(text)) is None:
        return text
    figure = Figure(Decimal(found[1]), found[2], signed=text.startswith("+"))
    return figure if str(figure) == text else text


def number(text: str | None, mark: str = "") -> Figure | None:
    """The number that a stored decimal text says (:mod:`csi_tui.services.desk.card_values`)."""
    return None if text is None else Figure(Decimal(text), mark)


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences, each a paragraph, under a heading where they have one. ``apart``: they are about the whole sheet, such
    as its codes, whatever stands above them; without a heading and not apart they are about that."""

    lines: Sequence[str]
    title: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``figures``: places of the columns that hold numbers, which stand to the right.

    ``empty``: the sentence that stands for it where it has no rows. ``grouped``: the first cell is empty where it would
    repeat what stands above it. ``among``: where each table has a page of its own, those of one ``among`` share one:
    its name, and the heading of the column in which their titles stand.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    figures: frozenset[int] = frozenset()
    empty: str = ""
    grouped: bool = False
    among: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of bars that begin at 0: what each is of, and how long it is. ``highest``: the end of the axis, where
    what is shown has one of its own, such as 100 points; else the longest bar."""

    title: str
    bars: Sequence[tuple[str, Decimal]]
    highest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A short text for a telephone's camera; formats that can draw it as a QR code do."""

    text: str


Block = Words | Table | Bars | Code


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, and what stands below it in order. ``language``: ``en`` or ``zh``."""

    title: str
    blocks: Sequence[Block]
    language: str

    @property
    def tables(self) -> list[Table]:
        """The tables that have rows."""
        return [block for block in self.blocks if isinstance(block, Table) and block.rows]


def texts_of(sheet: Sheet) -> Iterator[str]:
    """Every text that stands on a sheet."""
    yield sheet.title
    for block in sheet.blocks:
        if isinstance(block, Words):
            yield block.title
            yield from block.lines
        elif isinstance(block, Table):
            yield from (block.title, *block.header, block.empty)
            for row in block.rows:
                yield from map(shown, row)
        elif isinstance(block, Bars):
            yield block.title
            yield from (label for label, _value in block.bars)
        else:
            yield block.text

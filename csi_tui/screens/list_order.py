"""What a list is sorted by: its columns, the signs in their headings, and the lines of a list that lies in memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from rich.text import Text

from csi_tui.services.desk.ordering import Sort, as_read

LineT = TypeVar("LineT")
EMPTY = ("", "-")
"""Cells that say nothing."""


class ListOrder:
    """By which column a list is sorted, and which way.

    A paged list is sorted by its store: `stored` names, for the places of its columns, the columns of the store, and
    `own_order` what it is sorted by until something else is asked for. Of any other list `stored` is None.
    """

    def __init__(self, stored: Mapping[int, str] | None, own_order: Callable[[], Sort | None]) -> None:
        self.stored = stored
        self._own_order = own_order
        self.chosen: tuple[int, bool] | None = None
        """Place of the column that was asked for, and whether downwards; None for the list's own order."""

    def knows(self, place: int) -> bool:
        """Whether a list can be sorted by the column at that place."""
        return self.stored is None or place in self.stored

    def sort(self) -> Sort | None:
        """What the store sorts by."""
        if self.chosen is None or self.stored is None:
            return self._own_order()
        place, down = self.chosen
        return Sort(self.stored[place], down)

    def now(self) -> tuple[int, bool] | None:
        """Place of the column that the list is sorted by, and whether downwards."""
        own = None if self.chosen is not None else self._own_order()
        if own is None or self.stored is None:
            return self.chosen
        return next(
            ((place, own.down) for place, column in self.stored.items() if column == own.column), None
        )

    def sign(self, place: int) -> str:
        """The arrow in the heading of a column."""
        now = self.now()
        return "" if now is None or now[0] != place else "↓" if now[1] else "↑"

    def places(self, shown: Sequence[tuple[int, str, int]]) -> list[int]:
        """Of the columns in sight (place, label, width), those that the list can be sorted by.

        Of two columns that say the same, the first; one without a label is a sign, by which nobody sorts.
        """
        if self.stored is None:
            return [place for place, label, _width in shown if label.strip()]
        found: dict[str, int] = {}
        for place, _label, _width in shown:
            if place in self.stored:
                found.setdefault(self.stored[place], place)
        return list(found.values())


def in_order(
    lines: Sequence[LineT], text: Callable[[LineT, int], str], place: int, down: bool
) -> list[LineT]:
    """Lines by what stands in a column: figures as figures, empty cells last."""
    texts = [text(line, place) for line in lines]
    filled = [at for at in range(len(lines)) if texts[at] not in EMPTY]
    filled.sort(key=lambda at: natural(texts[at]), reverse=down)
    empty = [at for at in range(len(lines)) if texts[at] in EMPTY]
    return [lines[at] for at in (*filled, *empty)]


def natural(text: str) -> list[tuple[int, Decimal, str]]:
    """A text as people sort it: the figures in it by their value, Chinese by pinyin."""
    parts = re.findall(r"(?:(?<!\S)-)?\d+(?:\.\d+)?|\D+?(?=-?\d|$)", text)
    return [
        (0, Decimal(part), "") if part[-1].isdigit() else (1, Decimal(0), as_read(part)) for part in parts
    ]


def heading(label: str, sign: str, width: int) -> Text:
    """A heading, with the sign of its order in sight however narrow the column is."""
    found = Text(label, no_wrap=True)
    if sign:
        found.truncate(max(0, width - 1))
        found.append(sign)
    return found

"""The texts of a sheet: what was typed or pasted into its cells, step by step, and back again."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from io import StringIO

from csi_tui.i18n import _, ngettext

Place = tuple[int, int]
"""Row and column of a cell, from 0."""


MOST_PASTED = 500_000
"""Characters of a block: more than a department's month has, and still read at once."""


class SheetTexts:
    """Rows of texts, of which some columns are typed into.

    Every change is one step, whatever it covers, and can be undone and done again.
    """

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        typed: Sequence[bool],
        locked: Collection[Place] = (),
        *,
        grows: bool = False,
    ) -> None:
        """``typed``: of each column, whether it is typed into; ``locked``: cells of such columns that are not.

        ``grows``: rows are added below where a paste needs them.
        """
        self.rows = [list(row) for row in rows]
        self.typed, self.locked, self._grows = tuple(typed), frozenset(locked), grows
        self._first = [tuple(row) for row in rows]
        self.last_step: frozenset[Place] = frozenset()
        """The cells of the step that was made, taken back or done again last."""
        self._done: list[dict[Place, tuple[str, str]]] = []
        self._undone: list[dict[Place, tuple[str, str]]] = []

    def text(self, place: Place) -> str:
        """What stands in a cell."""
        row, column = place
        return self.rows[row][column]

    def takes(self, place: Place) -> bool:
        """Whether a cell is typed into."""
        return self.typed[place[1]] and place not in self.locked

    def changed(self) -> dict[Place, str]:
        """The cells whose text is not the first one, with it, row by row."""
        return {
            (row, column): text
            for row, texts in enumerate(self.rows)
            for column, text in enumerate(texts)
            if self.differs((row, column))
        }

    def differs(self, place: Place) -> bool:
        """Whether a cell holds another text than at first."""
        row, column = place
        first = self._first[row][column] if row < len(self._first) else ""
        return self.rows[row][column] != first

    def put(self, texts: Mapping[Place, str]) -> bool:
        """Write texts into cells, as one step; answers whether anything is another text than before."""
        step = {place: (self.text(place), text) for place, text in texts.items() if self.text(place) != text}
        if step:
            self._apply({place: new for place, (_old, new) in step.items()})
            self._done.append(step)
            self._undone.clear()
        return bool(step)

    def undo(self) -> Place | None:
        """Take the last step back; answers its first cell, None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._apply({place: old for place, (old, _new) in step.items()})
        self._undone.append(step)
        return min(step)

    def redo(self) -> Place | None:
        """Do the step again that was taken back last; answers as :meth:`undo`."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._apply({place: new for place, (_old, new) in step.items()})
        self._done.append(step)
        return min(step)

    def paste(self, place: Place, text: str) -> str:
        """Put a block of a spreadsheet down from a cell on, as one step; answers why not, and then changes nothing."""
        if len(text) > MOST_PASTED:
            return _("What was pasted is too long: a sheet takes {n} characters at once.").format(
                n=f"{MOST_PASTED:,}"
            )
        try:
            block = block_of(text)
        except csv.Error:
            return _("What was pasted is no block of cells: a quotation mark in it is not closed.")
        if not block:
            return ""
        row, column = place
        below, beside = len(self.rows) - row, len(self.typed) - column
        wide = max(map(len, block))
        if wide > beside:
            return ngettext(
                "The block is {n} column wide; from here on there are {room}.",
                "The block is {n} columns wide; from here on there are {room}.",
                wide,
            ).format(n=wide, room=beside)
        if len(block) > below and not self._grows:
            return ngettext(
                "The block has {n} row; from here on there are {room}.",
                "The block has {n} rows; from here on there are {room}.",
                len(block),
            ).format(n=len(block), room=below)
        texts = {
            (row + down, column + right): said
            for down, line in enumerate(block)
            for right, said in enumerate(line)
        }
        for at, said in texts.items():
            known = self.text(at) if at[0] < len(self.rows) else ""
            if not self.takes(at) and said not in ("", known):
                return _("“{text}” would go into a cell that takes nothing.").format(text=said)
        for _more in range(len(block) - below):
            self.add_row()
        self.put({at: said for at, said in texts.items() if self.takes(at)})
        return ""

    def add_row(self) -> None:
        """Add an empty row below; it is no step, for an empty row says nothing."""
        self.rows.append([""] * len(self.typed))

    def _apply(self, texts: Mapping[Place, str]) -> None:
        self.last_step = frozenset(texts)
        for (row, column), text in texts.items():
            self.rows[row][column] = text


def block_of(text: str) -> list[list[str]]:
    """The cells of what a spreadsheet copies: rows by line breaks, cells by tabs, quoted where they hold either.

    Raises:
        csv.Error: one of its cells is longer than any is, mostly because a quotation mark is not closed.
    """
    lines = csv.reader(StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    rows = [[" ".join(cell.split()) for cell in line] or [""] for line in lines]
    while rows and rows[-1] == [""]:
        rows.pop()
    return rows

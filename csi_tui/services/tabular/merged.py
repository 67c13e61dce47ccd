"""Merged cells of a sheet: what stands for several rows is each one's; over several columns, nobody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from csi_tui.i18n import _, ngettext
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.sheet_facts import Block
from csi_tui.services.tabular.table import Cell
from csi_tui.services.tabular.unclear import UnclearCell


class MergedCells:
    """Fills in the rows of a sheet as they come, from the top; `left`: the first column that the reader gives."""

    def __init__(self, blocks: Sequence[Block], left: int) -> None:
        self._blocks: dict[int, list[Block]] = {}
        for block in blocks:
            self._blocks.setdefault(block[0], []).append(block)
        self._left = left
        self._open: list[tuple[Block, Cell]] = []
        self._filled: Counter[int] = Counter()

    def fill(self, index: int, cells: list[Cell], *, empty: bool) -> None:
        """Put the values of merged cells into the row of that index; one that is otherwise empty stays so."""
        left = self._left
        self._open = [one for one in self._open if one[0][2] >= index]
        if not empty:
            for (_top, first, _bottom, last), value in self._open:
                if 0 <= first - left < len(cells) and cells[first - left] == "":
                    cells[first - left] = value
                    self._filled[first] += value != ""
                _refuse(cells, first + 1 - left, last + 1 - left)
        for block in self._blocks.pop(index, ()):
            first, last = block[1] - left, block[3] - left
            if 0 <= first < len(cells):
                self._open.append((block, cells[first]))
                _refuse(cells, first + 1, last + 1)

    def remarks(self) -> list[Remark]:
        """What is said of the rows filled."""
        return [
            Remark(
                "merged-cells",
                ngettext(
                    "Column {letters}: the value of a merged cell was taken for {n} row below it.",
                    "Column {letters}: the values of merged cells were taken for {n} rows below them.",
                    count,
                ).format(letters=column_letters(column), n=count),
                finding=False,
            )
            for column, count in sorted(self._filled.items())
        ]


def _refuse(cells: list[Cell], first: int, end: int) -> None:
    for place in range(max(first, 0), min(end, len(cells))):
        if cells[place] == "":
            cells[place] = UnclearCell(
                "", _("part of a merged cell over several columns; unmerge it and fill in each cell")
            )


def column_letters(column: int) -> str:
    """Return the letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

"""Which row of a table holds its headers: mostly the first, or one below a title, or two of which one is merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.header_names import HeaderNames
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.table import Cell, Table

LOOKED_AT = 10
"""So many filled rows are looked through for headers below a title."""

_Numbered = tuple[int, Sequence[Cell]]


def headed(table: Table, names: HeaderNames, required: frozenset[str], wanted: int | None = None) -> Table:
    """Return the table with the row that holds its headers as such; what stands above it is left out, and said.

    `required`: the ids of columns that a row of headers must have all of. `wanted`: the row that the user names.
    A table whose headers cannot be found comes back as it is.

    Raises `UnreadableFile` when there is nothing in the row that the user names.
    """
    rows = chain([(table.header_row, table.header)], table.rows)
    if wanted is not None:
        return _in_the_row(table, rows, wanted)
    seen = list(islice(rows, LOOKED_AT + 1))
    for place, (number, cells) in enumerate(seen):
        below = seen[place + 1] if place + 1 < len(seen) else None
        alone = _columns(names, cells)
        both = None
        if below is not None and (required <= alone or not required <= _columns(names, below[1])):
            both = _of_two(names, cells, below[1], alone)
        if both is not None and below is not None and required <= _columns(names, both):
            text = _("The headers were found in rows {first} and {last}.").format(first=number, last=below[0])
            return _with(table, (below[0], both), chain(seen[place + 2 :], rows), text)
        if required <= alone:
            if not place:
                break
            text = _("The headers were found in row {row}; what stands above them was left out.").format(
                row=number
            )
            return _with(table, (number, cells), chain(seen[place + 1 :], rows), text)
    return replace(table, rows=chain(seen[1:], rows))


def _in_the_row(table: Table, rows: Iterator[_Numbered], wanted: int) -> Table:
    for number, cells in rows:
        if number == wanted:
            return _with(table, (number, cells), rows, "")
        if number > wanted:
            break
    raise UnreadableFile(
        _("{file} has nothing in row {row}, where the headers should be.").format(file=table.name, row=wanted)
    )


def _with(table: Table, header: _Numbered, rows: Iterator[_Numbered], said: str) -> Table:
    number, cells = header
    last = max(place for place, cell in enumerate(cells) if _text(cell))
    if said:
        table.remarks.append(Remark("header-row", said, finding=False))
    return replace(table, header=tuple(map(_text, cells[: last + 1])), header_row=number, rows=rows)


def _text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else str(cell)


def _columns(names: HeaderNames, cells: Sequence[Cell]) -> set[str]:
    return {column for cell in cells if isinstance(cell, str) and (column := names.column_of(cell))}


def _of_two(
    names: HeaderNames, upper: Sequence[Cell], lower: Sequence[Cell], known: set[str]
) -> list[Cell] | None:
    """Two rows of headers as one: the lower ones stand where the upper one is a group's name, or empty."""
    found = 0
    for place, cell in enumerate(lower):
        if cell == "":
            continue
        above = upper[place] if place < len(upper) else ""
        if cell == above:
            # A merged cell that stands for both rows.
            continue
        if not isinstance(cell, str) or (isinstance(above, str) and names.column_of(above)):
            return None
        column = names.column_of(cell)
        found += column is not None and column not in known
    if not found:
        return None
    return as_one(upper, lower)


def as_one(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Cell]:
    """Two rows of headers as one: what the lower one has, and above what it leaves empty, the upper one."""
    width = max(len(upper), len(lower))
    high, low = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    return [under if under != "" else over for over, under in zip(high, low, strict=True)]

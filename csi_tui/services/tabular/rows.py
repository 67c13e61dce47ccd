"""The rows of a table as values: each cell parsed, each row checked, what is wrong listed with its place.

A fault in the data is a value (`Fault`) and not an exception: the good rows of a file go in, the bad ones are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any

from csi_db.first_rows import FirstRows
from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.cells import (
    BadCell,
    Parser,
    shown,
)
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.columns import (
    Match,
    columns_of,
    header_names,
    match_columns,
    resembles,
    resembles_at_desk,
)
from csi_tui.services.tabular.heading import headed
from csi_tui.services.tabular.kinds import RECORDS
from csi_tui.services.tabular.mapping import Mapped, words_of
from csi_tui.services.tabular.parsers import parsers_of
from csi_tui.services.tabular.records import (
    CalendarRow,
    ComplaintRow,
    ConductRow,
    EmployeeRow,
    MeasureRow,
    MilestoneRow,
    OrderRow,
    PayRow,
    RatingRow,
    Row,
    SurveyRow,
)
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows_aside import RowsAside
from csi_tui.services.tabular.rules import breaches, key_of
from csi_tui.services.tabular.table import SHEET_BITS, Cell, Table, row_in_sheet
from csi_tui.services.tabular.untrusted_text import printable

__all__ = [
    "CalendarRow",
    "ComplaintRow",
    "ConductRow",
    "EmployeeRow",
    "Fault",
    "MeasureRow",
    "MilestoneRow",
    "OrderRow",
    "ParsedRows",
    "PayRow",
    "RatingRow",
    "RepeatedRow",
    "Row",
    "SurveyRow",
    "parse_rows",
    "repeats_row",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is not taken: its number as a spreadsheet shows it, the column's id, the cell's content, the reason."""

    row: int
    column: str
    value: str
    reason: str


class RepeatedRow(list[Fault]):
    """A good row that repeats what names a good row further up, as the fault that it is as long as that one stands.

    Whether it stands may be known by the store alone: where it is rejected there, this one takes its place.
    """

    def __init__(self, number: int, row: Row, first: int, fault: Fault) -> None:
        super().__init__([fault])
        self.number, self.row, self.first = number, row, first


class ParsedRows(Iterator[tuple[int, Row] | list[Fault]]):
    """The rows of a table, one after the other: each its number and its value, or all that is wrong with it."""

    def __init__(
        self, rows: Iterator[tuple[int, Row] | list[Fault]], table: Table, match: Match, aside: RowsAside
    ) -> None:
        self._rows = rows
        self.header, self.header_row = table.header, table.header_row
        self.positions = match.positions
        """Column id → its place in a row of the first sheet that is read."""
        self.columns = frozenset(match.positions)
        """The columns that the file has, by their ids."""
        self.unknown = match.unknown
        """The file's headers that no column has; what stands under them is left out."""
        self.sheets: list[str] = []
        """The sheets read, where there are several: a row's number says of which it is (`table.row_in_sheet`)."""
        self.aside = aside
        """Totals and remarks among the rows, left out; complete when the rows are read."""

    def __iter__(self) -> Iterator[tuple[int, Row] | list[Fault]]:
        # The generator itself: this object's own method would cost a call for each row.
        return self._rows

    def __next__(self) -> tuple[int, Row] | list[Fault]:
        return next(self._rows)


def parse_rows(
    kind: str,
    table: Table,
    tz: tzinfo,
    mapping: Mapped | None = None,
    *,
    needed: Collection[str] = frozenset(),
    header_row: int | None = None,
) -> ParsedRows:
    """Read the rows of `table` that are not empty, by the rules of docs/files.md §3 that need no store.

    `tz` is the site's zone, for instants without an offset. `mapping` (`mapping.read_mapping`) names columns that
    the file's headers do not, and values that its words do not.
    `needed`: ids of columns that the file must have beside those that every row needs. `header_row`: where the
    headers stand; else they are looked for (`heading.headed`).

    Raises `UnreadableFile` when a column that is needed is missing, and later, on the way, when the file breaks
    off; `UserError` for a kind or a mapping that cannot be.
    """
    columns = columns_of(kind)
    names = header_names(kind, mapping)
    required = frozenset(column.id for column in columns if column.required)
    table = headed(table, names, required, header_row)
    match = match_columns(kind, table, names, needed)
    _say_what_resembles(table, match)
    aside = RowsAside(sheet=(table.sheet or "") if table.more else "")
    seen = FirstRows()
    parsers = parsers_of(columns, tz, words_of(kind, columns, mapping or {}))

    def rows() -> Iterator[tuple[int, Row] | list[Fault]]:
        yield from _parse(kind, table, columns, match, parsers, aside, seen)
        table.remarks.extend(aside.remarks())
        if table.more:
            table.remarks[:] = [replace(remark, sheet=table.sheet or "") for remark in table.remarks]
        for place, opened in enumerate(table.more, 1):
            with opened() as further:
                sheet = further.sheet or ""
                parsed.sheets.append(sheet)
                aside.begin(sheet)
                one = headed(further, names, required, header_row)
                its_match = match_columns(kind, one, names, needed)
                if its_match.positions.keys() != match.positions.keys():
                    raise _of_other_columns(one, table)
                _say_what_resembles(one, its_match)
                above = place << SHEET_BITS
                numbered = replace(one, rows=((above | number, cells) for number, cells in one.rows))
                yield from _parse(kind, numbered, columns, its_match, parsers, aside, seen)
                table.remarks.extend(replace(remark, sheet=sheet) for remark in one.remarks)
                table.remarks.extend(aside.remarks())

    parsed = ParsedRows(rows(), table, match, aside)
    if table.more:
        parsed.sheets.append(table.sheet or "")
    return parsed


def _say_what_resembles(table: Table, match: Match) -> None:
    for header, column in match.resembling:
        table.remarks.append(
            Remark(
                "resembling-header",
                resembles(header, column),
                finding=True,
                column=header,
                at_desk=resembles_at_desk(header, column),
            )
        )


def _of_other_columns(table: Table, first: Table) -> UnreadableFile:
    text = _("The sheet {sheet} of {file} has other columns than {first}. Import it by itself.")
    return UnreadableFile(
        text.format(sheet=printable(table.sheet or ""), file=table.name, first=printable(first.sheet or ""))
    )


def _parse(
    kind: str,
    table: Table,
    columns: Sequence[Column],
    match: Match,
    parsers: Mapping[str, Parser[Any]],
    aside: RowsAside,
    seen: FirstRows,
) -> Iterator[tuple[int, Row] | list[Fault]]:
    record: Callable[..., Row] = RECORDS[kind]
    fields = [column.id for column in columns]
    empty: list[Any] = [column.default for column in columns]
    plan = [
        (slot, match.positions[column.id], parsers[column.id], column)
        for slot, column in enumerate(columns)
        if column.id in match.positions
    ]
    # The way of nearly every row: all its cells are good, and those that must not be empty are filled.
    whole = [(parse_cell, place) for _slot, place, parse_cell, _column in plan]
    if len(plan) < len(columns):
        by_slot = {slot: (parse_cell, place) for slot, place, parse_cell, _column in plan}
        whole = [by_slot.get(slot, (_absent, 0)) for slot in range(len(columns))]
    needy = [slot for slot, column in enumerate(columns) if column.required or empty[slot] is not None]
    needed = 1 + max(place for _slot, place, _parse_cell, _column in plan)
    known = len(table.header)
    named_by, key = key_of(kind, fields)
    for number, cells in table.rows:
        width = len(cells)
        if width < needed:
            # Spreadsheets leave off delimiters behind the last filled cell.
            cells = [*cells, *[""] * (needed - width)]  # noqa: PLW2901
        faults: list[Fault] = []
        if width > known and table.format == "csv" and any(cells[known:]):
            faults.append(_too_wide(number, cells, known))
        try:
            values = [parse_cell(cells[place]) for parse_cell, place in whole]
            for slot in needy:
                if values[slot] is None:
                    raise BadCell("")
        except BadCell:
            values = _each_cell(number, cells, plan, empty, faults)
        name = key(values)
        row = None if faults else record(*values)
        if row is not None and (found := breaches(row)):
            faults = [
                Fault(
                    number,
                    column,
                    shown(cells[match.positions[column]]) if column in match.positions else "",
                    why,
                )
                for column, why in found
            ]
        if (faults or name in aside.words) and aside.takes(number, cells, table.header, match.positions):
            continue
        # A row that does not go in shadows no other.
        first = number if name is None else seen.first(name, number, stays=not faults)
        repeated = (
            None if first == number else _repeated(number, named_by, values[fields.index(named_by)], first)
        )
        if faults or row is None:
            yield faults if repeated is None else [*faults, repeated]
        elif repeated is None:
            yield number, row
        else:
            yield RepeatedRow(number, row, first, repeated)


def _absent(cell: Cell) -> None:
    """What a column yields that the file does not have."""


def _each_cell(
    number: int,
    cells: Sequence[Cell],
    plan: Sequence[tuple[int, int, Parser[Any], Column]],
    empty: Sequence[Any],
    faults: list[Fault],
) -> list[Any]:
    """The values of a row, with defaults for empty cells; whatever is wrong with a cell is added to the faults."""
    values = list(empty)
    for slot, place, parse_cell, column in plan:
        cell = cells[place]
        try:
            value = parse_cell(cell)
        except BadCell as bad:
            faults.append(Fault(number, column.id, shown(cell), bad.reason))
            values[slot] = None
            continue
        if value is not None:
            values[slot] = value
        elif column.required:
            faults.append(Fault(number, column.id, "", _("is empty; every row needs it")))
    return values


def _too_wide(number: int, cells: Sequence[Cell], known: int) -> Fault:
    return Fault(
        number,
        "",
        shown(next(cell for cell in cells[known:] if cell)),
        _(
            "{cells} cells under {headers} headers; a text with a delimiter in it needs quotation marks"
        ).format(cells=len(cells), headers=known),
    )


def _repeated(number: int, column: str, value: object, first: int) -> Fault:
    return Fault(number, column, shown(value), repeats_row(first, number))


def repeats_row(first: int, number: int) -> str:
    """Why a row is rejected that repeats another one of its file."""
    (sheet, row), (own_sheet, _row) = row_in_sheet(first), row_in_sheet(number)
    if sheet != own_sheet:
        return _("stands already in row {row} of another sheet of this file").format(row=row)
    return _("stands already in row {row} of this file").format(row=row)

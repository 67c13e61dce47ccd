"""A file as it will be read, before any row of it goes in: kind, sheet, headers, encoding, and its first rows
(docs/decisions/0060)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_fields import field_text
from csi_tui.services.errors import UserError
from csi_tui.services.imports.bringing_in import APPLIERS, RIGHTS
from csi_tui.services.imports.senders import Given, sender_of
from csi_tui.services.imports.text import column_text
from csi_tui.services.schemes.in_force import asked_by_scheme
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.columns import header_names, match_columns
from csi_tui.services.tabular.encodings import called
from csi_tui.services.tabular.heading import LOOKED_AT, headed
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import parse_rows
from csi_tui.services.tabular.table import Cell, Table
from csi_tui.services.tabular.untrusted_text import printable

FIRST_ROWS: Final = 3
"""Rows that stand in a preview."""
_Numbered = tuple[int, Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class HowRead:
    """How a file is to be read: what the options of ``csi import`` say. ``kind`` may be empty: as the headers say."""

    kind: str = ""
    sheets: tuple[str, ...] = ()
    all_sheets: bool = False
    header_row: int | None = None
    hidden_rows: bool = False
    encoding: str | None = None
    mapping: Given | None = None
    revise: bool = False

    def options(self) -> dict[str, Any]:
        """The options of `files.import_file`."""
        return {
            **self.of_table(),
            "mapping": self.mapping,
            "header_row": self.header_row,
            "revise": self.revise,
        }

    def of_table(self) -> dict[str, Any]:
        """Those among them of `tabular.reading.read_table`."""
        return {
            "sheet": self.sheets or None,
            "all_sheets": self.all_sheets,
            "hidden_rows": self.hidden_rows,
            "encoding": self.encoding,
        }


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column of a file: its header, what it is read as (empty: left out), and its first cells.

    A cell is the value as a form shows it; one that cannot be read stands as in the file, with ``!`` before it.
    """

    header: str
    meant: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A file as it will be read. ``kinds``: those that its headers fit, the best first.

    ``fault``: why it cannot be read so, as a sentence; what is known of the file all the same stands beside it.
    """

    kind: str
    kinds: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int = 0
    encoding: str = ""
    delimiter: str = ""
    columns: tuple[ColumnRead, ...] = ()
    fault: str = ""


def importable(desk: Desk) -> tuple[str, ...]:
    """The kinds of files that the user may import."""
    return tuple(kind for kind in APPLIERS if desk.may(RIGHTS.get(kind, "enter")))


def outline(desk: Desk, path: Path, how: HowRead) -> Outline:
    """Look at the beginning of a file; no row of it is checked against the store, and none is kept."""
    kind = how.kind
    try:
        with read_table(path, **how.of_table()) as table:
            rows = list(islice(table.rows, max(LOOKED_AT, how.header_row or 0) + FIRST_ROWS))
    except UserError as refused:
        return Outline(kind, fault=refused.at_desk)
    begun = _Begun(table, rows)
    kinds = _fitting(desk, begun, how)
    kind = kind or (kinds[0] if kinds else "")
    found = Outline(
        kind=kind,
        kinds=kinds,
        sheet=table.sheet or "",
        sheets=table.sheets,
        header_row=table.header_row,
        encoding="" if table.encoding is None else called(table.encoding),
        delimiter=table.delimiter or "",
    )
    if not kind:
        fault = _(
            "The headers are those of no kind of file. Choose the kind, and it is said what is missing."
        )
        return replace(found, columns=_raw(begun), fault=fault)
    try:
        return _read(desk, found, begun, how)
    except UserError as refused:
        return replace(found, columns=_raw(begun), fault=refused.at_desk)


class _Begun:
    """The beginning of a table, which can be read more than once."""

    def __init__(self, table: Table, rows: Sequence[_Numbered]) -> None:
        self._table, self.rows = table, rows

    def table(self) -> Table:
        """It, from its first row on, with nothing said of it yet."""
        return replace(self._table, rows=iter(self.rows), remarks=[], more=())


def _fitting(desk: Desk, begun: _Begun, how: HowRead) -> tuple[str, ...]:
    """The kinds that have all the columns which they need, those with the fewest unknown headers first.

    Before all of them one of which a sender's headers are known, and have changed.
    """
    found = []
    for kind in importable(desk):
        try:
            sender = sender_of(desk, kind, begun.table(), how.mapping)
        except UserError:
            if how.mapping is None:
                found.append((-1, 0, kind))
            continue
        try:
            names = header_names(kind, sender.content)
            required = frozenset(column.id for column in KINDS[kind] if column.required)
            match = match_columns(kind, headed(sender.table, names, required, how.header_row), names)
        except UserError:
            continue
        found.append((len(match.unknown), -len(match.positions), kind))
    return tuple(kind for _unknown, _known, kind in sorted(found))


def _read(desk: Desk, found: Outline, begun: _Begun, how: HowRead) -> Outline:
    kind, zone = found.kind, desk.site.zone
    sender = sender_of(desk, kind, begun.table(), how.mapping)
    parsed = parse_rows(
        kind,
        sender.table,
        zone,
        sender.content,
        needed=asked_by_scheme(desk) if kind == "surveys" else (),
        header_row=how.header_row,
    )
    cells = dict(begun.rows)
    columns = {parsed.positions[column.id]: column for column in KINDS[kind] if column.id in parsed.positions}
    lines: list[Callable[[int], str]] = []
    for one in islice(parsed, FIRST_ROWS):
        if isinstance(one, list):
            number, bad = one[0].row, frozenset(fault.column for fault in one)
            lines.append(_as_it_stands(cells[number], columns, bad))
        else:
            number, row = one
            lines.append(_as_read(cells[number], columns, row, zone))
    return replace(
        found,
        header_row=parsed.header_row,
        columns=tuple(
            ColumnRead(
                header=printable(header),
                meant=column_text(kind, columns[place].id) if place in columns else "",
                cells=tuple(line(place) for line in lines),
            )
            for place, header in enumerate(parsed.header)
        ),
    )


def _as_read(
    cells: Sequence[Cell], columns: Mapping[int, Column], row: object, zone: Any
) -> Callable[[int], str]:
    def shown(place: int) -> str:
        if place not in columns:
            return _plain(cells, place)
        return field_text(columns[place], getattr(row, columns[place].id), zone)

    return shown


def _as_it_stands(
    cells: Sequence[Cell], columns: Mapping[int, Column], bad: frozenset[str]
) -> Callable[[int], str]:
    def shown(place: int) -> str:
        text = _plain(cells, place)
        return f"!{text}" if place in columns and columns[place].id in bad else text

    return shown


def _raw(begun: _Begun) -> tuple[ColumnRead, ...]:
    """The columns of a file of which nothing else is known."""
    table = begun.table()
    first = begun.rows[:FIRST_ROWS]
    return tuple(
        ColumnRead(printable(header), "", tuple(_plain(cells, place) for _number, cells in first))
        for place, header in enumerate(table.header)
    )


def _plain(cells: Sequence[Cell], place: int) -> str:
    return printable(str(cells[place])) if place < len(cells) else ""

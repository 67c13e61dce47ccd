"""A sheet of a workbook (xlsx, xls, ods) as a table, read through calamine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.compound import MAGIC
from csi_tui.services.tabular.limits import MAX_COLUMNS
from csi_tui.services.tabular.merged import MergedCells
from csi_tui.services.tabular.package import Package, damaged, inspect_package, password
from csi_tui.services.tabular.remarks import Remark, listed
from csi_tui.services.tabular.renamed_parts import as_the_reader_wants
from csi_tui.services.tabular.sheet_facts import ERROR, UNCALCULATED
from csi_tui.services.tabular.table import FORMULA_ERROR, Cell, ImpreciseNumber, Table
from csi_tui.services.tabular.unclear import UnclearCell
from csi_tui.services.tabular.untrusted_text import normal, printable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_DECIMAL: Final = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_LOOKED_AT: Final = 10
"""So many rows of a sheet are looked through for its headers."""
_PRECISE: Final = 1e15
"""From here on a spreadsheet does not keep every digit of a number."""


def read_workbook(
    path: Path,
    name: str,
    size: int,
    wanted: tuple[str, ...] = (),
    *,
    all_sheets: bool = False,
    hidden_rows: bool = False,
) -> Table:
    """Open one sheet of the workbook at `path` (`size` bytes) or several; see `reading.read_table`."""
    package = _inspected(path, name, size)
    from python_calamine import CalamineWorkbook

    remarks: list[Remark] = []
    with _calamine(name):
        # As a stream: by its path, calamine would take the extension's word for the format.
        with as_the_reader_wants(path, package.renamed) as stream:
            workbook = CalamineWorkbook.from_filelike(stream)
        sheets = tuple(workbook.sheet_names)
    try:
        chosen = _chosen(workbook, name, wanted[0] if wanted else None)
        rows = _rows(chosen, name, package, _Leaving(hidden_rows, remarks))
        rows_seen = list(islice(rows, _LOOKED_AT))
        header_row, header = rows_seen[0] if rows_seen else (0, [])
        if not header_row:
            raise UnreadableFile(_("{file} is empty.").format(file=name))
        alike = () if wanted else _with_the_header(header, rows_seen, workbook, chosen.name, name)
        if alike and not all_sheets:
            remarks.append(_not_read(alike, chosen.name))
    finally:
        with _calamine(name):
            workbook.close()
    last = max(place for place, cell in enumerate(header) if not (isinstance(cell, str) and not cell.strip()))
    return Table(
        name=name,
        format=package.format,
        # Behind the last header a sheet may be as wide as its widest remark.
        header=tuple(cell if isinstance(cell, str) else str(cell) for cell in header[: last + 1]),
        header_row=header_row,
        rows=chain(rows_seen[1:], rows),
        sheet=chosen.name,
        height=chosen.total_height,
        sheets=sheets,
        remarks=remarks,
        more=tuple(
            partial(read_workbook, path, name, size, (other,), hidden_rows=hidden_rows)
            for other in (wanted[1:] or (alike if all_sheets else ()))
        ),
    )


def _inspected(path: Path, name: str, size: int) -> Package:
    """Look through the file by the way of its format, which its first bytes and parts say."""
    with path.open("rb") as handle:
        compound = handle.read(len(MAGIC)) == MAGIC
    if compound:
        from csi_tui.services.tabular.xls_facts import inspect_xls

        return inspect_xls(path, name, size)
    from csi_tui.services.tabular.ods_facts import inspect_ods

    return inspect_ods(path, name, size) or inspect_package(path, name, size)


def _with_the_header(
    header: Sequence[Cell],
    seen: Sequence[tuple[int, Sequence[Cell]]],
    workbook: CalamineWorkbook,
    chosen: str,
    name: str,
) -> tuple[str, ...]:
    """The other sheets that have the same headers among their first rows, in whatever order; a title is no header."""
    from python_calamine import SheetTypeEnum

    wanted = next((texts for _number, cells in seen if len(texts := _headers(cells)) > 1), _headers(header))
    found = []
    for other in workbook.sheets_metadata:
        if other.typ != SheetTypeEnum.WorkSheet or other.name == chosen:
            continue
        with _calamine(name):
            rows = workbook.get_sheet_by_name(other.name).iter_rows()
            alike = any(_headers(row) == wanted for row in islice(rows, _LOOKED_AT))
        if alike:
            found.append(other.name)
    return tuple(found)


def _headers(cells: Sequence[object]) -> set[str]:
    return {normal(cell) for cell in cells if isinstance(cell, str) and cell.strip()}


def _not_read(sheets: Sequence[str], chosen: str) -> Remark:
    text = ngettext(
        "The sheet {sheets} has the same headers as {chosen} and was not read; --all-sheets reads both.",
        "The sheets {sheets} have the same headers as {chosen} and were not read; --all-sheets reads all.",
        len(sheets),
    )
    at_desk = ngettext(
        "The sheet {sheets} has the same headers as {chosen} and was not read; “Read it otherwise” takes it too.",
        "The sheets {sheets} have the same headers as {chosen} and were not read; “Read it otherwise” takes them too.",
        len(sheets),
    )
    named = {"sheets": _(", ").join(map(printable, sheets)), "chosen": printable(chosen)}
    return Remark("other-sheets", text.format(**named), finding=True, at_desk=at_desk.format(**named))


def _chosen(workbook: CalamineWorkbook, name: str, wanted: str | None) -> CalamineSheet:
    """Return the sheet named `wanted`, else the first visible one that holds anything, else the first hidden one."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    tables = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    names = [sheet.name for sheet in tables]
    if wanted is not None:
        by_name = {printable(sheet).strip().casefold(): sheet for sheet in reversed(names)}
        found = by_name.get(printable(wanted).strip().casefold())
        if found is None:
            raise UnreadableFile(
                _("{file} has no sheet {sheet}. Its sheets: {sheets}.").format(
                    file=name, sheet=printable(wanted), sheets=_(", ").join(map(printable, names))
                )
            )
        names = [found]
    else:
        tables.sort(key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)
        names = [sheet.name for sheet in tables]
    for candidate in names:
        with _calamine(name):
            sheet = workbook.get_sheet_by_name(candidate)
        if sheet.height:
            _check_width(sheet, name)
            return sheet
    if wanted is not None:
        raise UnreadableFile(
            _("Sheet {sheet} of {file} is empty.").format(file=name, sheet=printable(wanted))
        )
    raise UnreadableFile(_("{file} is empty.").format(file=name))


def _check_width(sheet: CalamineSheet, name: str) -> None:
    if sheet.width > MAX_COLUMNS:
        raise UnreadableFile(
            _("{file} has {count} columns; more than {limit} are not read.").format(
                file=name, count=sheet.width, limit=MAX_COLUMNS
            )
        )


@dataclass(slots=True)
class _Leaving:
    """Whether hidden rows are taken, and where it is said what became of them."""

    hidden_rows: bool
    remarks: list[Remark]


def _rows(
    sheet: CalamineSheet, name: str, package: Package, leaving: _Leaving
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows that are not empty, with the numbers that the spreadsheet shows; hidden ones only if asked for."""
    facts = package.facts_of(sheet.name)
    left = sheet.start[1] if sheet.start else 0
    marked = bool(facts.marks)
    merged = MergedCells(facts.merged, left) if facts.merged else None
    hidden: list[int] = []
    with _calamine(name):
        rows = sheet.iter_rows()
    convert = _CONVERT_1904 if package.from_1904 else _CONVERT
    with _calamine(name):
        # Rows above the first filled one come as empty rows, so that counting gives the spreadsheet's number.
        for index, row in enumerate(rows):
            cells: list[Cell] = [cell if type(cell) is str else convert[type(cell)](cell) for cell in row]
            if marked:
                for column, mark in facts.marks_of(index):
                    if 0 <= column - left < len(cells):
                        cells[column - left] = _marked(cells[column - left], mark, package)
            empty = not any(cell != "" and not (type(cell) is str and cell.isspace()) for cell in cells)
            if merged is not None:
                merged.fill(index, cells, empty=empty)
            if empty:
                continue
            if index in facts.hidden:
                hidden.append(index + 1)
                if not leaving.hidden_rows:
                    continue
            yield index + 1, cells
    if merged is not None:
        leaving.remarks.extend(merged.remarks())
    if hidden:
        leaving.remarks.append(_of_hidden(hidden, taken=leaving.hidden_rows))


def _marked(cell: Cell, mark: int, package: Package) -> Cell:
    """Return a cell with what the sheet's XML says of it."""
    if mark == ERROR:
        return FORMULA_ERROR
    if mark == UNCALCULATED:
        return UnclearCell(
            "=…",
            _(
                "a formula whose result is not stored; open the file in a spreadsheet, save it, and import that"
            ),
        )
    # A cell of a date or a text is what it is, whatever its style says of numbers.
    return package.formats[mark].cell(cell) if isinstance(cell, str) and _DECIMAL.fullmatch(cell) else cell


def _of_hidden(rows: Sequence[int], *, taken: bool) -> Remark:
    shown, at_desk = listed(rows), ""
    if taken:
        text = ngettext(
            "Row {rows} is hidden or filtered out; it was read like the others.",
            "{n} rows are hidden or filtered out ({rows}); they were read like the others.",
            len(rows),
        )
    else:
        text = ngettext(
            "Row {rows} is hidden or filtered out and was left out. --hidden-rows reads it too.",
            "{n} rows are hidden or filtered out ({rows}) and were left out. --hidden-rows reads them too.",
            len(rows),
        )
        at_desk = ngettext(
            "Row {rows} is hidden or filtered out and was left out. “Read it otherwise” takes it too.",
            "{n} rows are hidden or filtered out ({rows}) and were left out. “Read it otherwise” takes them too.",
            len(rows),
        ).format(rows=shown, n=len(rows))
    return Remark("hidden-rows", text.format(rows=shown, n=len(rows)), finding=not taken, at_desk=at_desk)


def _number(value: float) -> str:
    """Return a number as a decimal text: ``5.0`` is "5". Fifteen digits, the precision that a spreadsheet shows."""
    if -_PRECISE < value < _PRECISE:
        if value.is_integer():
            return str(int(value))
        text = format(value, ".15g")
        return format(Decimal(text), "f") if "e" in text else text
    return ImpreciseNumber(format(Decimal(repr(value)), "f"))


def _moment(value: datetime) -> datetime:
    return value


_CONVERT: Final[Mapping[type, Callable[[Any], Cell]]] = {
    float: _number,
    int: lambda value: _number(float(value)) if abs(value) >= _PRECISE else str(value),
    bool: lambda value: "TRUE" if value else "FALSE",
    datetime: _moment,
    date: lambda value: value,
    time: lambda value: value,
    timedelta: lambda value: value,
    str: str,
}


def _day_count(value: float) -> Cell:
    """Return a number of a workbook that counts days from 1904: as a date it would be another one."""
    number = _number(value)
    if isinstance(number, ImpreciseNumber):
        return number
    reason = _(
        "a number where a date belongs, in a workbook that counts days from 1904; format the cell as a date"
    )
    return UnclearCell(number, reason, {"text": number, "code": number, "figure": number})


_CONVERT_1904: Final[Mapping[type, Callable[[Any], Cell]]] = {
    **_CONVERT,
    float: _day_count,
    int: lambda value: _day_count(float(value)),
}


@contextmanager
def _calamine(name: str) -> Iterator[None]:
    """Turn whatever the reader raises into a message: a panic of its native part is no `Exception`."""
    from python_calamine import PasswordError

    try:
        yield
    except (UserError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except PasswordError:
        raise password(name) from None
    except BaseException as error:
        raise damaged(name) from error

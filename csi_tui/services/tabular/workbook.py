"""A sheet of an xlsx workbook as a table, read through calamine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.limits import MAX_COLUMNS
from csi_tui.services.tabular.package import Package, damaged, inspect_package
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.table import FORMULA_ERROR, Cell, ImpreciseNumber, Table
from csi_tui.services.tabular.untrusted_text import normal, printable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_PRECISE: Final = 1e15
"""From here on a spreadsheet does not keep every digit of a number."""


def read_workbook(path: Path, name: str, size: int, sheet: str | None) -> Table:
    """Open one sheet of the workbook at `path` (`size` bytes); see `reading.read_table`."""
    package = inspect_package(path, name, size)
    from python_calamine import CalamineWorkbook

    with _calamine(name):
        # As a stream: by its path, calamine would take the extension's word for the format.
        with path.open("rb") as stream:
            workbook = CalamineWorkbook.from_filelike(stream)
        sheets = tuple(workbook.sheet_names)
    try:
        chosen = _chosen(workbook, name, sheet)
        rows = _rows(chosen, name, package)
        header_row, header = next(rows, (0, []))
        if not header_row:
            raise UnreadableFile(_("{file} is empty.").format(file=name))
        alike = () if sheet is not None else _with_the_header(header, workbook, chosen.name, name)
    finally:
        with _calamine(name):
            workbook.close()
    last = max(place for place, cell in enumerate(header) if not (isinstance(cell, str) and not cell.strip()))
    return Table(
        name=name,
        format="xlsx",
        # Behind the last header a sheet may be as wide as its widest remark.
        header=tuple(cell if isinstance(cell, str) else str(cell) for cell in header[: last + 1]),
        header_row=header_row,
        rows=rows,
        sheet=chosen.name,
        height=chosen.total_height,
        sheets=sheets,
        remarks=[_not_read(alike, chosen.name)] if alike else [],
    )


def _with_the_header(
    header: Sequence[Cell], workbook: CalamineWorkbook, chosen: str, name: str
) -> tuple[str, ...]:
    """The other sheets whose first row holds the same headers, in whatever order."""
    from python_calamine import SheetTypeEnum

    wanted = _headers(header)
    found = []
    for other in workbook.sheets_metadata:
        if other.typ != SheetTypeEnum.WorkSheet or other.name == chosen:
            continue
        with _calamine(name):
            rows = workbook.get_sheet_by_name(other.name).iter_rows()
            first = next((row for row in rows if any(cell != "" for cell in row)), [])
        if _headers(first) == wanted:
            found.append(other.name)
    return tuple(found)


def _headers(cells: Sequence[object]) -> set[str]:
    return {normal(cell) for cell in cells if isinstance(cell, str) and cell.strip()}


def _not_read(sheets: Sequence[str], chosen: str) -> Remark:
    text = ngettext(
        "The sheet {sheets} has the same headers as {chosen} and was not read. Import it too, with --sheet.",
        "The sheets {sheets} have the same headers as {chosen} and were not read. Import them too, with --sheet.",
        len(sheets),
    )
    return Remark(
        "other-sheets",
        text.format(sheets=_(", ").join(map(printable, sheets)), chosen=printable(chosen)),
        finding=True,
    )


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


def _rows(sheet: CalamineSheet, name: str, package: Package) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows that are not empty, with the numbers that the spreadsheet shows."""
    errors: dict[int, list[int]] = {}
    left = sheet.start[1] if sheet.start else 0
    for line, column in package.errors_of(sheet.name):
        errors.setdefault(line, []).append(column - left)
    with _calamine(name):
        rows = sheet.iter_rows()
    convert = _CONVERT
    with _calamine(name):
        # Rows above the first filled one come as empty rows, so that counting gives the spreadsheet's number.
        for index, row in enumerate(rows):
            cells: list[Cell] = [cell if type(cell) is str else convert[type(cell)](cell) for cell in row]
            for column in errors.get(index, ()):
                if 0 <= column < len(cells):
                    cells[column] = FORMULA_ERROR
            if any(cell != "" and not (type(cell) is str and cell.isspace()) for cell in cells):
                yield index + 1, cells


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


@contextmanager
def _calamine(name: str) -> Iterator[None]:
    """Turn whatever the reader raises into a message: a panic of its native part is no `Exception`."""
    from python_calamine import PasswordError

    try:
        yield
    except (UserError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except PasswordError:
        raise UnreadableFile(
            _("{file} is protected by a password. Save it without one, and import that copy.").format(
                file=name
            )
        ) from None
    except BaseException as error:
        raise damaged(name) from error

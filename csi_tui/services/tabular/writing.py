"""A table as a csv, xlsx or json file, or on standard output: whole or not at all, and harmless to open.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, in a workbook too: there it is a text
anyway, but not for long once somebody saves the sheet as csv. Reading such a file back takes the apostrophe off.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, BinaryIO, Final, Literal, Protocol, TextIO

from csi_db.beside_sqlite import is_database
from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.tabular.aligned import width
from csi_tui.services.tabular.by_columns import ByColumns, Holds
from csi_tui.services.tabular.file_names import CannotWrite, refuse_no_place, refuse_unfit_name

Format = Literal["csv", "xlsx", "json"]

XLSX_ROWS: Final = 1_048_576
XLSX_CELL: Final = 32_767

# Apostrophes in front count as text of their own, so that taking one off gives back what was there.
_FORMULA: Final = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
_FIGURE: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?%?", re.ASCII)

_EXACT: Final = 10**15
"""Below this a sheet keeps every digit of a number."""

_NARROWEST: Final = 6
_WIDEST: Final = 60


class _CsvWriter(Protocol):
    def writerows(self, rows: Iterable[Sequence[object]], /) -> object: ...


def write_table(
    rows: Iterable[Sequence[object]],
    header: Sequence[str],
    format: Format,
    destination: str | Path | None,
) -> int:
    """Write `header` and `rows` and return the number of rows.

    Values may be text, int, `Decimal`, `Fraction`, bool, date, datetime (shown in the zone that it carries) or None
    (an empty cell; ``null`` in json). In a workbook, int and `Decimal` are numbers, shown with the decimals that they
    have; a text is a text, whatever it looks like, for an order may be numbered 12.50. json is a list of objects with
    the header's names. csv files carry a byte order mark, for spreadsheets in China; standard output (`destination`
    None; csv and json only) carries none.

    A file appears under its name when it is complete, and an old one of that name stays until then. Raises
    `CannotWrite` for a folder, a place that cannot be written to, and more rows than a sheet holds.
    """
    if destination is None:
        return _to_standard_output(rows, header, format)
    with replacing(Path(destination)) as handle:
        return write_into(handle, rows, header, format)


def write_into(
    handle: IO[bytes], rows: Iterable[Sequence[object]], header: Sequence[str], format: Format
) -> int:
    """Write the file that `write_table` makes into an open one, and return the number of rows; it stays open."""
    if format == "xlsx":
        return _write_xlsx(rows, header, handle)
    text = io.TextIOWrapper(
        handle, encoding="utf-8-sig" if format == "csv" else "utf-8", errors="replace", newline=""
    )
    try:
        count = _write_text(rows, header, format, text)
        text.flush()
    finally:
        # The file itself is closed by its owner.
        text.detach()
    return count


def write_json(value: object, destination: str | Path) -> None:
    """Write one JSON value to a file, whole or not at all. Raises `CannotWrite`."""
    with replacing(Path(destination)) as handle:
        handle.write((json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode())


def write_text(text: str, destination: str | Path) -> None:
    """Write a text to a file in UTF-8, whole or not at all. Raises `CannotWrite`."""
    with replacing(Path(destination)) as handle:
        handle.write(text.encode())


def harmless(text: str) -> str:
    """Return `text` so that no spreadsheet runs it as a formula; figures such as "-1.00" stay as they are."""
    if _FORMULA.match(text) and not _FIGURE.fullmatch(text):
        return "'" + text
    return text


def _to_standard_output(rows: Iterable[Sequence[object]], header: Sequence[str], format: Format) -> int:
    if format == "xlsx":
        raise CannotWrite(_("A workbook cannot go to standard output. Name a file with -o FILE."))
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        return _write_text(rows, header, format, sys.stdout)
    sys.stdout.flush()
    # The data's encoding is UTF-8, whatever the terminal's is.
    text = io.TextIOWrapper(buffer, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        return _write_text(rows, header, format, text)
    finally:
        text.flush()
        text.detach()


def _write_text(rows: Iterable[Sequence[object]], header: Sequence[str], format: Format, text: TextIO) -> int:
    return _write_json(rows, header, text) if format == "json" else _write_csv(rows, header, text)


def _write_csv(rows: Iterable[Sequence[object]], header: Sequence[str], text: TextIO) -> int:
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(name) for name in header])
    if isinstance(rows, ByColumns):
        return _write_blocks(writer, rows)
    count = 0
    for row in rows:
        writer.writerow([_as_text(value) for value in row])
        count += 1
    return count


def _write_blocks(writer: _CsvWriter, table: ByColumns) -> int:
    """The same file, made by columns: what a column cannot hold is not looked for in its cells."""
    count = 0
    for block in table.blocks:
        columns = [_TEXTS[holds](cells) for holds, cells in zip(table.holds, block, strict=True)]
        writer.writerows(zip(*columns, strict=True))
        count += len(columns[0])
    return count


def _texts(cells: Sequence[object]) -> Sequence[object]:
    # No formula begins with a letter or a digit, nor with what only those may stand behind.
    return [text if text is None or str(text)[:1].isalnum() else harmless(str(text)) for text in cells]


_TEXTS: Final[Mapping[Holds, Callable[[Sequence[object]], Sequence[object]]]] = {
    "plain": lambda cells: cells,
    "text": _texts,
    "any": lambda cells: [_as_text(value) for value in cells],
}


def _as_text(value: object) -> str:
    """Return a value as a csv cell."""
    if type(value) is str:
        return harmless(value)
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return harmless(plain) if isinstance(plain, str) else str(plain)


def _plain(value: object) -> str | int | bool | None:
    """Return a value as json has it: figures with decimals are texts, so that none is rounded."""
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _write_json(rows: Iterable[Sequence[object]], header: Sequence[str], text: TextIO) -> int:
    count = 0
    text.write("[")
    for row in rows:
        text.write(",\n " if count else "\n ")
        text.write(json.dumps(dict(zip(header, map(_plain, row), strict=True)), ensure_ascii=False))
        count += 1
    text.write("\n]\n" if count else "]\n")
    return count


def _write_xlsx(rows: Iterable[Sequence[object]], header: Sequence[str], handle: IO[bytes]) -> int:
    with workbook_into(handle) as workbook:
        return fill_sheet(workbook, rows, header)


@contextmanager
def workbook_into(handle: IO[bytes]) -> Iterator[Any]:
    """Give a new workbook, and copy it into an open file when the block ends well.

    In constant memory: a row is on disk as soon as the next one begins. All of it lies in a folder that goes even when
    a row fails.
    """
    import xlsxwriter

    with tempfile.TemporaryDirectory(prefix="csi-") as folder:
        path = Path(folder, "table.xlsx")
        with xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": folder}) as workbook:
            yield workbook
        with path.open("rb") as complete:
            shutil.copyfileobj(complete, handle)


def fill_sheet(
    workbook: Any, rows: Iterable[Sequence[object]], header: Sequence[str], name: str | None = None
) -> int:
    """Write a new sheet of a workbook and return how many rows it has below the header.

    Raises `CannotWrite` for more rows than a sheet holds: none is left away in silence.
    """
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    # On paper a row stays together, under its heading: A4 across, as many pages as there are rows for.
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    writer = _SheetWriter(workbook, sheet, len(header))
    bold = workbook.add_format({"bold": True})
    for place, title in enumerate(header):
        writer.text(0, place, title, bold)
    count = 0
    for count, row in enumerate(rows, 1):
        if count >= XLSX_ROWS:
            raise CannotWrite(_too_many(name))
        for place, value in enumerate(row):
            writer.cell(count, place, value)
    for place, widest in enumerate(writer.widths):
        sheet.set_column(place, place, min(max(widest, _NARROWEST), _WIDEST) + 2)
    return count


def _too_many(sheet: str | None) -> str:
    if sheet is None:
        return _("A sheet holds {limit} rows at most. Choose csv.").format(limit=XLSX_ROWS - 1)
    return _(
        "A sheet holds {limit} rows at most, and {sheet} has more. Choose a folder, or a zip file, of csv."
    ).format(limit=XLSX_ROWS - 1, sheet=sheet)


class _SheetWriter:
    """Writes cells by what they are, and keeps how wide each column has become."""

    def __init__(self, workbook: Any, sheet: Any, columns: int) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._formats: dict[str, Any] = {}
        self.widths = [0] * columns

    def cell(self, row: int, place: int, value: object) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(row, place, value)
        elif isinstance(value, int) and abs(value) < _EXACT:
            self._figure(row, place, value, 0)
        elif isinstance(value, Decimal) and value.is_finite() and abs(value) < _EXACT:
            self._figure(row, place, value, max(0, -int(value.as_tuple().exponent)))
        elif isinstance(value, datetime):
            # A workbook's times have no zone: the one of the value is shown.
            moment = value.replace(tzinfo=None)
            self._sheet.write_datetime(row, place, moment, self._format("yyyy-mm-dd hh:mm:ss"))
            self._widen(place, 19)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, place, value, self._format("yyyy-mm-dd"))
            self._widen(place, 10)
        else:
            self.text(row, place, value if isinstance(value, str) else str(_plain(value)))

    def text(self, row: int, place: int, text: str, style: Any = None) -> None:
        if not text:
            return
        text = harmless(text)
        if not text.isprintable():
            text = text.encode("utf-8", "replace").decode("utf-8")
        if len(text) > XLSX_CELL:
            text = text[: XLSX_CELL - 1] + "…"
        self._sheet.write_string(row, place, text, style)
        self._widen(place, width(text))

    def _figure(self, row: int, place: int, value: int | Decimal, decimals: int) -> None:
        style = self._format("0." + "0" * decimals) if decimals else None
        self._sheet.write_number(row, place, value, style)
        self._widen(place, len(str(value)))

    def _widen(self, place: int, width: int) -> None:
        self.widths[place] = max(self.widths[place], width)

    def _format(self, pattern: str) -> Any:
        if pattern not in self._formats:
            self._formats[pattern] = self._workbook.add_format({"num_format": pattern})
        return self._formats[pattern]


@contextmanager
def replacing(destination: Path) -> Iterator[BinaryIO]:
    """Give a new file beside `destination`, and put it in its place when the block ends well. Raises `CannotWrite`."""
    refuse_unfit_name(destination)
    name = "".join(mark if mark.isprintable() else "?" for mark in str(destination))
    part: Path | None = None
    try:
        # A link stays a link: what it points at is replaced.
        target = Path(os.path.realpath(destination))
        if target.exists() and not target.is_file():
            raise CannotWrite(_("{file} is not a file that can be replaced.").format(file=name))
        if is_database(target):
            raise CannotWrite(
                _("{file} is a store, or belongs to one: it is not replaced. Name another file.").format(
                    file=name
                )
            )
        refuse_no_place(destination, target)
        part = target.with_name(f".csi-{secrets.token_hex(6)}.part")
        with part.open("xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        if target.exists():
            part.chmod(target.stat().st_mode & 0o777)
        part.replace(target)
    except CannotWrite:
        raise
    except OSError as error:
        raise CannotWrite(
            _("{file} cannot be written: {reason}.").format(file=name, reason=reason_of(error))
        ) from error
    finally:
        if part is not None:
            # Gone already when it took its place.
            with suppress(OSError):
                part.unlink(missing_ok=True)

"""What must be true of an xls file before it is read, and what its records say beside the values ([MS-XLS]).

The reader hands on values alone, as it does for xlsx (`package`, `sheet_facts`).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.compound import streams_of
from csi_tui.services.tabular.limits import MAX_CELLS, MAX_MERGED, MAX_XLSX_BYTES
from csi_tui.services.tabular.number_formats import NumberFormat, formats_of
from csi_tui.services.tabular.package import Package, damaged, password, too_far_apart, too_large
from csi_tui.services.tabular.sheet_facts import ERROR, UNCALCULATED, SheetFacts

_BOF: Final = 0x0809
_EOF: Final = 0x000A
_FORMULA: Final = 0x0006
_FROM_1904: Final = 0x0022
_PASSWORD: Final = 0x002F
_SHEET: Final = 0x0085
_NUMBERS: Final = 0x00BD
_STYLE: Final = 0x00E0
_MERGED: Final = 0x00E5
_EXTENT: Final = 0x0200
_NUMBER: Final = 0x0203
_ERROR: Final = 0x0205
_ROW: Final = 0x0208
_SHORT_NUMBER: Final = 0x027E
_FORMAT: Final = 0x041E
_TEXTS: Final = (0x00FD, 0x0204, 0x00D6)

_PASSWORD_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_EXCEL_97: Final = 0x0600
_HIDDEN: Final = 0x20
_ON_OPENING: Final = 2
"""A formula that is to be calculated when the workbook is opened: whoever wrote it did not."""
_ERROR_RESULT: Final = 2
_BLANK_RESULT: Final = 3
_MAX_ROWS: Final = 65536
_MAX_COLUMNS: Final = 256

_Record = tuple[int, int, bytes]


def inspect_xls(path: Path, name: str, size: int) -> Package:
    """Look through the xls file at `path` (`size` bytes). Raises `UnreadableFile` for one that must not be read."""
    if size > MAX_XLSX_BYTES:
        raise too_large(name)
    try:
        content = path.read_bytes()
        if _PASSWORD_STREAM in content:
            # An xlsx file under a password is a compound file, too.
            raise password(name)
        streams = streams_of(content)
        if "WORKBOOK" not in streams:
            if "BOOK" in streams:
                raise _too_old(name)
            raise damaged(name)
        return _inspect(streams["WORKBOOK"], name)
    except UnreadableFile:
        raise
    except Exception as error:
        # Whatever a damaged file makes of its numbers.
        raise damaged(name) from error


def _too_old(name: str) -> UnreadableFile:
    return UnreadableFile(
        _("{file} has a format from before Excel 97. Open it in a spreadsheet and save it as xlsx.").format(
            file=name
        )
    )


def _records(stream: bytes, start: int) -> Iterator[_Record]:
    """The records from a place on: type, place, content; up to the end of the part that begins there."""
    depth = 0
    at, end = start, len(stream)
    while at + 4 <= end:
        kind, length = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + length]
        if kind == _BOF:
            depth += 1
        # A chart within a sheet is a part within a part.
        if depth == 1:
            yield kind, at, content
        if kind == _EOF:
            depth -= 1
            if not depth:
                return
        at += 4 + length
    raise ValueError("no end")


def _inspect(stream: bytes, name: str) -> Package:
    sheets: dict[str, int] = {}
    codes: dict[str, str] = {}
    styles: list[str] = []
    from_1904 = False
    for kind, at, content in _records(stream, 0):
        if kind == _BOF and not at and struct.unpack_from("<H", content)[0] != _EXCEL_97:
            raise _too_old(name)
        if kind == _PASSWORD:
            raise password(name)
        if kind == _FROM_1904:
            from_1904 = bool(content[0])
        elif kind == _SHEET:
            start, _visible, what, count, wide = struct.unpack_from("<IBBBB", content)
            if not what:
                sheets[_text(content[8:], count, wide)] = start
        elif kind == _FORMAT:
            identifier, count, wide = struct.unpack_from("<HHB", content)
            codes[str(identifier)] = _text(content[5:], count, wide)
        elif kind == _STYLE:
            styles.append(str(struct.unpack_from("<H", content, 2)[0]))
    formats = formats_of(styles, codes)
    read: dict[str, _Sheet] = {}
    for sheet, start in sheets.items():
        read[sheet] = _Sheet(name, formats)
        read[sheet].read(stream, start)
    if not any(one.calculated for one in read.values()):
        # Nothing of this workbook was ever calculated: whoever wrote it left that to a spreadsheet.
        for one in read.values():
            for row, column in one.blank:
                one.facts.mark(row, column, UNCALCULATED)
    return Package(
        facts={sheet: one.facts.complete() for sheet, one in read.items()},
        formats=formats,
        from_1904=from_1904,
        renamed={},
        format="xls",
    )


def _text(content: bytes, count: int, wide: int) -> str:
    return content[: 2 * count].decode("utf-16-le") if wide & 1 else content[:count].decode("latin-1")


class _Sheet:
    """Takes up the records of one sheet."""

    def __init__(self, name: str, formats: Mapping[int, NumberFormat]) -> None:
        self._name = name
        self._formats = formats
        self.facts = SheetFacts()
        self.blank: list[tuple[int, int]] = []
        """Formulas whose result is an empty text, or was never stored."""
        self.calculated = False
        """Whether any formula has another result."""
        self._rows = self._columns = 0
        self._takers: Mapping[int, Callable[[bytes], None]] = {
            _FORMULA: self._formula,
            _ERROR: self._error,
            _NUMBER: self._number,
            _SHORT_NUMBER: self._number,
            _NUMBERS: self._numbers,
            _ROW: self._row,
            _MERGED: self._merged,
            _EXTENT: self._extent,
            **dict.fromkeys(_TEXTS, self._cell),
        }

    def read(self, stream: bytes, start: int) -> None:
        """Read the records of the sheet that begins there."""
        for kind, _at, content in _records(stream, start):
            if kind in self._takers:
                self._takers[kind](content)
        if self._rows * self._columns > MAX_CELLS:
            raise too_far_apart(self._name, self._rows, self._columns)

    def _cell(self, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        self._rows, self._columns = max(self._rows, row + 1), max(self._columns, column + 1)

    def _number(self, content: bytes) -> None:
        self._cell(content)
        row, column, style = struct.unpack_from("<HHH", content)
        if style in self._formats:
            self.facts.mark(row, column, style)

    def _formula(self, content: bytes) -> None:
        row, column = struct.unpack_from("<HH", content)
        value = content[6:14]
        self._cell(content)
        if value[6:8] == b"\xff\xff":
            if value[0] == _BLANK_RESULT:
                self.blank.append((row, column))
                return
            self.calculated = True
            if value[0] == _ERROR_RESULT:
                self.facts.mark(row, column, ERROR)
        elif value == bytes(8) and struct.unpack_from("<H", content, 14)[0] & _ON_OPENING:
            self.facts.mark(row, column, UNCALCULATED)
        else:
            self.calculated = True
            self._number(content)

    def _error(self, content: bytes) -> None:
        self._cell(content)
        row, column = struct.unpack_from("<HH", content)
        # The same record holds a yes or no.
        if content[7]:
            self.facts.mark(row, column, ERROR)

    def _numbers(self, content: bytes) -> None:
        row, first = struct.unpack_from("<HH", content)
        for place in range((len(content) - 6) // 6):
            (style,) = struct.unpack_from("<H", content, 4 + 6 * place)
            self._number(struct.pack("<HHH", row, first + place, style))

    def _row(self, content: bytes) -> None:
        if content[12] & _HIDDEN:
            self.facts.hidden.add(struct.unpack_from("<H", content)[0])

    def _merged(self, content: bytes) -> None:
        (count,) = struct.unpack_from("<H", content)
        for place in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", content, 2 + 8 * place)
            if len(self.facts.merged) <= MAX_MERGED:
                self.facts.merged.append((top, left, bottom, right))

    def _extent(self, content: bytes) -> None:
        _first, rows, _left, columns = struct.unpack_from("<IIHH", content)
        if rows > _MAX_ROWS or columns > _MAX_COLUMNS:
            # The reader makes room for as much as is said here.
            raise damaged(self._name)

"""What must be true of an ods file before it is read, and what its XML says beside the values (OpenDocument 1.3).

The reader hands on values alone, as it does for xlsx (`package`, `sheet_facts`); elements are known by the names that
it looks for itself.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.parsers import expat

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MERGED,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    MAX_XLSX_BYTES,
    SUSPECT_BYTES,
    SUSPECT_RATIO,
)
from csi_tui.services.tabular.number_formats import NumberFormat, number_format
from csi_tui.services.tabular.package import Package, blocks, damaged, password, too_far_apart, too_large
from csi_tui.services.tabular.sheet_facts import ERROR, UNCALCULATED, SheetFacts

CONTENT: Final = "content.xml"
_STYLES: Final = "styles.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_TABLES: Final = b"opendocument.spreadsheet"

_MAX_ROWS: Final = 1 << 20
_MAX_COLUMNS: Final = 1 << 14
_CELLS: Final = ("table:table-cell", "table:covered-table-cell")
_OF_FORMATS: Final = ("number:number-style", "number:currency-style", "number:percentage-style")
_PERCENT: Final = 1
"""The mark of a percentage, which is a kind of value here; formats of numbers are counted from behind it."""

_BLANK: Final = 0xFFFD
"""A formula's cell without a value: its result is an empty text, or was never stored."""

Attributes = Mapping[str, str]


def inspect_ods(path: Path, name: str, size: int) -> Package | None:
    """Look through the ods file at `path` (`size` bytes); None where the archive is none.

    Raises `UnreadableFile` for what must not be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {part.filename: part for part in archive.infolist()}
            if CONTENT not in parts or "mimetype" not in parts:
                return None
            if _TABLES not in archive.read("mimetype")[:100]:
                return None
            if size > MAX_XLSX_BYTES:
                raise too_large(name)
            if len(parts) > MAX_PARTS:
                raise too_large(name)
            if _MANIFEST in parts and any(
                b"encryption-data" in block for block in blocks(archive, parts[_MANIFEST], name)
            ):
                raise password(name)
            seen = _Seen(name)
            for part in (_STYLES, CONTENT):
                if part in parts:
                    _look_through(archive, parts[part], name, seen)
            return seen.package()
    except UnreadableFile:
        raise
    except Exception as error:
        # A damaged archive makes the zip and XML modules raise nearly anything.
        raise damaged(name) from error


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, seen: _Seen) -> None:
    if part.file_size > MAX_UNPACKED_BYTES or (
        part.file_size > SUSPECT_BYTES and part.file_size > SUSPECT_RATIO * part.compress_size
    ):
        raise too_large(name)
    parser = expat.ParserCreate()

    def refused(*_declared: object) -> None:
        raise damaged(name)

    # No program writes one into an ods file; entities could grow without bound.
    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.text
    for block in blocks(archive, part, name):
        parser.Parse(block, False)
    parser.Parse(b"", True)


@dataclass(slots=True)
class _Row:
    """The row that is being read: how often it stands there, whether it is hidden, and its cells' marks."""

    count: int
    hidden: bool
    style: str
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    """First column, how many, the mark."""
    blocks: list[tuple[int, int, int]] = field(default_factory=list)
    """First column of a merged cell, its rows, its columns."""
    width: int = 0
    filled: int = 0
    """How far its cells reach that hold something."""


@dataclass(slots=True)
class _Cell:
    """The cell that is being read."""

    column: int
    count: int
    attributes: Attributes
    text: list[str] = field(default_factory=list)


class _Seen:
    """Takes up elements as they come."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.facts: dict[str, SheetFacts] = {}
        self._formats: dict[str, NumberFormat] = {}
        self._styles: dict[str, tuple[str, str]] = {}
        """Cell style → its format, and the style that it rests on."""
        self._code: list[str] | None = None
        self._code_name = ""
        self._positive: dict[str, str] = {}
        """Format → the one that it has for positive numbers, where it has several."""
        self._marks: dict[str, int] = {}
        self._numbered: dict[int, NumberFormat] = {_PERCENT: NumberFormat("percent")}
        self._from_1904 = False
        self._calculated = False
        """Whether any formula has a result that is no empty text."""
        self._blank: list[tuple[SheetFacts, int, int]] = []
        """Formulas whose result is an empty text, or was never stored."""
        self._depth = 0
        self._sheet: SheetFacts | None = None
        self._columns: list[tuple[int, str]] = []
        self._row_number = 0
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        self._within = ""
        self._last_column = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "style:style": self._style,
            "table:null-date": self._null_date,
            "table:table": self._table,
            "table:table-column": self._column,
            "table:table-row": self._row_begins,
            "number:number": self._digits,
            "number:scientific-number": self._other_digits,
            "number:fraction": self._other_digits,
            "number:text-style": self._format_of_texts,
            "style:map": self._map,
            **dict.fromkeys(_OF_FORMATS, self._format),
            **dict.fromkeys(_CELLS, self._cell_begins),
        }

    def package(self) -> Package:
        """What was found."""
        if not self._calculated:
            # Nothing of this file was ever calculated: whoever wrote it left that to a spreadsheet.
            for sheet, row, column in self._blank:
                sheet.mark(row, column, UNCALCULATED)
        return Package(
            facts={sheet: one.complete() for sheet, one in self.facts.items()},
            formats=self._numbered,
            from_1904=self._from_1904,
            renamed={},
            format="ods",
        )

    def start(self, element: str, attributes: Attributes) -> None:
        """An element begins."""
        if element in self._starts:
            self._starts[element](attributes)
        if element in ("number:text", "text:p"):
            self._within = element

    def end(self, element: str) -> None:
        """An element ends."""
        if element in ("number:text", "text:p"):
            self._within = ""
        elif element in _CELLS:
            self._cell_ends()
        elif element == "table:table-row":
            self._row_ends()
        elif element == "table:table":
            self._depth -= 1
        elif element == "number:text-style":
            self._code_name = ""
        elif element in _OF_FORMATS and self._code is not None:
            code = "".join(self._code) + ("%" if element == "number:percentage-style" else "")
            found = number_format(code)
            if found is not None:
                self._formats[self._code_name] = found
            self._code = None
            self._code_name = ""

    def text(self, text: str) -> None:
        """A piece of text."""
        if self._code is not None and self._within == "number:text":
            self._code.append("".join(f"\\{sign}" for sign in text if sign != "%"))
        elif self._cell is not None and self._within == "text:p" and len(self._cell.text) < 8:
            self._cell.text.append(text)

    # Formats and styles.

    def _format(self, attributes: Attributes) -> None:
        self._code, self._code_name = [], attributes.get("style:name", "")

    def _format_of_texts(self, attributes: Attributes) -> None:
        self._code_name = attributes.get("style:name", "")

    def _map(self, attributes: Attributes) -> None:
        if self._code_name:
            self._positive.setdefault(self._code_name, attributes.get("style:apply-style-name", ""))

    def _digits(self, attributes: Attributes) -> None:
        if self._code is None:
            return
        whole = _whole(attributes, "number:min-integer-digits", 1, 0)
        behind = _whole(attributes, "number:decimal-places", 0, 0)
        code = "#,##0" if attributes.get("number:grouping") == "true" else "0" * min(whole, 40) or "#"
        factor = attributes.get("number:display-factor", "1")
        if factor.partition(".")[0] not in ("1", ""):
            code += ","
        self._code.append(code + ("." + "0" * min(behind, 40) if behind else ""))

    def _other_digits(self, _attributes: Attributes) -> None:
        if self._code is not None:
            self._code.append("General")

    def _style(self, attributes: Attributes) -> None:
        if attributes.get("style:family") == "table-cell":
            self._styles[attributes.get("style:name", "")] = (
                attributes.get("style:data-style-name", ""),
                attributes.get("style:parent-style-name", ""),
            )

    def _mark_of(self, style: str) -> int:
        """The mark of a number in a cell of that style; 0: it is shown as it is stored."""
        if style not in self._marks:
            self._marks[style] = 0
            wanted, steps = style, 0
            while wanted in self._styles and steps < 50:
                data, parent = self._styles[wanted]
                if data:
                    found = self._formats.get(self._positive.get(data, data))
                    if found is not None:
                        self._marks[style] = len(self._numbered) + 1
                        self._numbered[len(self._numbered) + 1] = found
                    break
                wanted, steps = parent, steps + 1
        return self._marks[style]

    def _null_date(self, attributes: Attributes) -> None:
        self._from_1904 = attributes.get("table:date-value", "").startswith("1904")

    # Sheets, rows and cells.

    def _table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth == 1:
            self._sheet = self.facts[attributes.get("table:name", "")] = SheetFacts()
            self._columns, self._row_number, self._last_column = [], 0, 0

    def _column(self, attributes: Attributes) -> None:
        if self._depth == 1:
            count = _whole(attributes, "table:number-columns-repeated", 1)
            self._columns.append((count, attributes.get("table:default-cell-style-name", "")))

    def _row_begins(self, attributes: Attributes) -> None:
        if self._depth == 1:
            self._row = _Row(
                count=_whole(attributes, "table:number-rows-repeated", 1),
                hidden=attributes.get("table:visibility", "visible") != "visible",
                style=attributes.get("table:default-cell-style-name", ""),
            )

    def _cell_begins(self, attributes: Attributes) -> None:
        if self._depth != 1 or self._row is None:
            return
        row = self._row
        count = _whole(attributes, "table:number-columns-repeated", 1)
        self._cell = _Cell(row.width, count, attributes)
        rows, columns = (
            _whole(attributes, f"table:number-{what}-spanned", 1) for what in ("rows", "columns")
        )
        if (rows > 1 or columns > 1) and row.width + columns <= MAX_COLUMNS * 2:
            row.blocks.append((row.width, rows, columns))
        row.width += count

    def _cell_ends(self) -> None:
        cell, row = self._cell, self._row
        self._cell = None
        if cell is None or row is None:
            return
        kind = cell.attributes.get("office:value-type", "")
        text = "".join(cell.text).strip()
        formula = "table:formula" in cell.attributes
        if not (kind or text or formula):
            return
        row.filled = cell.column + cell.count
        mark = 0
        if cell.attributes.get("calcext:value-type") == "error" or (
            formula and text.startswith(("#", "Err:")) and kind in ("", "string", "float")
        ):
            mark = ERROR
        elif formula and not kind:
            mark = _BLANK
        elif kind == "percentage":
            mark = _PERCENT
        elif kind in ("float", "currency"):
            mark = self._mark_of(
                cell.attributes.get("table:style-name", "") or row.style or self._style_of(cell.column)
            )
        self._calculated = self._calculated or (formula and mark != _BLANK)
        if mark:
            row.marks.append((cell.column, cell.count, mark))

    def _style_of(self, column: int) -> str:
        for count, style in self._columns:
            if column < count:
                return style
            column -= count
        return ""

    def _row_ends(self) -> None:
        row, sheet = self._row, self._sheet
        if row is None or sheet is None or self._depth != 1:
            return
        self._row = None
        first = self._row_number
        self._row_number += row.count
        if not row.filled:
            if row.blocks and row.count == 1:
                self._merge(sheet, first, row)
            return
        self._last_column = max(self._last_column, row.filled)
        last = first + row.count
        if last > _MAX_ROWS or self._last_column > _MAX_COLUMNS or last * self._last_column > MAX_CELLS:
            raise too_far_apart(self._name, last, self._last_column)
        if row.hidden:
            sheet.hidden.update(range(first, last))
        for number in range(first, last) if row.marks else ():
            for column, count, mark in row.marks:
                for place in range(column, column + count):
                    if mark == _BLANK:
                        self._blank.append((sheet, number, place))
                    else:
                        sheet.mark(number, place, mark)
        self._merge(sheet, first, row)

    def _merge(self, sheet: SheetFacts, first: int, row: _Row) -> None:
        for column, rows, columns in row.blocks:
            if len(sheet.merged) <= MAX_MERGED:
                sheet.merged.append((first, column, first + rows - 1, column + columns - 1))


def _whole(attributes: Attributes, name: str, default: int, least: int = 1) -> int:
    text = attributes.get(name, "")
    return max(least, int(text)) if text.isascii() and text.isdigit() else default

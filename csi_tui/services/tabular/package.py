"""What must be true of an xlsx file before it is unpacked into memory.

An xlsx file is a zip archive of XML parts. Its directory can understate what a part unpacks to, and a sheet of two
cells can span 17 billion; neither may reach the reader, which would take the process down with it. So every part is
unpacked here once as a stream, measured, and looked through for how far its cells reach. On the way the cells are
noted whose formula ended in an error: the reader hands those out as empty cells, and empty means "not known".
"""

from __future__ import annotations

import copy
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.limits import (
    MAX_CELLS,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    MAX_XLSX_BYTES,
    MIB,
    SUSPECT_BYTES,
    SUSPECT_RATIO,
)
from csi_tui.services.tabular.sheet_extent import Extent, column_number, exact_extent

_WORKBOOK: Final = "xl/workbook.xml"
_WORKBOOK_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_MEDIA: Final = ("xl/media/", "docProps/")
"""Pictures and thumbnails: never unpacked by the reader."""

_FLAG_ENCRYPTED: Final = 0x1

# Cell and row elements, and their references where these come first, as every known writer has them.
_ELEMENTS: Final = (re.compile(rb"<c[\s/>]"), re.compile(rb"<row[\s/>]"))
_CELL: Final = re.compile(rb"""<c\s+r\s*=\s*["']([A-Za-z]+[0-9]+)["']""")
_ROW: Final = re.compile(rb"""<row\s+r\s*=\s*["']([0-9]+)["']""")
_ERROR: Final = re.compile(rb"""<c\s+r\s*=\s*["']([A-Za-z]+[0-9]+)["'][^>]*\st\s*=\s*["']e["']""")
_PREFIXED: Final = re.compile(rb"<[^\s<>/:]+:(?:c|row)[\s/>]")
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']""")
_ASCII_LIKE: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1"})

_DIGITS: Final = b"0123456789"
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Package:
    """An xlsx file that may be read. `errors`: part name to the places (row, column from 0) of formula errors."""

    errors: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)
    sheet_parts: Mapping[str, str] = field(default_factory=dict)
    """Sheet name to the part that holds it; filled only where there are errors."""

    def errors_of(self, sheet: str) -> frozenset[tuple[int, int]]:
        """Return the places of formula errors in a sheet."""
        return self.errors.get(self.sheet_parts.get(sheet, ""), frozenset())


def inspect_package(path: Path, name: str, size: int) -> Package:
    """Look through the xlsx file at `path` (`size` bytes). Raises `UnreadableFile` for what must not be unpacked."""
    if size > MAX_XLSX_BYTES:
        raise _too_large(name)
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, name)
    except UnreadableFile:
        raise
    except Exception as error:
        # A damaged archive makes the zip and XML modules raise nearly anything.
        raise damaged(name) from error


def damaged(name: str) -> UnreadableFile:
    """Return the error for an xlsx file that is broken."""
    return UnreadableFile(
        _("{file} is damaged, or no xlsx workbook. Open it in a spreadsheet and save it anew.").format(
            file=name
        )
    )


def _inspect(archive: zipfile.ZipFile, name: str) -> Package:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if _WORKBOOK not in names:
        raise UnreadableFile(_no_workbook(names).format(file=name))
    if any(part.flag_bits & _FLAG_ENCRYPTED for part in parts):
        raise UnreadableFile(
            _("{file} is protected by a password. Save it without one, and import that copy.").format(
                file=name
            )
        )
    read = [part for part in parts if not part.filename.startswith(_MEDIA)]
    if len(parts) > MAX_PARTS or sum(part.file_size for part in read) > MAX_UNPACKED_BYTES:
        raise _too_large(name)
    errors: dict[str, frozenset[tuple[int, int]]] = {}
    for part in read:
        if part.file_size > SUSPECT_BYTES and part.file_size > SUSPECT_RATIO * part.compress_size:
            raise _too_large(name)
        if found := _inspect_part(archive, part, name):
            errors[part.filename] = found
    return Package(errors, _sheet_parts(archive)) if errors else Package()


def _no_workbook(names: set[str]) -> str:
    if "content.xml" in names:
        return _("{file} is an OpenDocument file. Save it as xlsx.")
    if "xl/workbook.bin" in names:
        return _("{file} has the xlsb format. Save it as xlsx.")
    return _("{file} is a zip archive and no workbook. Unpack it, and import the file in it.")


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(
        _("{file} is too large to be unpacked safely. Split it by months, or save its sheet as csv.").format(
            file=name
        )
    )


def _inspect_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> frozenset[tuple[int, int]]:
    """Measure a part, refuse cells too far apart, and return the places of its formula errors."""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    errors: list[bytes] = []
    elements = placed = 0
    for block in _blocks(archive, part, name):
        # An element with a prefix is never placed, so that the slow way decides. Looked for only where one may be.
        elements += (b":c" in block or b":row" in block) and len(_PREFIXED.findall(block))
        tags = sum(len(element.findall(block)) for element in _ELEMENTS)
        if not tags:
            continue
        elements += tags
        cells = _CELL.findall(block)
        row_numbers = _ROW.findall(block)
        placed += len(cells) + len(row_numbers)
        columns.update({cell.rstrip(_DIGITS) for cell in cells})
        rows.update(row_numbers)
        # A cell's own row holds, whatever its row element says; they differ in hostile files only.
        rows.update({cell.lstrip(_LETTERS) for cell in cells})
        if b'"e"' in block or b"'e'" in block:
            errors += _ERROR.findall(block)
    if not elements:
        return frozenset()
    if placed == elements:
        reach = max(map(int, rows)) * max((column_number(letters.decode()) for letters in columns), default=0)
        if reach <= MAX_CELLS:
            return frozenset(_place(error) for error in errors)
    # Cells without a reference, or formatted far beyond the table: only reading the XML tells.
    return _exactly(archive, part, name)


def _place(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(_DIGITS)
    return int(reference[len(letters) :]) - 1, column_number(letters.decode()) - 1


def _exactly(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> frozenset[tuple[int, int]]:
    extent: Extent = exact_extent(_blocks(archive, part, name))
    if extent.cells > MAX_CELLS:
        raise UnreadableFile(
            _(
                "A sheet of {file} reaches over {rows} rows and {columns} columns. "
                "Delete what stands far away from the table, or save the sheet as csv."
            ).format(file=name, rows=extent.rows, columns=extent.columns)
        )
    return extent.errors


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Unpack a part, whatever size the directory gives for it, in blocks that end between two elements.

    Raises `UnreadableFile` when it is larger than it says, or in an encoding that cannot be looked through.
    """
    honest = part.file_size
    unbounded = copy.copy(part)
    # One byte more than declared is enough to find a false declaration. No check sum: the reader compares it.
    unbounded.file_size = honest + 1
    del unbounded.CRC
    left = b""
    seen = 0
    with archive.open(unbounded) as stream:
        while block := stream.read(MIB):
            if not seen:
                _refuse_encoding(block, part, name)
            seen += len(block)
            if seen > honest:
                raise _too_large(name)
            left += block
            cut = left.rfind(b"<")
            if cut > 0:
                yield left[:cut]
                left = left[cut:]
    yield left


def _refuse_encoding(head: bytes, part: zipfile.ZipInfo, name: str) -> None:
    if not part.filename.lower().endswith((".xml", ".rels")):
        return
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    if b"\0" in head[:64] or (declared and declared[1].lower() not in _ASCII_LIKE):
        raise damaged(name)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return which part holds which sheet (workbook and its relations, both small and already measured)."""
    targets = {
        element.get("Id"): posixpath.normpath(posixpath.join("xl", element.get("Target", "")).lstrip("/"))
        for element in ElementTree.fromstring(archive.read(_WORKBOOK_RELATIONS)).iter()
    }
    return {
        element.get("name", ""): targets[identifier]
        for element in ElementTree.fromstring(archive.read(_WORKBOOK)).iter()
        if element.tag.endswith("}sheet") or element.tag == "sheet"
        for key, identifier in element.items()
        if key.endswith("}id") and identifier in targets
    }

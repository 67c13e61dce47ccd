"""What must be true of an xlsx file before it is unpacked into memory.

An xlsx file is a zip archive of XML parts. Its directory can understate what a part unpacks to, and a sheet of two
cells can span 17 billion; neither may reach the reader, which would take the process down with it. So every part is
unpacked here once as a stream, measured, and looked through for how far its cells reach. On the way it
is noted what the reader does not hand on, and what changes the meaning of a cell (`sheet_facts`).
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from csi_tui.i18n import _
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.limits import (
    MAX_CELLS,
    MAX_ELEMENTS,
    MAX_PARTS,
    MAX_SHARED_BYTES,
    MAX_SHARED_STRINGS,
    MAX_UNPACKED_BYTES,
    MAX_XLSX_BYTES,
    MIB,
    SUSPECT_BYTES,
    SUSPECT_RATIO,
)
from csi_tui.services.tabular.number_formats import NumberFormat
from csi_tui.services.tabular.package_outline import by_plain_name, read_outline
from csi_tui.services.tabular.sheet_extent import Extent, column_number, exact_extent
from csi_tui.services.tabular.sheet_facts import Looker, SheetFacts

_READ: Final = "xl/"
_NOT_READ: Final = ("xl/media/", "xl/printersettings/")
"""The reader unpacks nothing but parts of the workbook, and of those no pictures."""
_STRINGS: Final = "sharedstrings.xml"

_FLAG_ENCRYPTED: Final = 0x1

# Cell and row elements, and their references where these come first, as every known writer has them.
_ELEMENTS: Final = (re.compile(rb"<c[\s/>]"), re.compile(rb"<row[\s/>]"))
_CELL: Final = re.compile(rb"""<c\s+r\s*=\s*["']([A-Za-z]+[0-9]+)["']""")
_ROW: Final = re.compile(rb"""<row\s+r\s*=\s*["']([0-9]+)["']""")
_PREFIXED: Final = re.compile(rb"<[^\s<>/:]+:(?:c|row)[\s/>]")
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']""")
_ASCII_LIKE: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1"})

_DIGITS: Final = b"0123456789"
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Package:
    """An xlsx file that may be read."""

    facts: Mapping[str, SheetFacts]
    """What the XML of each sheet says, by the sheet's name."""
    formats: Mapping[int, NumberFormat]
    """The styles by which a number is shown as another one."""
    from_1904: bool
    """Days are counted from 1904."""
    renamed: Mapping[str, str]
    """Parts that the reader looks for under another name."""
    format: Literal["xlsx", "xls", "ods"] = "xlsx"

    def facts_of(self, sheet: str) -> SheetFacts:
        """What the XML of a sheet says beside its values."""
        return self.facts.get(sheet) or SheetFacts()


def inspect_package(path: Path, name: str, size: int) -> Package:
    """Look through the xlsx file at `path` (`size` bytes). Raises `UnreadableFile` for what must not be unpacked."""
    if size > MAX_XLSX_BYTES:
        raise too_large(name)
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, name)
    except UnreadableFile:
        raise
    except Exception as error:
        # A damaged archive makes the zip and XML modules raise nearly anything.
        raise damaged(name) from error


def damaged(name: str) -> UnreadableFile:
    """Return the error for a workbook that is broken."""
    return UnreadableFile(
        _("{file} is damaged, or no workbook. Open it in a spreadsheet and save it anew.").format(file=name)
    )


def password(name: str) -> UnreadableFile:
    """Return the error for a workbook that a password keeps."""
    return UnreadableFile(
        _("{file} is protected by a password. Save it without one, and import that copy.").format(file=name)
    )


def too_far_apart(name: str, rows: int, columns: int) -> UnreadableFile:
    """Return the error for a sheet whose cells span more than fits into memory."""
    return UnreadableFile(
        _(
            "A sheet of {file} reaches over {rows} rows and {columns} columns. "
            "Delete what stands far away from the table, or save the sheet as csv."
        ).format(file=name, rows=rows, columns=columns)
    )


def _inspect(archive: zipfile.ZipFile, name: str) -> Package:
    parts = archive.infolist()
    outline = read_outline(archive)
    if outline is None:
        raise UnreadableFile(_no_workbook(by_plain_name(archive)).format(file=name))
    if any(part.flag_bits & _FLAG_ENCRYPTED for part in parts):
        raise password(name)
    read = {plain: part for plain, part in by_plain_name(archive).items() if is_read(plain)}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in read.values()) > MAX_UNPACKED_BYTES:
        raise too_large(name)
    sheets = {part: sheet for sheet, part in outline.sheets.items()}
    facts: dict[str, SheetFacts] = {}
    for plain, part in read.items():
        if part.file_size > SUSPECT_BYTES and part.file_size > SUSPECT_RATIO * part.compress_size:
            raise too_large(name)
        found = _inspect_part(archive, part, name, outline.formats)
        if plain in sheets:
            facts[sheets[plain]] = found.complete()
    return Package(facts=facts, formats=outline.formats, from_1904=outline.from_1904, renamed=outline.renamed)


def is_read(plain: str) -> bool:
    """Whether the reader unpacks a part of that name (`package_outline.plain_name`)."""
    return plain.startswith(_READ) and not plain.startswith(_NOT_READ)


def _no_workbook(names: Collection[str]) -> str:
    if "content.xml" in names:
        return _("{file} is an OpenDocument file and no table. Save its table as ods or xlsx.")
    if "xl/workbook.bin" in names:
        return _("{file} has the xlsb format. Save it as xlsx.")
    return _("{file} is a zip archive and no workbook. Unpack it, and import the file in it.")


def too_large(name: str) -> UnreadableFile:
    """Return the error for a workbook that takes too much memory."""
    return UnreadableFile(
        _("{file} is too large to be unpacked safely. Split it by months, or save its sheet as csv.").format(
            file=name
        )
    )


def _inspect_part(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, formats: Mapping[int, NumberFormat]
) -> SheetFacts:
    """Measure a part, refuse cells too far apart and more of anything than fits, and say what its cells are."""
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    looker = Looker(formats)
    elements = placed = others = 0
    for block in blocks(archive, part, name):
        # An element with a prefix is never placed, so that the slow way decides. Looked for only where one may be.
        elements += (b":c" in block or b":row" in block) and len(_PREFIXED.findall(block))
        tags = sum(len(element.findall(block)) for element in _ELEMENTS)
        if not tags:
            others += block.count(b"<")
            looker.look(block)
            continue
        elements += tags
        cells = _CELL.findall(block)
        row_numbers = _ROW.findall(block)
        placed += len(cells) + len(row_numbers)
        columns.update({cell.rstrip(_DIGITS) for cell in cells})
        rows.update(row_numbers)
        # A cell's own row holds, whatever its row element says; they differ in hostile files only.
        rows.update({cell.lstrip(_LETTERS) for cell in cells})
        looker.look(block)
    _refuse_swollen(part, others, name)
    if not elements:
        return SheetFacts()
    if placed == elements:
        reach = max(map(int, rows)) * max((column_number(letters.decode()) for letters in columns), default=0)
        if reach <= MAX_CELLS:
            return looker.facts
    # Cells without a reference, or formatted far beyond the table: only reading the XML tells.
    return _exactly(archive, part, name, formats)


def _refuse_swollen(part: zipfile.ZipInfo, elements: int, name: str) -> None:
    """Refuse a part that takes far more memory than bytes: millions of elements that are next to nothing."""
    if part.filename.lower().endswith(_STRINGS):
        # Two marks for an empty one, four for most.
        strings = elements // 2
        if strings > MAX_SHARED_STRINGS or strings * 24 + part.file_size > MAX_SHARED_BYTES:
            raise too_large(name)
    elif elements > MAX_ELEMENTS:
        raise too_large(name)


def _exactly(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, formats: Mapping[int, NumberFormat]
) -> SheetFacts:
    extent: Extent = exact_extent(blocks(archive, part, name), formats)
    if extent.cells > MAX_CELLS:
        raise too_far_apart(name, extent.rows, extent.columns)
    return extent.facts


def blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Unpack a part, whatever size the directory gives for it, in blocks that end before a cell, a row, or
    another element.

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
                raise too_large(name)
            left += block
            # Whole cells and rows where there are any: what is looked for may span the elements of one.
            cut = max(left.rfind(b"<c "), left.rfind(b"<row "))
            if cut <= 0:
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

"""Which parts of an xlsx file hold its sheets, by its own lists of them; names are as other readers take them.

Parts are named with slashes or backslashes, in whatever case, and the workbook itself may be ``workbook2.xml``.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from csi_tui.services.tabular.limits import MAX_SMALL_PART
from csi_tui.services.tabular.number_formats import NumberFormat, formats_that_matter

_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "_rels/.rels"


@dataclass(frozen=True, slots=True)
class Outline:
    """The sheets of a workbook (name → part), and what holds for all of them."""

    sheets: Mapping[str, str]
    formats: Mapping[int, NumberFormat]
    from_1904: bool
    renamed: Mapping[str, str]


def plain_name(name: str) -> str:
    """Return what two spellings of the name of a part have in common."""
    return name.replace("\\", "/").lstrip("/").lower()


def by_plain_name(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the parts of an archive by their plain names."""
    return {plain_name(part.filename): part for part in archive.infolist()}


def read_outline(archive: zipfile.ZipFile) -> Outline | None:
    """Read the lists of an archive, None where it holds no workbook. Raises whatever damaged XML makes it raise."""
    parts = by_plain_name(archive)
    book = _workbook(archive, parts)
    if book is None:
        return None
    folder, base = posixpath.split(book)
    relations = f"{folder}/_rels/{base}.rels"
    root = ElementTree.fromstring(_small(archive, parts[book]))
    targets: dict[str, str] = {}
    styles = f"{folder}/styles.xml"
    if relations in parts:
        for one in ElementTree.fromstring(_small(archive, parts[relations])).iter():
            target = one.get("Target", "")
            path = plain_name(target) if target.startswith(("/", "\\")) else f"{folder}/{plain_name(target)}"
            targets[one.get("Id", "")] = posixpath.normpath(path)
            if one.get("Type", "").endswith("/styles"):
                styles = posixpath.normpath(path)
    sheets: dict[str, str] = {}
    from_1904 = False
    for element in root.iter():
        kind = element.tag.rpartition("}")[2]
        if kind == "workbookPr":
            from_1904 = element.get("date1904") in ("1", "true")
        elif kind == "sheet":
            identifiers = [value for key, value in element.items() if key.endswith("}id")]
            sheets |= {element.get("name", ""): targets[one] for one in identifiers if one in targets}
    return Outline(
        sheets=sheets,
        formats=formats_that_matter(_small(archive, parts[styles])) if styles in parts else {},
        from_1904=from_1904,
        renamed={} if book == _WORKBOOK else {book: _WORKBOOK, relations: "xl/_rels/workbook.xml.rels"},
    )


def _workbook(archive: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> str | None:
    if _WORKBOOK in parts:
        return _WORKBOOK
    if _RELATIONS not in parts:
        return None
    for one in ElementTree.fromstring(_small(archive, parts[_RELATIONS])).iter():
        target = plain_name(one.get("Target", ""))
        # xlsb has its workbook as a binary part.
        if one.get("Type", "").endswith("/officeDocument") and target in parts and target.startswith("xl/"):
            return target if target.endswith(".xml") else None
    return None


def _small(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return a part that is a list; raises `ValueError` for one that is far too long, whatever it says of itself."""
    with archive.open(part) as stream:
        content = stream.read(MAX_SMALL_PART + 1)
    if len(content) > MAX_SMALL_PART:
        raise ValueError("too long")
    return content

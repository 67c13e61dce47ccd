"""A csv or json file or a workbook (xlsx, xls, ods), told by its content, as a table of cells (docs/files.md §1)."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from csi_tui.i18n import N_, _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.compound import MAGIC
from csi_tui.services.tabular.open_stores import refuse_open_store
from csi_tui.services.tabular.table import Cell, ImpreciseNumber, Table
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable

__all__ = ["Cell", "ImpreciseNumber", "Table", "read_table"]

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# What people take for a table by its name, told by the first bytes.
_STRANGERS: Final = (
    (b"%PDF", N_("{file} is a PDF document. Export the table as csv or xlsx.")),
    (b"\x1f\x8b", N_("{file} is compressed. Unpack it first.")),
    (b"7z\xbc\xaf", N_("{file} is compressed. Unpack it first.")),
    (b"Rar!", N_("{file} is compressed. Unpack it first.")),
)
_MARKUP: Final = (b"<html", b"<!doc", b"<?xml", b"<tabl", b"<meta", b"<head")
_WEB_PAGE: Final = N_(
    "{file} is a web page under another name. Open it in a spreadsheet and save it as xlsx."
)


def read_table(
    path: str | Path,
    *,
    encoding: str | None = None,
    sheet: str | Sequence[str] | None = None,
    all_sheets: bool = False,
    hidden_rows: bool = False,
) -> Table:
    """Open a csv or json file or a workbook; its content decides which it is, not its name.

    `encoding` (csv): read with it, instead of trying byte order mark, UTF-8 and GB18030. Of a workbook, `sheet`: its
    name, or several; else the first visible sheet that holds anything, with
    `all_sheets` all with the same headers. `hidden_rows`: read rows that are hidden or filtered out
    too; else they are left out, and a finding among the table's remarks says so.

    Raises `UnreadableFile` (exit status 3) for whatever keeps the file from being read as a table, and `UserError`
    for an encoding that does not exist.
    """
    path = Path(path)
    name = printable(path.name or str(path))
    refuse_open_store(path)
    head, size = _first_bytes(path, name)
    if not size:
        raise UnreadableFile(_("{file} is empty.").format(file=name))
    if head.startswith((*_ZIP, MAGIC)):
        from csi_tui.services.tabular.workbook import read_workbook

        return read_workbook(
            path,
            name,
            size,
            (sheet,) if isinstance(sheet, str) else tuple(sheet or ()),
            all_sheets=all_sheets,
            hidden_rows=hidden_rows,
        )
    _refuse_stranger(name, head)
    if _begins_objects(head):
        from csi_tui.services.tabular.objects import read_objects

        return read_objects(path, name, size)
    from csi_tui.services.tabular.delimited import read_delimited

    return read_delimited(path, name, size, encoding)


def _begins_objects(head: bytes) -> bool:
    """Whether a file that begins so is a list of objects in JSON."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return first.startswith(b"[") and first[1:].lstrip()[:1] in (b"{", b"]")


def _first_bytes(path: Path, name: str) -> tuple[bytes, int]:
    """Return the first kilobyte of a file and its size in bytes, or say why it cannot be had."""
    try:
        with open(path, "rb", opener=_without_waiting) as handle:
            status = os.fstat(handle.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableFile(_("{file} is not a file that can be imported.").format(file=name))
            return handle.read(1024), status.st_size
    except FileNotFoundError:
        raise UnreadableFile(
            _("There is no file {file}.").format(file=printable(str(path), PATH_CHARACTERS))
        ) from None
    except IsADirectoryError:
        raise UnreadableFile(_("{file} is a folder. Name the file in it.").format(file=name)) from None
    except PermissionError:
        raise UnreadableFile(
            _("{file} may not be read by this account. Ask for the right to read it.").format(file=name)
        ) from None
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        raise UnreadableFile(
            _("{file} cannot be read: {reason}.").format(file=name, reason=reason_of(error))
        ) from error


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for a writer, should it be a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _refuse_stranger(name: str, head: bytes) -> None:
    """Name the kinds of file that are often taken for a table, with the way out of each."""
    for magic, message in _STRANGERS:
        if head.startswith(magic):
            raise UnreadableFile(_(message).format(file=name))
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:5].lower() in _MARKUP:
        raise UnreadableFile(_(_WEB_PAGE).format(file=name))

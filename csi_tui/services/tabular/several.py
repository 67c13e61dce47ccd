"""Several tables in one place: files of a new folder, sheets of a workbook, or files of a zip archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.writing import (
    Format,
    fill_sheet,
    replacing,
    workbook_into,
    write_into,
    write_table,
)

Place = Literal["folder", "workbook", "archive"]

_PLACES: Final[dict[str, Place]] = {".xlsx": "workbook", ".zip": "archive"}


class Tables(Protocol):
    """Where tables go, one after the other."""

    def add(self, name: str, rows: Iterable[Sequence[object]], header: Sequence[str]) -> tuple[str, int]:
        """Write a table; answers what it is called there, and how many rows it has."""


def place_named(path: Path) -> Place:
    """What stands under a name: a workbook, an archive, else a folder."""
    return _PLACES.get(path.suffix.lower(), "folder")


@contextmanager
def tables_at(path: Path, format: Format, at: datetime) -> Iterator[Tables]:
    """Where a block writes several tables, by the end of the name; `at`: the local time that an archive's files have.

    Names of tables are the program's own, never somebody's text: they become names of files and sheets. A workbook or
    an archive appears when it is complete, and an old file of that name stays until then.

    Raises `UserError` for a folder that is none or holds anything, `CannotWrite` for what cannot be written.
    """
    place = place_named(path)
    if place == "folder":
        _make(path)
        yield _Folder(path, format)
        return
    with replacing(path) as handle:
        if place == "workbook":
            with workbook_into(handle) as workbook:
                yield _Workbook(workbook)
            return
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as archive:
            yield _Archive(archive, format, at)


def write_workbook(
    path: Path, tables: Sequence[tuple[str, Sequence[str], Iterable[Sequence[object]]]]
) -> list[int]:
    """Write a sheet for each table (name, header, rows); answers how many rows each has. Raises `CannotWrite`."""
    with replacing(path) as handle, workbook_into(handle) as workbook:
        return [fill_sheet(workbook, rows, header, name) for name, header, rows in tables]


class _Folder:
    def __init__(self, folder: Path, format: Format) -> None:
        self._folder, self._format = folder, format

    def add(self, name: str, rows: Iterable[Sequence[object]], header: Sequence[str]) -> tuple[str, int]:
        path = self._folder / f"{name}.{self._format}"
        return path.name, write_table(rows, header, self._format, path)


class _Workbook:
    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook

    def add(self, name: str, rows: Iterable[Sequence[object]], header: Sequence[str]) -> tuple[str, int]:
        return name, fill_sheet(self._workbook, rows, header, name)


class _Archive:
    def __init__(self, archive: zipfile.ZipFile, format: Format, at: datetime) -> None:
        self._archive, self._format, self._at = archive, format, at

    def add(self, name: str, rows: Iterable[Sequence[object]], header: Sequence[str]) -> tuple[str, int]:
        at = self._at
        member = zipfile.ZipInfo(
            f"{name}.{self._format}", (at.year, at.month, at.day, at.hour, at.minute, at.second)
        )
        member.compress_type = zipfile.ZIP_DEFLATED
        # How long it becomes is known at its end alone.
        with self._archive.open(member, "w", force_zip64=True) as handle:
            return member.filename, write_into(handle, rows, header, self._format)


def _make(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists():
        text = _("{folder} is there already. Name a folder that is empty, or not there yet.")
        raise UserError(text.format(folder=folder))
    try:
        folder.mkdir()
    except OSError as error:
        text = _("{folder} cannot be made: {reason}.")
        raise UserError(text.format(folder=folder, reason=reason_of(error))) from error

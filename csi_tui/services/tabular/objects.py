"""A json file as a table: a list of objects, as an export writes it, read as a stream (docs/files.md §1)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Final, NoReturn, TextIO

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.limits import MAX_COLUMNS, MAX_CSV_BYTES, MAX_LINE_BYTES, MIB
from csi_tui.services.tabular.table import Cell, Table
from csi_tui.services.tabular.writing import harmless

_BLANK: Final = " \t\r\n"
_AT_ONCE: Final = 1 << 16


def read_objects(path: Path, name: str, size: int) -> Table:
    """Open the json file at `path` (`size` bytes); see `csi_tui.services.tabular.reading.read_table`.

    The names of the first object are the headers; its row has the number 2, as below a header.
    """
    if size > MAX_CSV_BYTES:
        raise UnreadableFile(
            _("{file} has {size} MB; more than {limit} MB are not read. Split it by months.").format(
                file=name, size=size // MIB, limit=MAX_CSV_BYTES // MIB
            )
        )
    try:
        text = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise UnreadableFile(
            _("{file} cannot be read: {reason}.").format(file=name, reason=reason_of(error))
        ) from error
    try:
        objects = _Objects(text, name)
        first = next(objects.found, None)
        if not first:
            raise UnreadableFile(_("{file} is empty.").format(file=name))
        if len(first) > MAX_COLUMNS:
            raise UnreadableFile(
                _("{file} has {count} columns; more than {limit} are not read.").format(
                    file=name, count=len(first), limit=MAX_COLUMNS
                )
            )
    except BaseException:
        text.close()
        raise
    header = tuple(first)
    return Table(
        name=name,
        format="json",
        header=header,
        header_row=1,
        rows=_rows(name, header, chain((first,), objects.found)),
        encoding="utf-8",
        close=text.close,
    )


def _rows(
    name: str, header: Sequence[str], objects: Iterator[Mapping[str, object]]
) -> Iterator[tuple[int, Sequence[Cell]]]:
    known = frozenset(header)
    for number, one in enumerate(objects, 2):
        if unknown := [key for key in one if key not in known]:
            raise UnreadableFile(
                _("{file}, row {row}: “{name}” is none of the names that the first object has.").format(
                    file=name, row=number, name=unknown[0][:60]
                )
            )
        cells = [_cell(name, number, one.get(key)) for key in header]
        if any(cells):
            yield number, cells


def _cell(name: str, number: int, value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        # A text here is one, whatever a spreadsheet would make of it: as a cell, the apostrophe says so.
        return harmless(value)
    if isinstance(value, _Number):
        return str(value)
    raise UnreadableFile(
        _("{file}, row {row}: a list or an object stands where a value belongs.").format(
            file=name, row=number
        )
    )


class _Number(str):
    """A number as it is written, so that none is rounded."""

    __slots__ = ()


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


class _Objects:
    """The objects of a list, one after the other; no more of the file is in memory than one of them may take."""

    def __init__(self, text: TextIO, name: str) -> None:
        self._text, self._name = text, name
        self._waiting = ""
        number: Callable[[str], Any] = _Number
        self._decoder = json.JSONDecoder(parse_float=number, parse_int=number, parse_constant=_no_number)
        self.found = self._all()

    def _all(self) -> Iterator[dict[str, object]]:
        self._expect("[")
        if self._next() == "]":
            self._waiting = self._waiting[1:]
        else:
            while True:
                yield self._one()
                if self._next() == "]":
                    self._waiting = self._waiting[1:]
                    break
                self._expect(",")
        if self._next():
            self._refuse()

    def _next(self) -> str:
        """The next sign that is no blank; nothing at the end of the file."""
        while not (rest := self._waiting.lstrip(_BLANK)):
            if not self._more():
                return ""
        self._waiting = rest
        return rest[0]

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            self._refuse()
        self._waiting = self._waiting[1:]

    def _one(self) -> dict[str, object]:
        if self._next() != "{":
            self._refuse()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._waiting)
            except json.JSONDecodeError:
                # Cut off where it was read up to, or no JSON.
                if len(self._waiting) > MAX_LINE_BYTES or not self._more():
                    self._refuse()
            except (ValueError, RecursionError):
                self._refuse()
            else:
                self._waiting = self._waiting[end:]
                assert isinstance(value, dict)
                return value

    def _more(self) -> bool:
        try:
            some = self._text.read(_AT_ONCE)
        except (OSError, UnicodeDecodeError):
            self._refuse()
        self._waiting += some
        return bool(some)

    def _refuse(self) -> NoReturn:
        raise UnreadableFile(
            _("{file} is no list of objects in JSON, such as an export writes it.").format(file=self._name)
        )

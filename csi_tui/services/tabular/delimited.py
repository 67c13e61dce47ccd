"""A csv file as a table: delimiter, records and their numbers, read as a stream."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Final, TextIO

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.encodings import find_encoding
from csi_tui.services.tabular.limits import MAX_COLUMNS, MAX_CSV_BYTES, MAX_LINES_PER_RECORD, MIB
from csi_tui.services.tabular.table import Table

_DELIMITERS: Final = ",;\t"

# What Excel takes, and some programs write, as a first line that names the delimiter.
_SEP_LINE: Final = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)

_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"?')


def read_delimited(path: Path, name: str, size: int, encoding: str | None) -> Table:
    """Open the csv file at `path` (`size` bytes); see `csi_tui.services.tabular.reading.read_table`."""
    if size > MAX_CSV_BYTES:
        raise UnreadableFile(
            _("{file} has {size} MB; more than {limit} MB are not read. Split it by months.").format(
                file=name, size=size // MIB, limit=MAX_CSV_BYTES // MIB
            )
        )
    try:
        handle = path.open("rb")
    except OSError as error:
        raise UnreadableFile(
            _("{file} cannot be read: {reason}.").format(file=name, reason=reason_of(error))
        ) from error
    try:
        found = find_encoding(handle, name, encoding)
        handle.seek(0)
        text = io.TextIOWrapper(handle, encoding=found, newline="")
        records = _records(text, name)
        header_row, header = next(records, (0, []))
        if not header_row:
            raise UnreadableFile(_("{file} is empty.").format(file=name))
        _check_width(header, name)
    except BaseException:
        handle.close()
        raise
    return Table(
        name=name,
        format="csv",
        header=tuple(header),
        header_row=header_row,
        rows=records,
        encoding=found,
        close=text.close,
    )


def _check_width(header: Sequence[str], name: str) -> None:
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(
            _("{file} has {count} columns; more than {limit} are not read.").format(
                file=name, count=len(header), limit=MAX_COLUMNS
            )
        )


def _records(text: TextIO, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that are not empty, with their numbers; a line that only names the delimiter is none."""
    number = 0
    try:
        state = _State()
        lines = _bounded(text, name, state)
        start = list(_up_to_first_text(lines))
        first = start[-1] if start else ""
        if sep := _SEP_LINE.fullmatch(first):
            delimiter = sep[1]
            number, start = len(start), []
        else:
            delimiter = _delimiter(first)
        reader = csv.reader(chain(start, lines), delimiter=delimiter, strict=True)
        for record in reader:
            number += 1
            state.lines = 0
            # The short cut first: nearly every record has something in its first cell.
            if record and (record[0] or any(record)) and (record[0].strip() or "".join(record).strip()):
                yield number, record
    except csv.Error as error:
        raise _bad_record(name, number + 1, str(error)) from None
    finally:
        text.close()


class _State:
    """How many lines the record being read has so far."""

    lines = 0


def _bounded(text: TextIO, name: str, state: _State) -> Iterator[str]:
    """Yield the lines of `text` as long as a record does not swallow them by the thousand."""
    for line in text:
        state.lines += 1
        if state.lines > MAX_LINES_PER_RECORD:
            raise UnreadableFile(
                _(
                    "{file}: a quotation mark is opened and not closed for {count} lines. "
                    "Close it, or double the marks that belong to the text."
                ).format(file=name, count=MAX_LINES_PER_RECORD)
            )
        yield line


def _up_to_first_text(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if line.strip():
            return


def _delimiter(line: str) -> str:
    """Return the delimiter of a header line: the one that it has most of outside quotation marks, else a comma."""
    bare = _QUOTED.sub("", line)
    return max(_DELIMITERS, key=bare.count)


def _bad_record(name: str, row: int, error: str) -> UnreadableFile:
    """Say what is wrong with the quotation marks of a record. `error` is the csv module's own, English text."""
    if "unexpected end" in error:
        message = _("{file}, row {row}: a quotation mark is opened and never closed.")
    elif "field larger" in error:
        message = _(
            "{file}, row {row}: a cell is far too long, perhaps for want of a closing quotation mark."
        )
    else:
        message = _(
            "{file}, row {row}: there is text behind a closing quotation mark. "
            "Double the marks that belong to the text."
        )
    return UnreadableFile(message.format(file=name, row=row))

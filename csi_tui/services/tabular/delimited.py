"""A csv file as a table: delimiter, records and their numbers, read as a stream."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Final, TextIO

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.encodings import find_encoding
from csi_tui.services.tabular.limits import MAX_COLUMNS, MAX_CSV_BYTES, MAX_LINES_PER_RECORD, MIB
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.table import Cell, Table
from csi_tui.services.tabular.unclear import UnclearCell

_DELIMITERS: Final = ",;\t|，；"
_USUAL: Final = ",;\t"
_LOOKED_AT: Final = 20
"""So many lines below the first are looked at for the delimiter."""

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
    remarks: list[Remark] = []
    try:
        found = find_encoding(handle, name, encoding)
        handle.seek(found.skip)
        text = io.TextIOWrapper(handle, encoding=found.name, newline="")
        state = _State()
        records = _records(text, name, remarks, state)
        header_row, first = next(records, (0, []))
        header = list(map(str, first))
        if not header_row:
            raise UnreadableFile(_("{file} is empty.").format(file=name))
        _check_width(header, name)
        if found.told:
            said = _(
                "The file was read as {encoding}. See whether its texts are right; --encoding reads it otherwise."
            )
            at_desk = _(
                "The file was read as {encoding}. See whether its texts are right; “Read it otherwise” sets another."
            )
            remarks.append(
                Remark(
                    "encoding",
                    said.format(encoding=found.called),
                    finding=False,
                    at_desk=at_desk.format(encoding=found.called),
                )
            )
    except BaseException:
        handle.close()
        raise
    return Table(
        name=name,
        format="csv",
        header=tuple(header),
        header_row=header_row,
        rows=records,
        encoding=found.name,
        delimiter=state.delimiter,
        remarks=remarks,
        close=text.close,
    )


def _check_width(header: Sequence[str], name: str) -> None:
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(
            _("{file} has {count} columns; more than {limit} are not read.").format(
                file=name, count=len(header), limit=MAX_COLUMNS
            )
        )


def _records(
    text: TextIO, name: str, remarks: list[Remark], state: _State
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the records that are not empty, with their numbers; a line that only names the delimiter is none."""
    number = known = 0
    try:
        lines = _bounded(text, name, state)
        start = list(_up_to_first_text(lines))
        first = start[-1] if start else ""
        if sep := _SEP_LINE.fullmatch(first):
            delimiter = sep[1]
            number, start = len(start), []
        else:
            start += islice(lines, _LOOKED_AT)
            delimiter = delimiter_of(start)
            if delimiter not in _USUAL:
                said = _("The cells are separated by “{sign}”.").format(sign=delimiter)
                remarks.append(Remark("delimiter", said, finding=False))
        state.delimiter = delimiter
        reader = csv.reader(chain(start, lines), delimiter=delimiter, strict=True)
        for record in reader:
            number += 1
            state.lines = 0
            # The short cut first: nearly every record has something in its first cell.
            if record and (record[0] or any(record)) and (record[0].strip() or "".join(record).strip()):
                known = max(known, len(record))
                if state.open and len(record) < known and reader.line_num == state.count:
                    yield number, _cut_off(record, known)
                else:
                    yield number, record  # type: ignore[misc]
    except csv.Error as error:
        raise _bad_record(name, number + 1, str(error)) from None
    finally:
        text.close()


def _cut_off(record: Sequence[str], known: int) -> list[Cell]:
    """Return the last record of a file that ends within it: from its last cell on nothing is sure."""
    reason = _("the file ends within this row; get it whole, or end its last line if that is all")
    sure: list[Cell] = list(record[:-1])
    return [*sure, UnclearCell(record[-1], reason), *[UnclearCell("", reason)] * (known - len(record))]


class _State:
    """How many lines the record being read has so far, how many were read, and whether the last has no end.

    ``delimiter``: what separates the cells, known with the first record.
    """

    lines = 0
    count = 0
    open = False
    delimiter = ""


def _bounded(text: TextIO, name: str, state: _State) -> Iterator[str]:
    """Yield the lines of `text` as long as a record does not swallow them by the thousand."""
    for line in text:
        state.lines += 1
        state.count += 1
        state.open = not line.endswith(("\n", "\r"))
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


def delimiter_of(lines: Sequence[str]) -> str:
    """Return the delimiter of the first lines of a file: the one that most of them have the same number of.

    Of several the one with more cells, then the more usual one; a comma where no line has any.
    """
    bare = [_QUOTED.sub("", line) for line in lines if line.strip()]

    def regular(delimiter: str) -> tuple[int, int, int]:
        counts = Counter(found for line in bare if (found := line.count(delimiter)))
        cells, alike = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return alike, cells, -_DELIMITERS.index(delimiter)

    return max(_DELIMITERS, key=regular)


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

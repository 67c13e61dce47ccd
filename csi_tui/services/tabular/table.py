"""A file as a table: its header, and its rows of cells as they stand in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import TracebackType
from typing import Final, Literal, Self

from csi_tui.services.tabular.remarks import Remark

Cell = str | datetime | date | time | timedelta
"""A cell. Numbers are decimal texts (``"260.5"``, ``"13781049347"``), an empty cell is ``""``. Only a workbook has date
cells (a `datetime` without a zone or a `date`), times of day and durations."""

FORMULA_ERROR: Final = "#ERROR!"
"""Stands for a formula that ended in an error (``#N/A``, ``#REF!`` ...), which must not pass for an empty cell."""


class ImpreciseNumber(str):
    """A number cell of more than 15 digits: the spreadsheet has already replaced its last digits by zeros."""

    __slots__ = ()


SHEET_BITS: Final = 21
"""A sheet has at most 2**20 rows: a row of the third sheet that is read has the number ``2 << SHEET_BITS | row``."""


def row_in_sheet(number: int) -> tuple[int, int]:
    """Return which of the sheets read (from 0) a row's number is of, and its number there."""
    return number >> SHEET_BITS, number & ((1 << SHEET_BITS) - 1)


def _nothing() -> None:
    """There is nothing to close."""


@dataclass(frozen=True, slots=True)
class Table:
    """A csv file or one sheet of a workbook, opened for reading once.

    `rows` yields pairs of the row's number, as a spreadsheet shows it (the first row is 1, empty rows and the header
    count), and its cells. Empty rows are passed over; a row may be shorter or longer than the header. While the rows
    are read, `UnreadableFile` may still come (a quotation mark that is never closed, far down in a csv file).

    Use it in a ``with`` block, or call `close`.
    """

    name: str
    """The file's name, for messages."""
    format: Literal["csv", "xlsx", "xls", "ods", "json"]
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[tuple[int, Sequence[Cell]]]
    encoding: str | None = None
    """csv: what the text was decoded with."""
    delimiter: str | None = None
    """csv: what separates the cells."""
    sheet: str | None = None
    """Of a workbook: the sheet read."""
    sheets: tuple[str, ...] = ()
    """Of a workbook: all sheets, in the workbook's order."""
    height: int | None = None
    """Of a workbook: rows of the sheet, the header and empty ones among them."""
    remarks: list[Remark] = field(default_factory=list)
    """What was seen in reading; complete when the rows are read."""
    more: tuple[Callable[[], Table], ...] = ()
    """Of a workbook: what opens the further sheets that are to be read, one after the other."""
    close: Callable[[], None] = _nothing

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

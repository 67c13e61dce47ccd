"""What the sender's own totals say of a file, beside what was taken of it (docs/decisions/0059, *The sender's totals*).

Only a file that has a row of totals is read a second time for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import Final

from csi_tui.i18n import _
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.mapping import Mapped
from csi_tui.services.tabular.records import Row
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import ParsedRows, RepeatedRow, parse_rows
from csi_tui.services.tabular.rows_aside import TotalsRow
from csi_tui.services.tabular.table import Table, row_in_sheet
from csi_tui.services.tabular.untrusted_text import normal

ROWS: Final = ""
"""As the column of a total: the number of rows."""

TOTALS: Final = "totals"
"""What a remark on a row of totals is about."""

_FIGURES: Final = ("answer", "fen", "figure", "score")
_MOST_DECIMALS: Final = 6
_MEAN: Final = re.compile(r"平均|均值|均分|average|avg|mean", re.IGNORECASE)
_OF_A_GROUP: Final = re.compile(r"小计|小計|subtotal", re.IGNORECASE)
_FIGURE: Final = re.compile(
    r"(?:¥|RMB|CNY)?\s*(-?\d{1,3}(?:,\d{3})+|-?\d{1,15})(\.\d{1,10})?\s*(?:元|分)?", re.IGNORECASE
)
_COUNT: Final = re.compile(
    r"共?计?\s*(\d{1,9})\s*(条|行|份|单|單|户|戶|人|件|rows?|records?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class SenderTotal:
    """A figure of a row of totals: ``theirs`` as the file has it, ``ours`` of the rows taken or skipped.

    ``column`` is the id of the column, empty for the number of rows; ``row`` as a spreadsheet shows it.
    """

    sheet: str
    row: int
    word: str
    column: str
    theirs: str
    ours: str
    equal: bool


@dataclass(slots=True)
class _Sums:
    """How many rows, and of each column the sum and how many have it."""

    rows: int = 0
    sums: dict[str, Fraction] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)

    def add(self, values: Mapping[str, Fraction]) -> None:
        self.rows += 1
        for column, value in values.items():
            self.sums[column] = self.sums.get(column, Fraction(0)) + value
            self.filled[column] = self.filled.get(column, 0) + 1


def compared_totals(
    kind: str,
    opened: Callable[[], Table],
    zone: tzinfo,
    content: Mapped | None,
    header_row: int | None,
    totals: Sequence[TotalsRow],
    rejected: Collection[int],
) -> tuple[SenderTotal, ...]:
    """Hold every figure of the rows of totals against the good rows above it that are not ``rejected``."""
    figures = {column.id: column.cell for column in KINDS[kind] if column.cell in _FIGURES}
    found: list[SenderTotal] = []
    with opened() as table:
        parsed = parse_rows(kind, table, zone, content, header_row=header_row)
        good = (one for one in _good(parsed) if one[0] not in rejected)
        waiting = next(good, None)
        sheets = parsed.sheets
        for sheet in range(max(1, len(table.more) + 1)):
            whole, group = _Sums(), _Sums()
            name = ""
            for total in (*totals, None):
                # A sheet is named once its first row was read.
                while waiting is not None and row_in_sheet(waiting[0])[0] == sheet:
                    name = sheets[sheet] if sheets else ""
                    if total is not None and (total.sheet != name or row_in_sheet(waiting[0])[1] > total.row):
                        break
                    values = _values(waiting[1], figures)
                    whole.add(values)
                    group.add(values)
                    waiting = next(good, None)
                if total is not None and total.sheet == name:
                    found += _of_row(kind, total, whole, group, figures)
                    group = _Sums()
    return tuple(found)


def remarks_of(compared: Sequence[SenderTotal]) -> list[Remark]:
    """What is said of them; one that differs is for a person to look at."""
    return [
        Remark(
            TOTALS,
            _text(one).format(word=one.word, theirs=one.theirs, ours=one.ours),
            finding=not one.equal,
            sheet=one.sheet,
            row=one.row,
            column=one.column,
        )
        for one in compared
    ]


def _text(one: SenderTotal) -> str:
    # Of a dry run too, and of an import that was undone since: the store need not have any of them.
    if one.column == ROWS:
        if one.equal:
            return _("{word}: number of rows {theirs} in the file, and as many are not rejected.")
        return _("{word}: number of rows {theirs} in the file, {ours} that are not rejected.")
    if one.equal:
        return _("{word}: {theirs} in the file, and the same by the rows that are not rejected.")
    return _("{word}: {theirs} in the file, {ours} by the rows that are not rejected.")


def _good(parsed: ParsedRows) -> Iterator[tuple[int, Row]]:
    for one in parsed:
        if isinstance(one, RepeatedRow):
            yield one.number, one.row
        elif isinstance(one, tuple):
            yield one


def _values(row: Row, figures: Mapping[str, str]) -> dict[str, Fraction]:
    return {
        column: Fraction(value) / (100 if cell == "fen" else 1)
        for column, cell in figures.items()
        if (value := getattr(row, column)) is not None
    }


def _of_row(
    kind: str, total: TotalsRow, whole: _Sums, group: _Sums, figures: Mapping[str, str]
) -> Iterator[SenderTotal]:
    key = next((column.id for column in KINDS[kind] if column.cell == "code" and column.required), "")
    sums = (group, whole) if _OF_A_GROUP.search(total.word) else (whole, group)
    for column, text in total.cells.items():
        plain = normal(text)
        if column in figures:
            match = _FIGURE.fullmatch(plain)
            if match is None:
                continue
            theirs = Decimal(match[1].replace(",", "") + (match[2] or ""))
            shown = [_shown(one, column, theirs, mean=bool(_MEAN.search(total.word))) for one in sums]
            yield _compared(total, column, text, theirs, shown)
        elif (count := _COUNT.fullmatch(plain)) and (count[2] or column == key):
            yield _compared(total, ROWS, text, Decimal(count[1]), [Decimal(one.rows) for one in sums])


def _shown(sums: _Sums, column: str, theirs: Decimal, *, mean: bool) -> Decimal:
    """Our figure with as many decimals as theirs has, so that a mean is not called another for its rounding."""
    value = sums.sums.get(column, Fraction(0))
    if mean:
        value /= sums.filled.get(column, 0) or 1
    decimals = max(0, -int(theirs.as_tuple().exponent))
    while not mean and decimals < _MOST_DECIMALS and (value * 10**decimals).denominator != 1:
        # A sum is exact: one that needs more decimals differs.
        decimals += 1
    return _half_up(value, decimals)


def _half_up(value: Fraction, decimals: int) -> Decimal:
    """Round as a spreadsheet shows it: half up, away from zero on the half."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def _compared(
    total: TotalsRow, column: str, text: str, theirs: Decimal, ours: Sequence[Decimal]
) -> SenderTotal:
    fitting = next((one for one in ours if one == theirs), None)
    shown = ours[0] if fitting is None else fitting
    return SenderTotal(
        sheet=total.sheet,
        row=total.row,
        word=total.word,
        column=column,
        theirs=text,
        ours=f"{shown:f}",
        equal=fitting is not None,
    )

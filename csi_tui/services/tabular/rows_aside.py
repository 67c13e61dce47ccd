"""Rows of a table that are no records: totals, remarks below it, its headers once more. Left out, and said.

Only a row is looked at that would be rejected, or whose own number says "total": no record can be taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final

from csi_tui.i18n import ngettext
from csi_tui.services.tabular.header_names import folded
from csi_tui.services.tabular.remarks import Remark, listed
from csi_tui.services.tabular.table import Cell, row_in_sheet
from csi_tui.services.tabular.untrusted_text import normal, printable

_WORDS: Final = (
    "合计|合計|总计|總計|小计|小計|累计|累計|共计|共計|汇总|匯總|总和|总数|平均|平均值|平均分|均值|均分|"
    "total|totals|grandtotal|subtotal|sum|average|avg|mean"
)
_TOTAL: Final = re.compile(rf"(?:{_WORDS})[:]?", re.IGNORECASE)
_GROUP_TOTAL: Final = re.compile(r".{1,20}(?:合计|合計|总计|總計|小计|小計|汇总|匯總|平均)[:]?")
_NOTE: Final = re.compile(
    r"(?:注|备注|備註|说明|說明|附注|制表|製表|填表|审核|審核|数据来源|數據來源|统计|統計|note|remark|source)"
    r"[^:]{0,6}[:]|※|\*(?=\D)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """A row of totals as the file has it: its number, the word that says so, and its cells by column."""

    row: int
    word: str
    cells: dict[str, str]
    sheet: str = ""


@dataclass(slots=True)
class RowsAside:
    """The rows of a table that were left out so far."""

    words: ClassVar[frozenset[str]] = frozenset(_WORDS.split("|"))
    """A row whose number is one of these is looked at even where nothing is wrong with it."""

    sheet: str = ""
    """The sheet that is being read, where there are several."""
    totals: list[TotalsRow] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    headers: list[int] = field(default_factory=list)

    def begin(self, sheet: str) -> None:
        """Go on with another sheet."""
        self.sheet, self.notes, self.headers = sheet, [], []

    def takes(
        self, number: int, cells: Sequence[Cell], header: Sequence[str], positions: Mapping[str, int]
    ) -> bool:
        """Whether a row that would be rejected is none of the records; it is kept in mind then."""
        number = row_in_sheet(number)[1]
        filled = [cell for cell in cells if cell != "" and not (isinstance(cell, str) and not cell.strip())]
        if not filled:
            return False
        word = _totals_word(filled)
        if word:
            shown = {column: _shown(cells, place) for column, place in positions.items()}
            there = {name: text for name, text in shown.items() if text}
            self.totals.append(TotalsRow(number, word, cells=there, sheet=self.sheet))
        elif isinstance(filled[0], str) and _NOTE.match(normal(filled[0])):
            self.notes.append(number)
        elif [folded(cell) if isinstance(cell, str) else "" for cell in cells[: len(header)]] == list(
            map(folded, header)
        ):
            self.headers.append(number)
        else:
            return False
        return True

    def remarks(self) -> list[Remark]:
        """What is said of the rows of this sheet that were left out."""
        sheet = self.sheet
        totals = [row.row for row in self.totals if row.sheet == sheet]
        said = (
            (
                "totals-rows",
                totals,
                ngettext(
                    "Row {rows} holds totals and was left out.",
                    "Rows {rows} hold totals and were left out.",
                    len(totals),
                ),
            ),
            (
                "note-rows",
                self.notes,
                ngettext(
                    "Row {rows} holds a remark beside the table and was left out.",
                    "Rows {rows} hold remarks beside the table and were left out.",
                    len(self.notes),
                ),
            ),
            (
                "header-again",
                self.headers,
                ngettext(
                    "Row {rows} repeats the headers and was left out.",
                    "Rows {rows} repeat the headers and were left out.",
                    len(self.headers),
                ),
            ),
        )
        return [
            Remark(name, text.format(rows=listed(rows)), finding=False, sheet=sheet)
            for name, rows, text in said
            if rows
        ]


def _totals_word(filled: Sequence[Cell]) -> str:
    for place, cell in enumerate(filled):
        if not isinstance(cell, str):
            continue
        word = "".join(normal(cell).split())
        if _TOTAL.fullmatch(word) or (not place and _GROUP_TOTAL.fullmatch(word)):
            return printable(word)
    return ""


def _shown(cells: Sequence[Cell], place: int) -> str:
    return printable(str(cells[place])) if place < len(cells) else ""

"""What a header is called: spellings of one column, with a scale or a unit behind it, and what only resembles one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from csi_tui.services.tabular.column import CellKind, Column
from csi_tui.services.tabular.untrusted_text import normal

# What templates and forms hang on a header to say that it must be filled.
_MARKS: Final = "*＊∗"
_ASIDES: Final = ("(必填)", "(選填)", "(选填)", "(required)", "(optional)")

_BRACKETS: Final = str.maketrans("【】〔〕[]{}", "()()()()")
_IN_BRACKETS: Final = re.compile(r"(.+?)\s*\(([^()]*)\)", re.DOTALL)
_FIVE: Final = r"1[-~–—至到]5|5[-~–—至到]1"
_UNITS: Final[Mapping[CellKind, re.Pattern[str]]] = {
    "answer": re.compile(
        rf"(?:{_FIVE})(?:分制?|星|级|級)?|分|星|[5五](?:分制?|星|级|級)|满分[5五]分?|滿分[5五]分?|得分|评分|評分"
    ),
    "fen": re.compile(r"(?:单位[::])?(?:元|人民币元?|人民幣元?|rmb|cny|¥)"),
    "instant": re.compile(r"本地|本地时间|當地時間|当地时间|北京时间|local|localtime"),
}
"""What may stand in brackets behind a header without changing what its cells are. A scale of ten or a sum in units of
ten thousand would: such a header is not known."""
_ANY_UNIT: Final = re.compile(r"文本|文字|text|必填|可空|可不填|唯一")
_POINTS: Final = ("得分", "评分", "評分", "打分", "分值")

_LEFT_OUT: Final = (
    "备注|備註|備注|注|说明|說明|备注说明|remark|remarks|note|notes|comment|comments|序号|序號|no|no.|#|index"
)
"""Columns that files have beside the table: left out without a word."""
_REASON: Final = ("未导入原因", "notimportedbecause")
"""The column of a file of rejected rows that says why."""
CALL_LIST: Final[Mapping[str, tuple[str, str]]] = {
    "name": ("call: customer", "回访：客户"),
    "phone": ("call: phone", "回访：电话"),
    "product": ("call: product", "回访：产品"),
    "person": ("call: repaired by", "回访：经办人"),
    "completed_at": ("call: finished", "回访：完工"),
}
"""What stands beside the answers in a list of customers to call, with its header in English and in Chinese: read by
who calls, left out without a word when the list comes in."""


def folded(header: str) -> str:
    """Return what two spellings of one header have in common: width, case, blanks, underscores, marks go."""
    text = normal(header.lstrip("\ufeff")).casefold().strip(_MARKS)
    for aside in _ASIDES:
        text = text.removesuffix(aside)
    return "".join(text.replace("_", "").replace("-", "").split()).strip(_MARKS)


_REMARKS: Final = frozenset(
    (*_LEFT_OUT.split("|"), *_REASON, *(folded(name) for names in CALL_LIST.values() for name in names))
)


def is_remark(header: str) -> bool:
    """Whether a header is one of a column for remarks, for the numbers of the lines, or for whom to call."""
    return folded(header) in _REMARKS


class HeaderNames:
    """The columns of a kind by what their headers may be; a mapping's headers before all others."""

    def __init__(self, columns: Sequence[Column], mapped: Mapping[str, str]) -> None:
        self._columns = {column.id: column for column in columns}
        self._mapped = {folded(header): column for header, column in mapped.items()}
        self._names = {
            folded(header): column.id for column in columns for header in (column.id, *column.headers)
        }

    def column_of(self, header: str) -> str | None:
        """Return the id of the column that a header names, None for one that is not known."""
        key = folded(header)
        found = self._mapped.get(key, self._names.get(key))
        if found is None and key:
            found = self._with_unit(header)
        return found

    def _with_unit(self, header: str) -> str | None:
        text = normal(header.translate(_BRACKETS)).translate(_BRACKETS).casefold().strip(_MARKS).strip()
        base, unit = text, ""
        if match := _IN_BRACKETS.fullmatch(text):
            base, unit = match[1], "".join(match[2].split())
        key = folded(base)
        column = self._columns.get(self._names.get(key, ""))
        if column is None:
            for points in _POINTS:
                column = self._columns.get(self._names.get(key.removesuffix(points), ""))
                if column is not None and column.cell == "answer" and key.endswith(points):
                    break
                column = None
        if column is None:
            return None
        allowed = _UNITS.get(column.cell)
        if not unit or _ANY_UNIT.fullmatch(unit) or (allowed is not None and allowed.fullmatch(unit)):
            return column.id
        return None

    def resembled(self, header: str, taken: Collection[str]) -> str | None:
        """Return the column, none of those `taken`, that an unknown header could be meant for."""
        text = normal(header.translate(_BRACKETS)).translate(_BRACKETS)
        match = _IN_BRACKETS.fullmatch(text)
        near = [
            (abs(len(name) - len(key)), name, column)
            for key in {folded(text), folded(match[1] if match else text)}
            for name, column in self._names.items()
            if column not in taken and _resembles(key, name)
        ]
        return min(near)[2] if near else None


def _resembles(header: str, name: str) -> bool:
    least = 4 if name.isascii() else 2
    if min(len(header), len(name)) < least:
        return False
    if (name in header or header in name) and abs(len(header) - len(name)) <= max(4, len(name)):
        return True
    return min(len(header), len(name)) > least and _one_edit(header, name)


def _one_edit(one: str, other: str) -> bool:
    """Whether one character put in, left out, changed or swapped with its neighbour makes the one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])

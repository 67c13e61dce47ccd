"""What a workbook's number formats make of a number that is shown: another one, for whoever types or reads it.

``100%`` is stored as 1, an employee ``0042`` as 42, ``3.5万`` as 35000 (ECMA-376 part 1, 18.8.30 and 18.8.31).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal
from xml.etree import ElementTree

from csi_tui.i18n import _
from csi_tui.services.tabular.unclear import UnclearCell

_PERCENT_IDS: Final = frozenset({9, 10})
"""Formats that every workbook has without saying so: ``0%`` and ``0.00%``."""

_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|[_*].')
_IN_SQUARE: Final = re.compile(r"\[[^\]]*\]")
_OF_A_DATE: Final = re.compile(r"[ymdhs]|AM/PM|上午", re.IGNORECASE)
_ZEROS: Final = re.compile(r"0{2,}")
_IN_THOUSANDS: Final = re.compile(r"[0#?],+(?![0#?,])")
_SAYS_ANOTHER: Final = re.compile(r"[0-9%‰千百万亿萬億]|\b[kKmM]\b|[A-Za-z]\s*$")
_MONEY_SIGNS: Final = re.compile(r"RMB|CNY|US\$?|USD|HK\$?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format does to numbers; ``zeros``: how many digits it shows at least."""

    kind: Literal["percent", "zeros", "other"]
    zeros: int = 0

    def cell(self, number: str) -> UnclearCell:
        """Return a number cell of this format. `number`: the number stored, as a decimal text."""
        if self.kind == "percent":
            shown = f"{(Decimal(number) * 100).normalize():f}%"
            reason = _(
                "a percentage, stored as {number}; format the column as a number and enter what is meant"
            ).format(number=number)
            return UnclearCell(shown, reason, {"text": shown})
        reason = _(
            "a number whose format shows another one than the {number} stored; format the column as number or text"
        ).format(number=number)
        if self.kind == "zeros" and number.isdigit():
            padded = number.zfill(self.zeros)
            return UnclearCell(padded, reason, {"text": padded, "code": padded, "figure": number})
        return UnclearCell(number, reason)


def formats_that_matter(styles: bytes) -> Mapping[int, NumberFormat]:
    """Return the cell styles (by index, as cells name them) whose format shows another number than is stored.

    `styles`: the workbook's part of that name. Raises `ElementTree.ParseError`.
    """
    root = ElementTree.fromstring(styles)
    codes: dict[str, str] = {}
    cells: list[str] = []
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "numFmt":
            codes.setdefault(element.get("numFmtId", ""), element.get("formatCode", ""))
        elif name == "cellXfs":
            cells = [xf.get("numFmtId", "0") for xf in element]
    return formats_of(cells, codes)


def formats_of(styles: Sequence[str], codes: Mapping[str, str]) -> Mapping[int, NumberFormat]:
    """Return those of the cell styles whose format shows another number than is stored, by their place.

    `styles`: the identifier of each one's format; `codes`: the codes of the formats that the workbook has itself.
    """
    found = {}
    for index, identifier in enumerate(styles):
        if identifier in codes:
            one = number_format(codes[identifier])
        else:
            percent = identifier.isdigit() and int(identifier) in _PERCENT_IDS
            one = NumberFormat("percent") if percent else None
        if one is not None:
            found[index] = one
    return found


def number_format(code: str) -> NumberFormat | None:
    """Return what a format code does to a number, None where the number shown is the one stored."""
    literals = "".join(f"{quoted}{escaped}" for quoted, escaped in _LITERAL.findall(code))
    sections = _IN_SQUARE.sub("", _LITERAL.sub("", code)).split(";")
    bare = sections[0]
    if "%" in bare:
        return NumberFormat("percent")
    if _OF_A_DATE.search(bare.replace("General", "")) or bare.strip() == "@":
        return None
    if _ZEROS.fullmatch(bare.strip()) and not literals.strip():
        return NumberFormat("zeros", len(bare.strip()))
    silent = not any(sign in bare for sign in "0#?@") and "General" not in bare
    if silent or _IN_THOUSANDS.search(bare) or _SAYS_ANOTHER.search(_MONEY_SIGNS.sub("", literals)):
        return NumberFormat("other")
    return None

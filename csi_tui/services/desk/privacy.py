"""Personal data on screens and in reports (docs/rules.md, rule 21)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from csi_db.phone_ends import HEAD, shown_end
from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.services.tabular.column import Column

ERASED: Final = "[erased 已删除]"
"""What stands in place of a text that was erased: in a name, a fault, a note. Whoever reads the row in another tool
understands it; the program says it in the user's language."""

_PSEUDONYM: Final = "离职员工{n} former employee"
LIKE_PSEUDONYM: Final = _PSEUDONYM.format(n="%")
"""How the names of those who bear a pseudonym look, as SQL asks."""
_PSEUDONYMS = re.compile(_PSEUDONYM.format(n=r"(\d{4,})"))

DISTRICT = 6
LONG = 7
"""So many digits one behind the other may be a phone number."""
_MOMENT = re.compile(r"20\d\d(?:-?[01]\d-?[0-3]\d|[./][01]?\d[./][0-3]?\d)(?:[ T]\d\d:?\d\d)?(?![\d./])")
_PARTED = r"(?:[ .\-‐-―()/]{0,2}\d)"
_MOBILE = rf"(?<!\d)(?:(?:\+|00)?86[ -]?)?1[3-9]{_PARTED}{{9}}(?!\d)"
_OTHER = rf"(?<![\dA-Za-z*])(?<![\dA-Za-z][-_/])\d{_PARTED}{{{LONG - 1},}}"
_WRITTEN = re.compile(rf"{_MOMENT.pattern}|{_MOBILE}|{_OTHER}")
"""What may be a phone number in a text; behind a Latin letter a mobile one alone, for what else stands there is the
number of an order or a product. Days and times of day are none."""


def next_pseudonym(borne: Iterable[str]) -> str:
    """What takes the place of the name of somebody who left: numbered in the order in which it was done, so that it
    says nothing of who it is; ``borne``: those that there are."""
    numbers = [int(found[1]) for found in map(_PSEUDONYMS.fullmatch, borne) if found]
    return _PSEUDONYM.format(n=f"{max(numbers, default=0) + 1:04d}")


def is_pseudonym(name: str) -> bool:
    """Whether a name is one that takes the place of another."""
    return _PSEUDONYMS.fullmatch(name) is not None


def mask_name(name: str) -> str:
    """Leave the first sign of a name: ``张样例`` becomes ``张**``."""
    return name[:1] + "*" * (len(name) - 1)


def mask_phone(phone: str | None) -> str:
    """Hide the middle of a phone number: ``13800001234`` becomes ``138****1234``; short ones are hidden whole."""
    if not phone:
        return ""
    end = shown_end(phone)
    if not end:
        return "*" * len(phone)
    return f"{phone[:HEAD]}{'*' * (len(phone) - HEAD - len(end))}{end}"


def mask_address(address: str | None) -> str:
    """Leave the town or district: at most six signs and half of it, none from the first figure on; then ``****``."""
    if not address:
        return ""
    before_figures = re.split(r"\d", address)[0]
    return f"{before_figures[: min(DISTRICT, len(address) // 2)]}****"


MASKS: Final[Mapping[str, Callable[[str | None], str]]] = {"phone": mask_phone, "address": mask_address}
"""How a value is shown to those who may not see it whole, by the mask of its column."""
FREE = ("text", "lines")
"""Cells of columns in which people write what they like."""


def without_phones(text: str | None) -> str:
    """A text as people wrote it, with as many signs, the phone numbers in it masked like any (docs/rules.md, rule 21).

    The one place that every list, sheet, export, receipt and answer has free texts from: names of customers, faults,
    what was said and agreed, notes, reasons. Seven digits one behind the other are hidden, whatever they are.
    """
    if text == ERASED:
        return _("erased")
    return _WRITTEN.sub(_hidden, text) if text else ""


def _hidden(found: re.Match[str]) -> str:
    text = found[0]
    if _MOMENT.fullmatch(text):
        return text
    signs = iter(mask_phone("".join(filter(str.isdecimal, text))))
    return "".join(next(signs) if sign.isdecimal() else sign for sign in text)


def seen_by_all(column: Column, value: str | None) -> str:
    """A text of a row as those see it who may not see it whole, by its column: masked, or without phone numbers."""
    if column.mask:
        return MASKS[column.mask](value)
    return without_phones(value) if column.cell in FREE else value or ""

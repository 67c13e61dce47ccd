"""What no text of the store may hold: signs that a terminal obeys, that turn the direction of reading, or are none.

One rule for whatever comes in, by a file, the command line or a form; the store itself holds it (:mod:`csi_db.bulk`,
:mod:`csi_db.store`), so that no use case can pass it by.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

DIRECTION: Final = frozenset("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the reading direction: what they show is not what is stored."""
INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u180e")
)
"""Marks that are drawn as nothing and say nothing; left out wherever a text is read."""
REPLACEMENT: Final = "\ufffd"
"""What a terminal's driver or another program has put where bytes were no characters: the text itself is lost."""
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as nothing."""
_OBEYED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


class UnfitText(ValueError):
    """A text was about to be stored that holds such a sign; ``sign`` is it."""

    def __init__(self, sign: str) -> None:
        super().__init__(f"U+{ord(sign):04X}")
        self.sign = sign


def unfit_sign(text: str, *, lines: bool = True) -> str | None:
    """The first sign of a text that may not be stored; None where there is none. ``lines``: line breaks may."""
    if text.isprintable() and REPLACEMENT not in text:
        return None
    for sign in text:
        if sign == "\n":
            if not lines:
                return sign
        elif (
            sign == REPLACEMENT or unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") or sign in DIRECTION
        ):
            return sign
    return None


def is_seen(text: str) -> bool:
    """Whether any sign of a text leaves ink: separators, controls, marks of direction or width, on nothing, do not."""
    return any(unicodedata.category(sign)[0] not in "ZCM" and sign not in _BLANK for sign in text)


def shown(text: str) -> str:
    """A text for a terminal: what it would obey is written out, line breaks stay."""
    return _OBEYED.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        # A byte of the command line or of a file's name that is no character: Python carries it so.
        code -= 0xDC00
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"


def shown_json(text: str) -> str:
    """The text of a JSON document, in which such signs stand in strings alone: the same document without them."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def refuse_unfit(value: object) -> None:
    """Refuse a value that is such a text.

    Raises:
        UnfitText: it is.
    """
    if isinstance(value, str) and (sign := unfit_sign(value)) is not None:
        raise UnfitText(sign)

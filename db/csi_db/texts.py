"""What no text of the store may hold: signs that a terminal obeys, that turn the direction of reading, or are none.

One rule for whatever comes in, by a file, the command line or a form; the store itself holds it (:mod:`csi_db.bulk`,
:mod:`csi_db.store`), so that no use case can pass it by.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

DIRECTION: Final = frozenset(
    "\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u206a\u206b\u206c\u206d\u206e\u206f\ufff9\ufffa\ufffb"
)
"""Marks that turn the reading direction, mirror signs, change digits or lay one text over another: what they show is
not what is stored."""
_IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties 16.0), of which ``unicodedata`` knows nothing: whatever
is drawn as nothing where it has no effect, assigned or not, so that two texts with and without it look alike."""
# Letters that join, stack or change by what stands between them: Arabic to Myanmar, Khmer and Mongolian, and others.
_JOINING: Final = "\u0620-\u109f\u1780-\u17b3\u1820-\u18af\u1900-\u1cff\ua800-\uabff\U00010a00-\U00011fff"
_PICTURE: Final = "\u203c\u2049\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\u00a9\u00ae\U0001f000-\U0001faff"
_IDEOGRAPH: Final = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SAYING_NOTHING: Final = (
    # What says something where it stands, and stays: the flag of a country in a country, the joint of a family or of
    # letters, the form of a picture, of a number on a key, of an ideograph or of a Mongolian letter.
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f"
    f"|(?<=[{_PICTURE}\ufe0f])\u200d(?=[{_PICTURE}])"
    f"|(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])"
    f"|(?<=[{_PICTURE}])[\ufe0e\ufe0f]"
    "|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    f"|(?<=[{_IDEOGRAPH}])[\ufe00-\ufe0f\U000e0100-\U000e01ef]"
    "|(?<=[\u1820-\u18af])[\u180b-\u180d\u180f])"
    f"|(?![{''.join(sorted(DIRECTION))}])[{_IGNORABLE}]"
)
_DRAWN_AS_NOTHING: Final = re.compile(f"[{_IGNORABLE}]")
REPLACEMENT: Final = "\ufffd"
"""What a terminal's driver or another program has put where bytes were no characters: the text itself is lost."""
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that are drawn as nothing."""
_OBEYED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
)


@cache
def _saying_nothing() -> re.Pattern[str]:
    """Made when it is first asked for: it takes a tenth of a quick look-up, which has no use for it."""
    return re.compile(_SAYING_NOTHING)


def without_invisible(text: str) -> str:
    """A text without marks that are drawn as nothing and say nothing; those that mean something where they stand stay.

    What :data:`DIRECTION` names stays as well: it is refused.
    """
    return text if text.isascii() else _saying_nothing().sub(lambda found: found[1] or "", text)


def holds_invisible(text: str) -> bool:
    """Whether any mark of a text may be drawn as nothing."""
    return not text.isascii() and _DRAWN_AS_NOTHING.search(text) is not None


def number_of(text: str) -> str:
    """A number without any such mark: there none means anything, and two numbers that look alike are one."""
    return text if text.isascii() else _DRAWN_AS_NOTHING.sub("", text)


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

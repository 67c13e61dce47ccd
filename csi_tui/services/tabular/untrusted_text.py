"""Text of unknown origin: what of it is kept, and how it is shown in a message."""

from __future__ import annotations

import unicodedata
from typing import Final

from csi_db.texts import REPLACEMENT, is_seen, number_of, shown, shown_json, unfit_sign, without_invisible
from csi_tui.i18n import _

_SHOWN_CHARACTERS: Final = 60
LONGEST_GIVEN: Final = 2000
"""Characters of the longest text that any form, file or command keeps: a fault, what a customer said."""
PATH_CHARACTERS: Final = 1000
"""A path is of no use when it is cut off."""


def printable(text: str, limit: int = _SHOWN_CHARACTERS) -> str:
    """Return `text` on one line, at most `limit` characters, with nothing in it that moves a terminal's cursor."""
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    if shown.isprintable():
        return shown
    return "".join(
        mark if mark.isprintable() or unicodedata.category(mark) == "Zs" else f"\\x{ord(mark):02x}"
        for mark in shown
    )


def written_out(text: str) -> str:
    """Return `text` whole, its line breaks too, with whatever a terminal would obey written out."""
    return shown(text)


def written_out_json(text: str) -> str:
    """Return the text of a JSON document with such signs as escapes: the same document."""
    return shown_json(text)


def normal(text: str) -> str:
    """Return `text` in NFKC form without blanks around it: full-width digits and letters become plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def plain_number(text: str) -> str:
    """Return a number in its normal form, without signs that are drawn as nothing."""
    return number_of(normal(text)).strip()


class BadText(Exception):
    """A text that cannot be kept. `reason` is translated and starts in lower case."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def storable(text: str, *, lines: bool = False) -> str:
    """Return `text` as it is kept: plain blanks, no invisible marks, "" where nothing of it would be seen.

    The rule of every text that comes in: cells of files, fields of forms, words of the command line, reasons and
    notes. With `lines`, line breaks stay. Raises `BadText`.
    """
    text = text.strip()
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = without_invisible(text)
    sign = unfit_sign(text, lines=lines)
    if sign is not None:
        raise BadText(why_unfit(sign))
    text = "".join(" " if unicodedata.category(mark) == "Zs" else mark for mark in text).strip()
    return text if is_seen(text) else ""


def why_unfit(sign: str) -> str:
    """Return what is wrong with a sign that may not be kept."""
    if sign == "\n":
        return _("a line break where one line belongs")
    if "\ud800" <= sign <= "\udfff":
        return _("bytes that are no characters; type it again, in UTF-8")
    if sign == REPLACEMENT:
        return _(
            "a character that was lost on its way (U+FFFD); set the terminal to UTF-8, or save the file as UTF-8, and "
            "enter it again"
        )
    return _("an invisible control character (U+{code})").format(code=f"{ord(sign):04X}")

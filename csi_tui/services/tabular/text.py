"""Text of unknown origin, made fit to be shown in a message."""

from __future__ import annotations

import unicodedata
from typing import Final

_SHOWN_CHARACTERS: Final = 60
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


def normal(text: str) -> str:
    """Return `text` in NFKC form without blanks around it: full-width digits and letters become plain ones."""
    return unicodedata.normalize("NFKC", text).strip()

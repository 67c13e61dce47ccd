"""Tables for a terminal: columns padded by display width, so that Chinese lines up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from csi_tui.i18n import _

WIDE = frozenset("WF")
_WORDS = re.compile("[^\\s\u2e80-\uffef]+[，。、；：）”]*\\s*|[\u2e80-\uffef][，。、；：）”]*\\s*|\\s+")
"""Words with the blanks behind them; of Chinese each character, with what closes it."""


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in WIDE else 1
        for char in text
    )


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill a text with spaces to a width, on its right or, for figures, on its left."""
    fill = " " * max(0, columns - width(text))
    return fill + text if right else text + fill


def cut(text: str, columns: int) -> str:
    """A text that fits so many columns; one that is longer ends in a mark of it."""
    if width(text) <= columns:
        return text
    taken = 0
    for place, char in enumerate(text):
        taken += width(char)
        if taken > columns - 1:
            return text[:place].rstrip() + "…"
    return text


def wrapped(text: str, columns: int | None) -> str:
    """A sentence on lines of so many columns at most, broken between words, in Chinese anywhere; None: on one line."""
    if columns is None:
        return text
    lines = [""]
    for word in _WORDS.findall(text):
        if lines[-1] and width(lines[-1] + word.rstrip()) > columns:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return "\n".join(lines)


def safe(text: str) -> str:
    """A text without the control characters that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def table(header: Sequence[str], rows: Sequence[Sequence[str]], figures: frozenset[int] = frozenset()) -> str:
    """A table as lines; ``figures`` are the columns that stand to the right."""
    shown = [list(map(safe, header)), *(list(map(safe, row)) for row in rows)]
    widths = [max(width(row[index]) for row in shown) for index in range(len(header))]
    return "\n".join(
        "  ".join(pad(cell, widths[index], right=index in figures) for index, cell in enumerate(row)).rstrip()
        for row in shown
    )


def labelled(label: str, text: object) -> str:
    """A label and what it is of, with the colon of the language in force."""
    return _("{label}: {text}").format(label=label, text=text)

"""Chinese text on several lines: no line begins with what closes or parts the one before (，。、）…)."""

from __future__ import annotations

from rich._wrap import divide_line
from textual import content

BEGINS_NONE = frozenset("，。、；：？！）］】》」』”’…%％")
"""Signs that stand behind something, on its line, as in print."""


def breaks(text: str, width: int, fold: bool = True) -> list[int]:
    """Where a text is broken into lines of so many cells: as Textual does, but what stands before such a sign goes
    with it to the next line. A text for which there is no such place stays as Textual has it.
    """
    found = divide_line(text, width, fold)
    if not any(text[at] in BEGINS_NONE for at in found):
        return found
    placed: list[int] = []
    start = 0
    while rest := divide_line(text[start:], width, fold):
        start = _before(text, start, start + rest[0])
        placed.append(start)
    return placed


def _before(text: str, start: int, at: int) -> int:
    """The nearest place at or before one at which a line may begin; the place itself, where there is none."""
    place = at
    while place > start and not _may_begin(text, place):
        place -= 1
    return place if place > start else at


def _may_begin(text: str, at: int) -> bool:
    """Whether a line may begin there: with no such sign, no blank, and not within a word or a number."""
    sign, before = text[at], text[at - 1]
    within = sign.isascii() and before.isascii() and not before.isspace()
    return sign not in BEGINS_NONE and not sign.isspace() and not within


def keep_line_starts() -> None:
    """Have Textual break lines so."""
    setattr(content, "divide_line", breaks)  # noqa: B010

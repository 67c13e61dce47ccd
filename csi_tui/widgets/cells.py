"""Cells of tables: plain text, never markup, for data may hold a bracket."""

from __future__ import annotations

from datetime import date, datetime

from rich.text import Text

STRUCK_MARK = "×"
"""In front of the number of a line that is struck out. Where a word has room, it stands in a column of its own."""


def cell(text: object, style: str = "") -> Text:
    """A cell that is cut off with an ellipsis where the column ends."""
    shown = "" if text is None else str(text)
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else " " for char in shown)
    return Text(shown, style=style, no_wrap=True, overflow="ellipsis")


def struck_cell(shown: Text, struck: bool) -> Text:
    """A cell of a line that may be struck out: it stays readable, with a line through it."""
    if struck:
        shown.stylize("strike")
    return shown


def figure(text: object, style: str = "") -> Text:
    """A cell that stands to the right, for figures."""
    found = cell(text, style)
    found.justify = "right"
    return found


def in_year(instant: datetime | None, year: int) -> str:
    """A site-local instant where there is little room: month, day and time in that year, else the day with its year."""
    if instant is None:
        return ""
    return instant.strftime("%m-%d %H:%M" if instant.year == year else "%Y-%m-%d")


def short_time(instant: datetime | None, year: int) -> Text:
    """The same as a cell; ``year`` is the present one."""
    return cell(in_year(instant, year))


def long_time(instant: datetime | date | None) -> str:
    """A site-local instant, to the minute."""
    return "" if instant is None else instant.strftime("%Y-%m-%d %H:%M")

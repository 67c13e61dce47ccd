"""Cells of tables: plain text, never markup, for data may hold a bracket."""

from __future__ import annotations

from datetime import date, datetime

from rich.text import Text


def cell(text: object, style: str = "") -> Text:
    """A cell that is cut off with an ellipsis where the column ends."""
    shown = "" if text is None else str(text)
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() else " " for char in shown)
    return Text(shown, style=style, no_wrap=True, overflow="ellipsis")


def figure(text: object, style: str = "") -> Text:
    """A cell that stands to the right, for figures."""
    found = cell(text, style)
    found.justify = "right"
    return found


def short_time(instant: datetime | None) -> Text:
    """Month, day and time of a site-local instant."""
    return cell("" if instant is None else instant.strftime("%m-%d %H:%M"))


def long_time(instant: datetime | date | None) -> str:
    """A site-local instant, to the minute."""
    return "" if instant is None else instant.strftime("%Y-%m-%d %H:%M")

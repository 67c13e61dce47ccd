"""Sections of lines of text in so many columns: what a screen shows below each other, and a command prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import wrapped
from csi_tui.services.tabular.fitted import Columns, fitted


class Section(NamedTuple):
    """A part of a sheet: its id, its title, its lines."""

    id: str
    title: str
    lines: list[str]


def wrapped_lines(texts: Iterable[str], columns: int | None, *, margin: str = "") -> list[str]:
    """Each text in as many lines as it needs behind a margin; None: in one."""
    room = None if columns is None else columns - len(margin)
    return [margin + line for text in texts for line in wrapped(text, room).split("\n")]


def numbered_lines(texts: Iterable[str], columns: int | None) -> list[str]:
    """The same, each with its number before it."""
    lines: list[str] = []
    for place, text in enumerate(texts, start=1):
        head = f"{place}. "
        first, *rest = wrapped(text, None if columns is None else columns - len(head)).split("\n")
        lines += [head + first, *(" " * len(head) + line for line in rest)]
    return lines


def table_lines(table: Columns | None, columns: int | None, below: Iterable[str] = ()) -> list[str]:
    """A table as there is room for it, the texts that belong below it, and which columns are left out."""
    if table is None:
        return []
    laid = fitted(table, columns)
    return [*laid.lines(), *wrapped_lines([*below, *left_out(laid.left_out)], columns)]


def left_out(headers: Iterable[str]) -> list[str]:
    """That columns are left out, and where they are; nothing where none is."""
    named = _(", ").join(headers)
    if not named:
        return []
    return [
        _("Left out for want of room: {columns}. They are there in a wider terminal, or in a file.").format(
            columns=named
        )
    ]

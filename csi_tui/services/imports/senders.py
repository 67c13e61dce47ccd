"""Whose file it is: what a mapping, given or remembered, says of its headers (docs/decisions/0059)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports import mappings
from csi_tui.services.tabular.mapping import Mapped, first_rows, layouts_in, read_mapping
from csi_tui.services.tabular.rows import ParsedRows
from csi_tui.services.tabular.table import Table

Given = Path | Mapped
"""A mapping that the user names: its file, or its content as it was agreed to on screen."""


class Sender(NamedTuple):
    """A file with what holds for its headers; ``given``: by the mapping that the user named."""

    table: Table
    content: Mapped | None
    given: bool


class Lesson(NamedTuple):
    """Headers, and what is to be remembered of them."""

    headers: Sequence[str]
    content: Mapped


def sender_of(desk: Desk, kind: str, table: Table, mapping: Given | None) -> Sender:
    """Find the mapping of a file: the one given, else what is remembered of its headers.

    Raises:
        UnreadableFile: the headers are nearly those of a sender with a mapping, or the one given cannot be read.
    """
    if mapping is not None:
        content = read_mapping(mapping) if isinstance(mapping, Path) else mapping
        return Sender(table, content, True)
    known = mappings.remembered(desk, kind)
    table, rows = first_rows(table)
    layout = next((found for found in layouts_in(rows) if found in known), "")
    if not layout:
        for cells in rows:
            mappings.refuse_changed(table.name, kind, cells, known)
        return Sender(table, None, False)
    if known[layout].content:
        table.remarks.append(mappings.used(known[layout]))
    return Sender(table, known[layout].content, False)


def lesson_of(kind: str, sender: Sender, parsed: ParsedRows) -> Lesson | None:
    """What is to be remembered of the file; says what is new about it."""
    if sender.given:
        return Lesson(parsed.header, sender.content or {})
    if sender.content is not None or not parsed.unknown:
        return None
    sender.table.remarks.append(mappings.new_layout(kind, parsed.unknown))
    return Lesson(parsed.header, {})

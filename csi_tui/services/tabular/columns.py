"""The columns of each kind of file, and which column of a file is which (docs/files.md §2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from csi_tui.i18n import _, current_language, ngettext
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.header_names import HeaderNames, is_remark
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.mapping import LEAVE_OUT, Mapped, headers_of
from csi_tui.services.tabular.table import Table
from csi_tui.services.tabular.untrusted_text import printable

_SHOWN_HEADERS: Final = 12


@dataclass(frozen=True, slots=True)
class Match:
    """Which column of a file is which. `positions`: column id to its place in a row, from 0."""

    positions: Mapping[str, int]
    unknown: tuple[str, ...] = ()
    """Headers that no column of the kind has, as they stand in the file: reported, and their cells left out."""
    resembling: tuple[tuple[str, str], ...] = ()
    """Those among them that could be meant for a column which the file does not have, with its id."""


def columns_of(kind: str) -> tuple[Column, ...]:
    """Return the columns of a kind of file, in the order of docs/files.md §2. Raises `UserError` for no kind."""
    try:
        return KINDS[kind]
    except KeyError:
        raise UserError(
            _("There is no kind of file “{kind}”. The kinds: {kinds}.").format(
                kind=printable(kind), kinds=_(", ").join(KINDS)
            )
        ) from None


def column_label(kind: str, column: str) -> str:
    """Return how a column is called in a sentence: its id, for readers of Chinese with the header of the template."""
    headers = {known.id: known.chinese for known in columns_of(kind)}
    if current_language() != "zh" or column not in headers:
        return column
    return _("{id} ({chinese})").format(id=column, chinese=headers[column])


def header_names(kind: str, mapping: Mapped | None = None) -> HeaderNames:
    """Return what headers are known for a kind. Raises `UserError` for a mapping to a column that it does not have."""
    columns = columns_of(kind)
    return HeaderNames(columns, headers_of(kind, columns, mapping or {}))


def match_columns(
    kind: str, table: Table, names: HeaderNames, needed: Collection[str] = frozenset()
) -> Match:
    """Find the columns of `kind` in a table's header, by the names of `header_names`.

    Raises `UnreadableFile` (exit status 3) when a column is missing that every row or the caller (`needed`: ids) needs,
    when a survey has none of its answers, or when two columns of the file are the same.
    """
    columns = columns_of(kind)
    positions: dict[str, int] = {}
    unknown: list[str] = []
    strange: list[str] = []
    last = max((place for place, header in enumerate(table.header) if header.strip()), default=-1)
    for place, header in enumerate(table.header[: last + 1]):
        column = names.column_of(header)
        if column is None:
            if not is_remark(header):
                unknown.append(
                    printable(header.strip()) or _("column {n} without a header").format(n=place + 1)
                )
                strange.append(header)
        elif column != LEAVE_OUT:
            if column in positions:
                raise _twice(table, column, positions[column], place)
            positions[column] = place
    near = tuple(
        (printable(header.strip()), column)
        for header in strange
        if (column := names.resembled(header, positions)) is not None
    )
    answers = {column.id for column in columns if column.cell == "answer"}
    if answers.isdisjoint(positions):
        needed = answers | set(needed)
    missing = [
        column
        for column in columns
        if (column.required or column.id in needed) and column.id not in positions
    ]
    if missing:
        raise _missing(kind, table, missing, near)
    return Match(positions, tuple(unknown), near)


def _twice(table: Table, column: str, first: int, second: int) -> UnreadableFile:
    return UnreadableFile(
        _("{file} has the column {column} twice: “{first}” and “{second}”. Remove one.").format(
            file=table.name,
            column=column,
            first=printable(table.header[first].strip()),
            second=printable(table.header[second].strip()),
        )
    )


def _missing(
    kind: str, table: Table, missing: Sequence[Column], near: Sequence[tuple[str, str]]
) -> UnreadableFile:
    """Say which columns are missing, what the row of headers holds instead, and what to do."""
    headers = [printable(header.strip()) for header in table.header if header.strip()]
    found = _(", ").join(headers[:_SHOWN_HEADERS]) + (" …" if len(headers) > _SHOWN_HEADERS else "")
    text = ngettext(
        "{file} lacks the column {columns}, which {kind} must have. Its row {row} holds: {found}.",
        "{file} lacks the columns {columns}, which {kind} must have. Its row {row} holds: {found}.",
        len(missing),
    ).format(
        file=table.name,
        columns=_(", ").join(
            _("{id} ({chinese})").format(id=column.id, chinese=column.chinese) for column in missing
        ),
        kind=kind,
        row=table.header_row,
        found=found,
    )
    lacking = {column.id for column in missing}
    meant = [pair for pair in near if pair[1] in lacking]
    advice = resembles(*meant[0]) if meant else _advice(kind, table)
    at_desk = resembles_at_desk(*meant[0]) if meant else advice
    return UnreadableFile(
        _("{sentence} {more}").format(sentence=text, more=advice or _template(kind)),
        at_desk=(_("{sentence} {more}").format(sentence=text, more=at_desk) if at_desk else text),
    )


def resembles(header: str, column: str) -> str:
    """Say which column an unknown header could be meant for, and how to name it."""
    return _(
        "“{header}” could be meant for {column}. If it is, name it in a file with the line {line}, given by --mapping."
    ).format(header=header, column=column, line=f'"{header}" = "{column}"')


def resembles_at_desk(header: str, column: str) -> str:
    """The same to somebody at the application, who says so at the columns of the file."""
    return _("“{header}” could be meant for {column}. If it is, say so at “Columns”.").format(
        header=header, column=column
    )


def _advice(kind: str, table: Table) -> str:
    """What the file may be instead; empty where nothing says it."""
    for other, columns in KINDS.items():
        names = HeaderNames(columns, {})
        held = {names.column_of(header) for header in table.header}
        if other != kind and all(column.id in held for column in columns if column.required):
            return _("These are the columns of {kind}.").format(kind=other)
    if len(table.sheets) > 1:
        return _("It is the sheet {sheet} of: {sheets}.").format(
            sheet=printable(table.sheet or ""), sheets=_(", ").join(map(printable, table.sheets))
        )
    return ""


def _template(kind: str) -> str:
    if kind == "calendar":
        return _("“{command} --template FILE” writes an empty file with the right headers.").format(
            command="csi calendar import"
        )
    return _(
        "“{command} --template FILE” writes an empty file with the right headers; “{command} FILE --propose” begins a "
        "mapping of those that it has."
    ).format(command=f"csi import {kind}")

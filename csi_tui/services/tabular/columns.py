"""The columns of each kind of file, and which column of a file is which (docs/files.md §2)."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from csi_tui.i18n import _, current_language, ngettext
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.header_names import HeaderNames, is_remark
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.open_stores import refuse_open_store
from csi_tui.services.tabular.table import Table
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, printable

LEAVE_OUT: Final = ""
"""As a mapping's column: the header is known and not wanted."""

_SHOWN_HEADERS: Final = 12

HeaderMapping = Mapping[str, str | Mapping[str, str]]
"""Header to column; under the name of a kind, the same for that kind alone."""


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


def header_names(kind: str, mapping: HeaderMapping | None = None) -> HeaderNames:
    """Return what headers are known for a kind. Raises `UserError` for a mapping to a column that it does not have."""
    columns = columns_of(kind)
    return HeaderNames(columns, _mapped(kind, columns, mapping or {}))


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


def read_mapping(path: str | Path) -> dict[str, str | Mapping[str, str]]:
    """Read a TOML file of lines ``"header" = "column"``: for every kind, or under a table ``[orders]`` for one.

    Raises `UnreadableFile` when it cannot be read so.
    """
    path = Path(path)
    name = printable(path.name)
    refuse_open_store(path)
    try:
        with path.open("rb") as handle:
            content = tomllib.load(handle)
    except FileNotFoundError:
        raise UnreadableFile(
            _("There is no file {file}.").format(file=printable(str(path), PATH_CHARACTERS))
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        # ValueError: no TOML, no UTF-8, or a NUL in the name.
        reason = printable(reason_of(error), 200)
        raise UnreadableFile(
            _("The mapping {file} cannot be read: {reason}.").format(file=name, reason=reason)
        ) from error
    for key, value in content.items():
        entries = value.values() if key in KINDS and isinstance(value, dict) else [value]
        if not all(isinstance(entry, str) for entry in entries):
            message = _("The mapping {file} must hold lines like {line}; {key} is none.")
            raise UnreadableFile(message.format(file=name, line='"Ticket" = "order_no"', key=printable(key)))
    return content


def _mapped(kind: str, columns: Sequence[Column], mapping: HeaderMapping) -> dict[str, str]:
    """Return the mapping's headers with their columns, those for this kind alone last."""
    chosen = {header: column for header, column in mapping.items() if isinstance(column, str)}
    if not isinstance(own := mapping.get(kind, {}), str):
        chosen |= own
    known = {column.id for column in columns} | {LEAVE_OUT}
    for column in chosen.values():
        if column not in known:
            raise UserError(
                _(
                    "The mapping names a column {column}, which {kind} do not have. Their columns: {columns}."
                ).format(
                    column=printable(column), kind=kind, columns=_(", ").join(column.id for column in columns)
                )
            )
    return chosen


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
    return UnreadableFile(_("{sentence} {more}").format(sentence=text, more=advice))


def resembles(header: str, column: str) -> str:
    """Say which column an unknown header could be meant for, and how to name it."""
    return _(
        "“{header}” could be meant for {column}. If it is, name it in a file with the line {line}, given by --mapping."
    ).format(header=header, column=column, line=f'"{header}" = "{column}"')


def _advice(kind: str, table: Table) -> str:
    for other, columns in KINDS.items():
        names = HeaderNames(columns, {})
        held = {names.column_of(header) for header in table.header}
        if other != kind and all(column.id in held for column in columns if column.required):
            return _("These are the columns of {kind}.").format(kind=other)
    if len(table.sheets) > 1:
        return _("It is the sheet {sheet} of: {sheets}.").format(
            sheet=printable(table.sheet or ""), sheets=_(", ").join(map(printable, table.sheets))
        )
    command = "csi calendar import" if kind == "calendar" else f"csi import {kind}"
    return _("“{command} --template FILE” writes an empty file with the right headers.").format(
        command=command
    )

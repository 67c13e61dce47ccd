"""A mapping: what a sender's headers and words stand for, as a file says it or as it is remembered (docs/files.md §6).

Its content is what TOML makes of the file: ``{"Ticket": "order_no", "words": {"attitude": {"基本满意": "3"}}}``;
under the name of a kind stand headers for that kind alone.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import Any, Final

from csi_tui.i18n import _
from csi_tui.refusals import reason_of
from csi_tui.services.errors import UnreadableFile, UserError
from csi_tui.services.tabular.cells import BadCell, Parser
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.header_names import folded, is_remark
from csi_tui.services.tabular.heading import as_one
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.open_stores import refuse_open_store
from csi_tui.services.tabular.table import Cell, Table
from csi_tui.services.tabular.untrusted_text import PATH_CHARACTERS, normal, printable

LEAVE_OUT: Final = ""
"""As a mapping's column: the header is known and not wanted."""
WORDS: Final = "words"
"""The table of a mapping that holds words, by column."""
ANSWERS: Final = "answers"
"""Beside the columns there: words for every answer of a survey."""

LOOKED_AT: Final = 10
"""So many filled rows are looked through for the headers of a sender."""

Mapped = Mapping[str, str | Mapping[str, Any]]
"""The content of a mapping."""


def read_mapping(path: str | Path) -> Mapped:
    """Read a TOML file of lines ``"header" = "column"``: for every kind, or under a table ``[orders]`` for one; and of
    words under ``[words.COLUMN]`` or ``[words.answers]``.

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
    if isinstance(content.get(WORDS), dict):
        content[WORDS] = _words_of_file(content[WORDS], name)
    for key, value in content.items():
        entries = value.values() if key in KINDS and isinstance(value, dict) else [value]
        if not all(isinstance(entry, str) for entry in entries) and not (
            key == WORDS and isinstance(value, dict)
        ):
            raise _strange(name, '"Ticket" = "order_no"', key)
    return content


def _words_of_file(tables: Mapping[str, Any], name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for column, entries in tables.items():
        if not isinstance(entries, dict):
            raise _strange(name, '[words.attitude] "满意(4)" = "4"', column)
        found[column] = {}
        for word, value in entries.items():
            # A figure needs no quotation marks.
            if isinstance(value, bool) or not isinstance(value, str | int):
                raise _strange(name, '"满意(4)" = "4"', word)
            found[column][word] = str(value)
    return found


def _strange(name: str, line: str, key: str) -> UnreadableFile:
    message = _("The mapping {file} must hold lines like {line}; {key} is none.")
    return UnreadableFile(message.format(file=name, line=line, key=printable(key)))


def headers_of(kind: str, columns: Sequence[Column], content: Mapped) -> dict[str, str]:
    """Return a mapping's headers with their columns, those for this kind alone last.

    Raises `UserError` for a column that the kind does not have.
    """
    chosen = {header: column for header, column in content.items() if isinstance(column, str)}
    if not isinstance(own := content.get(kind, {}), str):
        chosen |= own
    known = {column.id for column in columns} | {LEAVE_OUT}
    for column in chosen.values():
        if column not in known:
            raise _no_column(kind, columns, column)
    return chosen


def words_of(kind: str, columns: Sequence[Column], content: Mapped) -> dict[str, dict[str, str]]:
    """Return a mapping's words by column, each in its plain form; those of one column before those of all answers.

    Raises `UserError` for a column that the kind does not have.
    """
    tables = content.get(WORDS, {})
    if isinstance(tables, str):
        # A header of that name.
        return {}
    answers = [column.id for column in columns if column.cell == "answer"]
    found: dict[str, dict[str, str]] = {}
    if answers and ANSWERS in tables:
        found = {
            column: {plain_word(word): value for word, value in tables[ANSWERS].items()} for column in answers
        }
    known = {column.id for column in columns}
    for column, entries in tables.items():
        if column == ANSWERS and answers:
            continue
        if column not in known:
            # Of another kind, in a file for several.
            if any(column in {other.id for other in each} for each in KINDS.values()):
                continue
            raise _no_column(kind, columns, column)
        found.setdefault(column, {}).update({plain_word(word): value for word, value in entries.items()})
    return found


def _no_column(kind: str, columns: Sequence[Column], column: str) -> UserError:
    return UserError(
        _("The mapping names a column {column}, which {kind} do not have. Their columns: {columns}.").format(
            column=printable(column), kind=kind, columns=_(", ").join(known.id for known in columns)
        )
    )


def plain_word(text: str) -> str:
    """Return what two spellings of a word have in common: width, case, blanks; a hyphen is a word of its own."""
    return "".join(normal(text).split()).casefold()


def parser_with(words: Mapping[str, str], column: Column, parse: Parser[Any]) -> Parser[Any]:
    """Return the parser of a column whose words stand for values.

    Raises `UserError` for a value that the column cannot hold.
    """
    for word, value in words.items():
        try:
            parse(value)
        except BadCell as bad:
            raise UserError(
                _("The mapping says that “{word}” is {value} in {column}: {reason}.").format(
                    word=printable(word), value=printable(value), column=column.id, reason=bad.reason
                )
            ) from None

    def parse_word(cell: Cell) -> Any:
        # What is shown of a cell that is not clear is what the mapping names.
        if isinstance(cell, str) and cell and (value := words.get(plain_word(str(cell)))) is not None:
            return parse(value)
        return parse(cell)

    return parse_word


def layout_of(header: Iterable[object]) -> str:
    """Return what a sender is known by: its headers, whatever their order, as a digest; remarks are none of them."""
    names = sorted(
        {name for cell in header if isinstance(cell, str) and (name := folded(cell)) and not is_remark(cell)}
    )
    return hashlib.sha256("\n".join(names).encode()).hexdigest() if names else ""


def first_rows(table: Table) -> tuple[Table, list[Sequence[Cell]]]:
    """Return the rows among which a table's headers stand, the first row or one below a title; and the table with its
    rows as they were."""
    rows = iter(table.rows)
    seen = list(islice(rows, LOOKED_AT))
    return replace(table, rows=chain(seen, rows)), [table.header, *(cells for _number, cells in seen)]


def layouts_in(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return what senders may be known by among the first rows of a table: each row, and each two that are read as one
    (`heading.as_one`)."""
    pairs = (as_one(upper, lower) for upper, lower in pairwise(rows))
    return [layout_of(cells) for cells in chain(rows, pairs)]


def own_part(kind: str, columns: Sequence[Column], content: Mapped, header: Iterable[str]) -> dict[str, Any]:
    """Return the part of a mapping that says something of a file with these headers, as the content of one."""
    there = {folded(cell) for cell in header}
    headers = {
        name: column for name, column in headers_of(kind, columns, content).items() if folded(name) in there
    }
    tables = content.get(WORDS, {})
    own = {column.id for column in columns} | {ANSWERS}
    words = (
        {}
        if isinstance(tables, str)
        else {name: dict(one) for name, one in tables.items() if name in own and one}
    )
    return {**({kind: headers} if headers else {}), **({WORDS: words} if words else {})}


def as_toml(content: Mapping[str, Any]) -> str:
    """Return the content of a mapping (`own_part`) as the file that says the same."""
    lines = []
    for key, value in content.items():
        for title, entries in (
            [(key, value)] if key != WORDS else [(f"{WORDS}.{column}", one) for column, one in value.items()]
        ):
            lines += [
                f"[{title}]",
                *(f"{toml_text(name)} = {toml_text(to)}" for name, to in entries.items()),
                "",
            ]
    return "\n".join(lines)


def toml_text(text: str) -> str:
    """Return a text as TOML writes one."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

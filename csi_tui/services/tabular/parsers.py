"""Which parser reads the cells of which column (docs/files.md §2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from typing import Any, Final

from csi_tui.services.tabular import words
from csi_tui.services.tabular.cells import (
    Parser,
    choice_parser,
    figure_parser,
    parse_answer,
    parse_fen,
    parse_yes_no,
    text_parser,
)
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.instants import instant_reader, parse_date, parse_month
from csi_tui.services.tabular.mapping import parser_with
from csi_tui.services.tabular.spoilt_numbers import parse_file_code

# What a rating may give and a month's figure may be: wide, for the schemes have limits of their own.
_SCORE: Final = figure_parser(low=-10_000, high=10_000, decimals=4)
_FIGURE: Final = figure_parser(low=-1_000_000_000_000, high=1_000_000_000_000, decimals=6)


def parser_of(column: Column, tz: tzinfo) -> Parser[Any]:
    """Return the parser of a column's cells."""
    return _PARSERS[column.cell](column, tz)


def parsers_of(
    columns: Sequence[Column], tz: tzinfo, words_in: Mapping[str, Mapping[str, str]]
) -> Mapping[str, Parser[Any]]:
    """Return the parsers of all columns by their ids; `words_in`: what a mapping calls their values."""
    found = {column.id: parser_of(column, tz) for column in columns}
    for column in columns:
        if column.id in words_in:
            found[column.id] = parser_with(words_in[column.id], column, found[column.id])
    return found


_PARSERS: Final[Mapping[str, Callable[[Column, tzinfo], Parser[Any]]]] = {
    "code": lambda column, tz: parse_file_code,
    "text": lambda column, tz: text_parser(column.limit),
    "lines": lambda column, tz: text_parser(column.limit, lines=True),
    "instant": lambda column, tz: instant_reader(tz),
    "date": lambda column, tz: parse_date,
    "month": lambda column, tz: parse_month,
    "choice": lambda column, tz: choice_parser(words.CHOICES[column.choices]),
    "answer": lambda column, tz: parse_answer,
    "yes_no": lambda column, tz: parse_yes_no,
    "fen": lambda column, tz: parse_fen,
    "score": lambda column, tz: _SCORE,
    "figure": lambda column, tz: _FIGURE,
}

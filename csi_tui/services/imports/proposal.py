"""A mapping as it could be for a file, guessed from spelling and content: for a person to look over, never applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from csi_tui.i18n import _, ngettext
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.references import employee_ids, order_ids
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.columns import column_label, columns_of, header_names
from csi_tui.services.tabular.header_names import HeaderNames, is_remark
from csi_tui.services.tabular.heading import headed
from csi_tui.services.tabular.mapping import ANSWERS, WORDS, Mapped, plain_word, toml_text
from csi_tui.services.tabular.parsers import parser_of
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows_aside import RowsAside
from csi_tui.services.tabular.table import Cell, Table
from csi_tui.services.tabular.untrusted_text import printable

LOOKED_AT: Final = 300
"""Rows from which the content of a column is judged."""
_MOST_WORDS: Final = 20
_SHARE: Final = 80
"""Percent of the filled cells that a column has to fit."""
_OF_TIME: Final = ("instant", "date", "month")
_NO_ANSWER: Final = frozenset(
    [
        "未评价",
        "未評價",
        "未评",
        "未答",
        "未回答",
        "拒答",
        "拒评",
        "无",
        "無",
        "/",
        "-",
        "--",
        "—",
        "n/a",
        "na",
    ]
)
"""Words by which agencies say that there is no answer."""


@dataclass(slots=True)
class Place:
    """A column of the file: its header, the column that it is known as or could be, and its filled cells."""

    header: str
    cells: list[Cell]
    known: str | None
    guesses: tuple[str, ...] = ()


def propose(
    desk: Desk,
    kind: str,
    path: Path,
    *,
    encoding: str | None = None,
    sheet: Sequence[str] | None = None,
    header_row: int | None = None,
) -> str:
    """Return a mapping for a file as TOML: what is sure as lines, what is a guess or open as remarks beside them.

    Raises:
        NotPermitted: the user may not import.
        UnreadableFile: the file cannot be read at all.
        UserError: the kind is not known.
    """
    desk.require("enter")
    columns = columns_of(kind)
    places = placed(desk, kind, path, encoding=encoding, sheet=sheet, header_row=header_row)
    lines = [
        *(f"# {line}" for line in _beginning(path.name, kind)),
        f"[{kind}]",
        *(line for place in places if place.known is None for line in _header_lines(kind, place, places)),
    ]
    lines += _all_words(desk, columns, places)
    return "\n".join(lines)


def placed(
    desk: Desk,
    kind: str,
    path: Path,
    *,
    mapping: Mapped | None = None,
    header_row: int | None = None,
    **of_table: Any,
) -> list[Place]:
    """The headers of a file with what they are known as, by a mapping too, or could be.

    Raises:
        UnreadableFile: the file cannot be read at all.
        UserError: the kind is not known.
    """
    columns = columns_of(kind)
    names = header_names(kind, mapping)
    with read_table(path, **of_table) as opened:
        required = frozenset(column.id for column in columns if column.required)
        places = _places(headed(opened, names, required, header_row), names)
    taken = {place.known for place in places if place.known}
    for place in places:
        if place.known is None:
            near = names.resembled(place.header, taken)
            found = () if near is None else (near,)
            place.guesses = found or tuple(_by_content(desk, columns, place, taken))
    return places


def surely(place: Place, places: Sequence[Place]) -> str | None:
    """The column that an unknown header can be alone, and that no other one can be."""
    others = sum(guess in other.guesses for other in places for guess in place.guesses[:1])
    return place.guesses[0] if len(place.guesses) == 1 and others == 1 else None


def _beginning(name: str, kind: str) -> Sequence[str]:
    return _(
        "A proposal for {file}. Nothing of it holds yet: look it over, take the # away where a guess is right,\n"
        "keep it as a file, and give it with: csi import {kind} {file} --mapping FILE"
    ).format(file=printable(name), kind=kind).splitlines()  # fmt: skip


def _places(table: Table, names: HeaderNames) -> list[Place]:
    # What stands in a row of totals is no word of its column.
    cells = [
        list(row)
        for _number, row in islice(table.rows, LOOKED_AT)
        if not any(isinstance(cell, str) and cell.strip() in RowsAside.words for cell in row)
    ]
    found = []
    for at, header in enumerate(table.header):
        if not header.strip() or is_remark(header):
            continue
        filled = [row[at] for row in cells if at < len(row) and row[at] != ""]
        found.append(Place(header, filled, names.column_of(header)))
    return found


def _fits(desk: Desk, column: Column, cells: Sequence[Cell]) -> bool:
    """Whether most filled cells are what the column holds."""
    parse = parser_of(column, desk.site.zone)
    good = 0
    for cell in cells:
        try:
            good += parse(cell) is not None
        except BadCell:
            good += column.cell == "answer" and plain_word(str(cell)) in _NO_ANSWER
    return bool(cells) and 100 * good >= _SHARE * len(cells)


def _by_content(
    desk: Desk, columns: Sequence[Column], place: Place, taken: Collection[str | None]
) -> Iterator[str]:
    """The columns that the file does not have by name and whose cells these could be."""
    numbers = [str(cell).strip() for cell in place.cells if isinstance(cell, str)]
    with desk.read() as session:
        orders = _most(numbers, order_ids(session, numbers))
        people = _most(numbers, employee_ids(session))
    moments = any(column.cell in _OF_TIME and _fits(desk, column, place.cells) for column in columns)
    for column in columns:
        if column.id in taken or column.cell in ("text", "lines", "figure", "score", "fen", "yes_no"):
            continue
        if column.cell == "code":
            if column.id in ("order_no", "return_of"):
                fits = orders
            elif column.person:
                fits = people
            else:
                # What a row is known by: another one in each.
                others = orders or people or moments
                fits = column.required and not others and _all_different(numbers, place.cells)
        else:
            fits = _fits(desk, column, place.cells)
        if fits:
            yield column.id


def _most(numbers: Sequence[str], known: Collection[str]) -> bool:
    return bool(numbers) and 100 * sum(number in known for number in numbers) >= _SHARE * len(numbers)


def _all_different(numbers: Sequence[str], cells: Sequence[Cell]) -> bool:
    return (
        len(numbers) == len(cells) > 1
        and len(set(numbers)) == len(numbers)
        and not any(" " in number or len(number) > 40 for number in numbers)
    )


def _header_lines(kind: str, place: Place, places: Sequence[Place]) -> Iterator[str]:
    header = toml_text(place.header.strip())
    if not place.guesses:
        yield f'# {header} = ""  # ' + _('no column found; with "" it is left out without a word')
        return
    sure = surely(place, places)
    labels = _(", ").join(column_label(kind, guess) for guess in place.guesses)
    yield f"{'' if sure else '# '}{header} = {toml_text(place.guesses[0])}  # " + _(
        "could be: {columns}"
    ).format(columns=labels)


def _all_words(desk: Desk, columns: Sequence[Column], places: Sequence[Place]) -> Iterator[str]:
    """The words of columns of answers or choices that these do not know; those of all answers together."""
    strange: dict[str, dict[str, str]] = {}
    for place in places:
        for column in columns:
            if column.id in (place.known, *place.guesses[:1]):
                table = ANSWERS if column.cell == "answer" else column.id
                strange.setdefault(table, {}).update(strange_words(desk, column, place))
    for table, words in strange.items():
        if not words:
            continue
        yield ""
        yield f"[{WORDS}.{table}]"
        for plain, word in islice(words.items(), _MOST_WORDS):
            silent = plain in _NO_ANSWER
            said = (
                _("not answered") if silent else _("say what it stands for; with nothing it counts as empty")
            )
            yield f'{"" if silent else "# "}{toml_text(word)} = ""  # {said}'
        if len(words) > _MOST_WORDS:
            more = len(words) - _MOST_WORDS
            yield "# " + ngettext("and {n} other word", "and {n} other words", more).format(n=more)


def strange_words(desk: Desk, column: Column, place: Place) -> dict[str, str]:
    """The words of a header's cells that a column of answers or choices does not know, by their plain form."""
    if column.cell not in ("answer", "choice", "yes_no"):
        return {}
    parse = parser_of(column, desk.site.zone)
    strange: dict[str, str] = {}
    for cell in place.cells:
        try:
            parse(cell)
        except BadCell:
            strange.setdefault(plain_word(str(cell)), str(cell).strip())
    return strange

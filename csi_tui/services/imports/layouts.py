"""What the headers and words of a file stand for, as somebody looks it over and sets it before the file comes in
(docs/decisions/0059, *Mapping with a memory*)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from csi_tui.i18n import N_, _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_fields import choice_label
from csi_tui.services.imports import mappings
from csi_tui.services.imports.bringing_in import RIGHTS
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.proposal import Place, placed, strange_words, surely
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.imports.text import column_text
from csi_tui.services.tabular.column import Column
from csi_tui.services.tabular.columns import columns_of, header_names
from csi_tui.services.tabular.mapping import (
    ANSWERS,
    LEAVE_OUT,
    WORDS,
    Mapped,
    first_rows,
    layouts_in,
    plain_word,
    read_mapping,
)
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.untrusted_text import printable
from csi_tui.services.tabular.words import CHOICES, YES_NO

UNKNOWN: Final = "?"
"""Stands for no decision: a header that is left out as unknown, a word that is refused."""
_FIRST: Final = 3
_LONGEST_WORD: Final = 30
_WORDED: Final = ("answer", "choice", "yes_no")
"""Cells that hold words."""
ANSWER_TEXTS: Final[Mapping[str, str]] = {
    "5": N_("5 very satisfied"),
    "4": N_("4 satisfied"),
    "3": N_("3 neither"),
    "2": N_("2 dissatisfied"),
    "1": N_("1 not at all satisfied"),
}


@dataclass(frozen=True, slots=True)
class LayoutLine:
    """A header of the file or a word in its cells, with what it stands for.

    Attributes:
        word: the word as the file has it; empty: the line is about the header.
        table: of a word: the column that it is of, or ``answers``.
        stands_for: id of a column, or the value of a word; empty: left out, or counts as empty; ``UNKNOWN``: undecided.
        choices: what it may stand for, each with how people call it.
        guesses: those among them that it could well be.
        first: of a header: its first cells.
    """

    header: str
    word: str
    table: str
    stands_for: str
    choices: tuple[tuple[str, str], ...]
    guesses: tuple[str, ...] = ()
    first: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What it stands for, as people call it."""
        return dict(self.choices).get(self.stands_for, "")


@dataclass(frozen=True, slots=True)
class Layout:
    """The headers of a file with their first cells, and what was decided so far.

    ``meant``: header → column; ``words``: table → plain word → the word and its value; ``base``: a mapping of which the
    rest is kept.
    """

    kind: str
    places: tuple[Place, ...]
    own: Mapping[str, str | None]
    meant: Mapping[str, str]
    words: Mapping[tuple[str, str], str]
    refused: Mapping[str, tuple[str, ...]]
    base: Mapped = field(default_factory=dict)

    def lines(self, desk: Desk) -> list[LayoutLine]:
        """The headers in the order of the file, then the words that are not known by themselves."""
        columns = columns_of(self.kind)
        choices = (
            *((column.id, column_text(self.kind, column.id)) for column in columns),
            (LEAVE_OUT, _("left out, without a word")),
            (UNKNOWN, _("not known, and left out")),
        )
        found = [
            LayoutLine(
                header=place.header,
                word="",
                table="",
                stands_for=self.meant[place.header],
                choices=choices,
                guesses=place.guesses,
                first=tuple(printable(str(cell), 40) for cell in place.cells[:_FIRST]),
            )
            for place in self.places
        ]
        told: set[tuple[str, str]] = set()
        for place in self.places:
            column = next((one for one in columns if one.id == self.meant[place.header]), None)
            if column is None or column.cell not in _WORDED:
                continue
            table = ANSWERS if column.cell == "answer" else column.id
            strange = strange_words(desk, column, place)
            strange |= {plain_word(word): word for word in self.refused.get(column.id, ())}
            for plain, word in strange.items():
                if (table, plain) in told:
                    continue
                told.add((table, plain))
                found.append(
                    LayoutLine(
                        header=place.header,
                        word=word,
                        table=table,
                        stands_for=self.words.get((table, plain), UNKNOWN),
                        choices=_values(table, column),
                    )
                )
        return found

    def decide(self, line: LayoutLine, stands_for: str) -> Layout:
        """With another decision about a line."""
        if line.word:
            return replace(self, words={**self.words, (line.table, plain_word(line.word)): stands_for})
        meant = dict(self.meant)
        if stands_for not in (LEAVE_OUT, UNKNOWN):
            # A column is in the file once.
            meant.update({header: UNKNOWN for header, column in meant.items() if column == stands_for})
        return replace(self, meant={**meant, line.header: stands_for})

    def missing(self) -> list[str]:
        """The columns that every file of the kind must have and this one has not, as people call them."""
        there = set(self.meant.values())
        return [
            column_text(self.kind, column.id)
            for column in columns_of(self.kind)
            if column.required and column.id not in there
        ]

    def _decided(self) -> Iterator[tuple[str, str]]:
        for header, column in self.meant.items():
            if column != UNKNOWN:
                yield header, column
            elif self.own[header] is not None:
                # By itself it would be known.
                yield header, LEAVE_OUT

    def content(self, desk: Desk) -> Mapped:
        """The mapping that says so; what the program knows by itself needs none."""
        headers = {header: column for header, column in self._decided() if self.own[header] != column}
        tables = self.base.get(WORDS, {})
        words: dict[str, dict[str, str]] = (
            {} if isinstance(tables, str) else {table: dict(one) for table, one in tables.items()}
        )
        for line in self.lines(desk):
            if line.word and line.stands_for != UNKNOWN:
                words.setdefault(line.table, {})[line.word] = line.stands_for
        return {**({self.kind: headers} if headers else {}), **({WORDS: words} if words else {})}


def layout_of_file(desk: Desk, path: Path, how: HowRead, report: ImportReport | None) -> Layout:
    """A file with what is known, and what could be guessed, of its headers and words; nothing of it holds yet.

    It begins with the mapping that is set, else with what is remembered of its sender. ``report``: of a dry run, whose
    refused words are looked over too.

    Raises:
        NotPermitted: the user may not import.
        UnreadableFile: the file cannot be read at all.
    """
    desk.require(RIGHTS.get(how.kind, "enter"))
    base: Mapped
    if isinstance(how.mapping, Path):
        base = read_mapping(how.mapping)
    elif how.mapping is not None:
        base = how.mapping
    else:
        base = _remembered(desk, path, how)
    columns = columns_of(how.kind)
    places = tuple(placed(desk, how.kind, path, mapping=base, header_row=how.header_row, **how.of_table()))
    by_itself = header_names(how.kind)
    meant: dict[str, str] = {}
    for place in places:
        sure = surely(place, places)
        meant[place.header] = place.known if place.known is not None else sure or UNKNOWN
    worded = {column.id for column in columns if column.cell in _WORDED}
    refused: dict[str, list[str]] = {}
    for fault in () if report is None else report.rejected:
        if fault.column in worded and 0 < len(fault.value) <= _LONGEST_WORD:
            refused.setdefault(fault.column, []).append(fault.value)
    words = {}
    tables = base.get(WORDS, {})
    if not isinstance(tables, str):
        words = {
            (table, plain_word(word)): value for table, one in tables.items() for word, value in one.items()
        }
    return Layout(
        kind=how.kind,
        places=places,
        own={place.header: by_itself.column_of(place.header) for place in places},
        meant=meant,
        words=words,
        refused={column: tuple(dict.fromkeys(values)) for column, values in refused.items()},
        base=base,
    )


def _remembered(desk: Desk, path: Path, how: HowRead) -> Mapped:
    """What is remembered of the file's headers, or of headers that are nearly these."""
    known = mappings.remembered(desk, how.kind)
    with read_table(path, **how.of_table()) as opened:
        _table, rows = first_rows(opened)
    for layout in layouts_in(rows):
        if layout in known:
            return known[layout].content
    near = (mappings.nearly(how.kind, cells, known) for cells in rows)
    return next((one.content for one in near if one is not None), {})


def _values(table: str, column: Column) -> tuple[tuple[str, str], ...]:
    """What a word of a column may stand for."""
    if table == ANSWERS:
        known = [(value, _(text)) for value, text in ANSWER_TEXTS.items()]
        empty = _("not answered")
    else:
        name = "yes_no" if column.cell == "yes_no" else column.choices
        choices = YES_NO if column.cell == "yes_no" else CHOICES[column.choices]
        known = [(value, choice_label(name, value)) for value in choices]
        empty = _("counts as empty")
    return (*known, ("", empty), (UNKNOWN, _("not known, and rejected")))

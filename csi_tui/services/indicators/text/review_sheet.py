"""The review of a quarter's indicators as a sheet. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from csi_tui.i18n import _, current_language
from csi_tui.services.indicators.text.sections import SECTIONS, title_of
from csi_tui.services.indicators.text.sentences import (
    found_sentences,
    legends,
    proposal_sentences,
    remarks,
    steps,
)
from csi_tui.services.indicators.text.tables import (
    NOTHING,
    change_columns,
    indicator_columns,
    month_columns,
    told_first,
    weight_columns,
)
from csi_tui.services.indicators.values import Review
from csi_tui.services.printing.sheet import Block, Cell, Sheet, Table, Words, figure_or_text
from csi_tui.services.tabular.fitted import Columns


def review_sheet(found: Review) -> Sheet:
    """All of the review, in the order in which it stands on the screen."""
    return Sheet(title_of(found), list(_blocks(found)), current_language())


def _blocks(found: Review) -> Iterator[Block]:
    numbered = [f"{place}. {text}" for place, text in enumerate(found_sentences(found), start=1)]
    yield Words([*numbered, *remarks(found)], _(SECTIONS["found"]))
    if (table := indicator_columns(found)) is not None:
        yield _table(_(SECTIONS["indicators"]), table)
        yield Words(list(legends()))
    if (proposal := found.proposal) is not None:
        yield Words(list(proposal_sentences(found, proposal)), _(SECTIONS["proposal"]))
        if (weights := weight_columns(proposal)) is not None:
            yield _table(_("Other weights"), weights)
        changes = [] if proposal.withheld else told_first(proposal.changes)
        if (differ := change_columns(changes)) is not None:
            yield _table(_(SECTIONS["changes"]), differ)
        yield Words(steps(found, proposal), _(SECTIONS["steps"]))
    if (months := month_columns(found)) is not None:
        yield replace(_table(_(SECTIONS["months"]), months), grouped=True)


def _table(title: str, columns: Columns) -> Table:
    """The same columns, all of them; what is a number is one in a workbook too."""
    rows = [
        [_cell(cell) if place in columns.figures else cell for place, cell in enumerate(row)]
        for row in columns.rows
    ]
    return Table(title=title, header=columns.header, rows=rows, figures=columns.figures)


def _cell(text: str) -> Cell:
    if text == NOTHING:
        return None
    return figure_or_text(text)

"""The sheet of a week as a sheet to print. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Iterator

from csi_tui.i18n import _, current_language
from csi_tui.services.printing.sheet import Block, Cell, Sheet, Table, Words, figure_or_text
from csi_tui.services.tabular.fitted import Columns
from csi_tui.services.week.text.sections import SECTIONS, remarks, title_of, told
from csi_tui.services.week.text.tables import NOTHING, department_columns, team_columns
from csi_tui.services.week.values import WeekFound


def week_printed(found: WeekFound) -> Sheet:
    """All of the sheet, in the order in which it stands on the screen."""
    return Sheet(title_of(found), list(_blocks(found)), current_language())


def _blocks(found: WeekFound) -> Iterator[Block]:
    texts = told(found)
    for section, title in SECTIONS.items():
        lines = list(texts[section])
        table = None
        if section == "department":
            table = department_columns(found)
        elif section == "team":
            table = team_columns(found)
        elif section == "topics":
            if found.topics:
                lines = [f"{place}. {text}" for place, text in enumerate(lines, start=1)]
            lines += remarks(found)
        if table is not None:
            yield _table(_(title), table)
            if lines:
                yield Words(lines)
        elif lines:
            yield Words(lines, _(title))


def _table(title: str, columns: Columns) -> Table:
    rows = [
        [_cell(cell) if place in columns.figures else cell for place, cell in enumerate(row)]
        for row in columns.rows
    ]
    return Table(title=title, header=columns.header, rows=rows, figures=columns.figures)


def _cell(text: str) -> Cell:
    return None if text == NOTHING else figure_or_text(text)

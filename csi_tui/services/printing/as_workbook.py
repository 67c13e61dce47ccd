"""A sheet as a workbook: each table a sheet of its own with filters and a heading that stays, bars as native charts.

A text that a spreadsheet would take for a formula is a text cell that bears the mark for it, which nobody sees: it
stays a text when its cell is edited. Nothing here is meant to be saved as csv; lists are exported for that, and guarded
(:mod:`csi_tui.services.tabular.writing`).
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from csi_tui.i18n import _
from csi_tui.services.printing.sheet import Bars, Block, Cell, Code, Figure, Sheet, Table, Words, shown
from csi_tui.services.tabular.aligned import width
from csi_tui.services.tabular.writing import harmless, replacing

_WIDEST: Final = 60
_WORDS: Final = 90
"""Columns of the page that words stand on."""
_ON_A_LINE: Final = 82
"""Fewer than it is wide, for no line is filled to its end."""
_LINE: Final = 15
"""Points of a row of the usual face."""
_NARROWEST: Final = 6
_TAB: Final = 31
"""Signs of the longest name of a page, as the format counts them: in UTF-16."""
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_LAST_WORD: Final = re.compile(r"[!-~]*$")
_A4: Final = 9
_LYING_BARS: Final = 20
"""So many are read on a page that lies."""

_SEVERAL: Final = 2

_Style = dict[str, Any]
_PLAIN: Final[_Style] = {}


def write_workbook(sheet: Sheet, destination: Path) -> None:
    """Write the sheet to a file, whole or not at all.

    Raises:
        CannotWrite: the place cannot be written to.
    """
    import xlsxwriter

    with replacing(destination) as handle:
        # A sheet is small, and its parts written to files of their own took as long as its cells.
        made = io.BytesIO()
        with xlsxwriter.Workbook(made, {"in_memory": True}) as workbook:
            _Workbook(workbook, sheet).fill()
        handle.write(made.getbuffer())


class _Workbook:
    def __init__(self, workbook: Any, sheet: Sheet) -> None:
        self._workbook, self._sheet = workbook, sheet
        heading = {"bold": True, "bg_color": "#EEF2F5", "border": 1}
        self._bold, self._above_numbers = (
            _Style(heading | {"indent": 1}),
            _Style(heading | {"align": "right"}),
        )
        # Texts would touch the number to the left of them.
        self._beside_numbers = _Style({"indent": 1})
        self._title = _Style({"bold": True, "font_size": 14})
        self._heading = _Style({"bold": True, "text_wrap": True})
        self._wrapped = _Style({"text_wrap": True, "valign": "top"})
        self._made: dict[tuple[int, bool], Any] = {}
        self._formats: dict[tuple[object, str, bool], Any] = {}
        self._names: set[str] = set()

    def fill(self) -> None:
        """A page for each table and chart in their order. What stands in words is on one page: the first one where
        words lead the sheet, for they say what matters most; else the last."""
        blocks = _together(self._sheet.blocks)
        words_lead = bool(blocks) and isinstance(blocks[0], Words)
        if words_lead:
            self._words()
        for block in blocks:
            if isinstance(block, Table) and block.rows:
                self._table(block)
            elif isinstance(block, Bars) and block.bars:
                self._chart(block)
        if not words_lead:
            self._words()

    def _table(self, table: Table) -> None:
        page = self._page(table.title or self._sheet.title)
        widths = [_NARROWEST] * len(table.header)
        for place, name in enumerate(table.header):
            self._text(page, 0, place, name, self._above_numbers if place in table.figures else self._bold)
            widths[place] = max(widths[place], width(name) + 3)
        # Column by column: what stands in one again and again, a team or a role, is looked at once.
        for place, column in enumerate(zip(*_whole_rows(table), strict=True)):
            style = None if place in table.figures else self._beside_numbers
            formats = {text: self._of_text(text, style) for text in set(column) if isinstance(text, str)}
            for number, cell in enumerate(column, 1):
                if isinstance(cell, str):
                    if cell:
                        page.write_string(number, place, cell, formats[cell])
                elif isinstance(cell, Figure):
                    page.write_number(number, place, cell.value, self._number(cell))
                elif cell is not None:
                    page.write_number(number, place, cell)
            widths[place] = max(widths[place], *(width(shown(cell)) + 3 for cell in set(column)))
        for place, widest in enumerate(widths):
            page.set_column(
                place,
                place,
                min(widest, _WIDEST),
                None if place in table.figures else self._format(self._beside_numbers),
            )
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(table.rows), len(table.header) - 1)
        page.repeat_rows(0)
        _for_paper(page)

    def _words(self) -> None:
        page = self._page(_("Notes"))
        page.set_column(0, 0, _WORDS)
        self._text(page, 0, 0, self._sheet.title, self._title)
        row, above = 2, ""
        for block in _together(self._sheet.blocks):
            lines: list[tuple[str, _Style]] = []
            if isinstance(block, Words):
                # Words below a table are about it, and its page is another one.
                about = block.title or ("" if block.apart else above)
                lines = [(about, self._heading)] if about else []
                lines += [(line, self._wrapped) for line in block.lines]
                above = ""
            elif isinstance(block, Table):
                above = block.title if block.rows else ""
                lines = [(block.empty, self._wrapped)] * bool(not block.rows and block.empty)
            elif isinstance(block, Code):
                lines = [(block.text, self._wrapped)]
            for text, style in lines:
                self._text(page, row, 0, text, style)
                # Not every office program makes room for what is wrapped.
                if (high := -(-width(text) // _ON_A_LINE)) > 1:
                    page.set_row(row, high * _LINE)
                row += 1
        _for_paper(page)

    def _chart(self, bars: Bars) -> None:
        """The bars on a page of their own, beside the figures that they show."""
        page = self._page(bars.title)
        page.set_column(0, 0, min(_WIDEST, max(width(label) for label, _value in bars.bars) + 2))
        for row, (label, value) in enumerate(bars.bars):
            self._text(page, row, 0, label, None)
            page.write_number(row, 1, value, self._number(Figure(value)))
        chart = self._workbook.add_chart({"type": "bar"})
        last = len(bars.bars) - 1
        chart.add_series(
            {
                "categories": [page.get_name(), 0, 0, last, 0],
                "values": [page.get_name(), 0, 1, last, 1],
                "data_labels": {"value": True},
                "gap": 60,
            }
        )
        chart.set_title({"name": bars.title, "overlay": False})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"min": 0} | ({} if bars.highest is None else {"max": float(bars.highest)}))
        chart.set_size({"width": 720, "height": 120 + 26 * len(bars.bars)})
        page.insert_chart(0, 3, chart)
        _for_paper(page, high=len(bars.bars) > _LYING_BARS, whole=True)

    def _page(self, title: str) -> Any:
        """A page under a name that a workbook takes, which is short and there once."""
        name = " ".join(_NO_NAME.sub(" ", title).split()) or _("Sheet")
        chosen, again = tab_name(name), 2
        while chosen.casefold() in self._names:
            chosen, again = tab_name(name, f" {again}"), again + 1
        self._names.add(chosen.casefold())
        return self._workbook.add_worksheet(chosen)

    def _text(self, page: Any, row: int, place: int, text: str, style: _Style | None) -> None:
        page.write_string(row, place, text, self._of_text(text, style))

    def _of_text(self, text: str, style: _Style | None) -> Any:
        guarded = harmless(text) != text
        return None if style is None and not guarded else self._format(style or _PLAIN, guarded=guarded)

    def _format(self, style: _Style, *, guarded: bool = False) -> Any:
        key = (id(style), guarded)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(style | ({"quote_prefix": True} if guarded else {}))
        return self._made[key]

    def _number(self, figure: Figure) -> Any:
        key = (figure.value.as_tuple().exponent, figure.mark, figure.signed)
        if key not in self._formats:
            decimals = max(0, -int(key[0]))
            pattern = "0." + "0" * decimals if decimals else "0"
            pattern += f'"{figure.mark}"' if figure.mark else ""
            if figure.signed:
                pattern = f"+{pattern};-{pattern}"
            self._formats[key] = self._workbook.add_format({"num_format": pattern})
        return self._formats[key]


def _together(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with one table instead of several that go on one page, where the first of them stands."""
    shared: dict[tuple[str, str], list[Table]] = {}
    for block in blocks:
        if isinstance(block, Table) and block.among and block.rows:
            shared.setdefault(block.among, []).append(block)
    made: list[Block] = []
    for block in blocks:
        tables = shared.get(block.among, []) if isinstance(block, Table) and block.among else []
        if len(tables) < _SEVERAL:
            made.append(block)
        elif block is tables[0]:
            made.append(_one_of(tables))
    return made


def _one_of(tables: Sequence[Table]) -> Table:
    first = tables[0]
    assert first.among is not None
    name, heading = first.among
    return Table(
        title=name,
        header=[heading, *first.header],
        rows=[[table.title, *row] for table in tables for row in table.rows],
        figures=frozenset(place + 1 for place in first.figures),
    )


def _whole_rows(table: Table) -> Iterator[Sequence[Cell]]:
    """The rows, each with the name of its group, by which a reader filters and sorts."""
    group: Cell = ""
    for row in table.rows:
        group = row[0] or group
        yield [group, *row[1:]] if table.grouped else row


def tab_name(title: str, behind: str = "") -> str:
    """A name that fits a page, with ``behind`` at its end: whole, or cut behind a word or a sign, with an ellipsis."""
    room = _TAB - len(behind)
    if _units(title) <= room:
        return title + behind
    kept, used = 0, 1  # for the ellipsis
    for place, sign in enumerate(title):
        used += _units(sign)
        if used > room:
            break
        kept = place + 1
    while kept > 1 and unicodedata.combining(title[kept]):
        kept -= 1
    # A word in letters stays whole; of Chinese any sign is an end.
    if title[kept].isascii() and title[kept].isalnum() and title[kept - 1].isascii():
        kept = max(kept - len(_LAST_WORD.search(title[:kept])[0]), 0) or kept  # type: ignore[index]
    return title[:kept].rstrip(" ,;:，；：、(（") + "…" + behind


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _for_paper(page: Any, *, high: bool = False, whole: bool = False) -> None:
    """As wide as a page, which lies unless ``high``; ``whole``: as high as one too, for a picture is not cut in two."""
    page.set_paper(_A4)
    if not high:
        page.set_landscape()
    page.fit_to_pages(1, int(whole))
    page.set_footer("&C&P / &N")

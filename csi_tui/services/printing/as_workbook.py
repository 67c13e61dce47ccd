"""A sheet as a workbook: each table a sheet of its own with filters and a heading that stays, bars as native charts."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import Any, Final

from csi_tui.i18n import _
from csi_tui.services.printing.sheet import Bars, Code, Figure, Sheet, Table, Words, shown
from csi_tui.services.tabular.aligned import width
from csi_tui.services.tabular.writing import harmless, replacing

_WIDEST: Final = 60
_NARROWEST: Final = 6
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_A4: Final = 9


def write_workbook(sheet: Sheet, destination: Path) -> None:
    """Write the sheet to a file, whole or not at all.

    Raises:
        CannotWrite: the place cannot be written to.
    """
    import xlsxwriter

    with replacing(destination) as handle, tempfile.TemporaryDirectory(prefix="csi-") as folder:
        path = Path(folder, "sheet.xlsx")
        with xlsxwriter.Workbook(path) as workbook:
            _Workbook(workbook, sheet).fill()
        with path.open("rb") as complete:
            shutil.copyfileobj(complete, handle)


class _Workbook:
    def __init__(self, workbook: Any, sheet: Sheet) -> None:
        self._workbook, self._sheet = workbook, sheet
        heading = {"bold": True, "bg_color": "#EEF2F5", "border": 1}
        self._bold, self._above_numbers = (
            workbook.add_format(heading | more) for more in ({"indent": 1}, {"align": "right"})
        )
        # Texts would touch the number to the left of them.
        self._beside_numbers = workbook.add_format({"indent": 1})
        self._title = workbook.add_format({"bold": True, "font_size": 14})
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._formats: dict[tuple[object, str], Any] = {}
        self._names: set[str] = set()

    def fill(self) -> None:
        """The tables first, since they are worked with; then what stands in words, with the charts."""
        tables = self._sheet.tables
        for table in tables:
            self._table(table)
        self._words()

    def _table(self, table: Table) -> None:
        page = self._page(table.title or self._sheet.title)
        widths = [_NARROWEST] * len(table.header)
        for place, name in enumerate(table.header):
            page.write_string(
                0, place, harmless(name), self._above_numbers if place in table.figures else self._bold
            )
            widths[place] = max(widths[place], width(name) + 3)
        for number, row in enumerate(table.rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, Figure):
                    page.write_number(number, place, cell.value, self._number(cell))
                elif isinstance(cell, int):
                    page.write_number(number, place, cell)
                elif cell:
                    page.write_string(number, place, harmless(cell))
        for place in range(len(widths)):
            different = {row[place] for row in table.rows}
            widths[place] = max(widths[place], *(width(shown(cell)) + 3 for cell in different))
        for place, widest in enumerate(widths):
            page.set_column(
                place, place, min(widest, _WIDEST), None if place in table.figures else self._beside_numbers
            )
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(table.rows), len(table.header) - 1)
        page.repeat_rows(0)
        _for_paper(page)

    def _words(self) -> None:
        page = self._page(_("Notes"))
        page.set_column(0, 0, 90)
        page.write_string(0, 0, harmless(self._sheet.title), self._title)
        row, charts = 2, []
        for block in self._sheet.blocks:
            if isinstance(block, Words):
                for line in block.lines:
                    page.write_string(row, 0, harmless(line), self._wrapped)
                    row += 1
            elif isinstance(block, Table) and not block.rows and block.empty:
                page.write_string(row, 0, harmless(block.empty), self._wrapped)
                row += 1
            elif isinstance(block, Code):
                page.write_string(row, 0, block.text)
                row += 1
            elif isinstance(block, Bars) and block.bars:
                charts.append(block)
        for chart in charts:
            self._chart(chart)
        _for_paper(page)

    def _chart(self, bars: Bars) -> None:
        """The bars on a page of their own, beside the figures that they show."""
        page = self._page(bars.title)
        page.set_column(0, 0, min(_WIDEST, max(width(label) for label, _value in bars.bars) + 2))
        for row, (label, value) in enumerate(bars.bars):
            page.write_string(row, 0, harmless(label))
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
        _for_paper(page)

    def _page(self, title: str) -> Any:
        """A page under a name that a workbook takes, which is short and there once."""
        name = _NO_NAME.sub(" ", title).strip()[:31] or _("Sheet")
        chosen, again = name, 2
        while chosen.casefold() in self._names:
            chosen, again = f"{name[:27]} {again}", again + 1
        self._names.add(chosen.casefold())
        return self._workbook.add_worksheet(chosen)

    def _number(self, figure: Figure) -> Any:
        key = (figure.value.as_tuple().exponent, figure.mark)
        if key not in self._formats:
            decimals = max(0, -int(key[0]))
            pattern = "0." + "0" * decimals if decimals else "0"
            pattern += f'"{figure.mark}"' if figure.mark else ""
            self._formats[key] = self._workbook.add_format({"num_format": pattern})
        return self._formats[key]


def _for_paper(page: Any) -> None:
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")

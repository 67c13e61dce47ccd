"""The published sheet of a month beside what its formats take by themselves: the json export, a bare workbook, and bare
pages of the same library."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook

from benchmarks import close
from benchmarks.department import filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_tui.scoring.spans import MONTH, span_of
from csi_tui.services.cards.publication import publication
from csi_tui.services.months.cards import month_cards
from csi_tui.services.printing.as_html import sheet_html
from csi_tui.services.printing.as_pdf import FACE, sheet_pdf
from csi_tui.services.printing.as_workbook import write_workbook
from csi_tui.services.printing.sheet import Figure as Number
from csi_tui.services.printing.sheet import Sheet, shown

HTML_LIMIT, WORKBOOK_LIMIT = 2.0, 1.3
A_PAGE_LIMIT = 0.01
"""Seconds that a page may take beyond a bare one."""
LINES_A_PAGE, A_LINE = 55, 13


def run(options: Options) -> Iterator[Figure]:
    """The notice of a month of as many people as asked for; of the smallest size, for cards do not grow with it."""
    department = filled(options, "sheets.db", min(options.sizes))
    desk, period = department.desk, department.period
    close.compute(department)
    span = span_of(MONTH, period)
    sheet = publication(desk, span)
    yield Figure(
        f"notice of {len(sheet.tables[0].rows)} people as html, beside the json export",
        *turn_about(
            lambda: seconds(lambda: sheet_html(publication(desk, span))),
            lambda: seconds(lambda: json.dumps(month_cards(desk, period).json(), ensure_ascii=False)),
            options.rounds,
        ),
        HTML_LIMIT,
    )
    desk.close()
    yield _workbook(sheet, options)
    yield from _pages(sheet, options)


def _workbook(sheet: Sheet, options: Options) -> Figure:
    numbers = count()

    def path() -> Path:
        return options.folder / f"sheet-{next(numbers)}.xlsx"

    own, other = turn_about(
        lambda: seconds(lambda: write_workbook(sheet, path())),
        lambda: seconds(lambda: _bare_workbook(sheet, path())),
        options.rounds,
    )
    return Figure("its workbook, beside bare xlsxwriter", own, other, WORKBOOK_LIMIT)


def _bare_workbook(sheet: Sheet, path: Path) -> None:
    """The same cells, and nothing else."""
    with Workbook(path) as workbook:
        for table in sheet.tables:
            page = workbook.add_worksheet()
            for number, row in enumerate((table.header, *table.rows)):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        page.write_string(number, place, cell)
                    elif cell is not None:
                        page.write_number(number, place, cell.value if isinstance(cell, Number) else cell)


def _pages(sheet: Sheet, options: Options) -> Iterator[Figure]:
    pages, bare_pages = _pages_of(sheet_pdf(sheet)), _pages_of(_bare_pages(sheet))
    own, other = turn_about(
        lambda: seconds(lambda: sheet_pdf(sheet)) / pages,
        lambda: seconds(lambda: _bare_pages(sheet)) / bare_pages,
        options.rounds,
    )
    yield Figure("a page of its PDF, beside a bare one", own, other)
    # Where the machine is busy a bare page may take longer than one of ours.
    more = tuple(max(mine - theirs, 1e-6) for mine, theirs in zip(own, other, strict=True))
    yield Figure("a page of its PDF, beyond a bare one", more, (), A_PAGE_LIMIT)


def _bare_pages(sheet: Sheet) -> bytes:
    """The same cells with the same face, line by line, without a table around them."""
    pdfmetrics.registerFont(TTFont("Bare", str(FACE)))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    lines = [row for table in sheet.tables for row in (table.header, *table.rows)]
    for start in range(0, len(lines), LINES_A_PAGE):
        canvas.setFont("Bare", 9)
        for number, row in enumerate(lines[start : start + LINES_A_PAGE]):
            for place, cell in enumerate(row):
                canvas.drawString(42 + 60 * place, 800 - A_LINE * number, shown(cell))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _pages_of(pdf: bytes) -> int:
    found = pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ")
    if not found:
        raise ResultsDiffer("a PDF without a page")
    return found

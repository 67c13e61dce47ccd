"""A sheet as PDF, with the signs that it shows embedded, so that a reader without a Chinese face sees them all.

Made by reportlab (the extra ``pdf``), which is loaded here alone.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.services.printing.as_text import end_of
from csi_tui.services.printing.sheet import Bars, Block, Code, Sheet, Table, Words, shown, texts_of
from csi_tui.services.tabular.aligned import cut, width

FACE: Final = Path(__file__).parent / "faces" / "wqy-microhei.ttc"
_NAME: Final = "CsiFace"
_MARGIN: Final = 42
"""Points around what is printed: 15 mm."""
_SIZE: Final = 9
_SMALLEST: Final = 5.5
_PADDING: Final = 8
_A_BAR: Final = 18
_FIRST_ROWS: Final = 60
_HEADING: Final = 28
_SHORT: Final = 12
"""Rows of a table, or of a group in one, that are not parted."""
_BARS_A_PAGE: Final = 24
"""So many fit under a heading on a page that lies, too."""
_FRAME: Final = 6
"""Points that the library keeps free inside the margins."""
_LONG_LABEL: Final = 28
_ALIKE: Final = {"░": "□"}
"""Signs that the face lacks, and one of it that stands as well for what they stand for."""
_MISSING: Final = "〓"
"""The mark that printers set where they have no sign."""
_HEAD, _STRIPE, _LINE, _BAR = (0xEEF2F5, 0xF8F9FA, 0x999999, 0x1F6F9F)


class NoPdf(UserError):
    """The extra that makes PDF is not installed."""


def sheet_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF file, its pages numbered.

    Raises:
        NoPdf: the extra is not there.
    """
    kit = _kit()
    made = io.BytesIO()
    widest = max((_wide(table) for table in sheet.tables), default=0)
    page = kit.portrait if widest <= kit.portrait[0] - 2 * (_MARGIN + _FRAME) else kit.landscape
    document = kit.SimpleDocTemplate(
        made,
        pagesize=page,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=sheet.title,
        lang="zh-CN" if sheet.language == "zh" else "en",
        invariant=True,
    )
    inside = page[0] - 2 * (_MARGIN + _FRAME)
    instead, missing = _instead(kit, sheet)
    story = [kit.Paragraph(escape(sheet.title.translate(instead)), kit.title)]
    for block in (*sheet.blocks, *missing):
        story.extend(_flowables(kit, _drawable(block, instead), inside))

    def number(canvas: Any, _document: Any) -> None:
        canvas.setFont(_NAME, 7)
        canvas.drawCentredString(page[0] / 2, _MARGIN / 2, str(canvas.getPageNumber()))

    document.build(story, onFirstPage=number, onLaterPages=number)
    return made.getvalue()


def _instead(kit: _Kit, sheet: Sheet) -> tuple[dict[int, str], list[Words]]:
    """Sign → what is drawn for it, where the face draws nothing: one that says as much, else a mark that a sign is
    missing, and the words that tell which: rare names, marks of other scripts."""
    signs = sorted({sign for text in texts_of(sheet) for sign in text if not kit.draws(sign)})
    instead, missing = dict[int, str](), list[str]()
    for sign in signs:
        plain = _ALIKE.get(sign) or unicodedata.normalize("NFKC", sign)
        if not all(map(kit.draws, plain)):
            plain = _MISSING
            missing.append(f"U+{ord(sign):04X}")
        instead[ord(sign)] = plain
    if not missing:
        return instead, []
    told = _("This face has no sign for {signs}; the sheet as html shows them.")
    return instead, [Words([told.format(signs=_(", ").join(missing))])]


def _drawable(block: Block, instead: Mapping[int, str]) -> Block:
    if not instead or isinstance(block, Code):
        return block
    if isinstance(block, Words):
        return Words([line.translate(instead) for line in block.lines], block.title.translate(instead))
    if isinstance(block, Bars):
        bars = [(label.translate(instead), value) for label, value in block.bars]
        return replace(block, title=block.title.translate(instead), bars=bars)
    return replace(
        block,
        title=block.title.translate(instead),
        header=[text.translate(instead) for text in block.header],
        rows=[
            [cell.translate(instead) if isinstance(cell, str) else cell for cell in row] for row in block.rows
        ],
        empty=block.empty.translate(instead),
    )


class _Kit:
    """What is used of reportlab, and the styles of sheets."""

    def __init__(self) -> None:
        from reportlab.graphics import shapes
        from reportlab.graphics.charts.barcharts import HorizontalBarChart
        from reportlab.lib.colors import HexColor
        from reportlab.lib.pagesizes import A4, landscape
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.platypus import (
            CondPageBreak,
            LongTable,
            Paragraph,
            SimpleDocTemplate,
            Spacer,
            TableStyle,
        )

        self.face = TTFont(_NAME, str(FACE))
        pdfmetrics.registerFont(self.face)
        self.shapes, self.HorizontalBarChart, self.colour = shapes, HorizontalBarChart, HexColor
        self.Paragraph, self.Spacer, self.LongTable = Paragraph, Spacer, LongTable
        self.CondPageBreak = CondPageBreak
        self.TableStyle, self.SimpleDocTemplate = TableStyle, SimpleDocTemplate
        self.portrait, self.landscape = A4, landscape(A4)
        # Chinese is broken between any two signs.
        words = ParagraphStyle(
            "words", fontName=_NAME, fontSize=_SIZE, leading=13, spaceAfter=4, wordWrap="CJK"
        )
        self.words = words
        self.title = ParagraphStyle("title", words, fontSize=15, leading=21, spaceAfter=8)
        self.heading = ParagraphStyle("heading", words, fontSize=11, leading=16, spaceBefore=8)

    def draws(self, sign: str) -> bool:
        """Whether a sign is seen: the face lists some of which it has no shape. Blanks are not meant to be."""
        if unicodedata.category(sign)[0] in "ZC":
            return True
        face = self.face.face
        glyph = face.charToGlyph.get(ord(sign))
        return glyph is not None and face.glyphPos[glyph] != face.glyphPos[glyph + 1]


@cache
def _kit() -> _Kit:
    try:
        return _Kit()
    except ImportError as error:
        raise NoPdf(
            _("PDF takes the extra “pdf”: pip install 'csi-tui[pdf]'. Or choose html, and print it.")
        ) from error


def _flowables(kit: _Kit, block: Block, inside: float) -> Iterator[Any]:
    if isinstance(block, Words):
        if block.title:
            yield kit.CondPageBreak(_FIRST_ROWS)
            yield kit.Paragraph(escape(block.title), kit.heading)
        for line in block.lines:
            yield kit.Paragraph(escape(line), kit.words)
    elif isinstance(block, Table):
        if block.title and (block.rows or block.empty):
            # A heading stands on the page of the first rows, and a short table, a pay slip say, on one page.
            yield kit.CondPageBreak(max(_FIRST_ROWS, _high(len(block.rows))))
            yield kit.Paragraph(escape(block.title), kit.heading)
        if block.rows:
            yield _table(kit, block, inside)
            yield kit.Spacer(1, 6)
        elif block.empty:
            yield kit.Paragraph(escape(block.empty), kit.words)
    elif isinstance(block, Bars):
        if block.bars:
            for start in range(0, len(block.bars), _BARS_A_PAGE):
                chart = _bars(
                    kit, replace(block, bars=block.bars[start : start + _BARS_A_PAGE]), block, inside
                )
                yield kit.CondPageBreak(chart.height + _FIRST_ROWS)
                # A part that hangs on a page of its own says what it is of.
                title = _("{title}, continued").format(title=block.title) if start else block.title
                yield kit.Paragraph(escape(title), kit.heading)
                yield chart
    elif isinstance(block, Code):
        yield _code(kit, block.text)


def _columns(table: Table) -> list[int]:
    """How many columns of a terminal each column takes at its widest: half an em each.

    A heading is one word in letters, an m among them, which is wider than figures are.
    """
    return [
        max(width(text) for text in (f"{head} ", *(shown(row[place]) for row in table.rows)))
        for place, head in enumerate(table.header)
    ]


def _wide(table: Table) -> float:
    return sum(_columns(table)) * _SIZE / 2 + _PADDING * len(table.header)


def _table(kit: _Kit, table: Table, inside: float) -> Any:
    """A table whose heading stands on every page; where it is too wide its signs are smaller, never cut."""
    widths = _columns(table)
    room = inside - _PADDING * len(widths)
    size = max(_SMALLEST, min(_SIZE, 2 * room / max(1, sum(widths))))
    columns = [one * size / 2 + _PADDING for one in widths]
    rows: list[Sequence[Any]] = [list(table.header), *([shown(cell) for cell in row] for row in table.rows)]
    if sum(columns) > inside + 1:
        columns, rows = _wrapped(kit, table, size, widths, inside)
    made = kit.LongTable(rows, colWidths=columns, repeatRows=1, hAlign="LEFT")
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), _NAME, size, size * 1.3),
        ("GRID", (0, 0), (-1, -1), 0.4, kit.colour(_LINE)),
        ("BACKGROUND", (0, 0), (-1, 0), kit.colour(_HEAD)),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [kit.colour(0xFFFFFF), kit.colour(_STRIPE)]),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING / 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    style += [("ALIGN", (place, 0), (place, -1), "RIGHT") for place in table.figures]
    if table.grouped:
        # A group stands on one page, for its name stands at its first row alone.
        style += [("NOSPLIT", (0, first), (-1, last)) for first, last in _groups(table)]
    made.setStyle(kit.TableStyle(style))
    return made


def _high(rows: int) -> float:
    """About how high a table of so few rows is under its heading; 0: it has more, and goes over pages."""
    return _HEADING + (rows + 1) * (_SIZE * 1.3 + 4) if rows <= _SHORT else 0


def _groups(table: Table) -> Iterator[tuple[int, int]]:
    """First and last row of each group that fits a page, counted below the heading, which is row 0."""
    begins = [place for place, row in enumerate(table.rows, 1) if row[0] or place == 1]
    for first, after in zip(begins, [*begins[1:], len(table.rows) + 1], strict=True):
        if 1 < after - first <= _SHORT:
            yield first, after - 1


def _wrapped(
    kit: _Kit, table: Table, size: float, widths: Sequence[int], inside: float
) -> tuple[list[float], list[Sequence[Any]]]:
    """A table that is too wide even so: its longest columns share what is left, and break their texts."""
    from reportlab.lib.styles import ParagraphStyle

    style = ParagraphStyle("cell", kit.words, fontSize=size, leading=size * 1.3, spaceAfter=0)
    right = ParagraphStyle("figure", style, alignment=2)
    share = inside / sum(widths)
    columns = [one * share for one in widths]
    styles = [right if place in table.figures else style for place in range(len(widths))]
    rows: list[Sequence[Any]] = [
        [kit.Paragraph(escape(shown(cell)), styles[place]) for place, cell in enumerate(row)]
        for row in (table.header, *table.rows)
    ]
    return columns, rows


def _bars(kit: _Kit, chart: Bars, whole: Bars, inside: float) -> Any:
    """A chart of bars, the first one on top, each with its figure behind it; as long as in the ``whole`` that it may be
    a part of."""
    labels = [cut(label, _LONG_LABEL) for label, _value in chart.bars]
    left = max(map(width, labels)) * _SIZE / 2 + 10
    high = _A_BAR * len(labels)
    drawing = kit.shapes.Drawing(inside, high + 24)
    bars = kit.HorizontalBarChart()
    bars.x, bars.y, bars.width, bars.height = left, 16, inside - left - 50, high
    bars.data = [[float(value) for _label, value in reversed(chart.bars)]]
    bars.categoryAxis.categoryNames = labels[::-1]
    bars.valueAxis.valueMin, bars.valueAxis.valueMax = 0, float(end_of(whole)) or 1
    bars.bars[0].fillColor = kit.colour(_BAR)
    bars.bars[0].strokeWidth = 0
    bars.barSpacing, bars.groupSpacing = 0, 6
    bars.barLabels.fontName = bars.categoryAxis.labels.fontName = bars.valueAxis.labels.fontName = _NAME
    bars.barLabels.fontSize = bars.categoryAxis.labels.fontSize = _SIZE
    bars.valueAxis.labels.fontSize = 7
    bars.barLabelArray = [[f"{value:f}" for _label, value in reversed(chart.bars)]]
    bars.barLabelFormat = "values"
    bars.barLabels.boxAnchor = "w"
    bars.barLabels.nudge = 2
    drawing.add(bars)
    return drawing


def _code(kit: _Kit, text: str) -> Any:
    import segno

    side = 2
    rows = [list(row) for row in segno.make(text, micro=False).matrix_iter(border=4)]
    drawing = kit.shapes.Drawing(side * len(rows), side * len(rows))
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                drawing.add(
                    kit.shapes.Rect(
                        side * across,
                        side * (len(rows) - 1 - down),
                        side,
                        side,
                        strokeWidth=0,
                        strokeColor=None,
                        fillColor=kit.colour(0),
                    )
                )
    return drawing

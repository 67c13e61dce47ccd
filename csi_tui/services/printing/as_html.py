"""A sheet as one HTML file: no script, nothing loaded from elsewhere; it prints on pages and is read on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from csi_tui.services.desk.qr import qr_svg
from csi_tui.services.printing.charts import bars_svg
from csi_tui.services.printing.sheet import Bars, Block, Code, Sheet, Table, Words, shown
from csi_tui.services.tabular.aligned import width

_LONGEST_FIGURE: Final = 12
"""Columns of a terminal that a figure with its sign and mark takes."""
_STYLE = """
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 1.5em auto;
  max-width: 100em; padding: 0 1em; line-height: 1.5; color: #222; }
p { max-width: 60em; }
h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin: 1.5em 0 .4em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; min-width: min(100%, 60em); }
th, td { border: 1px solid #999; padding: .25em .6em; text-align: left; white-space: nowrap; }
th { background: #eef2f5; } tbody tr:nth-child(even) { background: #f8f9fa; }
.n { text-align: right; font-variant-numeric: tabular-nums; } .w { white-space: normal; }
svg { max-width: 100%; height: auto; }
@media screen and (max-width: 40em) { body { margin: .5em auto; padding: 0 .5em; }
  th, td { padding: .2em .15em; font-size: .7em; white-space: normal; min-width: 2.1em; }
  td.n { white-space: nowrap; } td.w { white-space: normal; } }
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } .wide { overflow: visible; }
  thead { display: table-header-group; } tr, svg { break-inside: avoid; } h2 { break-after: avoid; }
  th, td { white-space: normal; } }
"""


def sheet_html(sheet: Sheet) -> str:
    """The sheet as the text of a file."""
    title = escape(sheet.title)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{"zh-CN" if sheet.language == "zh" else "en"}">',
            '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><style>{_STYLE}</style></head>",
            "<body>",
            f"<h1>{title}</h1>",
            *(line for block in sheet.blocks for line in _lines(block)),
            "</body></html>",
        ]
    )


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Words):
        if block.title:
            yield f"<h2>{escape(block.title)}</h2>"
        yield from (f"<p>{escape(line)}</p>" for line in block.lines)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Bars):
        if block.bars:
            yield f"<h2>{escape(block.title)}</h2>"
            yield bars_svg(block)
    elif isinstance(block, Code):
        yield f"<p>{qr_svg(block.text)}</p>"


def _table(table: Table) -> Iterator[str]:
    if not table.rows and not table.empty:
        return
    if table.title:
        yield f"<h2>{escape(table.title)}</h2>"
    if not table.rows:
        yield f"<p>{escape(table.empty)}</p>"
        return
    broken = _broken(table)
    yield '<div class="wide"><table><thead>'
    # Closing tags that HTML lets go are let go: a table of 700 people is half as long without them.
    yield "<tr>" + "".join(
        f"<th{_class(place, table, broken)}>{escape(cell)}" for place, cell in enumerate(table.header)
    )
    yield "</thead><tbody>"
    before = [f"<td{_class(place, table, broken)}>" for place in range(len(table.header))]
    for row in table.rows:
        yield "<tr>" + "".join(start + escape(shown(cell)) for start, cell in zip(before, row, strict=True))
    yield "</tbody></table></div>"


def _class(place: int, table: Table, broken: frozenset[int] = frozenset()) -> str:
    if place not in table.figures:
        return ""
    return ' class="n w"' if place in broken else ' class="n"'


def _broken(table: Table) -> frozenset[int]:
    """Columns of figures that say more than a number, such as a place and what it rests on: they are broken
    before a table is wider than its window."""
    return frozenset(
        place
        for place in table.figures
        if any(isinstance(cell := row[place], str) and width(cell) > _LONGEST_FIGURE for row in table.rows)
    )

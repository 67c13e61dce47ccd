"""The notice as one HTML file that prints on a page: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from csi_tui.i18n import _, current_language
from csi_tui.services.cards.text.notice import notice_table, notice_words
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.qr import qr_svg
from csi_tui.services.months.text.cards import Names

if TYPE_CHECKING:
    from csi_tui.services.cards.result_notice import NoticeHead

_STYLE = """
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em auto; max-width: 50em; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #888; padding: .3em .6em; text-align: left; }
td.figure { text-align: right; }
@media print { body { margin: 0; } }
"""


def notice_html(head: NoticeHead, cards: Sequence[Card], names: Names) -> str:
    """The same words and figures as the text, for a printer or a browser."""
    header, rows, figures = notice_table(cards, names)
    above, below = notice_words(head, cards)
    title = escape(above[0])
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{"zh-CN" if current_language() == "zh" else "en"}">',
        f'<head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>',
        "<body>",
        f"<h1>{title}</h1>",
        *(f"<p>{escape(line)}</p>" for line in above[1:]),
    ]
    if rows:
        lines.append(
            "<table><thead><tr>"
            + "".join(f"<th>{escape(cell)}</th>" for cell in header)
            + "</tr></thead><tbody>"
        )
        for row in rows:
            cells = (
                f'<td class="figure">{escape(cell)}</td>' if place in figures else f"<td>{escape(cell)}</td>"
                for place, cell in enumerate(row)
            )
            lines.append(f"<tr>{''.join(cells)}</tr>")
        lines.append("</tbody></table>")
    else:
        lines.append(f"<p>{escape(_('Nobody is assessed in this month.'))}</p>")
    lines += [f"<p>{escape(line)}</p>" for line in below]
    if head.trail_code:
        lines.append(f"<p>{qr_svg(head.trail_code)}</p>")
    return "\n".join([*lines, "</body></html>"])

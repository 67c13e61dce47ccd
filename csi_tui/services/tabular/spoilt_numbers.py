"""Numbers of people, orders and phones that a spreadsheet or a mask has made another one of (docs/files.md §3).

A form shows what it takes, so that only files are looked at.
"""

from __future__ import annotations

import re
from typing import Final

from csi_tui.i18n import _
from csi_tui.services.tabular.cells import CODE_LIMIT, BadCell, parse_code
from csi_tui.services.tabular.table import Cell
from csi_tui.services.tabular.untrusted_text import normal

_SCIENTIFIC: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}", re.ASCII | re.IGNORECASE)
_TOO_NARROW: Final = re.compile(r"#{3,}")
_MASKED: Final = re.compile(r"\*{2,}|[xX●•]{4,}(?=\d)|(?<=\d)[xX●•]{3,}")
_TEXT_MARK: Final = re.compile(r"['’‘`](?=\d+$)", re.ASCII)


def parse_file_code(cell: Cell) -> str | None:
    """Return the number of an employee, order, complaint or survey, or a phone number, as a file has it.

    Raises `BadCell` as `cells.parse_code` does, and for a number whose digits are gone.
    """
    if type(cell) is not str:
        return parse_code(cell)
    if cell.isalnum() and "xxx" not in cell and "XXX" not in cell:
        # Letters and figures alone are as they will stay; nearly every number is.
        return cell if cell.isascii() and len(cell) <= CODE_LIMIT else parse_code(cell)
    text = normal(cell)
    if _SCIENTIFIC.fullmatch(text) and "+" in text:
        raise BadCell(
            _(
                "a number in scientific notation, whose last digits the spreadsheet has dropped; format the column as "
                "text and export it anew"
            )
        )
    if _TOO_NARROW.fullmatch(text):
        raise BadCell(
            _("what a spreadsheet shows in a column too narrow; widen the column and export it anew")
        )
    if _MASKED.search(text):
        raise BadCell(_("a masked number; ask the sender for the whole one, or leave the cell empty"))
    return parse_code(_TEXT_MARK.sub("", text) if _TEXT_MARK.match(text) else cell)

"""Who took note of which card, in words. Reads nothing but what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from csi_tui.i18n import _
from csi_tui.services.tabular.aligned import table

if TYPE_CHECKING:
    from csi_tui.services.cards.took_note import ReceiptLine


def receipt_table(found: Sequence[ReceiptLine], how: Callable[[str], str]) -> str:
    """Who took note of which card, a line each."""
    rows = [
        (
            one.employee_no,
            one.name,
            how(one.how) or "-",
            "" if one.at is None else f"{one.at:%Y-%m-%d %H:%M}",
            one.by,
            "" if one.window_ends_at is None else f"{one.window_ends_at:%Y-%m-%d %H:%M}",
            one.note,
        )
        for one in found
    ]
    header = (_("number"), _("name"), _("receipt"), _("at"), _("by"), _("window until"), _("note"))
    return table(header, rows)

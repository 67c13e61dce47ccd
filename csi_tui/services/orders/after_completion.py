"""What counts of an order that is completed or cancelled is changed for one of three reasons
(docs/decisions/0064, point 10).

Names, phones, addresses and the fault are free; and so is what was not said yet, for saying it is no change.
"""

from __future__ import annotations

from typing import Final

from csi_tui.i18n import _
from csi_tui.services.desk.decided_words import CHANGED_WHY
from csi_tui.services.errors import UserError
from csi_tui.services.orders.own_orders import IN_FIGURES
from csi_tui.services.tabular.records import OrderRow

FROM_FILE: Final = "file"
"""Why a corrected file changes an order: its import says the rest."""


class WhyChanged(UserError):
    """An order that is completed was to be changed, and it was not said for which of the three reasons."""

    exit_status = 2

    def __init__(self, order_no: str) -> None:
        super().__init__(
            _("{number} is completed, and what it counts by would change. Say why: {whys} (--why).").format(
                number=order_no,
                whys=_("; ").join(f"{why} ({_(words)})" for why, words in CHANGED_WHY.items()),
            ),
            at_desk=_("{number} is completed: why is it changed?").format(number=order_no),
        )


def why_changed(before: OrderRow, after: OrderRow, why: str) -> str:
    """Why an order is changed, as the audit trail keeps it; empty where nobody has to say it.

    Raises:
        WhyChanged: somebody has to, and did not.
    """
    ended = before.completed_at is not None or before.outcome is not None
    changed = [
        name
        for name in IN_FIGURES
        if getattr(before, name) is not None and getattr(before, name) != getattr(after, name)
    ]
    if not ended or not changed:
        return ""
    if why not in (*CHANGED_WHY, FROM_FILE):
        raise WhyChanged(before.order_no)
    return why

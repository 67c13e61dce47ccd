"""Which rows behind a figure were changed since they were entered: it stands in the receipt of what rests on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from csi_tui.scoring.receipts import Receipt
from csi_tui.services.cards.put_right import rows_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.history.changes_since import CHANGING, ChangedSince, changed_since


def changed_behind(session: Session, desk: Desk, receipt: Receipt, known_at: datetime) -> list[ChangedSince]:
    """The rows behind a receipt and its parts that were changed until ``known_at``, by kind and number."""
    named = set(rows_of(receipt))
    return [
        one
        for kind in CHANGING
        if (numbers := {number for of, number in named if of == kind and number})
        for one in changed_since(session, desk, kind, numbers, known_at)
    ]


def changed_in(found: Sequence[ChangedSince], receipt: Receipt) -> list[ChangedSince]:
    """What of it stands behind one figure."""
    named = set(rows_of(receipt))
    return [one for one in found if (one.kind, one.number) in named]

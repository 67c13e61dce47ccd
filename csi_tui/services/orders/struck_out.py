"""Which orders, surveys and complaints are struck out now, for the lists and forms in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from sqlmodel import Session, col, select

from csi_db.models import Complaint, Exclusion, Survey, WorkOrder
from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk

Kind = Literal["order", "survey", "complaint"]
_ROWS: Final = {
    "order": (WorkOrder, WorkOrder.id, WorkOrder.order_no),
    "survey": (Survey, Survey.id, Survey.agency_ref),
    "complaint": (Complaint, Complaint.id, Complaint.complaint_no),
}
IN_FORCE: Final = {
    kind: select(Exclusion.fact_id).where(Exclusion.kind == kind, col(Exclusion.restored_at).is_(None))
    for kind in _ROWS
}
"""Kind → the keys of its rows that are struck out now."""


def struck_among(session: Session, kind: Kind, keys: Iterable[int | None]) -> frozenset[int]:
    """Of some rows those that are struck out, by their keys."""
    return frozenset(session.exec(IN_FORCE[kind].where(col(Exclusion.fact_id).in_(list(keys)))))


def struck_text(desk: Desk, kind: Kind, number: str) -> str:
    """That a row is struck out, and why; empty where it is not."""
    with desk.read() as session:
        return struck_text_of(session, kind, number)


def struck_text_of(session: Session, kind: Kind, number: str) -> str:
    """The same, within a transaction."""
    table, key, numbered = _ROWS[kind]
    reason = session.exec(
        select(Exclusion.reason)
        .join(table, col(key) == col(Exclusion.fact_id))
        .where(Exclusion.kind == kind, col(Exclusion.restored_at).is_(None), numbered == number)
    ).first()
    return "" if reason is None else _("Struck out, it counts nowhere: {reason}").format(reason=reason)

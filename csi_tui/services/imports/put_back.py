"""What the audit trail says of a row that an undo put back: of each field what was there, and what is there again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session

from csi_tui.services.complaints import put_right
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.unsaid import UNSAID
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.tabular.kinds import ids_of

READ_ROW: Mapping[str, Callable[[Session, str], Any]] = {
    "orders": lambda session, number: work_orders.read_in(session, number).row,
    "surveys": surveys.read_in,
    "complaints": put_right.read_in,
}
"""Kind → how a row of it is read as it stands, by its number."""


def record_rows(
    session: Session, desk: Desk, number: int, kind: str, name: str, rows: tuple[Any, Any]
) -> None:
    """Enter that a row was put back by the undo of an import; ``rows``: as it stood, and as it stands again."""
    names = ids_of(kind, lambda _column: True)
    old, new = ({one: getattr(row, one) for one in names} for row in rows)
    record_values(session, desk, number, kind, name, (old, new))


def record_values(
    session: Session,
    desk: Desk,
    number: int,
    kind: str,
    name: str,
    values: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> None:
    """The same of what is no whole row of a file."""
    detail: dict[str, object] = {"import": number, "kind": kind}
    for field in values[0]:
        old, new = (one[field] for one in values)
        if old == new:
            continue
        if field in UNSAID.get(kind, ()):
            old, new = (None if value is None else audit.digest(desk, value) for value in (old, new))
        detail[field] = [old, new]
    audit.record(session, desk, "put-back", name, detail)

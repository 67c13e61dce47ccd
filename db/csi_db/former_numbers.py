"""Numbers that orders had before they were put right; the reason of each change keeps the number that stood there."""

from __future__ import annotations

from sqlalchemy import Connection

from csi_db.bulk import rows_of


def former_numbers(connection: Connection) -> dict[str, list[tuple[int, str, str | None]]]:
    """Number that orders had → these orders: key, present number, digest of the imported row."""
    found: dict[str, list[tuple[int, str, str | None]]] = {}
    for was, *order in rows_of(
        connection,
        "SELECT DISTINCT n.was, o.id, o.order_no, o.import_digest FROM note n JOIN work_order o ON o.id = n.row_id "
        "WHERE n.kind = 'order' AND n.says = 'number' AND o.order_no <> n.was",
    ):
        found.setdefault(was, []).append((order[0], order[1], order[2]))
    return found

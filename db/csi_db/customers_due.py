"""Customers of whom nothing has happened since an instant."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of, stored


class QuietCustomer(NamedTuple):
    """A customer: number of the latest row, when something happened last as the store's UTC text, how many rows;
    and who it is, by the phone number or else by the name.
    """

    number: str
    last: str
    orders: int
    complaints: int
    phone: str
    name: str


_WHOSE = (
    "COALESCE({0}.customer_phone, '') AS phone, "
    "CASE WHEN {0}.customer_phone IS NULL THEN {0}.customer_name ELSE '' END AS name"
)
_LAST_OF_COMPLAINT = "MAX(c.received_at, COALESCE(c.resolved_at, c.received_at))"
# An instant takes 26 signs, so that the number of the latest row stands behind it.
_QUIET = f"""
    WITH happened AS (
        SELECT {_WHOSE.format("w")}, w.order_no AS number, 1 AS orders, 0 AS complaints,
            MAX(w.received_at, COALESCE(w.completed_at, w.received_at),
                COALESCE((SELECT MAX(s.answered_at) FROM survey s WHERE s.order_id = w.id), w.received_at)) AS last,
            w.completed_at IS NULL AND w.outcome IS NOT 'cancelled' AS open
        FROM work_order w
        UNION ALL
        SELECT {_WHOSE.format("c")}, c.complaint_no, 0, 1, {_LAST_OF_COMPLAINT},
            c.resolved_at IS NULL AND c.status = 'valid' FROM complaint c
        UNION ALL
        SELECT {_WHOSE.format("w")}, c.complaint_no, 0, 1, {_LAST_OF_COMPLAINT},
            c.resolved_at IS NULL AND c.status = 'valid'
        FROM complaint c JOIN work_order w ON w.id = c.order_id
        WHERE c.customer_phone IS NOT w.customer_phone OR c.customer_name IS NOT w.customer_name
    )
    SELECT substr(MAX(last || number), 27), MAX(last), SUM(orders), SUM(complaints), phone, name FROM happened
    WHERE phone <> '' OR (name <> '' AND name <> :mark)
    GROUP BY phone, name HAVING MAX(last) < :before AND MAX(open) = 0 ORDER BY 2, 1"""


def quiet_customers(connection: Connection, before: datetime, mark: str) -> list[QuietCustomer]:
    """The customers with nothing open and nothing since ``before``, the longest ago first; the erased (whose name is
    ``mark``) are none."""
    found = rows_of(connection, _QUIET, {"before": stored(before), "mark": mark})
    return [QuietCustomer._make(row) for row in found]

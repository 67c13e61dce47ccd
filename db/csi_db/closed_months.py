"""What the closed months hold: a row counts in one month at most (docs/rules.md, rule 4)."""

from __future__ import annotations

from sqlalchemy import Connection

from csi_db.bulk import rows_of
from csi_db.states import CLOSED
from csi_tui.scoring.periods import Period

_KEYS = {"order": "order_id", "survey": "survey_id", "complaint": "complaint_id"}

RETURNS_ELSEWHERE = " UNION ".join(
    f"SELECT c.return_id FROM month cm CROSS JOIN {table} c ON c.revision_id = cm.revision_id "
    f"WHERE cm.state IN {CLOSED} AND cm.period <> :period"
    for table in ("snapshot_return", "snapshot_charge_back")
)
"""SQL for the returns that another closed month counts or charges back: in ``:period`` they do not count again."""


def months_of_return(connection: Connection, order_id: int) -> list[Period]:
    """The closed months that hold an order against another one, as its return."""
    sql = " UNION ".join(
        f"SELECT m.period FROM month m CROSS JOIN {table} c ON c.revision_id = m.revision_id "
        f"WHERE m.state IN {CLOSED} AND c.return_id = :order"
        for table in ("snapshot_return", "snapshot_charge_back")
    )
    return [row[0] for row in rows_of(connection, f"{sql} ORDER BY 1", {"order": order_id})]


def counts_row(connection: Connection, kind: str, fact_id: int, period: Period) -> bool:
    """Whether a published or frozen month counts a row (an order, survey or complaint), or would but for a strike-out.

    Such a row stays in its month whatever becomes of it: what changes it there is a correction.
    """
    decided = " AND s.in_time IS NOT NULL" if kind == "complaint" else ""
    sql = (
        f"SELECT 1 FROM month m WHERE m.period = :period AND m.state IN {CLOSED} AND ("
        f"EXISTS (SELECT 1 FROM snapshot_{kind} s "
        f"WHERE s.revision_id = m.revision_id AND s.{_KEYS[kind]} = :fact{decided}) "
        "OR EXISTS (SELECT 1 FROM snapshot_exclusion e "
        f"WHERE e.revision_id = m.revision_id AND e.kind = '{kind}' AND e.fact_id = :fact))"
    )
    return bool(rows_of(connection, sql, {"period": period, "fact": fact_id}))


def names_order(connection: Connection, order_id: int) -> bool:
    """Whether a certificate names an order: a month was published with it, as itself, as a return, or struck out."""
    columns = (
        ("snapshot_order", "order_id"),
        ("snapshot_return", "order_id"),
        ("snapshot_return", "return_id"),
        ("snapshot_charge_back", "order_id"),
        ("snapshot_charge_back", "return_id"),
    )
    sql = " UNION ALL ".join(f"SELECT 1 FROM {table} WHERE {column} = :order" for table, column in columns)
    sql += " UNION ALL SELECT 1 FROM snapshot_exclusion WHERE fact_id = :order AND kind IN ('order', 'return', 'times')"
    return bool(rows_of(connection, f"SELECT 1 WHERE EXISTS ({sql})", {"order": order_id}))

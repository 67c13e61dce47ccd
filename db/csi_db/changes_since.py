"""Entries of the audit trail that changed rows, for many rows at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of, stored
from csi_db.import_rows import TABLES

_FILES = {"order": "orders", "survey": "surveys", "complaint": "complaints"}


class Changing(NamedTuple):
    """An entry that changed a row; instants as the store's UTC text.

    Attributes:
        number: what the row is called now.
        completes: it is the one that entered the completion of an order.
        completed: the order is completed, or was before it.
    """

    number: str
    recorded_at: str
    at: str
    completes: bool
    completed: bool


def changes_of(
    connection: Connection, kind: str, numbers: Sequence[str], acts: Collection[str], until: datetime | None
) -> list[Changing]:
    """The entries of some acts about rows of a kind before an instant (None: all of them), by row and in their order.

    Not those of another row that bore the number before this one was recorded.
    """
    table, column = TABLES[_FILES[kind]]
    completed = "r.completed_at IS NOT NULL" if kind == "order" else "0"
    own = f"SELECT r.{column} AS number, r.{column} AS subject, r.recorded_at, {completed} AS completed FROM wanted w "
    own += f"JOIN {table} r ON r.{column} = w.value"
    if kind == "order":
        # An order that was put right keeps what was done to it under its former number.
        own += (
            " UNION SELECT r.order_no, n.was, r.recorded_at, r.completed_at IS NOT NULL FROM wanted w "
            "JOIN work_order r ON r.order_no = w.value "
            "JOIN note n ON n.kind = 'order' AND n.row_id = r.id AND n.says = 'number'"
        )
    sql = f"""
        WITH wanted AS (SELECT value FROM json_each(:numbers)), own AS ({own})
        SELECT own.number, own.recorded_at, e.at,
            e.action <> 'put-back' AND json_extract(e.detail, '$.completed_at[0]') IS NULL
                AND json_extract(e.detail, '$.completed_at[1]') IS NOT NULL,
            own.completed OR json_extract(e.detail, '$.completed_at[0]') IS NOT NULL
        FROM own CROSS JOIN audit_entry e ON e.subject = own.subject
        WHERE e.action IN (SELECT value FROM json_each(:acts))
            AND e.at >= own.recorded_at AND (:until IS NULL OR e.at < :until)
        ORDER BY own.number, e.seq
    """
    values = {
        "numbers": json.dumps(list(numbers)),
        "acts": json.dumps(sorted(acts)),
        "until": None if until is None else stored(until),
    }
    return [Changing._make(row) for row in rows_of(connection, sql, values)]

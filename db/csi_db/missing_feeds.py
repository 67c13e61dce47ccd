"""Senders whose files came in month after month, and of a month did not (docs/rules.md, rule 30)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of

_TABLES = {
    "orders": ("work_order", "period", " AND NOT late"),
    "surveys": ("survey", "period", " AND NOT late"),
    "complaints": ("complaint", "period", " AND NOT late"),
    "ratings": ("rating", "period", " AND withdrawn_at IS NULL"),
    "measures": ("measure_figure", "period", " AND replaced_at IS NULL"),
}
"""Kind → its table, the column of the month, and which rows were there in time and count."""


class Feed(NamedTuple):
    """A sender of a kind of rows, known by the headers; ``last`` and ``file_name``: the last import of theirs."""

    kind: str
    layout: str
    last: int
    file_name: str


def missing_feeds(connection: Connection, before: Sequence[int], period: int) -> list[Feed]:
    """Senders with rows in each month of ``before``, and with none in ``period``; of rows that were in time."""
    found: list[Feed] = []
    for kind, (table, month, those) in _TABLES.items():
        months: dict[str, set[int]] = {}
        last: dict[str, tuple[int, str]] = {}
        rows = rows_of(
            connection,
            f"SELECT b.layout, r.month, b.id, b.file_name FROM (SELECT DISTINCT import_id, {month} AS month "
            f"FROM {table} WHERE {month} BETWEEN :first AND :last{those}) r "
            "JOIN import_batch b ON b.id = r.import_id WHERE b.layout IS NOT NULL ORDER BY b.id",
            {"first": before[0], "last": period},
        )
        for layout, of, number, name in rows:
            months.setdefault(layout, set()).add(of)
            last[layout] = number, name
        found += [
            Feed(kind, layout, *last[layout])
            for layout, there in months.items()
            if there.issuperset(before) and period not in there
        ]
    return sorted(found)


def newest_month(connection: Connection, kind: str) -> int | None:
    """The month of the row of a kind that came last, where it came in time; None of other kinds."""
    if kind not in _TABLES:
        return None
    table, month, those = _TABLES[kind]
    rows = rows_of(
        connection, f"SELECT {month}{those.replace(' AND', ',')} FROM {table} ORDER BY id DESC LIMIT 1"
    )
    return next((int(period) for period, there in rows if there), None)

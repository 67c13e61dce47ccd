"""Many rows at once, as the driver takes them: no object and no conversion for each row (design.md, *Data*)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection

AT_ONCE = 5000
"""Rows that are handed to the driver together."""


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows whose values are what the store keeps: whole numbers, texts, None; instants by :func:`stored`."""
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    waiting = iter(rows)
    while some := [tuple(row) for row in islice(waiting, AT_ONCE)]:
        connection.exec_driver_sql(sql, some)


def stored(instant: datetime) -> str:
    """An aware instant as the store keeps it: a UTC text with microseconds."""
    return instant.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")

"""Rows as the driver takes them, past SQLAlchemy: what it does for each statement, and for each row, costs several
times what the store does (docs/architecture.md, *Data*).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection

from csi_db.row_ledger import rows_come_in
from csi_db.texts import refuse_unfit, unfit_sign

AT_ONCE = 5000
"""Rows that are handed to the driver together."""


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Insert rows whose values are what the store keeps: whole numbers, texts, None; instants by :func:`stored`."""
    _many(connection, "INSERT", table, columns, rows)


def replace_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Like :func:`insert_rows`; a row takes the place of one with the same key."""
    _many(connection, "INSERT OR REPLACE", table, columns, rows)


def _many(
    connection: Connection, verb: str, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    sql = _insert(verb, table, columns)
    own, waiting = driver(connection), iter(rows)
    rows_come_in(connection, table)
    while some := [tuple(row) for row in islice(waiting, AT_ONCE)]:
        # Each text once: a month-close keeps some ten thousand values, and most are numbers or names of figures.
        texts = [value for value in set(chain.from_iterable(some)) if isinstance(value, str)]
        # What is fit end to end is fit in every part.
        if unfit_sign("".join(texts)) is not None:
            for text in texts:
                refuse_unfit(text)
        own.executemany(sql, some)


def insert_row(connection: Connection, table: str, values: Mapping[str, object]) -> int:
    """Insert one row of values, instants as they are; answers its key."""
    columns = list(values)
    for value in values.values():
        refuse_unfit(value)
    cursor = driver(connection).execute(
        _insert("INSERT", table, columns), [plain(value) for value in values.values()]
    )
    key = int(cursor.lastrowid or 0)
    rows_come_in(connection, table, key - 1)
    return key


def look_up(
    connection: Connection, table: str, key: str, column: str, values: Sequence[str]
) -> dict[str, Any]:
    """Value of a table's key → what stands in a column, for those of the values that exist."""
    # One statement for any number of values, so that it is made ready once.
    sql = f"SELECT {key}, {column} FROM {table} WHERE {key} IN (SELECT value FROM json_each(?))"
    own = driver(connection)
    found: dict[str, Any] = {}
    for start in range(0, len(values), AT_ONCE):
        some = json.dumps(values[start : start + AT_ONCE])
        found.update(own.execute(sql, (some,)))
    return found


def rows_of(
    connection: Connection, sql: str, values: Mapping[str, object] | None = None
) -> list[tuple[Any, ...]]:
    """What a statement answers; ``values`` by name (``:name``), as the store keeps them."""
    return driver(connection).execute(sql, values or {}).fetchall()


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection below SQLAlchemy's, in the same transaction."""
    own = connection.connection.driver_connection
    assert isinstance(own, sqlite3.Connection)
    return own


def _insert(verb: str, table: str, columns: Sequence[str]) -> str:
    return f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def plain(value: object) -> object:
    """A value as the store keeps it."""
    return stored(value) if isinstance(value, datetime) else value


def stored(instant: datetime) -> str:
    """An aware instant as the store keeps it: a UTC text with microseconds."""
    # One that names no zone is written in half the time.
    return (_EPOCH + (instant - _EPOCH_UTC)).isoformat(" ", "microseconds")


_EPOCH, _EPOCH_UTC = datetime(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)

"""Rows that a file put right: how each lay in the store before and after, and how it is put back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of
from csi_db.import_rows import TABLES


def key_of(connection: Connection, kind: str, number: str) -> int:
    """The key of a row that is there, by its number."""
    table, name = TABLES[kind]
    ((key,),) = rows_of(connection, f"SELECT id FROM {table} WHERE {name} = :number", {"number": number})
    return int(key)


def values_of(connection: Connection, kind: str, key: int) -> dict[str, Any]:
    """A row as it lies in the store."""
    table, _number = TABLES[kind]
    cursor = driver(connection).execute(f"SELECT * FROM {table} WHERE id = ?", (key,))
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def put_digest(connection: Connection, kind: str, key: int, digest: str) -> None:
    """From now on a row is known by what this file says of it."""
    table, _number = TABLES[kind]
    driver(connection).execute(f"UPDATE {table} SET import_digest = ? WHERE id = ?", (digest, key))


def put_values(connection: Connection, kind: str, values: Mapping[str, Any]) -> None:
    """Put a row back to how it lay in the store; its version goes on."""
    table, _number = TABLES[kind]
    columns = [name for name in values if name not in ("id", "version")]
    places = ", ".join(f"{name} = :{name}" for name in columns)
    if "version" in values:
        places += ", version = version + 1"
    driver(connection).execute(f"UPDATE {table} SET {places} WHERE id = :id", dict(values))


def misses(connection: Connection, kind: str, values: Mapping[str, Any]) -> bool:
    """Whether something that a row named is not there any more."""
    table, _number = TABLES[kind]
    for reference in rows_of(connection, f"PRAGMA foreign_key_list({table})"):
        value = values.get(reference[3])
        sql = f"SELECT 1 FROM {reference[2]} WHERE id = :key"
        if value is not None and not rows_of(connection, sql, {"key": value}):
            return True
    return False

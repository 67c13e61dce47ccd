"""What the schema of a store says: foreign keys, tables, and the triggers that guard it."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text
from sqlmodel import SQLModel

import csi_db.models  # noqa: F401 - fills the metadata
from csi_db import sqlite_only

MOST = 20


def broken_references(connection: Connection) -> list[str]:
    """Rows that name a row that is not there: ``table rowid → table``."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"{row[0]} {row[1]} → {row[2]}" for row in rows[:MOST]]


def changed_triggers(connection: Connection) -> list[str]:
    """Names of triggers that are missing or changed, or that nobody of ours made."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    found = {str(row[0]): str(row[1]) for row in rows}
    wanted = {statement.split()[2]: statement for statement in sqlite_only.triggers()}
    return sorted(name for name in wanted.keys() | found.keys() if found.get(name) != wanted.get(name))


_INDEXES = text("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = :table")
"""The inspector passes over indexes of expressions."""


def changed_tables(connection: Connection) -> list[str]:
    """Tables that are missing or have other columns or indexes than the models say."""
    looked_at = inspect(connection)
    there = set(looked_at.get_table_names())
    changed = []
    for table in SQLModel.metadata.tables.values():
        if table.name not in there:
            changed.append(table.name)
            continue
        columns = {column["name"] for column in looked_at.get_columns(table.name)}
        indexes = set(connection.execute(_INDEXES, {"table": table.name}).scalars())
        if columns != set(table.columns.keys()) or not indexes >= {index.name for index in table.indexes}:
            changed.append(table.name)
    return sorted(changed)

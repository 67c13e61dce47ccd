"""What SQLite itself can say about a store: pages, foreign keys, and the triggers that guard it."""

from __future__ import annotations

from sqlalchemy import Connection

from csi_db import sqlite_only

MOST = 20


def damaged_pages(connection: Connection) -> list[str]:
    """What ``PRAGMA integrity_check`` finds; nothing for a sound store."""
    rows = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
    return [str(row) for row in rows if row != "ok"]


def broken_references(connection: Connection) -> list[str]:
    """Rows that name a row that is not there: ``table rowid → table``."""
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [f"{row[0]} {row[1]} → {row[2]}" for row in rows[:MOST]]


def missing_triggers(connection: Connection) -> list[str]:
    """Names of guarding triggers that are missing or changed."""
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    found = {str(row[0]): str(row[1]) for row in rows}
    wanted = {statement.split()[2]: statement for statement in sqlite_only.triggers()}
    return sorted(name for name, statement in wanted.items() if found.get(name) != statement)

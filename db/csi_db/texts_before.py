"""Texts that a change replaced, beside the entry of the audit trail that holds digests of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from csi_db.bulk import driver, insert_row, rows_of, stored


def erase_before(connection: Connection, instant: datetime) -> None:
    """Erase those that were kept before an instant."""
    driver(connection).execute("DELETE FROM text_before WHERE at < ?", (stored(instant),))


def put(connection: Connection, seq: int, at: datetime, texts: str) -> None:
    """Keep those of an entry, as JSON."""
    insert_row(connection, "text_before", {"seq": seq, "at": at, "texts": texts})


def of_entry(connection: Connection, seq: int) -> str | None:
    """Those of an entry, where they are not erased."""
    found = rows_of(connection, "SELECT texts FROM text_before WHERE seq = :seq", {"seq": seq})
    return str(found[0][0]) if found else None

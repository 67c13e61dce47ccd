"""The entries of the audit trail as they lie in the store: a value that was tampered with may not be its column's."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, stored
from csi_db.named_rows import named
from csi_db.row_ledger import ledger_of


class LastEntry(NamedTuple):
    """What the next entry follows: number and hash of the last one, and its instant as the store's UTC text."""

    seq: int
    hash: str
    at: str


SET_BACK = timedelta(minutes=10)
"""More than a clock may lie behind the last entry (``services.desk.clock_guard``)."""


class EntryRow(NamedTuple):
    """A whole entry."""

    seq: Any
    at: Any
    account: Any
    user_id: Any
    action: Any
    subject: Any
    detail: Any
    previous_hash: Any
    hash: Any
    held: Any


class StepRow(NamedTuple):
    """What an entry says of a step of the close; ``subject`` is the month, ``detail`` JSON."""

    action: Any
    subject: Any
    detail: Any


def settled(connection: Connection) -> None:
    """Keep the entry of the running transaction that waits for its end, before the trail is read in it."""
    if (ledger := ledger_of(connection)) is not None:
        ledger.settle()


def _trail(connection: Connection) -> sqlite3.Connection:
    settled(connection)
    return driver(connection)


def _rows(
    connection: Connection, sql: str, values: Mapping[str, object] | None = None
) -> list[tuple[Any, ...]]:
    return _trail(connection).execute(sql, values or {}).fetchall()


def last_entry(connection: Connection) -> LastEntry | None:
    """The newest entry."""
    found = _rows(connection, "SELECT seq, hash, at FROM audit_entry ORDER BY seq DESC LIMIT 1")
    return LastEntry(*found[0]) if found else None


def entry_numbered(connection: Connection, seq: int) -> LastEntry | None:
    """What an entry that follows the one of that number would follow; None where there is none of it."""
    found = _rows(connection, "SELECT seq, hash, at FROM audit_entry WHERE seq = :seq", {"seq": seq})
    return LastEntry(*found[0]) if found else None


def last_before(connection: Connection, instant: datetime) -> LastEntry | None:
    """The last entry that was made before an instant; the first one of all where none was; None in an empty trail."""
    sql = "SELECT seq, hash, at FROM audit_entry"
    found = _rows(connection, f"{sql} WHERE at < :at ORDER BY seq DESC LIMIT 1", {"at": stored(instant)})
    found = found or _rows(connection, f"{sql} ORDER BY seq LIMIT 1")
    return LastEntry(*found[0]) if found else None


def all_entries(connection: Connection) -> list[EntryRow]:
    """Every entry, in their order."""
    sql = f"SELECT {', '.join(EntryRow._fields)} FROM audit_entry ORDER BY seq"
    return named(_trail(connection).execute(sql), EntryRow)


def newest_of(
    connection: Connection, user_id: int, account: str, oldest: datetime, but_not: Collection[str]
) -> EntryRow | None:
    """The newest entry of a user under an account from ``oldest`` on, of another action than some; None without one."""
    for entry in backwards(connection, oldest):
        if (entry.user_id, entry.account) == (user_id, account) and entry.action not in but_not:
            return entry
    return None


def backwards(connection: Connection, oldest: datetime) -> Iterator[EntryRow]:
    """The entries from the newest one back to an instant, and no further: the trail of a store is long."""
    since = stored(oldest)
    sql = f"SELECT {', '.join(EntryRow._fields)} FROM audit_entry ORDER BY seq DESC"
    for row in _trail(connection).execute(sql):
        entry = EntryRow._make(row)
        if entry.at < since:
            return
        yield entry


def of_actions(connection: Connection, actions: Collection[str]) -> list[EntryRow]:
    """The entries of some actions, in their order."""
    marks = ", ".join("?" * len(actions))
    sql = f"SELECT {', '.join(EntryRow._fields)} FROM audit_entry WHERE action IN ({marks}) ORDER BY seq"
    return named(_trail(connection).execute(sql, tuple(actions)), EntryRow)


def about_since(
    connection: Connection, subject: str, instant: datetime, before: int | None = None
) -> list[EntryRow]:
    """The entries about a subject from an instant on, the newest first; ``before``: none from this number on."""
    since = stored(instant)
    # A clock may have been set back by a little between two entries: looked at a little further.
    return [
        entry
        for entry in backwards(connection, instant - SET_BACK)
        if entry.subject == subject and entry.at >= since and (before is None or entry.seq < before)
    ]


def first_after(connection: Connection, seq: int, subject: str) -> EntryRow | None:
    """The first entry about a subject behind an entry, one that gave it another number included: from there on the
    number is nobody's, or somebody else's."""
    sql = (
        f"SELECT {', '.join(EntryRow._fields)} FROM audit_entry WHERE seq > :seq AND (subject = :subject "
        "OR action = 'renumber-order' AND json_extract(detail, '$.before') = :subject) ORDER BY seq LIMIT 1"
    )
    found = _rows(connection, sql, {"seq": seq, "subject": subject})
    return EntryRow._make(found[0]) if found else None


def computations(connection: Connection) -> list[StepRow]:
    """The entries of months that were computed, in their order."""
    return _steps(connection, "('compute')")


def closes(connection: Connection) -> list[StepRow]:
    """The entries of months that were published, frozen, backfilled or corrected, in their order."""
    return _steps(connection, "('publish', 'freeze', 'backfill', 'correct')")


def renamed(connection: Connection) -> list[StepRow]:
    """The entries of people who left and bear a pseudonym since, in their order."""
    return _steps(connection, "('forget-leaver')")


def imports(connection: Connection) -> list[StepRow]:
    """The entries of files that were brought in or taken out again, in their order; ``subject`` is the import."""
    return _steps(connection, "('import', 'undo-import')")


def _steps(connection: Connection, actions: str) -> list[StepRow]:
    sql = f"SELECT action, subject, detail FROM audit_entry WHERE action IN {actions} ORDER BY seq"
    return [StepRow(*row) for row in _rows(connection, sql)]


def details_with_records(connection: Connection) -> list[Any]:
    """The details of entries that hold digests of records of the procedure, in their order."""
    sql = """SELECT detail FROM audit_entry WHERE detail LIKE '%"kept":%' ORDER BY seq"""
    return [detail for (detail,) in _rows(connection, sql)]


def held(connection: Connection) -> Iterator[tuple[Any, Any]]:
    """Number of each entry that holds changes of rows, and what it holds (:mod:`csi_db.row_ledger`), in their order."""
    yield from _trail(connection).execute(
        "SELECT seq, held FROM audit_entry WHERE held IS NOT NULL ORDER BY seq"
    )

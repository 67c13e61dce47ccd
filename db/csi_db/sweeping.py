"""The store's file swept of what was erased and lay there before; and what of that is still to be done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import IntEnum
from pathlib import Path

from sqlalchemy import Connection

from csi_db import sqlite_only
from csi_db.bulk import driver


class Unswept(IntEnum):
    """What an erasure leaves to be done once it is stored; it stands in the head of the store's file."""

    NOTHING = 0
    FILE = 1
    """What was erased may lie in free pages of the file."""
    COPIES = 2
    """And in the copies that the program made by itself."""


def note_unswept(connection: Connection, unswept: Unswept) -> None:
    """Note within the transaction of an erasure what is still to be done behind it: a process that ends before it has
    done so leaves it to the next one that opens the store.
    """
    own = driver(connection)
    own.execute(f"PRAGMA user_version = {max(unswept, _unswept(own))}")


def unswept(connection: Connection) -> Unswept:
    """What is still to be done behind an erasure."""
    return Unswept(_unswept(driver(connection)))


def note_swept(path: Path) -> None:
    """Nothing is to be done any more."""
    with _beside(path, sqlite_only.busy_timeout_ms()) as own:
        own.execute(f"PRAGMA user_version = {Unswept.NOTHING:d}")


def _unswept(own: sqlite3.Connection) -> int:
    ((found,),) = own.execute("PRAGMA user_version")
    return int(found)


def _beside(path: Path, wait_ms: int) -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(path, timeout=wait_ms / 1000, isolation_level=None))


def sweep(path: Path, *, wait: bool = True) -> bool:
    """Write the store's file anew and empty its log, so that nothing that was erased lies in free pages; answers
    whether it could: others may be at work in it. ``wait``: for as long as for any transaction.
    """
    with _beside(path, sqlite_only.busy_timeout_ms() if wait else 0) as own:
        try:
            own.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if sqlite_only.is_about_the_machine(error):
                return False
            raise
        ((busy, _log, _done),) = own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return not busy

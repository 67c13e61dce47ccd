"""Whether a path holds a store, and of which version: asked by the whole library and by the quick look-ups alike."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

from csi_db import revisions, sqlite_only
from csi_db.beside_sqlite import first_bytes
from csi_db.damage import HEADER, MAGIC, is_ours, looks_like_a_store
from csi_db.failures import (
    StoreDamaged,
    StoreForbidden,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreUnfinished,
    StoreUnreadable,
)

_NUMBER = re.compile(r"\d{4}")


def check_path(path: Path) -> None:
    """Raise a store failure where the path cannot be a store.

    Raises:
        StoreMissing, StoreUnreadable, StoreOnNetwork: as the names say.
    """
    try:
        if not path.exists():
            raise StoreMissing(str(path))
        if not path.is_file():
            raise StoreUnreadable(str(path))
        head = first_bytes(path, HEADER)
        if not head.startswith(MAGIC):
            raise (StoreDamaged if looks_like_a_store(head) else StoreUnreadable)(str(path))
    except PermissionError as error:
        raise StoreForbidden(str(path), str(error)) from error
    except OSError as error:
        raise StoreUnreadable(str(path), str(error)) from error
    sqlite_only.refuse_network_share(path)


def lies_still(path: Path) -> bool:
    """Whether a store lies where nothing can be written, by nobody or by this account, and nobody works on it.

    Such a store is read as it lies: SQLite could neither take a lock nor make its companion files.

    Raises:
        StoreUnfinished: changes wait in a log or journal beside it, which nobody can bring into it there.
    """
    try:
        medium = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
        if not medium and (os.access(path, os.W_OK) or os.access(path.parent, os.W_OK)):
            return False
        log, shared = Path(f"{path}-wal"), Path(f"{path}-shm")
        if not medium and log.exists() and shared.exists():
            # Somebody who may write works on it now: then SQLite reads along.
            return False
        for waiting in (log, Path(f"{path}-journal")):
            if waiting.exists() and waiting.stat().st_size > 0:
                raise StoreUnfinished(str(path), str(waiting))
    except OSError:
        return False
    return True


def check_revision(connection: sqlite3.Connection, path: Path) -> None:
    """Compare the store's revision with the code's.

    Raises:
        StoreNewer, StoreOlder, StoreUnreadable, StoreDamaged: they differ, or there is none.
    """
    found = revision_of(connection, path)
    if found is None:
        raise StoreUnreadable(str(path))
    if found not in revisions.KNOWN:
        raise StoreNewer(str(path), found)
    if found != revisions.NEWEST:
        raise StoreOlder(str(path), found)


def revision_of(connection: sqlite3.Connection, path: Path) -> str | None:
    """The revision that a store says it has; None where it is no store of ours.

    Raises:
        StoreDamaged: it is one, and cannot say it any more.
    """
    tables = {
        str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if "alembic_version" not in tables:
        if tables and is_ours(tables):
            raise StoreDamaged(str(path), "alembic_version")
        return None
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if sqlite_only.is_about_the_machine(error):
            raise
        raise StoreDamaged(str(path), str(error)) from error
    if row is None or not isinstance(row[0], str) or not _NUMBER.fullmatch(row[0]):
        raise StoreDamaged(str(path), "alembic_version")
    return row[0]

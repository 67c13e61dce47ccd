"""A lock that ends with the process that holds it, however that ends: an exclusive transaction on a file of its own."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from csi_db import sqlite_only
from csi_db.acts import uninterrupted
from csi_db.failures import CloseRunning, StoreBusy, StoreOnlyRead, StoreReadOnly, failure_at
from csi_db.opening import lies_still


@contextmanager
def one_close_at_a_time(store: Path) -> Iterator[None]:
    """Hold the lock of a store's closes and restores; waits for whoever holds it as long as for a busy store.

    Raises:
        CloseRunning: another process held it all that time.
        StoreOnlyRead: the store lies where nothing can be written.
        StoreReadOnly, StoreFull: the file of the lock cannot be made beside the store.
    """
    if store.exists() and lies_still(store):
        raise StoreOnlyRead(str(store))
    path = store.with_name(f"{store.name}-close")
    lock = None
    try:
        # Whoever is interrupted holds the lock, and gives it back, or has not made its file.
        with uninterrupted():
            lock = _taken(path, store)
        yield
    finally:
        if lock is not None:
            _gone_without_a_store(path, store)
            lock.close()


def _taken(path: Path, store: Path) -> sqlite3.Connection:
    while True:
        lock, number = _locked(path, store)
        # Whoever held it may have removed it: then what is held now is a file that nobody else finds.
        if _number_of(path) == number:
            return lock
        lock.close()


def _gone_without_a_store(path: Path, store: Path) -> None:
    """Where no store has come to be nothing of one may stay."""
    if not store.exists():
        with suppress(OSError):
            path.unlink()


def _number_of(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


def _locked(path: Path, store: Path) -> tuple[sqlite3.Connection, int | None]:
    lock = None
    try:
        _make_like(path, store)
        number = _number_of(path)
        lock = sqlite3.connect(path, timeout=sqlite_only.busy_timeout_ms() / 1000, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except OSError as error:
        raise failure_at(path, error) from error
    except sqlite3.Error as error:
        if lock is not None:
            lock.close()
        failure = sqlite_only.failure_of(error, str(path)) or StoreReadOnly(str(path), str(error))
        if isinstance(failure, StoreBusy):
            raise CloseRunning(str(store)) from error
        _gone_without_a_store(path, store)
        raise failure from error
    return lock, number


def _make_like(path: Path, store: Path) -> None:
    """Make the file of the lock where it is missing, for the same accounts as the store."""
    with suppress(FileExistsError):
        path.touch(exist_ok=False)
        path.chmod(stat.S_IMODE(store.stat().st_mode) if store.exists() else 0o600)

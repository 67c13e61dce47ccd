"""Copies of a store with SQLite's online backup: consistent while others read and write."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from csi_db import acts, sqlite_only
from csi_db.failures import StoreExists, StoreFailure, StoreUnreadable, failure_at
from csi_db.opening import lies_still

PAGES_AT_ONCE = 4096
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a store, by the ending of its name."""


def copy_to(
    source: Path,
    target: Path,
    *,
    at_rest: bool = False,
    look: Callable[[Path], None] | None = None,
    act: str | None = None,
    hear: Callable[[int, int], None] | None = None,
) -> None:
    """Copy a store to a new file, whole or not at all; the copy is one file without companions.

    ``at_rest``: nobody works on the source, which may lie where nothing can be written beside it. ``look``: looks at
    the finished copy before it gets its name, and raises where it may not have it. ``act``: what the copy counts as
    once it has its name (:data:`csi_db.acts.stored`). ``hear``: hears how many pages are copied, of how many.

    Raises:
        StoreExists: there is something at the target.
        StoreFailure: one of them cannot be opened, or the disk is full.
    """
    if target.exists() or target.is_symlink():
        raise StoreExists(str(target))
    part = target.with_name(f".{target.name}.part")
    try:
        # A journal that an earlier try has left would be played into this one.
        remove(part)
        part.touch(mode=0o600)
        _copy(source, part, at_rest=at_rest, hear=hear)
        if look is not None:
            look(part)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        with acts.uninterrupted():
            part.replace(target)
            if act is not None:
                acts.stored.append(act)
    except OSError as error:
        raise failure_at(target, error) from error
    finally:
        # Where the folder cannot be written, nothing was: that is what is told.
        with suppress(OSError):
            remove(part)


def remove(store: Path) -> None:
    """Remove a store with whatever SQLite has put beside it.

    Raises:
        OSError: the folder cannot be written.
    """
    # All of it or nothing: a log left by itself belongs to no store, and nobody would know what it is.
    with acts.uninterrupted():
        for ending in ("", *BESIDE):
            Path(f"{store}{ending}").unlink(missing_ok=True)


def move_away(store: Path, target: Path) -> None:
    """Move a store that cannot be opened, with whatever belongs to it, to where it is out of the way.

    Raises:
        StoreReadOnly: the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with acts.uninterrupted():
            for ending in ("-wal", "-shm", ""):
                part = Path(f"{store}{ending}")
                if part.exists():
                    part.replace(f"{target}{ending}")
    except OSError as error:
        raise failure_at(target, error) from error


def copy_into(source: Path, store: Path, *, act: str) -> None:
    """Replace the content of an open store by that of a copy, in one transaction of the store, counted as ``act``.

    Raises:
        StoreFailure: another process holds the store, or one of them cannot be opened.
    """
    with acts.uninterrupted():
        _copy(source, store)
        acts.stored.append(act)


def _copy(
    source: Path,
    target: Path,
    *,
    at_rest: bool = False,
    hear: Callable[[int, int], None] | None = None,
) -> None:
    path = source
    # With a log beside it, a store is read like any that is at work.
    still = lies_still(source) or (at_rest and not Path(f"{source}-wal").exists())
    try:
        reader = sqlite3.connect(sqlite_only.reading_uri(source, still=still), uri=True)
        try:
            path = target
            writer = sqlite3.connect(target, timeout=sqlite_only.busy_timeout_ms() / 1000)
            try:
                writer.execute(f"PRAGMA busy_timeout = {sqlite_only.busy_timeout_ms()}")
                reader.backup(
                    writer,
                    pages=PAGES_AT_ONCE,
                    progress=hear and (lambda _status, left, total: hear(total - left, total)),
                )
            finally:
                writer.close()
        finally:
            reader.close()
    except sqlite3.Error as error:
        failure: StoreFailure = sqlite_only.failure_of(error, str(path)) or StoreUnreadable(
            str(path), str(error)
        )
        raise failure from error

"""Copies of the store made by themselves before what cannot be taken back; the latest few are kept."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from csi_db.copies import copy_to
from csi_db.failures import failure_at
from csi_tui.services.desk import clock
from csi_tui.services.desk.store_errors import told_to_the_user

KEPT = 5
"""Copies of each reason that are kept; an older one goes once the new one is whole."""


LONG_AGO = timedelta(hours=1)
"""No copy takes so long: a part of one that is older was left by a process that is no more."""


AFTER_ERASURE = "erasure"
"""Reason of the copy that takes the place of those which hold an erased customer."""
_STEM = "%Y%m%d-%H%M%S-%f"


def folder_of(store: Path) -> Path:
    """Where the copies of a store lie: beside it."""
    return store.with_name(f"{store.name}.backups")


def copy_of(store: Path, reason: str) -> Path:
    """Copy a store; ``reason`` becomes part of the name.

    Raises:
        StoreUnavailable: there is no room for it, or the folder cannot be written.
    """
    folder = folder_of(store)
    with told_to_the_user():
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise failure_at(folder, error) from error
        copy = free_name(folder, reason)
        try:
            copy_to(store, copy)
        except BaseException:
            # It goes with the first copy that could not be made; one that holds something stays.
            with suppress(OSError):
                folder.rmdir()
            raise
    _tidy(folder, reason)
    return copy


def copies(store: Path) -> list[Path]:
    """The copies of a store that lie there, the oldest first; of whatever reason, set aside as damaged included."""
    return sorted(folder_of(store).glob("*.db"))


def made_until(store: Path, instant: datetime) -> list[Path]:
    """The copies that were made before an instant, or at it for another reason than :data:`AFTER_ERASURE`."""
    then = f"{instant:{_STEM}}"
    return [
        copy
        for copy in copies(store)
        if copy.name[: len(then)] < then
        or (copy.name.startswith(then) and not copy.stem.endswith(f"-{AFTER_ERASURE}"))
    ]


def _tidy(folder: Path, reason: str) -> None:
    """Remove copies that are too many, and what a copy that broke off has left."""
    for old in sorted(folder.glob(f"*-{reason}.db"))[:-KEPT]:
        old.unlink(missing_ok=True)
    long_ago = (clock.now() - LONG_AGO).timestamp()
    for part in folder.glob(".*.part*"):
        with suppress(FileNotFoundError):
            if part.stat().st_mtime < long_ago:
                part.unlink()


def free_name(folder: Path, reason: str) -> Path:
    """A name in the folder that sorts by time and is not taken."""
    stem = f"{clock.now():{_STEM}}"
    name, number = folder / f"{stem}-{reason}.db", 1
    while name.exists():
        number += 1
        name = folder / f"{stem}.{number}-{reason}.db"
    return name

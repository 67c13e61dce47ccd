"""What can be wrong with a store as a whole. The services turn these into sentences and exit statuses."""

from __future__ import annotations

import errno
from pathlib import Path


class StoreFailure(Exception):
    """A store that cannot be used as asked; ``path`` says which."""

    def __init__(self, path: str, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {path} {detail}".rstrip())
        self.path = path
        self.detail = detail


class StoreMissing(StoreFailure):
    """There is no store at the path."""


class StoreExists(StoreFailure):
    """There is something at the path already."""


class StoreBusy(StoreFailure):
    """Another process holds the store longer than the time to wait."""


class CloseRunning(StoreFailure):
    """Another process closes a month of the store, and did so longer than the time to wait."""


class StoreReadOnly(StoreFailure):
    """The store or its folder may not be written."""


class StoreOnlyRead(StoreFailure):
    """The store lies where nothing can be written, on a read-only medium or in a read-only folder: it can be read."""


class StoreUnfinished(StoreFailure):
    """The store lies where nothing can be written, and changes wait in a file beside it; ``detail`` is that file."""


class StoreForbidden(StoreFailure):
    """The store may not be read by this account."""


class StoreNewer(StoreFailure):
    """The store was written by a newer version of the program."""


class StoreOlder(StoreFailure):
    """The store was written by an older version and must be migrated first."""


class StoreUnreadable(StoreFailure):
    """The path holds no store: another kind of file, or a directory."""


class StoreDamaged(StoreFailure):
    """The path holds a store whose bytes are not those that were written."""


class StoreOnNetwork(StoreFailure):
    """The path lies on a network share, where WAL is not safe (docs/architecture.md, *Data*)."""


class StoreFull(StoreFailure):
    """The disk has no room left."""


class FolderMissing(StoreFailure):
    """The folder in which a store is to be made is not there; ``path`` is the folder."""


class StoreDiskFails(StoreFailure):
    """Reading or writing ended in an error of the disk."""


def failure_at(path: Path, error: OSError) -> StoreFailure:
    """What the operating system's refusal to write at a path means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreFull(str(path))
    if error.errno == errno.ENOENT and not path.parent.exists():
        return FolderMissing(str(path.parent))
    if error.errno == errno.EIO:
        return StoreDiskFails(str(path), str(error))
    return StoreReadOnly(str(path), str(error))

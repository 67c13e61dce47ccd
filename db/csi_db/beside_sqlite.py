"""Reading a file that SQLite may have open in this very process.

POSIX takes all locks of a process from a file as soon as the process closes any descriptor of that file
(https://www.sqlite.org/howtocorrupt.html, 2.2). Whoever opens and closes a store beside SQLite so takes SQLite's own
locks: the next process believes that nobody works on the store, and removes the log that this one still writes to. So
a store that is open here is read through the descriptor that SQLite holds, and nothing else may open it.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_DESCRIPTORS = Path("/dev/fd")
_HEADS = (b"SQLite format 3\x00", (3_007_000).to_bytes(4, sys.byteorder))
"""First bytes of the two files that SQLite locks: a database, and the index of its log
(https://www.sqlite.org/walformat.html)."""
_LOGS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""First bytes of the log itself."""
_never_closed: list[int] = []
"""Descriptors of files that were opened by SQLite in the very moment: closing them would take its locks."""


def descriptors(path: str | Path) -> list[int]:
    """The descriptors by which this process has the very file open, whatever it is called.

    None for no file, or for what is no plain one (a device, a pipe).
    """
    found = []
    with suppress(OSError, ValueError):
        file = os.stat(path)
        if not stat.S_ISREG(file.st_mode):
            return []
        for name in os.listdir(_DESCRIPTORS):
            with suppress(OSError):
                one = os.fstat(int(name))
                if (one.st_dev, one.st_ino) == (file.st_dev, file.st_ino):
                    found.append(int(name))
    return found


def is_open_store(path: str | Path) -> bool:
    """Whether this process has the very file open, and it is one that SQLite locks."""
    with suppress(OSError, ValueError):
        return bool(descriptors(path)) and first_bytes(Path(path), 16).startswith(_HEADS)
    return False


def is_database(path: str | Path) -> bool:
    """Whether a file is a database of SQLite, or one of the two that lie beside it; whoever writes to it loses it."""
    with suppress(OSError, ValueError):
        return first_bytes(Path(path), 16).startswith((*_HEADS, *_LOGS))
    return False


def first_bytes(path: Path, length: int) -> bytes:
    """The first bytes of a file.

    Raises:
        OSError: it cannot be read.
    """
    for descriptor in descriptors(path):
        # One that is only written to, or is closed by now, cannot be read.
        with suppress(OSError):
            return os.pread(descriptor, length, 0)
    own = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.pread(own, length, 0)
    finally:
        if descriptors(path) == [own]:
            os.close(own)
        else:
            _never_closed.append(own)

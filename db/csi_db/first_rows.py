"""Where a name stands first in a file, however long the file is: what does not fit goes into a file of SQLite's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable
from typing import Final

IN_MEMORY: Final = 1 << 17
"""So many names are looked up in memory; a month of a hundred thousand orders has no more."""


class FirstRows:
    """Name → the number of the first row that bears it. What lies outside memory is gone with the object."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._near: dict[Hashable, int] = {}
        self._far: sqlite3.Cursor | None = None

    def first(self, name: Hashable, number: int, *, stays: bool) -> int:
        """The row that bears the name; else ``number`` itself, which bears it from now on where it ``stays``."""
        near = self._near.get(name)
        if near is not None:
            return near
        if self._far is None and len(self._near) < self._in_memory:
            if stays:
                self._near[name] = number
            return number
        if self._far is None:
            self._far = _file_of_its_own()
        if stays and self._far.execute(_KEEP, (str(name), number)).rowcount:
            return number
        found = self._far.execute(_LOOK_UP, (str(name),)).fetchone()
        return number if found is None else int(found[0])


_KEEP: Final = "INSERT OR IGNORE INTO first_row VALUES (?, ?)"
_LOOK_UP: Final = "SELECT number FROM first_row WHERE name = ?"


def _file_of_its_own() -> sqlite3.Cursor:
    """A database without a name: its file belongs to this connection alone, and its cache is bounded."""
    # A reader that breaks off is cleared away by whichever thread comes to it.
    far = sqlite3.connect("", isolation_level=None, check_same_thread=False).cursor()
    far.execute("PRAGMA journal_mode = OFF")
    far.execute("PRAGMA synchronous = OFF")
    far.execute("PRAGMA cache_size = -8192")
    far.execute("CREATE TABLE first_row (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID")
    far.execute("BEGIN")
    return far

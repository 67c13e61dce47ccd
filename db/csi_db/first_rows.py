"""Where a name stands first in a file, however long the file is: what does not fit goes into a file of SQLite's own."""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable
from typing import Final

IN_MEMORY: Final = 1 << 16
"""So many names are looked up in memory; a month's file rarely has more."""


class FirstRows:
    """Name → the number of the first row that bears it. What lies outside memory is gone with the object."""

    def __init__(self, in_memory: int = IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._near: dict[Hashable, int] = {}
        self._far: sqlite3.Cursor | None = None

    def known(self, name: Hashable) -> int | None:
        """The row that bears the name; None where none does."""
        near = self._near.get(name)
        if near is not None or self._far is None:
            return near
        found = self._far.execute("SELECT number FROM first_row WHERE name = ?", (str(name),)).fetchone()
        return None if found is None else int(found[0])

    def first(self, name: Hashable, number: int) -> int:
        """The row that bears the name; where none does, ``number`` does from now on."""
        if len(self._near) < self._in_memory:
            return self._near.setdefault(name, number)
        near = self._near.get(name)
        if near is not None:
            return near
        if self._far is None:
            self._far = _file_of_its_own()
        if self._far.execute("INSERT OR IGNORE INTO first_row VALUES (?, ?)", (str(name), number)).rowcount:
            return number
        known = self.known(name)
        assert known is not None
        return known


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

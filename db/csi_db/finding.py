"""The index by which rows are found (:mod:`csi_db.find_index`), asked and filled inside a use case.

All of it within the transaction of that use case.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from csi_db import find_index
from csi_db.bulk import driver
from csi_db.find_index import COMPLAINTS, NOTES, ORDERS, Source

__all__ = ["COMPLAINTS", "NOTES", "ORDERS", "Source", "begin_anew", "fill", "keys_found", "waiting"]


def waiting(connection: Connection) -> int:
    """How many rows the index does not know, or not as they are."""
    return find_index.waiting(driver(connection))


def fill(connection: Connection, most: int) -> int:
    """Bring so many rows of each source in at most; answers how many there were."""
    return find_index.fill(driver(connection), most)


def begin_anew(connection: Connection) -> None:
    """Empty the index, so that filling it begins at the first row again."""
    find_index.begin_anew(driver(connection))


def keys_found(
    connection: Connection, source: Source, words: Sequence[str], *, phones: bool, most: int
) -> list[int]:
    """The keys of the rows in which every word stands, in the order of :func:`csi_db.find_index.found`."""
    rows = find_index.found(driver(connection), source, words, phones=phones, most=most)
    return [key for key, _fields in rows]

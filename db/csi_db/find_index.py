"""The index by which rows are found: what stands in it, what does not yet, and both looked through together.

For each :class:`Source` there is a full-text table of pieces (:mod:`csi_db.find_pieces`), which keeps neither texts nor
places. Entering a row costs nothing: rows above ``filled_to`` are not in it yet. A trigger notes a row whose searched
columns change, with what stood in them (``find_todo``). :func:`fill` brings both in, some rows at a time. Until then
they are looked through one by one, so that what is found never hangs on how far the index is.

Nothing of it is sealed, and all of it can be made anew (:func:`begin_anew`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple

from csi_db import find_common
from csi_db.find_pieces import (
    Asked,
    Fields,
    as_question,
    asked_for,
    ends_with,
    is_ending,
    pieces_of,
    pieces_of_words,
    stands_in,
)


class Source(NamedTuple):
    """A table that is looked through; ``columns`` says which of them are its fields, empty: it has none."""

    name: str
    table: str
    columns: Fields

    @property
    def pieces(self) -> str:
        """The full-text table."""
        return f"find_{self.name}"

    def values(self, row: str) -> str:
        """The fields of a row of SQL."""
        return ", ".join(f"COALESCE({row}.{column}, '')" if column else "''" for column in self.columns)


ORDERS = Source(
    "order",
    "work_order",
    Fields(
        number="order_no",
        second_number="serial_no",
        phone="customer_phone",
        name="customer_name",
        text="product",
        said="fault",
    ),
)
COMPLAINTS = Source(
    "complaint",
    "complaint",
    Fields(
        number="complaint_no",
        second_number="",
        phone="customer_phone",
        name="customer_name",
        text="category",
        said="said",
        agreed="agreed",
    ),
)
NOTES = Source(
    "note",
    "note",
    Fields(number="", second_number="", phone="", name="", text="", said="words", agreed="evidence"),
)
SOURCES = (ORDERS, COMPLAINTS, NOTES)
BEFORE = Source("", "find_todo", Fields._make(Fields._fields))
"""What stood in rows that have changed."""

MOST_SIGNS = 100_000
"""Signs of rows that go in together at most, beyond the first row: two thousand rows with long texts would keep others
from writing for seconds."""

FORGOTTEN_AT_ONCE = 5000
"""Rows that leave the index together."""

Row = tuple[int, Fields]
LAST_CHARACTER = "\U0010ffff"
"""Follows every character that a text may go on with."""


def tables() -> list[str]:
    """Statements that make the full-text tables; the models cannot say them."""
    return [
        f"CREATE VIRTUAL TABLE {source.pieces} USING fts5(pieces, content='', columnsize=0, detail=none, "
        "tokenize='ascii')"
        for source in SOURCES
    ]


def triggers() -> list[str]:
    """Statements that note which rows of the index are not what they were."""
    statements = []
    for source in SOURCES:
        columns = [column for column in source.columns if column]
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
        statements.append(
            f"CREATE TRIGGER {source.pieces}_changed AFTER UPDATE OF {', '.join(columns)} ON {source.table} "
            f"WHEN OLD.id <= (SELECT filled_to FROM find_state WHERE source = '{source.name}') AND ({changed}) "
            f"BEGIN INSERT OR IGNORE INTO find_todo (source, row_id, {', '.join(Fields._fields)}) "
            f"VALUES ('{source.name}', OLD.id, {source.values('OLD')}); END"
        )
    return statements


# --- Filling ---------------------------------------------------------------------------------------------------------


def waiting(connection: sqlite3.Connection) -> int:
    """How many rows the index does not know, or not as they are."""
    (count,) = connection.execute("SELECT COUNT(*) FROM find_todo").fetchone()
    for source in SOURCES:
        (last,) = connection.execute(f"SELECT COALESCE(MAX(id), 0) FROM {source.table}").fetchone()
        filled_to = _filled_to(connection, source)
        count += max(0, last - filled_to) + find_common.due(connection, source.name, filled_to)
    return int(count)


def fill(connection: sqlite3.Connection, most: int) -> int:
    """Bring so many rows of each source into the index at most, inside a write transaction; answers how many."""
    return sum(
        _renew(connection, source, most) + _go_on(connection, source, most) + _close(connection, source)
        for source in SOURCES
    )


def begin_anew(connection: sqlite3.Connection) -> None:
    """Empty the index, so that filling it begins at the first row again."""
    for source in SOURCES:
        connection.execute(f"INSERT INTO {source.pieces} ({source.pieces}) VALUES ('delete-all')")
    connection.execute("DELETE FROM find_common")
    connection.execute("DELETE FROM find_todo")
    connection.execute("UPDATE find_state SET filled_to = 0")


def forget(connection: sqlite3.Connection, source: Source, keys: Sequence[int]) -> None:
    """Take rows out of the index that are about to leave their table, as if they had never been in it."""
    filled_to = _filled_to(connection, source)
    for start in range(0, len(keys), FORGOTTEN_AT_ONCE):
        some = json.dumps([key for key in keys[start : start + FORGOTTEN_AT_ONCE] if key <= filled_to])
        # What stood in a row when it went into the index is what has to go.
        noted = _rows(
            connection.execute(
                f"SELECT t.row_id, {BEFORE.values('t')} FROM find_todo t "
                "WHERE t.source = ? AND t.row_id IN (SELECT value FROM json_each(?))",
                (source.name, some),
            )
        )
        stood = dict(
            _rows(
                connection.execute(
                    f"SELECT r.id, {source.values('r')} FROM {source.table} r "
                    "WHERE r.id IN (SELECT value FROM json_each(?))",
                    (some,),
                )
            )
        )
        before = {key: pieces_of(fields) for key, fields in (stood | dict(noted)).items()}
        connection.executemany(
            f"INSERT INTO {source.pieces} ({source.pieces}, rowid, pieces) VALUES ('delete', ?, ?)",
            before.items(),
        )
        find_common.renew(connection, source.name, _apart(before), {})
        connection.execute(
            "DELETE FROM find_todo WHERE source = ? AND row_id IN (SELECT value FROM json_each(?))",
            (source.name, some),
        )


def shorten(connection: sqlite3.Connection, source: Source) -> None:
    """After rows have left: what gets their numbers is not in the index yet."""
    (last,) = connection.execute(f"SELECT COALESCE(MAX(id), 0) FROM {source.table}").fetchone()
    if last < _filled_to(connection, source):
        connection.execute("UPDATE find_state SET filled_to = ? WHERE source = ?", (last, source.name))
        find_common.open_again(connection, source.name, last)


def _filled_to(connection: sqlite3.Connection, source: Source) -> int:
    found = connection.execute("SELECT filled_to FROM find_state WHERE source = ?", (source.name,)).fetchone()
    return 0 if found is None else int(found[0])


def _renew(connection: sqlite3.Connection, source: Source, most: int) -> int:
    noted = _some(
        connection.execute(
            f"SELECT t.row_id, {BEFORE.values('t')} FROM find_todo t WHERE t.source = ? ORDER BY t.row_id LIMIT ?",
            (source.name, most),
        )
    )
    if not noted:
        return 0
    before = {key: pieces_of(fields) for key, fields in noted}
    connection.executemany(
        f"INSERT INTO {source.pieces} ({source.pieces}, rowid, pieces) VALUES ('delete', ?, ?)",
        before.items(),
    )
    connection.execute("DELETE FROM find_todo WHERE source = ? AND row_id <= ?", (source.name, noted[-1][0]))
    now = {key: pieces_of(fields) for key, fields in _named(connection, source, list(before))}
    _put_in(connection, source, now.items())
    find_common.renew(connection, source.name, _apart(before), _apart(now))
    return len(noted)


def _apart(pieces: Mapping[int, str]) -> dict[int, frozenset[str]]:
    return {key: frozenset(of_row.split()) for key, of_row in pieces.items()}


def _close(connection: sqlite3.Connection, source: Source) -> int:
    """Close the next block that is whole; answers how many, none or one."""
    if not find_common.due(connection, source.name, _filled_to(connection, source)):
        return 0
    block = find_common.closed(connection, source.name)
    some = connection.execute(
        f"SELECT r.id, {source.values('r')} FROM {source.table} r WHERE r.id >= ? AND r.id < ? AND r.id % ? = 0",
        (block * find_common.BLOCK, (block + 1) * find_common.BLOCK, find_common.EVERY),
    )
    words = (pieces_of_words(fields) for _key, fields in _rows(some))
    find_common.close(connection, source.name, source.pieces, block, words)
    return 1


def _named(connection: sqlite3.Connection, source: Source, keys: Sequence[int]) -> list[Row]:
    sql = (
        f"SELECT r.id, {source.values('r')} FROM {source.table} r "
        "WHERE r.id IN (SELECT value FROM json_each(?)) ORDER BY r.id"
    )
    return list(_rows(connection.execute(sql, (json.dumps(keys),))))


def _go_on(connection: sqlite3.Connection, source: Source, most: int) -> int:
    sql = f"SELECT r.id, {source.values('r')} FROM {source.table} r WHERE r.id > ? ORDER BY r.id LIMIT ?"
    rows = _some(connection.execute(sql, (_filled_to(connection, source), most)))
    if rows:
        _put_in(connection, source, ((key, pieces_of(fields)) for key, fields in rows))
        connection.execute(
            "INSERT OR REPLACE INTO find_state (source, filled_to) VALUES (?, ?)", (source.name, rows[-1][0])
        )
    return len(rows)


def _put_in(connection: sqlite3.Connection, source: Source, rows: Iterable[tuple[int, str]]) -> None:
    connection.executemany(f"INSERT INTO {source.pieces} (rowid, pieces) VALUES (?, ?)", rows)


def _rows(cursor: Iterable[tuple[int, *tuple[str, ...]]]) -> Iterator[Row]:
    for key, *values in cursor:
        yield key, Fields._make(values)


def _some(cursor: Iterable[tuple[int, *tuple[str, ...]]]) -> list[Row]:
    """The first rows, as many as go in together."""
    rows, signs = [], 0
    for row in _rows(cursor):
        rows.append(row)
        signs += len(row[1].said) + len(row[1].agreed)
        if signs > MOST_SIGNS:
            break
    return rows


# --- Finding ---------------------------------------------------------------------------------------------------------


def found(
    connection: sqlite3.Connection, source: Source, words: Sequence[str], *, phones: bool, most: int
) -> list[Row]:
    """The rows in which every word stands, at most so many: those first whose numbers end so, then those that
    begin so, then the latest entered.

    None where no word is long enough to be looked up by (:func:`csi_db.find_pieces.asked_for`). ``phones``: phone
    numbers are seen whole. All of it inside one reading transaction.
    """
    rows: dict[int, Fields] = {}
    endings = list(filter(is_ending, words))

    def take(candidates: Iterable[Row], *, with_endings: bool = False) -> None:
        fitting = (
            (key, fields)
            for key, fields in candidates
            if key not in rows
            and all(stands_in(word, fields, phones=phones) for word in words)
            and (not with_endings or all(ends_with(word, fields, phones=phones) for word in endings))
        )
        rows.update(islice(fitting, most - len(rows)))

    if not (asked := asked_for(words, phones=phones)):
        return []
    if endings:
        with_endings = asked_for(words, phones=phones, ending=True)
        take(_candidates(connection, source, with_endings), with_endings=True)
        if source.columns.number and len(words) == 1 and len(rows) < most:
            take(_beginning(connection, source, words[0], most))
    if len(rows) < most:
        take(_candidates(connection, source, asked))
    return list(rows.items())


def plans(source: Source) -> dict[str, str]:
    """The statements that look for rows: what the index says, what is noted, what it does not know yet, numbers that
    begin so where a row has one."""
    values = f"r.id, {source.values('r')}"
    statements = {
        # Left to itself, the store might walk all rows and ask the index about each.
        "index": f"SELECT {values} FROM {source.pieces} f CROSS JOIN {source.table} r ON r.id = f.rowid "
        f"WHERE f.{source.pieces} MATCH :question ORDER BY f.rowid DESC",
        # The same where it is known which rows.
        "keys": f"SELECT {values} FROM {source.table} r WHERE r.id = :key",
        "noted": f"SELECT {values} FROM find_todo t CROSS JOIN {source.table} r ON r.id = t.row_id "
        f"WHERE t.source = '{source.name}' ORDER BY t.row_id DESC",
        "new": f"SELECT {values} FROM {source.table} r "
        f"WHERE r.id > COALESCE((SELECT filled_to FROM find_state WHERE source = '{source.name}'), 0) "
        "ORDER BY r.id DESC",
    }
    if number := source.columns.number:
        statements["beginning"] = (
            f"SELECT {values} FROM {source.table} r "
            f"WHERE r.{number} >= :begin AND r.{number} < :end ORDER BY r.{number} DESC LIMIT :most"
        )
    return statements


def _candidates(connection: sqlite3.Connection, source: Source, asked: Asked) -> Iterator[Row]:
    """Rows that may be found, the latest entered first; some may come twice."""
    sql = plans(source)
    yield from _rows(connection.execute(sql["new"]))
    noted = _rows(connection.execute(sql["noted"]))
    filled_to = _filled_to(connection, source)
    keys = find_common.keys(connection, source.name, source.pieces, filled_to, asked)
    if keys is None:
        indexed = _rows(connection.execute(sql["index"], {"question": as_question(asked)}))
    else:
        indexed = (row for key in keys for row in _rows(connection.execute(sql["keys"], {"key": key})))
    yield from merge(noted, indexed, key=lambda row: row[0], reverse=True)


def _beginning(connection: sqlite3.Connection, source: Source, word: str, most: int) -> Iterator[Row]:
    """Rows whose number begins with a word, in capitals or not, the highest first."""
    for begin in (word.upper(), word):
        values = {"begin": begin, "end": begin + LAST_CHARACTER, "most": most}
        yield from _rows(connection.execute(plans(source)["beginning"], values))

"""Pieces that stand in many rows, kept as bits beside the index: what has two such pieces is told without walking
through the rows of either.

Rows are taken by blocks of :data:`BLOCK` numbers. Once the index holds all of a block, it is closed: for each piece of
a name or a text that many of its rows have, ``find_common`` says which of them do, a bit for each. That is what the
full-text table says of them, and no more: a piece that is missing here in a block is rare there, and the table is
asked.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from typing import NamedTuple

from csi_db.find_pieces import Asked, as_question

BLOCK = 8192
"""Rows of a block, as many bits: three fit on a page of the store."""
SHARE = 16
"""A piece is common in a block where at least one of so many rows has it."""
EVERY = 16
"""Of the rows of a block one in so many is looked at, to tell which pieces are common."""
MOST_RUNS = 16
"""Runs of blocks with the same common pieces, above which the index is walked as a whole."""
CLOSED = ""
"""Stands for a piece on the row that says that a block is closed."""


def closed(connection: sqlite3.Connection, source: str) -> int:
    """How many blocks of a source are closed; they are the first ones."""
    (last,) = connection.execute(
        "SELECT MAX(block) FROM find_common WHERE source = ? AND piece = ?", (source, CLOSED)
    ).fetchone()
    return 0 if last is None else int(last) + 1


def due(connection: sqlite3.Connection, source: str, filled_to: int) -> int:
    """How many blocks the index holds whole that are not closed yet."""
    return max(0, (filled_to + 1) // BLOCK - closed(connection, source))


def open_again(connection: sqlite3.Connection, source: str, filled_to: int) -> None:
    """Open the blocks that the index does not hold whole any more."""
    connection.execute(
        "DELETE FROM find_common WHERE source = ? AND block >= ?", (source, (filled_to + 1) // BLOCK)
    )


def close(
    connection: sqlite3.Connection, source: str, table: str, block: int, some_rows: Iterable[str]
) -> None:
    """Close a block; ``some_rows``: the pieces of the words of some of its rows, of which some may be common.

    Numbers are called by their ends, and no two words of them are both common.
    """
    counts: Counter[str] = Counter()
    rows = 0
    for rows, pieces in enumerate(some_rows, 1):  # noqa: B007
        counts.update(set(pieces.split()))
    common = sorted(piece for piece, count in counts.items() if count * SHARE >= rows)
    first = block * BLOCK
    connection.executemany(
        "INSERT INTO find_common (source, piece, block, rows) VALUES (?, ?, ?, ?)",
        [
            *((source, piece, block, _bits(connection, table, piece, first)) for piece in common),
            (source, CLOSED, block, b""),
        ],
    )


def _bits(connection: sqlite3.Connection, table: str, piece: str, first: int) -> bytes:
    """Which rows of the block from ``first`` on have a piece; the first one is the lowest bit of the first byte."""
    digits = bytearray(b"0") * BLOCK
    last = first + BLOCK - 1
    # Downwards, for the block is among the latest, and the other way round the table would walk up to it.
    for (key,) in connection.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC",
        (f'"{piece}"', first, last),
    ).fetchall():
        digits[last - key] = _ONE
    return int(digits, 2).to_bytes(BLOCK // 8, "little")


_ONE = ord("1")


def renew(
    connection: sqlite3.Connection,
    source: str,
    before: Mapping[int, frozenset[str]],
    now: Mapping[int, frozenset[str]],
) -> None:
    """Rows have other pieces than ``before``: put their bits right."""
    upto = closed(connection, source) * BLOCK
    changed: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for key, pieces in before.items():
        if key < upto:
            for piece in pieces ^ now.get(key, frozenset()):
                changed[key // BLOCK][piece].append(key)
    for block, of_block in changed.items():
        found = connection.execute(
            "SELECT piece, rows FROM find_common WHERE source = ? AND block = ? "
            "AND piece IN (SELECT value FROM json_each(?))",
            (source, block, json.dumps(list(of_block))),
        ).fetchall()
        for piece, rows in found:
            bits = bytearray(rows)
            for key in of_block[piece]:
                place, bit = (key - block * BLOCK) >> 3, 1 << (key & 7)
                bits[place] = bits[place] | bit if piece in now.get(key, ()) else bits[place] & ~bit
            connection.execute(
                "UPDATE find_common SET rows = ? WHERE source = ? AND piece = ? AND block = ?",
                (bytes(bits), source, piece, block),
            )


# --- Asking ----------------------------------------------------------------------------------------------------------


class _Run(NamedTuple):
    """Blocks one behind the other in which the same pieces are common."""

    first: int
    last: int
    common: frozenset[str]
    is_open: bool = False
    """Not closed yet: the bits are made when they are asked for."""


def keys(
    connection: sqlite3.Connection, source: str, table: str, filled_to: int, asked: Asked
) -> Iterator[int] | None:
    """The rows that the index says, the highest first; None where some word has a rare piece whichever way it is meant,
    so that the index itself is quick.
    """
    runs = _runs(connection, source, {piece for ways in asked for way in ways for piece in way})
    if len(runs) > MOST_RUNS or not any(_dense(asked, run.common) for run in runs):
        return None
    if filled_to >= (begin := (runs[-1].last + 1) * BLOCK):
        # The table would walk the rows below as well: it looks for the first one that fits before it minds a bound.
        runs.append(_Run(begin // BLOCK, filled_to // BLOCK, runs[-1].common, is_open=True))
    return _keys(connection, source, table, asked, runs)


def _keys(
    connection: sqlite3.Connection, source: str, table: str, asked: Asked, runs: Sequence[_Run]
) -> Iterator[int]:
    asked = _possible(connection, table, asked, {piece for run in runs for piece in run.common})
    if not all(asked):
        return
    for run in reversed(runs):
        parts: list[Iterator[int]] = []
        if dense := _dense(asked, run.common):
            parts.append(_looked_up(connection, source, table, dense, run))
        if rest := _rest(asked, run.common):
            parts.append(_walked(connection, table, rest, run.first * BLOCK, (run.last + 1) * BLOCK - 1))
        for key, _same in groupby(merge(*parts, reverse=True)):
            yield key


def _possible(connection: sqlite3.Connection, table: str, asked: Asked, common: set[str]) -> Asked:
    """Without the ways that no row has: of a product's name those by phone number, for one."""
    stand: dict[str, bool] = dict.fromkeys(common, True)

    def stands(piece: str) -> bool:
        if piece not in stand:
            sql = f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1"
            stand[piece] = connection.execute(sql, (f'"{piece}"',)).fetchone() is not None
        return stand[piece]

    return [[way for way in ways if all(map(stands, way))] for ways in asked]


def _runs(connection: sqlite3.Connection, source: str, pieces: set[str]) -> list[_Run]:
    """All closed blocks, from the first one on."""
    common: dict[int, set[str]] = defaultdict(set)
    for piece, block in connection.execute(
        "SELECT piece, block FROM find_common WHERE source = ? AND piece IN (SELECT value FROM json_each(?))",
        (source, json.dumps(sorted(pieces))),
    ):
        common[block].add(piece)
    blocks = range(closed(connection, source))
    runs = []
    for held, group in groupby(blocks, lambda block: frozenset(common.get(block, ()))):
        same = list(group)
        runs.append(_Run(same[0], same[-1], held))
    return runs


def _dense(asked: Asked, common: frozenset[str]) -> Asked:
    """The ways of each word that are told by bits; nothing where a word has none."""
    dense = [[way for way in ways if common.issuperset(way)] for ways in asked]
    return dense if all(dense) else []


def _rest(asked: Asked, common: frozenset[str]) -> str:
    """The question for the rows in which some word is meant in another way."""
    parts = []
    for place, ways in enumerate(asked):
        if others := [way for way in ways if not common.issuperset(way)]:
            parts.append("(" + as_question([*asked[:place], others, *asked[place + 1 :]]) + ")")
    return " OR ".join(parts)


def _walked(
    connection: sqlite3.Connection, table: str, question: str, first: int, last: int
) -> Iterator[int]:
    rows = connection.execute(
        f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC",
        (question, first, last),
    )
    for (key,) in rows:
        yield key


def _looked_up(
    connection: sqlite3.Connection, source: str, table: str, dense: Asked, run: _Run
) -> Iterator[int]:
    pieces = sorted({piece for ways in dense for way in ways for piece in way})
    blocks = range(run.last, run.first - 1, -1)
    columns = [
        _made(connection, table, piece, blocks) if run.is_open else _stored(connection, source, piece, run)
        for piece in pieces
    ]
    for block, *rows in zip(blocks, *columns, strict=True):
        bits = {piece: int.from_bytes(row, "little") for piece, row in zip(pieces, rows, strict=True)}
        found = -1
        for ways in dense:
            of_word = 0
            for way in ways:
                of_way = -1
                for piece in way:
                    of_way &= bits[piece]
                of_word |= of_way
            found &= of_word
        while found:
            place = found.bit_length() - 1
            yield block * BLOCK + place
            found ^= 1 << place


def _made(connection: sqlite3.Connection, table: str, piece: str, blocks: range) -> Iterator[bytes]:
    for block in blocks:
        yield _bits(connection, table, piece, block * BLOCK)


def _stored(connection: sqlite3.Connection, source: str, piece: str, run: _Run) -> Iterator[bytes]:
    rows = connection.execute(
        "SELECT rows FROM find_common WHERE source = ? AND piece = ? AND block BETWEEN ? AND ? ORDER BY block DESC",
        (source, piece, run.first, run.last),
    )
    for (bits,) in rows:
        yield bits

"""Found by a few words among many orders: beside the same among few, and beside ``LIKE`` over the same columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.department import filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_db import find_index, sqlite_only
from csi_db.find_index import ORDERS
from csi_db.find_pieces import words_of

FEW = 10_000
AT_ONCE = 5000
PAGE = 20
TIMES = 10
"""Questions of a round, which are too quick to be timed one by one."""
AS_AMONG_FEW, AS_LIKE = 2.0, 0.02
NOTHING = "99999999999"
COLUMNS = [column for column in ORDERS.columns if column]
LIKE = "SELECT id FROM work_order WHERE " + " OR ".join(f"{column} LIKE ?1" for column in COLUMNS)


def run(options: Options) -> Iterator[Figure]:
    """Time to fill the index, and for each kind of question."""
    few = _opened(options, min(FEW, *options.sizes))[0]
    with closing(few):
        for size in sorted(options.sizes):
            many, filling = _opened(options, size)
            with closing(many):
                yield Figure(f"index of {size:,} orders filled", (filling,))
                yield from _measured(many, few, size, options.rounds)


def _measured(many: sqlite3.Connection, few: sqlite3.Connection, size: int, rounds: int) -> Iterator[Figure]:
    for name, text, text_of_few in zip(_NAMES, _texts(many), _texts(few), strict=True):
        own = _asking(many, text)
        among_few = turn_about(own, _asking(few, text_of_few), rounds)
        yield Figure(f"find {name}, {size:,} orders / {FEW:,}", *among_few, limit=AS_AMONG_FEW)
    digits = _texts(many)[0]
    for name, text in (("last digits", digits), ("nothing", NOTHING)):
        keys = {key for key, _fields in _found(many, text, size)}
        like = {key for (key,) in many.execute(LIKE, (f"%{text}%",))}
        if not like <= keys:
            raise ResultsDiffer("what is found and what is like it")
        by_like = turn_about(_asking(many, text), _liking(many, text), rounds)
        yield Figure(f"find {name} / LIKE, {size:,} orders", *by_like, limit=AS_LIKE)


_NAMES = (
    "last digits",
    "a whole phone number",
    "the tail of a serial number",
    "a name",
    "initials",
    "nothing",
)


def _texts(connection: sqlite3.Connection) -> tuple[str, ...]:
    wanted = (
        "SELECT customer_phone, serial_no, customer_name FROM work_order WHERE customer_phone IS NOT NULL "
        "AND serial_no IS NOT NULL AND customer_name IS NOT NULL ORDER BY id LIMIT 1"
    )
    phone, serial, name = connection.execute(wanted).fetchone()
    return str(phone)[-4:], str(phone), str(serial)[-6:], str(name), "wxx", NOTHING


def _found(connection: sqlite3.Connection, text: str, most: int) -> list[find_index.Row]:
    return find_index.found(connection, ORDERS, words_of(text), phones=True, most=most)


def _asking(connection: sqlite3.Connection, text: str) -> Callable[[], float]:
    def ask() -> None:
        for _time in range(TIMES):
            _found(connection, text, PAGE)

    return lambda: seconds(ask) / TIMES


def _liking(connection: sqlite3.Connection, text: str) -> Callable[[], float]:
    return lambda: seconds(lambda: connection.execute(LIKE, (f"%{text}%",)).fetchall())


def _opened(options: Options, size: int) -> tuple[sqlite3.Connection, float]:
    """A store whose index is filled, and how long that took."""
    department = filled(options, f"find-{size}-{len(list(options.folder.iterdir()))}.db", size)
    path: Path = department.path
    department.desk.close()
    connection = sqlite3.connect(path, isolation_level=None)
    sqlite_only.configure(connection)

    def fill() -> None:
        rows = 1
        while rows:
            connection.execute("BEGIN IMMEDIATE")
            rows = find_index.fill(connection, AT_ONCE)
            connection.execute("COMMIT")

    return connection, seconds(fill)

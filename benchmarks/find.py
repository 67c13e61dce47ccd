"""Found by a few words among many orders: beside the same among few, and beside ``LIKE`` over the same columns; what
the index costs: filling it, and an order that is entered beside it.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from benchmarks.department import filled
from benchmarks.entry import orders_entered
from benchmarks.figures import Figure, Options, ResultsDiffer, Seconds, seconds, turn_about
from csi_db import find_index, sqlite_only
from csi_db.find_index import ORDERS
from csi_db.find_pieces import words_of
from csi_tui.services.find.filling import AT_ONCE
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders

FEW = 10_000
PAGE = 20
TIMES = 20
"""Questions of a round; what 19 of 20 stay within is what counts."""
AS_AMONG_FEW, AT_MOST, AS_LIKE = 2.0, 0.005, 0.02
A_ROW = 30e-6
BESIDE = 1.25
ORDERS_A_ROUND = 20
COLUMNS = [column for column in ORDERS.columns if column]
LIKE = "SELECT id FROM work_order WHERE " + " OR ".join(f"{column} LIKE ?1" for column in COLUMNS)


class Store(NamedTuple):
    """A store whose index is filled, and the seconds that this took for each row, of them those of the processor."""

    path: Path
    connection: sqlite3.Connection
    filled_in: Seconds
    processor: Seconds


def run(options: Options) -> Iterator[Figure]:
    """Time to fill the index, for each kind of question, and for an order entered beside it."""
    few = _opened(options, min(FEW, *options.sizes))
    with closing(few.connection):
        for size in sorted(options.sizes):
            many = _opened(options, size)
            with closing(many.connection):
                yield Figure(f"index of {size:,} orders filled, a row", (many.filled_in,), limit=A_ROW)
                yield Figure(
                    f"index of {size:,} orders filled, a row: processor", (many.processor,), limit=A_ROW
                )
                yield from _measured(many.connection, few.connection, size, options.rounds)
            yield _entered(options, many.path, size)
            many.path.unlink()


def _measured(many: sqlite3.Connection, few: sqlite3.Connection, size: int, rounds: int) -> Iterator[Figure]:
    of_few = _texts(few)
    for name, text in _texts(many).items():
        beside = turn_about(_asking(many, text), _asking(few, of_few[name]), rounds)
        yield Figure(
            f"find {name}, 19 of 20 within: {size:,} orders / {FEW:,}",
            *beside,
            AS_AMONG_FEW,
            or_at_most=AT_MOST,
        )
    for name in ("last digits", "nothing"):
        text = _texts(many)[name]
        keys = {key for key, _fields in _found(many, text, size)}
        like = {key for (key,) in many.execute(LIKE, (f"%{text}%",))}
        if not like <= keys:
            raise ResultsDiffer("what is found and what is like it")
        by_like = turn_about(_asking(many, text), _liking(many, text), rounds)
        yield Figure(f"find {name}, 19 of 20 within / LIKE, {size:,} orders", *by_like, limit=AS_LIKE)


def _texts(connection: sqlite3.Connection) -> dict[str, str]:
    """Questions by their kind, out of what stands in an order from the middle of the store."""
    wanted = (
        "SELECT order_no, customer_phone, serial_no, customer_name FROM work_order WHERE customer_phone IS NOT NULL "
        "AND serial_no IS NOT NULL AND length(customer_name) > 1 AND id >= (SELECT MAX(id) / 2 FROM work_order) LIMIT 1"
    )
    number, phone, serial, name = map(str, connection.execute(wanted).fetchone())
    most = "SELECT product FROM work_order GROUP BY product ORDER BY COUNT(*) DESC, product LIMIT 2"
    (one,), (another,) = connection.execute(most).fetchall()
    return {
        "last digits": phone[-4:],
        "part of a phone number": phone[3:9],
        "a whole phone number": phone,
        "the tail of a serial number": serial[-6:],
        "the tail of an order number": number[-5:],
        "a name": name,
        "a surname": name[:1],
        "a given name": name[1:],
        "initials": "wxx",
        "pinyin": "wang",
        "a name and last digits": f"{name} {phone[-4:]}",
        "a product and a surname": f"{one} {name[:1]}",
        "two products, which no order has": f"{one} {another}",
        "nothing": "99999999999",
    }


def _found(connection: sqlite3.Connection, text: str, most: int) -> list[find_index.Row]:
    return find_index.found(connection, ORDERS, words_of(text), phones=True, most=most)


def _asking(connection: sqlite3.Connection, text: str) -> Callable[[], Seconds]:
    """What 19 of 20 questions stay within: seconds of the processor, for all that is read lies in memory by then, and
    one question in twenty waits for whoever else is at work."""

    def ask() -> Seconds:
        begin = time.process_time()
        _found(connection, text, PAGE)
        return time.process_time() - begin

    return lambda: quantiles([ask() for _time in range(TIMES)], n=20, method="inclusive")[-1]


def _liking(connection: sqlite3.Connection, text: str) -> Callable[[], Seconds]:
    def like() -> Seconds:
        begin = time.process_time()
        connection.execute(LIKE, (f"%{text}%",)).fetchall()
        return time.process_time() - begin

    return like


def _opened(options: Options, size: int) -> Store:
    department = filled(options, f"find-{size}-{len(list(options.folder.iterdir()))}.db", size)
    path: Path = department.path
    department.desk.close()
    connection = sqlite3.connect(path, isolation_level=None)
    sqlite_only.configure(connection)
    rows = find_index.waiting(connection)

    def fill() -> None:
        some = 1
        while some:
            connection.execute("BEGIN IMMEDIATE")
            some = find_index.fill(connection, AT_ONCE)
            connection.execute("COMMIT")

    begin = time.process_time()
    filled_in = seconds(fill) / rows
    return Store(path, connection, filled_in, (time.process_time() - begin) / rows)


def _entered(options: Options, path: Path, size: int) -> Figure:
    """Orders entered beside a full index, and in a copy of the store that has none."""
    without = path.with_name("without.db")
    shutil.copyfile(path, without)
    with closing(sqlite3.connect(without, isolation_level=None)) as connection:
        for source in find_index.SOURCES:
            connection.execute(f"DROP TRIGGER {source.pieces}_changed")
        find_index.begin_anew(connection)
    samples = [_entering(store, options.rounds) for store in (path, without)]
    own, other = turn_about(samples[0], samples[1], options.rounds)
    without.unlink()
    return Figure(f"one order entered beside an index of {size:,} / without", own, other, BESIDE)


def _entering(path: Path, rounds: int) -> Callable[[], Seconds]:
    """Enters other orders each time it is called; answers how long one took."""
    desk, turn = open_desk(path), count()
    rows = orders_entered(path, (rounds + 1) * ORDERS_A_ROUND)

    def enter() -> Seconds:
        begin = next(turn) * ORDERS_A_ROUND
        mine = rows[begin : begin + ORDERS_A_ROUND]
        return seconds(lambda: [work_orders.enter(desk, row) for row in mine]) / ORDERS_A_ROUND

    return enter

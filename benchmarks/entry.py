"""One order entered at the desk, beside the statements that this takes, through the plain driver.

The statements are those of the service itself: recorded while it enters the orders into one copy of a store, then
put into another copy by :mod:`sqlite3` alone, each order's in one transaction.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from sqlalchemy import event

from benchmarks import close_script
from benchmarks.department import filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow

LIMIT = 2.5
MOST_ORDERS = 100_000
ORDERS_A_ROUND = 20

T = TypeVar("T")
Statement = tuple[str, Sequence[Any]]
RECEIVED_AT = datetime(2025, 12, 3, 1, 0, tzinfo=UTC)


def run(options: Options) -> Iterator[Figure]:
    """Time per order, in a store of each size up to :data:`MOST_ORDERS`."""
    for size in sorted(size for size in options.sizes if size <= MOST_ORDERS):
        department = filled(options, f"entry-{size}.db", size)
        department.desk.close()
        yield measure(department.path, f"one order entered among {size:,}", options)


def measure(path: Path, name: str, options: Options) -> Figure:
    """Enter the same orders through the service and through its bare statements.

    Raises:
        ResultsDiffer: the two copies do not hold the same orders, or not as many audit entries.
    """
    rows = orders_entered(path, (options.rounds + 1) * ORDERS_A_ROUND)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    recorded = _recorded(_copy(path, "recorded"), rows)
    own_path, other_path = _copy(path, "product"), _copy(path, "statements")
    desk = open_desk(own_path)
    own_turn, other_turn = count(), count()

    def product() -> float:
        mine = _of_turn(rows, next(own_turn))
        return seconds(lambda: [work_orders.enter(desk, row) for row in mine]) / ORDERS_A_ROUND

    with closing(close_script.connect(other_path)) as connection:

        def statements() -> float:
            mine = _of_turn(recorded, next(other_turn))
            return seconds(lambda: run_all(connection, mine)) / ORDERS_A_ROUND

        own, other = turn_about(product, statements, options.rounds)
    desk.close()
    if _kept(own_path) != _kept(other_path):
        raise ResultsDiffer("the orders entered by the service and by its statements")
    return Figure(name, own, other, LIMIT)


def orders_entered(path: Path, many: int) -> list[OrderRow]:
    """So many orders that can be entered in a store."""
    with closing(sqlite3.connect(path)) as connection:
        people = [
            number for (number,) in connection.execute("SELECT employee_no FROM employee ORDER BY id LIMIT 3")
        ]
    return [_order(number, people) for number in range(many)]


def run_all(connection: sqlite3.Connection, transactions: Sequence[Sequence[Statement]]) -> None:
    """Each order's statements in one transaction, with whatever they answer."""
    for statements in transactions:
        connection.execute("BEGIN IMMEDIATE")
        for sql, values in statements:
            connection.execute(sql, values).fetchall()
        connection.execute("COMMIT")


def _of_turn(items: Sequence[T], turn: int) -> Sequence[T]:
    return items[turn * ORDERS_A_ROUND : (turn + 1) * ORDERS_A_ROUND]


def _recorded(path: Path, rows: Sequence[OrderRow]) -> list[list[Statement]]:
    """The statements of each order's transaction, as the service makes them, whichever way they take to the driver."""
    found: list[list[Statement]] = []

    class Recorder(sqlite3.Connection):
        """Notes the statements of rows that go past SQLAlchemy."""

        def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
            if found and not sql.startswith(("BEGIN", "PRAGMA")):
                found[-1].append((sql, values))
            return super().execute(sql, values)

    def before(_connection: Any, _cursor: Any, sql: str, values: Any, _context: Any, _many: bool) -> None:
        if found:
            found[-1].append((sql, values))

    with patch.object(sqlite3, "connect", partial(sqlite3.connect, factory=Recorder)):
        desk = open_desk(path)
        event.listen(desk.store.engine, "before_cursor_execute", before)
        for row in rows:
            found.append([])
            work_orders.enter(desk, row)
        desk.close()
    return found


def _order(number: int, people: Sequence[str]) -> OrderRow:
    received = RECEIVED_AT + timedelta(minutes=number)
    return OrderRow(
        order_no=f"X{number:06d}",
        received_at=received,
        customer_name=f"Customer {number}",
        customer_phone=f"139{number:08d}",
        product="Washing machine",
        serial_no=f"SN{number:08d}",
        fault="Does not spin",
        agent_no=people[0],
        technician_no=people[1],
        first_contact_at=received + timedelta(minutes=20),
    )


def _kept(path: Path) -> tuple[list[Any], int]:
    """What the orders became, but for the instants at which they were recorded."""
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.execute("SELECT * FROM work_order WHERE order_no LIKE 'X%' ORDER BY id")
        moment = [column[0] for column in cursor.description].index("recorded_at")
        rows = [row[:moment] + row[moment + 1 :] for row in cursor]
        return rows, connection.execute("SELECT COUNT(*) FROM audit_entry").fetchone()[0]


def _copy(path: Path, name: str) -> Path:
    copy = path.with_name(f"{path.stem}-{name}.db")
    shutil.copyfile(path, copy)
    return copy

"""Rows as a file of their kind has them: people and orders by their numbers, all else as the store keeps it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of
from csi_db.import_rows import TABLES
from csi_tui.scoring.periods import Period

_ORDERS = {"order_no": "order_id", "return_of": "return_of_id"}
"""Column of a file that names an order → that of the store."""
_PEOPLE = (
    "SELECT {columns} FROM assignment t JOIN employee e ON e.id = t.employee_id "
    "LEFT JOIN employee h ON h.id = t.supervisor_id ORDER BY t.valid_from, e.employee_no"
)
_OF_PEOPLE = {
    "supervisor_no": "h.employee_no",
    "role": "t.role",
    "team": "t.team",
    "valid_from": "t.valid_from",
}
"""Column of a file of employees → where it stands; the others are the employee's own."""


AT_ONCE = 2000
"""Rows of a block."""
Block = Sequence[Sequence[Any]]
"""Some rows: for each column its values."""


def filed_rows(
    connection: Connection, kind: str, columns: Sequence[str], before: Sequence[str] = (), where: str = ""
) -> Iterator[tuple[Any, ...]]:
    """What each row says by ``columns``, in the order in which rows came in; one after the other, none kept.

    ``before``: columns of the table that stand in front; ``where``: an SQL condition on ``t``.
    """
    blocks = filed_blocks(connection, kind, columns, before, where)
    return chain.from_iterable(zip(*block, strict=True) for block in blocks)


def filed_blocks(
    connection: Connection,
    kind: str,
    columns: Sequence[str],
    before: Sequence[str] = (),
    where: str = "",
    values: Mapping[str, object] | None = None,
) -> Iterator[Block]:
    """The same, some rows at a time, by columns; ``values``: those of the condition."""
    table, _number = TABLES[kind]
    own = {name for _at, name, *_rest in rows_of(connection, f"PRAGMA table_info({table})")}
    people = dict(rows_of(connection, "SELECT id, employee_no FROM employee"))
    wanted, named = [f"t.{one}" for one in before], []
    for column in columns:
        if column in own:
            wanted.append(f"t.{column}")
        elif column in _ORDERS:
            wanted.append("o.order_no")
        else:
            named.append(len(wanted))
            wanted.append(f"t.{column.removesuffix('_no')}_id")
    order = next(there for name, there in _ORDERS.items() if name in columns and there in own)
    sql = (
        f"SELECT {', '.join(wanted)} FROM {table} t LEFT JOIN work_order o ON o.id = t.{order} "
        f"{where and 'WHERE ' + where} ORDER BY t.id"
    )
    for block in _blocks(driver(connection).execute(sql, values or {})):
        for at in named:
            block[at] = list(map(people.get, block[at]))
        yield block


def filed_in_month(
    connection: Connection, kind: str, columns: Sequence[str], period: Period | None
) -> Iterator[Block]:
    """The rows of a kind that count in a month; without one all of them. Employees: each transfer is a row."""
    if kind == "employees":
        told = ", ".join(_OF_PEOPLE.get(column, f"e.{column}") for column in columns)
        return _blocks(driver(connection).execute(_PEOPLE.format(columns=told)))
    if period is None:
        return filed_blocks(connection, kind, columns)
    return filed_blocks(connection, kind, columns, where="t.period = :period", values={"period": period})


def _blocks(cursor: sqlite3.Cursor) -> Iterator[list[Sequence[Any]]]:
    while rows := cursor.fetchmany(AT_ONCE):
        yield list(zip(*rows, strict=True))

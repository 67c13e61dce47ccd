"""Rows that files brought, as they lie in the store: what each says by the columns of its kind, and its digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from csi_db.audit_rows import settled
from csi_db.bulk import driver, rows_of
from csi_db.import_rows import TABLES

_ORDERS = {"order_no": "order_id", "return_of": "return_of_id"}
"""Column of a file that names an order → that of the store."""
CHANGED_BY = {
    "orders": ("change-order", "renumber-order"),
    "surveys": ("correct-survey",),
    "complaints": (
        "milestone",
        "correct-milestone",
        "assign-complaint",
        "correct-handler",
        "correct-receipt",
        "complaint-words",
        "change-complaint",
        "confirm-validity",
    ),
}
"""Kind → the actions of the trail after which a row may say something else than its file.

What is taken back or put back was changed before, by one of these: that a row was changed once is enough.
"""


def imported_rows(
    connection: Connection, kind: str, columns: Sequence[str]
) -> Iterator[tuple[str, str, list[Any]]]:
    """Number, digest that it came with, and what it says by ``columns``; people and orders by their numbers."""
    table, number = TABLES[kind]
    own = {name for _at, name, *_rest in rows_of(connection, f"PRAGMA table_info({table})")}
    people = dict(rows_of(connection, "SELECT id, employee_no FROM employee"))
    wanted, named = [], []
    for at, column in enumerate(columns):
        if column in own:
            wanted.append(f"t.{column}")
        elif column in _ORDERS:
            wanted.append("o.order_no")
        else:
            wanted.append(f"t.{column.removesuffix('_no')}_id")
            named.append(at)
    order = next(there for name, there in _ORDERS.items() if name in columns and there in own)
    sql = (
        f"SELECT t.{number}, t.import_digest, {', '.join(wanted)} FROM {table} t "
        f"LEFT JOIN work_order o ON o.id = t.{order} WHERE t.import_digest IS NOT NULL"
    )
    for name, digest, *values in driver(connection).execute(sql):
        for at in named:
            values[at] = people.get(values[at])
        yield name, digest, values


def changed_numbers(connection: Connection, kind: str) -> set[str]:
    """The numbers of rows that somebody changed after they came, by the audit trail."""
    actions = ", ".join(f"'{one}'" for one in CHANGED_BY[kind])
    settled(connection)
    found = rows_of(
        connection,
        f"SELECT subject FROM audit_entry WHERE action IN ({actions}) "
        "UNION SELECT n.value FROM audit_entry e, json_each(e.detail, :kind) n "
        "WHERE e.action = 'erase-customer' AND json_valid(e.detail)",
        {"kind": f"$.{kind}"},
    )
    return {subject for (subject,) in found}

"""Rows that files brought, as they lie in the store: what each says by the columns of its kind, and its digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from csi_db.audit_rows import settled
from csi_db.bulk import rows_of
from csi_db.filed_rows import filed_rows
from csi_db.import_rows import TABLES

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
    _table, number = TABLES[kind]
    for name, digest, *values in filed_rows(
        connection, kind, columns, (number, "import_digest"), "t.import_digest IS NOT NULL"
    ):
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

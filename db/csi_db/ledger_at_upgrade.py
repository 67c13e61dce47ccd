"""What the audit trail holds of rows (:mod:`csi_db.row_ledger`) when a store is brought up to date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

import csi_db.models  # noqa: F401 - fills the metadata
from csi_db import row_ledger
from csi_db.bulk import driver, rows_of
from csi_db.row_ledger import HELD_IN_PART, HELD_IN_PART_FROM, KEYS, NOT_HELD, RowLedger, Sums


@contextmanager
def rows_held_anew(connection: Connection) -> Iterator[None]:
    """The block changes tables: the next entry of the trail holds by how much that changed their sums.

    Where a row was not what the trail held before, it is not afterwards either. A store of a version that held no rows
    yet is held from what stands there.
    """
    ledger = row_ledger.ledger_of(connection)
    before: dict[str, Sums] = {}
    if ledger is not None:
        ledger.deafen()
        ((version,),) = rows_of(connection, "SELECT version_num FROM alembic_version")
        in_part = str(version) >= HELD_IN_PART_FROM
        before = {table: _sums(connection, table, in_part=in_part) for table in KEYS}
    yield
    if ledger is None:
        ledger = connection.info["row_ledger"] = RowLedger(driver(connection))
    for table in KEYS:
        changed: Sums = defaultdict(int, row_ledger.sums_of(connection, table))
        for at, amount in before.get(table, {}).items():
            changed[at] -= amount
        ledger.add_sums(table, changed)


def _sums(connection: Connection, table: str, *, in_part: bool) -> Sums:
    """The sums of a table with the columns that it has, and that were held, in a store of an older version.

    ``in_part``: those were that are held in part.
    """
    columns = sorted(
        {name for (name,) in rows_of(connection, f"SELECT name FROM pragma_table_info('{table}')")}
        - NOT_HELD.get(table, frozenset())
        - (frozenset() if in_part else HELD_IN_PART.get(table, frozenset()))
    )
    return row_ledger.sums_of(connection, table, columns) if columns else {}

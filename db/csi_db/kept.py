"""What people did to a month, row by row, as text that the audit trail keeps a digest of (docs/safekeeping.en.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of


class KeptRow(NamedTuple):
    """A record with what belongs to it: an appeal and its steps, a sample, its rows and what was found."""

    relation: str
    key: int

    def __str__(self) -> str:
        return f"{self.relation}/{self.key}"


_OF: dict[str, tuple[str, ...]] = {
    **{
        table: (f"SELECT * FROM {table} WHERE id = :key",)
        for table in ("exclusion", "adjustment", "month_step", "card_receipt", "sign_off", "scheme_choice")
    },
    "appeal": (
        "SELECT * FROM appeal WHERE id = :key",
        "SELECT * FROM appeal_step WHERE appeal_id = :key ORDER BY id",
    ),
    "sample": (
        "SELECT * FROM sample WHERE id = :key",
        "SELECT * FROM sample_row WHERE sample_id = :key ORDER BY position",
        "SELECT * FROM sample_finding WHERE sample_id = :key ORDER BY id",
    ),
    "pay_settlement": (
        "SELECT * FROM pay_settlement WHERE id = :key",
        "SELECT * FROM pay_sheet WHERE settlement_id = :key ORDER BY employee_id",
    ),
    "card_window": ("SELECT * FROM card_window WHERE revision_id = :key ORDER BY employee_id",),
    "carried_row": ("SELECT * FROM carried_row WHERE revision_id = :key ORDER BY kind, fact_id",),
}
"""Relation → its rows, by the key of the record, or of the revision that they belong to."""

_KEYS: dict[str, tuple[str, ...]] = {
    **{relation: (f"SELECT id FROM {relation}",) for relation in _OF},
    "appeal": ("SELECT id FROM appeal", "SELECT appeal_id FROM appeal_step"),
    "sample": (
        "SELECT id FROM sample",
        "SELECT sample_id FROM sample_row",
        "SELECT sample_id FROM sample_finding",
    ),
    "pay_settlement": ("SELECT id FROM pay_settlement", "SELECT settlement_id FROM pay_sheet"),
    "card_window": ("SELECT revision_id FROM card_window",),
    "carried_row": ("SELECT revision_id FROM carried_row",),
}


def text_of(connection: Connection, row: KeptRow) -> str:
    """The rows of a record as they lie in the store, as JSON; empty where there are none."""
    found = [[list(one) for one in rows_of(connection, sql, {"key": row.key})] for sql in _OF[row.relation]]
    return json.dumps(found, ensure_ascii=False, default=repr) if any(found) else ""


def all_kept(connection: Connection) -> Iterator[KeptRow]:
    """Every record that is there."""
    for relation, queries in _KEYS.items():
        for (key,) in rows_of(connection, f"{' UNION '.join(queries)} ORDER BY 1"):
            yield KeptRow(relation, key)

"""Records of the procedure: what people did to a month, as text that the audit trail keeps a digest of.

See docs/safekeeping.en.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of
from csi_db.numbers import number_of


class ProcedureRecord(NamedTuple):
    """A record with what belongs to it: an appeal and its steps, a sample, its rows and what was found."""

    relation: str
    key: int

    def __str__(self) -> str:
        return f"{self.relation}/{self.key}"


_OF: dict[str, tuple[str, ...]] = {
    **{
        table: (f"SELECT * FROM {table} WHERE id = :key",)
        for table in (
            "exclusion",
            "adjustment",
            "month_step",
            "card_receipt",
            "sign_off",
            "scheme_choice",
            "clock_confirmation",
        )
    },
    "appeal": (
        "SELECT * FROM appeal WHERE id = :key",
        "SELECT id, appeal_id, step, outcome, text, at, user_id, account FROM appeal_step "
        "WHERE appeal_id = :key ORDER BY id",
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

_SINCE: dict[str, tuple[str, ...]] = {
    "appeal": (
        "SELECT id, taken_down, how, witness_id FROM appeal_step "
        "WHERE appeal_id = :key AND (taken_down OR how IS NOT NULL OR witness_id IS NOT NULL) ORDER BY id",
    ),
}
"""Relation → what a record may say besides, since a later revision; one that does not keeps the digest that it had."""

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


def text_of(connection: Connection, row: ProcedureRecord) -> str:
    """The rows of a record as they lie in the store, as JSON; empty where there are none."""
    found = [_read(connection, sql, row) for sql in _OF[row.relation]]
    found += filter(None, (_read(connection, sql, row) for sql in _SINCE.get(row.relation, ())))
    return json.dumps(found, ensure_ascii=False, default=repr) if any(found) else ""


def _read(connection: Connection, sql: str, row: ProcedureRecord) -> list[list[object]]:
    return [list(one) for one in rows_of(connection, sql, {"key": row.key})]


def all_records(connection: Connection) -> Iterator[ProcedureRecord]:
    """Every record that is there."""
    for relation, queries in _KEYS.items():
        for (key,) in rows_of(connection, f"{' UNION '.join(queries)} ORDER BY 1"):
            yield ProcedureRecord(relation, key)


def known_by(connection: Connection, row: ProcedureRecord) -> str:
    """What people know a record by: a number, or its month as ``202601``; empty where it is gone."""
    if row.relation == "exclusion":
        found = rows_of(connection, "SELECT kind, fact_id FROM exclusion WHERE id = :key", {"key": row.key})
        return _number(connection, *found[0]) if found else ""
    found = rows_of(connection, _CALLED[row.relation], {"key": row.key})
    return str(found[0][0]) if found else ""


def _number(connection: Connection, kind: object, fact_id: object) -> str:
    """The number of a row; kind and key may have been tampered with."""
    try:
        return number_of(connection, str(kind), int(str(fact_id)))
    except (LookupError, ValueError):
        return ""


_CALLED: dict[str, str] = {
    "month_step": "SELECT period FROM month_step WHERE id = :key",
    "adjustment": "SELECT period FROM adjustment WHERE id = :key",
    "card_receipt": "SELECT e.employee_no FROM card_receipt r JOIN employee e ON e.id = r.employee_id "
    "WHERE r.id = :key",
    "appeal": "SELECT number FROM appeal WHERE id = :key",
    "scheme_choice": "SELECT scheme_id FROM scheme_choice WHERE id = :key",
    "pay_settlement": "SELECT period FROM pay_settlement WHERE id = :key",
    "clock_confirmation": "SELECT substr(at, 1, 16) || ' UTC' FROM clock_confirmation WHERE id = :key",
    **{
        relation: f"SELECT period FROM month_revision WHERE id = {of}"
        for relation, of in {
            "card_window": ":key",
            "carried_row": ":key",
            "sample": "(SELECT revision_id FROM sample WHERE id = :key)",
            "sign_off": "(SELECT revision_id FROM sign_off WHERE id = :key)",
        }.items()
    },
}
"""Relation → what people know a record by: a number, its month, or when it was."""

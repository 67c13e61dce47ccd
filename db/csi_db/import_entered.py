"""Figures, ratings and amounts that an import brought: such rows are never deleted, they count no more."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from csi_db.bulk import driver

ENTERED: Mapping[str, tuple[str, str]] = {
    "ratings": ("rating", "withdrawn"),
    "measures": ("measure_figure", "replaced"),
    "conduct": ("conduct_record", "withdrawn"),
    "pay": ("pay_input", "replaced"),
}
"""Kinds whose rows are never deleted → their table, and what becomes of one that counts no more."""


_SAID = {
    "ratings": "on_date, period, employee_id, item, score, rated_by_id, import_id",
    "measures": "period, employee_id, team, measure, numerator, denominator, n, import_id",
    "conduct": "on_date, period, employee_id, code, points, note, case_no, import_id",
    "pay": "period, employee_id, name, amount, import_id",
}
"""What a figure, rating or amount says; the rest is when and by whom."""


_SEVERAL = frozenset({"conduct"})
"""Kinds of which two rows that say the same are two, and none is entered again."""


def entered_of(connection: Connection, kind: str, number: int) -> list[dict[str, Any]]:
    """The figures, ratings or amounts that an import brought, as their columns; oldest first.

    One that was entered again is there as it was entered last: what was ended for it says nothing more.
    """
    table, _ended = ENTERED[kind]
    cursor = driver(connection).execute(f"SELECT * FROM {table} WHERE import_id = ? ORDER BY id", (number,))
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    if kind in _SEVERAL:
        return rows
    said = _SAID[kind].split(", ")
    newest = {tuple(row[name] for name in said): row for row in rows}
    return sorted(newest.values(), key=lambda row: int(row["id"]))


def end_entered(connection: Connection, kind: str, keys: Sequence[int], by: Mapping[str, object]) -> None:
    """Let figures, ratings or amounts count no more; ``by``: ``at``, ``user_id``, ``account`` and ``reason``."""
    table, ended = ENTERED[kind]
    driver(connection).execute(
        f"UPDATE {table} SET {ended}_at = :at, {ended}_by_id = :user_id, {ended}_account = :account, "
        f"{ended}_reason = :reason WHERE id IN (SELECT value FROM json_each(:keys))",
        {**by, "keys": json.dumps(list(keys))},
    )


def enter_again(connection: Connection, kind: str, key: int, by: Mapping[str, object]) -> None:
    """Let a figure, rating or amount count again that was ended: entered anew, now and by the acting user."""
    table, _ended = ENTERED[kind]
    driver(connection).execute(
        f"INSERT INTO {table} ({_SAID[kind]}, at, user_id, account) "
        f"SELECT {_SAID[kind]}, :at, :user_id, :account FROM {table} WHERE id = :key",
        {**{name: by[name] for name in ("at", "user_id", "account")}, "key": key},
    )

"""Rows as a file of their kind has them: people and orders by their numbers, all else as the store keeps it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of
from csi_db.import_rows import TABLES
from csi_tui.scoring.periods import Period

_ORDERS = {"order_no": "order_id", "return_of": "return_of_id"}
"""Column of a file that names an order → that of the store."""


class _Told(NamedTuple):
    """How rows of a kind are read: from where, in which order, which of them, and where each column stands.

    ``names``: column of a file → what it is in the store; the others are columns of ``t``.
    """

    source: str
    names: Mapping[str, str]
    where: str = ""
    order: str = "t.id"


_PERSON = "LEFT JOIN employee e ON e.id = t.employee_id"
_TOLD: Mapping[str, _Told] = {
    "employees": _Told(
        f"assignment t {_PERSON} LEFT JOIN employee h ON h.id = t.supervisor_id",
        {
            **{name: f"e.{name}" for name in ("employee_no", "name", "joined_on", "left_on")},
            "supervisor_no": "h.employee_no",
        },
        order="t.valid_from, e.employee_no",
    ),
    "milestones": _Told(
        # Of each milestone of a complaint the event that holds: the last one, unless it says that it did not happen.
        "milestone_event m JOIN complaint t ON t.id = m.complaint_id",
        {"milestone": "m.kind", "happened_at": "m.happened_at", "note": "m.note"},
        "m.happened_at IS NOT NULL AND m.id = (SELECT MAX(l.id) FROM milestone_event l "
        "WHERE l.complaint_id = m.complaint_id AND l.kind = m.kind)",
        order="m.id",
    ),
    "ratings": _Told(
        f"rating t {_PERSON} LEFT JOIN employee h ON h.id = t.rated_by_id",
        {"employee_no": "e.employee_no", "rated_by_no": "h.employee_no"},
        "t.withdrawn_at IS NULL",
    ),
    "measures": _Told(
        f"measure_figure t {_PERSON}",
        {"month": "t.period", "subject_no": "COALESCE(e.employee_no, t.team)"},
        "t.replaced_at IS NULL",
    ),
    "conduct": _Told(
        f"conduct_record t {_PERSON}",
        {"employee_no": "e.employee_no", "case_no": "NULLIF(t.case_no, '')"},
        "t.withdrawn_at IS NULL",
    ),
    "pay": _Told(
        f"pay_input t {_PERSON}",
        {"month": "t.period", "subject_no": "e.employee_no", "input": "t.name"},
        "t.replaced_at IS NULL",
    ),
}
"""Kinds that do not lie in a table of their own numbers. Of what was entered, that which counts."""
_PEOPLE: Mapping[str, Sequence[str]] = {
    "orders": ("t.agent_id", "t.technician_id", "t.parts_id"),
    "surveys": ("o.agent_id", "o.technician_id", "o.parts_id"),
    "complaints": ("t.handler_id", "t.against_id"),
    "milestones": ("t.handler_id", "t.against_id"),
}
"""Kind → the places in which somebody stands on a row; of the others the person that it is of."""


class Those(NamedTuple):
    """Which rows: those that count in the months ``first`` to ``last``, on which one of ``people`` stands."""

    first: Period | None = None
    last: Period | None = None
    people: Collection[int] | None = None
    team: str | None = None
    """With ``people``, for what is entered of a team itself."""


EVERY = Those()
AT_ONCE = 2000
"""Rows of a block."""
Block = Sequence[Sequence[Any]]
"""Some rows: for each column its values."""


def filed_rows(
    connection: Connection, kind: str, columns: Sequence[str], before: Sequence[str] = (), where: str = ""
) -> Iterator[tuple[Any, ...]]:
    """What each row says by ``columns``, in the order in which rows came in; one after the other, none kept.

    Of orders, surveys and complaints. ``before``: columns of the table that stand in front; ``where``: an SQL condition
    on ``t``.
    """
    blocks = _numbered(connection, kind, columns, before, [where] if where else [], {})
    return chain.from_iterable(zip(*block, strict=True) for block in blocks)


def filed_blocks(
    connection: Connection, kind: str, columns: Sequence[str], those: Those = EVERY
) -> Iterator[Block]:
    """The rows of any kind, some at a time, by columns. Employees: each transfer is a row, which no month counts."""
    conditions, values = _conditions(kind, those)
    if kind in TABLES:
        return _numbered(connection, kind, columns, (), conditions, values)
    told = _TOLD[kind]
    conditions += [told.where] if told.where else []
    sql = (
        f"SELECT {', '.join(told.names.get(one, f't.{one}') for one in columns)} FROM {told.source} "
        f"{_where(conditions)} ORDER BY {told.order}"
    )
    return _blocks(driver(connection).execute(sql, values))


def _conditions(kind: str, those: Those) -> tuple[list[str], dict[str, object]]:
    found, values = [], dict[str, object]()
    if those.first is not None:
        found.append("t.period BETWEEN :first AND :last")
        values |= {"first": those.first, "last": those.last}
    if those.people is not None:
        places = [
            f"{place} IN (SELECT value FROM json_each(:people))"
            for place in _PEOPLE.get(kind, ("t.employee_id",))
        ]
        values["people"] = json.dumps(sorted(those.people))
        if those.team is not None and kind == "measures":
            places.append("t.team = :team")
            values["team"] = those.team
        found.append(f"({' OR '.join(places)})")
    return found, values


def _where(conditions: Sequence[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _numbered(
    connection: Connection,
    kind: str,
    columns: Sequence[str],
    before: Sequence[str],
    conditions: Sequence[str],
    values: Mapping[str, object],
) -> Iterator[Block]:
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
        f"{_where(conditions)} ORDER BY t.id"
    )
    for block in _blocks(driver(connection).execute(sql, values)):
        for at in named:
            # A look-up for each of three people costs less than three joins.
            block[at] = list(map(people.get, block[at]))
        yield block


def _blocks(cursor: sqlite3.Cursor) -> Iterator[list[Sequence[Any]]]:
    while rows := cursor.fetchmany(AT_ONCE):
        yield list(zip(*rows, strict=True))

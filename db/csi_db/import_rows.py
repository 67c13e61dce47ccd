"""The rows that an import brought: which of them may leave again, what holds the others, and how they leave.

All of a batch's rows that may leave stand in a temporary relation, ``leaving``; what holds some of them is asked of all
at once, and takes these out of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db import find_index
from csi_db.bulk import driver, rows_of

TABLES: Mapping[str, tuple[str, str]] = {
    "orders": ("work_order", "order_no"),
    "surveys": ("survey", "agency_ref"),
    "complaints": ("complaint", "complaint_no"),
}
"""Kinds whose rows leave the store → their table, and the column of the number that people call them by."""
ENTERED: Mapping[str, tuple[str, str]] = {
    "ratings": ("rating", "withdrawn"),
    "measures": ("measure_figure", "replaced"),
    "pay": ("pay_input", "replaced"),
}
"""Kinds whose rows are never deleted → their table, and what becomes of one that counts no more."""
_FACTS = {"orders": "order", "surveys": "survey", "complaints": "complaint"}
_OWN_PARTS = {"complaints": (("milestone_event", "complaint_id"),)}
"""What a row brought along, and takes along."""
_NAMED_TOGETHER = {"orders": (("work_order", "return_of_id"), ("work_order", "first_order_id"))}


class Held(NamedTuple):
    """A row that stays: its key, why, and what of it; ``why`` is a word of :data:`HOLDS`."""

    row_id: int
    why: str
    by: str


def _snapshots(*places: tuple[str, str]) -> str:
    return " UNION ".join(
        f"SELECT l.row_id, v.period FROM {table} s CROSS JOIN leaving l ON l.row_id = s.{column} "
        "CROSS JOIN month_revision v ON v.id = s.revision_id"
        for table, column in places
    )


def _facts(kind: str, parts: Sequence[str]) -> str:
    words = ", ".join(f"'{part}'" for part in parts)
    return " UNION ".join(
        f"SELECT l.row_id, v.period FROM {table} s CROSS JOIN leaving l ON l.row_id = s.fact_id "
        f"CROSS JOIN month_revision v ON v.id = s.revision_id WHERE s.kind IN ({words})"
        for table in ("snapshot_exclusion", "carried_row")
    )


def _struck(parts: Sequence[str]) -> str:
    words = ", ".join(f"'{part}'" for part in parts)
    return (
        "SELECT l.row_id, e.reason FROM exclusion e CROSS JOIN leaving l ON l.row_id = e.fact_id "
        f"WHERE e.kind IN ({words})"
    )


def _notes(kind: str, says: str) -> str:
    return (
        "SELECT l.row_id, '' FROM note n CROSS JOIN leaving l ON l.row_id = n.row_id "
        f"WHERE n.kind = '{kind}' AND n.says {says}"
    )


_APPEALS = "SELECT l.row_id, a.number FROM appeal a CROSS JOIN leaving l ON l.number = a.row_no"
_CONDUCT = "SELECT l.row_id, c.case_no FROM conduct_record c CROSS JOIN leaving l ON l.number = c.case_no"
_ORDER_PARTS = ("order", "times", "return")

HOLDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "orders": (
        (
            "month",
            _snapshots(
                ("snapshot_order", "order_id"),
                ("snapshot_return", "order_id"),
                ("snapshot_return", "return_id"),
                ("snapshot_charge_back", "order_id"),
                ("snapshot_charge_back", "return_id"),
            )
            + " UNION "
            + _facts("orders", _ORDER_PARTS),
        ),
        ("struck", _struck(_ORDER_PARTS)),
        (
            "survey",
            "SELECT l.row_id, c.agency_ref FROM survey c CROSS JOIN leaving l ON l.row_id = c.order_id",
        ),
        (
            "complaint",
            "SELECT l.row_id, c.complaint_no FROM complaint c CROSS JOIN leaving l ON l.row_id = c.order_id",
        ),
        ("note", _notes("order", "IS NOT NULL")),
        ("appeal", _APPEALS),
        ("conduct", _CONDUCT),
        (
            "return",
            "SELECT l.row_id, c.order_no FROM work_order c "
            "CROSS JOIN leaving l ON l.row_id = c.return_of_id OR l.row_id = c.first_order_id "
            "WHERE (c.return_of_id IS NOT NULL OR c.first_order_id IS NOT NULL) "
            "AND c.id NOT IN (SELECT row_id FROM leaving)",
        ),
    ),
    "surveys": (
        ("month", _snapshots(("snapshot_survey", "survey_id")) + " UNION " + _facts("surveys", ("survey",))),
        ("struck", _struck(("survey",))),
        ("changed", _notes("survey", "= 'answers'")),
        ("note", _notes("survey", "<> 'answers'")),
        ("appeal", _APPEALS),
    ),
    "complaints": (
        (
            "month",
            _snapshots(("snapshot_complaint", "complaint_id"))
            + " UNION "
            + _facts("complaints", ("complaint",)),
        ),
        ("struck", _struck(("complaint",))),
        (
            "changed",
            "SELECT l.row_id, '' FROM milestone_event e CROSS JOIN leaving l ON l.row_id = e.complaint_id "
            "CROSS JOIN complaint c ON c.id = e.complaint_id "
            "WHERE e.recorded_at <> c.recorded_at OR e.corrects_id IS NOT NULL OR e.note IS NOT NULL",
        ),
        *(
            ("worked", f"SELECT l.row_id, '' FROM {table} c CROSS JOIN leaving l ON l.row_id = c.{column}")
            for table, column in (
                ("complaint_round", "complaint_id"),
                ("complaint_round", "previous_id"),
                ("complaint_round", "first_id"),
                ("complaint_pause", "complaint_id"),
                ("complaint_handover", "complaint_id"),
                ("validity_step", "complaint_id"),
            )
        ),
        ("note", _notes("complaint", "IS NOT NULL")),
        ("appeal", _APPEALS),
        ("conduct", _CONDUCT),
    ),
}
"""Kind → why a row stays, and the statement that says which do, with what it is that holds each."""

PEOPLE: Mapping[str, str] = {
    "orders": "SELECT id AS row_id, agent_id, technician_id, parts_id, NULL FROM work_order",
    "surveys": "SELECT s.id AS row_id, o.agent_id, o.technician_id, o.parts_id, NULL "
    "FROM survey s JOIN work_order o ON o.id = s.order_id",
    "complaints": "SELECT c.id AS row_id, o.agent_id, o.technician_id, o.parts_id, c.handler_id "
    "FROM complaint c LEFT JOIN work_order o ON o.id = c.order_id",
}
"""Kind → whose figures each row may move."""


def gather(connection: Connection, kind: str, number: int) -> int:
    """Let the rows that an import brought stand in ``leaving``; answers how many they are."""
    table, name = TABLES[kind]
    own = driver(connection)
    own.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS leaving (row_id INTEGER PRIMARY KEY, number TEXT, digest TEXT)"
    )
    own.execute("CREATE INDEX IF NOT EXISTS temp.leaving_number ON leaving (number)")
    own.execute("DELETE FROM leaving")
    cursor = own.execute(
        f"INSERT INTO leaving SELECT id, {name}, import_digest FROM {table} WHERE import_id = ?", (number,)
    )
    return cursor.rowcount


def held_rows(connection: Connection, kind: str, number: int, own_people: Iterable[int]) -> Iterator[Held]:
    """Take what cannot leave from ``leaving``, and answer each of these with the first reason that was found.

    ``own_people``: the employees that the acting user is, whose own figures nobody changes.
    """
    own = driver(connection)
    changes = (
        "SELECT l.row_id, c.import_id FROM import_change c CROSS JOIN import_batch b ON b.id = c.import_id "
        f"CROSS JOIN leaving l ON l.row_id = c.row_id WHERE b.kind = '{kind}' AND c.import_id <> {int(number)}"
    )
    keys = ", ".join(str(int(key)) for key in own_people) or "NULL"
    of_own = (
        f"SELECT p.row_id, '' FROM ({PEOPLE[kind]}) p WHERE p.row_id IN (SELECT row_id FROM leaving) AND ("
        + " OR ".join(f"p.{column} IN ({keys})" for column in ("agent_id", "technician_id", "parts_id"))
        + (f" OR p.handler_id IN ({keys})" if kind == "complaints" else "")
        + ")"
    )
    holds = [*HOLDS[kind], ("revised", changes)]
    if keys != "NULL":
        holds.append(("own", of_own))
    holds += [("named", sql) for sql in named_by(connection, kind)]
    # What rests on a row that stays holds it: asked again until nothing more is held.
    while True:
        some = False
        for why, sql in holds:
            found: dict[int, str] = {}
            for row_id, by in own.execute(sql):
                found.setdefault(row_id, "" if by is None else str(by))
            if found:
                some = True
                own.execute(
                    "DELETE FROM leaving WHERE row_id IN (SELECT value FROM json_each(?))", (_keys(found),)
                )
                yield from (Held(row_id, why, by) for row_id, by in found.items())
        if not some:
            return


def hold(connection: Connection, row_ids: Iterable[int]) -> None:
    """Take some more rows from ``leaving``."""
    driver(connection).execute(
        "DELETE FROM leaving WHERE row_id IN (SELECT value FROM json_each(?))", (_keys(row_ids),)
    )


def named_by(connection: Connection, kind: str) -> list[str]:
    """Statements that say which rows of ``leaving`` any other row names, by what the store knows of references.

    Not what a row brought along, nor those that leave with it.
    """
    table, _number = TABLES[kind]
    found = []
    for (name,) in rows_of(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        for reference in rows_of(connection, f'PRAGMA foreign_key_list("{name}")'):
            column = reference[3]
            if reference[2] != table or (name, column) in _OWN_PARTS.get(kind, ()):
                continue
            together = (name, column) in _NAMED_TOGETHER.get(kind, ())
            stays = " WHERE c.id NOT IN (SELECT row_id FROM leaving)" if together else ""
            found.append(
                f"SELECT l.row_id, '' FROM {name} c CROSS JOIN leaving l ON l.row_id = c.{column}{stays}"
            )
    return found


def changed_versions(connection: Connection, kind: str) -> list[tuple[int, str, str]]:
    """Rows of ``leaving`` that were written since: key, number, and the digest that they came with."""
    if kind == "surveys":
        return []
    table, _number = TABLES[kind]
    return rows_of(
        connection,
        f"SELECT l.row_id, l.number, l.digest FROM leaving l JOIN {table} r ON r.id = l.row_id WHERE r.version > 1",
    )


def leave(connection: Connection, kind: str) -> tuple[int, list[str]]:
    """Let everything in ``leaving`` go, with what it brought along; answers how many, and their digests in order."""
    table, _number = TABLES[kind]
    own = driver(connection)
    rows = own.execute("SELECT row_id, digest FROM leaving ORDER BY row_id").fetchall()
    source = next((one for one in find_index.SOURCES if one.table == table), None)
    if source is not None:
        find_index.forget(own, source, [key for key, _digest in rows])
    for part, column in _OWN_PARTS.get(kind, ()):
        own.execute(f"DELETE FROM {part} WHERE {column} IN (SELECT row_id FROM leaving)")
    own.execute(f"DELETE FROM {table} WHERE id IN (SELECT row_id FROM leaving)")
    if source is not None:
        find_index.shorten(own, source)
    own.execute("DELETE FROM leaving")
    return len(rows), [str(digest) for _key, digest in rows]


def forget_strays(connection: Connection, number: int) -> None:
    """Surveys without an order that an import left a note of, as if it had never come."""
    driver(connection).execute("DELETE FROM unmatched_survey WHERE import_id = ?", (number,))


def numbers_of(connection: Connection, kind: str, keys: Sequence[int]) -> dict[int, str]:
    """Key → number of some rows."""
    table, name = TABLES[kind]
    return dict(
        rows_of(
            connection,
            f"SELECT id, {name} FROM {table} WHERE id IN (SELECT value FROM json_each(:keys))",
            {"keys": json.dumps(list(keys))},
        )
    )


def _keys(keys: Iterable[int]) -> str:
    return json.dumps(list(keys))


# --- What is entered of people: it stays, and counts no more ---------------------------------------------------------


def entered_of(connection: Connection, kind: str, number: int) -> list[dict[str, Any]]:
    """The figures, ratings or amounts that an import brought, as their columns; oldest first."""
    table, _ended = ENTERED[kind]
    cursor = driver(connection).execute(f"SELECT * FROM {table} WHERE import_id = ? ORDER BY id", (number,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def end_entered(connection: Connection, kind: str, keys: Sequence[int], by: Mapping[str, object]) -> None:
    """Let figures, ratings or amounts count no more; ``by``: ``at``, ``user_id``, ``account`` and ``reason``."""
    table, ended = ENTERED[kind]
    driver(connection).execute(
        f"UPDATE {table} SET {ended}_at = :at, {ended}_by_id = :user_id, {ended}_account = :account, "
        f"{ended}_reason = :reason WHERE id IN (SELECT value FROM json_each(:keys))",
        {**by, "keys": _keys(keys)},
    )


# --- How many there should be ----------------------------------------------------------------------------------------


def counted(connection: Connection, kind: str) -> dict[int, int]:
    """Import → how many rows of a kind name it."""
    table, _number = TABLES[kind]
    return dict(
        rows_of(
            connection,
            f"SELECT import_id, COUNT(*) FROM {table} WHERE import_id IS NOT NULL GROUP BY import_id",
        )
    )


def changes_counted(connection: Connection) -> dict[int, int]:
    """Import → how many changes are kept of it."""
    return dict(rows_of(connection, "SELECT import_id, COUNT(*) FROM import_change GROUP BY import_id"))


def gathered(connection: Connection) -> list[tuple[int, str]]:
    """Key and number of what stands in ``leaving``."""
    return [
        (key, name) for key, name in rows_of(connection, "SELECT row_id, number FROM leaving ORDER BY row_id")
    ]

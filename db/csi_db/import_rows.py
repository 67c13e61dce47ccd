"""The rows that an import brought: which of them may leave again, what holds the others, and how they leave.

All of a batch's rows that may leave stand in a temporary relation, ``leaving``; what holds some of them is asked of all
at once, and takes these out of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from csi_db import find_index
from csi_db.bulk import driver, rows_of
from csi_db.import_holds import HOLDS, PEOPLE, Held

TABLES: Mapping[str, tuple[str, str]] = {
    "orders": ("work_order", "order_no"),
    "surveys": ("survey", "agency_ref"),
    "complaints": ("complaint", "complaint_no"),
}
"""Kinds whose rows leave the store → their table, and the column of the number that people call them by."""
_OWN_PARTS = {"complaints": (("milestone_event", "complaint_id"),)}
"""What a row brought along, and takes along."""
_NAMED_TOGETHER = {"orders": (("work_order", "return_of_id"), ("work_order", "first_order_id"))}


def put_import(connection: Connection, kind: str, key: int, number: int, digest: str) -> None:
    """Let a row be one of an import, with the digest by which it is known."""
    table, _number = TABLES[kind]
    driver(connection).execute(
        f"UPDATE {table} SET import_id = ?, import_digest = ? WHERE id = ?", (number, digest, key)
    )


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
    holds = [*HOLDS[kind], ("revised", changes)]
    holds += [("named", sql) for sql in named_by(connection, kind)]
    own_rows = of_people(connection, kind, list(own_people))
    hold(connection, own_rows)
    yield from (Held(key, "own", "") for key in sorted(own_rows))
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


def gather_rows(connection: Connection, kind: str, keys: Iterable[int]) -> None:
    """Let some rows stand in ``leaving``, whichever import brought them."""
    table, name = TABLES[kind]
    gather(connection, kind, 0)
    driver(connection).execute(
        f"INSERT INTO leaving SELECT id, {name}, import_digest FROM {table} "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (_keys(keys),),
    )


def judged(connection: Connection, kind: str) -> dict[int, int]:
    """Row of ``leaving`` → a month that was published with it."""
    sql = next(sql for why, sql in HOLDS[kind] if why == "month")
    return dict(driver(connection).execute(sql))


def of_people(connection: Connection, kind: str, people: Sequence[int]) -> set[int]:
    """The rows of ``leaving`` that may move a figure of some people."""
    if not people:
        return set()
    keys = ", ".join(str(int(key)) for key in people)
    places = ("agent_id", "technician_id", "parts_id", *(("handler_id",) if kind == "complaints" else ()))
    anybody = " OR ".join(f"p.{place} IN ({keys})" for place in places)
    sql = (
        f"SELECT p.row_id FROM ({PEOPLE[kind]}) p "
        f"WHERE p.row_id IN (SELECT row_id FROM leaving) AND ({anybody})"
    )
    return {key for (key,) in driver(connection).execute(sql)}


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


def gathered(connection: Connection) -> list[tuple[int, str]]:
    """Key and number of what stands in ``leaving``."""
    return [
        (key, name) for key, name in rows_of(connection, "SELECT row_id, number FROM leaving ORDER BY row_id")
    ]


def rows_by_import(connection: Connection, kind: str) -> dict[int, int]:
    """Import → how many rows of a kind name it."""
    table, _number = TABLES[kind]
    return dict(
        rows_of(
            connection,
            f"SELECT import_id, COUNT(*) FROM {table} WHERE import_id IS NOT NULL GROUP BY import_id",
        )
    )

"""People who left: where their names stand, and how a pseudonym takes the place of each (docs/decisions/0073).

A name stands on the person's row, on stored cards and settled pay sheets, in what files brought, and in the words of
others. What was written about the person goes as a whole.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db import find_index, manifest, seals, sqlite_only
from csi_db.bulk import driver, rows_of
from csi_db.procedure_records import ProcedureRecord


class Leaver(NamedTuple):
    """Somebody who left; ``held_up``: ``user``, ``appeal``, ``waiting`` or ``month``, what is still open, or empty."""

    id: int
    employee_no: str
    name: str
    left_on: str
    held_up: str


_LEAVERS = """
    SELECT e.id, e.employee_no, e.name, e.left_on, CASE
        WHEN EXISTS (SELECT 1 FROM app_user u WHERE u.employee_id = e.id AND u.active) THEN 'user'
        WHEN EXISTS (SELECT 1 FROM appeal a WHERE a.employee_id = e.id AND a.state <> 'closed') THEN 'appeal'
        WHEN EXISTS (SELECT 1 FROM waiting_act a WHERE a.outcome IS NULL
            AND (a.employee_id = e.id OR a.subject = e.employee_no)) THEN 'waiting'
        WHEN EXISTS (SELECT 1 FROM card c JOIN month m ON m.revision_id = c.revision_id
            WHERE c.employee_id = e.id AND m.state <> 'frozen') THEN 'month'
        ELSE '' END
    FROM employee e WHERE e.left_on < :before AND e.name NOT LIKE :pseudonym ORDER BY e.left_on, e.employee_no"""


def leavers(connection: Connection, before: date, pseudonym: str) -> list[Leaver]:
    """Who left before a day, the longest ago first; ``pseudonym``: how the names look of those who bear one."""
    found = rows_of(connection, _LEAVERS, {"before": before.isoformat(), "pseudonym": pseudonym})
    return [Leaver._make(row) for row in found]


def pseudonyms(connection: Connection, pseudonym: str) -> list[str]:
    """The names that look like a pseudonym."""
    found = rows_of(
        connection, "SELECT name FROM employee WHERE name LIKE :pseudonym", {"pseudonym": pseudonym}
    )
    return [name for (name,) in found]


class Column(NamedTuple):
    """A column of words, and the record of the procedure that it belongs to, by the column of its key."""

    table: str
    column: str
    record: str = ""
    key: str = "rowid"


ABOUT: Mapping[Column, str] = {
    Column("appeal", "reason", "appeal"): "t.employee_id = :employee",
    Column("appeal", "evidence", "appeal"): "t.employee_id = :employee",
    Column("appeal_step", "text", "appeal", "appeal_id"): (
        "t.appeal_id IN (SELECT id FROM appeal WHERE employee_id = :employee)"
    ),
    Column("card_receipt", "note", "card_receipt"): "t.employee_id = :employee",
    Column("adjustment", "reason", "adjustment"): "t.employee_id = :employee",
    Column("adjustment", "evidence", "adjustment"): "t.employee_id = :employee",
    Column("adjustment", "withdrawn_reason", "adjustment"): "t.employee_id = :employee",
    Column("conduct_record", "note"): "t.employee_id = :employee",
    Column("conduct_record", "withdrawn_reason"): "t.employee_id = :employee",
    Column("rating", "withdrawn_reason"): "t.employee_id = :employee",
    Column("measure_figure", "replaced_reason"): "t.employee_id = :employee",
    Column("pay_input", "replaced_reason"): "t.employee_id = :employee",
    Column("waiting_act", "reason"): "t.employee_id = :employee",
    Column("waiting_act", "answer"): "t.employee_id = :employee",
    Column("talk", "strengths"): "t.employee_id = :employee",
    Column("talk", "problems"): "t.employee_id = :employee",
    Column("talk", "direction"): "t.employee_id = :employee",
    Column("talk_line", "words"): "t.talk_id IN (SELECT id FROM talk WHERE employee_id = :employee)",
}
"""Words about a person, whatever they say → which rows are; they go as a whole."""
NAMING: tuple[Column, ...] = (
    *ABOUT,
    Column("exclusion", "reason", "exclusion"),
    Column("exclusion", "evidence", "exclusion"),
    Column("exclusion", "restored_reason", "exclusion"),
    Column("month_step", "reason", "month_step"),
    Column("sign_off", "reason", "sign_off"),
    Column("sample_finding", "note", "sample", "sample_id"),
    Column("clock_confirmation", "reason", "clock_confirmation"),
    Column("finding_dismissal", "reason"),
    Column("month_conclusion", "words"),
    Column("meeting_line", "words"),
    Column("meeting_line", "promised"),
    Column("import_undo", "reason"),
    Column("import_mapping", "withdrawn_reason"),
    Column("note", "words"),
    Column("note", "evidence"),
    Column("note", "was"),
    Column("milestone_event", "note"),
    Column("complaint", "status_reason"),
    Column("complaint", "said"),
    Column("complaint", "agreed"),
    Column("complaint_round", "reason"),
    Column("complaint_pause", "proof"),
    Column("complaint_handover", "reason"),
    Column("validity_step", "reason"),
    Column("work_order", "fault"),
)
"""Words of others that may name a person: the pseudonym stands in place of the name alone."""


class Renamed(NamedTuple):
    """What became of a person's name.

    Attributes:
        cards, seals: month and number of a revision, as ``202601/1`` → digest over its cards, and over its seals,
            before and afterwards; of a revision without a seal no seal.
        records: of the procedure, whose rows say something else now.
        words: how many texts were changed, cards and sheets aside.
        kept: names that somebody else bears too, so that words that name them stay.
    """

    cards: dict[str, tuple[str, str]]
    seals: dict[str, tuple[str, str]]
    records: tuple[ProcedureRecord, ...]
    words: int
    kept: tuple[str, ...]


def rename(connection: Connection, employee_id: int, pseudonym: str, mark: str) -> Renamed:
    """Put a pseudonym in the place of a person's name wherever it stands, within the transaction of the caller.

    Frozen cards are written anew with their seals; the guards of the store are put aside for it, and put back.
    ``mark``: what stands in place of words about the person. The index by which rows are found is emptied.
    """
    own = driver(connection)
    own.execute("PRAGMA secure_delete = ON")
    with _guards_aside(own):
        names = set(_own_names(own, employee_id))
        cards, sealed, on_cards = _rename_cards(connection, employee_id, pseudonym)
        sheets, on_sheets = _rename_sheets(own, employee_id, pseudonym)
        names |= on_cards | on_sheets | _rename_files(own, employee_id, pseudonym)
        names.discard(pseudonym)
        shared = {name for name in names if _others_called(own, employee_id, name)}
        records = {ProcedureRecord("pay_settlement", key) for key in sheets}
        words = 0
        for column, whose in ABOUT.items():
            changed = _about(own, column, whose, employee_id, mark)
            words += len(changed)
            records |= _records(column, changed)
        for column in NAMING:
            changed = _naming(own, column, names - shared, pseudonym)
            words += len(changed)
            records |= _records(column, changed)
        own.execute("UPDATE employee SET name = ? WHERE id = ?", (pseudonym, employee_id))
        own.execute(
            "UPDATE app_user SET name = ? WHERE employee_id = ? AND NOT active", (pseudonym, employee_id)
        )
        _forget_texts_before(own, names)
    find_index.begin_anew(own)
    return Renamed(
        cards=cards, seals=sealed, records=tuple(sorted(records)), words=words, kept=tuple(sorted(shared))
    )


@contextmanager
def _guards_aside(own: sqlite3.Connection) -> Iterator[None]:
    """Frozen months and records are guarded by the store itself; what two people do here is done past that, once."""
    tables = {"card", "month_seal", "pay_sheet", *(column.table for column in NAMING)}
    found = own.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(tables)),),
    ).fetchall()
    ours = set(sqlite_only.triggers())
    aside = [(name, sql) for name, sql in found if sql in ours]
    for name, _sql in aside:
        own.execute(f'DROP TRIGGER "{name}"')
    yield
    for _name, sql in aside:
        own.execute(sql)


def _own_names(own: sqlite3.Connection, employee_id: int) -> Iterator[str]:
    yield from (name for (name,) in own.execute("SELECT name FROM employee WHERE id = ?", (employee_id,)))
    users = "SELECT name FROM app_user WHERE employee_id = ? AND NOT active"
    yield from (name for (name,) in own.execute(users, (employee_id,)))


def _named(body: str, pseudonym: str) -> tuple[str, str]:
    """A card or sheet under the pseudonym, to the letter as it was but for that; and the name that stood there."""
    former = str(json.loads(body)["name"])
    before, after = (f'"name": {json.dumps(name, ensure_ascii=False)}' for name in (former, pseudonym))
    return body.replace(before, after, 1), former


def _rename_cards(
    connection: Connection, employee_id: int, pseudonym: str
) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]], set[str]]:
    own = driver(connection)
    cards, sealed, names = {}, {}, set()
    rows = own.execute(
        "SELECT c.revision_id, r.period, r.number, c.body FROM card c JOIN month_revision r ON r.id = c.revision_id "
        "WHERE c.employee_id = ? ORDER BY 1",
        (employee_id,),
    ).fetchall()
    for revision_id, period, number, body in rows:
        called = f"{period}/{number}"
        before = manifest.digest_of_cards(connection, revision_id)
        seal = seals.digest_of(connection, revision_id)
        anew, former = _named(body, pseudonym)
        names.add(former)
        own.execute(
            "UPDATE card SET body = ? WHERE revision_id = ? AND employee_id = ?",
            (anew, revision_id, employee_id),
        )
        cards[called] = (before, manifest.digest_of_cards(connection, revision_id))
        if seal is not None:
            sealed[called] = (seal, seals.keep_anew(connection, "card", revision_id))
    return cards, sealed, names


def _rename_sheets(own: sqlite3.Connection, employee_id: int, pseudonym: str) -> tuple[list[int], set[str]]:
    names = set()
    rows = own.execute(
        "SELECT settlement_id, body FROM pay_sheet WHERE employee_id = ?", (employee_id,)
    ).fetchall()
    for settlement, body in rows:
        anew, former = _named(body, pseudonym)
        names.add(former)
        own.execute(
            "UPDATE pay_sheet SET body = ? WHERE settlement_id = ? AND employee_id = ?",
            (anew, settlement, employee_id),
        )
    return [settlement for settlement, _body in rows], names


def _rename_files(own: sqlite3.Connection, employee_id: int, pseudonym: str) -> set[str]:
    """What is kept of the person's rows in files, so that an import can be undone."""
    names = set()
    rows = own.execute(
        "SELECT c.import_id, c.row_id, c.before, c.after FROM import_change c "
        "JOIN import_batch b ON b.id = c.import_id JOIN assignment a ON a.id = c.row_id "
        "WHERE b.kind = 'employees' AND a.employee_id = ?",
        (employee_id,),
    ).fetchall()
    for number, row, *both in rows:
        told = [None if one is None else json.loads(one) for one in both]
        for person in (one["employee"] for one in told if one and one.get("employee")):
            names.add(str(person["name"]))
            person["name"] = pseudonym
        own.execute(
            "UPDATE import_change SET before = ?, after = ? WHERE import_id = ? AND row_id = ?",
            (*(None if one is None else json.dumps(one, ensure_ascii=False) for one in told), number, row),
        )
    return names


def _others_called(own: sqlite3.Connection, employee_id: int, name: str) -> bool:
    found = own.execute("SELECT 1 FROM employee WHERE name = ? AND id <> ?", (name, employee_id)).fetchone()
    return found is not None


def _about(own: sqlite3.Connection, column: Column, whose: str, employee_id: int, mark: str) -> list[int]:
    rows = own.execute(
        f"SELECT t.rowid, t.{column.key} FROM {column.table} t WHERE {whose} AND t.{column.column} <> ''",
        {"employee": employee_id},
    ).fetchall()
    own.executemany(
        f"UPDATE {column.table} SET {column.column} = ? WHERE rowid = ?", [(mark, row) for row, _key in rows]
    )
    return [key for _row, key in rows]


def _naming(own: sqlite3.Connection, column: Column, names: Iterable[str], pseudonym: str) -> list[int]:
    keys: list[int] = []
    for name in names:
        wanted = f"t.rowid, t.{column.key}, t.{column.column}"
        naming = f"SELECT {wanted} FROM {column.table} t WHERE instr(t.{column.column}, ?)"
        rows = own.execute(naming, (name,)).fetchall()
        for row, key, text in rows:
            anew = _whole(name).sub(lambda _found: pseudonym, text)
            if anew != text:
                own.execute(f"UPDATE {column.table} SET {column.column} = ? WHERE rowid = ?", (anew, row))
                keys.append(key)
    return keys


def _whole(name: str) -> re.Pattern[str]:
    """A name as a whole: one in Latin letters is a part of other words."""
    before = r"(?<![A-Za-z0-9])" if name[:1].isascii() else ""
    after = r"(?![A-Za-z0-9])" if name[-1:].isascii() else ""
    return re.compile(f"{before}{re.escape(name)}{after}")


def _records(column: Column, keys: Sequence[int]) -> set[ProcedureRecord]:
    return {ProcedureRecord(column.record, key) for key in keys} if column.record else set()


def _forget_texts_before(own: sqlite3.Connection, names: Iterable[str]) -> None:
    """What could be taken back for a quarter of an hour."""
    for name in names:
        own.execute("DELETE FROM text_before WHERE instr(texts, ?)", (name,))

"""What the store holds of a row's history: entries of the audit trail about it, and the words that were kept beside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db import person_history
from csi_db.audit_rows import EntryRow
from csi_db.bulk import driver, rows_of
from csi_db.import_rows import TABLES
from csi_db.named_rows import named


class HistoryRow(NamedTuple):
    """A row that has a history; instants as the store's UTC text. ``import_id``: the file that it came by."""

    kind: str
    key: int
    number: str
    recorded_at: str | None
    import_id: int | None


class Words(NamedTuple):
    """Words that a person gave when something was done; ``action``: that of the entry which they belong to.

    ``mark``: what tells several entries of one action apart (a milestone's kind, the number of an act), else empty.
    """

    action: str
    mark: str
    at: str
    user_id: int
    words: str
    evidence: str


class ImportOfRow(NamedTuple):
    """A file that brought or changed a row: when it began to come in, and the number of its entry in the trail.

    ``before``, ``after``: of somebody's row, what stood there and what it left, as JSON.
    """

    number: int
    file_name: str
    kind: str
    user_id: int
    began: str
    entry: int | None
    account: str | None
    ended: str | None
    before: str | None
    after: str | None


_KINDS = {"orders": "order", "surveys": "survey", "complaints": "complaint"}
_FIELDS = ", ".join(f"e.{name}" for name in EntryRow._fields)
_NOTED = {
    "note": ("write-note",),
    "receipt": ("correct-receipt",),
    "answers": ("correct-survey", "put-back"),
    "number": ("renumber-order",),
    "handler": ("correct-handler",),
}
_OF_A_COMPLAINT = (
    "SELECT 'assign-complaint', '', at, recorded_by_id, reason, '' FROM complaint_handover WHERE complaint_id = :key",
    "SELECT CASE WHEN corrects_id IS NULL THEN 'milestone' ELSE 'correct-milestone' END, kind, recorded_at, "
    "recorded_by_id, note, '' FROM milestone_event WHERE complaint_id = :key",
    "SELECT 'pause', reason, starts_at, started_by_id, proof, '' FROM complaint_pause WHERE complaint_id = :key",
    "SELECT 'reopen', '', recorded_at, recorded_by_id, reason, '' FROM complaint_round WHERE previous_id = :key",
    "SELECT CASE step WHEN 'proposed' THEN 'propose-validity' WHEN 'confirmed' THEN 'confirm-validity' "
    "ELSE 'reject-validity' END, '', at, user_id, reason, '' FROM validity_step WHERE complaint_id = :key",
)
_WAITED = (
    "SELECT CASE outcome WHEN 'alone' THEN 'act-alone' ELSE 'propose-act' END, CAST(id AS TEXT), at, user_id, reason, "
    "'' FROM waiting_act WHERE subject = :number",
    "SELECT CASE outcome WHEN 'confirmed' THEN 'confirm-act' WHEN 'withdrawn' THEN 'withdraw-act' "
    "ELSE 'reject-act' END, CAST(id AS TEXT), answered_at, answered_by_id, answer, '' FROM waiting_act "
    "WHERE subject = :number AND answered_at IS NOT NULL",
)
_STRUCK = {"order": ("order", "times", "return"), "survey": ("survey",), "complaint": ("complaint",)}


def row_of(connection: Connection, number: str) -> list[HistoryRow]:
    """The rows of a number: an order, a survey, a complaint, somebody's; of an order also by a number it once had."""
    statements = [
        f"SELECT '{_KINDS[kind]}', id, {column}, recorded_at, import_id FROM {table} WHERE {column} = :number"
        for kind, (table, column) in TABLES.items()
    ]
    statements.append(
        "SELECT 'employee', id, employee_no, NULL, NULL FROM employee WHERE employee_no = :number"
    )
    sql = " UNION ALL ".join(statements)
    found = [HistoryRow._make(row) for row in rows_of(connection, sql, {"number": number})]
    return found or _once_called(connection, number)


def _once_called(connection: Connection, number: str) -> list[HistoryRow]:
    sql = (
        "SELECT DISTINCT 'order', o.id, o.order_no, o.recorded_at, o.import_id FROM note n JOIN work_order o "
        "ON o.id = n.row_id WHERE n.kind = 'order' AND n.row_id IS NOT NULL AND n.says = 'number' AND n.was = :number"
    )
    return [HistoryRow._make(row) for row in rows_of(connection, sql, {"number": number})]


def rounds_of(connection: Connection, key: int) -> list[HistoryRow]:
    """A complaint with its other rounds, the first one first."""
    sql = """
        WITH first AS (SELECT COALESCE((SELECT first_id FROM complaint_round WHERE complaint_id = :key), :key) AS id)
        SELECT 'complaint', c.id, c.complaint_no, c.recorded_at, c.import_id FROM first JOIN complaint c
        ON c.id = first.id OR c.id IN (SELECT complaint_id FROM complaint_round WHERE first_id = first.id)
        ORDER BY c.id
    """
    return [HistoryRow._make(row) for row in rows_of(connection, sql, {"key": key})]


def entries_about(connection: Connection, subject: str, before: int | None = None) -> list[EntryRow]:
    """The entries about a subject in their order, none from the number ``before`` on; of the erasure of a customer
    whichever row it bears."""
    sql = (
        f"SELECT {_FIELDS} FROM audit_entry e WHERE (e.subject = ? OR e.seq IN (SELECT a.seq FROM audit_entry a, "
        "json_each(json_array(json_extract(a.detail, '$.orders'), json_extract(a.detail, '$.complaints'))) l, "
        "json_each(l.value) n WHERE a.action = 'erase-customer' AND json_valid(a.detail) AND n.value = ?)) "
        "AND e.seq < ? ORDER BY e.seq"
    )
    values = (subject, subject, before if before is not None else 1 << 62)
    return named(driver(connection).execute(sql, values), EntryRow)


def entries_beginning(connection: Connection, start: str) -> list[EntryRow]:
    """The entries about subjects that begin so, in their order."""
    sql = f"SELECT {_FIELDS} FROM audit_entry e WHERE e.subject >= ? AND e.subject < ? ORDER BY e.seq"
    return named(driver(connection).execute(sql, (start, start + "\U0010ffff")), EntryRow)


def words_of(connection: Connection, row: HistoryRow) -> list[Words]:
    """What people wrote when they did something to a row, in the order of the instants."""
    statements = [
        (
            f"SELECT '{action}', '', at, user_id, words, COALESCE(evidence, '') FROM note "
            f"WHERE kind = :kind AND row_id = :key AND says = '{says}'"
        )
        for says, actions in _NOTED.items()
        for action in actions
    ]
    statements += _OF_A_COMPLAINT if row.kind == "complaint" else ()
    statements += person_history.WORDS if row.kind == "employee" else ()
    kinds = ", ".join(f"'{kind}'" for kind in _STRUCK.get(row.kind, ()))
    statements += [
        f"SELECT 'strike-out', kind, at, user_id, reason, evidence FROM exclusion WHERE kind IN ({kinds}) "
        "AND fact_id = :key",
        "SELECT 'restore-row', kind, restored_at, restored_by_id, restored_reason, '' FROM exclusion "
        f"WHERE kind IN ({kinds}) AND fact_id = :key AND restored_at IS NOT NULL",
        "SELECT 'dismiss-finding', code, at, user_id, reason, beside FROM finding_dismissal WHERE number = :number",
        *_WAITED,
    ]
    values = {"kind": row.kind, "key": row.key, "number": row.number}
    found: list[Words] = []
    for sql in statements:
        found += [Words._make(one) for one in rows_of(connection, sql, values) if one[4]]
    return sorted(found, key=lambda one: one.at)


def imports_of(connection: Connection, row: HistoryRow) -> list[ImportOfRow]:
    """The files that brought a row or changed it, by number; what was undone is not among them."""
    kinds = {"order": "orders", "survey": "surveys", "complaint": "complaints"}
    if row.kind == "employee":
        wanted = (
            "SELECT c.import_id AS id, c.before, c.after FROM import_batch b CROSS JOIN assignment a "
            "CROSS JOIN import_change c ON c.import_id = b.id AND c.row_id = a.id "
            "WHERE b.kind = 'employees' AND a.employee_id = :key"
        )
    else:
        wanted = (
            "SELECT c.import_id AS id, NULL AS before, NULL AS after FROM import_batch b CROSS JOIN import_change c "
            "ON c.import_id = b.id AND c.row_id = :key WHERE b.kind = :kind "
            "UNION SELECT :import, NULL, NULL WHERE :import IS NOT NULL"
        )
    values = {"key": row.key, "kind": kinds.get(row.kind, ""), "import": row.import_id}
    return _imports(connection, wanted, values)


def imports_named(connection: Connection, numbers: Sequence[int]) -> list[ImportOfRow]:
    """Files by their numbers."""
    wanted = "SELECT value AS id, NULL AS before, NULL AS after FROM json_each(:numbers)"
    return _imports(connection, wanted, {"numbers": json.dumps(list(numbers))})


def _imports(connection: Connection, wanted: str, values: dict[str, Any]) -> list[ImportOfRow]:
    sql = (
        "SELECT b.id, b.file_name, b.kind, b.user_id, b.imported_at, e.seq, e.account, e.at, w.before, w.after "
        f"FROM ({wanted}) w JOIN import_batch b ON b.id = w.id "
        "LEFT JOIN audit_entry e ON e.subject = CAST(b.id AS TEXT) AND e.action = 'import' ORDER BY b.id, e.seq"
    )
    return [ImportOfRow._make(one) for one in rows_of(connection, sql, values)]


def numbers_once_of(connection: Connection, number: str) -> list[str]:
    """A number, and where an order bears it those that it had before."""
    sql = (
        "SELECT n.was FROM work_order o JOIN note n ON n.kind = 'order' AND n.row_id = o.id AND n.says = 'number' "
        "WHERE o.order_no = :number"
    )
    return [number, *(was for (was,) in rows_of(connection, sql, {"number": number}))]


def texts_of_order(connection: Connection, key: int, fields: Iterable[str]) -> dict[str, str | None]:
    """What stands in some fields of an order that hold texts."""
    names = sorted(fields)
    ((*values,),) = rows_of(
        connection, f"SELECT {', '.join(names)} FROM work_order WHERE id = :key", {"key": key}
    )
    return dict(zip(names, values, strict=True))


def accounts_of_users(connection: Connection) -> dict[int, tuple[str, str | None]]:
    """User → name, and the operating-system account that is theirs."""
    return {
        key: (name, account)
        for key, name, account in rows_of(connection, "SELECT id, name, account FROM app_user")
    }


def names_of_employees(connection: Connection) -> dict[str, str]:
    """Number of an employee → name."""
    return dict(rows_of(connection, "SELECT employee_no, name FROM employee"))


def numbers_of_employees(connection: Connection) -> dict[int, str]:
    """Key of an employee → number."""
    return dict(rows_of(connection, "SELECT id, employee_no FROM employee"))

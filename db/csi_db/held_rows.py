"""The rows as they lie in the store, against what the audit trail holds of them (:mod:`csi_db.row_ledger`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from csi_db import audit_rows, row_ledger
from csi_db.bulk import rows_of
from csi_db.row_ledger import KEYS, MODULUS, Sums

MOST = 20
"""Rows of a table that are named."""

Altered = Literal["changed", "missing", "added"]


class AlteredRow(NamedTuple):
    """A row that is not as the trail holds it: its table, the key by which it lies in the grid, and what was done."""

    table: str
    key: int
    altered: Altered


def altered_rows(connection: Connection) -> Iterator[AlteredRow]:
    """Rows that are not as the trail holds them, up to :data:`MOST` of a table.

    One that was changed is named, and so are several that lie in lines and columns of their own; of others all that
    lie where such a line and such a column meet.
    """
    held = _held(connection)
    for table in KEYS:
        found = row_ledger.sums_of(connection, table)
        for at, amount in held.get(table, {}).items():
            found[at] -= amount
        differences = {at: amount % MODULUS for at, amount in found.items() if amount % MODULUS}
        if differences:
            yield from islice(_rows(connection, table, differences), MOST)


def _held(connection: Connection) -> dict[str, Sums]:
    """The sums that the entries of the trail come to; one that cannot be read is told of by itself."""
    sums: dict[str, Sums] = defaultdict(lambda: defaultdict(int))
    for _seq, told in audit_rows.held(connection):
        try:
            changed = row_ledger.read_sums(told)
        except (ValueError, TypeError, AttributeError):
            continue
        for table, amounts in changed.items():
            of_table = sums[table]
            for at, amount in amounts.items():
                of_table[at] += amount
    return sums


def _rows(connection: Connection, table: str, differences: Sums) -> Iterator[AlteredRow]:
    lines = {at: amount for at, amount in sorted(differences.items()) if at % 2 == 0}
    columns = {at: amount for at, amount in sorted(differences.items()) if at % 2}
    for line, amount in list(lines.items()):
        same = [column for column, other in columns.items() if other == amount]
        if len(same) == 1:
            del lines[line], columns[same[0]]
            yield from _row(connection, table, row_ledger.key_at(line, same[0]), amount)
    alone = min(len(lines), len(columns)) == 1
    for line, of_line in lines.items():
        for column, of_column in columns.items():
            key = row_ledger.key_at(line, column)
            if alone or _digests(connection, table, key):
                # Of a line that meets several columns each of them has a row.
                yield from _row(connection, table, key, of_column if len(lines) == 1 else of_line)


def _row(connection: Connection, table: str, key: int, difference: int) -> Iterator[AlteredRow]:
    there = _digests(connection, table, key)
    if difference in there:
        yield AlteredRow(table, key, "added")
    elif there:
        yield AlteredRow(table, key, "changed")
    else:
        yield AlteredRow(table, key, "missing")


def _digests(connection: Connection, table: str, key: int) -> list[int]:
    return [
        row_ledger.digest(table, row)
        for _key, row in row_ledger.rows_of(
            connection, table, row_ledger.columns_of(table), blobs=True, key=key
        )
    ]


def known_by(connection: Connection, row: AlteredRow) -> str:
    """What people know a row by: a number, a name, a month as ``202601``; empty where it is gone, or has none."""
    found = rows_of(connection, _CALLED[row.table], {"key": row.key})
    return "" if not found or found[0][0] is None else str(found[0][0])


def _of_complaint(table: str, key: str = "id") -> str:
    return (
        f"SELECT c.complaint_no FROM {table} t JOIN complaint c ON c.id = t.complaint_id WHERE t.{key} = :key"
    )


def _of_employee(table: str) -> str:
    return f"SELECT e.employee_no FROM {table} t JOIN employee e ON e.id = t.employee_id WHERE t.id = :key"


_CALLED: dict[str, str] = {
    "app_user": "SELECT name FROM app_user WHERE id = :key",
    "assignment": _of_employee("assignment"),
    "calendar_day": "SELECT day FROM calendar_day WHERE id = :key",
    "calendar_version": "SELECT id FROM calendar_version WHERE id = :key",
    "calendar_year": "SELECT year FROM calendar_year WHERE id = :key",
    "complaint": "SELECT complaint_no FROM complaint WHERE id = :key",
    "complaint_handover": _of_complaint("complaint_handover"),
    "complaint_pause": _of_complaint("complaint_pause"),
    "complaint_round": _of_complaint("complaint_round", "complaint_id"),
    "conduct_record": _of_employee("conduct_record"),
    "employee": "SELECT employee_no FROM employee WHERE id = :key",
    "finding_dismissal": "SELECT number FROM finding_dismissal WHERE id = :key",
    "import_batch": "SELECT file_name FROM import_batch WHERE id = :key",
    "import_change": "SELECT file_name FROM import_batch WHERE id = :key",
    "import_mapping": "SELECT kind FROM import_mapping WHERE id = :key",
    "import_undo": "SELECT import_id FROM import_undo WHERE id = :key",
    "measure_figure": "SELECT COALESCE(e.employee_no, t.team) FROM measure_figure t "
    "LEFT JOIN employee e ON e.id = t.employee_id WHERE t.id = :key",
    "meeting_line": "SELECT week FROM meeting_line WHERE id = :key",
    "milestone_event": _of_complaint("milestone_event"),
    "month": "SELECT period FROM month WHERE period = :key",
    "month_conclusion": "SELECT period FROM month_conclusion WHERE id = :key",
    "month_plan": "SELECT period FROM month_plan WHERE id = :key",
    "month_revision": "SELECT period FROM month_revision WHERE id = :key",
    "pay_input": _of_employee("pay_input"),
    "rating": _of_employee("rating"),
    "scheme_version": "SELECT scheme_id FROM scheme_version WHERE id = :key",
    "site": "SELECT code FROM site WHERE id = :key",
    "survey": "SELECT agency_ref FROM survey WHERE id = :key",
    "talk": _of_employee("talk"),
    "talk_line": "SELECT e.employee_no FROM talk_line t JOIN talk k ON k.id = t.talk_id "
    "JOIN employee e ON e.id = k.employee_id WHERE t.id = :key",
    "user_role": "SELECT name FROM app_user WHERE id = :key",
    "user_secret": "SELECT name FROM app_user WHERE id = :key",
    "user_token": "SELECT name FROM app_user WHERE id = :key",
    "validity_step": _of_complaint("validity_step"),
    "waiting_act": "SELECT subject FROM waiting_act WHERE id = :key",
    "work_order": "SELECT order_no FROM work_order WHERE id = :key",
}

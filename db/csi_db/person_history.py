"""What the store holds of a person elsewhere than under the person's number: adjustments, appeals, figures."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.audit_rows import EntryRow
from csi_db.bulk import driver, rows_of
from csi_db.named_rows import named

_ENTRIES = """
    SELECT {fields} FROM audit_entry e WHERE e.action IN ('adjust', 'withdraw-adjustment')
    AND e.subject IN (SELECT printf('%d-%02d', period / 100, period % 100) FROM adjustment WHERE employee_id = :key)
    AND json_valid(e.detail)
    AND json_extract(e.detail, '$.adjustment') IN (SELECT id FROM adjustment WHERE employee_id = :key)
    UNION ALL
    SELECT {fields} FROM audit_entry e WHERE e.subject IN (SELECT number FROM appeal WHERE employee_id = :key)
    AND e.action IN ('file-appeal', 'take-down-appeal', 'confirm-appeal', 'decide-appeal', 'escalate-appeal',
                     'withdraw-appeal', 'carry-appeal')
    ORDER BY 1
""".replace("{fields}", ", ".join(f"e.{name}" for name in EntryRow._fields))

WORDS = (
    "SELECT 'adjust', '', at, user_id, reason, evidence FROM adjustment WHERE employee_id = :key",
    "SELECT 'withdraw-adjustment', '', withdrawn_at, withdrawn_by_id, withdrawn_reason, '' FROM adjustment "
    "WHERE employee_id = :key AND withdrawn_at IS NOT NULL",
    "SELECT CASE s.step WHEN 'filed' THEN CASE WHEN s.taken_down THEN 'take-down-appeal' ELSE 'file-appeal' END "
    "WHEN 'decided' THEN 'decide-appeal' WHEN 'escalated' THEN 'escalate-appeal' WHEN 'withdrawn' THEN "
    "'withdraw-appeal' WHEN 'carried' THEN 'carry-appeal' ELSE 'confirm-appeal' END, '', s.at, s.user_id, s.text, "
    "CASE s.step WHEN 'filed' THEN a.evidence ELSE '' END "
    "FROM appeal_step s JOIN appeal a ON a.id = s.appeal_id WHERE a.employee_id = :key",
)
"""Statements for the words that were kept beside these acts, as :func:`csi_db.history_rows.words_of` reads them."""


class FigureRow(NamedTuple):
    """A figure that was entered for somebody, or came by a file; ``ended``: when it counted no more, and by whom.

    ``last``: 1 where none came after it.
    """

    period: int
    measure: str
    numerator: int
    denominator: int
    at: str
    user_id: int
    account: str
    import_id: int | None
    file_name: str | None
    ended: str | None
    ended_by: int | None
    ended_account: str | None
    ended_reason: str | None
    last: int


def entries_on_person(connection: Connection, key: int) -> list[EntryRow]:
    """The entries about somebody's adjustments and appeals, in their order."""
    return named(driver(connection).execute(_ENTRIES, {"key": key}), EntryRow)


def figures_of_person(connection: Connection, key: int) -> list[FigureRow]:
    """Every figure that was ever kept for somebody, in the order of their entry."""
    sql = """
        SELECT f.period, f.measure, f.numerator, f.denominator, f.at, f.user_id, f.account, f.import_id, b.file_name,
        f.replaced_at, f.replaced_by_id, f.replaced_account, f.replaced_reason,
        NOT EXISTS (SELECT 1 FROM measure_figure g WHERE g.employee_id = f.employee_id AND g.period = f.period
                    AND g.measure = f.measure AND g.id > f.id)
        FROM measure_figure f LEFT JOIN import_batch b ON b.id = f.import_id WHERE f.employee_id = :key ORDER BY f.id
    """
    return [FigureRow._make(one) for one in rows_of(connection, sql, {"key": key})]

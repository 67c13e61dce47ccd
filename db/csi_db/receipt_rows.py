"""The rows behind one employee's figures, read from the loaded fact relations with their numbers.

Each function answers plain tuples; what a row costs is the scheme's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from csi_db.bulk import driver
from csi_db.facts import INSTANT
from csi_db.named_rows import named
from csi_db.person_counts import credited
from csi_db.states import MILESTONES


class AnswerRow(NamedTuple):
    """One survey with the answer to one question (None: not answered)."""

    agency_ref: str
    order_no: str
    answer: int | None


class StageRow(NamedTuple):
    """One sample of a stage; ``duration`` in microseconds."""

    order_no: str
    duration: int
    by_appointment: bool


class RepairRow(NamedTuple):
    """One repaired order with one of its returns, or none."""

    order_no: str
    outcome: str | None
    return_no: str | None
    severity: str | None
    impact: str | None


class PartsRow(NamedTuple):
    """One order that needed parts."""

    order_no: str
    issue: str
    impact: str | None


class ComplaintRow(NamedTuple):
    """One determined complaint; ``late`` names the milestones that missed their limit.

    ``missing``: those of them that were not logged by the cut-off, which is another thing than logged too late.
    """

    complaint_no: str
    in_time: bool
    late: tuple[str, ...]
    missing: frozenset[str]


def answers(connection: Connection, employee: int, places: Sequence[str], question: str) -> list[AnswerRow]:
    """Surveys credited to the employee with their answers to a question."""
    rows = connection.execute(
        text(
            f"SELECT v.agency_ref, o.order_no, f.{question} FROM ({credited('fact_survey', places)}) f "
            "JOIN survey v ON v.id = f.survey_id JOIN work_order o ON o.id = v.order_id "
            "WHERE f.employee_id = :employee ORDER BY v.agency_ref"
        ),
        {"employee": employee},
    )
    return [AnswerRow(*row) for row in rows]


def stage(connection: Connection, employee: int, stage_id: str, owner: str) -> list[StageRow]:
    """Samples of a stage that the employee owns."""
    rows = connection.execute(
        text(
            f"SELECT o.order_no, f.{stage_id}_time, f.by_appointment FROM fact_order f "
            "JOIN work_order o ON o.id = f.order_id "
            f"WHERE f.{owner}_id = :employee AND f.{stage_id}_time IS NOT NULL ORDER BY o.order_no"
        ),
        {"employee": employee},
    )
    return [StageRow(row[0], row[1], bool(row[2]) and stage_id == "arrival") for row in rows]


def repairs(connection: Connection, employee: int, places: Sequence[str]) -> list[RepairRow]:
    """Repaired orders credited to the employee, once for each return that holds against them."""
    rows = connection.execute(
        text(
            "SELECT o.order_no, f.outcome, r.order_no AS return_no, k.severity, k.impact "
            f"FROM ({credited('fact_order', places)}) f JOIN work_order o ON o.id = f.order_id "
            "LEFT JOIN fact_return k ON k.order_id = f.order_id LEFT JOIN work_order r ON r.id = k.return_id "
            "WHERE f.employee_id = :employee AND NOT f.is_return "
            "AND (f.outcome IS NULL OR f.outcome <> 'declined') ORDER BY o.order_no, r.order_no"
        ),
        {"employee": employee},
    )
    return [RepairRow(**row._mapping) for row in rows]


def charge_backs(connection: Connection, employee: int, places: Sequence[str]) -> list[RepairRow]:
    """Charge-backs that fall on the employee, once for each return."""
    if not places:
        return []
    rows = connection.execute(
        text(
            "SELECT o.order_no, f.outcome, r.order_no AS return_no, f.severity, f.impact "
            f"FROM ({credited('fact_charge_back', places)}) f JOIN work_order o ON o.id = f.order_id "
            "JOIN work_order r ON r.id = f.return_id WHERE f.employee_id = :employee ORDER BY o.order_no, r.order_no"
        ),
        {"employee": employee},
    )
    return [RepairRow(**row._mapping) for row in rows]


def parts(connection: Connection, employee: int, places: Sequence[str]) -> list[PartsRow]:
    """Orders credited to the employee that needed parts."""
    rows = connection.execute(
        text(
            f"SELECT o.order_no, f.parts_issue, f.parts_impact FROM ({credited('fact_order', places)}) f "
            "JOIN work_order o ON o.id = f.order_id "
            "WHERE f.employee_id = :employee AND f.parts_issue IS NOT NULL ORDER BY o.order_no"
        ),
        {"employee": employee},
    )
    return [PartsRow(*row) for row in rows]


def complaints(
    connection: Connection, employee: int, credit: Sequence[str], as_of: datetime, known_at: datetime
) -> list[ComplaintRow]:
    """Determined complaints credited to the employee; what is not done is as late as the cut-off.

    ``known_at``: when the figures were computed; a milestone that was corrected after that is shown as it was then.
    """
    rows = connection.execute(
        text(
            f"SELECT c.complaint_no, f.in_time, {LATE_AND_MISSING} "
            f"FROM ({credited('fact_complaint', credit)}) f JOIN complaint c ON c.id = f.complaint_id "
            "WHERE f.employee_id = :employee AND f.in_time IS NOT NULL ORDER BY c.complaint_no"
        ).bindparams(bindparam("as_of", type_=INSTANT), bindparam("known_at", type_=INSTANT)),
        {"employee": employee, "as_of": as_of, "known_at": known_at},
    )
    steps = MILESTONES
    return [
        ComplaintRow(
            row[0],
            bool(row[1]),
            tuple(step for step, late in zip(steps, row[2:5], strict=True) if late),
            frozenset(step for step, missing in zip(steps, row[5:], strict=True) if missing),
        )
        for row in rows
    ]


def _late_and_missing() -> str:
    contacted, planned, resolved = done = [
        "(SELECT e.happened_at FROM milestone_event e WHERE e.complaint_id = c.id "
        f"AND e.kind = '{kind}' AND e.recorded_at <= :known_at ORDER BY e.id DESC LIMIT 1)"
        for kind in MILESTONES
    ]
    return (
        f"(CASE WHEN {contacted} <= :as_of THEN {contacted} ELSE :as_of END) > c.contact_due, "
        f"(CASE WHEN {planned} <= :as_of THEN {planned} ELSE :as_of END) > c.plan_due, "
        "NOT c.provisional "
        f"AND (CASE WHEN {resolved} <= :as_of THEN {resolved} ELSE :as_of END) >= c.resolve_due, "
        + ", ".join(f"COALESCE({at} > :as_of, 1)" for at in done)
    )


LATE_AND_MISSING = _late_and_missing()
"""SQL of a complaint ``c``: for each milestone whether it missed its limit, then for each whether it was not logged by
the cut-off ``:as_of``; as known at ``:known_at``."""


class EnteredBehind(NamedTuple):
    """A figure, rating or record behind a card, with day, author and note; ``numerator`` None: the code's points."""

    kind: str
    name: str
    numerator: int | None
    denominator: int
    on_date: str
    by: str
    note: str
    case_no: str


def entered_behind(connection: Connection, employee_id: int) -> list[EnteredBehind]:
    """What the loaded facts hold that was entered of an employee, by day."""
    rows = driver(connection).execute(
        """
        SELECT f.entry_kind AS kind, f.name, f.numerator, f.denominator,
            COALESCE(r.on_date, c.on_date, '') AS on_date, COALESCE(e.name, u.name, '') AS by,
            COALESCE(c.note, '') AS note, COALESCE(c.case_no, '') AS case_no
        FROM fact_entered f
        LEFT JOIN rating r ON f.entry_kind = 'rating' AND r.id = f.entry_id
        LEFT JOIN employee e ON e.id = r.rated_by_id
        LEFT JOIN conduct_record c ON f.entry_kind = 'conduct' AND c.id = f.entry_id
        LEFT JOIN measure_figure m ON f.entry_kind = 'figure' AND m.id = f.entry_id
        LEFT JOIN app_user u ON u.id = COALESCE(c.user_id, m.user_id)
        WHERE f.employee_id = :employee
        ORDER BY COALESCE(r.on_date, c.on_date, ''), f.entry_kind, f.name, f.entry_id""",
        {"employee": employee_id},
    )
    return named(rows, EnteredBehind)

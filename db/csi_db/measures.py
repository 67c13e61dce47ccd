"""Set-based measures over the loaded fact relations: rows of integers per employee.

Every function answers rows ``(employee_id, component, numerator, denominator, n)``. Limits, deduction tables and who
is credited come in as parameters: the store knows no scheme. What counts orders reads them counted by person and kind
(:mod:`csi_db.person_counts`), and goes back to the orders themselves only for the few that returned.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver, rows_of
from csi_db.named_rows import named
from csi_db.person_counts import Stage, counted_orders, counted_surveys, credited, stage_columns

MICROSECONDS_PER_MINUTE = 60_000_000
Row = tuple[int, str, int, int, int]
Cells = Sequence[tuple[str | None, str | None, Fraction]]
"""Deduction table: kind, impact (None: not known), points."""

REPAIRED = "NOT is_return AND (outcome IS NULL OR outcome <> 'declined')"
"""SQL for the orders that are units of quality and first-time fix (docs/scoring.md §4)."""


def surveys(connection: Connection, places: Sequence[str]) -> list[Row]:
    """Surveys with any answer per employee (docs/rules.md, rule 25). Component ``surveys``."""
    return _rows(
        connection,
        f"SELECT employee_id, 'surveys', SUM(n), 1, SUM(n) FROM {counted_surveys(places)} GROUP BY employee_id",
    )


def survey_answers(connection: Connection, question: str, places: Sequence[str]) -> list[Row]:
    """How often each answer was given to a question. Components ``1`` … ``5``."""
    return _rows(
        connection,
        f"SELECT employee_id, CAST({question} AS TEXT), SUM(n), 1, SUM(n) FROM {counted_surveys(places)} "
        f"WHERE {question} > 0 GROUP BY employee_id, {question}",
    )


def stage_times(connection: Connection, number: int, stage: Stage) -> list[Row]:
    """Durations of a stage for its owner. Components ``<stage>.time`` in minutes and ``<stage>.on_time``.

    ``number`` is the stage's place among those that the orders were counted with.
    """
    time, on_time, samples = stage_columns(number)
    rows: list[Row] = []
    for employee, total, punctual, n in rows_of(
        connection,
        f"SELECT employee_id, SUM({time}), SUM({on_time}), SUM({samples}) FROM {counted_orders([stage.owner])} "
        f"GROUP BY employee_id HAVING SUM({samples}) > 0",
    ):
        rows.append((employee, f"{stage.id}.time", total, MICROSECONDS_PER_MINUTE, n))
        rows.append((employee, f"{stage.id}.on_time", punctual, 1, n))
    return rows


def repair_deductions(
    connection: Connection, places: Sequence[str], cells: Cells, charged_places: Sequence[str]
) -> list[Row]:
    """Points lost over returns. Components ``deductions`` (n = repaired orders) and ``charge_backs``."""
    table, scale, values = _points(cells)
    worst = (
        "SELECT {1}, MAX(points) AS points FROM {0} "
        "JOIN points ON kind = COALESCE(severity, '') AND points.impact = COALESCE({0}.impact, '') GROUP BY {1}"
    )
    rows = _rows(
        connection,
        f"WITH {table}, returned AS ({worst.format('fact_return', RETURNED)}) "
        f"SELECT employee_id, 'deductions', SUM(points), {scale}, SUM(n) FROM ("
        f"SELECT employee_id, 0 AS points, n FROM {counted_orders(places)} WHERE {REPAIRED} "
        f"UNION ALL SELECT employee_id, points, 0 FROM ({credited('returned', places)}) WHERE {REPAIRED}"
        ") GROUP BY employee_id",
        values,
    )
    if not charged_places:
        return rows
    return rows + _rows(
        connection,
        f"WITH {table}, worst AS ({worst.format('fact_charge_back', 'order_id')}) "
        f"SELECT employee_id, 'charge_backs', SUM(worst.points), {scale}, COUNT(*) "
        f"FROM ({credited(CHARGED_ORDERS, charged_places)}) o JOIN worst ON worst.order_id = o.order_id "
        "GROUP BY employee_id",
        values,
    )


def parts_deductions(connection: Connection, places: Sequence[str], cells: Cells) -> list[Row]:
    """Points lost over parts. Component ``deductions`` (n = orders that needed parts)."""
    table, scale, values = _points(cells)
    return _rows(
        connection,
        f"WITH {table} SELECT employee_id, 'deductions', SUM(points * n), {scale}, SUM(n) "
        f"FROM {counted_orders(places)} o "
        "JOIN points ON kind = o.parts_issue AND points.impact = COALESCE(o.parts_impact, '') GROUP BY employee_id",
        values,
    )


def first_time_fixes(
    connection: Connection, places: Sequence[str], charged_places: Sequence[str]
) -> list[Row]:
    """Orders fixed at the first repair. Components ``achieved`` (n = repaired orders) and ``charge_backs``."""
    rows = _rows(
        connection,
        f"WITH returned AS (SELECT DISTINCT {RETURNED} FROM fact_return) "
        "SELECT employee_id, 'achieved', SUM(fixed), 1, SUM(n) FROM ("
        "SELECT employee_id, CASE WHEN outcome = 'fixed' THEN n ELSE 0 END AS fixed, n "
        f"FROM {counted_orders(places)} WHERE {REPAIRED} "
        f"UNION ALL SELECT employee_id, -1, 0 FROM ({credited('returned', places)}) "
        f"WHERE {REPAIRED} AND outcome = 'fixed') GROUP BY employee_id",
    )
    if not charged_places:
        return rows
    return rows + _rows(
        connection,
        "SELECT employee_id, 'charge_backs', COUNT(*), 1, COUNT(*) "
        f"FROM ({credited(CHARGED_ORDERS, charged_places)}) WHERE outcome = 'fixed' GROUP BY employee_id",
    )


def complaints_in_time(connection: Connection, credit: Sequence[str]) -> list[Row]:
    """Complaints handled in time. Component ``achieved`` (n = determined complaints).

    ``credit`` is ``["handler"]`` or places on the order complained about.
    """
    return _rows(
        connection,
        f"SELECT employee_id, 'achieved', SUM(in_time), 1, COUNT(*) FROM ({credited('fact_complaint', credit)}) "
        "WHERE in_time IS NOT NULL GROUP BY employee_id",
    )


class EnteredRow(NamedTuple):
    """What was entered of an employee or a team under a name, added up; ``given``: of ``n`` how many have a figure."""

    employee_id: int | None
    team: str | None
    name: str
    numerator: int
    denominator: int
    n: int
    given: int


def entered(connection: Connection, kind: str, names: Collection[str]) -> list[EnteredRow]:
    """Figures (``figure``), ratings (``rating``) or records (``conduct``) of the loaded facts with these names."""
    values = {f"n{place}": name for place, name in enumerate(names)}
    rows = driver(connection).execute(
        "SELECT employee_id, team, name, SUM(COALESCE(numerator, 0)) AS numerator, MAX(denominator) AS denominator, "
        "SUM(n) AS n, COUNT(numerator) AS given "
        f"FROM fact_entered WHERE entry_kind = :kind AND name IN ({', '.join(f':{key}' for key in values)}) "
        "GROUP BY employee_id, team, name ORDER BY employee_id, team, name",
        {"kind": kind, **values},
    )
    return named(rows, EnteredRow)


def team_grades_before(connection: Connection, prefix: str) -> dict[str, str]:
    """Team → its grade in the month before, from the loaded facts, whose names begin with ``prefix``."""
    rows = rows_of(
        connection,
        "SELECT team, name FROM fact_entered WHERE entry_kind = 'figure' AND team IS NOT NULL "
        "AND substr(name, 1, :length) = :prefix",
        {"length": len(prefix), "prefix": prefix},
    )
    return {str(team): str(name).removeprefix(prefix) for team, name in rows}


RETURNED = "order_id, agent_id, technician_id, parts_id, is_return, outcome"
CHARGED_ORDERS = (
    "(SELECT DISTINCT order_id, agent_id, technician_id, parts_id, outcome FROM fact_charge_back)"
)


def _points(cells: Cells) -> tuple[str, int, dict[str, object]]:
    """A common table expression ``points(kind, impact, points)`` in whole units, the units per point, its values."""
    scale = lcm(*(points.denominator for _, _, points in cells))
    values: dict[str, object] = {}
    rows = []
    for number, (kind, impact, points) in enumerate(cells):
        values |= {f"k{number}": kind or "", f"i{number}": impact or "", f"p{number}": int(points * scale)}
        rows.append(f"(:k{number}, :i{number}, :p{number})")
    return f"points(kind, impact, points) AS (VALUES {', '.join(rows)})", scale, values


def _rows(connection: Connection, sql: str, values: dict[str, object] | None = None) -> list[Row]:
    return rows_of(connection, sql, values)

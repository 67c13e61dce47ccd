"""Set-based measures over the loaded fact relations: rows of integers per employee.

Every function answers rows ``(employee_id, component, numerator, denominator, n)``. Limits, deduction tables and who
is credited come in as parameters: the store knows no scheme. What counts orders reads them counted by person and kind
(:mod:`csi_db.tally`), and goes back to the orders themselves only for the few that returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from sqlalchemy import Connection, text

from csi_db.tally import order_tally

MICROSECONDS_PER_MINUTE = 60_000_000
Row = tuple[int, str, int, int, int]
Cells = Sequence[tuple[str | None, str | None, Fraction]]
"""Deduction table: kind, impact (None: not known), points."""

_REPAIRED = "NOT is_return AND (outcome IS NULL OR outcome <> 'declined')"


def surveys(connection: Connection, places: Sequence[str]) -> list[Row]:
    """Surveys per employee. Component ``surveys``."""
    return _rows(
        connection,
        f"SELECT employee_id, 'surveys', COUNT(*), 1, COUNT(*) FROM ({credited('fact_survey', places)}) GROUP BY 1",
    )


def survey_answers(connection: Connection, question: str, places: Sequence[str]) -> list[Row]:
    """How often each answer was given to a question. Components ``1`` … ``5``."""
    return _rows(
        connection,
        f"SELECT employee_id, CAST({question} AS TEXT), COUNT(*), 1, COUNT(*) "
        f"FROM ({credited('fact_survey', places)}) WHERE {question} IS NOT NULL GROUP BY employee_id, {question}",
    )


def stage_times(connection: Connection, stage: str, owner: str, on_time_minutes: Fraction) -> list[Row]:
    """Durations of a stage for its owner. Components ``<stage>.time`` in minutes and ``<stage>.on_time``.

    An arrival by appointment is in time when it came no later than the appointment (domain.md decision 19).
    """
    in_time = f"{stage}_time <= :limit"
    if stage == "arrival":
        in_time = f"CASE WHEN by_appointment = 1 THEN arrival_time = 0 ELSE {in_time} END"
    found = connection.execute(
        text(
            f"SELECT {owner}_id, SUM({stage}_time), SUM(CASE WHEN {in_time} THEN 1 ELSE 0 END), COUNT(*) "
            f"FROM fact_order WHERE {owner}_id IS NOT NULL AND {stage}_time IS NOT NULL GROUP BY {owner}_id"
        ),
        {"limit": int(on_time_minutes * MICROSECONDS_PER_MINUTE)},
    )
    rows: list[Row] = []
    for employee, total, on_time, n in found:
        rows.append((employee, f"{stage}.time", total, MICROSECONDS_PER_MINUTE, n))
        rows.append((employee, f"{stage}.on_time", on_time, 1, n))
    return rows


def repair_deductions(
    connection: Connection, places: Sequence[str], cells: Cells, charged_places: Sequence[str]
) -> list[Row]:
    """Points lost over returns. Components ``deductions`` (n = repaired orders) and ``charge_backs``."""
    table, scale, values = _points(cells)
    worst = (
        "SELECT order_id, MAX(points) AS points FROM {0} "
        "JOIN points ON kind = COALESCE(severity, '') AND points.impact = COALESCE({0}.impact, '') GROUP BY order_id"
    )
    returned = (
        f"(SELECT o.*, w.points FROM ({worst.format('fact_return')}) w "
        "JOIN fact_order o ON o.order_id = w.order_id)"
    )
    rows = _rows(
        connection,
        f"WITH {table} SELECT employee_id, 'deductions', SUM(points), {scale}, SUM(n) FROM ("
        f"SELECT employee_id, 0 AS points, n FROM {order_tally(connection, places)} WHERE {_REPAIRED} "
        f"UNION ALL SELECT employee_id, points, 0 FROM ({credited(returned, places)}) WHERE {_REPAIRED}"
        ") GROUP BY employee_id",
        values,
    )
    if not charged_places:
        return rows
    return rows + _rows(
        connection,
        f"WITH {table}, worst AS ({worst.format('fact_charge_back')}) "
        f"SELECT employee_id, 'charge_backs', SUM(worst.points), {scale}, COUNT(*) "
        f"FROM ({credited(_CHARGED_ORDERS, charged_places)}) o JOIN worst ON worst.order_id = o.order_id "
        "GROUP BY employee_id",
        values,
    )


def parts_deductions(connection: Connection, places: Sequence[str], cells: Cells) -> list[Row]:
    """Points lost over parts. Component ``deductions`` (n = orders that needed parts)."""
    table, scale, values = _points(cells)
    return _rows(
        connection,
        f"WITH {table} SELECT employee_id, 'deductions', SUM(points * n), {scale}, SUM(n) "
        f"FROM {order_tally(connection, places)} o "
        "JOIN points ON kind = o.parts_issue AND points.impact = COALESCE(o.parts_impact, '') GROUP BY employee_id",
        values,
    )


def first_time_fixes(
    connection: Connection, places: Sequence[str], charged_places: Sequence[str]
) -> list[Row]:
    """Orders fixed at the first repair. Components ``achieved`` (n = repaired orders) and ``charge_backs``."""
    rows = _rows(
        connection,
        "SELECT employee_id, 'achieved', SUM(fixed), 1, SUM(n) FROM ("
        "SELECT employee_id, CASE WHEN outcome = 'fixed' THEN n ELSE 0 END AS fixed, n "
        f"FROM {order_tally(connection, places)} WHERE {_REPAIRED} "
        f"UNION ALL SELECT employee_id, -1, 0 FROM ({credited(_RETURNED_ORDERS, places)}) "
        f"WHERE {_REPAIRED} AND outcome = 'fixed') GROUP BY employee_id",
    )
    if not charged_places:
        return rows
    return rows + _rows(
        connection,
        "SELECT employee_id, 'charge_backs', COUNT(*), 1, COUNT(*) "
        f"FROM ({credited(_CHARGED_ORDERS, charged_places)}) WHERE outcome = 'fixed' GROUP BY employee_id",
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


_RETURNED_ORDERS = (
    "(SELECT o.* FROM (SELECT DISTINCT order_id FROM fact_return) k "
    "JOIN fact_order o ON o.order_id = k.order_id)"
)
_CHARGED_ORDERS = (
    "(SELECT DISTINCT order_id, agent_id, technician_id, parts_id, outcome FROM fact_charge_back)"
)


def credited(relation: str, places: Sequence[str]) -> str:
    """A select of the relation's rows once for every person who stands on one of the places.

    Somebody who stands on two places of a row is credited once (contract.md §3, *credited order*).
    """
    selects = []
    for index, place in enumerate(places):
        earlier = "".join(
            f" AND ({other}_id IS NULL OR {other}_id <> {place}_id)" for other in places[:index]
        )
        selects.append(
            f"SELECT {place}_id AS employee_id, r.* FROM {relation} r WHERE {place}_id IS NOT NULL{earlier}"
        )
    return " UNION ALL ".join(selects)


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
    return [(row[0], row[1], row[2], row[3], row[4]) for row in connection.execute(text(sql), values or {})]

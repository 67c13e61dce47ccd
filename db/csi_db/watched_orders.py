"""What oversight asks of orders and surveys: patterns that a figure may have been made by (docs/rules.md, rule 37).

Each statement answers the cases of its pattern in the months ``:first`` to ``:period``, one row for everybody whose
case it is: ``period``, ``employee_id`` or ``user_id``, ``hit`` (0, or how often the pattern is in it), ``stratum``
(what chance depends on), ``kind`` and ``number`` of the row, ``beside`` (number of another row that it is about).
"""

from __future__ import annotations

from collections.abc import Callable

from csi_db.models.desk import QUESTIONS
from csi_db.near_rows import COMMON_SERIAL
from csi_db.person_counts import PLACES, answered, credited

Months = Callable[[str, str], str]
"""SQL for the months that are asked about, given a row and the column of whose case it is (``o``, ``o.agent_id``)."""
_LIVE = "(o.outcome IS NULL OR o.outcome <> 'cancelled')"
_MINUTE = 60_000_000
_ORDINAL = 1_721_424.5
"""The Julian day of the ordinal 0."""
LEAST_ANSWERS = 3
"""Answers of a survey below which it says nothing that they are all the same."""


def of_everybody(row: str, _person: str) -> str:
    """All rows of the months."""
    return f"{row}.period BETWEEN :first AND :period"


def of_people(row: str, person: str) -> str:
    """The rows of ``:people`` (keys of employees as JSON), found by their index where there is one."""
    months = f"+{of_everybody(row, person)}"
    return f"{months} AND {person} IN (SELECT value FROM json_each(:people))" if person else months


def order_cases(months: Months) -> dict[str, str]:
    """Pattern → its cases."""
    return {
        "contact-at-limit": _stage("agent", "contact_time", "contact_limits", months("o", "o.agent_id")),
        "arrival-at-limit": _stage(
            "technician",
            "arrival_time",
            "arrival_limits",
            f"{months('o', 'o.technician_id')} AND o.appointment_at IS NULL",
        ),
        "appointment-at-arrival": _orders(
            "substr(o.appointment_at, 1, 16) = substr(o.arrived_at, 1, 16) "
            "OR (o.import_id IS NULL AND o.recorded_at >= o.arrived_at)",
            f"{months('o', 'o.technician_id')} AND o.appointment_at IS NOT NULL AND o.arrived_at IS NOT NULL",
        ),
        "last-day": _orders(
            f"strftime('%d', o.completed_day + {_ORDINAL} + 1) = '01'",
            f"{months('o', 'o.technician_id')} "
            f"AND CAST(strftime('%Y%m', o.completed_day + {_ORDINAL}) AS INTEGER) = o.period",
        ),
        "not-asked": _orders(
            "NOT EXISTS (SELECT 1 FROM survey v WHERE v.order_id = o.id)",
            f"{months('o', 'o.technician_id')} AND o.completed_at IS NOT NULL",
        ),
        "new-number": _BACK.format(months=months("o", "")),
        "typed-survey": _surveys(months, "v.import_id IS NULL"),
        "one-sided": _surveys(months, _ALL_THE_SAME, _MASK, f"{_GIVEN} >= {LEAST_ANSWERS}"),
        "same-phone": f"""
            WITH phoned AS MATERIALIZED (SELECT v.period, v.id, v.agency_ref, o.customer_phone,
                    o.agent_id, o.technician_id, o.parts_id
                FROM survey v JOIN work_order o ON o.id = v.order_id
                WHERE {months("v", "")} AND {_LIVE} AND {answered("v.")} AND o.customer_phone IS NOT NULL
                    AND o.return_of_id IS NULL
                    AND NOT EXISTS (SELECT 1 FROM survey w WHERE w.order_id = v.order_id AND w.id < v.id))
            SELECT period, employee_id, NULL AS user_id, ROW_NUMBER() OVER same - 1 AS hit, 0 AS stratum,
                'surveys' AS kind, agency_ref AS number, FIRST_VALUE(agency_ref) OVER same AS beside
            FROM ({credited("phoned", PLACES)})
            WINDOW same AS (PARTITION BY period, employee_id, customer_phone ORDER BY id)""",
    }


def _orders(hit: str, where: str, place: str = "technician") -> str:
    """Orders of who stands on a place of them."""
    return f"""
        SELECT o.period, o.{place}_id AS employee_id, NULL AS user_id, {hit} AS hit, 0 AS stratum,
            'orders' AS kind, o.order_no AS number, '' AS beside
        FROM work_order o WHERE {_LIVE} AND o.{place}_id IS NOT NULL AND {where}"""


def _stage(place: str, time: str, limits: str, where: str) -> str:
    """Times of a stage up to its greatest limit; a hit lies in the last minute of one of them."""
    hit = f"EXISTS (SELECT 1 FROM lim WHERE o.{time} > lim.top - {_MINUTE} AND o.{time} <= lim.top)"
    return f"WITH lim AS MATERIALIZED (SELECT value AS top FROM json_each(:{limits})) " + _orders(
        hit, f"{where} AND o.{time} <= (SELECT MAX(top) FROM lim)", place
    )


_MASK = " + ".join(f"(v.{question} IS NOT NULL) * {1 << bit}" for bit, question in enumerate(QUESTIONS))
_GIVEN = " + ".join(f"(v.{question} IS NOT NULL)" for question in QUESTIONS)
_FIRST_ANSWER = f"COALESCE({', '.join(f'v.{question}' for question in QUESTIONS)})"
_ALL_THE_SAME = " AND ".join(
    f"(v.{question} IS NULL OR v.{question} = {_FIRST_ANSWER})" for question in QUESTIONS
)


def _surveys(months: Months, hit: str, stratum: str = "0", where: str = "1") -> str:
    """Answered surveys of everybody on their order."""
    return f"""
        WITH told AS MATERIALIZED (SELECT v.period, {hit} AS hit, {stratum} AS stratum, v.agency_ref AS number,
                o.agent_id, o.technician_id, o.parts_id FROM survey v JOIN work_order o ON o.id = v.order_id
            WHERE {months("v", "")} AND {_LIVE} AND {answered("v.")} AND {where})
        SELECT period, employee_id, NULL AS user_id, hit, stratum, 'surveys' AS kind, number, '' AS beside
        FROM ({credited("told", PLACES)})"""


_BACK = f"""
    WITH common AS MATERIALIZED (SELECT serial_no FROM work_order WHERE serial_no IS NOT NULL
        GROUP BY serial_no HAVING COUNT(*) > {COMMON_SERIAL}),
    back AS (SELECT o.period, f.technician_id, o.return_of_id, o.order_no, f.order_no AS beside, MAX(f.completed_at)
        FROM work_order o CROSS JOIN work_order f INDEXED BY order_by_serial
            ON f.serial_no = o.serial_no AND f.id <> o.id
        WHERE {{months}} AND {_LIVE} AND o.serial_no IS NOT NULL AND o.serial_no NOT IN common
            AND f.completed_at <= o.received_at AND o.received_day - f.completed_day <= :window
            AND (f.outcome IS NULL OR f.outcome NOT IN ('cancelled', 'declined'))
        GROUP BY o.id)
    SELECT b.period, b.technician_id AS employee_id, NULL AS user_id,
        b.return_of_id IS NULL AND NOT EXISTS (SELECT 1 FROM finding_dismissal d
            WHERE d.code = 'unlinked-likely-return' AND d.number = b.order_no AND d.beside = b.beside) AS hit,
        0 AS stratum, 'orders' AS kind, b.order_no AS number, b.beside
    FROM back b WHERE b.technician_id IS NOT NULL"""
"""Of orders with the serial number of one that was done within the return window, its technician."""

ANSWERS_GIVEN = " UNION ALL ".join(
    f"SELECT {bit}, v.{question}, COUNT(*) FROM survey v JOIN work_order o ON o.id = v.order_id "
    f"WHERE v.period = :period AND {_LIVE} AND v.{question} IS NOT NULL GROUP BY 2"
    for bit, question in enumerate(QUESTIONS)
)
"""Question (its place among them), answer, and how often it was given in a month."""

PHONES = f"""
    SELECT COALESCE(SUM(n), 0), COALESCE(SUM(n * (n - 1)), 0) FROM (SELECT COUNT(*) AS n FROM work_order o
        WHERE o.period = :period AND {_LIVE} AND o.customer_phone IS NOT NULL AND o.return_of_id IS NULL
            AND o.completed_at IS NOT NULL GROUP BY o.customer_phone)"""
"""Completed orders of a month with a phone number, and ordered pairs of them that have the same one."""

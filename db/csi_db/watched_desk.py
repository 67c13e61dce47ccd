"""What oversight asks of complaints, of what people did, and of who judges (docs/rules.md, rule 37).

What the statements answer says :mod:`csi_db.watched_orders`.
"""

from __future__ import annotations

import json

from csi_db.watched_orders import of_everybody

_WORKED = ("first_contact_at", "arrived_at", "completed_at")
LEAST_RATINGS = 5
"""Ratings of one item by one person in a month, below which it says nothing that they are all the same."""


def _seconds(instant: str) -> str:
    return f"CAST(strftime('%s', {instant}) AS INTEGER)"


def _late(entered: str, happened: str) -> str:
    return f"COALESCE({_seconds(entered)} - {_seconds(happened)} > :late_seconds, 0)"


def _said(field: str, which: int) -> str:
    return f"json_extract(e.detail, '$.{field}[{which}]')"


def _acts(*actions: str) -> str:
    """Entries of some acts; looked for from the rows of the months, which are no more when the trail is years long."""
    return f"e.action IN (SELECT value FROM json_each('{json.dumps(actions)}'))"


def _gone(limit: str, done: str) -> str:
    """Whether so much of a limit was gone at a handover, and it still ran."""
    return (
        f"(({done} IS NULL OR {done} > h.at) AND 100 * ({_seconds('h.at')} - {_seconds('c.received_at')}) "
        f">= :share * ({_seconds(limit)} - {_seconds('c.received_at')}))"
    )


def _own(table: str, number: str, joined: str, people: str, before: str, actions: str) -> str:
    """Entries of users who are employees; a hit is about a row of theirs, or one that was theirs until then.

    ``people``: columns of who stands on the row; ``before``: SQL for the numbers of who stood there.
    """
    kind = {"work_order": "orders", "survey": "surveys", "complaint": "complaints"}[table]
    return f"""
        SELECT r.period, u.employee_id, NULL AS user_id,
            COALESCE(u.employee_id IN ({people}), 0) OR COALESCE(p.employee_no IN ({before}), 0) AS hit, 0 AS stratum,
            '{kind}' AS kind, r.{number} AS number, '' AS beside
        FROM {table} r CROSS JOIN audit_entry e ON e.subject = r.{number}
            JOIN app_user u ON u.id = e.user_id JOIN employee p ON p.id = u.employee_id {joined}
        WHERE {actions} AND {of_everybody("r", "")} AND u.employee_id IS NOT NULL"""


_ENTERED = (
    *(_said(field, 1) for field in _WORKED),
    f"CASE WHEN {_said('received_at', 0)} IS NOT NULL THEN {_said('received_at', 1)} END",
)
"""What an entry says of the past: what happened to an order, and a receipt that was another one until then."""

DESK: dict[str, str] = {
    "typed-late": f"""
        SELECT o.period, NULL AS employee_id, e.user_id,
            {" OR ".join(_late("e.at", instant) for instant in _ENTERED)} AS hit,
            0 AS stratum, 'orders' AS kind, o.order_no AS number, '' AS beside
        FROM work_order o CROSS JOIN audit_entry e ON e.subject = o.order_no
        WHERE {_acts("enter-order", "change-order")} AND {of_everybody("o", "")} AND e.user_id IS NOT NULL
            AND COALESCE({", ".join(_ENTERED)}) IS NOT NULL
        UNION ALL
        SELECT c.period, NULL, m.recorded_by_id, {_late("m.recorded_at", "m.happened_at")}, 0, 'complaints',
            c.complaint_no, ''
        FROM complaint c JOIN milestone_event m ON m.complaint_id = c.id
        WHERE {of_everybody("c", "")} AND m.happened_at IS NOT NULL
            AND NOT (c.import_id IS NOT NULL AND m.recorded_at <= c.recorded_at)""",
    "own-row": " UNION ALL ".join(
        (
            _own(
                table="work_order",
                number="order_no",
                joined="",
                people="r.agent_id, r.technician_id, r.parts_id",
                before=", ".join(_said(place, 0) for place in ("agent_no", "technician_no", "parts_no")),
                actions=_acts("change-order", "take-back-order"),
            ),
            _own(
                table="survey",
                number="agency_ref",
                joined="JOIN work_order o ON o.id = r.order_id",
                people="o.agent_id, o.technician_id, o.parts_id",
                before="NULL",
                actions=_acts("enter-survey", "correct-survey"),
            ),
            _own(
                table="complaint",
                number="complaint_no",
                joined="",
                people="r.handler_id",
                before="json_extract(e.detail, '$.before')",
                actions=_acts("correct-milestone", "correct-receipt", "correct-handler", "pause"),
            ),
        )
    ),
    "outcome-after-answer": f"""
        SELECT o.period, COALESCE(o.technician_id, o.agent_id) AS employee_id, NULL AS user_id,
            EXISTS (SELECT 1 FROM survey v WHERE v.order_id = o.id AND v.recorded_at <= e.at) AS hit,
            0 AS stratum, 'orders' AS kind, o.order_no AS number, '' AS beside
        FROM work_order o CROSS JOIN audit_entry e ON e.subject = o.order_no
        WHERE {_acts("change-order", "take-back-order", "put-back")} AND {of_everybody("o", "")}
            AND {_said("outcome", 0)} IS NOT NULL AND COALESCE(o.technician_id, o.agent_id) IS NOT NULL""",
    "late-handover": f"""
        SELECT c.period, h.from_id AS employee_id, NULL AS user_id,
            {_gone("c.contact_due", "c.contacted_at")} OR {_gone("c.plan_due", "c.planned_at")}
                OR (c.provisional = 0 AND {_gone("c.resolve_due", "c.resolved_at")}) AS hit,
            0 AS stratum, 'complaints' AS kind, c.complaint_no AS number, '' AS beside
        FROM complaint c JOIN complaint_handover h ON h.complaint_id = c.id
        WHERE {of_everybody("c", "")} AND h.from_id IS NOT NULL""",
    "paused": f"""
        SELECT c.period, c.handler_id AS employee_id, NULL AS user_id,
            EXISTS (SELECT 1 FROM complaint_pause p WHERE p.complaint_id = c.id) AS hit,
            0 AS stratum, 'complaints' AS kind, c.complaint_no AS number, '' AS beside
        FROM complaint c WHERE {of_everybody("c", "")} AND c.handler_id IS NOT NULL""",
    "proposed-invalid": f"""
        WITH who AS MATERIALIZED (SELECT DISTINCT s.user_id FROM validity_step s
            JOIN complaint c ON c.id = s.complaint_id
            WHERE s.step = 'proposed' AND s.status = 'invalid' AND {of_everybody("c", "")})
        SELECT c.period, NULL AS employee_id, w.user_id,
            EXISTS (SELECT 1 FROM validity_step s WHERE s.complaint_id = c.id AND s.step = 'proposed'
                AND s.status = 'invalid' AND s.user_id = w.user_id) AS hit,
            0 AS stratum, 'complaints' AS kind, c.complaint_no AS number, '' AS beside
        FROM who w CROSS JOIN complaint c WHERE {of_everybody("c", "")}""",
    "flat-ratings": f"""
        SELECT period, employee_id, NULL AS user_id, lowest = highest AS hit, 0 AS stratum, 'entries' AS kind,
            number, '' AS beside
        FROM (SELECT r.period, r.rated_by_id AS employee_id, e.employee_no AS number,
                COUNT(*) OVER same AS n, MIN(r.score) OVER same AS lowest, MAX(r.score) OVER same AS highest
            FROM rating r JOIN employee e ON e.id = r.employee_id
            WHERE {of_everybody("r", "")} AND r.withdrawn_at IS NULL
            WINDOW same AS (PARTITION BY r.period, r.rated_by_id, r.item)) WHERE n >= {LEAST_RATINGS}""",
    "appeals-upheld": f"""
        SELECT a.period, NULL AS employee_id, s.user_id, s.outcome <> 'rejected' AS hit, 0 AS stratum,
            'appeals' AS kind, a.number, '' AS beside
        FROM appeal a JOIN appeal_step s ON s.appeal_id = a.id
        WHERE {of_everybody("a", "")} AND s.step = 'decided'""",
    "unconfirmed": f"""
        SELECT a.period, NULL AS employee_id, a.user_id, a.outcome IS 'alone' AS hit, 0 AS stratum,
            CASE WHEN EXISTS (SELECT 1 FROM work_order o WHERE o.order_no = a.subject) THEN 'orders'
                WHEN EXISTS (SELECT 1 FROM survey v WHERE v.agency_ref = a.subject) THEN 'surveys'
                WHEN EXISTS (SELECT 1 FROM complaint c WHERE c.complaint_no = a.subject) THEN 'complaints'
                ELSE '' END AS kind, a.subject AS number, '' AS beside
        FROM waiting_act a WHERE {of_everybody("a", "")}""",
}
"""Pattern → its cases."""

"""What a revision rests on and what came of it, as rows of text that are the same on every machine.

Keys of the store differ from machine to machine; numbers of orders, surveys, complaints and employees do not. So every
row is told by those, as a JSON array, in their order.
"""

from __future__ import annotations

import hashlib
from itertools import islice

from sqlalchemy import Connection

from csi_db.bulk import driver

_PEOPLE = "a.employee_no, t.employee_no, p.employee_no"
_JOINED = (
    "LEFT JOIN employee a ON a.id = s.agent_id LEFT JOIN employee t ON t.id = s.technician_id "
    "LEFT JOIN employee p ON p.id = s.parts_id"
)
_OF = "WHERE s.revision_id = :revision"

ROWS: dict[str, str] = {
    "roster": f"""
        SELECT json_array(e.employee_no, s.role, s.team, h.employee_no) FROM snapshot_person s
        JOIN employee e ON e.id = s.employee_id LEFT JOIN employee h ON h.id = s.supervisor_id
        {_OF} ORDER BY e.employee_no""",
    "orders": f"""
        SELECT json_array(o.order_no, {_PEOPLE}, s.is_return, s.outcome, s.contact_time, s.arrival_time,
            s.by_appointment, s.parts_issue, s.parts_impact)
        FROM snapshot_order s JOIN work_order o ON o.id = s.order_id {_JOINED} {_OF} ORDER BY o.order_no""",
    "returns": f"""
        SELECT json_array(r.order_no, o.order_no, s.severity, s.impact) FROM snapshot_return s
        JOIN work_order r ON r.id = s.return_id JOIN work_order o ON o.id = s.order_id {_OF} ORDER BY r.order_no""",
    "charge_backs": f"""
        SELECT json_array(r.order_no, o.order_no, {_PEOPLE}, s.outcome, s.severity, s.impact)
        FROM snapshot_charge_back s JOIN work_order r ON r.id = s.return_id JOIN work_order o ON o.id = s.order_id
        {_JOINED} {_OF} ORDER BY r.order_no""",
    "surveys": f"""
        SELECT json_array(v.agency_ref, {_PEOPLE}, s.attitude, s.response, s.quality, s.parts, s.cost)
        FROM snapshot_survey s JOIN survey v ON v.id = s.survey_id {_JOINED} {_OF} ORDER BY v.agency_ref""",
    "complaints": f"""
        SELECT json_array(c.complaint_no, h.employee_no, {_PEOPLE}, s.in_time)
        FROM snapshot_complaint s JOIN complaint c ON c.id = s.complaint_id
        LEFT JOIN employee h ON h.id = s.handler_id {_JOINED} {_OF} ORDER BY c.complaint_no""",
    "exclusions": f"""
        SELECT json_array(s.kind, COALESCE(o.order_no, v.agency_ref, c.complaint_no)) FROM snapshot_exclusion s
        LEFT JOIN work_order o ON o.id = s.fact_id AND s.kind IN ('order', 'times', 'return')
        LEFT JOIN survey v ON v.id = s.fact_id AND s.kind = 'survey'
        LEFT JOIN complaint c ON c.id = s.fact_id AND s.kind = 'complaint'
        {_OF} ORDER BY s.kind, COALESCE(o.order_no, v.agency_ref, c.complaint_no)""",
    "adjustments": f"""
        SELECT json_array(e.employee_no, s.line, s.points) FROM snapshot_adjustment s
        JOIN employee e ON e.id = s.employee_id {_OF} ORDER BY e.employee_no, s.line, s.points""",
    "results": f"""
        SELECT json_array(e.employee_no, s.measure, s.numerator, s.denominator, s.n) FROM result s
        JOIN employee e ON e.id = s.employee_id {_OF} ORDER BY e.employee_no, s.measure""",
    "cards": f"""
        SELECT s.body FROM card s JOIN employee e ON e.id = s.employee_id {_OF} ORDER BY e.employee_no""",
    "entered": f"""
        SELECT json_array(s.entry_kind, e.employee_no, s.team, s.name, s.numerator, s.denominator, s.n)
        FROM snapshot_entered s LEFT JOIN employee e ON e.id = s.employee_id
        {_OF} ORDER BY s.entry_kind, e.employee_no, s.team, s.name, s.numerator, s.denominator""",
    "team_results": f"""
        SELECT json_array(s.team, s.measure, s.numerator, s.denominator, s.n) FROM team_result s
        {_OF} ORDER BY s.team, s.measure""",
    "team_cards": f"SELECT s.body FROM team_card s {_OF} ORDER BY s.team",
}
"""Relation → its rows of a revision, each as one text, in an order that the data alone decide."""
LATER = frozenset({"exclusions", "adjustments", "entered", "team_results", "team_cards"})
"""Relations that came after the first certificates: named only where they have rows, so that old codes stay."""
AT_ONCE = 2000


def digest_of_cards(connection: Connection, revision_id: int) -> str:
    """The SHA-256 over the cards of a revision alone, as :func:`digests` has it."""
    return str(_digest(connection, "cards", revision_id)["digest"])


def digests(connection: Connection, revision_id: int) -> dict[str, dict[str, object]]:
    """Relation → how many rows it has, and the SHA-256 over them, each ended by a line feed."""
    found = {name: _digest(connection, name, revision_id) for name in ROWS}
    return {name: one for name, one in found.items() if one["rows"] or name not in LATER}


def _digest(connection: Connection, name: str, revision_id: int) -> dict[str, object]:
    total, count = hashlib.sha256(), 0
    rows = driver(connection).execute(ROWS[name], {"revision": revision_id})
    while some := [text for (text,) in islice(rows, AT_ONCE)]:
        count += len(some)
        total.update("\n".join([*some, ""]).encode())
    return {"rows": count, "digest": total.hexdigest()}

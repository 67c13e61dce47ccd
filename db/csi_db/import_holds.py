"""What holds a row of an import: which rows of ``leaving`` stay, and why (:mod:`csi_db.import_rows`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Held(NamedTuple):
    """A row that stays: its key, why, and what of it; ``why`` is a word of :data:`HOLDS`."""

    row_id: int
    why: str
    by: str


def _snapshots(*places: tuple[str, str]) -> str:
    return " UNION ".join(
        f"SELECT l.row_id, v.period FROM {table} s CROSS JOIN leaving l ON l.row_id = s.{column} "
        "CROSS JOIN month_revision v ON v.id = s.revision_id"
        for table, column in places
    )


def _facts(parts: Sequence[str]) -> str:
    words = ", ".join(f"'{part}'" for part in parts)
    return " UNION ".join(
        f"SELECT l.row_id, v.period FROM {table} s CROSS JOIN leaving l ON l.row_id = s.fact_id "
        f"CROSS JOIN month_revision v ON v.id = s.revision_id WHERE s.kind IN ({words})"
        for table in ("snapshot_exclusion", "carried_row")
    )


def _struck(parts: Sequence[str]) -> str:
    words = ", ".join(f"'{part}'" for part in parts)
    return (
        "SELECT l.row_id, e.reason FROM exclusion e CROSS JOIN leaving l ON l.row_id = e.fact_id "
        f"WHERE e.kind IN ({words})"
    )


def _notes(kind: str, says: str) -> str:
    return (
        "SELECT l.row_id, '' FROM note n CROSS JOIN leaving l ON l.row_id = n.row_id "
        f"WHERE n.kind = '{kind}' AND n.says {says}"
    )


_APPEALS = "SELECT l.row_id, a.number FROM appeal a CROSS JOIN leaving l ON l.number = a.row_no"
_CONDUCT = "SELECT l.row_id, c.case_no FROM conduct_record c CROSS JOIN leaving l ON l.number = c.case_no"
_ORDER_PARTS = ("order", "times", "return")

HOLDS: Mapping[str, Sequence[tuple[str, str]]] = {
    "orders": (
        (
            "month",
            _snapshots(
                ("snapshot_order", "order_id"),
                ("snapshot_return", "order_id"),
                ("snapshot_return", "return_id"),
                ("snapshot_charge_back", "order_id"),
                ("snapshot_charge_back", "return_id"),
            )
            + " UNION "
            + _facts(_ORDER_PARTS),
        ),
        ("struck", _struck(_ORDER_PARTS)),
        (
            "survey",
            "SELECT l.row_id, c.agency_ref FROM survey c CROSS JOIN leaving l ON l.row_id = c.order_id",
        ),
        (
            "complaint",
            "SELECT l.row_id, c.complaint_no FROM complaint c CROSS JOIN leaving l ON l.row_id = c.order_id",
        ),
        ("note", _notes("order", "IS NOT NULL")),
        ("appeal", _APPEALS),
        ("conduct", _CONDUCT),
        (
            "return",
            "SELECT l.row_id, c.order_no FROM work_order c "
            "CROSS JOIN leaving l ON l.row_id = c.return_of_id OR l.row_id = c.first_order_id "
            "WHERE (c.return_of_id IS NOT NULL OR c.first_order_id IS NOT NULL) "
            "AND c.id NOT IN (SELECT row_id FROM leaving)",
        ),
    ),
    "surveys": (
        ("month", _snapshots(("snapshot_survey", "survey_id")) + " UNION " + _facts(("survey",))),
        ("struck", _struck(("survey",))),
        ("changed", _notes("survey", "= 'answers'")),
        ("note", _notes("survey", "<> 'answers'")),
        ("appeal", _APPEALS),
    ),
    "complaints": (
        (
            "month",
            _snapshots(("snapshot_complaint", "complaint_id")) + " UNION " + _facts(("complaint",)),
        ),
        ("struck", _struck(("complaint",))),
        (
            "changed",
            "SELECT l.row_id, '' FROM milestone_event e CROSS JOIN leaving l ON l.row_id = e.complaint_id "
            "CROSS JOIN complaint c ON c.id = e.complaint_id "
            "WHERE e.recorded_at <> c.recorded_at OR e.corrects_id IS NOT NULL OR e.note IS NOT NULL",
        ),
        *(
            ("worked", f"SELECT l.row_id, '' FROM {table} c CROSS JOIN leaving l ON l.row_id = c.{column}")
            for table, column in (
                ("complaint_round", "complaint_id"),
                ("complaint_round", "previous_id"),
                ("complaint_round", "first_id"),
                ("complaint_pause", "complaint_id"),
                ("complaint_handover", "complaint_id"),
                ("validity_step", "complaint_id"),
            )
        ),
        ("note", _notes("complaint", "IS NOT NULL")),
        ("appeal", _APPEALS),
        ("conduct", _CONDUCT),
    ),
}
"""Kind → why a row stays, and the statement that says which do, with what it is that holds each."""

PEOPLE: Mapping[str, str] = {
    "orders": "SELECT id AS row_id, agent_id, technician_id, parts_id, NULL FROM work_order",
    "surveys": "SELECT s.id AS row_id, o.agent_id, o.technician_id, o.parts_id, NULL "
    "FROM survey s JOIN work_order o ON o.id = s.order_id",
    "complaints": "SELECT c.id AS row_id, o.agent_id, o.technician_id, o.parts_id, c.handler_id "
    "FROM complaint c LEFT JOIN work_order o ON o.id = c.order_id",
}
"""Kind → whose figures each row may move."""

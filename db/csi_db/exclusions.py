"""Rows that are struck out: taken from the loaded facts, and kept beside them.

An order that is struck out gives no credit, and what came back of it does not matter; its being a return itself, its
response times and its surveys are struck out by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of
from csi_tui.scoring.periods import Period

_LOADED: dict[str, tuple[str, ...]] = {
    "order": ("SELECT order_id AS fact_id FROM coded_order",),
    "times": (
        "SELECT order_id AS fact_id FROM coded_order WHERE contact_time IS NOT NULL OR arrival_time IS NOT NULL",
    ),
    "return": ("SELECT return_id AS fact_id FROM fact_return", "SELECT return_id FROM fact_charge_back"),
    "survey": ("SELECT survey_id AS fact_id FROM fact_survey",),
    "complaint": ("SELECT complaint_id AS fact_id FROM fact_complaint",),
}
"""Kind → where its rows stand among the loaded facts."""

_STRUCK: dict[str, tuple[str, ...]] = {
    # The times come first: of an order that is struck out as well, both are kept.
    "times": ("UPDATE coded_order SET contact_time = NULL, arrival_time = NULL WHERE order_id IN ({ids})",),
    "return": (
        "DELETE FROM fact_return WHERE return_id IN ({ids})",
        "DELETE FROM fact_charge_back WHERE return_id IN ({ids})",
    ),
    "order": (
        "DELETE FROM fact_return WHERE order_id IN ({ids})",
        "DELETE FROM coded_order WHERE order_id IN ({ids})",
    ),
    "survey": ("DELETE FROM fact_survey WHERE survey_id IN ({ids})",),
    "complaint": ("DELETE FROM fact_complaint WHERE complaint_id IN ({ids})",),
}
"""Kind → what takes its rows out of the loaded facts."""


def in_force(kind: str) -> str:
    """SQL for the keys of the rows of a kind that are struck out now."""
    return f"SELECT fact_id FROM exclusion WHERE kind = '{kind}' AND restored_at IS NULL"


def strike_out(connection: Connection, but: tuple[str, int] | None = None) -> None:
    """Take what is struck out now from the loaded facts; what was among them is kept in ``fact_exclusion``.

    ``but``: kind and key of a row that is left in, as if it were restored.
    """
    if not rows_of(connection, "SELECT 1 FROM exclusion WHERE restored_at IS NULL LIMIT 1"):
        return
    ids = {
        kind: in_force(kind)
        + (f" AND fact_id <> {int(but[1])}" if but is not None and but[0] == kind else "")
        for kind in _STRUCK
    }
    # All of it is noted first: taking an order out takes the returns against it out as well.
    for kind in _STRUCK:
        _note(connection, kind, ids[kind])
    _note_returns(connection, ids["order"])
    for kind in _STRUCK:
        _take_out(connection, kind, ids[kind])


def strike_one(connection: Connection, kind: str, fact_id: int) -> None:
    """Take one more row from the loaded facts, as if it were struck out."""
    _note(connection, kind, str(int(fact_id)))
    if kind == "order":
        _note_returns(connection, str(int(fact_id)))
    _take_out(connection, kind, str(int(fact_id)))


def _note(connection: Connection, kind: str, ids: str) -> None:
    loaded = " UNION ".join(_LOADED[kind])
    connection.exec_driver_sql(
        f"INSERT INTO fact_exclusion (kind, fact_id) SELECT '{kind}', fact_id FROM ({loaded}) "
        f"WHERE fact_id IN ({ids})"
    )


def _note_returns(connection: Connection, orders: str) -> None:
    """What came back of an order that is struck out was known as well: with the order it counts again."""
    connection.exec_driver_sql(
        f"INSERT INTO fact_exclusion (kind, fact_id) SELECT 'return', return_id FROM fact_return "
        f"WHERE order_id IN ({orders}) "
        "AND return_id NOT IN (SELECT fact_id FROM fact_exclusion WHERE kind = 'return')"
    )


def _take_out(connection: Connection, kind: str, ids: str) -> None:
    for statement in _STRUCK[kind]:
        connection.exec_driver_sql(statement.format(ids=ids))


_PEOPLE_OF: dict[str, tuple[str, ...]] = {
    "order": ("coded_order WHERE order_id = :fact", "fact_return WHERE order_id = :fact"),
    "times": ("coded_order WHERE order_id = :fact",),
    "return": ("fact_return WHERE return_id = :fact", "fact_charge_back WHERE return_id = :fact"),
    "survey": ("fact_survey WHERE survey_id = :fact",),
    "complaint": ("fact_complaint WHERE complaint_id = :fact",),
}


def people_on(connection: Connection, kind: str, fact_id: int) -> set[int]:
    """Employees whose figures a loaded row may move."""
    found: set[int] = set()
    for source in _PEOPLE_OF[kind]:
        columns = "agent_id, technician_id, parts_id" + (", handler_id" if kind == "complaint" else "")
        for row in rows_of(connection, f"SELECT {columns} FROM {source}", {"fact": fact_id}):
            found.update(key for key in row if key is not None)
    return found


_ROW = {
    "order": "SELECT id, period, NULL, agent_id, technician_id, parts_id, NULL FROM work_order WHERE order_no = :no",
    # A return that the frozen month of its order does not have is charged back in a month of its own.
    "return": """
        WITH linked AS (
            SELECT r.id, r.return_period, f.period, f.agent_id, f.technician_id, f.parts_id,
                EXISTS (SELECT 1 FROM month m WHERE m.period = f.period AND m.state = 'frozen')
                AND NOT EXISTS (
                    SELECT 1 FROM month_revision v
                    WHERE v.period = f.period AND v.state = 'frozen' AND (
                        EXISTS (SELECT 1 FROM snapshot_return s WHERE s.revision_id = v.id AND s.return_id = r.id)
                        OR EXISTS (SELECT 1 FROM snapshot_exclusion s
                            WHERE s.revision_id = v.id AND s.kind = 'return' AND s.fact_id = r.id))) AS charged
            FROM work_order r JOIN work_order f ON f.id = r.first_order_id
            WHERE r.order_no = :no)
        SELECT id, CASE WHEN charged THEN return_period ELSE period END,
            CASE WHEN charged THEN period ELSE return_period END, agent_id, technician_id, parts_id, NULL
        FROM linked""",
    "survey": "SELECT v.id, v.period, NULL, o.agent_id, o.technician_id, o.parts_id, NULL "
    "FROM survey v JOIN work_order o ON o.id = v.order_id WHERE v.agency_ref = :no",
    "complaint": "SELECT c.id, c.period, NULL, o.agent_id, o.technician_id, o.parts_id, c.handler_id "
    "FROM complaint c LEFT JOIN work_order o ON o.id = c.order_id WHERE c.complaint_no = :no",
}
_ROW["times"] = _ROW["order"]


_DEAD = {
    "order": "SELECT 1 FROM work_order WHERE id = :fact AND outcome = 'cancelled'",
    "return": "SELECT 1 FROM work_order WHERE id = :fact AND outcome = 'cancelled'",
    "survey": "SELECT 1 FROM survey v JOIN work_order o ON o.id = v.order_id "
    "WHERE v.id = :fact AND o.outcome = 'cancelled'",
    "complaint": "SELECT 1 FROM complaint WHERE id = :fact AND status = 'invalid'",
}
_DEAD["times"] = _DEAD["order"]


def counts_nowhere(connection: Connection, kind: str, fact_id: int) -> bool:
    """Whether a row is cancelled or invalid: struck out or not, no computation counts it."""
    return bool(rows_of(connection, _DEAD[kind], {"fact": fact_id}))


PLACES = ("agent", "technician", "parts", "handler")


class Found(NamedTuple):
    """A row that can be struck out: its key, the months in which it may count, the likeliest first, who stands on it.

    ``places``: agent, technician, parts, handler → employee.
    """

    fact_id: int
    periods: tuple[Period, ...]
    places: Mapping[str, int]

    @property
    def people(self) -> frozenset[int]:
        """Everybody on it."""
        return frozenset(self.places.values())


def find(connection: Connection, kind: str, number: str) -> Found | None:
    """The row of a kind that has the number; a return only where it is linked to the order that it came back from."""
    rows = rows_of(connection, _ROW[kind], {"no": number})
    if not rows:
        return None
    fact_id, *numbers = rows[0]
    periods, people = numbers[:2], numbers[2:]
    return Found(
        fact_id,
        tuple(dict.fromkeys(period for period in periods if period is not None)),
        {place: key for place, key in zip(PLACES, people, strict=True) if key is not None},
    )


def noted(connection: Connection) -> list[tuple[str, int]]:
    """Kind and key of what was struck out among the loaded facts."""
    return [(row[0], row[1]) for row in rows_of(connection, "SELECT kind, fact_id FROM fact_exclusion")]

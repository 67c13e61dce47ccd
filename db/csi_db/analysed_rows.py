"""What a month's analysis counts of the loaded facts: each order and complaint once.

Orders are read as they are counted by product (:mod:`csi_db.product_counts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from csi_db.bulk import rows_of
from csi_db.facts import INSTANT
from csi_db.measures import REPAIRED
from csi_db.person_counts import credited
from csi_db.receipt_rows import LATE_AND_MISSING
from csi_db.states import MILESTONES


class AnalysedComplaint(NamedTuple):
    """A valid complaint of the month.

    Attributes:
        in_time: None where it is not decided yet.
        late: the milestones that missed their limit; ``dues``: the limits of all three.
    """

    handler_id: int | None
    category: str
    in_time: bool | None
    late: tuple[str, ...]
    dues: tuple[datetime, datetime, datetime]


def complaints(connection: Connection, as_of: datetime, known_at: datetime) -> list[AnalysedComplaint]:
    """Every complaint of the loaded facts; what is not done is as late as the cut-off ``as_of``.

    ``known_at``: when the figures were computed; a milestone that was corrected after that is taken as it was then.
    """
    dues = ("contact_due", "plan_due", "resolve_due")
    rows = connection.execute(
        text(
            f"SELECT f.handler_id, COALESCE(c.category, ''), f.in_time, {LATE_AND_MISSING}, "
            f"{', '.join(f'c.{due}' for due in dues)} "
            "FROM fact_complaint f JOIN complaint c ON c.id = f.complaint_id ORDER BY c.complaint_no"
        )
        .bindparams(bindparam("as_of", type_=INSTANT), bindparam("known_at", type_=INSTANT))
        .columns(**{due: INSTANT for due in dues}),
        {"as_of": as_of, "known_at": known_at},
    )
    return [
        AnalysedComplaint(
            handler_id=row[0],
            category=row[1],
            in_time=None if row[2] is None else bool(row[2]),
            late=tuple(step for step, late in zip(MILESTONES, row[3:6], strict=True) if late),
            dues=(row[-3], row[-2], row[-1]),
        )
        for row in rows
    ]


class Fixes(NamedTuple):
    """Repaired orders that were not fixed at the first repair, by why; ``of``: all repaired ones."""

    of: int
    came_back: int
    not_fixed: int
    unknown: int
    charge_backs: int


def fixes(connection: Connection) -> Fixes:
    """Of the counted orders, in whose places their products stand."""
    by_outcome = {
        row[0]: int(row[1])
        for row in rows_of(
            connection, f"SELECT outcome, SUM(n) FROM counted_orders WHERE {REPAIRED} GROUP BY outcome"
        )
    }
    came_back = rows_of(
        connection,
        f"SELECT COUNT(DISTINCT order_id) FROM fact_return WHERE {REPAIRED} AND outcome = 'fixed'",
    )[0][0]
    charged = rows_of(
        connection, "SELECT COUNT(DISTINCT order_id) FROM fact_charge_back WHERE outcome = 'fixed'"
    )[0][0]
    return Fixes(
        of=sum(by_outcome.values()),
        came_back=int(came_back),
        not_fixed=by_outcome.get("not_fixed", 0),
        unknown=by_outcome.get(None, 0),
        charge_backs=int(charged),
    )


def came_back(connection: Connection, places: Sequence[str]) -> dict[int, int]:
    """Employee → how many of the own orders, fixed at first, came back; as long as people stand on the returns."""
    rows = rows_of(
        connection,
        f"SELECT employee_id, COUNT(DISTINCT order_id) FROM ({credited('fact_return', places)}) "
        f"WHERE {REPAIRED} AND outcome = 'fixed' GROUP BY employee_id",
    )
    return {int(employee): int(n) for employee, n in rows}


Caused = tuple[str, str, int]
"""Kind and impact, ``unknown`` where it is not known, and how many orders."""


def returned(connection: Connection) -> list[Caused]:
    """Repaired orders that came back, by severity and impact of what was found then; an order once for each."""
    return _caused(
        connection,
        "SELECT COALESCE(severity, 'unknown'), COALESCE(impact, 'unknown'), COUNT(DISTINCT order_id) "
        f"FROM fact_return WHERE {REPAIRED} GROUP BY 1, 2",
    )


def parts_at_fault(connection: Connection) -> list[Caused]:
    """Orders whose parts were late or wrong, by that and its impact, of the counted orders."""
    return _caused(
        connection,
        "SELECT parts_issue, COALESCE(parts_impact, 'unknown'), SUM(n) FROM counted_orders "
        "WHERE parts_issue <> 'none' GROUP BY 1, 2",
    )


def parts_needed(connection: Connection) -> int:
    """Orders that needed parts, of the counted orders."""
    found = rows_of(
        connection, "SELECT COALESCE(SUM(n), 0) FROM counted_orders WHERE parts_issue IS NOT NULL"
    )
    return int(found[0][0])


def _caused(connection: Connection, sql: str) -> list[Caused]:
    return [
        (str(kind), str(impact), int(n))
        for kind, impact, n in rows_of(connection, f"{sql} ORDER BY 3 DESC, 1, 2")
    ]

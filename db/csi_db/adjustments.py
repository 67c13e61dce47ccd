"""Adjustments of lines among the loaded facts (:mod:`csi_db.facts`)."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import rows_of


class AdjustedLine(NamedTuple):
    """An adjustment that a computation counts; ``points`` in hundredths."""

    adjustment_id: int
    employee_id: int
    line: str
    points: int


def loaded_adjustments(connection: Connection) -> list[AdjustedLine]:
    """The loaded adjustments, in the order in which they were made."""
    sql = f"SELECT {', '.join(AdjustedLine._fields)} FROM fact_adjustment ORDER BY adjustment_id"
    return [AdjustedLine(*row) for row in rows_of(connection, sql)]

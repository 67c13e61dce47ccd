"""What a freeze hands on to the next month: everything of the month that its snapshot does not count.

Domain rules 4 and 5: an unfinished order and an undetermined complaint count in the next month, and so on until they
are done; the same holds for what came in after the cut-off.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from csi_db.facts import INSTANT

_MOVES: dict[str, str] = {
    "orders": """
        UPDATE work_order SET period = :following
        WHERE period = :period AND (outcome IS NULL OR outcome <> 'cancelled')
            AND id NOT IN (SELECT order_id FROM snapshot_order WHERE revision_id = :revision)""",
    "complaints": """
        UPDATE complaint SET period = :following
        WHERE period = :period AND status = 'valid' AND id NOT IN (
            SELECT complaint_id FROM snapshot_complaint WHERE revision_id = :revision AND in_time IS NOT NULL)""",
    "surveys": "UPDATE survey SET period = :following WHERE period = :period AND answered_at > :as_of",
    "returns": """
        UPDATE work_order SET return_period = :following
        WHERE return_period = :period AND received_at > :as_of""",
    # Months may be frozen out of order: what came back in a month that is closed already is charged back after it.
    "returns_of_closed_months": """
        UPDATE work_order SET return_period = :following
        WHERE return_period <> :period
            AND return_period IN (SELECT period FROM month WHERE state IN ('published', 'frozen'))
            AND first_order_id IN (SELECT order_id FROM snapshot_order WHERE revision_id = :revision)
            AND id NOT IN (SELECT return_id FROM snapshot_return WHERE revision_id = :revision)""",
}


def hand_on(
    connection: Connection, period: int, following: int, revision_id: int, as_of: datetime
) -> dict[str, int]:
    """Move what the revision did not count to ``following``; answers how many rows of each kind moved."""
    moved = {}
    for kind, sql in _MOVES.items():
        statement = text(sql)
        values: dict[str, object] = {"period": period, "following": following}
        if ":revision" in sql:
            values["revision"] = revision_id
        if ":as_of" in sql:
            statement = statement.bindparams(bindparam("as_of", type_=INSTANT))
            values["as_of"] = as_of
        moved[kind] = connection.execute(statement, values).rowcount
    return moved

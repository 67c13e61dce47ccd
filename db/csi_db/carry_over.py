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


_OF_THE_MONTH = (
    "late = 1 AND period > :period AND {at} >= :starts AND {at} < :ends "
    "AND period NOT IN (SELECT period FROM month WHERE state IN ('published', 'frozen'))"
)
_BACK: dict[str, str] = {
    "orders": f"UPDATE work_order SET period = :period, late = 0 WHERE {_OF_THE_MONTH.format(at='received_at')}",
    "complaints": f"UPDATE complaint SET period = :period, late = 0 WHERE {_OF_THE_MONTH.format(at='received_at')}",
    "surveys": f"UPDATE survey SET period = :period, late = 0 WHERE {_OF_THE_MONTH.format(at='answered_at')}",
    "returns": """
        UPDATE work_order SET return_period = :period
        WHERE return_period > :period AND received_at >= :starts AND received_at < :ends
            AND return_period NOT IN (SELECT period FROM month WHERE state IN ('published', 'frozen'))""",
}


def bring_back(connection: Connection, period: int, starts: datetime, ends: datetime) -> dict[str, int]:
    """Let what came too late for a published month count in it again, now that it is reopened (domain.md decision 4).

    Those are the facts of the month itself, between ``starts`` and ``ends``. Answers how many of each kind came back.
    """
    moved = {}
    for kind, sql in _BACK.items():
        statement = text(sql).bindparams(bindparam("starts", type_=INSTANT), bindparam("ends", type_=INSTANT))
        values = {"period": period, "starts": starts, "ends": ends}
        moved[kind] = connection.execute(statement, values).rowcount
    return moved


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

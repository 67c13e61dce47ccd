"""What a freeze hands on to the next month: everything of the month that its snapshot does not count.

docs/rules.md, rules 4 and 5: an unfinished order and an undetermined complaint count in the next month, and so on until
they are done; the same holds for what came in after the cut-off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from csi_db import exclusions, facts
from csi_db.bulk import driver, rows_of
from csi_db.facts import INSTANT
from csi_db.states import CLOSED
from csi_tui.scoring.periods import Period


@dataclass(frozen=True, slots=True)
class _Move:
    """Rows of a table that a freeze hands on: which, what they are called in the register, and the month they bear."""

    kind: str
    table: str
    column: str
    where: str


# What a revision left out because it was struck out stays in its month: restored after the freeze, it takes a
# correction of that month. A complaint that was not decided yet counts in none, struck out or not: it goes on.
_STRUCK_COMPLAINT = (
    "c.id IN (SELECT fact_id FROM snapshot_exclusion WHERE revision_id = :revision AND kind = 'complaint')"
)
_NOT_STRUCK = (
    "id NOT IN (SELECT fact_id FROM snapshot_exclusion WHERE revision_id = :revision AND kind = '{}')"
)
_NOT_CANCELLED = "(outcome IS NULL OR outcome <> 'cancelled')"
_ORDER_NOT_CANCELLED = (
    "NOT EXISTS (SELECT 1 FROM work_order o WHERE o.id = survey.order_id AND o.outcome = 'cancelled')"
)

_MOVES: dict[str, _Move] = {
    "orders": _Move(
        "order",
        "work_order",
        "period",
        f"period = :period AND {_NOT_CANCELLED} AND {_NOT_STRUCK.format('order')} "
        "AND id NOT IN (SELECT order_id FROM snapshot_order WHERE revision_id = :revision)",
    ),
    "complaints": _Move(
        "complaint",
        "complaint",
        "period",
        "period = :period AND status = 'valid' AND id NOT IN ("
        "SELECT complaint_id FROM snapshot_complaint WHERE revision_id = :revision AND in_time IS NOT NULL) "
        f"AND id NOT IN ({facts.decided_complaints(_STRUCK_COMPLAINT)})",
    ),
    "surveys": _Move(
        "survey",
        "survey",
        "period",
        f"period = :period AND {_NOT_STRUCK.format('survey')} "
        "AND id NOT IN (SELECT survey_id FROM snapshot_survey WHERE revision_id = :revision) "
        f"AND {_ORDER_NOT_CANCELLED}",
    ),
    "returns": _Move(
        "return", "work_order", "return_period", "return_period = :period AND received_at > :as_of"
    ),
}

_DROPPED: dict[str, _Move] = {
    "orders": _Move(
        "order",
        "work_order",
        "period",
        f"period = :period AND {_NOT_CANCELLED} AND {_NOT_STRUCK.format('order')} "
        "AND id IN (SELECT order_id FROM snapshot_order WHERE revision_id = :before "
        "UNION SELECT fact_id FROM snapshot_exclusion WHERE revision_id = :before AND kind = 'order') "
        "AND id NOT IN (SELECT order_id FROM snapshot_order WHERE revision_id = :revision)",
    ),
    "complaints": _Move(
        "complaint",
        "complaint",
        "period",
        f"period = :period AND status = 'valid' AND {_NOT_STRUCK.format('complaint')} AND id IN ("
        "SELECT complaint_id FROM snapshot_complaint WHERE revision_id = :before AND in_time IS NOT NULL "
        "UNION SELECT fact_id FROM snapshot_exclusion WHERE revision_id = :before AND kind = 'complaint') "
        "AND id NOT IN ("
        "SELECT complaint_id FROM snapshot_complaint WHERE revision_id = :revision AND in_time IS NOT NULL)",
    ),
    "surveys": _Move(
        "survey",
        "survey",
        "period",
        f"period = :period AND {_NOT_STRUCK.format('survey')} "
        "AND id IN (SELECT survey_id FROM snapshot_survey WHERE revision_id = :before "
        "UNION SELECT fact_id FROM snapshot_exclusion WHERE revision_id = :before AND kind = 'survey') "
        "AND id NOT IN (SELECT survey_id FROM snapshot_survey WHERE revision_id = :revision) "
        f"AND {_ORDER_NOT_CANCELLED}",
    ),
}
"""What a correction does not count any more although the revision before did, and nobody struck out or cancelled."""


_OF_THE_MONTH = (
    "late = 1 AND period > :period AND {at} >= :starts AND {at} < :ends "
    f"AND period NOT IN (SELECT period FROM month WHERE state IN {CLOSED})"
)
_BACK: dict[str, str] = {
    "orders": f"UPDATE work_order SET period = :period, late = 0 WHERE {_OF_THE_MONTH.format(at='received_at')}",
    "complaints": f"UPDATE complaint SET period = :period, late = 0 WHERE {_OF_THE_MONTH.format(at='received_at')}",
    "surveys": f"UPDATE survey SET period = :period, late = 0 WHERE {_OF_THE_MONTH.format(at='answered_at')}",
    "returns": f"""
        UPDATE work_order SET return_period = :period
        WHERE return_period > :period AND received_at >= :starts AND received_at < :ends
            AND return_period NOT IN (SELECT period FROM month WHERE state IN {CLOSED})""",
}


def bring_back(connection: Connection, period: Period, starts: datetime, ends: datetime) -> dict[str, int]:
    """Let what came too late for a published month count in it again, now that it is reopened (docs/rules.md, rule 4).

    Those are the facts of the month itself, between ``starts`` and ``ends``. Answers how many of each kind came back.
    """
    moved = {}
    for kind, sql in _BACK.items():
        statement = text(sql).bindparams(bindparam("starts", type_=INSTANT), bindparam("ends", type_=INSTANT))
        values = {"period": period, "starts": starts, "ends": ends}
        moved[kind] = connection.execute(statement, values).rowcount
    return moved


def hand_on(
    connection: Connection, period: Period, following: Period, revision_id: int, as_of: datetime
) -> dict[str, int]:
    """Move what the revision did not count to ``following``; answers how many rows of each kind moved.

    What moves is noted in the carry-over register.
    """
    values: dict[str, object] = {
        "period": period,
        "following": following,
        "revision": revision_id,
        "as_of": as_of,
    }
    return {kind: _move(connection, move, values) for kind, move in _MOVES.items()}


def hand_on_dropped(
    connection: Connection,
    period: Period,
    following: Period,
    revision_id: int,
    before_id: int,
    as_of: datetime,
) -> dict[str, int]:
    """The same for a correction: what it drops of the revision before counts in ``following``, marked late."""
    values: dict[str, object] = {
        "period": period,
        "following": following,
        "revision": revision_id,
        "before": before_id,
        "as_of": as_of,
    }
    return {kind: _move(connection, move, values, late=True) for kind, move in _DROPPED.items()}


# Months may be frozen out of order: what came back in a month that is closed already is charged back after it.
_OF_CLOSED_MONTHS = f"""
    SELECT id, return_period FROM work_order WHERE return_period <> :period
        AND return_period IN (SELECT period FROM month WHERE state IN {CLOSED})
        AND first_order_id IN (SELECT order_id FROM snapshot_order WHERE revision_id = :revision)
        AND id NOT IN (SELECT return_id FROM snapshot_return WHERE revision_id = :revision)
        AND {_NOT_STRUCK.format("return")}"""

_HELD = "{0}.received_at >= f.completed_at AND {0}.received_day - f.completed_day <= :window " + (
    "AND ({0}.outcome IS NULL OR {0}.outcome <> 'cancelled')"
)
_HELD_BY_NOBODY = f"""
    SELECT r.id, r.return_period FROM work_order r
    JOIN work_order f ON f.id = r.first_order_id
    JOIN month m ON m.period = f.period AND m.state = 'frozen'
    JOIN snapshot_order s ON s.revision_id = m.revision_id AND s.order_id = f.id
    WHERE r.return_period IN (SELECT period FROM month WHERE state IN {CLOSED})
        AND {_HELD.format("r")} AND NOT s.is_return AND (s.outcome IS NULL OR s.outcome <> 'declined')
        AND r.id NOT IN ({exclusions.in_force("return")}) AND f.id NOT IN ({exclusions.in_force("order")})
        AND NOT EXISTS (SELECT 1 FROM snapshot_return k WHERE k.revision_id = m.revision_id AND k.order_id = f.id)
        AND NOT EXISTS (SELECT 1 FROM snapshot_charge_back c JOIN month cm ON cm.revision_id = c.revision_id
            WHERE c.order_id = f.id AND cm.state IN {CLOSED})
        -- Restored, it takes a correction of its own month.
        AND NOT EXISTS (SELECT 1 FROM month o JOIN snapshot_exclusion x ON x.revision_id = o.revision_id
            WHERE o.period = r.return_period AND x.kind = 'return' AND x.fact_id = r.id)
        -- An earlier return in a month that is not frozen yet comes first.
        AND NOT EXISTS (SELECT 1 FROM work_order e LEFT JOIN month em ON em.period = e.return_period
            WHERE e.first_order_id = f.id AND e.return_period < r.return_period
                AND (em.state IS NULL OR em.state <> 'frozen') AND {_HELD.format("e")}
                AND e.id NOT IN ({exclusions.in_force("return")}))"""


def returns_of_closed_months(
    connection: Connection, period: Period, revision_id: int
) -> list[tuple[int, Period]]:
    """Returns of a month's orders that came in months that are closed already: key, and the month they bear."""
    values = {"period": period, "revision": revision_id}
    return [(row[0], row[1]) for row in rows_of(connection, _OF_CLOSED_MONTHS, values)]


def returns_held_by_nobody(connection: Connection, window_days: int) -> list[tuple[int, Period]]:
    """Returns of closed months that no month holds against their order: key, and the month they bear.

    Their order counts in a frozen month and nothing is held against it any more: what was held was struck out or
    linked elsewhere, or the order was struck out when the month of the return was closed (docs/rules.md, rule 6).
    """
    rows = rows_of(connection, _HELD_BY_NOBODY, {"window": window_days})
    return [(row[0], row[1]) for row in rows]


def hand_on_returns(connection: Connection, revision_id: int, targets: Mapping[int, int]) -> int:
    """Let returns be charged back in other months (key → month); answers how many. Noted in the register."""
    known = "SELECT fact_id FROM carried_row WHERE revision_id = :revision AND kind = 'return'"
    noted = {row[0] for row in rows_of(connection, known, {"revision": revision_id})}
    moved = {key: month for key, month in targets.items() if key not in noted}
    own = driver(connection)
    own.executemany(
        "INSERT INTO carried_row (revision_id, kind, fact_id, following) VALUES (?, 'return', ?, ?)",
        [(revision_id, key, month) for key, month in moved.items()],
    )
    own.executemany(
        "UPDATE work_order SET return_period = ? WHERE id = ?", [(month, key) for key, month in moved.items()]
    )
    return len(moved)


def _move(connection: Connection, move: _Move, values: Mapping[str, object], *, late: bool = False) -> int:
    note = (
        "INSERT INTO carried_row (revision_id, kind, fact_id, following) "
        f"SELECT :revision, '{move.kind}', id, :following FROM {move.table} WHERE ({move.where}) "
        f"AND id NOT IN (SELECT fact_id FROM carried_row WHERE revision_id = :revision AND kind = '{move.kind}')"
    )
    statement = text(note)
    if ":as_of" in note:
        statement = statement.bindparams(bindparam("as_of", type_=INSTANT))
    moved = connection.execute(
        statement, {key: value for key, value in values.items() if f":{key}" in note}
    ).rowcount
    if moved:
        # The rows by their keys: what moved no longer fits the condition by which it was found.
        mark = ", late = 1" if late else ""
        connection.execute(
            text(
                f"UPDATE {move.table} SET {move.column} = :following{mark} WHERE id IN "
                f"(SELECT fact_id FROM carried_row WHERE revision_id = :revision AND kind = '{move.kind}')"
            ),
            {"following": values["following"], "revision": values["revision"]},
        )
    return moved


class HandedOn(NamedTuple):
    """A row of the register: what it is, its number, and the month that it was handed to."""

    kind: str
    number: str
    following: Period


def handed_on(connection: Connection, period: Period) -> list[HandedOn]:
    """What the freezes and corrections of a month handed on, in the order of kinds and numbers."""
    return _register(connection, "r.period = :period", "c.following", {"period": period})


def handed_on_by(connection: Connection, revision_id: int) -> list[HandedOn]:
    """The same of one freeze or correction."""
    return _register(connection, "r.id = :revision", "c.following", {"revision": revision_id})


def taken_over(connection: Connection, period: Period) -> list[HandedOn]:
    """What earlier months handed to a month; ``following`` is the month that it came from."""
    return _register(connection, "c.following = :period", "r.period", {"period": period})


def _register(connection: Connection, where: str, other: str, values: Mapping[str, object]) -> list[HandedOn]:
    found = rows_of(
        connection,
        f"SELECT DISTINCT c.kind, COALESCE(o.order_no, v.agency_ref, p.complaint_no), {other} FROM carried_row c "
        "JOIN month_revision r ON r.id = c.revision_id "
        "LEFT JOIN work_order o ON o.id = c.fact_id AND c.kind IN ('order', 'return') "
        "LEFT JOIN survey v ON v.id = c.fact_id AND c.kind = 'survey' "
        "LEFT JOIN complaint p ON p.id = c.fact_id AND c.kind = 'complaint' "
        f"WHERE {where} ORDER BY 1, 2",
        values,
    )
    return [HandedOn(*row) for row in found]


def charged_back(connection: Connection, revision_id: int) -> list[tuple[str, str, Period]]:
    """Charge-backs of a revision: number of the order, of the return, and the month of the order."""
    return _charge_backs(connection, "snapshot_charge_back", revision_id)


def loaded_charge_backs(connection: Connection) -> list[tuple[str, str, Period]]:
    """The same of the loaded facts."""
    return _charge_backs(connection, "fact_charge_back", None)


def charging_months(connection: Connection, period: Period) -> list[Period]:
    """Frozen months any of whose frozen revisions charges back an order that counts in ``period``."""
    rows = rows_of(
        connection,
        "SELECT DISTINCT r.period FROM snapshot_charge_back s JOIN month_revision r ON r.id = s.revision_id "
        "JOIN work_order o ON o.id = s.order_id WHERE o.period = :period AND r.state = 'frozen' ORDER BY 1",
        {"period": period},
    )
    return [row[0] for row in rows]


def _charge_backs(
    connection: Connection, table: str, revision_id: int | None
) -> list[tuple[str, str, Period]]:
    where = "" if revision_id is None else "WHERE s.revision_id = :revision "
    sql = (
        f"SELECT o.order_no, r.order_no, o.period FROM {table} s JOIN work_order o ON o.id = s.order_id "
        f"JOIN work_order r ON r.id = s.return_id {where}ORDER BY 1, 2"
    )
    values = {} if revision_id is None else {"revision": revision_id}
    return [(row[0], row[1], row[2]) for row in rows_of(connection, sql, values)]


def came_late(connection: Connection, period: Period) -> list[tuple[str, str]]:
    """Rows that count in a month because they came too late for their own: kind and number."""
    return [
        (row[0], row[1])
        for row in rows_of(
            connection,
            f"SELECT 'order', order_no FROM work_order WHERE period = :period AND late AND {_NOT_CANCELLED} "
            "UNION ALL SELECT 'survey', agency_ref FROM survey WHERE period = :period AND late "
            f"AND {_ORDER_NOT_CANCELLED} "
            "UNION ALL SELECT 'complaint', complaint_no FROM complaint "
            "WHERE period = :period AND late AND status = 'valid' ORDER BY 1, 2",
            {"period": period},
        )
    ]

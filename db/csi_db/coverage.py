"""Whom the agency asked: of each person's finished orders of a month, how many were asked about and answered."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from csi_db.facts import INSTANT
from csi_db.person_counts import answered, credited
from csi_tui.scoring.periods import Period

PLACES = ("agent", "technician", "parts")


class AskedOrders(NamedTuple):
    """Orders of a person; ``bad``: those that were not fixed or came back, ``bad_asked``: of these, asked about."""

    employee_id: int
    orders: int
    asked: int
    answered: int
    bad: int
    bad_asked: int


def asked_by_person(connection: Connection, period: Period, as_of: datetime) -> list[AskedOrders]:
    """The finished orders of a month by person, as known at a cut-off; somebody on two places is counted once."""
    surveys = "EXISTS (SELECT 1 FROM survey v WHERE v.order_id = o.id AND v.answered_at <= :as_of{0})"
    orders = (
        f"(SELECT o.agent_id, o.technician_id, o.parts_id, {surveys.format('')} AS asked, "
        f"{surveys.format(' AND ' + answered('v.'))} AS answered, "
        "(o.outcome = 'not_fixed' OR EXISTS (SELECT 1 FROM work_order r WHERE r.first_order_id = o.id "
        "AND r.received_at <= :as_of AND (r.outcome IS NULL OR r.outcome <> 'cancelled'))) AS bad "
        "FROM work_order o WHERE o.period = :period AND o.completed_at <= :as_of "
        "AND (o.outcome IS NULL OR o.outcome <> 'cancelled'))"
    )
    statement = text(
        "SELECT employee_id, COUNT(*), SUM(asked), SUM(answered), SUM(bad), SUM(bad AND asked) "
        f"FROM ({credited(orders, PLACES)}) GROUP BY employee_id"
    ).bindparams(bindparam("as_of", type_=INSTANT))
    return [
        AskedOrders._make(row) for row in connection.execute(statement, {"period": period, "as_of": as_of})
    ]

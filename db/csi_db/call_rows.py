"""The orders of a month as those who call customers need them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from csi_db.bulk import driver
from csi_db.named_rows import named
from csi_tui.scoring.periods import Period

_ANSWERED = """EXISTS (
    SELECT 1 FROM survey s WHERE s.order_id = o.id
    AND COALESCE(s.attitude, s.response, s.quality, s.parts, s.cost) IS NOT NULL)"""
_OF_MONTH = f"""
    SELECT o.order_no, o.customer_phone, o.technician_id, o.agent_id, o.completed_at, o.outcome, o.product,
           {_ANSWERED} AS answered
    FROM work_order o WHERE o.period = :period ORDER BY o.order_no"""
_TO_CALL = f"""
    SELECT o.order_no, o.customer_name, o.customer_phone, o.product, COALESCE(t.name, a.name) AS person,
           o.completed_at, {_ANSWERED} AS answered
    FROM work_order o LEFT JOIN employee t ON t.id = o.technician_id LEFT JOIN employee a ON a.id = o.agent_id
    WHERE o.order_no IN (SELECT value FROM json_each(:numbers))"""


class OrderOfMonth(NamedTuple):
    """An order that counts in a month; ``answered``: a survey of it holds an answer."""

    order_no: str
    customer_phone: str | None
    technician_id: int | None
    agent_id: int | None
    completed_at: Any
    outcome: str | None
    product: str | None
    answered: int


class OrderToCall(NamedTuple):
    """An order as the list of calls shows it; ``person``: the technician, where there is none the agent."""

    order_no: str
    customer_name: str | None
    customer_phone: str | None
    product: str | None
    person: str | None
    completed_at: Any
    answered: int


def orders_of_month(connection: Connection, period: Period) -> list[OrderOfMonth]:
    """Every order that counts in a month, by number."""
    return named(driver(connection).execute(_OF_MONTH, {"period": period}), OrderOfMonth)


def orders_to_call(connection: Connection, numbers: Sequence[str]) -> dict[str, OrderToCall]:
    """Number → the order, for those that there are."""
    found = driver(connection).execute(_TO_CALL, {"numbers": json.dumps(list(numbers))})
    return {one.order_no: one for one in named(found, OrderToCall)}

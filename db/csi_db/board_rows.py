"""The rows of one day, for a wall: numbers and instants alone, nothing that a customer could be known by."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from csi_db.facts import EVERY_PERIOD, INSTANT

_ORDER_TIMES = ("received_at", "first_contact_at", "appointment_at", "arrived_at", "completed_at")
_COMPLAINT_TIMES = ("received_at", "contacted_at", "planned_at", "resolved_at")


class OrderOfDay(NamedTuple):
    """An order of which something happens on the day."""

    number: str
    outcome: str | None
    received_at: datetime
    first_contact_at: datetime | None
    appointment_at: datetime | None
    arrived_at: datetime | None
    completed_at: datetime | None


class ComplaintOfDay(NamedTuple):
    """A complaint, or a round of one, of which something happened on the day."""

    received_at: datetime
    contacted_at: datetime | None
    planned_at: datetime | None
    resolved_at: datetime | None


def orders_of_day(connection: Connection, since: datetime, until: datetime) -> list[OrderOfDay]:
    """Orders received, first contacted, expected or completed from an instant up to another, by number.

    Whoever is contacted or expected on the day is not done, or done on the day: so only the orders that are open, that
    were completed since, or came in on the day are looked at, each of which an index finds; of the first it has to be
    said which one, or SQLite would go through the months of all orders.
    """
    rows = connection.execute(
        text(
            f"SELECT order_no, outcome, {', '.join(_ORDER_TIMES)} FROM work_order WHERE id IN ("
            "SELECT id FROM work_order INDEXED BY order_unfinished WHERE completed_at IS NULL "
            f"UNION SELECT id FROM work_order WHERE period IN ({EVERY_PERIOD}) AND completed_at >= :since "
            "UNION SELECT id FROM work_order WHERE received_at >= :since AND received_at < :until"
            f") AND ({_any_within(_ORDER_TIMES)}) ORDER BY order_no"
        )
        .bindparams(bindparam("since", type_=INSTANT), bindparam("until", type_=INSTANT))
        .columns(**{name: INSTANT for name in _ORDER_TIMES}),
        {"since": since, "until": until},
    )
    return [OrderOfDay._make(row) for row in rows]


def complaints_of_day(connection: Connection, since: datetime, until: datetime) -> list[ComplaintOfDay]:
    """Complaints that were received or reached a milestone from an instant up to another."""
    rows = connection.execute(
        text(f"SELECT {', '.join(_COMPLAINT_TIMES)} FROM complaint WHERE {_any_within(_COMPLAINT_TIMES)}")
        .bindparams(bindparam("since", type_=INSTANT), bindparam("until", type_=INSTANT))
        .columns(**{name: INSTANT for name in _COMPLAINT_TIMES}),
        {"since": since, "until": until},
    )
    return [ComplaintOfDay(*row) for row in rows]


def handlers_of_open(connection: Connection) -> dict[str, int]:
    """Open complaint → the employee who handles it; without those that nobody has."""
    rows = connection.execute(
        text(
            "SELECT complaint_no, handler_id FROM complaint "
            "WHERE next_due_at IS NOT NULL AND handler_id IS NOT NULL"
        )
    )
    return {str(number): int(handler) for number, handler in rows}


def _any_within(names: tuple[str, ...]) -> str:
    return " OR ".join(f"({name} >= :since AND {name} < :until)" for name in names)

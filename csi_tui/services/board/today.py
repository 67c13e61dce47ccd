"""Today's contacts: what has happened up to now, and which appointments are still to be kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session

from csi_db import board_rows
from csi_tui.services.board.values import ComplaintsToday, OrdersToday, Visit, VisitsToday
from csi_tui.services.week.weeks import midnight


class Today(NamedTuple):
    """What a day's rows come to."""

    orders: OrdersToday
    complaints: ComplaintsToday
    visits: VisitsToday


def today(session: Session, now: datetime) -> Today:
    """The day of ``now``, which is site-local: from local midnight to local midnight.

    Who is visited is not asked: a visit of a cancelled order is none, one of an order that is done is kept.
    """
    zone = now.tzinfo
    assert zone is not None
    since, until = midnight(now.date(), zone), midnight(now.date() + timedelta(days=1), zone)
    connection = session.connection()
    orders = board_rows.orders_of_day(connection, since, until)
    complaints = board_rows.complaints_of_day(connection, since, until)

    def happened(at: datetime | None) -> bool:
        return at is not None and since <= at < until

    visits = [
        one for one in orders if happened(one.appointment_at) and one.outcome not in ("cancelled", "declined")
    ]
    waiting = [
        Visit(one.number, one.appointment_at.astimezone(zone), late=one.appointment_at < now)
        for one in visits
        if one.appointment_at is not None and one.arrived_at is None and one.completed_at is None
    ]
    return Today(
        OrdersToday(
            received=sum(happened(one.received_at) for one in orders),
            contacted=sum(happened(one.first_contact_at) for one in orders),
            completed=sum(happened(one.completed_at) for one in orders),
        ),
        ComplaintsToday(
            received=sum(happened(one.received_at) for one in complaints),
            contacted=sum(happened(one.contacted_at) for one in complaints),
            planned=sum(happened(one.planned_at) for one in complaints),
            resolved=sum(happened(one.resolved_at) for one in complaints),
        ),
        VisitsToday(len(visits), tuple(sorted(waiting, key=lambda one: (one.at, one.number)))),
    )

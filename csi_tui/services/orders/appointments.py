"""The appointment that stood at the arrival: it is not set, moved or taken away afterwards (docs/rules.md, rule 19)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from sqlmodel import Session

from csi_db import audit_rows
from csi_db.models import WorkOrder
from csi_tui.i18n import _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FieldFault
from csi_tui.services.desk.instants import show_instant
from csi_tui.services.tabular.records import OrderRow

CHANGES = ("change-order", "take-back-order", "put-back")
MINUTE = timedelta(minutes=1)
"""Arrivals are entered to the minute: what was set within it was set in time."""


def appointment_faults(session: Session, desk: Desk, known: WorkOrder, row: OrderRow) -> list[FieldFault]:
    """What is wrong with the appointment of an order that is there already, when ``row`` is to take its place.

    Whichever is entered first, appointment or arrival: what counts is what stood in the store at the instant of the
    arrival. So an arrival that is taken out, to be entered again behind another appointment, changes nothing.
    """
    moved = row.appointment_at != known.appointment_at
    if not moved and row.arrived_at == known.arrived_at:
        return []
    if row.arrived_at is not None:
        stood = _stood_at(session, known, row.arrived_at)
    elif known.arrived_at is not None:
        stood = known.appointment_at
    else:
        return []
    if row.appointment_at == stood:
        return []
    return [FieldFault("appointment_at", _reason(desk, stood))]


def _reason(desk: Desk, stood: datetime | None) -> str:
    if stood is None:
        return _("An appointment is not set after the arrival. There was none then: leave it empty.")
    return _(
        "An appointment is not moved or taken away after the arrival. It was {at} then: put that."
    ).format(at=show_instant(stood, desk.site.zone))


def _stood_at(session: Session, known: WorkOrder, arrived_at: datetime) -> datetime | None:
    """The appointment of an order at its arrival, by the audit trail; the first one where it was entered later.

    A first entry is free: who enters the whole visit in the evening says what was agreed to.
    """
    stood, number = known.appointment_at, known.order_no
    if known.version == 1:
        return stood
    before: int | None = None
    after, connection = arrived_at + MINUTE, session.connection()
    while True:
        for entry in audit_rows.about_since(connection, number, after, before):
            detail = json.loads(entry.detail)
            if entry.action == "renumber-order":
                number, before = detail["before"], entry.seq
                break
            if entry.action in CHANGES and "appointment_at" in detail:
                earlier = detail["appointment_at"][0]
                stood = None if earlier is None else datetime.fromisoformat(earlier)
        else:
            return stood

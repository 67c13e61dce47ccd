"""Due times shown, with the strip of days that proves them: of an instant, or of a complaint as it is stored.

They are computed in ``scoring.deadlines`` and stored on the row of the complaint; ``recomputed_due_times`` moves them
after a change of the calendar.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import select

from csi_db.models import Complaint
from csi_tui.i18n import _
from csi_tui.scoring.deadlines import DueTimes, due_times
from csi_tui.services.complaints.clock import limits_of, proof
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.instants import read_instant
from csi_tui.services.errors import UserError
from csi_tui.services.workdays.calendar import site_calendar


def due(desk: Desk, received_at: datetime) -> DueTimes:
    """The due times of a complaint received at an instant (``csi due``)."""
    with desk.read() as session:
        return due_times(received_at, desk.site.zone, site_calendar(session), limits_of(desk))


def due_of(desk: Desk, what: str) -> DueTimes:
    """The due times of a complaint received at an instant, or of the complaint of that number.

    Raises:
        UserError: it is neither.
    """
    with desk.read() as session:
        complaint = session.exec(select(Complaint).where(Complaint.complaint_no == what)).first()
        if complaint is not None:
            return proof(session, desk, complaint)
    try:
        return due(desk, read_instant(what, desk.site.zone))
    except UserError as error:
        raise UserError(
            _("{sentence} Nor is there a complaint of that number.").format(sentence=error.message)
        ) from error

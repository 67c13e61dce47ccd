"""Due times of complaints with the site's calendar and the scheme's limits."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from csi_tui.scoring.deadlines import DueTimes, due_times
from csi_tui.services.calendar import site_calendar
from csi_tui.services.desk import Desk, SiteInfo
from csi_tui.services.schemes import find


def due_times_of(session: Session, site: SiteInfo, received_at: datetime) -> DueTimes:
    """The due times of a complaint received at an instant, inside a unit of work."""
    return due_times(received_at, site.zone, site_calendar(session), find(site.scheme_id).scheme.clock)


def due(desk: Desk, received_at: datetime) -> DueTimes:
    """The due times of a complaint received at an instant (``csi due``)."""
    with desk.read() as session:
        return due_times_of(session, desk.site, received_at)

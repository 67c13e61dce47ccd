"""The dates of a month: cut-off, publication, window, freeze, and those that its scheme ties to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, default_cut_off
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.reminders import reminders_of
from csi_tui.services.months.status import MonthStatus


@dataclass(frozen=True, slots=True)
class MonthDate:
    """What of a month happens when; ``at``: a site-local instant by which it is so, or the last day on which it is in
    time. ``id``: the same for the same date of the same month, whenever it moves.
    """

    id: str
    period: Period
    name: str
    at: date | datetime


def month_dates(desk: Desk, status: MonthStatus) -> list[MonthDate]:
    """The dates of a month that are known by now, as far as it has come."""
    zone = desk.site.zone
    cut_off = default_cut_off(status.period, zone).astimezone(zone)
    known: list[tuple[str, str, datetime | None]] = [
        ("cut-off", _("cut-off"), cut_off if status.as_of is None else status.as_of),
        ("published", _("published"), status.published_at),
        ("window", _("end of the time to appeal"), status.window_ends_at),
        ("freeze", _("frozen"), status.frozen_at)
        if status.state == "frozen"
        else ("freeze", _("may be frozen from now on"), status.window_ends_at),
    ]
    return [
        *(MonthDate(id, status.period, name, at) for id, name, at in known if at is not None),
        *(
            MonthDate(f"reminder/{line.id}", status.period, line.name, line.due)
            for line in reminders_of(desk, status)
            # What is kept asks for nothing any more.
            if not line.kept
        ),
    ]

"""The dates that a month's scheme ties to it (seed 002 §3.3: talk results over within a week; seed 003 §1.1: choose,
publish)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from csi_tui.i18n import _, current_language
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.status import MonthStatus
from csi_tui.services.schemes.in_force import scheme_of_month


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """Something to be done for a month, and the last day on which it is in time."""

    id: str
    name: str
    due: date
    over: bool

    def json(self) -> dict[str, object]:
        """The reminder as ``csi close status MONTH --json`` prints it."""
        return {"id": self.id, "name": self.name, "due": self.due.isoformat()}


def reminders_of(desk: Desk, status: MonthStatus) -> list[ReminderLine]:
    """The dates of a month, by day; what counts from the publication only once there is one."""
    published_on = None if status.published_at is None else status.published_at.date()
    today = clock.now().astimezone(desk.site.zone).date()
    found = [
        ReminderLine(one.id, one.name.in_language(current_language()), due, due < today)
        for one in scheme_of_month(desk, status.period).reminders
        if (due := one.due(status.period, published_on)) is not None
    ]
    return sorted(found, key=lambda line: line.due)


def reminder_text(line: ReminderLine) -> str:
    """The date in the user's language."""
    text = _("by {day}: {what}").format(day=line.due.isoformat(), what=line.name)
    return _("{text} (this day is over)").format(text=text) if line.over else text

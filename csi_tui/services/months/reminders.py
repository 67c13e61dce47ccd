"""The dates that a month's scheme ties to it (seed 002 §3.3: talk results over within a week; seed 003 §1.1: choose,
publish)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from csi_tui.i18n import _, current_language
from csi_tui.scoring.periods import (
    Period,
    first_day,
    next_period,
    period_of_day,
    previous_period,
    show_period,
)
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.status import MonthStatus, month_status
from csi_tui.services.schemes.in_force import scheme_in, scheme_of_month


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """Something to be done for a month, and the last day on which it is in time.

    ``kept``: what it asks for is done: a date that leads up to the publication once the month is published, one of the
    month before, on which its items are chosen, once they are. What follows from a publication nobody can tell.
    """

    id: str
    name: str
    due: date
    over: bool
    kept: bool = False

    def json(self) -> dict[str, object]:
        """The reminder as ``csi close status MONTH --json`` prints it."""
        return {"id": self.id, "name": self.name, "kept": self.kept, "due": self.due.isoformat()}


def reminders_of(desk: Desk, status: MonthStatus) -> list[ReminderLine]:
    """The dates of a month, by day; what counts from the publication only once there is one."""
    published_on = None if status.published_at is None else status.published_at.date()
    today = clock.now().astimezone(desk.site.zone).date()
    items_chosen = bool(desk.site.items_in(status.period, scheme_in(desk, status.period).scheme.id))
    found = [
        ReminderLine(
            id=one.id,
            name=one.name.in_language(current_language()),
            due=due,
            over=due < today,
            kept=(one.day is not None and status.closed) or (due < first_day(status.period) and items_chosen),
        )
        for one in scheme_of_month(desk, status.period).reminders
        if (due := one.due(status.period, published_on)) is not None
    ]
    return sorted(found, key=lambda line: line.due)


NEAR = timedelta(days=7)
"""So long before a date it is shown to everybody, and so long after it where it may not have been kept."""


def near(desk: Desk) -> list[tuple[Period, ReminderLine]]:
    """The dates of the months around the present one that are near and not kept, by day."""
    today = clock.now().astimezone(desk.site.zone).date()
    present = period_of_day(today)
    found = []
    for period in (
        previous_period(previous_period(present)),
        previous_period(present),
        present,
        next_period(present),
    ):
        if not scheme_in(desk, period).scheme.reminders:
            continue
        status = month_status(desk, period)
        for line in reminders_of(desk, status):
            if not line.kept and abs(line.due - today) <= NEAR:
                found.append((period, line))
    return sorted(found, key=lambda one: (one[1].due, one[0]))


def near_texts(desk: Desk) -> list[str]:
    """The same as sentences."""
    return [
        _("{month}: {what}").format(month=show_period(period), what=reminder_text(line))
        for period, line in near(desk)
    ]


def reminder_text(line: ReminderLine) -> str:
    """The date in the user's language."""
    text = _("by {day}: {what}").format(day=line.due.isoformat(), what=line.name)
    if line.kept:
        return _("{text} (done)").format(text=text)
    return _("{text} (this day is over)").format(text=text) if line.over else text

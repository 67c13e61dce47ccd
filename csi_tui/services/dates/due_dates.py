"""What a calendar is told: the limits of open complaints, and the dates of months. No customer, no phone number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from csi_tui.i18n import _
from csi_tui.scoring.periods import next_period, period_of, show_period
from csi_tui.services.complaints.pages import ComplaintLine, complaints_page
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_texts import milestone_name
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import EVERYTHING, Filter
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.months.cards import find_employee
from csi_tui.services.months.dates import month_dates
from csi_tui.services.months.status import all_months, month_status

SHOWN_MONTHS = 3
"""Months before the present one whose dates are told even when they are frozen."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """Something that is due.

    Attributes:
        mark: the same for the same thing of the same store, whenever it is asked for; it says nothing of what it is.
        at: a site-local instant by which it is due, or the last day on which it is in time.
    """

    mark: str
    title: str
    words: str
    at: date | datetime


def due_dates(desk: Desk, employee: str | None = None) -> list[DueDate]:
    """The limits of open complaints that are not met, and the dates of months; by time.

    ``employee``: of complaints those alone that this employee handles, by number or an unambiguous part of the name.

    Raises:
        UserError: nobody or several employees fit.
    """
    only = EVERYTHING if employee is None else _handled_by(desk, employee)
    found = [*_of_complaints(desk, only), *_of_months(desk)]
    return sorted(found, key=lambda one: (_day(one.at), isinstance(one.at, datetime), str(one.at), one.mark))


def _handled_by(desk: Desk, employee: str) -> Filter:
    with desk.read() as session:
        person = find_employee(session, employee)
        return Filter(person_id=person.id, person=person.name)


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _of_complaints(desk: Desk, only: Filter) -> Iterator[DueDate]:
    page = complaints_page(desk, only=only)
    while page:
        for line in page:
            yield from _limits(desk, line)
        page = complaints_page(desk, only=only, after=page[-1].key)


def _limits(desk: Desk, line: ComplaintLine) -> Iterator[DueDate]:
    limits = (
        ("contacted", line.contact_due, line.contacted_at),
        ("planned", line.plan_due, line.planned_at),
        ("resolved", line.resolve_due, line.resolved_at),
    )
    words = [
        _("Handled by {name}.").format(name=line.handler) if line.handler else _("Nobody handles it yet."),
        _("It stands still at present; the limit moves when it goes on.") if line.paused_until else "",
        _("The resolution's limit is provisional.") if line.provisional else "",
    ]
    for step, due, done in limits:
        if done is None:
            yield DueDate(
                mark=_mark(desk, "complaint", line.complaint_no, step),
                title=_("{milestone} {number}").format(
                    milestone=milestone_name(step), number=without_phones(line.complaint_no)
                ),
                words=" ".join(filter(None, words)),
                at=due,
            )


def _of_months(desk: Desk) -> Iterator[DueDate]:
    present = period_of(clock.now(), desk.site.zone)
    months = all_months(desk)
    shown = [
        *(one for one in months[: -SHOWN_MONTHS - 1] if one.revision and one.state != "frozen"),
        *months[-SHOWN_MONTHS - 1 :],
    ]
    if months[-1].period <= present:
        shown.append(month_status(desk, next_period(present)))
    for status in shown:
        for one in month_dates(desk, status):
            yield DueDate(
                mark=_mark(desk, "month", show_period(one.period), one.id),
                title=_("{month}: {what}").format(month=show_period(one.period), what=one.name),
                words="",
                at=one.at,
            )


def _mark(desk: Desk, *of: str) -> str:
    """Salted: the number of a complaint is not read off it, and no other store has the same."""
    return hashlib.sha256("\x1f".join((desk.site.salt, *of)).encode(errors="surrogatepass")).hexdigest()[:32]

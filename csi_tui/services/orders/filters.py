"""What lists of orders and surveys are narrowed down to: a state or a mark, a person, a span of days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, tzinfo

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, or_

from csi_db.models import Survey, UnmatchedSurvey, WorkOrder
from csi_tui.i18n import N_, _
from csi_tui.scoring.periods import period_of_day
from csi_tui.services.desk import local_times
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import Filter, Filterable
from csi_tui.services.desk.form_faults import FieldFault, FormInvalid
from csi_tui.services.desk.spoken_days import moves, read_day_of_span
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.tabular.cells import BadCell

RECEIVED = N_("received {since} to {until}")


def filter_from(desk: Desk, mark: str, person: str, since: str, until: str) -> Filter:
    """A filter from texts: number or name of a person, days as people say them
    (:func:`~csi_tui.services.desk.spoken_days.read_day_of_span`).

    Raises:
        FormInvalid: a text is no day, the span ends before it begins, or nobody, or more than one, is called so; with
            ``person``, ``since`` and ``until`` as its fields.
    """
    today = local_times.today(desk)
    faults: list[FieldFault] = []

    def day(field: str, text: str, *, end: bool) -> date | None:
        try:
            return read_day_of_span(text, today, end=end)
        except BadCell as bad:
            faults.append(FieldFault(field, bad.reason))
            return None

    wanted = Filter(
        mark=mark,
        since=day("since", since, end=False),
        until=day("until", until, end=True),
        since_said=since if moves(since, today) else "",
        until_said=until if moves(until, today) else "",
    )
    if wanted.since is not None and wanted.until is not None and wanted.until < wanted.since:
        faults.append(FieldFault("until", _("The last day lies before the first.")))
    if person:
        try:
            with desk.read() as session:
                found = find_employee(session, person)
                wanted = replace(wanted, person_id=found.id, person=found.name)
        except UserError as unknown:
            faults.insert(0, FieldFault("person", unknown.at_desk))
    if faults:
        raise FormInvalid(faults)
    return wanted


ORDER_MARKS: dict[str, str] = {
    "completed": N_("completed"),
    "return": N_("returns"),
    "late": N_("late: counts in a later month"),
    "not_fixed": N_("not fixed"),
    "no_technician": N_("without technician"),
    "no_contact": N_("without first contact"),
    "no_serial": N_("without serial number"),
}
"""Marks of an order that a list is narrowed down to, and what they are called."""
ORDERS_BY = Filterable(
    marks=ORDER_MARKS,
    person=N_("Worked on by"),
    days=RECEIVED,
    hint=N_("Number or name; days of receipt, such as 2026-03-12, -7, last month"),
)
"""What a list of orders is narrowed down to."""
SURVEY_MARKS: dict[str, str] = {
    "unanswered": N_("asked, not answered"),
    "dissatisfied": N_("with an answer of 1 or 2"),
    "late": N_("late: counts in a later month"),
    "no_order": N_("without an order in the store"),
}
"""Marks of a survey, and what they are called."""
SURVEYS_BY = Filterable(
    marks=SURVEY_MARKS,
    person=N_("Worked on by"),
    days=N_("answered {since} to {until}"),
    hint=N_("Number or name; days of the answer, such as 2026-03-12, -7, last month"),
)
"""What a list of surveys is narrowed down to."""

_ORDERS: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "completed": lambda: col(WorkOrder.completed_at).is_not(None),
    "return": lambda: col(WorkOrder.first_order_id).is_not(None),
    "late": lambda: col(WorkOrder.late).is_(True),
    "not_fixed": lambda: col(WorkOrder.outcome) == "not_fixed",
    "no_technician": lambda: col(WorkOrder.technician_id).is_(None),
    "no_contact": lambda: col(WorkOrder.first_contact_at).is_(None),
    "no_serial": lambda: col(WorkOrder.serial_no).is_(None),
}


def orders_of(wanted: Filter, zone: tzinfo) -> list[ColumnElement[bool]]:
    """The filter as conditions on an order."""
    found = wanted.within(col(WorkOrder.received_at), zone)
    if wanted.mark:
        found.append(_ORDERS[wanted.mark]())
    return [*found, *_worked_on(wanted)]


def _worked_on(wanted: Filter) -> list[ColumnElement[bool]]:
    """That somebody worked on the order."""
    if wanted.person_id is None:
        return []
    worked = (WorkOrder.agent_id, WorkOrder.technician_id, WorkOrder.parts_id)
    return [or_(*(col(column) == wanted.person_id for column in worked))]


_ANSWERS = (Survey.attitude, Survey.response, Survey.quality, Survey.parts, Survey.cost)
_SURVEYS: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "unanswered": lambda: and_(*(col(answer).is_(None) for answer in _ANSWERS)),
    "dissatisfied": lambda: or_(*(col(answer) <= 2 for answer in _ANSWERS)),
    "late": lambda: col(Survey.late).is_(True),
}


def surveys_of(wanted: Filter, zone: tzinfo) -> list[ColumnElement[bool]]:
    """The filter as conditions on a survey beside its order."""
    found = wanted.within(col(Survey.answered_at), zone)
    if wanted.mark:
        found.append(_SURVEYS[wanted.mark]())
    return [*found, *_worked_on(wanted)]


def unmatched_of(wanted: Filter) -> list[ColumnElement[bool]]:
    """The filter as conditions on a survey that names no order of the store; of its day, the month alone is known."""
    found = []
    if wanted.since is not None:
        found.append(col(UnmatchedSurvey.period) >= period_of_day(wanted.since))
    if wanted.until is not None:
        found.append(col(UnmatchedSurvey.period) <= period_of_day(wanted.until))
    return found

"""What a list is narrowed down to: a state or a mark, a person, a span of days of receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, or_

from csi_db.models import WorkOrder
from csi_tui.i18n import N_, _
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import find_employee
from csi_tui.services.tabular.cells import BadCell
from csi_tui.services.tabular.instants import parse_date


@dataclass(frozen=True, slots=True)
class Filter:
    """What the lines of a list must be.

    Attributes:
        mark: one of the list's own marks; empty for any.
        person_id: of an order, who worked on it; of a complaint, who handles it. ``person``: the name, to be shown.
        since, until: first and last day of receipt, site-local; None where open.
    """

    mark: str = ""
    person_id: int | None = None
    person: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything."""
        return self != EVERYTHING

    def received(self, column: Any, zone: tzinfo) -> list[ColumnElement[bool]]:
        """The days of receipt as conditions on an instant."""
        found: list[ColumnElement[bool]] = []
        if self.since is not None:
            found.append(column >= _midnight(self.since, zone))
        if self.until is not None:
            found.append(column < _midnight(self.until + timedelta(days=1), zone))
        return found


EVERYTHING = Filter()
"""Asks for nothing."""


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def filter_from(desk: Desk, mark: str, person: str, since: str, until: str) -> Filter:
    """A filter from texts: number or name of a person, days as a sheet may have them.

    Raises:
        BadCell: a text is no day, or the span ends before it begins.
        UserError: nobody, or more than one, is called so.
    """
    first, last = (parse_date(day) if day else None for day in (since, until))
    if first is not None and last is not None and last < first:
        raise BadCell(_("The last day lies before the first."))
    if not person:
        return Filter(mark=mark, since=first, until=last)
    with desk.read() as session:
        found = find_employee(session, person)
        return Filter(mark=mark, person_id=found.id, person=found.name, since=first, until=last)


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
    found = wanted.received(col(WorkOrder.received_at), zone)
    if wanted.mark:
        found.append(_ORDERS[wanted.mark]())
    if wanted.person_id is not None:
        worked = (WorkOrder.agent_id, WorkOrder.technician_id, WorkOrder.parts_id)
        found.append(or_(*(col(column) == wanted.person_id for column in worked)))
    return found


def filter_words(wanted: Filter, marks: Mapping[str, str]) -> str:
    """The filter as it stands above the list."""
    days = ""
    if wanted.since is not None or wanted.until is not None:
        days = _("received {since} to {until}").format(since=wanted.since or "…", until=wanted.until or "…")
    mark = _(marks[wanted.mark]) if wanted.mark else ""
    return " · ".join(part for part in (mark, wanted.person, days) if part)

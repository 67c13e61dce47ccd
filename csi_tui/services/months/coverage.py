"""Whom the agency asked, person by person, and whether that looks chosen (docs/rules.md, rule 29)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from csi_db.coverage import asked_by_person
from csi_tui.i18n import _
from csi_tui.scoring.exact import show
from csi_tui.scoring.intervals import Rate, difference, wilson
from csi_tui.scoring.periods import Period
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.roster import RosterEntry, roster_of
from csi_tui.services.tabular.aligned import table

LEAST_BAD = 5
"""Orders that were not fixed or came back, below which nothing is said of a choice."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A person's finished orders of a month. ``bad``: those that were not fixed or came back."""

    employee_no: str
    name: str
    orders: int
    asked: int
    answered: int
    bad: int
    bad_asked: int

    @property
    def looks_chosen(self) -> bool:
        """Whether orders that went badly were asked about less often than the rest, by more than chance."""
        good = self.orders - self.bad
        if self.bad < LEAST_BAD or good == 0:
            return False
        return difference(Rate(self.bad_asked, self.bad), Rate(self.asked - self.bad_asked, good)).high < 0

    def json(self) -> dict[str, object]:
        """The line as ``csi close coverage --json`` prints it."""
        return {
            "employee_no": self.employee_no,
            "name": self.name,
            "orders": self.orders,
            "asked": self.asked,
            "answered": self.answered,
            "asked_interval": _bounds(self.asked, self.orders),
            "answered_interval": _bounds(self.answered, self.asked),
            "bad": self.bad,
            "bad_asked": self.bad_asked,
            "looks_chosen": self.looks_chosen,
        }


def coverage(desk: Desk, period: Period) -> list[Coverage]:
    """Everybody of the month with a finished order, in the order of their numbers, as known now."""
    with desk.read() as session:
        return coverage_of(session.connection(), roster_of(session, period), period, clock.now())


def coverage_of(
    connection: Connection, roster: Sequence[RosterEntry], period: Period, as_of: datetime
) -> list[Coverage]:
    """:func:`coverage` within the transaction of a caller, as known at a cut-off."""
    counted = {one.employee_id: one for one in asked_by_person(connection, period, as_of)}
    return [
        Coverage(
            employee_no=entry.subject.employee_no,
            name=entry.subject.name,
            orders=found.orders,
            asked=found.asked,
            answered=found.answered,
            bad=found.bad,
            bad_asked=found.bad_asked,
        )
        for entry in roster
        if (found := counted.get(entry.subject.id)) is not None
    ]


def coverage_table(lines: Sequence[Coverage]) -> str:
    """The lines for a terminal: shares in percent, each with the interval that goes together with it."""
    head = (
        _("number"),
        _("name"),
        _("orders"),
        _("asked"),
        _("share"),
        _("answered"),
        _("share"),
        _("remark"),
    )
    rows = [
        (
            one.employee_no,
            one.name,
            str(one.orders),
            str(one.asked),
            _interval(one.asked, one.orders),
            str(one.answered),
            _interval(one.answered, one.asked),
            _("looks chosen") if one.looks_chosen else "",
        )
        for one in lines
    ]
    return table(head, rows, frozenset({2, 3, 4, 5, 6}))


def _bounds(part: int, whole: int) -> list[str] | None:
    """Percent from and to, as figures are shown; None of nothing."""
    if whole == 0:
        return None
    found = wilson(Rate(part, whole))
    return [show(found.low * 100), show(found.high * 100)]


def _interval(part: int, whole: int) -> str:
    bounds = _bounds(part, whole)
    return "-" if bounds is None else _("{low} to {high} %").format(low=bounds[0], high=bounds[1])

"""Which rows of a kind are to go out: a span of months, some people, a team, as somebody asked for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from sqlmodel import Session, col, select

from csi_db.filed_rows import Those
from csi_db.models import Assignment
from csi_tui.i18n import _
from csi_tui.scoring.periods import Period, last_day, show_period
from csi_tui.scoring.spans import parse_span
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import read_months, said_month
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import find_employee
from csi_tui.services.months.roster import held_on

OWN_ALONE = frozenset({"ratings", "conduct"})
"""Kinds of which who looks over no results reads the own rows alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; nothing: everything.

    Attributes:
        months: the first and the last month in which the rows count.
        people: numbers or names of employees, of whom one stands on the row.
        team: whoever is in it on the last day of the months, or today.
    """

    months: tuple[Period, Period] | None = None
    people: Sequence[str] = ()
    team: str = ""

    def json(self) -> dict[str, object]:
        """What the audit trail says of it."""
        first, last = self.months or (None, None)
        span = None if first is None or last is None else [show_period(first), show_period(last)]
        return {
            "month": span[0] if span and span[0] == span[1] else span,
            **({"people": list(self.people)} if self.people else {}),
            **({"team": self.team} if self.team else {}),
        }


ALL = Wanted()


def read_span_of_months(text: str, zone: tzinfo) -> tuple[Period, Period]:
    """The first and the last month of a span as people say it: ``FROM..TO``, a quarter (``2026-Q1``), a year
    (``2026``), or a month as :func:`~csi_tui.services.desk.month_names.said_month` reads it.

    Raises:
        UserError: it is none, or runs backwards.
    """
    if ".." in text:
        months = read_months(text)
        return months[0], months[-1]
    try:
        span = parse_span(unicodedata.normalize("NFKC", text)).months
    except ValueError:
        month = said_month(text, zone)
        return month, month
    return span[0], span[-1]


def those_of(session: Session, desk: Desk, kind: str, wanted: Wanted) -> Those:
    """The rows of a kind that were asked for, of those that the user reads.

    Raises:
        UserError: employees of a month: each row of theirs is a transfer, which no month counts; nobody is called so,
            or in the team.
    """
    if kind == "employees" and wanted.months is not None:
        raise UserError(_("Employees go out all together: leave the month away."))
    people: set[int] | None = None
    if wanted.people:
        people = {key for one in wanted.people if (key := find_employee(session, one).id) is not None}
    if wanted.team:
        of_team = _team(session, wanted.team, _last_day(desk, wanted))
        people = of_team if people is None else people & of_team
    team = wanted.team or None
    if kind in OWN_ALONE and not desk.may("see-appeals"):
        own = own_employee(session, desk)
        mine = set[int]() if own is None else {own}
        people = mine if people is None else people & mine
    first, last = wanted.months or (None, None)
    return Those(first, last, people, None if wanted.people else team)


def _last_day(desk: Desk, wanted: Wanted) -> date:
    today = clock.now().astimezone(desk.site.zone).date()
    return today if wanted.months is None else min(today, last_day(wanted.months[1]))


def _team(session: Session, team: str, day: date) -> set[int]:
    rows: dict[int, list[Assignment]] = {}
    for row in session.exec(select(Assignment).order_by(col(Assignment.valid_from))):
        rows.setdefault(row.employee_id, []).append(row)
    found = {
        key for key, some in rows.items() if (held := held_on(some, day)) is not None and held.team == team
    }
    if not found:
        raise UserError(_("Nobody is in a team “{team}” on {day}.").format(team=team, day=day))
    return found

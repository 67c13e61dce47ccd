"""Who left a team in a month, of how many: staff turnover (seed 001 §4; docs/rules.md, rule 45)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from sqlmodel import Session, col, select

from csi_db.models import Assignment, Employee
from csi_tui.scoring.periods import Period, first_day, last_day
from csi_tui.services.months.roster import held_on


class Employment(NamedTuple):
    """Somebody's days here, and the teams, the first assignment first."""

    number: str
    joined_on: date
    left_on: date | None
    assignments: Sequence[Assignment]

    def team_on(self, day: date) -> str:
        """The team on a day; before the first assignment, that of it."""
        held = held_on(self.assignments, day)
        return "" if held is None else held.team


class Turnover(NamedTuple):
    """Of a team: the numbers of those who left in the month, and the mean of its people at both ends of it."""

    left: tuple[str, ...]
    mean: Decimal


def employments(session: Session) -> list[Employment]:
    """Everybody who ever worked here, by number."""
    held: dict[int, list[Assignment]] = {}
    for row in session.exec(select(Assignment).order_by(col(Assignment.valid_from))):
        held.setdefault(row.employee_id, []).append(row)
    return [
        Employment(one.employee_no, one.joined_on, one.left_on, held.get(one.id or 0, ()))
        for one in session.exec(select(Employee).order_by(Employee.employee_no))
    ]


def turnover_of(people: Iterable[Employment], period: Period) -> dict[str, Turnover]:
    """Team → its turnover in a month, whoever changed teams within it.

    At the beginning are those who were here before the first day; at the end those who are still here after the last
    one; a leaver belongs to the team of the last day of work.
    """
    first, last = first_day(period), last_day(period)
    before = first - timedelta(days=1)
    ends: dict[str, int] = {}
    left: dict[str, list[str]] = {}
    for one in people:
        here_before = one.joined_on < first and (one.left_on is None or one.left_on >= first)
        here_after = one.joined_on <= last and (one.left_on is None or one.left_on > last)
        for day, here in ((before, here_before), (last, here_after)):
            if here:
                ends[one.team_on(day)] = ends.get(one.team_on(day), 0) + 1
        if one.left_on is not None and first <= one.left_on <= last:
            left.setdefault(one.team_on(one.left_on), []).append(one.number)
    return {
        team: Turnover(tuple(left.get(team, ())), Decimal(ends.get(team, 0)) / 2)
        for team in sorted(ends.keys() | left.keys())
        if team
    }

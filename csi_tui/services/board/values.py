"""What a wall shows: values alone. None of them could hold a customer, a fault, or a person's name or result.

Instants are site-local; means are hundredths, as of :class:`csi_tui.services.week.values.SpanFigure`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from csi_tui.scoring.deadlines import Day
from csi_tui.scoring.periods import Period
from csi_tui.services.week.values import SpanFigure

DEPARTMENT = ""
"""The name of the group of everybody."""


@dataclass(frozen=True, slots=True)
class OrdersToday:
    """How many orders came in, were first contacted and were completed today, up to now."""

    received: int = 0
    contacted: int = 0
    completed: int = 0


@dataclass(frozen=True, slots=True)
class ComplaintsToday:
    """How many complaints came in and reached each of their milestones today, up to now."""

    received: int = 0
    contacted: int = 0
    planned: int = 0
    resolved: int = 0


@dataclass(frozen=True, slots=True)
class Visit:
    """An appointment of today that nobody has arrived for; ``late``: its time is over."""

    number: str
    at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class VisitsToday:
    """The appointments of today: how many, and those that are still to be kept, the earliest first."""

    all: int = 0
    open: tuple[Visit, ...] = ()

    @property
    def late(self) -> int:
        """How many of those that are open are past their time."""
        return sum(one.late for one in self.open)


@dataclass(frozen=True, slots=True)
class DueOnBoard:
    """An open complaint that is overdue or due soon.

    Attributes:
        step: the milestone that is due; ``due``: by when.
        provisional: the limit rests on a year that is not known.
        team: of whoever handles it; empty for a team of few, or none.
        taken: whether anybody handles it.
    """

    number: str
    step: str
    due: datetime
    overdue: bool
    provisional: bool
    team: str
    taken: bool


@dataclass(frozen=True, slots=True)
class TeamSoFar:
    """The month so far of a team, or of the department.

    ``people``: how many have rows in it; ``figures``: those that may be told, by their ids.
    """

    name: str
    people: int
    figures: Mapping[str, SpanFigure]


@dataclass(frozen=True, slots=True)
class BoardFound:
    """All of the board, as it was read.

    Attributes:
        site: what the site is called.
        read_at: when it was read, by the clock of this machine.
        day: what the calendar knows of that day.
        names: figure → its name in the user's language, in the order of the scheme.
        teams: by name, those with a figure to tell, the department last.
        withheld: teams of which no figure, or not every figure, may be told.
        counts_rows: whether the month's scheme scores anything that is counted from rows.
    """

    site: str
    read_at: datetime
    day: Day
    orders: OrdersToday
    complaints: ComplaintsToday
    visits: VisitsToday
    due: tuple[DueOnBoard, ...]
    period: Period
    names: Mapping[str, str]
    teams: tuple[TeamSoFar, ...]
    withheld: tuple[str, ...] = ()
    counts_rows: bool = True

    @property
    def overdue(self) -> int:
        """How many complaints are overdue."""
        return sum(one.overdue for one in self.due)

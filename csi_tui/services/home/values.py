"""What home shows, as values. Light: they are made before the store's library is loaded, and by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from csi_tui.scoring.periods import Period, periods_between
from csi_tui.services.desk.seat import Seat

HEAD = 8
"""Lines of a list that home shows at most."""
COUNTED = 100
"""Unfinished orders are counted up to this many."""
MONTHS = 3
"""Months before the last two that home shows at most."""


@dataclass(frozen=True, slots=True)
class HowMany:
    """So many; ``more``: or more, for they were counted no further."""

    count: int
    more: bool = False

    @classmethod
    def capped(cls, count: int) -> HowMany:
        """A count that ended at :data:`COUNTED`."""
        return cls(COUNTED - 1, more=True) if count >= COUNTED else cls(count)

    @property
    def shown(self) -> str:
        """``11``, or ``99+``."""
        return f"{self.count}+" if self.more else str(self.count)


@dataclass(frozen=True, slots=True)
class DueLine:
    """An open complaint; instants are site-local. ``step`` is the milestone due next.

    ``stage``: how many of the scheme's percentages of its time have passed; ``limit_provisional``: the limit of this
    very step is provisional.
    """

    complaint_no: str
    next_due_at: datetime
    step: str
    handler: str
    overdue: bool
    stage: int
    proposed_status: str | None
    limit_provisional: bool


@dataclass(frozen=True, slots=True)
class UnfinishedOrder:
    """An order that is not completed; people by name."""

    order_no: str
    received_at: datetime
    customer: str
    product: str
    technician: str


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month, its state and what it waits for (:func:`csi_tui.services.months.next_step.next_step`)."""

    period: Period
    state: str
    step: str
    window_ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that waits for a second person."""

    complaint_no: str
    status: str
    reason: str
    proposed_by: str


@dataclass(frozen=True, slots=True)
class ActWaiting:
    """What was entered into an own figure and waits; ``what`` in the user's language, ``own``: entered by this user."""

    number: int
    what: str
    by: str
    reason: str
    own: bool


@dataclass(frozen=True, slots=True)
class AppealWaiting:
    """An appeal that somebody has to answer; ``state`` in the user's language, ``to_carry_out``: it was upheld."""

    number: str
    month: str
    name: str
    line_name: str
    due_at: datetime
    late: bool
    state: str
    to_carry_out: bool


@dataclass(frozen=True, slots=True)
class ProvisionalYear:
    """A year that so many due times rest on, and nobody announced."""

    year: int
    complaints: int


@dataclass(frozen=True, slots=True)
class TalksLeft:
    """With how many people somebody is still to talk about a month, and until when; ``late``: that day is over."""

    period: Period
    people: int
    due: date
    late: bool


@dataclass(frozen=True, slots=True)
class Home:
    """What home shows. ``months`` stand latest first. The counts are those of the lists with all that home leaves out.

    ``dates``: what the scheme ties to months and is near (:func:`csi_tui.services.months.reminders.near`), in words;
    ``talks``: those about the latest published month that this user is still to hold;
    ``acts``: what waits for this user as the second person, and what they entered that waits for another one;
    ``waiting``: proposals for a second person; ``appeals``: those that this very user has to answer; ``own_appeals``:
    the user's own that are not settled; ``to_confirm``: those that were taken down, whose confirmation is this user's;
    ``behind``: how far the machine's clock stands behind, where that stops all entries.
    """

    now: datetime
    overdue: tuple[DueLine, ...]
    due: tuple[DueLine, ...]
    orders: tuple[UnfinishedOrder, ...]
    overdue_count: HowMany
    due_count: HowMany
    orders_count: HowMany
    months: tuple[MonthLine, ...]
    dates: tuple[str, ...] = ()
    talks: TalksLeft | None = None
    acts: tuple[ActWaiting, ...] = ()
    waiting: tuple[Proposal, ...] = ()
    appeals: tuple[AppealWaiting, ...] = ()
    own_appeals: tuple[AppealWaiting, ...] = ()
    to_confirm: tuple[AppealWaiting, ...] = ()
    provisional: tuple[ProvisionalYear, ...] = ()
    behind: timedelta | None = None


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Home, and who sits at which desk: what the first paint shows."""

    seat: Seat
    home: Home


def shown_months(known: list[Period], present: Period, done: frozenset[Period]) -> list[Period]:
    """The present month, the one before, and the oldest ones that still wait for something; latest first.

    ``known``: ends of the months that hold anything; ``done``: those that wait for nothing any more.
    """
    months = periods_between(min(known), max(present, *known)) if known else [present]
    waiting = [period for period in months[:-2] if period not in done]
    return sorted(waiting[:MONTHS] + months[-2:], reverse=True)

"""Returns that would be charged back nowhere, and the month in which they are (docs/rules.md, rules 4 and 6)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from csi_db import carry_over
from csi_db.models import Month, MonthRevision
from csi_db.states import CLOSED_STATES
from csi_tui.scoring.periods import Period, next_period
from csi_tui.services.months.counting_month import closed_periods, next_open
from csi_tui.services.months.revisions import id_of


def of_closed_months(session: Session, revision: MonthRevision) -> int:
    """Hand on the returns of a month's orders that came in months closed before it; answers how many."""
    found = carry_over.returns_of_closed_months(session.connection(), revision.period, id_of(revision))
    return _hand_on(session, revision, found)


def held_by_nobody(session: Session, revision: MonthRevision, window_days: int) -> int:
    """Hand on what no month holds against its order any more; answers how many."""
    found = carry_over.returns_held_by_nobody(session.connection(), window_days)
    return _hand_on(session, revision, found)


def may_be_left(session: Session, period: Period) -> bool:
    """Whether a return can be held by nobody: once a month was published anew or corrected, or closed out of order."""
    again = select(MonthRevision.id).where(
        MonthRevision.number > 1, col(MonthRevision.state).in_(CLOSED_STATES)
    )
    later = select(Month.period).where(Month.period > period, col(Month.state).in_(CLOSED_STATES))
    return any(session.exec(query.limit(1)).first() is not None for query in (again, later))


def _hand_on(session: Session, revision: MonthRevision, found: Iterable[tuple[int, Period]]) -> int:
    """Each to the first open month after its own, which is closed: never to one before it came."""
    closed = closed_periods(session)
    targets = {key: next_open(next_period(max(revision.period, own)), closed) for key, own in found}
    return carry_over.hand_on_returns(session.connection(), id_of(revision), targets)

"""Which month a fact counts in (domain.md decision 4)."""

from __future__ import annotations

from datetime import datetime, tzinfo

from sqlmodel import Session, col, select

from csi_db.models import Month
from csi_tui.scoring.periods import next_period, period_of

CLOSED = ("published", "frozen")


def closed_periods(session: Session) -> frozenset[int]:
    """Months that take no new facts: published or frozen."""
    return frozenset(session.exec(select(Month.period).where(col(Month.state).in_(CLOSED))))


def counting_period(instant: datetime, zone: tzinfo, closed: frozenset[int]) -> tuple[int, bool]:
    """The month a fact counts in, and whether it is late for its own month."""
    local = period_of(instant, zone)
    period = next_open(local, closed)
    return period, period != local


def next_open(period: int, closed: frozenset[int]) -> int:
    """The month itself, or the earliest later one that is neither published nor frozen."""
    while period in closed:
        period = next_period(period)
    return period

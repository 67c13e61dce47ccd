"""Which month a fact counts in (docs/rules.md, rule 4), when it comes in or its instant is put right.

By the instant of an order's receipt, of a survey's answer, of a complaint's receipt (of a later round: its reopening);
a return counts for the charge-back by its own receipt. A freeze moves on whatever its month does not count, an
unfinished order for one (:func:`csi_db.carry_over.hand_on`), so that the stored month may be a later one; a month that
is opened again takes that back (:func:`csi_db.carry_over.bring_back`).
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from sqlmodel import Session

from csi_db import month_rows
from csi_tui.scoring.periods import Period, ends_at, next_period, period_of, starts_at


def closed_periods(session: Session) -> frozenset[Period]:
    """Months that take no new facts: published or frozen."""
    return month_rows.closed_periods(session.connection())


def counting_period(instant: datetime, zone: tzinfo, closed: frozenset[Period]) -> tuple[Period, bool]:
    """The month a fact counts in, and whether it is late for its own month."""
    local = period_of(instant, zone)
    period = next_open(local, closed)
    return period, period != local


class Months:
    """Which month facts count in, for many facts in a row; the same answers as :func:`counting_period`."""

    def __init__(self, zone: tzinfo, closed: frozenset[Period]) -> None:
        self._zone, self._closed = zone, closed
        # The latest answer and the instants between which it holds: the rows of a file mostly speak of one month.
        self._starts = self._ends = datetime.min.replace(tzinfo=UTC)
        self._answer = (0, False)

    def of(self, instant: datetime) -> tuple[int, bool]:
        """The month the instant's fact counts in, and whether it is late for its own month."""
        if not self._starts <= instant < self._ends:
            local = period_of(instant, self._zone)
            self._starts, self._ends = starts_at(local, self._zone), ends_at(local, self._zone)
            self._answer = counting_period(instant, self._zone, self._closed)
        return self._answer


def next_open(period: Period, closed: frozenset[Period]) -> Period:
    """The month itself, or the earliest later one that is neither published nor frozen."""
    while period in closed:
        period = next_period(period)
    return period

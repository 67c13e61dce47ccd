"""The department over the months: means, spread, share by band, complaints in time, returns.

Nothing of it is part of a score (docs/decisions/0042 and 0050). Only months with cards are there, as stored; a closed
month is counted from the rows that it keeps, one that is computed from the rows as known at its cut-off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from csi_db import department, facts
from csi_db.models import Month, MonthRevision, StoredCard
from csi_db.states import CLOSED_STATES
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.periods import Period
from csi_tui.scoring.spread import Spread
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import last_months
from csi_tui.services.months.cards import latest_computed
from csi_tui.services.months.compute import cut_off_of
from csi_tui.services.months.revisions import id_of
from csi_tui.services.schemes.in_force import version_text

MONTHS = 12


@dataclass(frozen=True, slots=True)
class DepartmentMonth:
    """One month of the department.

    Attributes:
        state: ``computed``, ``published`` or ``frozen``.
        totals: in hundredths, the lowest first; of those who are assessed.
        bands: band → how many totals lie in it, the best band first.
        not_assessed: cards without a total.
        in_time: complaints handled in time of those decided; ``returned``: repaired orders that came back within the
            scheme's window, of all repaired ones; None without any.
    """

    period: Period
    state: str
    totals: tuple[int, ...]
    bands: dict[str, int]
    not_assessed: int
    in_time: Rate | None
    returned: Rate | None

    @property
    def provisional(self) -> bool:
        """Whether it is not published, and may still change."""
        return self.state not in CLOSED_STATES

    @property
    def mean(self) -> int | None:
        """The mean total in hundredths, rounded half-up."""
        return Spread(self.totals).mean

    @property
    def few(self) -> bool:
        """Whether so few are assessed that quarters of them say nothing."""
        return Spread(self.totals).few

    def quantile(self, quarters: int) -> int | None:
        """The total below which so many quarters of them lie (:meth:`Spread.quantile`), in hundredths."""
        return Spread(self.totals).quantile(quarters)


@dataclass(frozen=True, slots=True)
class Department:
    """So many months, oldest first; those without cards are None."""

    periods: tuple[Period, ...]
    months: tuple[DepartmentMonth | None, ...]


def department_over_time(desk: Desk, last: Period | None = None) -> Department:
    """Twelve months up to ``last``, else up to the latest computed one.

    Raises:
        UserError: no month is computed.
    """
    with desk.read() as session:
        periods = last_months(latest_computed(session) if last is None else last, MONTHS)
        rows = session.exec(
            select(Month.state, MonthRevision)
            .join(MonthRevision, col(Month.revision_id) == col(MonthRevision.id))
            .where(col(Month.period).in_(periods))
        ).all()
        found = {revision.period: _month(session, state, revision) for state, revision in rows}
    return Department(tuple(periods), tuple(found.get(period) for period in periods))


def _month(session: Session, state: str, revision: MonthRevision) -> DepartmentMonth:
    scheme = version_text(session, revision.scheme_version_id).scheme
    connection = session.connection()
    if state in CLOSED_STATES:
        counts = department.counts_of_snapshot(connection, id_of(revision))
    else:
        facts.load_live(connection, cut_off_of(scheme, revision.period, revision.as_of))
        counts = department.counts_of_loaded(connection)
    cards = _cards(session, id_of(revision))
    by_band = dict.fromkeys((band.id for band in scheme.root.bands), 0)
    for _total, card in cards:
        if card.total is not None and card.band is not None:
            by_band[card.band] = by_band.get(card.band, 0) + 1
    totals = sorted(total for total, _card in cards if total is not None)
    return DepartmentMonth(
        period=revision.period,
        state=state,
        totals=tuple(totals),
        bands=by_band,
        not_assessed=len(cards) - len(totals),
        in_time=Rate(counts.in_time, counts.decided) if counts.decided else None,
        returned=Rate(counts.returned, counts.repaired) if counts.repaired else None,
    )


def _cards(session: Session, revision_id: int) -> Sequence[tuple[int | None, Card]]:
    rows = session.exec(
        select(StoredCard.total, StoredCard.body).where(StoredCard.revision_id == revision_id)
    ).all()
    return [(total, Card.from_json(body)) for total, body in rows]

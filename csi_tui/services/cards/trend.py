"""A card beside its own months and beside others: how a figure went, how far the next band is, where it stands.

Nothing of it is part of a score (docs/decisions/0042).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from csi_db.models import Employee, Month, StoredCard
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.nodes import Band
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.cards.rates import rate_of, rates_of
from csi_tui.services.desk.card_values import Card, Figure
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import last_months
from csi_tui.services.months.cards import hundredths_of

MONTHS = 12
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class PlaceAmong:
    """A place among those who have a total: the ``place`` of so many."""

    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The months up to that of a card, with the employee's cards of them, and its place beside others.

    Attributes:
        cards: those that are computed and that the employee has; the months without one are missing.
        in_role: among the same role; ``in_team``: among the same team; None without a total.
    """

    months: tuple[Period, ...]
    cards: Mapping[Period, Card]
    scheme: Scheme
    in_role: PlaceAmong | None
    in_team: PlaceAmong | None

    def series(self, figure: str) -> list[int | None]:
        """The shown figure of each month in hundredths; ``total`` for the total."""
        return [_shown(self.cards.get(month), figure) for month in self.months]

    def to_next_band(self, figure: str) -> tuple[int, Band] | None:
        """Hundredths to the next better band, and which; None in the best one and without a figure."""
        value = _shown(self.cards.get(self.months[-1]), figure)
        if value is None:
            return None
        above = [band for band in self.scheme.node(figure).bands if to_hundredths(band.lower) > value]
        # Bands stand best first.
        return (to_hundredths(above[-1].lower) - value, above[-1]) if above else None

    def rates(self, figure: str) -> list[Rate | None]:
        """The units behind a rate of the last two months, the last one last; empty for a figure that is none."""
        if figure not in rates_of(self.scheme):
            return []
        return [rate_of(_figure(self.cards.get(month), figure)) for month in self.months[-2:]]


def trend_of(desk: Desk, card: Card, period: Period, scheme: Scheme) -> Trend:
    """What stands beside a card of a month."""
    months = last_months(period, MONTHS)
    with desk.read() as session:
        rows = session.exec(
            select(Month.period, StoredCard.body)
            .join(StoredCard, col(StoredCard.revision_id) == col(Month.revision_id))
            .join(Employee, col(Employee.id) == col(StoredCard.employee_id))
            .where(Employee.employee_no == card.employee_no, col(Month.period).in_(months))
        ).all()
        totals = session.exec(
            select(StoredCard.role, StoredCard.team, StoredCard.total)
            .join(Month, col(StoredCard.revision_id) == col(Month.revision_id))
            .where(Month.period == period, col(StoredCard.total).is_not(None))
        ).all()
    cards = {Period(month): Card.from_json(body) for month, body in rows}
    own = hundredths_of(card.total)
    return Trend(
        months=tuple(months),
        cards=cards,
        scheme=scheme,
        in_role=_place_among(own, [total or 0 for role, _team, total in totals if role == card.role]),
        in_team=_place_among(own, [total or 0 for _role, team, total in totals if team == card.team]),
    )


def _place_among(own: int | None, totals: list[int]) -> PlaceAmong | None:
    """Those with the same total share a place, as in the ranking."""
    return None if own is None else PlaceAmong(1 + sum(total > own for total in totals), len(totals))


def _shown(card: Card | None, figure: str) -> int | None:
    if card is None:
        return None
    if figure == TOTAL:
        return hundredths_of(card.total)
    found = _figure(card, figure)
    return None if found is None else hundredths_of(found.score)


def _figure(card: Card | None, figure: str) -> Figure | None:
    return None if card is None else next((one for one in card.figures() if one.id == figure), None)

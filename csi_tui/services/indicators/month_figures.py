"""What a review reads of a month: the figures of its cards, and the units that were counted behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlmodel import Session, col, select

from csi_db import month_rows
from csi_db.models import Month, MonthRevision, StoredCard
from csi_tui.scoring.measures import (
    VALUE,
    ComplaintsInTime,
    Entered,
    FirstTimeFixes,
    SurveyAnswers,
    in_percent,
    more_is_better,
)
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scorers.of_answers import OfAnswers
from csi_tui.scoring.telling_apart import Units
from csi_tui.services.desk.card_values import Card, Figure
from csi_tui.services.months.cards import hundredths_of
from csi_tui.services.months.revisions import id_of
from csi_tui.services.schemes.in_force import SchemeText, version_text

Shown = Mapping[int, tuple[str, int]]
"""Employee → role and figure in hundredths, more being better."""
Counted = Mapping[int, tuple[str, Units]]
"""Employee → role and the units behind the figure."""
ACHIEVED = "achieved"


@dataclass(frozen=True, slots=True)
class MonthRead:
    """A month as it is stored.

    Attributes:
        shown: leaf → the figures of those for whom it has weight.
        counted: leaf → the units behind them, of what counts units.
        weights: leaf → what it weighs for these people in the figure above it.
    """

    period: Period
    state: str
    text: SchemeText
    shown: Mapping[str, Shown]
    counted: Mapping[str, Counted]
    weights: Mapping[str, frozenset[Fraction]]


def month_read(session: Session, period: Period) -> MonthRead | None:
    """A month by its present revision; None where it has no cards. A query for its cards, one for what was counted."""
    month = session.get(Month, period)
    if month is None or month.revision_id is None:
        return None
    revision = session.get_one(MonthRevision, month.revision_id)
    text = version_text(session, revision.scheme_version_id)
    leaves = {leaf.id: leaf for leaf in text.scheme.leaves()}
    shown: dict[str, dict[int, tuple[str, int]]] = {leaf: {} for leaf in leaves}
    weights: dict[str, set[Fraction]] = {leaf: set() for leaf in leaves}
    cards = session.execute(
        select(StoredCard.employee_id, StoredCard.body)
        .where(StoredCard.revision_id == id_of(revision))
        .order_by(col(StoredCard.employee_id))
    )
    for employee, body in cards:
        card = Card.from_json(body)
        for figure in _weighted(card.indicators):
            leaf = leaves.get(figure.id)
            if leaf is not None and (score := _oriented(leaf, figure)) is not None:
                shown[leaf.id][employee] = (card.role, score)
                weights[leaf.id].add(Fraction(figure.weight))
    return MonthRead(
        period=period,
        state=month.state,
        text=text,
        shown=shown,
        counted=_counted(session, id_of(revision), leaves, shown),
        weights={leaf: frozenset(some) for leaf, some in weights.items()},
    )


def _weighted(figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures that are made of no others, and that weigh something all the way up to the total."""
    for figure in figures:
        if Decimal(figure.weight):
            yield from _weighted(figure.parts) if figure.parts else (figure,)


def _oriented(leaf: Leaf, figure: Figure) -> int | None:
    """A figure as shown, before anybody adjusted it; in its own unit, where places count it, turned so that more is
    better."""
    score = hundredths_of(figure.measured if figure.measured is not None else figure.score)
    if score is not None:
        return score
    value = hundredths_of(figure.value)
    return value if value is None or more_is_better(leaf.measure) else -value


def _counted(
    session: Session, revision_id: int, leaves: Mapping[str, Leaf], shown: Mapping[str, Shown]
) -> dict[str, Counted]:
    """The units behind figures that count answers, orders, complaints, or shares of a number that was entered."""
    components: dict[str, tuple[Leaf, str]] = {}
    for leaf in leaves.values():
        components |= {f"{leaf.id}/{one}": (leaf, one) for one in _components(leaf)}
    found: dict[str, dict[int, tuple[str, Units]]] = {}
    if not components:
        return {}
    rows = month_rows.results(session.connection(), revision_id)
    for employee, measure, numerator, denominator, n in rows:
        if measure not in components:
            continue
        leaf, component = components[measure]
        if employee not in shown[leaf.id]:
            continue
        units = _units(leaf, component, Fraction(numerator, denominator), n)
        if units is not None:
            role = shown[leaf.id][employee][0]
            _role, before = found.setdefault(leaf.id, {}).get(employee, (role, _NOTHING))
            found[leaf.id][employee] = (role, _added(before, units))
    return dict(found)


def _components(leaf: Leaf) -> tuple[str, ...]:
    match leaf.measure, leaf.scorer:
        case SurveyAnswers(), OfAnswers(values):
            return tuple(str(answer) for answer in values)
        case ((FirstTimeFixes() | ComplaintsInTime()), _):
            return (ACHIEVED,)
        case Entered(), _ if in_percent(leaf.measure):
            return (VALUE,)
        case _:
            return ()


def _units(leaf: Leaf, component: str, value: Fraction, n: int) -> Units | None:
    """The units of a component; None of a share that is no whole number of its units, as when none were entered."""
    if isinstance(leaf.scorer, OfAnswers):
        points = leaf.scorer.values[int(component)]
        return Units(n, points * n, points * points * n)
    k = value * n if component == VALUE else value
    return Units.of_share(k, n) if k.denominator == 1 and 0 <= k <= n else None


_NOTHING = Units(0, Fraction(0), Fraction(0))


def _added(one: Units, other: Units) -> Units:
    return Units(one.n + other.n, one.total + other.total, one.squares + other.squares)

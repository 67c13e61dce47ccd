"""Who gained most over the span before in a figure's own unit, people and teams (breakthrough award, seed 002 §4.1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from csi_db.models import Result, TeamCard, TeamResult
from csi_tui.scoring.consequences import Consequence, Occurrence, SpanCard
from csi_tui.scoring.gains import figure_of_span, largest_gains
from csi_tui.scoring.measures import Quantity, more_is_better
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import Span
from csi_tui.services.spans.span_cards import MonthFacts, Months, is_over

Subject = int | str
"""The key of an employee, or the name of a team."""
Yields = Mapping[Period, Mapping[Subject, Mapping[str, Quantity]]]
"""Month → whose → component of a figure → what the month yielded, of those with a card."""


def gains_of(
    session: Session,
    scheme: Scheme,
    rule: Consequence,
    cards: Mapping[Span, Mapping[int, SpanCard]],
    months: Months,
) -> list[Occurrence]:
    """The largest gains of each span of a consequence over the span before; both are over."""
    found = []
    teams = {node.id for node in scheme.team_nodes()}
    for leaf in scheme.every_leaf():
        if leaf.id not in rule.condition.gains:
            continue
        of_teams = leaf.id in teams
        yields = _team_yields(session, leaf, months) if of_teams else _yields(session, leaf, months)
        for span, cards_of_span in cards.items():
            if is_over(span, months) and is_over(span.before, months):
                asked: Collection[Subject] | None = (
                    None if of_teams else rule.condition.shown_by(cards_of_span)
                )
                found += _largest(rule, leaf, span, yields, asked)
    return found


def _largest(
    rule: Consequence, leaf: Leaf, span: Span, yields: Yields, asked: Collection[Subject] | None
) -> list[Occurrence]:
    """Whoever gained most in one figure; ``asked``: those who show what else the consequence asks for."""
    before, now = (
        {
            key: figure
            for key in set().union(*(yields[period] for period in one.months))
            if asked is None or key in asked
            if (figure := figure_of_span(leaf.scorer, [yields[period].get(key, {}) for period in one.months]))
            is not None
        }
        for one in (span.before, span)
    )
    gains = largest_gains(before, now, more=more_is_better(leaf.measure))
    return [
        Occurrence(
            consequence=rule.id, key=key, spans=(span.before, span), figure=leaf.id, place=None, gain=gain
        )
        for key, gain in gains.items()
    ]


def _yields(session: Session, leaf: Leaf, months: Months) -> Yields:
    """Of employees with a card, as far as their role is assessed on the figure."""
    found: dict[Period, dict[Subject, dict[str, Quantity]]] = {period: {} for period in months}
    own = _by_revision(months)
    for row in session.exec(
        select(Result).where(
            col(Result.revision_id).in_(list(own)), col(Result.measure).in_(_components(leaf))
        )
    ):
        month = own[row.revision_id]
        card = month.cards.get(row.employee_id)
        if card is not None and leaf.id not in card.not_of_role:
            quantity = Quantity(row.numerator, row.denominator, row.n)
            found[month.period].setdefault(row.employee_id, {})[row.measure.partition("/")[2]] = quantity
    return found


def _team_yields(session: Session, leaf: Leaf, months: Months) -> Yields:
    """Of teams with a card."""
    found: dict[Period, dict[Subject, dict[str, Quantity]]] = {period: {} for period in months}
    own = _by_revision(months)
    carded = set(
        session.exec(
            select(TeamCard.revision_id, TeamCard.team).where(col(TeamCard.revision_id).in_(list(own)))
        )
    )
    for row in session.exec(
        select(TeamResult).where(
            col(TeamResult.revision_id).in_(list(own)), col(TeamResult.measure).in_(_components(leaf))
        )
    ):
        if (row.revision_id, row.team) in carded:
            quantity = Quantity(row.numerator, row.denominator, row.n)
            yielded = found[own[row.revision_id].period].setdefault(row.team, {})
            yielded[row.measure.partition("/")[2]] = quantity
    return found


def _by_revision(months: Months) -> dict[int, MonthFacts]:
    return {month.revision_id: month for month in months.values()}


def _components(leaf: Leaf) -> list[str]:
    """The names under which the components of a leaf are stored."""
    return [f"{leaf.id}/{name}" for name in ("value", "achieved", "charge_backs")]

"""Cards of quarters and years, made of those of their published months (docs/rules.md §2 and §4).

Nothing of them is stored: they follow from the published cards, and from what was entered in those months, which the
months keep. Months that another scheme computed are left out: their totals cannot be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import sqlalchemy
from sqlmodel import Session, col, select

from csi_db.models import (
    Employee,
    Month,
    MonthRevision,
    SchemeVersion,
    SnapshotEntered,
    StoredCard,
)
from csi_db.states import CLOSED_STATES
from csi_tui.scoring.cards import Scorecard, make_cards
from csi_tui.scoring.consequences import SpanCard
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.figures import Figure, Subject
from csi_tui.scoring.grades import distributed, quotas
from csi_tui.scoring.measures import FORFEIT, VALUE, Conduct, Entered, MeanOf, Measure, Quantity, Rated
from csi_tui.scoring.nodes import Leaf, walk
from csi_tui.scoring.periods import Period
from csi_tui.scoring.roll_ups import RollUp
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import MONTH, Span, is_longer, span_of
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.cards import hundredths_of


@dataclass(frozen=True, slots=True)
class EnteredFact:
    """What a published month keeps of somebody: a figure, a rating or a record."""

    kind: str
    name: str
    numerator: int | None
    denominator: int
    n: int


@dataclass(slots=True)
class MonthFacts:
    """A published month: who had a card, what it says, and what was entered."""

    period: Period
    revision_id: int
    frozen: bool
    subjects: dict[int, Subject] = field(default_factory=dict)
    cards: dict[int, SpanCard] = field(default_factory=dict)
    bands: dict[int, str | None] = field(default_factory=dict)
    entered: dict[int, list[EnteredFact]] = field(default_factory=dict)


Months = Mapping[Period, MonthFacts]
"""Month → what it keeps; only published months of one scheme."""


def published_months(
    session: Session, scheme: Scheme, first: Period, last: Period
) -> dict[Period, MonthFacts]:
    """The published and frozen months from ``first`` to ``last`` that the scheme (of any version) computed."""
    rows = session.exec(
        select(MonthRevision.id, MonthRevision.period, Month.state)
        .join(Month, col(Month.revision_id) == col(MonthRevision.id))
        .join(SchemeVersion, col(SchemeVersion.id) == col(MonthRevision.scheme_version_id))
        .where(
            col(Month.state).in_(CLOSED_STATES),
            SchemeVersion.scheme_id == scheme.id,
            col(MonthRevision.period) >= first,
            col(MonthRevision.period) <= last,
        )
        .order_by(col(MonthRevision.period))
    ).all()
    found = {
        revision_id: MonthFacts(period=Period(period), revision_id=revision_id, frozen=state == "frozen")
        for revision_id, period, state in rows
        if revision_id is not None
    }
    _read_cards(session, found, scheme)
    _read_entered(session, found, _names_entered(scheme))
    return {month.period: month for month in found.values()}


def _read_cards(session: Session, months: Mapping[int, MonthFacts], scheme: Scheme) -> None:
    not_of_role = {role: _not_of_role(scheme, role) for role in scheme.role_weights}
    columns = (StoredCard.revision_id, StoredCard.employee_id, Employee.employee_no, StoredCard.body)
    # Columns, not objects: a year has thousands of cards.
    for revision_id, key, number, body in session.execute(
        sqlalchemy.select(*map(col, columns))
        .join(Employee, col(Employee.id) == col(StoredCard.employee_id))
        .where(col(StoredCard.revision_id).in_(list(months)))
    ):
        card, month = Card.from_json(body), months[revision_id]
        month.subjects[key] = Subject(
            id=key, employee_no=number, name=card.name, role=card.role, team=card.team
        )
        found = span_card_on(card)
        month.cards[key] = replace(found, not_of_role=not_of_role.get(card.role, frozenset()))
        month.bands[key] = card.band


def _not_of_role(scheme: Scheme, role: str) -> frozenset[str]:
    """The figures that weigh something for others and nothing for a role, with everything below them."""
    return frozenset(
        below.id
        for node in scheme.nodes()
        if node.weight and not scheme.weight_for(node, role)
        for below in walk(node)
    )


def _read_entered(session: Session, months: Mapping[int, MonthFacts], names: Iterable[str]) -> None:
    for row in session.exec(
        select(SnapshotEntered)
        .where(
            col(SnapshotEntered.revision_id).in_(list(months)),
            col(SnapshotEntered.employee_id).is_not(None),
            col(SnapshotEntered.name).in_(list(names)),
        )
        .order_by(SnapshotEntered.entry_kind, col(SnapshotEntered.entry_id))
    ):
        if row.employee_id is not None:
            fact = EnteredFact(
                kind=row.entry_kind,
                name=row.name,
                numerator=row.numerator,
                denominator=row.denominator,
                n=row.n,
            )
            months[row.revision_id].entered.setdefault(row.employee_id, []).append(fact)


def _names_entered(scheme: Scheme) -> set[str]:
    """Indicators, items and codes that the roll-ups of a scheme look at."""
    names: set[str] = set()
    for roll_up in scheme.roll_ups:
        for node in walk(roll_up.root):
            match node.measure if isinstance(node, Leaf) else None:
                case Entered(indicator):
                    names.add(indicator)
                case Rated(items, codes):
                    names |= {*items, *codes}
                case Conduct(codes):
                    names |= set(codes)
                case _:
                    pass
    return names


def span_card_on(card: Card) -> SpanCard:
    """What a stored card says of somebody."""
    figures = list(card.figures())
    return SpanCard(
        total=hundredths_of(card.total),
        rank=card.rank,
        grade=card.grade,
        flags=frozenset(card.flags),
        scores={one.id: hundredths_of(one.score) for one in figures},
        places={one.id: one.place for one in figures if one.place is not None},
        rank_in_role=card.rank_in_role,
    )


# --- Roll-ups ---------------------------------------------------------------------------------------------------------


def roll_up_named(scheme: Scheme, name: str) -> RollUp:
    """The roll-up of that id.

    Raises:
        KeyError: the scheme has none.
    """
    for one in scheme.roll_ups:
        if one.id == name:
            return one
    raise KeyError(name)


def roll_up_cards(scheme: Scheme, roll_up: RollUp, span: Span, months: Months) -> list[Scorecard]:
    """The cards of a span, ranked and graded, of everybody who had a card in one of its months."""
    own = [months[period] for period in span.months if period in months]
    below = {
        name: _below(scheme, name, span, months)
        for node in walk(roll_up.root)
        if isinstance(node, Leaf) and isinstance(node.measure, MeanOf)
        for name in (node.measure.of,)
    }
    # Role and team as on the last card of the span.
    subjects = {key: subject for month in own for key, subject in month.subjects.items()}
    quantities = {
        key: {
            leaf.id: _quantities(leaf, key, own, below)
            for leaf in walk(roll_up.root)
            if isinstance(leaf, Leaf)
        }
        for key in subjects
    }
    # Answers are counted in a month alone.
    longer = replace(scheme, answers_counted_by="")
    people = sorted(subjects.values(), key=lambda subject: subject.employee_no)
    return _graded(roll_up, make_cards(longer, people, quantities, root=roll_up.root))


def _below(scheme: Scheme, name: str, span: Span, months: Months) -> list[Mapping[int, SpanCard]]:
    """What the cards below a span say, of each span that they are of, in their order."""
    if name == MONTH:
        return [months[period].cards for period in span.months if period in months]
    roll_up = roll_up_named(scheme, name)
    spans = sorted({span_of(roll_up.span, period) for period in span.months if period in months})
    return [
        {card.subject.id: span_card_of(card) for card in roll_up_cards(scheme, roll_up, one, months)}
        for one in spans
    ]


def span_card_of(card: Scorecard) -> SpanCard:
    """What a card says of somebody, rounded as it is shown."""
    scores: dict[str, int | None] = {}
    places: dict[str, int] = {}

    def look(figure: Figure) -> None:
        scores[figure.id] = None if figure.score is None else to_hundredths(figure.score)
        if figure.place is not None:
            places[figure.id] = figure.place
        for part in figure.parts:
            look(part)

    for part in card.total.parts:
        look(part)
    total = None if card.total.score is None else to_hundredths(card.total.score)
    return SpanCard(
        total=total,
        rank=card.rank,
        grade=card.grade,
        flags=frozenset(card.flags),
        scores=scores,
        places=places,
        rank_in_role=card.rank_in_role,
    )


def _quantities(
    leaf: Leaf, key: int, own: Sequence[MonthFacts], below: Mapping[str, Sequence[Mapping[int, SpanCard]]]
) -> dict[str, Quantity]:
    """What a span's months yield for a leaf."""
    if isinstance(leaf.measure, MeanOf):
        cards = [cards_of_span[key] for cards_of_span in below[leaf.measure.of] if key in cards_of_span]
        figure = leaf.measure.figure
        found = [card.total if figure is None else card.scores.get(figure) for card in cards]
        known = [score for score in found if score is not None]
        return {VALUE: Quantity(sum(known), 100, len(known))} if known else {}
    return _entered_quantities(leaf.measure, [month.entered.get(key, []) for month in own])


def _entered_quantities(measure: Measure, months: Sequence[Sequence[EnteredFact]]) -> dict[str, Quantity]:
    facts = [fact for month in months for fact in month]
    match measure:
        case Entered(indicator):
            # A target of the year is entered once, a running figure again and again: the last one counts.
            figures = [fact for fact in facts if fact.kind == "figure" and fact.name == indicator]
            return (
                {VALUE: Quantity(figures[-1].numerator or 0, figures[-1].denominator, figures[-1].n)}
                if figures
                else {}
            )
        case Rated(items, forfeited_by):
            sums = {
                item: _sum([fact for fact in facts if fact.kind == "rating" and fact.name == item], None)
                for item in items
            }
            lost = [fact for fact in facts if fact.kind == "conduct" and fact.name in forfeited_by]
            return {
                **{item: quantity for item, quantity in sums.items() if quantity.n},
                **({FORFEIT: Quantity(len(lost), 1, len(lost))} if lost else {}),
            }
        case Conduct(codes):
            found = {
                code: _sum([fact for fact in facts if fact.kind == "conduct" and fact.name == code], points)
                for code, points in codes.items()
            }
            return {code: quantity for code, quantity in found.items() if quantity.n}
        case _:
            return {}


def _sum(facts: Sequence[EnteredFact], without: Fraction | None) -> Quantity:
    """The sum of facts; ``without``: what one counts that names no points of its own."""
    values = (
        without or Fraction(0) if fact.numerator is None else Fraction(fact.numerator, fact.denominator)
        for fact in facts
    )
    whole = sum(values, start=Fraction(0))
    return Quantity(whole.numerator, whole.denominator, sum(fact.n for fact in facts))


def _graded(roll_up: RollUp, cards: Sequence[Scorecard]) -> list[Scorecard]:
    rules = roll_up.grades.distribution
    ranks = {card.subject.id: card.rank for card in cards if card.rank is not None}
    if rules is not None and len(ranks) >= rules.least:
        shares = [(share.id, share.percent) for share in rules.shares]
        grades = distributed(quotas(shares, len(ranks)), ranks)
        return [card.with_grade(grades.get(card.subject.id)) for card in cards]
    return [card.with_grade(roll_up.grade_for(card.total.score)) for card in cards]


def is_over(span: Span, months: Months) -> bool:
    """Whether every month of a span is published."""
    return all(period in months for period in span.months)


def covers(kind: str, span: Span) -> bool:
    """Whether spans of a kind lie within a span."""
    return kind == span.kind or is_longer(span.kind, kind)

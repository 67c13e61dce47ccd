"""What the rows of a month say beside its cards: figures of products, causes of what was lost, complaints."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from fractions import Fraction

from sqlalchemy import Connection
from sqlmodel import Session

from csi_db import analysed_rows, facts, measures, product_counts
from csi_db.analysed_rows import AnalysedComplaint
from csi_db.models import MonthRevision
from csi_db.states import CLOSED_STATES, MILESTONES
from csi_tui.scoring.cards import card_json, make_cards
from csi_tui.scoring.deadlines import Calendar
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.measures import (
    ComplaintsInTime,
    FirstTimeFixes,
    PartsDeductions,
    Quantity,
    Rated,
    RepairDeductions,
    StageTimes,
    SurveyAnswers,
)
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.services.analysis.counted_once import RatesOfGroups, rates_once
from csi_tui.services.analysis.values import Break, Cause, ComplaintLine
from csi_tui.services.cards.rows_behind import QuantitiesOf, known_at
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.privacy import without_phones
from csi_tui.services.months.compute import (
    counted_rows,
    cut_off_of,
    looks_at_rows,
    questions_of,
    stages_of,
)
from csi_tui.services.months.revisions import id_of

PRODUCTS = 12
"""Products with figures of their own; the others stand together."""
OTHERS = "\N{HORIZONTAL ELLIPSIS}"
"""The name of the other products together."""
BREAK_DAYS = 3
"""Days off in a row that are a break; a weekend is none."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A complaint as it is analysed.

    ``missed``: the first milestone that missed its limit, or empty; ``over``: the break in which the contact or the
    plan fell due, or None.
    """

    handler_id: int | None
    category: str
    in_time: bool | None
    missed: str
    over: Break | None


@dataclass(frozen=True, slots=True)
class MonthRows:
    """Cards of products (without a total), rates of groups by distinct cases, causes by figure, and the complaints.

    ``came_back``: figure of first-time fixes → employee → how many orders came back.
    """

    products: tuple[Card, ...]
    once: RatesOfGroups
    causes: Mapping[str, tuple[Cause, ...]]
    complaints: tuple[Judged, ...]
    came_back: Mapping[str, Mapping[int, int]]


def rows_of_month(
    session: Session,
    revision: MonthRevision,
    scheme: Scheme,
    cards: Sequence[tuple[int, Card]],
    calendar: Calendar,
    zone: tzinfo,
) -> MonthRows:
    """All that the rows say of the month that is analysed; ``cards``: employee and card."""
    connection = session.connection()
    snapshot = _load(connection, revision, scheme)
    found = analysed_rows.complaints(connection, revision.as_of, known_at(revision))
    complaints = judged(found, calendar, zone)
    came_back = {
        leaf.id: analysed_rows.came_back(connection, leaf.measure.credit)
        for leaf in scheme.leaves()
        if isinstance(leaf.measure, FirstTimeFixes)
    }
    # Before products take the places of people on what is loaded.
    once = rates_once(connection, scheme, cards, snapshot)
    products, quantities = _products(connection, scheme, snapshot)
    causes = _causes(connection, scheme, quantities, complaints)
    return MonthRows(products=products, once=once, causes=causes, complaints=complaints, came_back=came_back)


def rows_of_another(
    session: Session, revision: MonthRevision, scheme: Scheme, cards: Sequence[tuple[int, Card]]
) -> tuple[tuple[Card, ...], RatesOfGroups]:
    """The cards of the products, and the rates of groups, of another month, which this one is held against."""
    if not looks_at_rows(scheme):
        return (), {}
    connection = session.connection()
    snapshot = _load(connection, revision, scheme)
    once = rates_once(connection, scheme, cards, snapshot)
    return _products(connection, scheme, snapshot)[0], once


def _load(connection: Connection, revision: MonthRevision, scheme: Scheme) -> int | None:
    """Load the facts of a month: as a closed one keeps them, else as known at the cut-off of the computation.

    Answers the revision whose snapshot is counted, None for the loaded facts.
    """
    if revision.state in CLOSED_STATES:
        product_counts.load_for_products(connection, id_of(revision))
        return id_of(revision)
    facts.load_live(connection, cut_off_of(scheme, revision.period, revision.as_of))
    return None


def _products(
    connection: Connection, scheme: Scheme, snapshot: int | None
) -> tuple[tuple[Card, ...], QuantitiesOf]:
    """A card of each product, as if it were a person who stood on all of its orders, and its quantities."""
    if not looks_at_rows(scheme):
        return (), {}
    named = product_counts.count_by_product(
        connection, list(stages_of(scheme)), questions_of(scheme), PRODUCTS, snapshot
    )
    quantities: QuantitiesOf = {}
    first = min(named, default=0)
    for row in counted_rows(connection, scheme):
        if row.employee_id >= first > 0:
            quantities.setdefault(row.employee_id, {}).setdefault(row.node_id, {})[row.component] = (
                row.quantity
            )
    subjects = [
        Subject(
            id=key, employee_no=f"{key:09}", name=without_phones(named.get(key, OTHERS)), role="", team=""
        )
        for key in sorted(quantities)
    ]
    cards = make_cards(scheme, subjects, quantities)
    ordered = sorted(cards, key=lambda card: card.subject.id)
    return tuple(Card.of({**card_json(card), "total": None, "band": None}) for card in ordered), quantities


def judged(rows: Iterable[AnalysedComplaint], calendar: Calendar, zone: tzinfo) -> tuple[Judged, ...]:
    """Complaints with what they missed first, and over which break."""
    breaks: dict[date, Break | None] = {}

    def over(row: AnalysedComplaint) -> Break | None:
        for due in row.dues[:2]:
            day = due.astimezone(zone).date()
            if day not in breaks:
                breaks[day] = break_on(day, calendar)
            if breaks[day] is not None:
                return breaks[day]
        return None

    return tuple(
        Judged(
            handler_id=row.handler_id,
            # A free text, as the products are: what is read of it has no phone number in it.
            category=without_phones(row.category),
            in_time=row.in_time,
            missed=(row.late[0] if row.late else "unknown") if row.in_time is False else "",
            over=over(row),
        )
        for row in rows
    )


def break_on(day: date, calendar: Calendar) -> Break | None:
    """The break that a day lies in: at least :data:`BREAK_DAYS` days off in a row; None for any other day."""
    if calendar(day).working:
        return None
    first = last = day
    while not calendar(first - timedelta(days=1)).working:
        first -= timedelta(days=1)
    while not calendar(last + timedelta(days=1)).working:
        last += timedelta(days=1)
    days = [calendar(first + timedelta(days=step)) for step in range((last - first).days + 1)]
    if len(days) < BREAK_DAYS:
        return None
    return Break(first, last, next((one.note for one in days if one.note), ""))


def complaint_lines(rows: Sequence[Judged]) -> tuple[ComplaintLine, ...]:
    """The complaints by category, the most first."""
    by: dict[str, list[Judged]] = {}
    for row in rows:
        by.setdefault(row.category, []).append(row)

    def line(category: str, some: Sequence[Judged]) -> ComplaintLine:
        decided = [one for one in some if one.in_time is not None]
        late = [one for one in decided if not one.in_time]
        steps = (*MILESTONES, "unknown")
        return ComplaintLine(
            category=category,
            in_time=Rate(len(decided) - len(late), len(decided)) if decided else None,
            late={step: sum(one.missed == step for one in late) for step in steps},
            over_break=sum(one.over is not None for one in late),
            undecided=len(some) - len(decided),
        )

    ordered = sorted(by.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(line(category, some) for category, some in ordered)


def _causes(
    connection: Connection, scheme: Scheme, quantities: QuantitiesOf, complaints: Sequence[Judged]
) -> dict[str, tuple[Cause, ...]]:
    """What the loss of every figure rests on, each unit once, the most frequent first."""
    found = {}
    for leaf in scheme.leaves():
        causes = [one for one in _causes_of(connection, leaf, quantities, complaints) if one.count]
        found[leaf.id] = tuple(sorted(causes, key=lambda one: (-one.count, one.codes)))
    return found


def _causes_of(
    connection: Connection, leaf: Leaf, quantities: QuantitiesOf, complaints: Sequence[Judged]
) -> list[Cause]:
    match leaf.measure:
        case SurveyAnswers():
            answers = {code: n for code, (_good, n) in _added(quantities, leaf.id).items()}
            of = sum(answers.values())
            return [Cause(("answer", code), n, of) for code, n in answers.items() if code != "5"]
        case StageTimes():
            sums = _added(quantities, leaf.id)
            return [
                Cause(("stage", component.removesuffix(".on_time")), n - punctual, n)
                for component, (punctual, n) in sums.items()
                if component.endswith(".on_time")
            ]
        case FirstTimeFixes():
            fixes = analysed_rows.fixes(connection)
            counts = (
                ("came-back", fixes.came_back),
                ("not_fixed", fixes.not_fixed),
                ("unknown", fixes.unknown),
                ("charge-back", fixes.charge_backs),
            )
            return [Cause((code,), count, fixes.of) for code, count in counts]
        case RepairDeductions():
            of = analysed_rows.fixes(connection).of
            return [Cause((kind, impact), n, of) for kind, impact, n in analysed_rows.returned(connection)]
        case PartsDeductions():
            of = analysed_rows.parts_needed(connection)
            return [
                Cause((kind, impact), n, of) for kind, impact, n in analysed_rows.parts_at_fault(connection)
            ]
        case ComplaintsInTime():
            decided = [one for one in complaints if one.in_time is not None]
            steps = (*MILESTONES, "unknown")
            return [
                Cause(("missed", step), sum(one.missed == step for one in decided), len(decided))
                for step in steps
            ]
        case Rated(items) if isinstance(leaf.scorer, Rubric):
            return _below_full(connection, items, leaf.scorer)
        case _:
            # What was entered as one figure has no rows behind it.
            return []


def _below_full(connection: Connection, items: Collection[str], rubric: Rubric) -> list[Cause]:
    """Of each item, how many of those who are rated for it have less than its full points."""
    rated: dict[str, int] = {}
    below: dict[str, int] = {}
    for row in measures.entered(connection, "rating", items):
        if row.employee_id is not None:
            rated[row.name] = rated.get(row.name, 0) + 1
            mean = Fraction(row.numerator, row.denominator * row.n)
            below[row.name] = below.get(row.name, 0) + (mean < rubric.full.get(row.name, mean))
    return [Cause(("item", item), below[item], of) for item, of in rated.items()]


def _added(quantities: QuantitiesOf, leaf: str) -> dict[str, tuple[int, int]]:
    """Component → whole value and units of all products together."""
    found: dict[str, tuple[int, int]] = {}
    for own in quantities.values():
        for component, quantity in own.get(leaf, {}).items():
            value, n = found.get(component, (0, 0))
            found[component] = (value + _whole(quantity), n + quantity.n)
    return found


def _whole(quantity: Quantity) -> int:
    return quantity.numerator // quantity.denominator

"""What stands out in a month, by stated rules and nothing else (docs/rules.md, rule 40; docs/decisions/0078)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from csi_tui.scoring.intervals import Rate, told_apart
from csi_tui.scoring.mean_change import WAYS, Way
from csi_tui.scoring.measures import ComplaintsInTime, Entered
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.spread import Spread
from csi_tui.services.analysis.groups import MonthFigures
from csi_tui.services.analysis.month_rows import OTHERS, Judged
from csi_tui.services.analysis.values import (
    TOTAL,
    Cause,
    ComplaintLine,
    Group,
    Loss,
    StandsOut,
    TeamChange,
)
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.cards import hundredths_of

T = TypeVar("T")

MOST = 3
"""Of one rule, and of one figure by it, no more are named: the worst."""
LEAST = 2
"""Units below what the others' rate would give, or late complaints over a break, under which nothing stands out."""
MOVED, PERCENT = 200, 2
"""By how many hundredths, and percent of what it was, a team's mean has to move."""


def people_by_rate(
    now: MonthFigures, before: MonthFigures | None, came_back: Mapping[str, Mapping[str, int]]
) -> Iterator[StandsOut]:
    """Whose rate lies below that of the others of the role, by more than chance alone brings about.

    ``came_back``: figure → number of the employee → orders that came back, as far as they are read.
    """
    for figure in _in_order(now):
        if figure not in now.rates:
            continue
        found = [
            (others.share * own.n - own.k, card, own, others)
            for card, own, others in _beside_role(now, figure)
            if others.n * (own.k + LEAST) <= others.k * own.n and told_apart(own, others)
        ]
        earlier = (
            {}
            if before is None
            else {card.employee_no: (own, others) for card, own, others in _beside_role(before, figure)}
        )
        for _missing, card, own, others in _worst(found, lambda one: (-one[0], one[1].employee_no)):
            then = earlier.get(card.employee_no)
            back = came_back.get(figure, {}).get(card.employee_no, 0)
            yield StandsOut(
                code="person-rate",
                figure=figure,
                name=card.name,
                employee_no=card.employee_no,
                role=card.role,
                own=own,
                others=others,
                again=then is not None and then[0].share < then[1].share and told_apart(*then),
                causes=(Cause(("came-back",), back, own.n),) if back else (),
            )


def late_over_breaks(
    now: MonthFigures, complaints: Sequence[Judged], people: Mapping[int, Card]
) -> Iterator[StandsOut]:
    """Who was late over a break of days off, and mostly there: half of the own late ones at least, two at least."""
    figure = next((one for one in _in_order(now) if one in now.rates and _of_complaints(now, one)), None)
    if figure is None:
        return
    by: dict[int, list[Judged]] = {}
    for row in complaints:
        if row.handler_id is not None and row.handler_id in people and row.in_time is not None:
            by.setdefault(row.handler_id, []).append(row)
    found = []
    for handler, rows in by.items():
        inside, outside = (
            _rate([one for one in rows if one.over]),
            _rate([one for one in rows if not one.over]),
        )
        late = 0 if inside is None else inside.n - inside.k
        all_late = sum(not one.in_time for one in rows)
        if inside is not None and late >= LEAST and 2 * late >= all_late:
            breaks = {one.over for one in rows if one.over is not None and not one.in_time}
            ordered = tuple(sorted(breaks, key=lambda one: one.first))
            found.append((late, people[handler], inside, outside, ordered))
    for _late, card, inside, outside, breaks_of in _worst(found, lambda one: (-one[0], one[1].employee_no)):
        yield StandsOut(
            code="late-over-break",
            figure=figure,
            name=card.name,
            employee_no=card.employee_no,
            role=card.role,
            own=inside,
            others=outside,
            breaks=breaks_of,
        )


def people_by_figure(now: MonthFigures, before: MonthFigures | None) -> Iterator[StandsOut]:
    """Whose figure, which is no rate, lies far below those of the role: below the lower fence of its quarters.

    Of a figure in its own unit, far on the side that is worse. Each person once, by the figure that is furthest.
    """
    furthest: dict[str, tuple[Fraction, Card, str, int, int | None, bool]] = {}
    for figure in _in_order(now):
        if figure in now.rates:
            continue
        better = _better(now, figure)
        scores, spreads = _scores(now, figure)
        earlier, spreads_before = ({}, {}) if before is None else _scores(before, figure)
        fences, fences_before = _fences(spreads), _fences(spreads_before)
        for number, (card, score) in scores.items():
            fence = fences.get(card.role)
            if fence is None or score >= fence:
                continue
            then = earlier.get(number)
            there = None if then is None else fences_before.get(then[0].role)
            again = then is not None and there is not None and then[1] < there
            middle = spreads[card.role].quantile(2)
            apart = Fraction(score - (middle or 0), _distance(spreads[card.role]))
            if number not in furthest or apart < furthest[number][0]:
                shown = None if middle is None else better * middle
                furthest[number] = (apart, card, figure, better * score, shown, again)
    for _apart, card, figure, score, middle, again in _worst(
        furthest.values(), lambda one: (one[0], one[1].employee_no)
    ):
        yield StandsOut(
            code="person-figure",
            figure=figure,
            name=card.name,
            employee_no=card.employee_no,
            role=card.role,
            value=score,
            beside=middle,
            again=again,
        )


def categories(now: MonthFigures, lines: Sequence[ComplaintLine]) -> Iterator[StandsOut]:
    """Categories whose complaints are less often in time than all others together, by more than chance."""
    figure = next((one for one in _in_order(now) if one in now.rates and _of_complaints(now, one)), "")
    rates = [(line.category, line.in_time) for line in lines if line.in_time is not None]
    for name, own, others in _below_the_rest(rates):
        if figure:
            yield StandsOut(code="category-late", figure=figure, name=name, own=own, others=others)


def products(now: MonthFigures, groups: Sequence[Group]) -> Iterator[StandsOut]:
    """Products whose rate lies below that of all others together, by more than chance."""
    for figure in _in_order(now):
        found = ((group, group.find(figure)) for group in groups)
        rates = [(group.name, one.rate) for group, one in found if one is not None and one.rate is not None]
        for name, own, others in _below_the_rest(rates):
            if name != OTHERS:
                yield StandsOut(code="product-rate", figure=figure, name=name, own=own, others=others)


def everybody(group: Group) -> Iterator[StandsOut]:
    """Rates of everybody that are others than in the month before, or a year before, by more than chance."""
    for one in group.figures:
        for other in one.differences():
            if one.differs(other):
                yield StandsOut(
                    code="all-rate", figure=one.figure, own=one.rate, others=other.rate, period=other.period
                )


def teams(changes: Iterable[TeamChange]) -> Iterator[StandsOut]:
    """Teams whose mean moved by two points, and two percent, or more, with the largest part of it."""
    moved = [(one, one.difference, one.before or 0) for one in changes if one.difference is not None]
    far = [
        (one, apart)
        for one, apart, was in moved
        if abs(apart) >= MOVED and 100 * abs(apart) >= PERCENT * abs(was)
    ]
    for one, apart in _worst(far, lambda pair: (-abs(pair[1]), pair[0].team)):
        way = _largest(one, apart > 0)
        moved_it = (each for each in one.people if each.way == way and (each.points > 0) == (apart > 0))
        yield StandsOut(
            code="team-moved",
            figure=TOTAL,
            name=one.team,
            value=apart,
            way=way,
            beside=one.parts[way],
            most=max(moved_it, key=lambda each: abs(each.points), default=None),
        )


def _largest(change: TeamChange, up: bool) -> Way:
    """The part that moved a mean the most in the direction in which it moved."""
    return max(WAYS, key=lambda way: change.parts[way] if up else -change.parts[way])


def commonest(losses: Sequence[Loss]) -> Iterator[StandsOut]:
    """What cost the most, and what that rests on the most."""
    for loss in losses[:1]:
        yield StandsOut(
            code="common-loss",
            figure=loss.figure,
            value=loss.points,
            beside=loss.share,
            causes=loss.causes[:1],
        )


def _in_order(month: MonthFigures) -> Iterator[str]:
    """The total and the figures that are made of no others, in the order of the scheme."""
    yield TOTAL
    for leaf in month.scheme.leaves():
        yield leaf.id


def _of_complaints(month: MonthFigures, figure: str) -> bool:
    node = month.scheme.node(figure)
    return isinstance(node, Leaf) and isinstance(node.measure, ComplaintsInTime)


def _beside_role(month: MonthFigures, figure: str) -> Iterator[tuple[Card, Rate, Rate]]:
    """Everybody's rate beside that of all others of the role together: of the cases that are the others' alone, each
    once, for what stands on both sides would hide a difference."""
    for card, one in month.having.get(figure, ()):
        rate = month.rate(one)
        group = month.groups.get(("role", card.role))
        whole = None if group is None else group.find(figure)
        if rate is None or whole is None or whole.rate is None or whole.rate.n <= rate.n:
            continue
        yield card, rate, Rate(whole.rate.k - max(rate.k, 0), whole.rate.n - rate.n)


def _below_the_rest(rates: Sequence[tuple[str, Rate]]) -> list[tuple[str, Rate, Rate]]:
    k, n = sum(max(one.k, 0) for _name, one in rates), sum(one.n for _name, one in rates)
    found: list[tuple[Fraction, str, Rate, Rate]] = []
    for name, own in rates:
        rest = Rate(k - max(own.k, 0), n - own.n)
        if not rest.n:
            continue
        missing = rest.share * own.n - own.k
        if missing >= LEAST and told_apart(own, rest):
            found.append((missing, name, own, rest))
    return [one[1:] for one in _worst(found, lambda each: (-each[0], each[1]))]


def _better(month: MonthFigures, figure: str) -> int:
    """1 where more is better, -1 where less is, in an indicator's own unit."""
    if figure == TOTAL or any(one.score is not None for _card, one in month.having.get(figure, ())):
        return 1
    node = month.scheme.node(figure)
    return (
        -1
        if isinstance(node, Leaf) and isinstance(node.measure, Entered) and not node.measure.more_is_better
        else 1
    )


def _scores(month: MonthFigures, figure: str) -> tuple[dict[str, tuple[Card, int]], dict[str, Spread]]:
    """Number → card and figure, more being better, and how those of each role lie."""
    better = _better(month, figure)
    if figure == TOTAL:
        found = [(card, hundredths_of(card.total)) for card in month.cards]
    else:
        having = month.having.get(figure, ())
        found = [(card, hundredths_of(one.value if one.score is None else one.score)) for card, one in having]
    scores = {card.employee_no: (card, better * score) for card, score in found if score is not None}
    by: dict[str, list[int]] = {}
    for card, score in scores.values():
        by.setdefault(card.role, []).append(score)
    return scores, {role: Spread.of(some) for role, some in by.items()}


def _fences(spreads: Mapping[str, Spread]) -> dict[str, Fraction]:
    return {role: fence for role, one in spreads.items() if (fence := one.fence) is not None}


def _distance(spread: Spread) -> int:
    """The distance of the quarters, which figures of different units are measured by; at least a hundredth."""
    low, high = spread.quantile(1), spread.quantile(3)
    return max(1, (high or 0) - (low or 0))


def _rate(rows: Sequence[Judged]) -> Rate | None:
    return Rate(sum(bool(one.in_time) for one in rows), len(rows)) if rows else None


def _worst(found: Iterable[T], by: Callable[[T], Any]) -> list[T]:
    return sorted(found, key=by)[:MOST]

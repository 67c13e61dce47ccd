"""The review of a quarter's indicators, put together from stored cards and results; nothing is stored
(seed 002 §5.3; docs/rules.md, rule 44)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session, col, select

from csi_db.models import Month
from csi_tui.i18n import _, current_language
from csi_tui.scoring.measures import Conduct
from csi_tui.scoring.nodes import Composite, Leaf
from csi_tui.scoring.periods import Period, previous_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import QUARTER, Span, parse_span, span_of
from csi_tui.scoring.telling_apart import (
    IN_A_ROW,
    LIKE,
    Order,
    Units,
    alike,
    beyond_chance,
    order_of,
    tells_apart,
    verdict,
)
from csi_tui.services.desk.cycle_collector import collector_at_rest
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import with_latest_computed
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.errors import UserError
from csi_tui.services.indicators.month_figures import Counted, MonthRead, Shown, month_read
from csi_tui.services.indicators.proposal import proposed
from csi_tui.services.indicators.values import InMonth, Nearest, Review, Reviewed
from csi_tui.services.months.cards import latest_computed, latest_with_cards
from csi_tui.services.tabular.untrusted_text import printable


def quarter_said(text: str) -> Span:
    """A quarter as it was typed.

    Raises:
        UserError: it is none.
    """
    instead = "2026-Q1"
    try:
        span = parse_span(text)
        if span.kind == QUARTER:
            return span
        instead = str(span_of(QUARTER, span.months[0]))
    except ValueError:
        pass
    raise UserError(
        _("Indicators are reviewed by the quarter, and “{text}” is none. Write {quarter}.").format(
            text=printable(text), quarter=instead
        )
    )


def indicator_review(
    desk: Desk, quarter: Span | None = None, *, masked: bool = False, progress: Progress = unheard
) -> Review:
    """Which indicators of a quarter tell people apart, and what is proposed; else of the last one of which every month
    is computed, for three months are what is judged by; else of the one that has most of them.

    ``masked``: of names the first sign alone. ``progress`` hears of the months that are computed by other weights.

    Raises:
        UserError: none of its months is computed.
    """
    with collector_at_rest():
        with desk.read() as session:
            span = _latest_quarter(session) if quarter is None else quarter
            read = [month_read(session, period) for period in span.months]
            before = month_read(session, previous_period(span.months[0]))
            latest = latest_with_cards(session)
        there = [one for one in read if one is not None]
        if not there:
            raise UserError(
                with_latest_computed(_("No month of {quarter} is computed.").format(quarter=span), latest)
            )
        last = there[-1].text
        indicators = _reviewed(last.scheme, there, before)
        without = [one.figure for one in indicators if one.verdict == "not-apart"]
        months = [one.period for one in there]
        used = dict.fromkeys(f"{one.text.scheme.id} {one.text.scheme.version}" for one in there)
        return Review(
            quarter=span,
            scheme_id=last.scheme.id,
            schemes=tuple(used) if len(used) > 1 else (),
            months=tuple((one.period, one.state) for one in there),
            missing=tuple(period for period in span.months if period not in months),
            before=None if before is None else before.period,
            names={node.id: node.name.in_language(current_language()) for node in last.scheme.nodes()},
            indicators=indicators,
            left_out=tuple(leaf.id for leaf in last.scheme.leaves() if isinstance(leaf.measure, Conduct)),
            proposal=proposed(desk, last, without, months, masked=masked, progress=progress)
            if without
            else None,
            for_want=quarter is None and len(months) < len(span.months),
            latest=None if latest is None else span_of(QUARTER, latest),
        )


def _latest_quarter(session: Session) -> Span:
    """The last of the quarters with most computed months.

    Raises:
        UserError: no month is computed.
    """
    latest_computed(session)
    there = session.exec(select(Month.period).where(col(Month.revision_id).is_not(None)))
    months = Counter(span_of(QUARTER, Period(period)) for period in there)
    return max(months, key=lambda span: (months[span], span.months))


def _reviewed(scheme: Scheme, there: Sequence[MonthRead], before: MonthRead | None) -> tuple[Reviewed, ...]:
    leaves = [leaf for leaf in scheme.leaves() if not isinstance(leaf.measure, Conduct)]
    leaves = [leaf for leaf in leaves if any(month.shown.get(leaf.id) for month in there)]
    nearest = _nearest(leaves, there)
    above = {
        part.id: node.id
        for node in scheme.nodes()
        if isinstance(node, Composite) and node.id != scheme.root.id
        for part in node.parts
    }
    return tuple(
        _indicator(leaf, there, before, nearest.get(leaf.id), above.get(leaf.id, "")) for leaf in leaves
    )


def _indicator(
    leaf: Leaf, there: Sequence[MonthRead], before: MonthRead | None, nearest: Nearest | None, within: str
) -> Reviewed:
    figure = leaf.id
    shown = [month.shown.get(figure, {}) for month in there]
    known = {month.period: month for month in (before, *there) if month is not None}
    months = [_in_month(figure, month, known.get(previous_period(month.period))) for month in there]
    order = _together(
        _order(first, second) for place, first in enumerate(shown) for second in shown[place + 1 :]
    )
    counted = [group for month in there for group in _units(month.counted.get(figure, {}))]
    return Reviewed(
        figure=figure,
        weights=tuple(sorted({weight for month in there for weight in month.weights.get(figure, ())})),
        months=tuple(months),
        order=order,
        beyond=beyond_chance(counted),
        alike=(sum(one.alike for one in months), sum(one.pairs for one in months)),
        nearest=nearest,
        verdict=verdict([one.tells for one in months]),
        within=within,
    )


def _in_month(figure: str, month: MonthRead, before: MonthRead | None) -> InMonth:
    shown = month.shown.get(figure, {})
    same, pairs = alike(_by_role(shown))
    order = None if before is None else _order(before.shown.get(figure, {}), shown)
    beyond = beyond_chance(_units(month.counted.get(figure, {})))
    agreement = None if order is None else order.agreement
    return InMonth(
        period=month.period,
        people=len(shown),
        pairs=pairs,
        alike=same,
        order=order,
        beyond=beyond,
        tells=tells_apart(same, pairs, beyond, agreement),
    )


def _nearest(leaves: Sequence[Leaf], there: Sequence[MonthRead]) -> Mapping[str, Nearest]:
    """Leaf → the other one that puts the same people most nearly in the same order."""
    found: dict[str, Nearest] = {}
    for place, leaf in enumerate(leaves):
        for other in leaves[place + 1 :]:
            months = [_order(month.shown.get(leaf.id, {}), month.shown.get(other.id, {})) for month in there]
            likeness = _together(months).likeness
            if likeness is None:
                continue
            monthly = [one.likeness for one in months]
            same = len(monthly) >= IN_A_ROW and all(one is not None and one >= LIKE for one in monthly)
            for own, beside in ((leaf.id, other.id), (other.id, leaf.id)):
                known = found.get(own)
                if known is None or (same, likeness) > (known.same, known.likeness):
                    found[own] = Nearest(beside, likeness, same)
    return found


def _together(orders: Iterable[Order]) -> Order:
    found = Order()
    for one in orders:
        found = found.and_(one)
    return found


def _order(first: Shown, second: Shown) -> Order:
    """How two figures order those who have both, by the role of the second."""
    by: dict[str, list[tuple[int, int]]] = {}
    for employee, (role, score) in second.items():
        if employee in first:
            by.setdefault(role, []).append((first[employee][1], score))
    return order_of(by.values())


def _by_role(shown: Shown) -> Iterable[Sequence[int]]:
    by: dict[str, list[int]] = {}
    for role, score in shown.values():
        by.setdefault(role, []).append(score)
    return by.values()


def _units(counted: Counted) -> Iterable[Sequence[Units]]:
    by: dict[str, list[Units]] = {}
    for role, units in counted.values():
        by.setdefault(role, []).append(units)
    return by.values()

"""What a talk starts from, made of the card: strengths, what points were lost for, what moved, what is still open
(docs/rules.md, rule 48). Nothing of it is part of a score."""

from __future__ import annotations

from collections.abc import Iterator

from csi_tui.i18n import current_language
from csi_tui.scoring.periods import Period
from csi_tui.scoring.receipts import Line, Receipt
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import MONTH, parse_span, span_of
from csi_tui.services.analysis.losses import losses_of
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.trend import TOTAL, Trend, trend_of
from csi_tui.services.desk import local_times
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.cards import find_employee, hundredths_of, month_cards, public_revision
from csi_tui.services.talks.due import due_of
from csi_tui.services.talks.talks import first_published, refuse_others_talks, talks_of
from csi_tui.services.talks.values import LostPoints, Moved, Strength, TalkHeld, TalkSheet
from csi_tui.services.week.meeting import open_promises_of

LEAST = 100
"""Hundredths of a point by which a figure must have moved to be told of."""
ROWS = 8
"""Rows that are named for a figure; the receipt has all of them."""


def talk_sheet(desk: Desk, who: str, period: Period) -> TalkSheet:
    """The sheet of a talk about a month's card. ``who``: a number, or a part of the name.

    Raises:
        NotPermitted: the user is neither that employee nor looks over the results.
        UserError: nobody or more than one is meant, the month is not published, or there is no card of it.
    """
    with desk.read() as session:
        employee = find_employee(session, who)
        refuse_others_talks(session, desk, employee)
        public_revision(session, period)
        published = first_published(session, period, desk.site.zone)
        talks = talks_of(session, desk, employee)
        promises = open_promises_of(session, desk, employee)
    number = employee.employee_no
    explanation = explain(desk, number, period)
    found = month_cards(desk, period)
    card = next(one for one in found.cards if one.employee_no == number)
    scheme = explanation.scheme
    trend = trend_of(desk, card, period, scheme)
    language = current_language()
    mine = str(span_of(MONTH, period))
    return TalkSheet(
        period=period,
        state=found.state,
        card=card,
        names={node.id: node.name.in_language(language) for node in scheme.nodes()},
        due=None if published is None else due_of(scheme, published),
        before=_before(trend),
        strengths=tuple(_strengths(scheme, card)),
        losses=tuple(_losses(scheme, card, explanation.receipt)),
        moved=tuple(_moved(trend, card)),
        earlier=_earlier(talks, period),
        promises=promises,
        talks=tuple(talk for talk in talks if talk.span == mine),
        as_of=local_times.local_now(desk),
    )


def _before(trend: Trend) -> tuple[Period, int] | None:
    """The month before, and its total."""
    month = trend.months[-2]
    total = trend.series(TOTAL)[-2]
    return None if total is None else (month, total)


def _strengths(scheme: Scheme, card: Card) -> Iterator[Strength]:
    """Leaves in the best band of their own, or in the first place."""
    for figure in card.leaves():
        bands = scheme.node(figure.id).bands
        if figure.place == 1 or (bands and figure.band == bands[0].id):
            yield Strength(figure.id, hundredths_of(figure.score), figure.n, figure.place)


def _losses(scheme: Scheme, card: Card, receipt: Receipt) -> Iterator[LostPoints]:
    """What each leaf cost of the total, the dearest first; nothing where totals are no means."""
    scores = {figure.id: hundredths_of(figure.score) or 0 for figure in card.leaves()}
    for loss in losses_of(scheme, [card], {}):
        lines = _lines(receipt.find(loss.figure))
        yield LostPoints(
            figure=loss.figure,
            points=loss.points,
            score=scores[loss.figure],
            rows=tuple(lines[:ROWS]),
            more=max(0, len(lines) - ROWS),
        )


def _lines(receipt: Receipt | None) -> list[Line]:
    """The rows of a figure that lost something, the dearest first."""
    if receipt is None:
        return []
    lines = [line for group in receipt.groups for line in group.lines if line.lost > 0]
    return sorted(lines, key=lambda line: (-line.lost, line.row.number))


def _moved(trend: Trend, card: Card) -> Iterator[Moved]:
    """Leaves that are another figure than in the month before, in the order of the card."""
    for figure in card.leaves():
        before, now = trend.series(figure.id)[-2:]
        if before is not None and now is not None and abs(now - before) >= LEAST:
            yield Moved(figure.id, before, now)


def _earlier(talks: list[TalkHeld], period: Period) -> TalkHeld | None:
    """The last talk that counts and is about an earlier result."""
    others = [talk for talk in talks if parse_span(talk.span).months[-1] < period and talk.taken_back is None]
    return others[-1] if others else None

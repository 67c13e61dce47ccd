"""Results of quarters and years, made of their published months."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from csi_db.models import Month, MonthRevision
from csi_db.states import CLOSED_STATES
from csi_tui.i18n import _, current_language
from csi_tui.scoring.cards import card_json
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.nodes import walk
from csi_tui.scoring.periods import Period, next_period, show_period
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import MONTH, QUARTER, YEAR, Span, parse_span, span_of
from csi_tui.scoring.team_spans import TeamOfSpan, teams_of_span
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import with_latest_published
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import latest_published
from csi_tui.services.months.others_cards import as_read, reader_of
from csi_tui.services.schemes.in_force import version_text
from csi_tui.services.spans.span_cards import is_over, published_months, roll_up_cards


@dataclass(frozen=True, slots=True)
class SpanResult:
    """The cards of a quarter or a year, by rank.

    Attributes:
        months: those of the span that are published, and that the scheme computed.
        over: whether that is all of them; until then the result may still move.
        teams: what it says of teams, the best first; nothing where the scheme says nothing of them.
    """

    span: Span
    scheme_id: str
    name: str
    months: tuple[Period, ...]
    over: bool
    cards: tuple[Card, ...]
    names: Mapping[str, str]
    teams: tuple[TeamOfSpan, ...] = ()

    def json(self) -> dict[str, object]:
        """The object that ``csi results --json`` prints."""
        return {
            "span": str(self.span),
            "scheme": self.scheme_id,
            "months": [show_period(period) for period in self.months],
            "over": self.over,
            "cards": [card.json() for card in self.cards],
            "teams": [
                {
                    "team": one.team,
                    "people": one.people,
                    "total": show_hundredths(one.total),
                    "rank": one.rank,
                    "grade": one.grade,
                }
                for one in self.teams
            ],
        }


def read_span(text: str) -> Span:
    """A month, quarter or year as it was typed.

    Raises:
        UserError: it is none.
    """
    try:
        return parse_span(text)
    except ValueError as error:
        raise UserError(
            _("“{text}” is no month, quarter or year. Write 2026-03, 2026-Q1 or 2026.").format(text=text)
        ) from error


def read_year(text: str) -> int:
    """A year as it was typed.

    Raises:
        UserError: it is none.
    """
    span = read_span(text)
    if span.kind != YEAR:
        raise UserError(_("“{text}” is no year. Write it as 2026.").format(text=text))
    return span.year


def span_at(kind: str, period: Period) -> Span:
    """The month, quarter or year that a month lies in."""
    return span_of(kind, period)


def neighbour(span: Span, step: int) -> Span:
    """The span of the kind before (-1) or after (1)."""
    return span.before if step < 0 else span_of(span.kind, next_period(span.months[-1]))


def results_of(desk: Desk, span: Span) -> SpanResult:
    """The cards of a quarter or a year, as far as its months are published.

    Raises:
        UserError: no month of it is published, or its scheme says nothing about such spans.
    """
    with desk.read() as session:
        scheme = scheme_of_span(session, span)
        roll_up = next((one for one in scheme.roll_ups if one.span == span.kind), None)
        if roll_up is None:
            raise UserError(
                (
                    _("The scheme {id} says nothing about quarters.")
                    if span.kind == QUARTER
                    else _("The scheme {id} says nothing about years.")
                    if span.kind == YEAR
                    else _("“csi cards” shows the month; this is about quarters and years.")
                ).format(id=scheme.id)
            )
        months = published_months(session, scheme, span.months[0], span.months[-1])
        cards = roll_up_cards(scheme, roll_up, span, months)
        reader = reader_of(session, desk)
    language = current_language()
    return SpanResult(
        span=span,
        scheme_id=scheme.id,
        name=roll_up.name.in_language(language),
        months=tuple(months),
        over=is_over(span, months),
        cards=tuple(as_read(reader, Card.of(card_json(card))) for card in cards),
        names={
            **{node.id: node.name.in_language(language) for node in walk(roll_up.root)},
            **{
                f"team-grade:{grade.id}": grade.name.in_language(language)
                for grade in (() if roll_up.teams is None else roll_up.teams.by_score)
            },
            **{f"grade:{grade}": name.in_language(language) for grade, name in roll_up.grade_names.items()},
        },
        teams=() if roll_up.teams is None else teams_of_span(roll_up.teams, cards),
    )


def has_results(desk: Desk, span: Span) -> bool:
    """Whether the scheme of a span says anything about such spans, and a month of it is published."""
    with desk.read() as session:
        try:
            scheme = scheme_of_span(session, span)
        except UserError:
            return False
        return any(one.span == span.kind for one in scheme.roll_ups)


def last_over(desk: Desk) -> list[Span]:
    """The last quarter and the last year that are over, as far as the scheme of the last published month has them."""
    with desk.read() as session:
        last = session.exec(
            select(Month.period).where(col(Month.state).in_(CLOSED_STATES)).order_by(col(Month.period).desc())
        ).first()
        if last is None:
            return []
        scheme = scheme_of_span(session, Span(MONTH, *divmod(last, 100)))
        months = published_months(session, scheme, Period(100 * (last // 100 - 2)), Period(last))
    found = []
    for roll_up in scheme.roll_ups:
        over = [span for span in {span_of(roll_up.span, one) for one in months} if is_over(span, months)]
        found += sorted(over)[-1:]
    return found


def scheme_of_span(session: Session, span: Span) -> Scheme:
    """The scheme of the last month of a span that is published.

    Raises:
        UserError: none is.
    """
    found = session.exec(
        select(MonthRevision.scheme_version_id)
        .join(Month, col(Month.revision_id) == col(MonthRevision.id))
        .where(
            col(Month.state).in_(CLOSED_STATES),
            col(MonthRevision.period) >= span.months[0],
            col(MonthRevision.period) <= span.months[-1],
        )
        .order_by(col(MonthRevision.period).desc())
    ).first()
    if found is None:
        raise UserError(
            with_latest_published(
                _("No month of {span} is published yet.").format(span=span), latest_published(session)
            )
        )
    return version_text(session, found).scheme

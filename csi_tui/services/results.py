"""Results of quarters and years, and what follows from months, quarters and years in a row (issue 6, items 1 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from csi_db.models import Employee, Month, MonthRevision
from csi_tui.i18n import _, current_language
from csi_tui.scoring.cards import card_json
from csi_tui.scoring.consequences import Consequence, Occurrence, Standing, occurrences
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.periods import next_period, previous_period, show_period
from csi_tui.scoring.roll_ups import RollUp
from csi_tui.scoring.scheme import Node, Scheme, walk
from csi_tui.scoring.spans import KINDS, MONTH, QUARTER, YEAR, Span, parse_span, span_of
from csi_tui.services.cards import Card
from csi_tui.services.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.schemes import version_text
from csi_tui.services.span_cards import (
    PUBLIC,
    Months,
    covers,
    is_over,
    published_months,
    roll_up_cards,
    roll_up_named,
    standing_of,
)

MONTHS_OF: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class SpanResult:
    """The cards of a quarter or a year, by rank.

    Attributes:
        months: those of the span that are published, and that the scheme computed.
        over: whether that is all of them; until then the result may still move.
    """

    span: Span
    scheme_id: str
    name: str
    months: tuple[int, ...]
    over: bool
    cards: tuple[Card, ...]
    names: Mapping[str, str]

    def json(self) -> dict[str, object]:
        """The object that ``csi results --json`` prints."""
        return {
            "span": str(self.span),
            "scheme": self.scheme_id,
            "months": [show_period(period) for period in self.months],
            "over": self.over,
            "cards": list(self.cards),
        }


@dataclass(frozen=True, slots=True)
class ConsequenceLine:
    """A consequence that has come about; texts in the user's language.

    Attributes:
        spans: the months, quarters or years in a row that it rests on; it is of the last one.
        why: what they showed.
    """

    consequence: str
    name: str
    action: str
    employee_no: str
    employee: str
    spans: tuple[str, ...]
    why: str

    def json(self) -> dict[str, object]:
        """The line as ``csi consequences --json`` prints it."""
        return {
            "id": self.consequence,
            "name": self.name,
            "action": self.action,
            "employee_no": self.employee_no,
            "employee": self.employee,
            "spans": list(self.spans),
            "why": self.why,
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


def span_at(kind: str, period: int) -> Span:
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
    language = current_language()
    return SpanResult(
        span,
        scheme.id,
        roll_up.name.in_language(language),
        tuple(months),
        is_over(span, months),
        tuple(card_json(card) for card in cards),
        {
            **{node.id: node.name.in_language(language) for node in walk(roll_up.root)},
            **{f"grade:{grade}": name.in_language(language) for grade, name in roll_up.grade_names.items()},
        },
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
            select(Month.period).where(col(Month.state).in_(PUBLIC)).order_by(col(Month.period).desc())
        ).first()
        if last is None:
            return []
        scheme = scheme_of_span(session, Span(MONTH, *divmod(last, 100)))
        months = published_months(session, scheme, 100 * (last // 100 - 2), last)
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
            col(Month.state).in_(PUBLIC),
            col(MonthRevision.period) >= span.months[0],
            col(MonthRevision.period) <= span.months[-1],
        )
        .order_by(col(MonthRevision.period).desc())
    ).first()
    if found is None:
        raise UserError(_("No month of {span} is published yet.").format(span=span))
    return version_text(session, found).scheme


# --- Consequences -----------------------------------------------------------------------------------------------------


def consequences_of(desk: Desk, span: Span) -> list[ConsequenceLine]:
    """What has come about in a month, or in the months, quarters and years of a longer span; in their order.

    A quarter or a year counts once all of its months are published.

    Raises:
        UserError: no month of the span is published.
    """
    return _consequences(desk, span, inside=True)


def consequences_in(desk: Desk, span: Span) -> list[ConsequenceLine]:
    """What has come about in a month, quarter or year itself, not in the shorter spans that it is made of."""
    return _consequences(desk, span, inside=False)


def _consequences(desk: Desk, span: Span, *, inside: bool) -> list[ConsequenceLine]:
    with desk.read() as session:
        scheme = scheme_of_span(session, span)
        rules = [
            rule
            for rule in scheme.consequences
            if covers(_kind_of(scheme, rule), span) and (inside or _kind_of(scheme, rule) == span.kind)
        ]
        if not rules:
            return []
        months = published_months(session, scheme, _earliest(scheme, rules, span), span.months[-1])
        people = {row.id: row for row in session.exec(select(Employee))}
    cards = {of: _cards_of(scheme, of, months) for of in {rule.of for rule in rules}}
    found = [
        (rule, one)
        for rule in rules
        for one in occurrences(rule, cards[rule.of])
        if one.spans[-1].months[-1] in span.months and one.spans[-1].months[0] in span.months
    ]
    order = {kind: place for place, kind in enumerate(KINDS)}
    found.sort(
        key=lambda pair: (
            pair[1].spans[-1].months[-1],
            order[pair[1].spans[-1].kind],
            rules.index(pair[0]),
            pair[1].figure or "",
            pair[1].place or cards[pair[0].of][pair[1].spans[-1]][pair[1].key].rank or 0,
        )
    )
    return [
        _line(scheme, rule, one, cards[rule.of][one.spans[-1]][one.key], people[one.key])
        for rule, one in found
    ]


def _kind_of(scheme: Scheme, rule: Consequence) -> str:
    return MONTH if rule.of == MONTH else roll_up_named(scheme, rule.of).span


def _earliest(scheme: Scheme, rules: list[Consequence], span: Span) -> int:
    """The first month that a row of spans may reach back to, from the first month of the span."""
    back = max((rule.in_a_row + 1) * MONTHS_OF[_kind_of(scheme, rule)] for rule in rules)
    period = span.months[0]
    for _step in range(back):
        period = previous_period(period)
    return period


def _cards_of(scheme: Scheme, of: str, months: Months) -> dict[Span, dict[int, Standing]]:
    """What the cards of every span say that is over."""
    if of == MONTH:
        return {span_of(MONTH, period): month.cards for period, month in months.items()}
    roll_up: RollUp = roll_up_named(scheme, of)
    spans = {span_of(roll_up.span, period) for period in months}
    return {
        span: {card.subject.id: standing_of(card) for card in roll_up_cards(scheme, roll_up, span, months)}
        for span in spans
        if is_over(span, months)
    }


def _line(
    scheme: Scheme, rule: Consequence, one: Occurrence, card: Standing, person: Employee
) -> ConsequenceLine:
    language = current_language()
    return ConsequenceLine(
        rule.id,
        rule.name.in_language(language),
        rule.action.in_language(language),
        person.employee_no,
        person.name,
        tuple(map(str, one.spans)),
        _why(scheme, rule, one, card),
    )


def _why(scheme: Scheme, rule: Consequence, one: Occurrence, card: Standing) -> str:
    """What the spans showed, in the user's language."""
    language = current_language()
    root: Node = scheme.root if rule.of == MONTH else roll_up_named(scheme, rule.of).root
    names = {node.id: node.name.in_language(language) for node in walk(root)}
    grades = scheme.grades.names if rule.of == MONTH else roll_up_named(scheme, rule.of).grade_names
    if one.gain is not None and one.figure is not None:
        return _("{figure}: {gain} points more than in {before}").format(
            figure=names[one.figure], gain=show_hundredths(one.gain), before=one.spans[0]
        )
    if one.place is not None and one.figure is not None:
        return _("{figure}: place {place}").format(figure=names[one.figure], place=one.place)
    said = []
    if rule.condition.grades and card.grade is not None:
        said.append(_("grade {grade}").format(grade=grades[card.grade].in_language(language)))
    if rule.condition.flag is not None:
        said.append(_("the deductions made it 0") if rule.condition.flag == "zeroed" else _("few answers"))
    if (rule.condition.under is not None or rule.condition.at_least) and card.total is not None:
        said.append(_("total {total}").format(total=show_hundredths(card.total)))
    if rule.condition.first is not None and card.rank is not None:
        said.append(_("rank {rank}").format(rank=card.rank))
    if len(one.spans) > 1:
        said.append(_("{n} in a row").format(n=len(one.spans)))
    return _(", ").join(said)

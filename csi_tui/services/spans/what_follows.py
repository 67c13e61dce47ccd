"""What follows from months, quarters and years in a row: warnings, transfers, awards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import select

from csi_db.models import Employee
from csi_tui.i18n import N_, _, current_language, ngettext
from csi_tui.scoring.consequences import Consequence, Occurrence, SpanCard, occurrences, of_teams
from csi_tui.scoring.exact import show_hundredths
from csi_tui.scoring.measures import Entered
from csi_tui.scoring.periods import Period, previous_period
from csi_tui.scoring.roll_ups import RollUp
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.spans import KINDS, LENGTH, MONTH, Span, span_of
from csi_tui.scoring.team_spans import TeamOfSpan, teams_of_span
from csi_tui.services.desk.as_json import as_json
from csi_tui.services.desk.desk import Desk
from csi_tui.services.months.others_cards import reader_of
from csi_tui.services.schemes.in_force import catalogue
from csi_tui.services.spans.gains import gains_of
from csi_tui.services.spans.results import scheme_of_span
from csi_tui.services.spans.span_cards import (
    Months,
    covers,
    is_over,
    published_months,
    roll_up_cards,
    roll_up_named,
    span_card_of,
)


@dataclass(frozen=True, slots=True)
class ConsequenceLine:
    """A consequence that has come about; texts in the user's language.

    Attributes:
        spans: the months, quarters or years in a row that it rests on; it is of the last one.
        why: what they showed.
        team: the team whose it is, where it is no employee's.
    """

    consequence: str
    name: str
    action: str
    employee_no: str | None
    employee: str | None
    team: str | None
    spans: tuple[str, ...]
    why: str

    def json(self) -> dict[str, object]:
        """The line as ``csi consequences --json`` prints it."""
        return {"id": self.consequence, **as_json(self, but=("consequence",))}


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


def awards_in(desk: Desk, span: Span) -> list[ConsequenceLine]:
    """Who stands for an award by the figures of a month, quarter or year itself; nobody before it is published."""
    return _consequences(desk, span, inside=False, awards=True)


def _consequences(desk: Desk, span: Span, *, inside: bool, awards: bool = False) -> list[ConsequenceLine]:
    with desk.read() as session:
        scheme = scheme_of_span(session, span)
        rules = [
            rule
            for rule in scheme.consequences
            if covers(_kind_of(scheme, rule), span)
            and (inside or _kind_of(scheme, rule) == span.kind)
            and (rule.is_award or not awards)
        ]
        if not rules:
            return []
        reader = reader_of(session, desk)
        months = published_months(session, scheme, _earliest(scheme, rules, span), span.months[-1])
        people = {row.id: row for row in session.exec(select(Employee))}
        cards = {of: _cards_of(scheme, of, months) for of in {rule.of for rule in rules}}
        teams = {
            of: _teams_of(scheme, of, months)
            for of in {rule.of for rule in rules if rule.condition.team_grades}
        }
        came_about = {
            rule.id: gains_of(session, scheme, rule, cards[rule.of], months)
            if rule.condition.gains
            else of_teams(rule, _grades_of(teams, rule.of))
            if rule.condition.team_grades
            else occurrences(rule, cards[rule.of])
            for rule in rules
        }
    found = [
        (rule, one)
        for rule in rules
        for one in came_about[rule.id]
        if one.spans[-1].months[-1] in span.months and one.spans[-1].months[0] in span.months
    ]

    def card_of(rule: Consequence, one: Occurrence) -> SpanCard:
        """The card that shows it; a team, or whoever won by a gain, may have none in the roll-up."""
        card = cards[rule.of][one.spans[-1]].get(one.key) if isinstance(one.key, int) else None
        return SpanCard(total=None, rank=None, grade=None) if card is None or one.gain is not None else card

    def whose(one: Occurrence) -> tuple[str | None, str]:
        """The number and name of an employee; of a team its name alone."""
        return (
            (None, one.key)
            if isinstance(one.key, str)
            else (people[one.key].employee_no, people[one.key].name)
        )

    order = {kind: place for place, kind in enumerate(KINDS)}
    found.sort(
        key=lambda pair: (
            pair[1].spans[-1].months[-1],
            order[pair[1].spans[-1].kind],
            rules.index(pair[0]),
            _figure_place(pair[0], pair[1]),
            pair[1].place or card_of(pair[0], pair[1]).rank or 0,
            # Not in the order in which people came into the store.
            whose(pair[1])[0] or whose(pair[1])[1],
        )
    )
    return [
        _team_line(scheme, rule, one, teams[rule.of][one.spans[-1]])
        if rule.condition.team_grades
        else _line(scheme, rule, one, card_of(rule, one), *whose(one))
        for rule, one in found
        if reader.sees(whose(one)[0])
    ]


def _figure_place(rule: Consequence, one: Occurrence) -> int:
    """Where the figure of an occurrence stands among those that its rule names."""
    named = (*rule.condition.figures, *rule.condition.gains)
    return named.index(one.figure) if one.figure in named else 0


def _kind_of(scheme: Scheme, rule: Consequence) -> str:
    return MONTH if rule.of == MONTH else roll_up_named(scheme, rule.of).span


def _earliest(scheme: Scheme, rules: list[Consequence], span: Span) -> Period:
    """The first month that a row of spans may reach back to, from the first month of the span."""
    back = max((rule.in_a_row + 1) * LENGTH[_kind_of(scheme, rule)] for rule in rules)
    period = span.months[0]
    for _step in range(back):
        period = previous_period(period)
    return period


def _cards_of(scheme: Scheme, of: str, months: Months) -> dict[Span, dict[int, SpanCard]]:
    """What the cards of every span say that is over."""
    if of == MONTH:
        return {span_of(MONTH, period): month.cards for period, month in months.items()}
    roll_up: RollUp = roll_up_named(scheme, of)
    spans = {span_of(roll_up.span, period) for period in months}
    return {
        span: {card.subject.id: span_card_of(card) for card in roll_up_cards(scheme, roll_up, span, months)}
        for span in spans
        if is_over(span, months)
    }


def _teams_of(scheme: Scheme, of: str, months: Months) -> dict[Span, dict[str, TeamOfSpan]]:
    """What every span that is over says of teams."""
    roll_up = roll_up_named(scheme, of)
    assert roll_up.teams is not None
    spans = {span_of(roll_up.span, period) for period in months}
    return {
        span: {
            one.team: one
            for one in teams_of_span(roll_up.teams, roll_up_cards(scheme, roll_up, span, months))
        }
        for span in spans
        if is_over(span, months)
    }


def _grades_of(
    teams: Mapping[str, Mapping[Span, Mapping[str, TeamOfSpan]]], of: str
) -> Mapping[Span, Mapping[str, str | None]]:
    return {span: {team: one.grade for team, one in own.items()} for span, own in teams[of].items()}


def _team_line(
    scheme: Scheme, rule: Consequence, one: Occurrence, teams: Mapping[str, TeamOfSpan]
) -> ConsequenceLine:
    language = current_language()
    rules, team = roll_up_named(scheme, rule.of).teams, teams[str(one.key)]
    assert rules is not None
    grade = next(known.name for known in rules.by_score if known.id == team.grade)
    why = ngettext(
        "grade {grade}: the mean of {n} person is {mean}",
        "grade {grade}: the mean of {n} people is {mean}",
        team.people,
    ).format(grade=grade.in_language(language), n=team.people, mean=show_hundredths(team.total))
    if len(one.spans) > 1:
        why = _(", ").join((why, _("{n} in a row").format(n=len(one.spans))))
    return ConsequenceLine(
        consequence=rule.id,
        name=rule.name.in_language(language),
        action=rule.action.in_language(language),
        employee_no=None,
        employee=None,
        team=team.team,
        spans=tuple(map(str, one.spans)),
        why=why,
    )


def _line(
    scheme: Scheme, rule: Consequence, one: Occurrence, card: SpanCard, number: str | None, name: str
) -> ConsequenceLine:
    language = current_language()
    return ConsequenceLine(
        consequence=rule.id,
        name=rule.name.in_language(language),
        action=rule.action.in_language(language),
        employee_no=number,
        employee=None if number is None else name,
        team=name if number is None else None,
        spans=tuple(map(str, one.spans)),
        why=_why(scheme, rule, one, card),
    )


def _why(scheme: Scheme, rule: Consequence, one: Occurrence, card: SpanCard) -> str:
    """What the spans showed, in the user's language."""
    language = current_language()
    names = {node.id: node.name.in_language(language) for node in scheme.every_node()}
    grades = scheme.grades.names if rule.of == MONTH else roll_up_named(scheme, rule.of).grade_names
    if one.gain is not None and one.figure is not None:
        unit = _unit_of(scheme, one.figure)
        return _("{figure}: {before} → {now}, {gain} better than in {span}").format(
            figure=names[one.figure],
            before=show_hundredths(one.gain.before),
            now=" ".join(part for part in (show_hundredths(one.gain.now), unit) if part),
            gain=show_hundredths(one.gain.gain),
            span=one.spans[0],
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
        said.append(
            _("rank {rank}, {in_role} within the role").format(rank=card.rank, in_role=card.rank_in_role)
        )
    if len(one.spans) > 1:
        said.append(_("{n} in a row").format(n=len(one.spans)))
    return _(", ").join(said)


UNITS: dict[str, str] = {
    "percent": N_("%"),
    "seconds": N_("seconds"),
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "days": N_("days"),
    "points": N_("points"),
}
"""Units that stand behind a figure; the others say nothing beside its name."""


def _unit_of(scheme: Scheme, figure: str) -> str:
    """The unit of a figure in the user's language; a share of what was achieved is in percent."""
    measure = next(leaf.measure for leaf in scheme.every_leaf() if leaf.id == figure)
    known = {**catalogue(), **scheme.indicators}
    unit = known[measure.indicator].unit if isinstance(measure, Entered) else "percent"
    return _(UNITS[unit]) if unit in UNITS else ""

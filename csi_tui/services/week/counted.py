"""What a span's rows come to: the scheme's own measures and scorers over the facts of the span, by group and person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection
from sqlmodel import Session

from csi_db import counted_once, facts
from csi_tui.scoring.cards import card_json, make_cards
from csi_tui.scoring.exact import HUNDRED, to_hundredths
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.measures import Quantity
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.cards.rates import rate_of, rates_of
from csi_tui.services.desk.card_values import Card
from csi_tui.services.months.cards import hundredths_of
from csi_tui.services.months.compute import measured_rows
from csi_tui.services.months.roster import RosterEntry
from csi_tui.services.week.values import SpanFigure

DEPARTMENT = ""
"""The name of the group of everybody."""

_Quantities = dict[str, dict[str, Quantity]]


@dataclass(frozen=True, slots=True)
class SpanCounts:
    """What the people of a department did in a span: their cards, and the figures of each group by its name.

    ``people``: how many of each group have rows in the span.
    """

    cards: tuple[Card, ...] = ()
    groups: Mapping[str, Mapping[str, SpanFigure]] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)

    def figure(self, group: str, figure: str) -> SpanFigure | None:
        """A group's figure."""
        return self.groups.get(group, {}).get(figure)


def count_span(
    session: Session, scheme: Scheme, span: facts.Span, roster: Sequence[RosterEntry]
) -> SpanCounts:
    """Load the facts of a span, which stay loaded, and count them for whoever is assessed."""
    connection = session.connection()
    facts.load_span(connection, span)
    people = {
        entry.subject.id: entry.subject
        for entry in roster
        if entry.subject.role not in scheme.unassessed_roles
    }
    own: dict[int, _Quantities] = {}
    for row in measured_rows(connection, scheme):
        if row.employee_id in people:
            own.setdefault(row.employee_id, {}).setdefault(row.node_id, {})[row.component] = row.quantity
    members: dict[str, list[int]] = {DEPARTMENT: list(own)}
    for key in own:
        if people[key].team:
            members.setdefault(people[key].team, []).append(key)
    cards = tuple(Card.of(card_json(card)) for card in make_cards(scheme, list(people.values()), own))
    together = _together(connection, scheme, people)
    return SpanCounts(
        cards, _groups(scheme, members, own, together), {name: len(keys) for name, keys in members.items()}
    )


def _together(
    connection: Connection, scheme: Scheme, people: Mapping[int, Subject]
) -> dict[str, _Quantities]:
    """Group → what its people did, each order, survey and complaint once, whoever of them stands on it.

    A team takes the places of its people, then the department those of the teams; the loaded facts are as they were
    afterwards.
    """
    teams = sorted({subject.team for subject in people.values()})
    number = {team: place for place, team in enumerate(teams, start=1)}
    found: dict[str, _Quantities] = {}
    with connection.begin_nested() as places:
        counted_once.set_classes(connection, {key: number[one.team] for key, one in people.items()})
        counted_once.take_places(connection)
        for row in measured_rows(connection, scheme):
            if team := teams[row.employee_id - 1]:
                found.setdefault(team, {}).setdefault(row.node_id, {})[row.component] = row.quantity
        counted_once.set_classes(connection, dict.fromkeys(number.values(), 1))
        counted_once.take_places(connection)
        for row in measured_rows(connection, scheme):
            found.setdefault(DEPARTMENT, {}).setdefault(row.node_id, {})[row.component] = row.quantity
        places.rollback()
    return found


def _groups(
    scheme: Scheme,
    members: Mapping[str, Sequence[int]],
    own: Mapping[int, _Quantities],
    together: Mapping[str, _Quantities],
) -> dict[str, dict[str, SpanFigure]]:
    """The figures of groups, each as if it were one person who did all that its members did, and did it once."""
    names = sorted(members)
    added = {place: together.get(name, {}) for place, name in enumerate(names, start=1)}
    subjects = [
        Subject(id=place, employee_no=f"{place:09}", name=name, role="", team="")
        for place, name in enumerate(names, start=1)
    ]
    rates = rates_of(scheme)
    leaves = {leaf.id for leaf in scheme.leaves()}
    found: dict[str, dict[str, SpanFigure]] = {}
    for made in make_cards(scheme, subjects, added):
        card, name = Card.of(card_json(made)), made.subject.name
        for figure in card.leaves():
            score = hundredths_of(figure.score)
            if figure.id not in leaves or score is None or not figure.n:
                continue
            people = sum(any(one.n for one in own[key].get(figure.id, {}).values()) for key in members[name])
            rate = rate_of(figure) if figure.id in rates else None
            found.setdefault(name, {})[figure.id] = SpanFigure(
                mean=score if rate is None else to_hundredths(rate.share * HUNDRED),
                n=figure.n,
                people=people,
                rate=rate,
            )
    return found

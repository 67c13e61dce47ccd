"""A card beside another person's, beside another month's, or beside the others of the role and of the team.

Nothing of it is part of a score (docs/decisions/0042 and 0050). Whoever may read cards may read them side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from csi_tui.i18n import _
from csi_tui.scoring.exact import HUNDRED, to_hundredths
from csi_tui.scoring.intervals import Interval, Rate, difference, told_apart
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.rates import rate_of, rates_apart, rates_of
from csi_tui.services.cards.trend import TOTAL
from csi_tui.services.desk.card_values import Card, Figure
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import card_of, hundredths_of, latest_month, month_cards
from csi_tui.services.schemes.in_force import figure_names, scheme_of_month

PERSON, ROLE, TEAM = "person", "role", "team"


class Beside(NamedTuple):
    """What a card is held against: a person's card, of a month; None for the same person, or the same month."""

    employee: str | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure of one side.

    Attributes:
        score: as shown, in hundredths; several people's is their mean, of a rate that of all their units together
            where none of these is two people's.
        n: units behind it; ``few``: a person's figure that rests on fewer than the scheme asks for.
        rate: the units of a rate; None for a figure that is none, or without any.
        place: among everybody, where places count.
    """

    score: int | None
    n: int
    few: bool = False
    adjusted: bool = False
    rate: Rate | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One column: a person's card, or those of the others of the person's role or team.

    Attributes:
        kind: ``person``, ``role`` or ``team``.
        name: the person's, the role's id, or the team's.
        people: how many stand behind it.
        figures: ``total`` and the figures of the card, by id; those that nobody has are missing.
    """

    kind: str
    period: Period
    name: str
    people: int
    figures: dict[str, Shown]
    employee_no: str = ""
    role: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A card, and one or two sides that it is held against.

    Attributes:
        lines: figures in the order of the card, the total first, each with its depth.
        names: figure → its name in the user's language.
        schemes: the schemes of the sides, where they are not one: the figures may be made in different ways.
    """

    own: Side
    others: tuple[Side, ...]
    lines: tuple[tuple[str, int], ...]
    names: dict[str, str]
    schemes: tuple[str, ...] = ()

    @property
    def sides(self) -> tuple[Side, ...]:
        """The card, then what it is held against."""
        return (self.own, *self.others)

    def difference(self, figure: str, other: Side) -> int | None:
        """By how many hundredths the card's figure lies above the other's, both as shown."""
        one, two = self.own.figures.get(figure), other.figures.get(figure)
        if one is None or two is None or one.score is None or two.score is None:
            return None
        return one.score - two.score

    def rates(self, figure: str, other: Side) -> tuple[Rate, Rate] | None:
        """The units of a rate on both sides."""
        one, two = self.own.figures.get(figure), other.figures.get(figure)
        if one is None or two is None or one.rate is None or two.rate is None:
            return None
        return one.rate, two.rate

    def differ(self, figure: str, other: Side) -> bool | None:
        """Whether two rates can be told apart; None for a figure that is no rate, or is missing on one side."""
        both = self.rates(figure, other)
        return None if both is None else told_apart(*both)

    def interval(self, figure: str, other: Side) -> Interval | None:
        """Newcombe's interval of the difference of two rates, as shares of 1."""
        both = self.rates(figure, other)
        return None if both is None else difference(*both)


def compare(
    desk: Desk, employee: str, period: Period | None = None, beside: Beside | None = None
) -> Comparison:
    """A person's card of a month (else of the latest computed one) beside another; else beside role and team.

    Raises:
        UserError: nobody or several fit a name, a month is not computed, somebody has no card in it, or it would stand
            beside itself.
    """
    month = latest_month(desk) if period is None else period
    found = month_cards(desk, month)
    card = card_of(desk, found, employee)
    scheme = scheme_of_month(desk, month)
    rates, apart = rates_of(scheme), rates_apart(scheme)
    own = _person(card, month, rates)
    names = figure_names(desk, month)
    if beside is None:
        others = [one for one in found.cards if one.employee_no != card.employee_no]
        groups = (
            _group(ROLE, card.role, month, [one for one in others if one.role == card.role], rates, apart),
            _group(
                TEAM,
                card.team,
                month,
                [one for one in others if card.team and one.team == card.team],
                rates,
                apart,
            ),
        )
        return Comparison(
            own=own, others=tuple(one for one in groups if one.people), lines=_lines([card]), names=names
        )
    there = month if beside.period is None else beside.period
    beyond = found if there == month else month_cards(desk, there)
    other = card_of(desk, beyond, card.employee_no if beside.employee is None else beside.employee)
    if there == month and other.employee_no == card.employee_no:
        raise UserError(_("That is the same card twice. Choose another person or another month."))
    scheme = scheme_of_month(desk, there)
    used = tuple(dict.fromkeys(f"{one.id} {one.version}" for one in (scheme_of_month(desk, month), scheme)))
    return Comparison(
        own=own,
        others=(_person(other, there, rates_of(scheme)),),
        lines=_lines([card, other]),
        names={**figure_names(desk, there), **names},
        schemes=used if len(used) > 1 else (),
    )


def people_beside(desk: Desk, employee_no: str, period: Period) -> list[Card]:
    """Whose cards of a month can stand beside a person's: the same role first, then in the order of the ranking.

    Raises:
        UserError: the month is not computed.
    """
    found = month_cards(desk, period).cards
    role = next((one.role for one in found if one.employee_no == employee_no), "")
    return sorted((one for one in found if one.employee_no != employee_no), key=lambda one: one.role != role)


def _lines(cards: Sequence[Card]) -> tuple[tuple[str, int], ...]:
    """The figures of the cards; those that only a later one has stand at the end."""
    found = {TOTAL: 0}
    for card in cards:
        for figure, depth in _walk(card.indicators, 1):
            found.setdefault(figure.id, depth)
    return tuple(found.items())


def _walk(figures: Sequence[Figure], depth: int) -> Iterator[tuple[Figure, int]]:
    for figure in figures:
        yield figure, depth
        yield from _walk(figure.parts, depth + 1)


def _person(card: Card, period: Period, rates: frozenset[str]) -> Side:
    figures = {
        one.id: Shown(
            score=hundredths_of(one.score),
            n=one.n,
            few=one.few,
            adjusted=one.adjustment is not None,
            rate=rate_of(one) if one.id in rates else None,
            place=one.place,
        )
        for one in card.figures()
    }
    # A total rests on answers, orders and complaints together: their number would say nothing.
    total = Shown(hundredths_of(card.total), 0, adjusted=card.adjustment is not None)
    return Side(
        kind=PERSON,
        period=period,
        name=card.name,
        people=1,
        figures={TOTAL: total, **figures},
        employee_no=card.employee_no,
        role=card.role,
        team=card.team,
    )


def _group(
    kind: str,
    name: str,
    period: Period,
    cards: Sequence[Card],
    rates: frozenset[str],
    apart: frozenset[str],
) -> Side:
    """Several people together: the mean of what each has, and of a rate all units as if they were one person's.

    Not of a rate in which a unit may be several people's: added up it would count two and three times, and nothing
    says of cards alone how often (docs/decisions/0050, point 2).
    """
    totals = [(hundredths_of(card.total), 0) for card in cards]
    figures = {TOTAL: _mean(totals)}
    having: dict[str, list[Figure]] = {}
    for card in cards:
        for one in card.figures():
            having.setdefault(one.id, []).append(one)
    for figure, ones in having.items():
        shares = [rate for one in ones if (rate := rate_of(one)) is not None] if figure in rates else []
        if shares and (figure in apart or len(ones) == 1):
            rate = Rate(sum(max(one.k, 0) for one in shares), sum(one.n for one in shares))
            figures[figure] = Shown(to_hundredths(rate.share * HUNDRED), rate.n, rate=rate)
        else:
            figures[figure] = _mean([(hundredths_of(one.score), one.n) for one in ones])
    return Side(kind=kind, period=period, name=name, people=len(cards), figures=figures)


def _mean(scores: Sequence[tuple[int | None, int]]) -> Shown:
    """Of those that have a figure, rounded half-up; with the units of these."""
    there = [(score, n) for score, n in scores if score is not None]
    if not there:
        return Shown(None, 0)
    mean = Fraction(sum(score for score, _n in there), 100 * len(there))
    return Shown(to_hundredths(mean), sum(n for _score, n in there))

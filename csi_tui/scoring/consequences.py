"""What follows when spans in a row show something: a warning, a transfer, an award
(docs/rules.md §1.6, §2, §3 and §6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED
from csi_tui.scoring.gains import Gain
from csi_tui.scoring.spans import Span
from csi_tui.scoring.texts import Text

ZEROED = "zeroed"
"""The flag of a card whose deductions made it 0 (seed 003 §2)."""


@dataclass(frozen=True, slots=True)
class SpanCard:
    """What a card of a span says of somebody; scores in hundredths.

    ``scores`` and ``places``: figure id → its score, and its place among everybody. ``rank`` is over everybody,
    ``rank_in_role`` over those of the role. ``not_of_role``: figures that other roles are assessed on, and this one is
    not: for an award they are none (docs/rules.md, rule 23).
    """

    total: int | None
    rank: int | None
    grade: str | None
    flags: frozenset[str] = frozenset()
    scores: Mapping[str, int | None] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    rank_in_role: int | None = None
    not_of_role: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Condition:
    """What a span must show; everything that is named must hold.

    Attributes:
        grades: one of these grades.
        flag: a flag of the card, such as ``zeroed``.
        under: a total below it.
        at_least: figure → score that it reaches; who has no figure does not reach it (docs/rules.md, rule 23).
        without: figures of ``at_least`` that ask nothing of those who have none.
        first: a rank among the first so many of those who show everything else; where ``figures`` are named, the place
            in any one of them.
        gains: figures of the months, or of their teams; for each of them the largest gain over the span before in its
            own unit, among those who show everything else (:mod:`csi_tui.scoring.gains`).
        team_grades: one of these grades of a team; it is the team's then, and nobody's.
    """

    grades: tuple[str, ...] = ()
    flag: str | None = None
    under: Fraction | None = None
    at_least: Mapping[str, Fraction] = field(default_factory=dict)
    first: int | None = None
    figures: tuple[str, ...] = ()
    gains: tuple[str, ...] = ()
    team_grades: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    def shown_by(self, cards: Mapping[int, SpanCard]) -> frozenset[int]:
        """Whose card of a span shows it; places in single figures and gains are looked at elsewhere."""
        found = {key: card for key, card in cards.items() if self._alone(card)}
        if self.first is None or self.figures:
            return frozenset(found)
        ranks = sorted(card.rank for card in found.values() if card.rank is not None)
        return frozenset(
            key
            for key, card in found.items()
            # How many of them are ahead; ties share the better rank (docs/rules.md, rule 11).
            if card.rank is not None and ranks.index(card.rank) < self.first
        )

    def _alone(self, card: SpanCard) -> bool:
        """Whether a card shows what it can show by itself."""
        return (
            (not self.grades or card.grade in self.grades)
            and (self.flag is None or self.flag in card.flags)
            and (self.under is None or (card.total is not None and card.total < HUNDRED * self.under))
            and all(self._reaches(card, figure, limit) for figure, limit in self.at_least.items())
        )

    def _reaches(self, card: SpanCard, figure: str, limit: Fraction) -> bool:
        score = None if figure in card.not_of_role else card.scores.get(figure)
        return figure in self.without if score is None else score >= HUNDRED * limit


@dataclass(frozen=True, slots=True)
class Consequence:
    """A named consequence. ``of``: ``month`` or a roll-up's id; ``in_a_row``: so many spans, each with a card."""

    id: str
    name: Text
    action: Text
    of: str
    condition: Condition
    in_a_row: int = 1

    @property
    def is_award(self) -> bool:
        """Whether it speaks for somebody: for a place among the first, for figures reached, for a gain.

        What follows from a grade, a flag or a low total, good or bad, is between the person and those who lead.
        """
        asked = self.condition
        return bool(asked.at_least or asked.gains or asked.team_grades) or asked.first is not None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A consequence that has come about.

    Attributes:
        spans: the spans in a row that it rests on, the last one the span it is of.
        key: the employee whose it is; of a team its name.
        figure: the figure whose place or gain gave it, with the ``place`` or the ``gain``.
    """

    consequence: str
    key: int | str
    spans: tuple[Span, ...]
    figure: str | None = None
    place: int | None = None
    gain: Gain | None = None


Cards = Mapping[Span, Mapping[int, SpanCard]]
"""Span → whose → what the card says; only of spans that are over."""


def occurrences(rule: Consequence, cards: Cards) -> list[Occurrence]:
    """Everything that has come about by a consequence of places and cards, in the order of spans, then of keys.

    A run goes on across the end of a year, and ends with a span without a card. It comes about anew in each span whose
    last so many spans all show the condition.
    """
    found: list[Occurrence] = []
    showing = {span: rule.condition.shown_by(own) for span, own in cards.items()}
    for span in sorted(cards):
        row = _row(span, rule.in_a_row)
        for key in sorted(cards[span]):
            if not all(key in showing.get(one, ()) for one in row):
                continue
            if rule.condition.figures:
                found += _places(rule, key, row, [cards[one][key] for one in row])
            else:
                found.append(Occurrence(consequence=rule.id, key=key, spans=row))
    return found


def of_teams(rule: Consequence, grades: Mapping[Span, Mapping[str, str | None]]) -> list[Occurrence]:
    """The same by a consequence of teams: span → team → grade, of spans that are over."""
    showing = {
        span: {team for team, grade in own.items() if grade in rule.condition.team_grades}
        for span, own in grades.items()
    }
    found = []
    for span in sorted(grades):
        row = _row(span, rule.in_a_row)
        found += [
            Occurrence(consequence=rule.id, key=team, spans=row)
            for team in sorted(showing[span])
            if all(team in showing.get(one, ()) for one in row)
        ]
    return found


def _row(last: Span, length: int) -> tuple[Span, ...]:
    spans = [last]
    while len(spans) < length:
        spans.append(spans[-1].before)
    return tuple(reversed(spans))


def _places(
    rule: Consequence, key: int, row: tuple[Span, ...], cards: Sequence[SpanCard]
) -> list[Occurrence]:
    """One for each figure in which the place was among the first, in every span of the row."""
    first = rule.condition.first or 0
    return [
        Occurrence(consequence=rule.id, key=key, spans=row, figure=figure, place=cards[-1].places[figure])
        for figure in rule.condition.figures
        if all(figure in one.places and one.places[figure] <= first for one in cards)
    ]

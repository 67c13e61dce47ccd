"""What a figure of a card is, and why one is not there (docs/scoring.md §2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from csi_tui.scoring.exact import ZERO
from csi_tui.scoring.reasons import BY_PLACES, CONDUCT_ALONE, NO_DATA, TOO_LITTLE


@dataclass(frozen=True, slots=True)
class Subject:
    """An employee as the card of a month shows them: what held on the month's last day (docs/rules.md, rule 12)."""

    id: int
    employee_no: str
    name: str
    role: str
    team: str


class Figure(NamedTuple):
    """One figure of a card. A tuple: a month has some ten thousand, and one is made three times as fast.

    Attributes:
        score: exact 0-100, or None: not applicable, or too little of the weight is present.
        counted: what entered the parent's mean: ``score``, or what the missing-data policy put in its place.
        weight: weight in the parent for the subject's role.
        effective_weight: share of the parent actually used, 0-100, exact.
        n: units behind the figure.
        adjustment: points that somebody added or took away beside the figure's own; ``score`` holds them.
        value: what was entered, in the indicator's unit; ``place``: that of the value among everybody's.
        zeroed: the figure is 0 for the number of deductions in its parts.
        founded: the figure would stand without the records of conduct; only such a one carries those above it
            (docs/rules.md, rule 28).
        few: it rests on fewer units than the scheme's least number (docs/rules.md, rule 13).
        cut: what 0 and 100 took off an adjustment, signed: ``adjustment`` is what was left of it.
        by_record: records of conduct alone make it: merits, deductions, or what forfeits a line that is not rated.
    """

    id: str
    score: Fraction | None
    counted: Fraction | None
    weight: Fraction
    effective_weight: Fraction
    n: int
    band: str | None
    parts: tuple[Figure, ...] = ()
    adjustment: Fraction = ZERO
    value: Fraction | None = None
    place: int | None = None
    zeroed: bool = False
    founded: bool = True
    few: bool = False
    cut: Fraction = ZERO
    by_record: bool = False

    @property
    def is_adjusted(self) -> bool:
        """Whether somebody adjusted it, be it that its ends cut off all of it."""
        return bool(self.adjustment or self.cut)

    @property
    def measured(self) -> Fraction | None:
        """The figure's own score, without the adjustment."""
        return None if self.score is None else self.score - self.adjustment

    def find(self, node_id: str) -> Figure | None:
        """The figure of that id in this one or below it."""
        if self.id == node_id:
            return self
        return next((found for part in self.parts if (found := part.find(node_id)) is not None), None)

    def leaves(self) -> Iterator[Figure]:
        """The figures below it that are not made of others; itself where it is one."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def why_none(figure: Figure) -> str:
    """Why a figure is not there: no data, places alone, records of conduct alone, or too little.

    docs/rules.md, rules 9 and 28.

    An adjustment of a line that nothing else makes is no data either.
    """
    leaves = list(figure.leaves())
    records = any(one.by_record or (one.is_adjusted and not one.founded) for one in leaves)
    placed = any(one.place is not None for one in leaves)
    data = any(one.n and not one.by_record and one.place is None for one in leaves)
    if placed and not data and all(one.score is None for one in leaves):
        return BY_PLACES
    if data or placed:
        return TOO_LITTLE
    return CONDUCT_ALONE if records else NO_DATA

"""100 less so many points for each unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO, show_short
from csi_tui.scoring.measures import Measure, in_percent
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.of_value import OfValue
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class PerUnit(OfValue):
    """100 less so many points for each unit, not below 0."""

    kind: ClassVar[str] = "deduct-per-unit"
    points: Fraction

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``points`` for each unit."""
        return cls(table.fraction("points", at_least=ZERO), percent=in_percent(measure))

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return max(ZERO, HUNDRED - self.points * value)

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """What each costs."""
        return (phrase("100 less {points} for each", points=show_short(self.points)),)

    def poor_and_good(self) -> tuple[Fraction, Fraction]:
        """Three of them, and none."""
        return Fraction(3), ZERO

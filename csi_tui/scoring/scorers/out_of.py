"""A score on a scale of its own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import share_of, show_short
from csi_tui.scoring.measures import Measure, in_percent
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.of_value import OfValue
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class OutOf(OfValue):
    """The value's share of what is ``full``, in percent: a mean answer of five levels, a scale of ten."""

    kind: ClassVar[str] = "out-of"
    full: Fraction

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``full``, above 0."""
        return cls(table.above_zero("full"), percent=in_percent(measure))

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return share_of(value.numerator * self.full.denominator, value.denominator * self.full.numerator)

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """What is full."""
        return (phrase("out of {full}", full=show_short(self.full)),)

    def poor_and_good(self) -> tuple[Fraction, Fraction]:
        """Half of it, and all."""
        return self.full / 2, self.full

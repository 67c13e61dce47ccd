"""The value itself, where it is a share already."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import share_of
from csi_tui.scoring.measures import Measure, in_percent
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.of_value import OfValue
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Proportion(OfValue):
    """The value itself, at most 100: what is a share already."""

    kind: ClassVar[str] = "proportion"

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """No keys."""
        return cls(percent=in_percent(measure))

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return share_of(value.numerator, value.denominator * 100)

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """That nothing is made of it."""
        return (phrase("the share itself"),)

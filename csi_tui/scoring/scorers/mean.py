"""The mean of the cards of shorter spans."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.measures import NOTHING, VALUE, MeanOf, Measure, Quantities
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Mean(Scorer):
    """The mean of the cards below, without an upper end: merits may carry a month over 100.

    ``least``: cards with a figure that it takes; none with fewer.
    """

    kind: ClassVar[str] = "mean"
    fits: ClassVar[tuple[type[Measure], ...]] = (MeanOf,)
    most: ClassVar[Fraction | None] = None
    least: int

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``least``: how many cards it takes."""
        return cls(table.whole("least", at_least=1, at_most=12))

    def n(self, quantities: Quantities) -> int:
        """Cards behind the figure."""
        return quantities.get(VALUE, NOTHING).n

    def score(self, quantities: Quantities) -> Fraction | None:
        """Their mean, or None with too few."""
        found = quantities.get(VALUE, NOTHING)
        return found.mean if found.n >= self.least else None

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """Of what, and how many at least."""
        if not isinstance(measure, MeanOf):
            return ()
        what = measure.of if measure.figure is None else f"{measure.of}/{measure.figure}"
        return (phrase("mean of {what}, at least {n}", what=what, n=str(self.least)),)

"""Points for each unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import Measure, in_percent
from csi_tui.scoring.scheme_table import MOST, Table
from csi_tui.scoring.scorers.of_value import OfValue
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class PointsEach(OfValue):
    """So many points for each unit, without an upper end: work points, merits."""

    kind: ClassVar[str] = "points"
    most: ClassVar[Fraction | None] = None
    open_ended: ClassVar[bool] = True
    points: Fraction

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``each``: the points of a unit."""
        return cls(table.fraction("each", at_least=-MOST), percent=in_percent(measure))

    def at(self, value: Fraction) -> Fraction:
        """The points of a value."""
        return self.points * value

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """What each is worth."""
        return (phrase("{points} for each", points=show_short(self.points)),)

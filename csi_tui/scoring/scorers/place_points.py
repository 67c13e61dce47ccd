"""Points by place (seed 003 §1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import show_short
from csi_tui.scoring.measures import Measure, in_percent, more_is_better
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.of_place import OfPlace
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class PlacePoints(OfPlace):
    """Points by place: of ``N`` the first gets ``N x level``, the last ``1 x level`` (seed 003 §1.2)."""

    kind: ClassVar[str] = "place-points"
    level: Fraction

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``level``, above 0."""
        return cls(
            table.above_zero("level"), percent=in_percent(measure), more_is_better=more_is_better(measure)
        )

    def of_place(self, place: int, among: int) -> Fraction | None:
        """The points of a place among so many."""
        return self.level * (among - place + 1)

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """What a place is multiplied by."""
        return (phrase("place x {level}", level=show_short(self.level)),)

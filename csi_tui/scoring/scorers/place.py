"""The place by itself (seed 001 §6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.measures import Measure, in_percent, more_is_better
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.of_place import OfPlace
from csi_tui.scoring.texts import Phrase, phrase


@dataclass(frozen=True, slots=True)
class PlaceOnly(OfPlace):
    """The place, and no points at all (seed 001 §6)."""

    kind: ClassVar[str] = "place"

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """No keys."""
        return cls(percent=in_percent(measure), more_is_better=more_is_better(measure))

    def of_place(self, place: int, among: int) -> Fraction | None:
        """None: nobody has points."""
        return None

    def words(self, measure: Measure) -> tuple[Phrase | str, ...]:
        """That there are no points."""
        return (phrase("place alone"),)

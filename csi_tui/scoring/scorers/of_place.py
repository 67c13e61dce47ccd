"""Scorers of the place that a value has among everybody's: they look at all of a month at once."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from fractions import Fraction
from typing import ClassVar

from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.measures import Quantities
from csi_tui.scoring.scorers.of_value import OfEntered


@dataclass(frozen=True, slots=True)
class OfPlace(OfEntered):
    """A scorer of the place that the value has among those of everybody; ties share the better place.

    Values are compared as they are shown: two decimals in the figure's own unit (docs/rules.md, rule 10).
    """

    most: ClassVar[Fraction | None] = None
    open_ended: ClassVar[bool] = True
    _: KW_ONLY
    more_is_better: bool

    @abstractmethod
    def of_place(self, place: int, among: int) -> Fraction | None:
        """The points of a place among so many."""
        raise NotImplementedError

    def score(self, quantities: Quantities) -> Fraction | None:
        """None: the value alone says nothing."""
        return None

    def places(self, values: Sequence[Fraction]) -> dict[int, int]:
        """Value in hundredths, as it is shown → its place among the values."""
        best_first = sorted(map(to_hundredths, values), reverse=self.more_is_better)
        places: dict[int, int] = {}
        for place, value in enumerate(best_first, start=1):
            places.setdefault(value, place)
        return places

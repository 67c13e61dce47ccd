"""Points of merits and deductions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import ZERO, show_short
from csi_tui.scoring.measures import NOTHING, Conduct, Measure, Quantities
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.base import Scorer


@dataclass(frozen=True, slots=True)
class Tally(Scorer):
    """The points of all records together; none where there are no records. Never without a figure."""

    kind: ClassVar[str] = "tally"
    fits: ClassVar[tuple[type[Measure], ...]] = (Conduct,)
    most: ClassVar[Fraction | None] = None
    open_ended: ClassVar[bool] = True
    codes: tuple[str, ...]

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """No keys: the codes are the measure's."""
        return cls(tuple(measure.codes) if isinstance(measure, Conduct) else ())

    def n(self, quantities: Quantities) -> int:
        """Number of records."""
        return sum(quantities.get(code, NOTHING).n for code in self.codes)

    def score(self, quantities: Quantities) -> Fraction:
        """The sum of their points."""
        return sum((quantities.get(code, NOTHING).value for code in self.codes), start=ZERO)

    def words(self, measure: Measure) -> tuple[str, ...]:
        """Each code with its points, or between what they lie."""
        return tuple(_code(measure, code) for code in self.codes) if isinstance(measure, Conduct) else ()


def _code(measure: Conduct, code: str) -> str:
    if code in measure.limits:
        least, most = measure.limits[code]
        return f"{code} {show_short(least)}…{show_short(most)}"
    return f"{code} {show_short(measure.codes[code])}"

"""The score of the highest step reached."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO, show_short
from csi_tui.scoring.measures import Measure, in_percent
from csi_tui.scoring.scheme_table import MOST, Table
from csi_tui.scoring.scorers.of_value import OfValue


@dataclass(frozen=True, slots=True)
class Steps(OfValue):
    """The score of the highest step that the value reaches; 0 below the first. Steps: from (inclusive) → score."""

    kind: ClassVar[str] = "steps"
    steps: tuple[tuple[Fraction, Fraction], ...]

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``steps``: ``from`` and ``score`` of each, rising."""
        steps = []
        for row in table.tables("steps"):
            steps.append(
                (row.fraction("from", at_least=-MOST), row.fraction("score", at_least=ZERO, at_most=HUNDRED))
            )
            row.nothing_else()
        starts = [start for start, _score in steps]
        if starts != sorted(set(starts)) or not starts:
            table.fault("steps", "steps-not-rising", ", ".join(map(show_short, starts)))
        return cls(tuple(steps), percent=in_percent(measure))

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return next((score for start, score in reversed(self.steps) if value >= start), ZERO)

    def words(self, measure: Measure) -> tuple[str, ...]:
        """Every step."""
        return tuple(f"{show_short(start)} → {show_short(score)}" for start, score in self.steps)

    def poor_and_good(self) -> tuple[Fraction, Fraction]:
        """The first step, and a little beyond the last."""
        return self.steps[0][0], self.steps[-1][0] * Fraction(6, 5)

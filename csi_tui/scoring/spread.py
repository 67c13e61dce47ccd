"""How figures of several people lie: mean, quarters, and which of them lie far below the others."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from csi_tui.scoring.exact import to_hundredths

FAR = Fraction(3, 2)
"""So many times the distance of the quarters below the lower one is far: the fence of J. W. Tukey, Exploratory Data
Analysis (1977), 2C."""
FEW_PEOPLE = 5
"""Quarters of fewer figures than this say nothing."""


class Spread(NamedTuple):
    """Figures in hundredths, the lowest first."""

    values: tuple[int, ...]

    @classmethod
    def of(cls, values: list[int]) -> Spread:
        """Of figures in any order."""
        return cls(tuple(sorted(values)))

    @property
    def few(self) -> bool:
        """Whether there are so few that quarters of them say nothing."""
        return len(self.values) < FEW_PEOPLE

    @property
    def exact_mean(self) -> Fraction | None:
        """The mean in points, exact; None of nothing."""
        return Fraction(sum(self.values), 100 * len(self.values)) if self.values else None

    @property
    def mean(self) -> int | None:
        """The mean in hundredths, rounded half-up."""
        exact = self.exact_mean
        return None if exact is None else to_hundredths(exact)

    def quantile(self, quarters: int) -> int | None:
        """The figure below which so many quarters of them lie, between two of them in proportion, in hundredths.

        0 is the lowest, 2 the one in the middle, 4 the highest (the seventh definition of Hyndman and Fan 1996, which
        spreadsheets have).
        """
        exact = self._exact_quantile(quarters)
        return None if exact is None else to_hundredths(exact / 100)

    @property
    def fence(self) -> Fraction | None:
        """Below what a figure, in hundredths, lies far below these; None where there are too few to say."""
        low, high = self._exact_quantile(1), self._exact_quantile(3)
        return None if self.few or low is None or high is None else low - FAR * (high - low)

    def _exact_quantile(self, quarters: int) -> Fraction | None:
        if not self.values:
            return None
        at = Fraction(quarters * (len(self.values) - 1), 4)
        below = int(at)
        above = min(below + 1, len(self.values) - 1)
        return self.values[below] + (self.values[above] - self.values[below]) * (at - below)

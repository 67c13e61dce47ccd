"""Scorers of the value that somebody entered."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import KW_ONLY, dataclass
from fractions import Fraction
from typing import ClassVar

from csi_tui.scoring.measures import NOTHING, VALUE, Entered, Measure, Quantities
from csi_tui.scoring.scorers.base import Scorer


@dataclass(frozen=True, slots=True)
class OfEntered(Scorer):
    """What rests on a value that was entered. ``percent``: it is a share, and taken in percent."""

    fits: ClassVar[tuple[type[Measure], ...]] = (Entered,)
    has_own_unit: ClassVar[bool] = True
    _: KW_ONLY
    percent: bool

    def n(self, quantities: Quantities) -> int:
        """Units behind the figure."""
        return quantities.get(VALUE, NOTHING).n

    def value(self, quantities: Quantities) -> Fraction | None:
        """The figure in the indicator's unit; None where nobody entered one."""
        found = quantities.get(VALUE)
        if found is None:
            return None
        return Fraction(100 * found.numerator, found.denominator) if self.percent else found.value

    def in_own_unit(self, quantities: Quantities) -> tuple[Fraction, int] | None:
        """The value as often as there are units behind it."""
        value, n = self.value(quantities), self.n(quantities)
        return None if value is None else (value * n, n)


@dataclass(frozen=True, slots=True)
class OfValue(OfEntered):
    """A scorer of the value that was entered."""

    _: KW_ONLY
    percent: bool = False

    @abstractmethod
    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        raise NotImplementedError

    def score(self, quantities: Quantities) -> Fraction | None:
        """The score of the value, or None without one."""
        value = self.value(quantities)
        return None if value is None else self.at(value)

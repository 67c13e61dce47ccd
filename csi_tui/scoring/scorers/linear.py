"""A straight line from full marks to none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO, share_of, show_short
from csi_tui.scoring.measures import Measure, in_percent
from csi_tui.scoring.scheme_table import MOST, Table
from csi_tui.scoring.scorers.of_value import OfValue


@dataclass(frozen=True, slots=True)
class Linear(OfValue):
    """100 at ``target`` and beyond, 0 at ``limit`` and beyond, linear between; either may be the larger one."""

    kind: ClassVar[str] = "linear"
    target: Fraction
    limit: Fraction

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``target`` and ``limit``, in the indicator's unit."""
        target, limit = table.fraction("target", at_least=-MOST), table.fraction("limit", at_least=-MOST)
        if target == limit:
            table.fault("limit", "limit-is-target", show_short(limit))
            target, limit = ZERO, HUNDRED
        return cls(target, limit, percent=in_percent(measure))

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        v, v_of = value.numerator, value.denominator
        target, target_of = self.target.numerator, self.target.denominator
        limit, limit_of = self.limit.numerator, self.limit.denominator
        # (value - limit) / (target - limit), on the integers.
        return share_of(
            (v * limit_of - limit * v_of) * target_of, v_of * (target * limit_of - limit * target_of)
        )

    def words(self, measure: Measure) -> tuple[str, ...]:
        """Both ends."""
        return (f"{show_short(self.target)} → 100, {show_short(self.limit)} → 0",)

    def poor_and_good(self) -> tuple[Fraction, Fraction]:
        """Both ends."""
        return self.limit, self.target

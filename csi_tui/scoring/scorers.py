"""Curves from quantities to a score of 0-100 (docs/scoring.md §2). Each scorer is exact and total.

A scorer answers ``None`` where there is no unit to judge: not applicable, never 0 (docs/rules.md, rule 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.entered import EnteredScorer
from csi_tui.scoring.exact import HUNDRED, weighted_mean
from csi_tui.scoring.measures import NOTHING, Quantities

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class AnswerValues:
    """Mean of the values of the five-level answers (seed 000 §6.1)."""

    values: Mapping[int, Fraction]

    def n(self, quantities: Quantities) -> int:
        """Number of answers."""
        return sum(quantities.get(str(level), NOTHING).n for level in self.values)

    def score(self, quantities: Quantities) -> Fraction | None:
        """Mean value of the answers, or None without any."""
        counts = [quantities.get(str(level), NOTHING).n for level in self.values]
        return weighted_mean(counts, list(self.values.values())) if any(counts) else None


@dataclass(frozen=True, slots=True)
class Share:
    """Achieved units of all units in percent, less charge-backs, not below 0."""

    def n(self, quantities: Quantities) -> int:
        """Number of units."""
        return quantities.get("achieved", NOTHING).n

    def score(self, quantities: Quantities) -> Fraction | None:
        """``100 x (achieved - charged back) / n``."""
        achieved = quantities.get("achieved", NOTHING)
        if achieved.n == 0:
            return None
        kept = achieved.value
        if charged := quantities.get("charge_backs"):
            kept -= charged.value
        return max(ZERO, HUNDRED * kept / achieved.n)


@dataclass(frozen=True, slots=True)
class MeanAfterDeductions:
    """Mean of 100 less each unit's deduction; a charge-back's points leave the sum before the mean."""

    def n(self, quantities: Quantities) -> int:
        """Number of units."""
        return quantities.get("deductions", NOTHING).n

    def score(self, quantities: Quantities) -> Fraction | None:
        """``(100 n - deductions - charge-backs) / n``, not below 0."""
        deductions = quantities.get("deductions", NOTHING)
        if deductions.n == 0:
            return None
        lost = deductions.value
        if charged := quantities.get("charge_backs"):
            lost += charged.value
        return max(ZERO, HUNDRED - lost / deductions.n)


@dataclass(frozen=True, slots=True)
class Curve:
    """100 at or below ``target``, 0 at or above ``limit``, linear between."""

    target: Fraction
    limit: Fraction

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        if value <= self.target:
            return HUNDRED
        if value >= self.limit:
            return ZERO
        return HUNDRED * (self.limit - value) / (self.limit - self.target)


@dataclass(frozen=True, slots=True)
class TimeAndPunctuality:
    """Response speed in two halves: average time per stage, and on-time rate (seed 000 §6.1; docs/scoring.md §2)."""

    curves: Mapping[str, Curve]
    deduction_per_point: Fraction

    def n(self, quantities: Quantities) -> int:
        """Number of samples over all stages."""
        return sum(quantities.get(f"{stage}.time", NOTHING).n for stage in self.curves)

    def stage_score(self, stage: str, quantities: Quantities) -> Fraction | None:
        """Score of one stage's average minutes."""
        time = quantities.get(f"{stage}.time", NOTHING)
        return self.curves[stage].at(time.value / time.n) if time.n else None

    def speed(self, quantities: Quantities) -> Fraction | None:
        """Half one: the stages' scores, combined by their sample counts."""
        scored = [
            (quantities[f"{stage}.time"].n, score)
            for stage in self.curves
            if (score := self.stage_score(stage, quantities)) is not None
        ]
        return weighted_mean([n for n, _score in scored], [score for _n, score in scored]) if scored else None

    def punctuality(self, quantities: Quantities) -> Fraction | None:
        """Half two: 100 less a deduction for each percentage point that the on-time rate stands below 100."""
        count = self.n(quantities)
        if count == 0:
            return None
        on_time = sum(
            (quantities.get(f"{stage}.on_time", NOTHING).value for stage in self.curves), start=ZERO
        )
        missing_points = HUNDRED - HUNDRED * on_time / count
        return max(ZERO, HUNDRED - self.deduction_per_point * missing_points)

    def score(self, quantities: Quantities) -> Fraction | None:
        """Mean of the two halves, or None without samples."""
        speed, punctuality = self.speed(quantities), self.punctuality(quantities)
        if speed is None or punctuality is None:
            return None
        return (speed + punctuality) / 2


Scorer = AnswerValues | Share | MeanAfterDeductions | TimeAndPunctuality | EnteredScorer

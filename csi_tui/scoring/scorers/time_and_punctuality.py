"""Response speed: average times, and how many were in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO, show, show_short, weighted_mean
from csi_tui.scoring.losses import Group, Row
from csi_tui.scoring.measures import NOTHING, Measure, Quantities, Samples, StageTimes, minutes
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.texts import phrase


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
class TimeAndPunctuality(Scorer):
    """Response speed in two halves: average time per stage, and on-time rate (seed 000 §6.1; docs/scoring.md §2)."""

    kind: ClassVar[str] = "time-and-punctuality"
    fits: ClassVar[tuple[type[Measure], ...]] = (StageTimes,)
    curves: Mapping[str, Curve]
    deduction_per_point: Fraction

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``curves``: stage → ``target`` and ``limit`` in minutes, one for each stage; ``deduction_per_point``."""
        curves = table.table("curves")
        found = {}
        for stage in curves.names():
            row = curves.table(stage)
            curve = Curve(row.fraction("target", at_least=ZERO), row.fraction("limit", at_least=ZERO))
            row.nothing_else()
            if curve.limit <= curve.target:
                row.fault("limit", "limit-not-above-target", f"{curve.target} / {curve.limit}")
            found[stage] = curve
        deduction = table.fraction("deduction_per_point", at_least=ZERO)
        if isinstance(measure, StageTimes) and {stage.id for stage in measure.stages} != set(found):
            table.fault("curves", "curves-differ-from-stages", ", ".join(found))
        return cls(found, deduction)

    def n(self, quantities: Quantities) -> int:
        """Number of samples over all stages."""
        return sum(quantities.get(f"{stage}.time", NOTHING).n for stage in self.curves)

    def stage_score(self, stage: str, quantities: Quantities) -> Fraction | None:
        """Score of one stage's average minutes."""
        time = quantities.get(f"{stage}.time", NOTHING)
        return self.curves[stage].at(time.mean) if time.n else None

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
        missing_points = HUNDRED * (count - on_time) / count
        return max(ZERO, HUNDRED - self.deduction_per_point * missing_points)

    def score(self, quantities: Quantities) -> Fraction | None:
        """Mean of the two halves, or None without samples."""
        speed, punctuality = self.speed(quantities), self.punctuality(quantities)
        if speed is None or punctuality is None:
            return None
        return (speed + punctuality) / 2

    def loss(self, measure: StageTimes, quantities: Quantities, samples: Samples) -> tuple[Group, ...]:
        """A group for each average, shared by the minutes above its target, and one for punctuality."""
        count = self.n(quantities)
        groups = []
        late: list[Row] = []
        for stage in measure.stages:
            rows = samples[stage.id]
            if not rows:
                continue
            curve = self.curves[stage.id]
            score = self.stage_score(stage.id, quantities) or ZERO
            average = quantities[f"{stage.id}.time"].value / len(rows)
            groups.append(
                Group(
                    id=f"{stage.id}.time",
                    rows=tuple(_timed(order, minutes(time), curve, by) for order, time, by in rows),
                    facts=(
                        ("average", str(average)),
                        ("target", str(curve.target)),
                        ("limit", str(curve.limit)),
                    ),
                    loss=(HUNDRED - score) * Fraction(len(rows), count) / 2,
                    note=phrase(
                        "{average} min on average; full marks up to {target}, none from {limit}",
                        average=show(average),
                        target=show_short(curve.target),
                        limit=show_short(curve.limit),
                    ),
                )
            )
            for order, time, by_appointment in rows:
                if not stage.is_in_time(minutes(time), by_appointment):
                    facts = (("stage", stage.id), *_duration(minutes(time), by_appointment))
                    late.append(Row(kind="order", number=order, about="", facts=facts, weight=Fraction(1)))
        punctuality = self.punctuality(quantities)
        if punctuality is not None:
            on_time, of = str(count - len(late)), str(count)
            groups.append(
                Group(
                    id="on_time",
                    rows=tuple(late),
                    facts=(("on_time", on_time), ("samples", of)),
                    loss=(HUNDRED - punctuality) / 2,
                    note=phrase("{on_time} of {samples} in time", on_time=on_time, samples=of),
                )
            )
        return tuple(groups)


def _timed(order: str, duration: Fraction, curve: Curve, by_appointment: bool) -> Row:
    facts = _duration(duration, by_appointment)
    return Row(kind="order", number=order, about="", facts=facts, weight=max(ZERO, duration - curve.target))


def _duration(duration: Fraction, by_appointment: bool) -> tuple[tuple[str, str], ...]:
    """Minutes, counted from the appointment where there was one (docs/rules.md, rule 19)."""
    return (("minutes" if not by_appointment else "after_appointment", str(duration)),)

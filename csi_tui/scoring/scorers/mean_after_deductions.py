"""The mean of 100 less what each unit lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO
from csi_tui.scoring.losses import Row
from csi_tui.scoring.measures import (
    NOTHING,
    DeductionTable,
    Measure,
    PartsDeductions,
    Quantities,
    RepairDeductions,
)
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.base import Scorer

Deducted = tuple[str, Sequence[tuple[str, str | None, str | None]]]
"""An order with its deductions: what each is about, its kind and its impact, None where not known."""


@dataclass(frozen=True, slots=True)
class MeanAfterDeductions(Scorer):
    """Mean of 100 less each unit's deduction; a charge-back's points leave the sum before the mean."""

    kind: ClassVar[str] = "mean-after-deductions"
    fits: ClassVar[tuple[type[Measure], ...]] = (RepairDeductions, PartsDeductions)

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """No keys."""
        return cls()

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

    def loss(self, kind: str, table: DeductionTable, orders: Sequence[Deducted]) -> tuple[Row, ...]:
        """Each order loses the points of its worst deduction."""
        rows = []
        for number, deductions in orders:
            worst, about = ZERO, ""
            facts: tuple[tuple[str, str], ...] = ()
            for other, what, impact in deductions:
                points = table.points(what, impact)
                if not about or points > worst:
                    worst, about = points, other
                    facts = (
                        ("kind", what or "unknown"),
                        ("impact", impact or "unknown"),
                        ("points", str(points)),
                    )
            rows.append(Row(kind=kind, number=number, about=about, facts=facts, weight=worst))
        return tuple(rows)

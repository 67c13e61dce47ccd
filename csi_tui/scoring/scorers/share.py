"""What was achieved of all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO
from csi_tui.scoring.losses import Row
from csi_tui.scoring.measures import NOTHING, ComplaintsInTime, FirstTimeFixes, Measure, Quantities
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.base import Scorer


@dataclass(frozen=True, slots=True)
class Share(Scorer):
    """Achieved units of all units in percent, less charge-backs, not below 0."""

    kind: ClassVar[str] = "share"
    fits: ClassVar[tuple[type[Measure], ...]] = (FirstTimeFixes, ComplaintsInTime)
    has_own_unit: ClassVar[bool] = True

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """No keys."""
        return cls()

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

    def in_own_unit(self, quantities: Quantities) -> tuple[Fraction, int] | None:
        """Percentage points; charge-backs may take more than there is."""
        achieved = quantities.get("achieved", NOTHING)
        if not achieved.n:
            return None
        return HUNDRED * (achieved.value - quantities.get("charge_backs", NOTHING).value), achieved.n

    def loss(self, kind: str, number: str, about: str, achieved: bool, reason: str) -> Row:
        """A unit loses its whole part when it was not achieved."""
        return Row(
            kind=kind,
            number=number,
            about=about,
            facts=(("reason", reason),),
            weight=ZERO if achieved else HUNDRED,
        )

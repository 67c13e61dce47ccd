"""Items that are rated, with what each is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Self

from csi_tui.scoring.exact import HUNDRED, ZERO, show_short
from csi_tui.scoring.losses import Group, Row
from csi_tui.scoring.measures import FORFEIT, NOTHING, Measure, Quantities, Rated
from csi_tui.scoring.scheme_table import Table
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.texts import phrases


@dataclass(frozen=True, slots=True)
class Rubric(Scorer):
    """Items with what each is worth: the mean of its ratings, at most that; all of them together in percent.

    ``full``: item → points that it is worth. No figure as long as an item has no rating.
    """

    kind: ClassVar[str] = "rubric"
    fits: ClassVar[tuple[type[Measure], ...]] = (Rated,)
    full: Mapping[str, Fraction]

    @classmethod
    def read(cls, table: Table, measure: Measure) -> Self:
        """``full``: each item of the measure → what it is worth, above 0."""
        full = table.table("full")
        found = {
            item: full.above_zero(item) for item in (measure.items if isinstance(measure, Rated) else ())
        }
        full.nothing_else()
        return cls(found)

    def n(self, quantities: Quantities) -> int:
        """Number of ratings."""
        return sum(quantities.get(item, NOTHING).n for item in self.full)

    def is_rated(self, quantities: Quantities) -> bool:
        """Whether every item has a rating: without one the line has no figure but what forfeits it."""
        return all(quantities.get(item, NOTHING).n for item in self.full)

    def stands(self, quantities: Quantities, score: Fraction | None) -> bool:
        """A line that is forfeited without ratings is 0, but carries nothing above it."""
        return self.is_rated(quantities)

    def score(self, quantities: Quantities) -> Fraction | None:
        """Points reached of all that there are, in percent; 0 where the line is forfeited, rated or not."""
        if quantities.get(FORFEIT, NOTHING).n:
            return ZERO
        # On the integers with one fraction at the end, as in csi_tui.scoring.exact.weighted_mean.
        reached, reached_of, whole, whole_of = 0, 1, 0, 1
        for item, full in self.full.items():
            rated = quantities.get(item, NOTHING)
            if not rated.n:
                return None
            points, points_of = max(0, rated.numerator), rated.denominator * rated.n
            if points * full.denominator > full.numerator * points_of:
                points, points_of = full.numerator, full.denominator
            reached, reached_of = reached * points_of + points * reached_of, reached_of * points_of
            whole, whole_of = (
                whole * full.denominator + full.numerator * whole_of,
                whole_of * full.denominator,
            )
        return Fraction(100 * reached * whole_of, reached_of * whole)

    def words(self, measure: Measure) -> tuple[str, ...]:
        """Each item with what it is worth."""
        return tuple(f"{item} {show_short(full)}" for item, full in self.full.items())

    def loss(self, quantities: Quantities, names: Mapping[str, str]) -> tuple[Group, ...]:
        """The items with what each has lost of it, and the forfeit that takes the rest (seed 001 §5).

        ``names``: those of the items, as people read them. No groups as long as an item waits for its rating and
        nothing is forfeited: there is no figure yet.
        """
        whole = sum(self.full.values(), start=ZERO)
        rows = []
        for item, full in self.full.items():
            rated = quantities.get(item, NOTHING)
            if rated.n:
                mean = rated.mean
                facts = (("rated", str(mean)), ("full", str(full)), ("ratings", str(rated.n)))
                lost = HUNDRED * (full - min(full, max(ZERO, mean))) / whole
                rows.append(
                    Row(kind="item", number=item, about=names.get(item, ""), facts=facts, weight=lost)
                )
        records = quantities.get(FORFEIT, NOTHING).n
        if not records:
            return (Group("items", tuple(rows)),) if self.is_rated(quantities) else ()
        # An unrated item has lost nothing that the forfeit does not take.
        lost = sum((row.weight for row in rows), start=ZERO)
        forfeit = Group(
            id="forfeit",
            rows=(),
            facts=(("records", str(records)),),
            loss=HUNDRED - lost,
            note=phrases("{n} record", "{n} records", records),
        )
        return Group(id="items", rows=tuple(rows), loss=lost), forfeit

"""Scorers of what nobody measures in the store: figures by the month, ratings, conduct records, means of cards.

Most turn a value into points. Two kinds look at everybody of a month at once: the place among them is what
counts (seed 001 §6, seed 003). Exact and total like those of :mod:`csi_tui.scoring.scorers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED
from csi_tui.scoring.measures import FORFEIT, NOTHING, VALUE, Quantities

ZERO = Fraction(0)


# --- Scorers of a value -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proportion:
    """The value itself, at most 100: what is a share already."""

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return min(HUNDRED, max(ZERO, value))


@dataclass(frozen=True, slots=True)
class Linear:
    """100 at ``target`` and beyond, 0 at ``limit`` and beyond, linear between; either may be the larger one."""

    target: Fraction
    limit: Fraction

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return min(HUNDRED, max(ZERO, HUNDRED * (value - self.limit) / (self.target - self.limit)))


@dataclass(frozen=True, slots=True)
class Steps:
    """The score of the highest step that the value reaches; 0 below the first. Steps: from (inclusive) → score."""

    steps: tuple[tuple[Fraction, Fraction], ...]

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return next((score for start, score in reversed(self.steps) if value >= start), ZERO)


@dataclass(frozen=True, slots=True)
class PerUnit:
    """100 less so many points for each unit, not below 0."""

    points: Fraction

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return max(ZERO, HUNDRED - self.points * value)


@dataclass(frozen=True, slots=True)
class OutOf:
    """The value's share of what is ``full``, in percent: a mean answer of five levels, a scale of ten."""

    full: Fraction

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return min(HUNDRED, max(ZERO, HUNDRED * value / self.full))


@dataclass(frozen=True, slots=True)
class PointsEach:
    """So many points for each unit, without an upper end: work points, merits."""

    points: Fraction

    def at(self, value: Fraction) -> Fraction:
        """The points of a value."""
        return self.points * value


ValueScorer = Proportion | Linear | Steps | PerUnit | OutOf | PointsEach


@dataclass(frozen=True, slots=True)
class OfValue:
    """A scorer of the value that was entered."""

    percent: bool
    curve: ValueScorer

    def n(self, quantities: Quantities) -> int:
        """Units behind the figure."""
        return quantities.get(VALUE, NOTHING).n

    def value(self, quantities: Quantities) -> Fraction | None:
        """The figure in the indicator's unit; None where nobody entered one."""
        return value_of(quantities, self.percent)

    def score(self, quantities: Quantities) -> Fraction | None:
        """The score of the value, or None without one."""
        value = self.value(quantities)
        return None if value is None else self.curve.at(value)


@dataclass(frozen=True, slots=True)
class Rubric:
    """Items with what each is worth: the mean of its ratings, at most that; all of them together in percent.

    ``full``: item → points that it is worth. No figure as long as an item has no rating.
    """

    full: Mapping[str, Fraction]

    def n(self, quantities: Quantities) -> int:
        """Number of ratings."""
        return sum(quantities.get(item, NOTHING).n for item in self.full)

    def score(self, quantities: Quantities) -> Fraction | None:
        """Points reached of all that there are, in percent; 0 where the line is forfeited."""
        if quantities.get(FORFEIT, NOTHING).n:
            return ZERO
        reached = ZERO
        for item, full in self.full.items():
            rated = quantities.get(item, NOTHING)
            if not rated.n:
                return None
            reached += min(full, max(ZERO, rated.value / rated.n))
        return HUNDRED * reached / sum(self.full.values(), start=ZERO)


@dataclass(frozen=True, slots=True)
class Tally:
    """The points of all records together; none where there are no records. Never without a figure."""

    codes: tuple[str, ...]

    def n(self, quantities: Quantities) -> int:
        """Number of records."""
        return sum(quantities.get(code, NOTHING).n for code in self.codes)

    def score(self, quantities: Quantities) -> Fraction:
        """The sum of their points."""
        return sum((quantities.get(code, NOTHING).value for code in self.codes), start=ZERO)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the cards below, without an upper end: merits may carry a month over 100.

    ``least``: cards with a figure that it takes; none with fewer.
    """

    least: int

    def n(self, quantities: Quantities) -> int:
        """Cards behind the figure."""
        return quantities.get(VALUE, NOTHING).n

    def score(self, quantities: Quantities) -> Fraction | None:
        """Their mean, or None with too few."""
        found = quantities.get(VALUE, NOTHING)
        return found.value / found.n if found.n >= self.least else None


# --- Scorers of a place -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlacePoints:
    """Points by place: of ``N`` the first gets ``N x level``, the last ``1 x level`` (seed 003)."""

    level: Fraction

    def of_place(self, place: int, among: int) -> Fraction | None:
        """The points of a place among so many."""
        return self.level * (among - place + 1)


@dataclass(frozen=True, slots=True)
class PlaceOnly:
    """The place, and no points at all (seed 001 §6)."""

    def of_place(self, place: int, among: int) -> Fraction | None:
        """None: nobody has points."""
        return None


@dataclass(frozen=True, slots=True)
class OfPlace:
    """A scorer of the place that the value has among those of everybody; ties share the better place."""

    percent: bool
    more_is_better: bool
    points: PlacePoints | PlaceOnly

    def n(self, quantities: Quantities) -> int:
        """Units behind the figure."""
        return quantities.get(VALUE, NOTHING).n

    def value(self, quantities: Quantities) -> Fraction | None:
        """The figure in the indicator's unit; None where nobody entered one."""
        return value_of(quantities, self.percent)

    def score(self, quantities: Quantities) -> Fraction | None:
        """None: the value alone says nothing."""
        return None

    def places(self, values: Sequence[Fraction]) -> dict[Fraction, int]:
        """Value → its place among the values."""
        best_first = sorted(values, reverse=self.more_is_better)
        places: dict[Fraction, int] = {}
        for place, value in enumerate(best_first, start=1):
            places.setdefault(value, place)
        return places


EnteredScorer = OfValue | Rubric | Tally | OfPlace | Mean


def value_of(quantities: Quantities, percent: bool) -> Fraction | None:
    """The figure that was entered; a share in percent."""
    found = quantities.get(VALUE)
    if found is None:
        return None
    return HUNDRED * found.value if percent else found.value

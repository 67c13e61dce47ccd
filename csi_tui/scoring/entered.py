"""Scorers of what nobody measures in the store: figures by the month, ratings, conduct records, means of cards.

Most turn a value into points. Two kinds look at everybody of a month at once: the place among them is what
counts (seed 001 §6, seed 003 §1.2). Exact and total like those of :mod:`csi_tui.scoring.scorers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csi_tui.scoring.exact import HUNDRED, to_hundredths
from csi_tui.scoring.measures import FORFEIT, NOTHING, VALUE, Quantities

ZERO = Fraction(0)


def _share(part: int, whole: int) -> Fraction:
    """A part of a whole in percent, between 0 and 100; the whole is not 0."""
    if whole < 0:
        part, whole = -part, -whole
    if part <= 0:
        return ZERO
    return HUNDRED if part >= whole else Fraction(100 * part, whole)


# --- Scorers of a value -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proportion:
    """The value itself, at most 100: what is a share already."""

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        return _share(value.numerator, value.denominator * 100)


@dataclass(frozen=True, slots=True)
class Linear:
    """100 at ``target`` and beyond, 0 at ``limit`` and beyond, linear between; either may be the larger one."""

    target: Fraction
    limit: Fraction

    def at(self, value: Fraction) -> Fraction:
        """The score of a value."""
        v, v_of = value.numerator, value.denominator
        target, target_of = self.target.numerator, self.target.denominator
        limit, limit_of = self.limit.numerator, self.limit.denominator
        # (value - limit) / (target - limit), on the integers.
        return _share(
            (v * limit_of - limit * v_of) * target_of, v_of * (target * limit_of - limit * target_of)
        )


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
        return _share(value.numerator * self.full.denominator, value.denominator * self.full.numerator)


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

    def is_rated(self, quantities: Quantities) -> bool:
        """Whether every item has a rating: without one the line has no figure but what forfeits it."""
        return all(quantities.get(item, NOTHING).n for item in self.full)

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
    """Points by place: of ``N`` the first gets ``N x level``, the last ``1 x level`` (seed 003 §1.2)."""

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
    """A scorer of the place that the value has among those of everybody; ties share the better place.

    Values are compared as they are shown: two decimals in the figure's own unit (docs/rules.md, rule 10).
    """

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

    def places(self, values: Sequence[Fraction]) -> dict[int, int]:
        """Value in hundredths, as it is shown → its place among the values."""
        best_first = sorted(map(to_hundredths, values), reverse=self.more_is_better)
        places: dict[int, int] = {}
        for place, value in enumerate(best_first, start=1):
            places.setdefault(value, place)
        return places


EnteredScorer = OfValue | Rubric | Tally | OfPlace | Mean


def value_of(quantities: Quantities, percent: bool) -> Fraction | None:
    """The figure that was entered; a share in percent."""
    found = quantities.get(VALUE)
    if found is None:
        return None
    return Fraction(100 * found.numerator, found.denominator) if percent else found.value

"""Whether an indicator tells people apart: by order from month to month, and by spread beyond chance
(seed 002 §5.3; docs/rules.md, rule 44).

Exact: counts of pairs and sums of squares, nothing of which needs a root. Pairs are of two people of the same role.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from csi_tui.scoring.exact import HUNDRED, ZERO, apportion

LEAST = Fraction(1, 5)
"""A month's indicator tells people apart where its order, or its spread beyond chance, comes to this share."""
LIKE = Fraction(4, 5)
"""Two indicators say the same where their orders agree by this share of the pairs that either tells apart."""
FEW_PAIRS = 10
"""Of fewer pairs nothing is said: five people of a role make ten."""
IN_A_ROW = 3
"""Months that an indicator does not tell people apart before another weight is proposed (seed 002 §5.3)."""
KEPT = Fraction(1, 2)
"""What an indicator keeps of its weight in a proposal."""

Verdict = Literal["apart", "not-apart", "unsaid"]


class Order(NamedTuple):
    """How two figures of the same people put them in order, in pairs.

    Attributes:
        pairs: all of them; ``same``: both figures put these two in the same order; ``reverse``: in the opposite one.
        told: at least one of the two figures differs within the pair.
    """

    pairs: int = 0
    same: int = 0
    reverse: int = 0
    told: int = 0

    def and_(self, other: Order) -> Order:
        """Both together, as if they were of one department."""
        return Order(*(one + more for one, more in zip(self, other, strict=True)))

    @property
    def agreement(self) -> Fraction | None:
        """Same order less opposite order, of all pairs, between -1 and 1 (M. G. Kendall, Biometrika 30, 1938: tau);
        a tie is neither. None of too few pairs."""
        return None if self.pairs < FEW_PAIRS else Fraction(self.same - self.reverse, self.pairs)

    @property
    def likeness(self) -> Fraction | None:
        """The same of the pairs that at least one figure tells apart. None of too few of these."""
        return None if self.told < FEW_PAIRS else Fraction(self.same - self.reverse, self.told)


class Units(NamedTuple):
    """What a figure of somebody counts: so many units, the sum of what each is worth, and the sum of the squares."""

    n: int
    total: Fraction
    squares: Fraction

    @classmethod
    def of_share(cls, k: Fraction, n: int) -> Units:
        """``k`` of ``n`` units that are as they should be, each worth 1."""
        return cls(n, k, k)


def order_of(groups: Iterable[Sequence[tuple[int, int]]]) -> Order:
    """How two figures order people, group by group, each person with both figures; more is better in both.

    In n log n steps (W. R. Knight, J. Am. Stat. Assoc. 61, 1966): a pair in opposite order is an inversion of the
    second figures, once people stand in the order of the first.
    """
    found = Order()
    for people in groups:
        pairs = _pairs(len(people))
        alike_first = sum(map(_pairs, Counter(first for first, _second in people).values()))
        alike_second = sum(map(_pairs, Counter(second for _first, second in people).values()))
        alike_both = sum(map(_pairs, Counter(people).values()))
        reverse, seen = 0, list[int]()
        for _first, second in sorted(people):
            reverse += len(seen) - bisect_right(seen, second)
            insort(seen, second)
        same = pairs - alike_first - alike_second + alike_both - reverse
        found = found.and_(Order(pairs, same, reverse, pairs - alike_both))
    return found


def alike(groups: Iterable[Sequence[int]]) -> tuple[int, int]:
    """How many pairs have the same figure, and how many pairs there are, group by group."""
    found, pairs = 0, 0
    for figures in groups:
        found += sum(map(_pairs, Counter(figures).values()))
        pairs += _pairs(len(figures))
    return found, pairs


def beyond_chance(groups: Iterable[Sequence[Units]]) -> Fraction | None:
    """Which share of the spread between people is more than chance gives with as many units, between 0 and 1.

    One less the mean square within people by that between people (R. A. Fisher, Statistical Methods for Research
    Workers, 1925, §40), groups added up; 0 where chance alone gives as much or nobody differs. None where everybody
    has one unit or fewer than two people have any.
    """
    between, within, of_between, of_within = ZERO, ZERO, 0, 0
    for given in groups:
        people = [one for one in given if one.n]
        if len(people) < 2:
            continue
        n = sum(one.n for one in people)
        total = sum((one.total for one in people), start=ZERO)
        squares = sum((one.squares for one in people), start=ZERO)
        of_means = _of_means(people)
        between += of_means - total * total / n
        within += squares - of_means
        of_between += len(people) - 1
        of_within += n - len(people)
    if not of_between or not of_within:
        return None
    if between == 0:
        return ZERO
    return max(ZERO, 1 - (within / of_within) / (between / of_between))


def tells_apart(
    alike_pairs: int, pairs: int, beyond: Fraction | None, agreement: Fraction | None
) -> bool | None:
    """Whether an indicator tells people of a month apart; None where nothing can be said.

    It does where the spread beyond chance or the agreement with the month before comes to :data:`LEAST`; it does not
    where everybody of a role has the same, or where neither does of those that are known.
    """
    if pairs < FEW_PAIRS:
        return None
    if alike_pairs == pairs:
        return False
    known = [one for one in (beyond, agreement) if one is not None]
    return any(one >= LEAST for one in known) if known else None


def verdict(months: Sequence[bool | None]) -> Verdict:
    """What a quarter's months say: it takes :data:`IN_A_ROW` that do not tell apart, and none of which nothing is
    said, to say that an indicator does not."""
    if any(months):
        return "apart"
    return "not-apart" if len(months) >= IN_A_ROW and None not in months else "unsaid"


def new_weights(weights: Mapping[str, Fraction], less: frozenset[str]) -> dict[str, Fraction] | None:
    """Weights of the parts of a figure, that add up to 100, where ``less`` keep :data:`KEPT` of theirs.

    What they lose goes to the others by their weights, to hundredths of a percent that add up to 100. None where
    nothing would change, or no other part has weight.
    """
    freed = sum((weight * (1 - KEPT) for part, weight in weights.items() if part in less), start=ZERO)
    others = sum((weight for part, weight in weights.items() if part not in less), start=ZERO)
    if not freed or not others:
        return None
    exact = [
        weight * KEPT if part in less else weight + freed * weight / others
        for part, weight in weights.items()
    ]
    rounded = apportion(exact, int(HUNDRED) * 100)
    return {part: Fraction(one, 100) for part, one in zip(weights, rounded, strict=True)}


def _of_means(people: Iterable[Units]) -> Fraction:
    """The squares of the sums, each by its units; those with as many units first, for a sum of fractions grows with
    the denominators in it."""
    squares: dict[int, Fraction] = {}
    for one in people:
        squares[one.n] = squares.get(one.n, ZERO) + one.total * one.total
    return sum((square / n for n, square in squares.items()), start=ZERO)


def _pairs(people: int) -> int:
    return people * (people - 1) // 2

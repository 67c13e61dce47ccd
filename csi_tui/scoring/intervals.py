"""How much a rate says that rests on few units: Wilson's interval, and Newcombe's of the difference of two rates.

Drawn beside a figure, never part of a score (docs/decisions/0042). 95 %, without continuity correction:
E. B. Wilson, J. Am. Stat. Assoc. 22 (1927); R. G. Newcombe, Stat. Med. 17 (1998), 857 (method 3) and 873 (method 10).
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

Z = Fraction("1.959964")
"""The 97.5 % point of the normal distribution."""
DIGITS = 50
"""Of the one step that no fraction can take, the square root; what is shown has four."""


class Interval(NamedTuple):
    """From and to, both included; a rate's as shares of 1, a difference's between -1 and 1."""

    low: Fraction
    high: Fraction

    def holds(self, value: Fraction | int) -> bool:
        """Whether a value lies in it."""
        return self.low <= value <= self.high


class Rate(NamedTuple):
    """So many units of ``n`` that were as they should be; charge-backs may take ``k`` below 0, where it counts as 0."""

    k: int
    n: int

    @property
    def share(self) -> Fraction:
        """The rate as a share of 1."""
        return Fraction(min(max(self.k, 0), self.n), self.n)


def wilson(rate: Rate) -> Interval:
    """The shares with which a rate like this one goes together.

    Raises:
        ZeroDivisionError: it rests on no units.
    """
    p, n = rate.share, rate.n
    square = Z * Z
    middle = p + square / (2 * n)
    spread = Z * _root((p * (1 - p) + square / (4 * n)) / n)
    below = 1 + square / n
    # At the ends of the scale the bound is the end itself, which a rounded root misses by its last digit.
    low = Fraction(0) if p == 0 else (middle - spread) / below
    high = Fraction(1) if p == 1 else (middle + spread) / below
    return Interval(low, high)


def difference(first: Rate, second: Rate) -> Interval:
    """By how much the first rate may lie above the second.

    Raises:
        ZeroDivisionError: one of them rests on no units.
    """
    p, q = first.share, second.share
    of_first, of_second = wilson(first), wilson(second)
    down = _root((p - of_first.low) ** 2 + (of_second.high - q) ** 2)
    up = _root((of_first.high - p) ** 2 + (q - of_second.low) ** 2)
    return Interval(p - q - down, p - q + up)


def told_apart(first: Rate, second: Rate) -> bool:
    """Whether two rates differ by more than chance alone may bring about: their difference's interval is without 0.

    Raises:
        ZeroDivisionError: one of them rests on no units.
    """
    return not difference(first, second).holds(0)


def _root(value: Fraction) -> Fraction:
    """The square root of what is not below 0, to :data:`DIGITS` digits."""
    context = Context(prec=DIGITS)
    return Fraction(context.sqrt(context.divide(Decimal(value.numerator), Decimal(value.denominator))))

"""Where a figure is rounded: exact figures, how they are read, rounded and shown (docs/rules.md, rule 10).

A score is a :class:`~fractions.Fraction` until it is shown, stored on a card or put into a band, which is by the shown
figure; that has two decimals, rounded half-up (:func:`to_hundredths`). The parts of a receipt are rounded so that they
re-add (:func:`apportion`), a parameter shows four decimals (:func:`show_short`). Money is rounded in ``scoring.pay``
(``to_the_cent``; a fund is shared out by ``spread``).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

ZERO, HUNDRED = Fraction(0), Fraction(100)


def to_hundredths(value: Fraction) -> int:
    """Round half-up to hundredths, away from zero on the half, and return them as an integer.

    >>> to_hundredths(Fraction(89995, 1000))
    9000
    """
    # On the integers: a month has some ten thousand figures, and a Fraction made on the way costs more than the rest.
    numerator, denominator = value.numerator, value.denominator
    whole = (200 * abs(numerator) + denominator) // (2 * denominator)
    return whole if numerator >= 0 else -whole


def show_hundredths(hundredths: int) -> str:
    """Write hundredths as a decimal string with two decimals: ``8995`` becomes ``"89.95"``."""
    sign = "-" if hundredths < 0 else ""
    whole, part = divmod(abs(hundredths), 100)
    return f"{sign}{whole}.{part:02d}"


def show(value: Fraction) -> str:
    """Round half-up to two decimals and write the figure as a string."""
    return show_hundredths(to_hundredths(value))


def show_short(value: Fraction) -> str:
    """Write a parameter as people write it: no trailing zeros (``20``, ``2.5``), at most four decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    decimal = exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    return format(decimal.normalize(), "f")


def share_of(part: int, whole: int) -> Fraction:
    """A part of a whole in percent, between 0 and 100; the whole is not 0."""
    if whole < 0:
        part, whole = -part, -whole
    if part <= 0:
        return ZERO
    return HUNDRED if part >= whole else Fraction(100 * part, whole)


def as_fraction(value: int | str | Decimal) -> Fraction:
    """Read a figure of a scheme file or a store exactly.

    Raises:
        ValueError: the text is not a finite decimal or a fraction ``a/b``.
    """
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(str(value))
    try:
        return Fraction(value)
    except ZeroDivisionError as error:
        raise ValueError(str(value)) from error


def weighted_mean(weights: Sequence[Fraction | int], values: Sequence[Fraction]) -> Fraction:
    """The exact mean of values under weights, one for each value.

    Raises:
        ZeroDivisionError: the weights add up to nothing.
    """
    # On the integers with one fraction at the end: a sum of fractions reduces every step of the way, and a month
    # of several hundred people has tens of thousands of steps.
    total, total_of, used, used_of = 0, 1, 0, 1
    for weight, value in zip(weights, values, strict=True):
        part, part_of = weight.numerator, weight.denominator
        common = lcm(used_of, part_of)
        used, used_of = used * (common // used_of) + part * (common // part_of), common
        part, part_of = part * value.numerator, part_of * value.denominator
        common = lcm(total_of, part_of)
        total, total_of = total * (common // total_of) + part * (common // part_of), common
    return Fraction(total * used_of, total_of * used)


def apportion(values: list[Fraction], total: int) -> list[int]:
    """Round values to hundredths so that they add up to ``total`` hundredths (largest remainder).

    The values must add up to about ``total`` (within half a hundredth each); shown figures then
    re-add to the shown sum.
    """
    floors = [(value * 100).numerator // (value * 100).denominator for value in values]
    by_remainder = sorted(range(len(values)), key=lambda index: (floors[index] - values[index] * 100, index))
    short = total - sum(floors)
    for index in by_remainder[: max(0, short)]:
        floors[index] += 1
    return floors

"""Pictures of figures in characters, readable in black and white and without any library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LEVELS = "▁▂▃▄▅▆▇█"
MISSING = "·"
"""A month without a figure: neither high nor low."""
TENS = 1000
"""Ten points, in hundredths: the ends of a scale stand at whole tens."""


class Scale(NamedTuple):
    """The figures at the bottom and at the top of a picture, in hundredths."""

    low: int
    high: int


def scale_of(values: Sequence[int | None]) -> Scale | None:
    """The tens around all of the values, which are in hundredths; None where there is none.

    A picture whose scale follows its values shows every ripple as a wave: ten points are the least that it spans.
    """
    there = [value for value in values if value is not None]
    if not there:
        return None
    low, high = min(there) // TENS * TENS, -(-max(there) // TENS) * TENS
    if low < high:
        return Scale(low, high)
    # All of them at one ten: 100 stands at the top of its picture, 0 at the bottom.
    return Scale(low - TENS, high) if low > 0 else Scale(low, high + TENS)


def sparkline(values: Sequence[int | None], scale: Scale | None) -> str:
    """A character for each value, as high as it lies on the scale."""
    if scale is None:
        return MISSING * len(values)
    return "".join(
        MISSING if value is None else LEVELS[_part(value, scale, len(LEVELS) - 1)] for value in values
    )


def box(values: Sequence[int], scale: Scale, width: int) -> str:
    """The lowest, three quarters and the highest of many values on a line: ``├──██│███──┤``.

    The line runs from end to end, the block holds the middle half, and a bar in it stands at the one in the middle.
    """
    low, first, middle, third, high = (_part(value, scale, width - 1) for value in values)
    line = [" "] * width
    line[low : high + 1] = "─" * (high + 1 - low)
    line[low], line[high] = "├", "┤"
    line[first : third + 1] = "█" * (third + 1 - first)
    line[middle] = "│"
    return "".join(line).rstrip()


def dots(values: Sequence[int], scale: Scale, width: int) -> str:
    """A few values one by one: ``o``, or how many where several fall on one sign."""
    line = [0] * width
    for value in values:
        line[_part(value, scale, width - 1)] += 1
    return "".join(" " if not n else "o" if n == 1 else str(n) if n < 10 else "*" for n in line).rstrip()


def whisker(low: int, value: int, high: int, scale: Scale, width: int) -> str:
    """A value with its interval: ``├───█─┤``; what lies outside the scale is at its end."""
    first, at, last = (_part(one, scale, width - 1) for one in (low, value, high))
    line = [" "] * width
    line[first : last + 1] = "─" * (last + 1 - first)
    line[first], line[last] = "├", "┤"
    line[at] = "█"
    return "".join(line).rstrip()


def shares(counts: Sequence[int], width: int) -> list[int]:
    """How many of ``width`` signs each part of a bar takes: as many in all, none for nothing, the largest remainder
    first."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    found = [count * width // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda at: (-(counts[at] * width % total), at))
    for at in by_remainder[: width - sum(found)]:
        found[at] += 1
    return found


def _part(value: int, scale: Scale, steps: int) -> int:
    """How many of so many steps a value lies above the bottom, rounded half-up; what lies outside is at the end."""
    span = scale.high - scale.low
    inside = min(max(value, scale.low), scale.high) - scale.low
    return (2 * inside * steps + span) // (2 * span)

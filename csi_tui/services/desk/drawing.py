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


def _part(value: int, scale: Scale, steps: int) -> int:
    """How many of so many steps a value lies above the bottom, rounded half-up; what lies outside is at the end."""
    span = scale.high - scale.low
    inside = min(max(value, scale.low), scale.high) - scale.low
    return (2 * inside * steps + span) // (2 * span)

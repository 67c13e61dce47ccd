"""Pictures in characters: what is higher is drawn no lower, and nothing is drawn that is not there."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.desk.drawing import LEVELS, MISSING, TENS, Scale, scale_of, sparkline
from csi_tui.services.tabular.aligned import width

SERIES = st.lists(st.none() | st.integers(-2000, 12000), min_size=1, max_size=24)


@given(SERIES)
def test_a_scale_is_the_tens_around_its_values(values: list[int | None]) -> None:
    """And spans ten points at least; without values there is none."""
    scale = scale_of(values)
    there = [value for value in values if value is not None]
    if scale is None:
        assert not there
        return
    assert scale.low % TENS == scale.high % TENS == 0 < scale.high - scale.low
    assert scale.low <= min(there) and max(there) <= scale.high
    if scale.high - scale.low > TENS:
        assert min(there) < scale.low + TENS and max(there) > scale.high - TENS


@given(SERIES)
def test_a_sparkline_is_as_the_plain_arithmetic_has_it(values: list[int | None]) -> None:
    """The nearest of the eight heights, the higher one from the half on; a month without a figure has its own sign."""
    scale = scale_of(values)
    drawn = sparkline(values, scale)
    assert len(drawn) == width(drawn) == len(values)
    for sign, value in zip(drawn, values, strict=True):
        if value is None or scale is None:
            assert sign == MISSING
            continue
        height = Fraction(value - scale.low, scale.high - scale.low) * 7
        assert sign == LEVELS[int(height + Fraction(1, 2))]


@pytest.mark.parametrize(
    ("values", "drawn", "scale"),
    [
        ([8000, 9000, None, 10000], "▁▅·█", Scale(8000, 10000)),
        ([10000, 10000], "██", Scale(9000, 10000)),
        ([0], "▁", Scale(0, 1000)),
        ([None], "·", None),
    ],
)
def test_as_it_looks(values: list[int | None], drawn: str, scale: Scale | None) -> None:
    assert (sparkline(values, scale_of(values)), scale_of(values)) == (drawn, scale)

"""Pictures in characters: what is higher is drawn no lower, and nothing is drawn that is not there."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.desk.drawing import (
    LEVELS,
    MISSING,
    TENS,
    Scale,
    box,
    dots,
    scale_of,
    shares,
    sparkline,
    whisker,
)
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


@given(st.lists(st.integers(0, 1000), max_size=7), st.integers(1, 80))
def test_the_parts_of_a_bar_fill_it_as_nearly_as_signs_can(counts: list[int], columns: int) -> None:
    """Each part has its share rounded down or up; together they are the bar; nothing is drawn of nothing."""
    parts = shares(counts, columns)
    total = sum(counts)
    assert sum(parts) == (columns if total else 0)
    for part, count in zip(parts, counts, strict=True):
        exact = Fraction(count * columns, total) if total else Fraction(0)
        assert abs(part - exact) < 1


VALUES = st.lists(st.integers(0, 10000), min_size=5, max_size=5).map(sorted)


@given(VALUES, st.integers(5, 80))
def test_a_box_and_a_whisker_stand_where_their_values_do(values: list[int], columns: int) -> None:
    """The ends, the block and the bar at the nearest sign to each value, the higher one from the half on."""
    scale = Scale(0, 10000)

    def at(value: int) -> int:
        return int(Fraction(value * (columns - 1), 10000) + Fraction(1, 2))

    low, first, middle, third, high = map(at, values)
    drawn = box(values, scale, columns)
    assert drawn.index("│") == middle and len(drawn) == high + 1
    assert len(drawn) - len(drawn.lstrip()) == low
    assert all(drawn[place] == "█" for place in range(first, third + 1) if place != middle)
    line = whisker(values[0], values[2], values[4], scale, columns)
    assert line.index("█") == middle and len(line) == high + 1


@given(st.lists(st.integers(0, 10000), min_size=1, max_size=4), st.integers(5, 80))
def test_of_a_few_each_is_drawn(values: list[int], columns: int) -> None:
    """As many as there are, whether on one sign or on several."""
    drawn = dots(values, Scale(0, 10000), columns)
    assert sum(1 if sign == "o" else int(sign) for sign in drawn if sign != " ") == len(values)

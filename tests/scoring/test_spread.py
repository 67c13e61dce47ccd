"""How figures lie: mean and quarters as the standard library has them, and who lies far below the others."""

from __future__ import annotations

import statistics
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.spread import FEW_PEOPLE, Spread

FIGURES = st.lists(st.integers(0, 10000), min_size=2, max_size=40)


@given(FIGURES)
def test_mean_and_quarters_are_the_standard_library_s(figures: list[int]) -> None:
    """``statistics`` knows the seventh definition of a quantile as the inclusive one."""
    spread = Spread.of(figures)
    exact = [Fraction(one) for one in figures]
    quarters = statistics.quantiles(exact, n=4, method="inclusive")
    assert [spread.quantile(place) for place in (1, 2, 3)] == [to_hundredths(one / 100) for one in quarters]
    assert (spread.quantile(0), spread.quantile(4)) == (min(figures), max(figures))
    assert spread.exact_mean == statistics.mean(exact) / 100


@given(FIGURES, st.integers(0, 10000))
def test_far_below_is_below_tukey_s_lower_fence(figures: list[int], value: int) -> None:
    low, _middle, high = statistics.quantiles([Fraction(one) for one in figures], n=4, method="inclusive")
    below = value < low - Fraction(3, 2) * (high - low)
    fence = Spread.of(figures).fence
    assert (fence is not None and value < fence) == (below and len(figures) >= FEW_PEOPLE)


def test_nothing_has_no_mean_and_no_quarters() -> None:
    nothing = Spread(())
    assert (nothing.mean, nothing.quantile(2), nothing.few, nothing.fence) == (None, None, True, None)

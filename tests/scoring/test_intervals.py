"""Intervals of rates: published examples, what defines them, and what must hold of every one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.intervals import Interval, Rate, Z, difference, told_apart, wilson

TINY = Fraction(1, 10**40)


@st.composite
def rates(draw: st.DrawFn) -> Rate:
    n = draw(st.integers(1, 100_000))
    return Rate(draw(st.integers(0, n)), n)


def rounded(interval: Interval) -> tuple[str, str]:
    """To four decimals, half away from zero."""
    return tuple(
        f"{'-' if one < 0 else ''}{int(abs(one) * 10**4 + Fraction(1, 2)) / 10**4:.4f}" for one in interval
    )  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_newcombe_s_examples_of_one_rate(k: int, n: int, low: str, high: str) -> None:
    """Stat. Med. 17 (1998) 857, table I, method 3."""
    assert rounded(wilson(Rate(k, n))) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        (Rate(56, 70), Rate(48, 80), "0.0524", "0.3339"),
        (Rate(9, 10), Rate(3, 10), "0.1705", "0.8090"),
        (Rate(6, 7), Rate(2, 7), "0.0582", "0.8062"),
        (Rate(5, 56), Rate(0, 29), "-0.0381", "0.1926"),
        (Rate(0, 10), Rate(0, 20), "-0.1611", "0.2775"),
        (Rate(10, 10), Rate(0, 20), "0.6791", "1.0000"),
    ],
)  # fmt: skip
def test_newcombe_s_examples_of_two_rates(first: Rate, second: Rate, low: str, high: str) -> None:
    """Stat. Med. 17 (1998) 873, table II, method 10."""
    found = difference(first, second)
    assert rounded(found) == (low, high)
    assert told_apart(first, second) == (not low.startswith("-"))


@given(rates())
def test_a_bound_is_where_the_rate_lies_z_deviations_away(rate: Rate) -> None:
    """What defines it: (share - bound)² · n = z² · bound · (1 - bound)."""
    found, p = wilson(rate), rate.share
    assert 0 <= found.low <= p <= found.high <= 1
    for bound in found:
        assert abs((p - bound) ** 2 * rate.n - Z * Z * bound * (1 - bound)) < TINY * rate.n


@given(rates(), rates())
def test_a_difference_turned_round_is_its_negative(first: Rate, second: Rate) -> None:
    """Who is named first changes the sign and nothing else."""
    there, back = difference(first, second), difference(second, first)
    assert (there.low, there.high) == (-back.high, -back.low)
    assert there.holds(first.share - second.share)
    assert there.low >= -1 and there.high <= 1
    assert told_apart(first, second) == told_apart(second, first)


@given(rates())
def test_a_rate_is_never_told_apart_from_itself(rate: Rate) -> None:
    assert not told_apart(rate, rate)


@given(rates(), st.integers(2, 50))
def test_more_units_of_the_same_rate_say_more(rate: Rate, times: int) -> None:
    """The interval of ten times as many lies inside."""
    few, many = wilson(rate), wilson(Rate(rate.k * times, rate.n * times))
    assert few.low <= many.low <= many.high <= few.high


@given(rates())
def test_the_units_that_were_not_are_the_other_end(rate: Rate) -> None:
    """Late and in time are one rate seen from two sides."""
    found, other = wilson(rate), wilson(Rate(rate.n - rate.k, rate.n))
    assert abs(found.low - (1 - other.high)) < TINY
    assert abs(found.high - (1 - other.low)) < TINY


def test_charge_backs_take_no_rate_below_nothing() -> None:
    """k below 0 counts as 0, as the shown rate does."""
    assert wilson(Rate(-3, 8)) == wilson(Rate(0, 8))
    with pytest.raises(ZeroDivisionError):
        wilson(Rate(0, 0))

"""Rounding and showing exact figures."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.exact import as_fraction, show, show_hundredths, show_short, to_hundredths, weighted_mean


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (Fraction("89.995"), "90.00"),
        (Fraction("89.99499"), "89.99"),
        (Fraction("0.005"), "0.01"),
        (Fraction("0.004999"), "0.00"),
        (Fraction(200, 3), "66.67"),
        (Fraction(100, 3), "33.33"),
        (Fraction(1, 8), "0.13"),
        (Fraction(100), "100.00"),
        (Fraction(0), "0.00"),
        (Fraction(-1, 200), "-0.01"),
    ],
)
def test_half_up_to_two_decimals(exact: Fraction, shown: str) -> None:
    """docs/rules.md, rule 10: rounded half-up to two decimals, 89.995 is 90.00."""
    assert show(exact) == shown


@given(st.fractions(0, 100, max_denominator=10**9))
def test_rounding_is_that_of_decimal(exact: Fraction) -> None:
    """docs/rules.md, rule 10: no float comes near a figure, however fine it is."""
    scaled = exact * 1000
    # Half-up looks at the exact value: Decimal is given enough digits to hold any tie.
    decimal = Decimal(scaled.numerator) / Decimal(scaled.denominator) / 1000
    if exact * 1000 % 10 != 5:
        assert to_hundredths(exact) == int(decimal.quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)
    assert abs(Fraction(to_hundredths(exact), 100) - exact) <= Fraction(1, 200)


@given(st.integers(0, 10_000))
def test_ties_go_up(hundredths: int) -> None:
    """docs/rules.md, rule 10: on the half, up."""
    assert to_hundredths(Fraction(2 * hundredths + 1, 200)) == hundredths + 1


@pytest.mark.parametrize(
    ("parameter", "shown"),
    [
        (Fraction(70), "70"),
        (Fraction(5, 2), "2.5"),
        (Fraction(0), "0"),
        (Fraction(1, 3), "0.3333"),
        (Fraction(1, 20_000), "0.0001"),
    ],
)
def test_parameters_are_shown_as_people_write_them(parameter: Fraction, shown: str) -> None:
    """docs/scoring.md §6: `weight` is as in the scheme, "0" for no weight."""
    assert show_short(parameter) == shown


def test_reading_and_showing() -> None:
    """docs/rules.md, rule 10: figures are decimal texts at the edges and exact in between."""
    assert as_fraction("89.995") == Fraction(89995, 1000)
    assert as_fraction(Decimal("0.1")) == Fraction(1, 10)
    assert show_hundredths(8995) == "89.95"
    assert show_hundredths(-5) == "-0.05"
    for wrong in ("x", "1/0", Decimal("NaN"), Decimal("Infinity")):
        with pytest.raises(ValueError, match=r"."):
            as_fraction(wrong)


@given(
    st.lists(
        st.tuples(
            st.fractions(0, 100, max_denominator=50) | st.integers(0, 50),
            st.fractions(-100, 100, max_denominator=10**9),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_weighted_mean_is_the_plain_one(pairs: list[tuple[Fraction | int, Fraction]]) -> None:
    """docs/rules.md, rule 10: exact arithmetic up to the end; here against the textbook's formula."""
    weights, values = [weight for weight, _value in pairs], [value for _weight, value in pairs]
    used = sum(weights, start=Fraction(0))
    if used == 0:
        with pytest.raises(ZeroDivisionError):
            weighted_mean(weights, values)
    else:
        plain = sum((weight * value for weight, value in pairs), start=Fraction(0)) / used
        assert weighted_mean(weights, values) == plain

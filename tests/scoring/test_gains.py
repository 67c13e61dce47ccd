"""The largest gain over the span before, in a figure's own unit (seed 002 §4.1, docs/decisions/0034)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.gains import Gain, figure_of_span, largest_gains
from csi_tui.scoring.measures import ComplaintsInTime, Entered, Quantity, more_is_better
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scorers.linear import Linear
from csi_tui.scoring.scorers.place import PlaceOnly
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.scoring.scorers.share import Share
from csi_tui.services.schemes.in_force import built_in

SECONDS = Linear(Fraction(30), Fraction(180))
PERCENT = Linear(Fraction(100), Fraction(0), percent=True)


def entered(numerator: int, denominator: int, n: int) -> dict[str, Quantity]:
    return {"value": Quantity(numerator, denominator, n)}


def test_a_quarter_is_the_sum_over_its_months_divided_by_the_sum() -> None:
    """docs/decisions/0034: 100 answers at 60 s and 300 at 20 s are 30 s on the mean, not 40, and no points of a
    curve."""
    months = [entered(6000, 100, 100), entered(6000, 300, 300), entered(0, 100, 100)]
    assert figure_of_span(SECONDS, months[:2]) == 30
    assert figure_of_span(SECONDS, months) == 24
    # 8 of 10 and 45 of 90 are 53 of 100, in percent.
    assert figure_of_span(PERCENT, [entered(8, 10, 10), entered(45, 90, 90)]) == 53
    # A plain figure has no denominator: the mean of the months; 30.5 is kept as 305 of 10, one unit.
    assert figure_of_span(SECONDS, [entered(305, 10, 1), entered(40, 1, 1)]) == Fraction("35.25")


def test_a_span_with_a_month_without_the_figure_is_not_complete() -> None:
    """docs/decisions/0034: a good month alone says nothing against a whole quarter."""
    assert figure_of_span(SECONDS, [entered(6000, 100, 100), {}, entered(6000, 100, 100)]) is None
    assert figure_of_span(Share(), [{"achieved": Quantity(3, 1, 4)}, {}]) is None


def test_shares_of_what_was_achieved_are_in_percent() -> None:
    """docs/schemes.md: the fixes of all orders, less charge-backs."""
    fixes = {"achieved": Quantity(8, 1, 10), "charge_backs": Quantity(1, 1, 1)}
    assert figure_of_span(Share(), [fixes, {"achieved": Quantity(9, 1, 10)}]) == 80


@pytest.mark.parametrize(
    ("scheme", "figure", "own", "more"),
    [
        ("contact-centre", "response", True, False),
        ("contact-centre", "first_contact", True, True),
        ("contact-centre", "rating", False, True),
        ("aftersales-csi", "first_time_fix", True, True),
        ("aftersales-csi", "response", False, True),
        ("peer-ranking", "response", True, False),
    ],
)
def test_which_figures_have_a_unit_of_their_own(scheme: str, figure: str, own: bool, more: bool) -> None:
    """Two stages with two limits, or a rubric, are points before anything else."""
    leaf = built_in()[scheme].scheme.node(figure)
    assert isinstance(leaf, Leaf)
    assert (leaf.scorer.has_own_unit, more_is_better(leaf.measure)) == (own, more)
    assert more_is_better(ComplaintsInTime(("handler",)))
    assert not more_is_better(Entered("x", False, more_is_better=False))
    assert PlaceOnly(percent=False, more_is_better=True).has_own_unit and not Rubric({}).has_own_unit


def test_the_largest_gain_is_absolute_and_ties_share_it() -> None:
    """Seconds, not points clamped by a curve: 400 to 300 is the larger gain, although both score 0."""
    before = {"a": Fraction(400), "b": Fraction(90), "c": Fraction(400), "d": Fraction(50), "e": Fraction(1)}
    now = {
        "a": Fraction(300),
        "b": Fraction(60),
        "c": Fraction("300.004"),
        "d": Fraction(60),
        "f": Fraction(0),
    }
    assert largest_gains(before, now, more=False) == {
        "a": Gain(40000, 30000, 10000),
        "c": Gain(40000, 30000, 10000),
    }
    assert largest_gains(before, now, more=True) == {"d": Gain(5000, 6000, 1000)}


def test_a_gain_of_nothing_or_less_wins_nothing() -> None:
    """docs/decisions/0034: nobody is awarded for having lost least, or for a third decimal."""
    before = {"a": Fraction(40), "b": Fraction("40.004")}
    assert largest_gains(before, {"a": Fraction(40), "b": Fraction(40)}, more=False) == {}
    assert largest_gains(before, {"a": Fraction(41), "b": Fraction(50)}, more=False) == {}
    assert largest_gains({}, before, more=True) == {}


figures = st.dictionaries(st.integers(1, 8), st.integers(0, 3000), max_size=8)


@given(figures, figures, st.booleans())
def test_gains_against_a_plain_second_reading(
    before: dict[int, int], now: dict[int, int], more: bool
) -> None:
    """Everybody with both figures, subtracted as shown by the decimal library; nobody beats a winner."""

    def cents(thousandths: int) -> Decimal:
        return (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)

    gains = {
        key: (cents(now[key]) - cents(before[key])) * (1 if more else -1)
        for key in before.keys() & now.keys()
    }
    best = max(gains.values(), default=Decimal(0))
    found = largest_gains(
        {key: Fraction(value, 1000) for key, value in before.items()},
        {key: Fraction(value, 1000) for key, value in now.items()},
        more=more,
    )
    assert set(found) == {key for key, gain in gains.items() if gain == best and gain > 0}
    assert all(one.gain == int(best * 100) for one in found.values())
    swapped = largest_gains(
        {key: Fraction(value, 1000) for key, value in now.items()},
        {key: Fraction(value, 1000) for key, value in before.items()},
        more=not more,
    )
    assert {key: one.gain for key, one in swapped.items()} == {key: one.gain for key, one in found.items()}

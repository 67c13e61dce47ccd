"""Scorers of entered figures, ratings and places: seeds 001-003, on their edges and against a plain second reading."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.measures import Quantity
from csi_tui.scoring.scorers.deduct_per_unit import PerUnit
from csi_tui.scoring.scorers.linear import Linear
from csi_tui.scoring.scorers.of_value import OfValue
from csi_tui.scoring.scorers.out_of import OutOf
from csi_tui.scoring.scorers.place import PlaceOnly
from csi_tui.scoring.scorers.place_points import PlacePoints
from csi_tui.scoring.scorers.points import PointsEach
from csi_tui.scoring.scorers.proportion import Proportion
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.scoring.scorers.steps import Steps
from csi_tui.scoring.scorers.tally import Tally

values = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@pytest.mark.parametrize(
    ("scorer", "value", "score"),
    [
        (Proportion(), "95.5", "95.5"),
        (Linear(Fraction(30), Fraction(180)), "30", "100"),
        (Linear(Fraction(30), Fraction(180)), "105", "50"),
        (Linear(Fraction(30), Fraction(180)), "180", "0"),
        (Linear(Fraction(30), Fraction(180)), "999", "0"),
        (Linear(Fraction(300), Fraction(0)), "75", "25"),
        (Linear(Fraction(300), Fraction(0)), "301", "100"),
        (Steps(((Fraction(0), Fraction(20)), (Fraction(200), Fraction(60)))), "199.99", "20"),
        (Steps(((Fraction(0), Fraction(20)), (Fraction(200), Fraction(60)))), "200", "60"),
        (Steps(((Fraction(10), Fraction(20)),)), "9", "0"),
        (PerUnit(Fraction(20)), "4", "20"),
        (PerUnit(Fraction(20)), "6", "0"),
        (OutOf(Fraction(10)), "8.5", "85"),
        (PointsEach(Fraction(2)), "60", "120"),
    ],
)
def test_scores_of_values(scorer: OfValue, value: str, score: str) -> None:
    """docs/schemes.md: each scorer on its edges."""
    assert scorer.at(Fraction(value)) == Fraction(score)


@given(values, values, values, values)
def test_a_better_value_never_lowers_a_score(
    target: Fraction, limit: Fraction, one: Fraction, other: Fraction
) -> None:
    """Whichever way is better, and never out of 0 to 100."""
    if target == limit:
        return
    linear = Linear(target, limit)
    better, worse = (
        (max(one, other), min(one, other)) if target > limit else (min(one, other), max(one, other))
    )
    assert 0 <= linear.at(worse) <= linear.at(better) <= 100
    assert PerUnit(Fraction(3)).at(min(one, other)) >= PerUnit(Fraction(3)).at(max(one, other)) >= 0
    assert OutOf(Fraction(5)).at(min(one, other)) <= OutOf(Fraction(5)).at(max(one, other)) <= 100


def quantities(**points: tuple[int, int]) -> dict[str, Quantity]:
    return {item: Quantity(total, 1, n) for item, (total, n) in points.items()}


def test_a_rubric_is_the_points_of_its_items() -> None:
    """Seed 001 §5: the mean of the ratings of each item, at most what it is worth; none without all of them."""
    rubric = Rubric({"ethics": Fraction(5), "attitude": Fraction(5)})
    assert rubric.score(quantities(ethics=(9, 2), attitude=(4, 1))) == Fraction(85)
    assert rubric.score(quantities(ethics=(14, 2), attitude=(5, 1))) == Fraction(100)
    assert rubric.score(quantities(ethics=(5, 1))) is None
    assert rubric.score(quantities(ethics=(5, 1), attitude=(5, 1), forfeit=(1, 1))) == 0
    assert rubric.n(quantities(ethics=(9, 2), attitude=(4, 1))) == 3


def test_records_are_added_up() -> None:
    """Seed 003 §2: -50 and -20."""
    tally = Tally(("rude", "careless"))
    assert tally.score(quantities(rude=(-50, 1), careless=(-40, 2))) == -90
    assert tally.score({}) == 0 and tally.n({}) == 0


def points(level: int) -> PlacePoints:
    return PlacePoints(Fraction(level), percent=False, more_is_better=True)


def test_points_of_places() -> None:
    """Seed 003 §1.2: of 8 teams, level 1: 8 … 1, level 4: 32 … 4; peer ranking gives none."""
    assert [points(4).of_place(place, 8) for place in range(1, 9)] == [
        32,
        28,
        24,
        20,
        16,
        12,
        8,
        4,
    ]
    assert [points(1).of_place(place, 8) for place in (1, 8)] == [8, 1]
    assert PlaceOnly(percent=False, more_is_better=True).of_place(1, 8) is None


@pytest.mark.parametrize(
    ("percent", "one", "other", "tie"),
    [
        # 30.034 and 30.028 seconds both stand as 30.03.
        (False, Quantity(30034, 1000, 1), Quantity(30028, 1000, 1), True),
        # Half-up: 30.025 is 30.03, 30.0249 is 30.02.
        (False, Quantity(30025, 1000, 1), Quantity(30034, 1000, 1), True),
        (False, Quantity(300249, 10000, 1), Quantity(30028, 1000, 1), False),
        # In the figure's own unit: 2 of 3 and 66,670 of 100,005 are 66.67 % both, 66.664 % is 66.66.
        (True, Quantity(2, 3, 3), Quantity(66670, 100005, 100005), True),
        (True, Quantity(2, 3, 3), Quantity(66664, 100000, 100000), False),
    ],
)
def test_a_place_looks_at_the_figure_as_it_is_shown(
    percent: bool, one: Quantity, other: Quantity, tie: bool
) -> None:
    """docs/rules.md, rule 10: a place on a figure looks at two decimals, half-up, in the figure's own unit."""
    scorer = PlaceOnly(percent=percent, more_is_better=True)
    found = [scorer.value({"value": quantity}) for quantity in (one, other)]
    places = scorer.places([value for value in found if value is not None])
    assert len(places) == (1 if tie else 2)
    assert min(places.values()) == 1


shown_to_the_hundredth = st.integers(-5000, 5000).map(lambda thousandths: Fraction(thousandths, 1000))


@given(st.lists(shown_to_the_hundredth, max_size=30), st.booleans())
def test_places_against_a_plain_count(found: list[Fraction], more: bool) -> None:
    """Seed 001 §6, docs/rules.md, rules 10 and 11: one more than how many are strictly better, as they are shown."""
    places = PlaceOnly(percent=False, more_is_better=more).places(found)
    shown = [Decimal(value.numerator) / value.denominator for value in found]
    shown = [value.quantize(Decimal("0.01"), ROUND_HALF_UP) for value in shown]
    for value in shown:
        better = sum(other > value if more else other < value for other in shown)
        assert places[int(value * 100)] == better + 1

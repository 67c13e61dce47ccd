"""Whether indicators tell people apart: held against slow and plain second ways, and against worked figures
(docs/rules.md, rule 44)."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.telling_apart import (
    FEW_PAIRS,
    Order,
    Units,
    alike,
    beyond_chance,
    new_weights,
    order_of,
    tells_apart,
    verdict,
)

People = list[tuple[int, int]]
Given = list[list[int]]
"""What each unit of each person is worth."""
few_values = st.integers(0, 4)
groups_of_people = st.lists(st.lists(st.tuples(few_values, few_values), max_size=9), max_size=3)
groups_of_units = st.lists(st.lists(st.lists(st.integers(0, 5), max_size=6), max_size=5), max_size=3)


def plain_order(groups: list[People]) -> Order:
    """Every pair of a group, looked at by itself."""
    pairs = same = reverse = told = 0
    for people in groups:
        for (a, x), (b, y) in combinations(people, 2):
            pairs += 1
            told += (a, x) != (b, y)
            same += (a < b and x < y) or (a > b and x > y)
            reverse += (a < b and x > y) or (a > b and x < y)
    return Order(pairs, same, reverse, told)


@given(groups=groups_of_people)
def test_pairs_are_those_that_one_counts_one_by_one(groups: list[People]) -> None:
    found = order_of(groups)
    assert found == plain_order(groups)
    assert found.same + found.reverse <= found.told <= found.pairs
    figures = [[first for first, _second in people] for people in groups]
    assert alike(figures) == (
        sum(a == b for people in figures for a, b in combinations(people, 2)),
        found.pairs,
    )


@given(groups=groups_of_people)
def test_it_does_not_matter_which_figure_comes_first(groups: list[People]) -> None:
    """And turned around, every pair in the same order is one in the opposite one."""
    found = order_of(groups)
    assert order_of([[(second, first) for first, second in people] for people in groups]) == found
    turned = order_of([[(first, -second) for first, second in people] for people in groups])
    assert (turned.same, turned.reverse) == (found.reverse, found.same)


def mean(values: list[int]) -> Fraction:
    return Fraction(sum(values), len(values))


def plain_beyond(groups: list[Given]) -> Fraction | None:
    """The analysis of variance as a textbook has it: deviations from means, one unit after the other."""
    between, within = Fraction(0), Fraction(0)
    of_between = of_within = 0
    for group in groups:
        people = [units for units in group if units]
        if len(people) < 2:
            continue
        of_all = mean([unit for units in people for unit in units])
        for units in people:
            between += len(units) * (mean(units) - of_all) ** 2
            within += sum(((unit - mean(units)) ** 2 for unit in units), start=Fraction(0))
            of_within += len(units) - 1
        of_between += len(people) - 1
    if of_between == 0 or of_within == 0:
        return None
    if between == 0:
        return Fraction(0)
    return max(Fraction(0), 1 - (within / of_within) / (between / of_between))


def counted(units: list[int]) -> Units:
    return Units(len(units), Fraction(sum(units)), Fraction(sum(unit * unit for unit in units)))


@given(groups=groups_of_units)
def test_the_spread_beyond_chance_is_that_of_the_textbook(groups: list[Given]) -> None:
    assert beyond_chance([[counted(units) for units in people] for people in groups]) == plain_beyond(groups)


def test_a_share_is_units_of_0_and_1() -> None:
    """8 of 10 as they should be, however they are given."""
    assert Units.of_share(Fraction(8), 10) == counted([1] * 8 + [0] * 2)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        # Everybody alike: nothing is told apart, however many units there are.
        ([(9, 10)] * 5, Fraction(0)),
        # Two always right, two always wrong: no chance in it.
        ([(10, 10), (10, 10), (0, 10), (0, 10)], Fraction(1)),
        # 10 and 0 of 10 beside 5 of 10: between 50 / 2, within (25 / 10) / 27, so 1 - (2.5 / 27) / (5 / 2).
        ([(10, 10), (5, 10), (0, 10)], 1 - Fraction(5, 54) / Fraction(5, 2)),
        # One unit each: nobody knows what chance gives.
        ([(1, 1), (0, 1), (1, 1)], None),
    ],
)
def test_worked_shares(shares: list[tuple[int, int]], expected: Fraction | None) -> None:
    assert beyond_chance([[Units.of_share(Fraction(k), n) for k, n in shares]]) == expected


def test_an_order_kept_by_all_and_one_turned_by_all() -> None:
    """Five people, ten pairs: all in the same order; all in the opposite one; one tie takes a pair away."""
    same = order_of([[(place, place) for place in range(5)]])
    assert same == Order(10, 10, 0, 10) and same.agreement == 1 and same.likeness == 1
    turned = order_of([[(place, -place) for place in range(5)]])
    assert turned.agreement == -1
    tied = order_of([[(0, 0), (0, 0), (2, 2), (3, 3), (4, 4)]])
    assert tied.pairs == 10 and tied.agreement == Fraction(9, 10) and tied.told == 9 and tied.likeness is None


def test_of_fewer_than_ten_pairs_nothing_is_said() -> None:
    """docs/rules.md, rule 44: four people of a role are six pairs; of two roles with four each, twelve."""
    four = [(place, place) for place in range(4)]
    assert order_of([four]).agreement is None
    assert order_of([four, four]).agreement == 1
    assert tells_apart(0, FEW_PAIRS - 1, Fraction(1), Fraction(1)) is None


@pytest.mark.parametrize(
    ("same", "beyond", "agreement", "expected"),
    [
        (10, None, None, False),  # all alike: known without anything else
        (10, Fraction(1), Fraction(1), False),
        (0, None, None, None),  # neither is known
        (0, Fraction(1, 5), None, True),  # at the limit
        (0, Fraction(19, 100), None, False),
        (0, None, Fraction(1, 5), True),
        (0, Fraction(0), Fraction(1, 5), True),  # one of the two is enough
        (0, Fraction(0), Fraction(-1), False),
    ],
)
def test_a_month(
    same: int, beyond: Fraction | None, agreement: Fraction | None, expected: bool | None
) -> None:
    """docs/rules.md, rule 44: a fifth, by the spread or by the order."""
    assert tells_apart(same, 10, beyond, agreement) is expected


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([False, False, False], "not-apart"),
        ([False, True, False], "apart"),
        ([None, True, None], "apart"),
        ([False, None, False], "unsaid"),
        ([False, False], "unsaid"),
        ([None, None, None], "unsaid"),
        ([], "unsaid"),
    ],
)
def test_it_takes_three_months(months: list[bool | None], expected: str) -> None:
    """seed 002 §5.3: 某指标连续3个月区分度低."""
    assert verdict(months) == expected


weights_of_parts = st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(lambda some: sum(some) > 0)


@given(parts=weights_of_parts, data=st.data())
def test_new_weights_add_up_and_halve(parts: list[int], data: st.DataObject) -> None:
    """They add up to 100 exactly, to hundredths; what does not tell apart has half, to a hundredth; nothing gains that
    had no weight."""
    weights = {f"p{place}": Fraction(100 * one, sum(parts)) for place, one in enumerate(parts)}
    less = frozenset(data.draw(st.sets(st.sampled_from(sorted(weights)))))
    found = new_weights(weights, less)
    freed = sum(weights[one] for one in less)
    if not freed or freed == 100:
        assert found is None
        return
    assert found is not None and sum(found.values()) == 100
    for part, weight in found.items():
        assert (weight * 100).denominator == 1
        exact = weights[part] / 2 if part in less else weights[part] * (100 - freed / 2) / (100 - freed)
        assert abs(weight - exact) < Fraction(1, 100)
        assert weights[part] or not weight


def test_worked_weights() -> None:
    """20, 20 and 60, the first halved: 10, 22.5 and 67.5; of thirds, the hundredths add up."""
    parts = {"a": Fraction(20), "b": Fraction(20), "c": Fraction(60)}
    assert new_weights(parts, frozenset("a")) == {"a": 10, "b": Fraction("22.5"), "c": Fraction("67.5")}
    assert new_weights(parts, frozenset("abc")) is None
    assert new_weights(parts, frozenset()) is None
    thirds = {"a": Fraction(40), "b": Fraction(20), "c": Fraction(20), "d": Fraction(20)}
    found = new_weights(thirds, frozenset("a"))
    assert found is not None and sorted(found.values()) == [
        20,
        Fraction("26.66"),
        Fraction("26.67"),
        Fraction("26.67"),
    ]

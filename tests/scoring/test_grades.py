"""Quotas, team grades and members within them (seeds 002 and 003; docs/rules.md, rule 11, §3)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.grades import Bounds, TeamOrder, distributed, member_grades, quotas, team_grades
from csi_tui.scoring.texts import Text

S_A_B_C = [("S", Fraction(10)), ("A", Fraction(20)), ("B", Fraction(50)), ("C", Fraction(20))]
ORDER = TeamOrder(
    tuple((grade, Text(grade, grade)) for grade in "ABCDE"),
    "A",
    "B",
    "C",
    "D",
    "E",
    Fraction(92, 112),
    Fraction(35, 112),
)


def places(headcount: int) -> list[int]:
    return [quota.places for quota in quotas(S_A_B_C, headcount)]


@pytest.mark.parametrize(
    ("headcount", "expected"),
    [(13, [1, 3, 6, 3]), (10, [1, 2, 5, 2]), (5, [1, 1, 2, 1]), (1, [0, 0, 1, 0]), (0, [0, 0, 0, 0])],
)
def test_places_by_the_largest_remainder(headcount: int, expected: list[int]) -> None:
    """Seed 002 §4.1: 10/20/50/20: a quota of 13 people."""
    assert places(headcount) == expected


def plain_places(percents: list[Fraction], headcount: int) -> list[int]:
    """The same by hand: floors first, then one after the other to whom most is missing."""
    given = [int(headcount * percent / 100) for percent in percents]
    while sum(given) < headcount:
        missing = [headcount * percent / 100 - count for percent, count in zip(percents, given, strict=True)]
        given[missing.index(max(missing))] += 1
    return given


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6), st.integers(0, 300))
def test_places_add_up_to_the_headcount(parts: list[int], headcount: int) -> None:
    """Quotas add up to the headcount, and a plain second reading agrees."""
    percents = [Fraction(100 * part, sum(parts)) for part in parts]
    found = quotas([(str(place), percent) for place, percent in enumerate(percents)], headcount)
    assert sum(quota.places for quota in found) == headcount
    assert [quota.places for quota in found] == plain_places(percents, headcount)
    assert all(abs(quota.places - quota.exact) < 1 for quota in found)


def ranks_of(totals: list[int]) -> dict[int, int]:
    return {key: 1 + sum(other > total for other in totals) for key, total in enumerate(totals)}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=40))
def test_a_tie_is_taken_in_whole(totals: list[int]) -> None:
    """docs/rules.md, rule 11: equal totals, equal grades; a better total is never graded worse."""
    grades = distributed(quotas(S_A_B_C, len(totals)), ranks_of(totals))
    assert set(grades) == set(range(len(totals)))
    order = [grade for grade, _percent in S_A_B_C]
    for one, own in enumerate(totals):
        for other, others in enumerate(totals):
            if own == others:
                assert grades[one] == grades[other]
            elif own > others:
                assert order.index(grades[one]) <= order.index(grades[other])
    # No grade has fewer from the top down than its places: taking a tie in only ever adds.
    reached, wanted, counts = 0, 0, Counter(grades.values())
    for quota in quotas(S_A_B_C, len(totals)):
        reached, wanted = reached + counts[quota.id], wanted + quota.places
        assert reached >= wanted


@pytest.mark.parametrize(
    ("totals", "grades"),
    [
        # 1 S, 2 A, 5 B, 2 C. Two share the place of the S: the second one's comes off the A.
        ([9, 9, 8, 7, 6, 5, 4, 3, 2, 1], "SSABBBBBCC"),
        # Three: both places of the A are gone, nobody has one, and the fourth is B.
        ([9, 9, 9, 7, 6, 5, 4, 3, 2, 1], "SSSBBBBBCC"),
        # At the bottom: three share the last place of the B, and the C has none left.
        ([9, 8, 7, 6, 5, 4, 3, 2, 2, 2], "SAABBBBBBB"),
        # Everybody is equal: everybody is the best.
        ([5] * 10, "SSSSSSSSSS"),
    ],
)
def test_where_a_tie_takes_its_places_from(totals: list[int], grades: str) -> None:
    """docs/decisions/0028: off the next worse grades, one after the other; the better ones keep theirs."""
    found = distributed(quotas(S_A_B_C, len(totals)), ranks_of(totals))
    assert "".join(found[key] for key in sorted(found)) == grades


@pytest.mark.parametrize(
    ("totals", "before", "expected"),
    [
        # 112, 98 (>= 92), 50, 34: the best, above the line, the middle, and the last one under 35.
        ([112, 98, 50, 34], {}, "AACD"),
        ([112, 91, 50, 34], {}, "ABCD"),
        # Under the line, and not the last: C. The last one once more: E; and after that E again.
        ([90, 80, 30, 20], {3: "D"}, "ABCE"),
        ([90, 80, 30, 20], {3: "E"}, "ABCE"),
        ([90, 80, 30, 20], {3: "C"}, "ABCD"),
        # At the line: C, though the last.
        ([90, 80, 35], {}, "ABC"),
        # Two best teams share the better rank; there is no second one.
        ([90, 90, 20], {}, "AAD"),
        ([90, 90, 30, 20], {}, "AACD"),
        ([20, 20, 20], {}, "AAA"),
        # Two second ones are both second, the last ones though they are.
        ([90, 20, 20], {}, "ABB"),
        # Two last ones under the line are both last; each by what it was itself the month before.
        ([90, 80, 30, 30], {}, "ABDD"),
        ([90, 80, 30, 30], {2: "D", 3: "C"}, "ABED"),
    ],
)
def test_team_grades(totals: list[int], before: dict[int, str], expected: str) -> None:
    """Seed 003 §1.4 as docs/rules.md §3 decides; the figures of 8 teams and 14 level-points as shares of what can be
    reached."""
    scores = {key: Fraction(total) for key, total in enumerate(totals)}
    found = team_grades(ORDER, scores, ranks_of(totals), Fraction(112), before)
    assert "".join(found[key] for key in sorted(found)) == expected


def test_members_within_their_team() -> None:
    """Seed 003 §1.5: team C allows B, C and D; a fifth, three fifths and a fifth of the members."""
    bounds = Bounds({"C": ("B", "C", "D")}, (Fraction(20), Fraction(60), Fraction(20)))
    found = member_grades(bounds, "C", {key: key + 1 for key in range(5)})
    assert "".join(found[key] for key in range(5)) == "BCCCD"

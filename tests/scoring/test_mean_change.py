"""What moved a mean: held against a slow and plain second way, and against worked figures (docs/rules.md, rule 40)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.mean_change import WAYS, MeanChange, mean_change

PEOPLE = tuple("ABCDEFGH")
Totals = dict[str, Fraction]


@st.composite
def groups(draw: st.DrawFn) -> Totals:
    """A group of nobody to everybody, with totals as they are published."""
    chosen = draw(st.sets(st.sampled_from(PEOPLE)))
    return {one: Fraction(draw(st.integers(0, 10000)), 100) for one in sorted(chosen)}


def plain_mean(totals: list[Fraction]) -> Fraction:
    found = Fraction(0)
    for total in totals:
        found += total
    return found / len(totals)


def plainly(before: Totals, now: Totals) -> dict[str, Fraction]:
    """The way from one mean to the other in steps, each the difference of two means of whole groups."""
    both = [one for one in PEOPLE if one in before and one in now]
    if not before or not now:
        return {"stayed": Fraction(0), "joined": Fraction(0), "left": Fraction(0), "exchanged": Fraction(0)}
    first, last = plain_mean(list(before.values())), plain_mean(list(now.values()))
    if not both:
        return {"stayed": Fraction(0), "joined": Fraction(0), "left": Fraction(0), "exchanged": last - first}
    without_leavers = plain_mean([before[one] for one in both])
    of_the_same = plain_mean([now[one] for one in both])
    return {
        "left": without_leavers - first,
        "stayed": of_the_same - without_leavers,
        "joined": last - of_the_same,
        "exchanged": Fraction(0),
    }


@given(before=groups(), now=groups())
def test_the_parts_are_those_of_the_plain_way_and_add_up(before: Totals, now: Totals) -> None:
    """Exactly, in the whole and person by person; and as shown, to the shown difference."""
    found = mean_change(before, now)
    assert dict(found.parts) == plainly(before, now)
    added = sum(found.parts.values(), start=Fraction(0))
    assert added == (found.difference or 0)
    for way in WAYS:
        own = [points for one, points in found.people.values() if one == way]
        assert sum(own, start=Fraction(0)) == found.parts[way]
    assert sum(found.shown_parts().values()) == (found.shown_difference or 0)
    assert found.people.keys() == (before.keys() | now.keys() if before and now else set())
    _each_is_met_in_its_way(found, before, now)


def _each_is_met_in_its_way(
    found: MeanChange, before: Mapping[str, Fraction], now: Mapping[str, Fraction]
) -> None:
    for one, (way, _points) in found.people.items():
        there = {"stayed": (True, True), "joined": (False, True), "left": (True, False)}
        assert way == "exchanged" or there[way] == (one in before, one in now)


@given(before=groups(), now=groups())
def test_what_is_nothing_is_shown_as_nothing(before: Totals, now: Totals) -> None:
    """Nobody joined: no hundredth of rounding is laid at the door of those who did."""
    found = mean_change(before, now)
    shown = found.shown_parts()
    assert all(shown[way] == 0 for way in WAYS if not found.parts[way])


def points(**totals: str) -> Totals:
    return {one: Fraction(total) for one, total in totals.items()}


def brought(found: MeanChange) -> dict[str, tuple[str, Fraction | int]]:
    return dict(found.people)


def test_one_left_one_joined_and_two_stayed() -> None:
    """Worked by hand: 80, 90, 70 of before; 84, 90, 60 of now."""
    found = mean_change(points(A="80", B="90", C="70"), points(A="84", B="90", D="60"))
    assert found.before == 80 and found.now == 78
    assert found.parts == {"stayed": 2, "joined": -9, "left": 5, "exchanged": 0}
    assert brought(found) == {"A": ("stayed", 2), "B": ("stayed", 0), "C": ("left", 5), "D": ("joined", -9)}


def test_everybody_new_is_an_exchange() -> None:
    """There is no mean of those who stayed: nothing is laid at the door of leaving or of joining alone."""
    found = mean_change(points(A="80", B="90"), points(C="60"))
    assert found.difference == -25
    assert found.parts == {"stayed": 0, "joined": 0, "left": 0, "exchanged": -25}
    assert brought(found) == {"A": ("exchanged", -40), "B": ("exchanged", -45), "C": ("exchanged", 60)}


def test_a_new_or_dissolved_team_has_no_difference() -> None:
    """One mean is no difference, and nothing moved it."""
    for found in (mean_change({}, points(A="80")), mean_change(points(A="80"), {}), mean_change({}, {})):
        assert found.difference is None and found.shown_difference is None
        assert not any(found.parts.values()) and found.people == {}
        assert not any(found.shown_parts().values())


def test_shown_parts_are_rounded_together() -> None:
    """80.00 to 80.67 as shown, by thirds: 0.33 and 0.34, never 0.33 twice."""
    found = mean_change(points(A="80", B="80"), points(A="80.67", B="80.66", C="80.67"))
    assert found.shown_difference == 67
    assert sum(found.shown_parts().values()) == 67

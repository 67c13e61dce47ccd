"""A team's result of a longer span, against a plain one (docs/decisions/0089)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.consequences import Condition, Consequence, of_teams
from csi_tui.scoring.spans import Span
from csi_tui.scoring.team_spans import team_results
from csi_tui.scoring.texts import Text
from csi_tui.services.schemes.in_force import built_in

NAME = Text("x", "x")
(QUARTER, _YEAR) = built_in()["contact-centre"].scheme.roll_ups


def plain_grade(mean: Decimal) -> str:
    if mean >= 90:
        return "a_plus"
    return "a" if mean >= 80 else "b" if mean >= 70 else "c"


@given(
    totals=st.dictionaries(
        st.sampled_from(["A", "B", "C", "D"]), st.lists(st.integers(0, 10_000), min_size=1, max_size=7)
    )
)
def test_means_ranks_and_grades(totals: dict[str, list[int]]) -> None:
    """Seed 002 §4.2: mean of the shown results, half-up; from three people on a rank and a grade."""
    rules = QUARTER.teams
    assert rules is not None
    means = {}
    with localcontext(prec=50):
        for team, own in totals.items():
            mean = sum((Decimal(one) / 100 for one in own), start=Decimal(0)) / len(own)
            means[team] = mean.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    large = {team: mean for team, mean in means.items() if len(totals[team]) >= 3}
    for one in team_results(rules, totals):
        mean = means[one.team]
        assert (Decimal(one.total) / 100, one.people) == (mean, len(totals[one.team]))
        if one.team in large:
            assert one.rank == 1 + sum(other > mean for other in large.values())
            assert one.grade == plain_grade(mean)
        else:
            assert (one.rank, one.grade) == (None, None)


def test_a_mean_that_is_shown_as_90_is_a_plus() -> None:
    """docs/rules.md, rule 10: 89.995 is 90.00; 89.99 is not."""
    rules = QUARTER.teams
    assert rules is not None
    found = team_results(rules, {"A": [9000, 9000, 8999, 8999], "B": [9000, 8999, 8999]})
    assert [(one.team, one.total, one.grade) for one in found] == [("A", 9000, "a_plus"), ("B", 8999, "a")]


def test_teams_in_a_row() -> None:
    """In a row as with people: a quarter with another grade, or without one, ends it."""
    rule = Consequence("x", NAME, NAME, "quarter", Condition(team_grades=("a_plus",)), in_a_row=2)
    spans = [Span("quarter", 2025, 3), Span("quarter", 2025, 4), Span("quarter", 2026, 1)]
    grades = [{"N": "a_plus", "S": "a_plus"}, {"N": "a_plus", "S": "a"}, {"N": "a_plus", "S": "a_plus"}]
    found = of_teams(rule, dict(zip(spans, grades, strict=True)))
    assert [(one.key, one.spans[-1]) for one in found] == [("N", spans[1]), ("N", spans[2])]

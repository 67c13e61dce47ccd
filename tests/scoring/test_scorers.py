"""The curves from quantities to a score: docs/scoring.md §2, figure by figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.measures import (
    IMPACTS,
    PARTS_ISSUES,
    SEVERITIES,
    DeductionTable,
    PartsDeductions,
    Quantity,
    RepairDeductions,
)
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scorers.answer_values import AnswerValues
from csi_tui.scoring.scorers.base import Scorer
from csi_tui.scoring.scorers.mean_after_deductions import MeanAfterDeductions
from csi_tui.scoring.scorers.share import Share
from csi_tui.scoring.scorers.time_and_punctuality import Curve, TimeAndPunctuality
from tests.scoring.schemes import AFTERSALES


def scorer_of(node_id: str) -> Scorer:
    node = AFTERSALES.node(node_id)
    assert isinstance(node, Leaf)
    return node.scorer


def table_of(node_id: str) -> DeductionTable:
    node = AFTERSALES.node(node_id)
    assert isinstance(node, Leaf)
    assert isinstance(node.measure, RepairDeductions | PartsDeductions)
    return node.measure.table


def counted(**answers: int) -> dict[str, Quantity]:
    return {level.removeprefix("a"): Quantity(n, 1, n) for level, n in answers.items()}


@pytest.mark.parametrize(
    "node", ["attitude", "response", "quality", "parts", "cost", "first_time_fix", "complaint_timeliness"]
)
def test_no_unit_no_figure(node: str) -> None:
    """docs/rules.md, rule 9: a zero denominator is not applicable, never 0."""
    assert scorer_of(node).score({}) is None
    assert scorer_of(node).n({}) == 0


def test_attitude_is_the_answer_as_a_share_of_five() -> None:
    """docs/scoring.md §2, attitude: mean of answer / 5 x 100 (seed 000 §6.1)."""
    scorer = scorer_of("attitude")
    for answer in range(1, 6):
        assert scorer.score({str(answer): Quantity(1, 1, 1)}) == 20 * answer
    assert scorer.score(counted(a5=2, a4=1)) == Fraction(280, 3)


def test_cost_by_the_answers_value() -> None:
    """docs/scoring.md §2, cost: 100, 85, 60, 30, 0."""
    scorer = scorer_of("cost")
    assert [scorer.score({str(answer): Quantity(1, 1, 1)}) for answer in (5, 4, 3, 2, 1)] == [
        100,
        85,
        60,
        30,
        0,
    ]
    assert scorer.score(counted(a5=1, a1=1, a4=1)) == Fraction(185, 3)


@pytest.mark.parametrize(
    ("stage", "minutes", "score"),
    [
        ("contact", 0, 100),
        ("contact", 30, 100),
        ("contact", Fraction(300001, 10000), Fraction(100 * (240 - Fraction(300001, 10000)), 210)),
        ("contact", 135, 50),
        ("contact", 240, 0),
        ("contact", 241, 0),
        ("arrival", 240, 100),
        ("arrival", 1560, 50),
        ("arrival", 2880, 0),
    ],
)
def test_response_curves(stage: str, minutes: Fraction, score: Fraction) -> None:
    """docs/scoring.md §2, response: 100 at or below the target, 0 at or above the limit, linear between."""
    scorer = scorer_of("response")
    assert isinstance(scorer, TimeAndPunctuality)
    assert scorer.curves[stage].at(Fraction(minutes)) == score


@given(st.fractions(0, 1000, max_denominator=10**6), st.fractions(0, 1000, max_denominator=10**6))
def test_a_curve_never_rises(one: Fraction, other: Fraction) -> None:
    """docs/scoring.md §2: shorter is better, and nothing leaves 0-100."""
    curve = Curve(Fraction(30), Fraction(240))
    low, high = sorted((one, other))
    assert 0 <= curve.at(high) <= curve.at(low) <= 100


def response_of(
    *, contact: tuple[int, int, int] = (0, 0, 0), arrival: tuple[int, int, int] = (0, 0, 0)
) -> Fraction | None:
    """(sum of minutes, in time, samples) by stage."""
    quantities = {}
    for stage, (total, on_time, n) in (("contact", contact), ("arrival", arrival)):
        if n:
            quantities[f"{stage}.time"] = Quantity(total, 1, n)
            quantities[f"{stage}.on_time"] = Quantity(on_time, 1, n)
    return scorer_of("response").score(quantities)


def test_response_is_the_mean_of_two_halves() -> None:
    """docs/scoring.md §2, response: average time by its curve, and on-time rate, half each."""
    assert response_of(contact=(135, 0, 1)) == Fraction(50 + 0, 2)
    assert response_of(contact=(270, 1, 2)) == Fraction(50 + 50, 2)


def test_two_stages_are_combined_by_their_sample_counts() -> None:
    """docs/scoring.md §2, response: two stages are combined by their sample counts."""
    speed = Fraction(1 * 0 + 3 * 100, 4)
    punctuality = Fraction(75)
    assert response_of(contact=(240, 0, 1), arrival=(720, 3, 3)) == (speed + punctuality) / 2


@pytest.mark.parametrize(
    ("on_time", "n", "score"),
    [(3, 3, 100), (2, 3, Fraction(200, 3)), (0, 5, 0), (199, 200, Fraction(199, 2))],
)
def test_each_point_below_100_costs_one(on_time: int, n: int, score: Fraction) -> None:
    """docs/scoring.md §2, response: 100 less 1 point for each percentage point below 100, fractions count."""
    scorer = scorer_of("response")
    assert isinstance(scorer, TimeAndPunctuality)
    quantities = {"contact.time": Quantity(0, 1, n), "contact.on_time": Quantity(on_time, 1, n)}
    assert scorer.punctuality(quantities) == score


def test_a_steep_deduction_stops_at_zero() -> None:
    """docs/scoring.md §2, response: not below 0; the deduction is a parameter (seed 000 §6.1)."""
    scorer = TimeAndPunctuality({"contact": Curve(Fraction(30), Fraction(240))}, Fraction(3))
    quantities = {"contact.time": Quantity(0, 1, 2), "contact.on_time": Quantity(1, 1, 2)}
    assert scorer.punctuality(quantities) == 0
    assert scorer.score(quantities) == 50


SEVERITY = {"minor": 20, "moderate": 50, "severe": 100, None: 50}
ISSUE = {"none": 0, "late": 30, "wrong": 50}
IMPACT = {"low": Fraction(1, 2), "medium": Fraction(1), "high": Fraction(3, 2), None: Fraction(1)}


@pytest.mark.parametrize("impact", [*IMPACTS, None])
@pytest.mark.parametrize("severity", [*SEVERITIES, None])
def test_deductions_for_a_return(severity: str | None, impact: str | None) -> None:
    """docs/scoring.md §2, quality: severity x impact, unknown 50 and 1, at most 100."""
    points = table_of("quality").points(severity, impact)
    assert points == min(100, SEVERITY[severity] * IMPACT[impact])
    assert (severity, impact, points) in table_of("quality").cells()


@pytest.mark.parametrize("impact", [*IMPACTS, None])
@pytest.mark.parametrize("issue", PARTS_ISSUES)
def test_deductions_for_parts(issue: str, impact: str | None) -> None:
    """docs/scoring.md §2, parts: none 0, late 30, wrong 50, x impact, at most 100."""
    assert table_of("parts").points(issue, impact) == ISSUE[issue] * IMPACT[impact]


def test_the_cap_of_a_deduction() -> None:
    """docs/scoring.md §2, quality: severe x high would be 150 points, 100 is the most."""
    assert table_of("quality").points("severe", "high") == 100


def test_mean_after_deductions() -> None:
    """docs/scoring.md §4, quality: mean of 100 - deduction; a charge-back leaves the sum before the mean; not below
    0."""
    scorer = MeanAfterDeductions()
    assert scorer.score({"deductions": Quantity(50, 1, 4)}) == Fraction(350, 4)
    assert scorer.score({"deductions": Quantity(50, 1, 4), "charge_backs": Quantity(75, 1, 1)}) == Fraction(
        275, 4
    )
    assert scorer.score({"deductions": Quantity(100, 1, 1), "charge_backs": Quantity(1, 2, 1)}) == 0
    # Without orders there is no figure; the card lists the charge-back.
    assert scorer.score({"charge_backs": Quantity(50, 1, 1)}) is None


def test_share_less_charge_backs() -> None:
    """docs/scoring.md §4, first_time_fix: 100 x (fixed less charge-backs) / orders, not below 0, none without
    orders."""
    scorer = Share()
    assert scorer.score({"achieved": Quantity(2, 1, 3)}) == Fraction(200, 3)
    assert scorer.score({"achieved": Quantity(2, 1, 3), "charge_backs": Quantity(1, 1, 1)}) == Fraction(
        100, 3
    )
    assert scorer.score({"achieved": Quantity(0, 1, 3), "charge_backs": Quantity(2, 1, 2)}) == 0
    assert scorer.score({"charge_backs": Quantity(1, 1, 1)}) is None


def test_answer_values_are_the_schemes() -> None:
    """docs/scoring.md §2: the values stand in the scheme file and are nowhere else."""
    scorer = AnswerValues({level: Fraction(level) for level in range(1, 6)})
    assert scorer.score(counted(a5=1, a2=1)) == Fraction(7, 2)

"""The median of answers (docs/schemes.md): on its edges, against a plain row, and what its rows lose."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.measures import Quantity, SurveyAnswers
from csi_tui.scoring.periods import Period
from csi_tui.scoring.scheme_file import parse_scheme
from csi_tui.scoring.scheme_table import SchemeInvalid
from csi_tui.scoring.scorers.median import Median
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.text.receipt import receipt_lines
from csi_tui.services.cards.text.shown_receipt import shown
from csi_tui.services.desk.desk import Desk
from csi_tui.services.schemes.in_force import built_in, catalogue
from csi_tui.services.schemes.text.scheme import scheme_lines
from tests import stores
from tests.reference import any_scheme
from tests.services.procedures import use_scheme
from tests.services.re_adding import check_explanation
from tests.stores import fill, order, person, survey

VALUES = {5: Fraction(100), 4: Fraction(85), 3: Fraction(60), 2: Fraction(30), 1: Fraction(0)}
MEDIAN = Median(VALUES)
answers = st.lists(st.integers(1, 5), max_size=12)
worth = st.lists(st.fractions(0, 100, max_denominator=7), min_size=5, max_size=5)


def counted(given_answers: list[int]) -> dict[str, Quantity]:
    return {str(answer): Quantity(n, 1, n) for answer in range(1, 6) if (n := given_answers.count(answer))}


@pytest.mark.parametrize(
    ("found", "score"),
    [
        ([], None),
        ([4], "85"),
        ([5, 1], "50"),
        ([5, 5, 1], "100"),
        ([1, 1, 5, 5, 5], "100"),
        ([1, 1, 1, 5, 5], "0"),
        ([5, 4, 3, 3], "145/2"),
        ([3, 3, 4, 4], "145/2"),
        ([2, 2, 3, 3, 3, 4], "60"),
    ],
)
def test_the_middle_answer(found: list[int], score: str | None) -> None:
    """Of an odd number the one in the middle, of an even one the mean of two, exact; none of none, never 0."""
    assert MEDIAN.score(counted(found)) == (None if score is None else Fraction(score))
    assert MEDIAN.n(counted(found)) == len(found)


@given(answers, worth)
def test_against_a_plain_row(found: list[int], points: list[Fraction]) -> None:
    """The order is that of the answers, whatever they are worth."""
    values = dict(enumerate(points, start=1))
    plain = any_scheme.median({"values": values}, [(str(answer), Fraction(1)) for answer in found])
    assert Median(values).score(counted(found)) == plain


@given(answers, worth)
def test_what_the_rows_lose_is_what_is_missing(found: list[int], points: list[Fraction]) -> None:
    """docs/decisions/0006: it re-adds; the middle alone loses, and whoever says the same loses the same."""
    scorer = Median(dict(enumerate(points, start=1)))
    score = scorer.score(counted(found))
    (group,) = scorer.loss([(f"A{place}", f"W{place}", answer) for place, answer in enumerate(found)])
    assert [row.number for row in group.rows] == [f"A{place}" for place in range(len(found))]
    if score is None:
        assert not group.rows
        return
    facts = dict(group.facts)
    middle = {int(facts["lower_middle"]), int(facts["upper_middle"])}
    lost = {answer: {row.weight for row, own in zip(group.rows, found, strict=True) if own == answer}
            for answer in set(found)}  # fmt: skip
    assert all(len(weights) == 1 for weights in lost.values())
    assert all(weights == {Fraction(0)} for answer, weights in lost.items() if answer not in middle)
    # Two middle answers stand for half the figure each.
    assert sum((row.weight for row in group.rows), start=Fraction(0)) / len(middle) == 100 - score


ANSWER_VALUES = 'scorer = { kind = "answer-values", values = { 5 = 100, 4 = 80, 3 = 60, 2 = 40, 1 = 20 } }'
BODY = (
    built_in()["aftersales-csi"]
    .body.replace('id = "aftersales-csi"', 'id = "own"', 1)
    .replace(ANSWER_VALUES, ANSWER_VALUES.replace("answer-values", "median"), 1)
)


def test_a_scheme_names_it() -> None:
    """It fits answers and nothing else, and `csi scheme show` says that the middle answer counts."""
    scheme = parse_scheme(BODY, catalogue())
    (leaf,) = (leaf for leaf in scheme.leaves() if isinstance(leaf.scorer, Median))
    assert leaf.id == "attitude" and isinstance(leaf.measure, SurveyAnswers)
    said = "the middle answer, 5 → 100, 4 → 80, 3 → 60, 2 → 40, 1 → 20"
    assert said in "\n".join(scheme_lines(scheme, "en", str))
    with pytest.raises(SchemeInvalid) as refused:
        parse_scheme(BODY.replace('kind = "share"', 'kind = "median"', 1), catalogue())
    assert {fault.code for fault in refused.value.faults} == {"scorer-does-not-fit"}


def test_a_card_of_surveys_and_its_receipt(desk: Desk, tmp_path: Path) -> None:
    """From surveys in the store to lines that re-add: one angry customer of four moves nothing."""
    path = tmp_path / "own.toml"
    path.write_text(BODY, encoding="utf-8")
    desk = use_scheme(desk, str(path))
    given_answers = ["5", "4", "3", "1"]
    days = [f"2026-01-{day:02d}T09:00" for day in range(5, 13)]
    fill(
        desk,
        employees=[person("E1")],
        orders=[order(f"W{n}", days[n], days[n + 1], agent_no="E1") for n in range(4)],
        surveys=[survey(f"A{n}", f"W{n}", days[n + 2], f"{own}----") for n, own in enumerate(given_answers)],
    )
    stores.compute(desk, "2026-01")
    found = explain(desk, "E1", Period(202601))
    check_explanation(found)
    attitude = found.receipt.find("attitude")
    assert attitude is not None and attitude.figure.score == 70
    (group,) = attitude.groups
    assert {line.row.number: line.lost for line in group.lines} == {"A0": 0, "A1": 10, "A2": 20, "A3": 0}
    text = "\n".join(receipt_lines(shown(attitude), "en", lambda _band: ""))
    assert "Answers of customers: the two middle answers are 3 and 4" in text
    assert "-20.00  survey A2  answer 3 of 5, order W2" in text

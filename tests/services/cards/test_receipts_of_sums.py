"""Receipts of points: true parts, and a line for what a rule did (docs/decisions/0006)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.screens.cards.receipt_rows import loss_rows, part_rows
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.text.receipt import receipt_lines
from csi_tui.services.cards.text.receipt_json import receipt_json
from csi_tui.services.cards.text.receipt_words import no_figure_text
from csi_tui.services.cards.text.shown_receipt import shown
from csi_tui.services.changes import adjustments
from csi_tui.services.close.check import check
from csi_tui.services.desk.card_texts import flag_text
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, ratings
from csi_tui.services.months.text.cards import remarks, result_text
from csi_tui.services.tabular.records import RatingRow
from tests import stores
from tests.services.months.test_systems import ASPECTS
from tests.services.procedures import use_scheme
from tests.services.re_adding import check_explanation
from tests.services.systems import DAY, JANUARY, MONTH, card, enter, site
from tests.stores import person


def receipt(desk: Desk, who: str = "E1") -> dict[str, Any]:
    """The receipt of a card as JSON, after it was added up at every level."""
    explanation = explain(desk, who, Period(JANUARY))
    check_explanation(explanation)
    return receipt_json(shown(explanation.receipt), "en")


def text(desk: Desk, who: str = "E1") -> str:
    view = shown(explain(desk, who, Period(JANUARY)).receipt)
    return "\n".join(" ".join(line.split()) for line in receipt_lines(view, "en", lambda _band: ""))


@pytest.mark.parametrize(
    ("points", "records", "total", "rules"),
    [
        (30, ["careless"], "10.00", None),
        (30, ["careless", "careless"], "0.00", [("zeroed", "10.00")]),
        (1000, ["careless", "phone-quarrel"], "0.00", [("zeroed", "-930.00")]),
        (30, ["phone-quarrel"], "0.00", [("floor", "20.00")]),
        (None, ["careless", "careless"], "0.00", [("zeroed", "40.00")]),
        (None, ["careless"], None, None),
        (40, ["careless", "careless"], "0.00", [("zeroed", "0.00")]),
    ],
)
def test_points_of_a_member(
    desk: Desk,
    now: time_machine.Traveller,
    points: int | None,
    records: list[str],
    total: str | None,
    rules: list[tuple[str, str]] | None,
) -> None:
    """Seed 003 §2: 30 points are 30 points, whatever a rule does to the sum."""
    desk, boss = site(desk, "team-points", person("E1", "technician", supervisor_no="S1"))
    if points is not None:
        enter(desk, "E1", "work_points", points)
    for code in records:
        conduct.add(boss, "E1", code, DAY, "as it was")
    stores.compute(desk, MONTH)
    found = receipt(desk)
    assert found["score"] == total
    assert [(one["id"], one["points"]) for one in found.get("rules", ())] == (rules or [])
    work, deductions = found["parts"]
    brought = "0.00" if total is None or points is None else f"{points}.00"
    assert (work["contribution"], work["effective_weight"] == "100.00") == (brought, brought != "0.00")
    assert (deductions["contribution"] == "0.00") == (total is None)
    if rules and points:
        word = {"zeroed": "the deductions make it 0", "floor": "not below 0"}[rules[0][0]]
        assert f"Points earned {points}.00 x 100.00 % = {points}.00" in text(desk)
        assert f"{word} + {rules[0][1]}" in text(desk)
        cells = [
            [cell.plain for cell in row]
            for row in part_rows(shown(explain(desk, "E1", Period(JANUARY)).receipt))
        ]
        assert [word, "", "", f"+ {rules[0][1]}"] in cells


def test_a_rubric_loses_by_item_and_the_rest_to_a_forfeit(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §5: 18 of 20, and then a penalised act that takes them."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    for item, points in ASPECTS.items():
        ratings.rate(boss, RatingRow(DAY, "E1", item, Decimal(points)))
    stores.compute(desk, MONTH)
    assert "-5.00 item Attitude 4.00 of 5" in text(desk)
    conduct.add(boss, "E1", "fraud", DAY, "a forged signature")
    stores.compute(desk, MONTH)
    receipt(desk)
    virtue = explain(desk, "E1", Period(JANUARY), "virtue").receipt
    groups = receipt_json(shown(virtue), "en")["groups"]
    assert [(group["id"], group["lost"]) for group in groups] == [("items", "10.00"), ("forfeit", "90.00")]
    assert "Forfeited for what was done: 1 record -90.00" in text(desk)
    cells = [[cell.plain for cell in row] for _about, row in loss_rows(shown(virtue))]
    assert cells[-1][-1] == "100 less 100.00 is 0.00"
    # Points do not begin at 100.
    merits = list(loss_rows(shown(explain(desk, "E1", Period(JANUARY), "merits").receipt)))
    assert merits == []


def test_an_unrated_line_that_is_forfeited(desk: Desk, now: time_machine.Traveller) -> None:
    """Nothing was rated: all of it is the forfeit's, and there is no month."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    conduct.add(boss, "E1", "fraud", DAY, "a forged signature")
    conduct.add(boss, "E1", "merit", DAY, "a letter", points="3")
    stores.compute(desk, MONTH)
    found = receipt(desk)
    assert found["score"] is None
    assert [(part["contribution"], part["effective_weight"]) for part in found["parts"]] == [
        ("0.00", "0.00")
    ] * 2
    assert "Merits 3.00 x 0.00 % = 0.00" in text(desk)


def test_an_adjustment_that_ends_at_a_hundred_or_at_nothing(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 14: the line says what was meant and what was left of it; points do not go below 0."""
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    for item, points in ASPECTS.items():
        ratings.rate(boss, RatingRow(DAY, "E1", item, Decimal(points)))
    stores.compute(desk, MONTH)
    adjustments.adjust(boss, Period(JANUARY), "E1", "diligence", "+5", "helped out at night")
    adjustments.adjust(boss, Period(JANUARY), "E1", "virtue", "-5", "was late twice")
    stores.compute(desk, MONTH)
    receipt(desk)
    assert "adjusted by +5.00: 85.00 becomes 90.00" in text(desk)
    ratings.rate(boss, RatingRow(DAY.replace(day=16), "E1", "initiative", Decimal(5)))
    for day, item in ((17, "initiative"), (18, "initiative"), (19, "initiative")):
        ratings.rate(boss, RatingRow(DAY.replace(day=day), "E1", item, Decimal(5)))
    for day in range(20, 24):
        ratings.rate(boss, RatingRow(DAY.replace(day=day), "E1", "coordination", Decimal(5)))
    stores.compute(desk, MONTH)
    # Initiative 4.6 and coordination 4.8: 97.00 with 5 more ends at 100.
    assert "adjusted by +3.00 of +5.00, for it ends at 100.00: 97.00 becomes 100.00" in text(desk)
    receipt(desk)


def test_points_are_not_adjusted_below_nothing(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/schemes.md: nothing goes below 0 in a sum."""
    desk, boss = site(desk, "team-points", person("E1", "technician", supervisor_no="S1"))
    enter(desk, "E1", "work_points", 3)
    stores.compute(desk, MONTH)
    adjustments.adjust(boss, Period(JANUARY), "E1", "total", "-5", "counted twice")
    stores.compute(desk, MONTH)
    found = receipt(desk)
    assert (found["score"], found["measured"], found["adjustment"]) == ("0.00", "3.00", "-3.00")
    assert "adjusted by -3.00 of -5.00, for it ends at 0.00: 3.00 becomes 0.00" in text(desk)


def test_an_adjustment_of_a_month_that_deductions_made_0(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0006: what the rule did and what the adjustment did, one after the other; all cut off too."""
    desk, boss = site(desk, "team-points", person("E1", "technician", supervisor_no="S1"))
    enter(desk, "E1", "work_points", 30)
    for _time in range(2):
        conduct.add(boss, "E1", "careless", DAY, "as it was")
    stores.compute(desk, MONTH)
    adjustments.adjust(boss, Period(JANUARY), "E1", "total", "-5", "was late")
    stores.compute(desk, MONTH)
    found = receipt(desk)
    assert (found["score"], found["measured"], found["adjustment"], found["cut"]) == (
        "0.00",
        "0.00",
        "0.00",
        "5.00",
    )
    assert "adjusted by -5.00, of which nothing counts, for it ends at 0.00: it stays 0.00" in text(desk)
    adjustments.adjust(boss, Period(JANUARY), "E1", "total", "+9", "the second one was not fair")
    stores.compute(desk, MONTH)
    found = receipt(desk)
    assert (found["score"], found["measured"], found["adjustment"]) == ("4.00", "0.00", "4.00")
    assert "the deductions make it 0 + 10.00" in text(desk)
    assert "adjusted by +4.00: 0.00 becomes 4.00" in text(desk)
    assert remarks(Card.of(card(desk, "E1")), flag_text) == [
        "set to 0 by the deductions of the month",
        "adjusted",
    ]


def test_card_and_receipt_say_one_reason(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 28: a forfeit, a merit or an adjustment alone is neither data nor too little of it."""
    desk, boss = site(desk, "four-aspects", *(person(f"E{n}", supervisor_no="S1") for n in (1, 2, 3, 4, 5)))
    conduct.add(boss, "E1", "fraud", DAY, "a forged signature")
    conduct.add(boss, "E2", "merit", DAY, "a letter", points="3")
    for who in ("E4", "E5"):
        ratings.rate(boss, RatingRow(DAY, who, "ethics", Decimal(4)))
    conduct.add(boss, "E5", "merit", DAY, "a letter", points="3")
    stores.compute(desk, MONTH)
    adjustments.adjust(boss, Period(JANUARY), "E3", "merits", "+2", "helped out")
    stores.compute(desk, MONTH)
    alone = (
        "Not assessed: records of conduct alone make no total.",
        "No figure: records of conduct alone make none.",
    )
    little = (
        "Not assessed: too little of what makes the total has data.",
        "No figure: too little of what makes it has data, or a part that it needs has none.",
    )
    for who, (said, why) in {"E1": alone, "E2": alone, "E3": alone, "E4": little, "E5": little}.items():
        assert result_text(Card.of(card(desk, who)), str) == said, who
        assert no_figure_text(explain(desk, who, Period(JANUARY)).receipt) == why, who


def test_a_forfeited_line_that_is_not_rated_is_not_missing(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0028, point 6: the total stands without it, so there is nothing to see to."""
    desk, boss = site(desk, "four-aspects", *(person(who, supervisor_no="S1") for who in ("E1", "E2")))
    for who in ("E1", "E2"):
        for item, points in ASPECTS.items():
            if item not in ("ethics", "attitude", "discipline", "relations"):
                ratings.rate(boss, RatingRow(DAY, who, item, Decimal(points)))
    conduct.add(boss, "E1", "fraud", DAY, "a forged signature")
    stores.compute(desk, MONTH)
    assert card(desk, "E1")["total"] is not None
    (found,) = (one for one in check(desk, Period(JANUARY)) if one.code == "not-entered")
    assert found.rows == ("E2",)


def test_a_place_without_a_value_is_no_arithmetic(desk: Desk, now: time_machine.Traveller) -> None:
    """Seed 001 §6: who has no value on a factor has no place and no points, on screen and in text."""
    desk, _boss = site(
        desk, "peer-ranking", *(person(who, "agent", supervisor_no="S1") for who in ("E1", "E2"))
    )
    enter(desk, "E1", "order_value", 90)
    stores.compute(desk, MONTH)
    assert "Order value no value is entered: no place and no points" in text(desk, "E2")
    assert "x 0.00 %" not in text(desk, "E2")
    rows = part_rows(shown(explain(desk, "E2", Period(JANUARY)).receipt))
    assert "no value is entered: no place and no points" in next(iter(rows))[1].plain


def test_why_there_is_no_figure(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rules 9 and 28: no data, records alone, or too little of it: each is said as what it is."""
    desk, boss = site(
        desk, "team-points", *(person(who, "technician", supervisor_no="S1") for who in ("E1", "E2"))
    )
    conduct.add(boss, "E1", "careless", DAY, "left a customer waiting")
    stores.compute(desk, MONTH)
    assert "No figure: records of conduct alone make none." in text(desk, "E1")
    assert "no data" in text(desk, "E2") and "No figure" not in text(desk, "E2")
    desk = use_scheme(desk, "four-aspects")
    for item in ("ethics", "attitude", "discipline", "relations"):
        ratings.rate(boss, RatingRow(DAY, "E2", item, Decimal(4)))
    stores.compute(desk, MONTH)
    too_little = "No figure: too little of what makes it has data, or a part that it needs has none."
    assert too_little in text(desk, "E2")
    ratings.rate(boss, RatingRow(DAY, "E2", "business", Decimal(4)))
    stores.compute(desk, MONTH)
    # One item of four is something, and too little.
    assert text(desk, "E2").split("Ability - (n = 1)")[-1].splitlines()[2] == too_little

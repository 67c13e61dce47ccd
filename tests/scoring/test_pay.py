"""Pay of a month: exact, rounded by part, reconciled to the cent (docs/rules.md §1.6, §2, §5)."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.consequences import Condition, SpanCard
from csi_tui.scoring.pay import Pay, Payee, pay_of, spread, to_the_cent
from csi_tui.scoring.pay_rules import Fund, PayInput, PayPart, PayRules
from csi_tui.scoring.texts import Text
from csi_tui.services.schemes.in_force import built_in

NAME = Text("x", "x")


def rules_of(scheme: str) -> PayRules:
    rules = built_in()[scheme].scheme.pay
    assert rules is not None
    return rules


def payee(key: int = 1, role: str = "agent", band: str | None = None, **more: object) -> Payee:
    """Somebody with a card: ``grade``, ``total``, ``rank``, ``places``; ``inputs`` and ``team`` in plain numbers."""
    given = dict(more)
    card = SpanCard(
        given.pop("total", 8000),  # type: ignore[arg-type]
        given.pop("rank", 1),  # type: ignore[arg-type]
        given.pop("grade", None),  # type: ignore[arg-type]
        frozenset(),
        given.pop("scores", {}),  # type: ignore[arg-type]
        given.pop("places", {}),  # type: ignore[arg-type]
    )
    team = given.pop("team", {})
    assert isinstance(team, dict)
    inputs = {name: int(Decimal(str(value)) * 100) for name, value in given.items()}
    return Payee(key, role, band, card, inputs, {name: Fraction(str(value)) for name, value in team.items()})


def amounts(found: Pay) -> dict[str, str]:
    return {line.part: str(Decimal(line.amount) / 100) for line in found.lines}


@pytest.mark.parametrize(
    ("grade", "floating", "premium"),
    [("s", "1500", "400"), ("a", "1200", "200"), ("b", "1000", "0"), ("c", "800", "0"), (None, "1000", "0")],
)
def test_the_coefficient_by_grade(grade: str | None, floating: str, premium: str) -> None:
    """Seed 002 §4.1: S 1.5 (+10 % of the base pay), A 1.2 (+5 %), B 1.0, C 0.8."""
    (found,) = pay_of(rules_of("contact-centre"), [payee(grade=grade, base_pay=4000, floating=1000)], {})
    assert amounts(found) == {"basic": "4000", "floating": floating, "premium": premium}


@pytest.mark.parametrize(
    ("value", "commission"),
    [
        ("31999.99", "0"),
        ("32000.00", "320"),
        ("39999.99", "400"),
        ("40000.00", "480"),
        ("47999.99", "576"),
        ("48000.00", "720"),
        ("100000.00", "1500"),
    ],
)
def test_the_tier_that_is_reached_pays_the_whole_value(value: str, commission: str) -> None:
    """Seed 002 §4.1, docs/rules.md §2 (decided): 80 % of the target 1 %, 100 % 1.2 %, 120 % 1.5 %, no ceiling; below:
    none."""
    person = payee(role="pre_sales", grade="b", sales_value=value, sales_target="40000")
    (found,) = pay_of(rules_of("contact-centre"), [person], {})
    assert amounts(found)["commission"] == commission


def test_only_selling_roles_have_a_commission_and_without_a_target_there_is_none() -> None:
    """Seed 002 §4.1: tiered commission for selling roles."""
    agent, adviser = payee(sales_value=1, sales_target=1), payee(role="pre_sales", sales_value=50000)
    one, other = pay_of(rules_of("contact-centre"), [agent, adviser], {})
    assert "commission" not in amounts(one)
    assert [line.why for line in other.lines if line.part == "commission"] == ["no-target"]


TARGETS = {
    "refund_rate": 5,
    "refund_duration": 24,
    "disputes": 0,
    "shop_rating": "4.8",
    "internal_complaints": 0,
}


def test_one_missed_target_voids_the_bonus() -> None:
    """Seed 001 §7: refund rate, refund duration, disputes, shop rating, internal complaints: all or nothing."""
    for missed in (None, *TARGETS):
        team = dict(TARGETS)
        if missed is not None:
            team[missed] = (
                "4.79" if missed == "shop_rating" else Fraction(str(team[missed])) + Fraction(1, 100)
            )
        (found,) = pay_of(rules_of("online-shop"), [payee(indicator_bonus=600, team=team)], {})
        line = next(line for line in found.lines if line.part == "bonus")
        assert (line.amount, line.missed) == ((60000, ()) if missed is None else (0, (missed,)))


@pytest.mark.parametrize(
    ("shop", "reached"),
    [
        (("4.9", "4.8", "4.7"), True),
        # 14.39 / 3 = 4.7966…, shown as 4.80; 14.37 / 3 = 4.79.
        (("4.80", "4.80", "4.79"), True),
        (("4.79", "4.79", "4.79"), False),
        # The parts go before a rating that was typed; without all of them that one holds (docs/rules.md, rule 47).
        (("4.7", "4.7", "4.7", "5"), False),
        (("4.7", None, "4.7", "4.8"), True),
        (("4.9", "4.9", None), False),
        ((None, None, None, "4.8"), True),
    ],
)
def test_the_shops_rating_is_the_mean_of_its_three_parts(shop: tuple[str | None, ...], reached: bool) -> None:
    """Seed 001 §2 (DSR), docs/rules.md, rule 47: description, service, logistics in equal parts, as shown."""
    names = ("shop_description", "shop_service", "shop_logistics", "shop_rating")
    team: dict[str, object] = {name: figure for name, figure in TARGETS.items() if name != "shop_rating"}
    team |= {name: score for name, score in zip(names, shop, strict=False) if score is not None}
    (found,) = pay_of(rules_of("online-shop"), [payee(indicator_bonus=600, team=team)], {})
    line = next(line for line in found.lines if line.part == "bonus")
    assert line.missed == (() if reached else ("shop_rating",))


def test_a_figure_of_the_team_that_nobody_entered_is_not_reached() -> None:
    """Seed 001 §7: every target must be reached."""
    (found,) = pay_of(rules_of("online-shop"), [payee(indicator_bonus=600)], {})
    line = next(line for line in found.lines if line.part == "bonus")
    assert (line.amount, line.missed) == (0, tuple(TARGETS))


def test_three_per_mille_of_repeat_orders() -> None:
    """Seed 001 §7: 0.3 % of the month-end order value, half a cent up."""
    (found,) = pay_of(rules_of("online-shop"), [payee(base_pay=3000, repeat_order_value="12345.00")], {})
    assert amounts(found) == {"basic": "3000", "repeat": "37.04", "bonus": "0"}  # 37.035


def test_prizes_for_the_first_three_of_each_factor() -> None:
    """Seed 001 §6: places 1, 2, 3 are rewarded; ties share the better place (docs/rules.md, rule 11)."""
    places = {"order_value": 1, "conversion": 1, "response": 3, "customers": 4}
    (found,) = pay_of(rules_of("peer-ranking"), [payee(places=places)], {})
    assert amounts(found) == {"prizes": "700"}


@pytest.mark.parametrize(
    ("band", "paid"),
    [
        ("excellent", "1200"),
        ("good", "1000"),
        ("fair", "800"),
        ("poor", "600"),
        ("failing", "0"),
        (None, "1000"),
    ],
)
def test_the_bonus_by_band(band: str | None, paid: str) -> None:
    """Seed 000 §8.6: a higher score, a higher bonus; below a standard, a deduction (figures: company default)."""
    (found,) = pay_of(rules_of("aftersales-csi"), [payee(band=band, floating=1000)], {"profit": 0})
    assert amounts(found)["performance"] == paid


HIGH = {"satisfaction": 9500, "first_time_fix": 9000, "complaint_timeliness": 10000}


def test_the_fund_is_shared_by_score_among_those_who_stand_out() -> None:
    """Seed 000 §9, docs/rules.md, rule 23: a share of the profit, over those who have the indicators and stand out."""
    people = [
        payee(1, total=9000, rank=2, scores=HIGH),
        payee(2, total=9600, rank=1, scores={**HIGH, "complaint_timeliness": None}),
        payee(3, total=9900, rank=None, scores=HIGH),
        payee(4, total=8990, rank=3, scores={**HIGH, "first_time_fix": 8999}),
        # A handler, whose card is timeliness alone (docs/rules.md, rule 23).
        payee(5, "complaint_handler", total=10000, rank=1, scores={"complaint_timeliness": 10000}),
        payee(6, total=9500, rank=2, scores={**HIGH, "satisfaction": None}),
    ]
    found = pay_of(rules_of("aftersales-csi"), people, {"profit": 10_000_00})
    shares = {pay.key: next(line.amount for line in pay.lines if line.part == "fund") for pay in found}
    # 1 % of 10,000.00 over 90.00 and 96.00: 48.387… and 51.612…
    assert shares == {1: 4839, 2: 5161, 3: 0, 4: 0, 5: 0, 6: 0}


# --- Property tests ---------------------------------------------------------------------------------------------------


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 40)), min_size=1, max_size=40),
    st.integers(0, 10**9),
    st.sampled_from(["score", "rank"]),
)
def test_a_fund_leaves_no_remainder(people: list[tuple[int, int]], whole: int, by: str) -> None:
    """The fund's sums reconcile, nobody is more than a cent off, a better one gets no less."""
    part = PayPart("fund", NAME, NAME, Fund("profit", Fraction(1), by, Condition(first=1000)))
    payees = [payee(key, total=total, rank=rank) for key, (total, rank) in enumerate(people)]
    rules = PayRules((PayInput("profit", NAME, "month", "site"),), (part,))
    found = [pay.total for pay in pay_of(rules, payees, {"profit": whole})]
    weights = plain_weights(people, by)
    assert sum(found) == (whole if sum(weights) else 0)
    for paid, weight in zip(found, weights, strict=True):
        exact = Fraction(whole * weight, sum(weights)) if sum(weights) else Fraction(0)
        assert abs(paid - exact) < 1
    for one, (paid, weight) in enumerate(zip(found, weights, strict=True)):
        for other in range(one):
            if weights[other] > weight:
                assert found[other] >= paid
            if weights[other] < weight:
                assert found[other] <= paid


def plain_weights(people: list[tuple[int, int]], by: str) -> list[int]:
    """Points, or for each person how many are not ahead of them."""
    if by == "score":
        return [total for total, _rank in people]
    return [sum(other >= rank for _total, other in people) for _total, rank in people]


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_a_cent_is_rounded_half_up_away_from_zero(numerator: int, denominator: int) -> None:
    """Rounding declared; against the decimal library."""
    exact = Fraction(numerator, denominator)
    found = to_the_cent(exact)
    assert abs(found - exact) <= Fraction(1, 2)
    if abs(found - exact) == Fraction(1, 2):
        assert abs(found) > abs(exact)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30), st.integers(0, 10**8))
def test_spreading_against_a_plain_second_reading(weights: list[int], whole: int) -> None:
    """Floors first, then a cent each to whom most is missing, the first of equals first."""
    if not sum(weights):
        return
    exact = [Fraction(whole * weight, sum(weights)) for weight in weights]
    plain = [int(share) for share in exact]
    while sum(plain) < whole:
        missing = [share - paid for share, paid in zip(exact, plain, strict=True)]
        plain[missing.index(max(missing))] += 1
    assert spread(exact, whole) == plain


@given(
    st.lists(
        st.tuples(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["s", "a", "b", "c", None])),
        min_size=1,
        max_size=20,
    ),
    st.randoms(use_true_random=False),
)
def test_sheets_against_a_plain_second_reading(
    people: list[tuple[int, int, str | None]], chance: object
) -> None:
    """Commissions reconcile; the order of people changes nothing; money in decimals by hand."""
    payees = [
        Payee(
            key,
            "pre_sales",
            None,
            SpanCard(8000, 1, grade),
            {"base_pay": base, "floating": base // 2, "sales_value": value, "sales_target": 4_000_000},
        )
        for key, (base, value, grade) in enumerate(people)
    ]
    found = {pay.key: pay for pay in pay_of(rules_of("contact-centre"), payees, {})}
    for key, (base, value, grade) in enumerate(people):
        assert {line.part: line.amount for line in found[key].lines} == plain_sheet(base, value, grade)
        assert found[key].total == sum(plain_sheet(base, value, grade).values())
    shuffled = list(payees)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {pay.key: pay for pay in pay_of(rules_of("contact-centre"), shuffled, {})} == found


def plain_sheet(base: int, value: int, grade: str | None) -> dict[str, int]:
    """Somebody's month in cents, with the figures of seed 002 §4.1 written out."""
    coefficient = {"s": "1.5", "a": "1.2", "b": "1", "c": "0.8"}.get(grade or "", "1")
    premium = {"s": "0.10", "a": "0.05"}.get(grade or "", "0")
    rate = "0"
    for reached, tier in ((80, "0.01"), (100, "0.012"), (120, "0.015")):
        if value * 100 >= reached * 4_000_000:
            rate = tier
    return {
        "basic": base,
        "floating": cents(Decimal(base // 2) * Decimal(coefficient)),
        "premium": cents(Decimal(base) * Decimal(premium)),
        "commission": cents(Decimal(value) * Decimal(rate)),
    }


def cents(amount: Decimal) -> int:
    return (
        int(amount.quantize(Decimal(1), ROUND_HALF_UP))
        if amount >= 0
        else int(amount.to_integral(ROUND_FLOOR))
    )

"""Cards side by side: held against the cards themselves, read and counted plainly a second time."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, getcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.i18n import activate
from csi_tui.scoring.exact import show
from csi_tui.scoring.intervals import Rate
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.comparison import Beside, Comparison, Shown, Side, compare, people_beside
from csi_tui.services.cards.text.comparison import comparison_json, comparison_lines, sure_lines
from csi_tui.services.desk.card_values import Card
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.months.cards import month_cards
from csi_tui.services.people import users
from tests import stores
from tests.services.procedures import desk_of

JANUARY, FEBRUARY = Period(202601), Period(202602)
RATES = ("first_time_fix", "complaint_timeliness")
Z = Decimal("1.959964")


@pytest.fixture
def closed(example_desk: Desk) -> Desk:
    """Two months of the worked example."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    return example_desk


def scores(card: Card) -> dict[str, tuple[Decimal | None, int]]:
    """Figure → what the card shows of it, and its units."""
    found = {one.id: (one.score, one.n) for one in card.figures()}
    return {
        name: (None if score is None else Decimal(score), n)
        for name, (score, n) in {"total": (card.total, 0), **found}.items()
    }


def shown(side: Side, figure: str) -> tuple[Decimal | None, int]:
    one = side.figures.get(figure)
    if one is None:
        return None, 0
    return (None if one.score is None else Decimal(one.score) / 100), one.n


def test_two_people_are_their_cards(closed: Desk) -> None:
    """Every pair: each column is the card, the difference what a pocket calculator makes of both."""
    cards = month_cards(closed, FEBRUARY).cards
    pairs = [(one, two) for one in cards[:4] for two in cards if one is not two]
    for one, two in pairs:
        found = compare(closed, one.employee_no, FEBRUARY, Beside(two.employee_no))
        (other,) = found.others
        for figure, _depth in found.lines:
            first, second = scores(one).get(figure, (None, 0)), scores(two).get(figure, (None, 0))
            assert (shown(found.own, figure), shown(other, figure)) == (first, second)
            apart = found.difference(figure, other)
            if first[0] is None or second[0] is None:
                assert apart is None
            else:
                assert apart is not None and Decimal(apart) / 100 == first[0] - second[0]
            assert (found.differ(figure, other) is not None) <= (figure in RATES)


def test_two_months_are_those_of_one_person(closed: Desk) -> None:
    """The same person's card of the other month."""
    earlier = {card.employee_no: card for card in month_cards(closed, JANUARY).cards}
    for card in month_cards(closed, FEBRUARY).cards:
        if card.employee_no not in earlier:
            with pytest.raises(UserError):
                compare(closed, card.employee_no, None, Beside(period=JANUARY))
            continue
        found = compare(closed, card.employee_no, None, Beside(period=JANUARY))
        (other,) = found.others
        assert (found.own.period, other.period, other.employee_no) == (FEBRUARY, JANUARY, card.employee_no)
        for figure, (score, n) in scores(earlier[card.employee_no]).items():
            assert shown(other, figure) == (score, n)


def test_role_and_team_are_the_others_counted_plainly(closed: Desk) -> None:
    """The mean of those who have a figure; of a rate all units together where no order is two people's (first fixes are
    credited to all three); without the person themselves."""
    cards = month_cards(closed, FEBRUARY).cards
    seen = set()
    for card in cards:
        found = compare(closed, card.employee_no, FEBRUARY)
        for side in found.others:
            others = [
                one
                for one in cards
                if one is not card and getattr(one, side.kind) == getattr(card, side.kind)
            ]
            assert side.people == len(others) > 0
            for figure, _depth in found.lines:
                there = [
                    (score, n)
                    for one in others
                    for score, n in [scores(one).get(figure, (None, 0))]
                    if score is not None
                ]
                score, n = shown(side, figure)
                if not there:
                    assert score is None
                    continue
                assert n == sum(each for _score, each in there)
                together = figure != "first_time_fix" or len(there) == 1
                assert (side.figures[figure].rate is not None) == (figure in RATES and together)
                if figure in RATES and together:
                    k = sum(
                        ((one * each / 100).to_integral_value(ROUND_HALF_UP) for one, each in there),
                        Decimal(0),
                    )
                    expected = 100 * k / n
                else:
                    expected = sum((one for one, _n in there), Decimal(0)) / len(there)
                assert score == expected.quantize(Decimal("0.01"), ROUND_HALF_UP)
                seen.add((side.kind, figure in RATES))
    assert seen == {("role", False), ("role", True), ("team", False), ("team", True)}


def root(value: Decimal) -> Decimal:
    return max(value, Decimal(0)).sqrt()


def plainly(k: int, n: int) -> tuple[Decimal, Decimal, Decimal]:
    """Wilson's bounds as the roots of a quadratic equation, and the share between them."""
    p = Decimal(k) / n
    a, b, c = 1 + Z * Z / n, -(2 * p + Z * Z / n), p * p
    wide = root(b * b - 4 * a * c)
    return (-b - wide) / (2 * a), p, (-b + wide) / (2 * a)


def side_of(rate: Rate, name: str) -> Side:
    return Side("person", FEBRUARY, name, 1, {"rate": Shown(0, rate.n, rate=rate)}, employee_no=name)


rates = st.integers(1, 2000).flatmap(lambda n: st.builds(Rate, st.integers(0, n), st.just(n)))


@given(rates, rates)
def test_told_apart_where_newcombe_s_interval_is_without_zero(one: Rate, two: Rate) -> None:
    """By another way: roots of the equation that defines the bounds, in decimals."""
    getcontext().prec = 40
    first, second = side_of(one, "A"), side_of(two, "B")
    found = Comparison(first, (second,), (("rate", 0),), {})
    (l1, p1, u1), (l2, p2, u2) = plainly(*one), plainly(*two)
    low = p1 - p2 - root((p1 - l1) ** 2 + (u2 - p2) ** 2)
    high = p1 - p2 + root((u1 - p1) ** 2 + (p2 - l2) ** 2)
    bounds = found.interval("rate", second)
    assert bounds is not None
    for mine, theirs in ((bounds.low, low), (bounds.high, high)):
        assert abs(Decimal(mine.numerator) / mine.denominator - theirs) < Decimal("1e-15")
    if min(abs(low), abs(high)) > Decimal("1e-15"):
        assert found.differ("rate", second) == (not low <= 0 <= high)
    (*_sides, line) = sure_lines(found, "rate")
    assert ("cannot be told apart" in line or "分不出差别" in line) == (not found.differ("rate", second))


def test_a_label_has_the_colon_of_its_language() -> None:
    """docs/glossary.md: one text in each language, not a name and an English colon."""
    first, second = side_of(Rate(3, 4), "A"), side_of(Rate(9, 9), "B")
    found = Comparison(first, (second,), (("rate", 0),), {})
    activate("en")
    assert all(": " in line for line in sure_lines(found, "rate"))
    activate("zh")
    assert all("：" in line and ": " not in line for line in sure_lines(found, "rate"))


def test_it_is_no_card_beside_itself_and_nobody_s_who_has_none(closed: Desk) -> None:
    """The same card twice, an unknown name, a month without cards."""
    for beside, said in (
        (Beside("E001"), "same card twice"),
        (Beside("E001", FEBRUARY), "same card twice"),
        (Beside("没有"), "No employee has"),
        (Beside(period=Period(202603)), "2026-03 is not computed"),
    ):
        activate("en")
        with pytest.raises(UserError, match=said):
            compare(closed, "E001", FEBRUARY, beside)


def test_whoever_reads_cards_reads_them_side_by_side(closed: Desk) -> None:
    """The rule of the cards: every user of the store, the one linked to an employee too."""
    users.add_user(closed, "Chen", "chen", ["clerk"], "E002")
    chen = desk_of(closed, "Chen")
    assert compare(chen, "E001", FEBRUARY) == compare(closed, "E001", FEBRUARY)


def test_who_can_stand_beside_somebody(closed: Desk) -> None:
    """Everybody else with a card, the same role first."""
    cards = month_cards(closed, FEBRUARY).cards
    own = cards[0]
    people = people_beside(closed, own.employee_no, FEBRUARY)
    assert sorted(one.employee_no for one in people) == sorted(one.employee_no for one in cards[1:])
    same = [one.role == own.role for one in people]
    assert same == sorted(same, reverse=True) and any(same)


def test_who_is_alone_is_beside_nobody(desk: Desk) -> None:
    """One card in the month: its own figures, and nothing to hold them against."""
    rows = [{"employee_no": "E1", "name": "甲", "role": "technician", "team": "", "joined_on": "2024-01-01"}]
    stores.fill(desk, employees=rows)
    stores.compute(desk, "2026-01")
    found = compare(desk, "E1")
    assert found.others == () and found.own.employee_no == "E1"
    assert comparison_lines(found).splitlines()[0].startswith("E1  甲")


def test_as_it_reads(closed: Desk) -> None:
    """Who, the figures side by side, and the words beside a rate; as JSON the same figures."""
    activate("en")
    found = compare(closed, "E003", FEBRUARY, Beside(period=JANUARY))
    text = comparison_lines(found)
    assert text.splitlines()[:2] == [
        "E003  周静勇  parts clerk  T3  2026-02",
        "E003  周静勇  parts clerk  T3  2026-01",
    ]
    line = next(line for line in text.splitlines() if line.startswith("First-time-fix rate"))
    assert "71.67 - 98.89" in line and line.endswith("cannot be told apart")
    shown_json = comparison_json(found)
    figures = shown_json["figures"]
    assert isinstance(figures, list)
    (rate,) = [one for one in figures if one["id"] == "first_time_fix"]
    assert rate["sides"][0]["score"] == show(found.own.figures["first_time_fix"].rate.share * 100)  # type: ignore[union-attr]
    assert rate["differences"][0]["told_apart"] is False

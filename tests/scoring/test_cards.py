"""From figures to ranked cards: weights, missing data, rounding, bands, ties, flags."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.cards import card_json, make_cards
from csi_tui.scoring.exact import show, to_hundredths
from csi_tui.scoring.measures import Quantity
from csi_tui.scoring.nodes import band_of
from csi_tui.scoring.scheme import MISSING_POLICIES
from tests.scoring.schemes import AFTERSALES, composite, leaf, one_card, scheme_of, scored, subject

SINGLE = scheme_of(composite("total", 100, leaf("only", 100)))
SCORE_EDGES = (90, 80, 70, 60)
TIMELINESS_EDGES = (100, 90, 80, 70)
NAMES = ("excellent", "good", "fair", "poor", "failing")


@pytest.mark.parametrize(
    ("exact", "shown", "band"),
    [
        ("89.995", "90.00", "excellent"),
        ("89.9949", "89.99", "good"),
        ("89.99", "89.99", "good"),
        ("79.995", "80.00", "good"),
        ("59.995", "60.00", "poor"),
        ("59.9949", "59.99", "failing"),
    ],
)
def test_bands_look_at_the_rounded_figure(exact: str, shown: str, band: str) -> None:
    """docs/rules.md, rule 10: 89.995 is 90.00 and in the top band; 89.99 is in the next."""
    card = card_json(one_card(SINGLE, {"only": scored(Fraction(exact))}))
    assert (card["total"], card["band"]) == (shown, band)


@pytest.mark.parametrize(
    ("node", "edges"),
    [
        ("total", SCORE_EDGES),
        ("satisfaction", SCORE_EDGES),
        ("attitude", SCORE_EDGES),
        ("first_time_fix", SCORE_EDGES),
        ("complaint_timeliness", TIMELINESS_EDGES),
    ],
)
def test_standard_bands(node: str, edges: tuple[int, ...]) -> None:
    """seed 000 §7: three standards; timeliness is excellent only at 100 %."""
    bands = AFTERSALES.node(node).bands
    assert [(band.id, int(band.lower)) for band in bands] == list(zip(NAMES, [*edges, 0], strict=True))
    for place, edge in enumerate(edges):
        assert band_of(bands, edge * 100) == NAMES[place]
        assert band_of(bands, edge * 100 - 1) == NAMES[place + 1]
    assert band_of(bands, 0) == "failing"
    assert all(text.en and text.zh for band in bands for text in (band.name, band.meaning, band.action))


def test_ties_share_the_better_rank() -> None:
    """docs/rules.md, rule 11: 1, 2, 2, 4; docs/scoring.md §6: ordered by rank, then number; not assessed last."""
    scores = {1: "70", 2: "90", 3: "80.001", 4: "79.999", 5: None, 6: "60"}
    quantities = {number: {"only": scored(score)} if score else {} for number, score in scores.items()}
    cards = make_cards(SINGLE, [subject(number) for number in scores], quantities)
    assert [(card.subject.employee_no, card.rank) for card in cards] == [
        ("E002", 1),
        ("E003", 2),
        ("E004", 2),
        ("E001", 4),
        ("E006", 5),
        ("E005", None),
    ]


@given(st.lists(st.sampled_from(["70", "70.004", "70.005", "80", "90", None]), min_size=1, max_size=8))
def test_rank_is_one_more_than_those_who_are_better(scores: list[str | None]) -> None:
    """docs/rules.md, rules 10 and 11: the rank looks at the rounded total."""
    quantities = {at: {"only": scored(score)} if score else {} for at, score in enumerate(scores)}
    cards = make_cards(SINGLE, [subject(at) for at in quantities], quantities)
    rounded = [to_hundredths(Fraction(score)) for score in scores if score]
    for card in cards:
        if card.total.score is not None:
            own = to_hundredths(card.total.score)
            assert card.rank == 1 + sum(other > own for other in rounded)
    assert len(cards) == len(scores)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["70", "70.004", "70.005", "80", "90", None]),
            st.sampled_from(["agent", "technician", "complaint_handler"]),
        ),
        max_size=10,
    )
)
def test_the_rank_within_the_role_stands_beside_the_rank(people: list[tuple[str | None, str]]) -> None:
    """docs/rules.md, rule 26: one more than those of the same role who are better, on the rounded total."""
    quantities = {at: {"only": scored(score)} if score else {} for at, (score, _role) in enumerate(people)}
    cards = make_cards(SINGLE, [subject(at, role) for at, (_score, role) in enumerate(people)], quantities)
    assert len(cards) == len(people)
    for card in cards:
        found = card_json(card)
        if card.total.score is None:
            assert (found["rank"], found["rank_in_role"]) == (None, None)
            continue
        own = to_hundredths(card.total.score)
        better = [
            role for score, role in people if score is not None and to_hundredths(Fraction(score)) > own
        ]
        assert found["rank_in_role"] == 1 + better.count(card.subject.role)


@pytest.mark.parametrize(("n", "few"), [(1, True), (4, True), (5, False), (0, None)])
@pytest.mark.parametrize(("figure", "component"), [("first_time_fix", "achieved"), ("complaint_timeliness", "achieved"),
                                                   ("quality", "deductions"), ("parts", "deductions")])  # fmt: skip
def test_a_figure_on_few_units_is_marked(figure: str, component: str, n: int, few: bool | None) -> None:
    """docs/rules.md, rule 13, docs/decisions/0032: below the scheme's least number; what is not there is not marked."""
    quantities = {figure: {component: Quantity(n, 1, n)}} if n else {}
    card = one_card(AFTERSALES, quantities)
    shown = [line for one in card_json(card)["indicators"] for line in (one, *one["parts"])]  # type: ignore[attr-defined]
    (line,) = [line for line in shown if line["id"] == figure]
    assert line.get("few") == (True if few else None)
    assert (line["score"] is None) == (few is None)
    assert all("few" not in other for other in shown if other["score"] is None)


def test_supervisors_have_no_card() -> None:
    """docs/scoring.md §6: everyone but supervisors has a card, with null where nothing is known."""
    cards = make_cards(AFTERSALES, [subject(1), subject(2, "supervisor"), subject(3, "parts")], {})
    assert [card.subject.employee_no for card in cards] == ["E001", "E003"]
    assert card_json(cards[0])["total"] is None
    assert card_json(cards[0])["rank"] is None


# --- Weights and missing data --------------------------------------------------------------------------------------

THREE = composite("total", 100, leaf("a", 70), leaf("b", 20), leaf("c", 10))


def test_total_of_the_three_indicators() -> None:
    """docs/scoring.md §1: 70/20/10, from the unrounded indicators."""
    card = one_card(scheme_of(THREE), {"a": scored("88.885"), "b": scored("100"), "c": scored("50")})
    assert card.total.score == Fraction("88.885") * 7 / 10 + 20 + 5
    assert [part.effective_weight for part in card.total.parts] == [70, 20, 10]


def test_the_total_is_made_from_unrounded_indicators() -> None:
    """docs/scoring.md §1: 70 x 89.994 + 30 x 90.004… is not what the shown figures would give."""
    two = scheme_of(composite("total", 100, leaf("a", 50), leaf("b", 50)))
    card = one_card(two, {"a": scored("89.994"), "b": scored("89.996")})
    assert [show(part.score) for part in card.total.parts if part.score is not None] == ["89.99", "90.00"]
    assert show(card.total.score or Fraction(0)) == "90.00"


@pytest.mark.parametrize(
    ("present", "score", "shares"),
    [
        ("ab", Fraction(7000 + 1000, 90), (Fraction(7000, 90), Fraction(2000, 90), 0)),
        ("ac", Fraction(7000 + 0, 80), (Fraction(7000, 80), 0, Fraction(1000, 80))),
        ("a", Fraction(100), (100, 0, 0)),
        ("bc", None, (0, 0, 0)),
        ("", None, (0, 0, 0)),
    ],
)
def test_an_indicator_without_data_leaves(
    present: str, score: Fraction | None, shares: tuple[Fraction, ...]
) -> None:
    """docs/rules.md, rule 9; docs/scoring.md §1: not applicable, the others are scaled up, at least 70 % present."""
    given_scores = {"a": scored(100), "b": scored(50), "c": scored(0)}
    card = one_card(scheme_of(THREE), {name: given_scores[name] for name in present})
    assert card.total.score == score
    assert tuple(part.effective_weight for part in card.total.parts) == shares


@pytest.mark.parametrize(
    ("minimum", "weights", "assessed"),
    [
        (70, (70, 30), True),
        (70, (69, 31), False),
        (50, (50, 50), True),
        (50, (49, 51), False),
        (0, (1, 99), True),
    ],
)
def test_minimum_weight_at_its_boundary(minimum: int, weights: tuple[int, int], assessed: bool) -> None:
    """docs/rules.md, rule 9: at least 70 % of the total's weight, 50 % of satisfaction's; just that much is enough."""
    root = composite("total", 100, leaf("a", weights[0]), leaf("b", weights[1]), minimum=minimum)
    card = one_card(scheme_of(root), {"a": scored(80)})
    assert card.total.score == (80 if assessed else None)


@pytest.mark.parametrize(
    ("policy", "score", "share"),
    [
        ("renormalise", Fraction(60), Fraction(0)),
        ("full", Fraction(60 * 80 + 100 * 20, 100), Fraction(20)),
        ("zero", Fraction(60 * 80, 100), Fraction(20)),
        ("team-mean", Fraction(60 * 80 + 45 * 20, 100), Fraction(20)),
    ],
)
def test_missing_data_policies(policy: str, score: Fraction, share: Fraction) -> None:
    """docs/rules.md, rule 9: a zero denominator is not applicable; the scheme says what stands in its place."""
    assert policy in MISSING_POLICIES
    scheme = scheme_of(composite("total", 100, leaf("a", 80), leaf("b", 20), missing=policy))
    people = [subject(1), subject(2), subject(3), subject(4, team="T2"), subject(5, "supervisor")]
    quantities = {
        1: {"a": scored(60)},
        2: {"a": scored(60), "b": scored(30)},
        3: {"a": scored(60), "b": scored(60)},
        4: {"a": scored(60), "b": scored(100)},
        5: {"b": scored(0)},
    }
    cards = {card.subject.id: card for card in make_cards(scheme, people, quantities)}
    missing = cards[1].total.parts[1]
    assert cards[1].total.score == score
    assert missing.score is None
    assert missing.band is None
    assert missing.effective_weight == share
    assert sum(part.effective_weight for part in cards[1].total.parts) == 100


def test_team_mean_of_a_team_without_any_figure() -> None:
    """docs/rules.md, rule 9: where nobody of the team has a figure, the part leaves as if renormalised."""
    scheme = scheme_of(composite("total", 100, leaf("a", 80), leaf("b", 20), missing="team-mean"))
    (card,) = make_cards(scheme, [subject(1)], {1: {"a": scored(60)}})
    assert card.total.score == 60
    assert card.total.parts[1].effective_weight == 0


def test_policies_do_not_make_an_assessment_of_too_little() -> None:
    """docs/rules.md, rule 9: below the minimum weight nobody is assessed, whatever stands in for missing data."""
    for policy in MISSING_POLICIES:
        root = composite("total", 100, leaf("a", 60), leaf("b", 40), missing=policy)
        assert one_card(scheme_of(root), {"a": scored(100)}).total.score is None


def test_a_complaint_handler_is_assessed_on_timeliness_alone() -> None:
    """docs/rules.md, rule 9; docs/scoring.md §1: 0/0/100, the other two shown with weight "0"."""
    card = card_json(
        one_card(
            AFTERSALES,
            {"complaint_timeliness": scored("87.5"), "first_time_fix": scored(10)},
            "complaint_handler",
        )
    )
    assert (card["total"], card["band"]) == ("87.50", "good")
    lines = card["indicators"]
    assert isinstance(lines, list)
    assert [(line["id"], line["weight"], line["effective_weight"]) for line in lines] == [
        ("satisfaction", "0", "0.00"),
        ("first_time_fix", "0", "0.00"),
        ("complaint_timeliness", "100", "100.00"),
    ]
    assert lines[2]["band"] == "fair"
    assert lines[1]["score"] == "10.00"


def test_others_keep_the_scheme_weights() -> None:
    """docs/scoring.md §1: total = 70/20/10 for every other role."""
    for role in ("agent", "technician", "parts"):
        lines = card_json(one_card(AFTERSALES, {}, role))["indicators"]
        assert isinstance(lines, list)
        assert [line["weight"] for line in lines] == ["70", "20", "10"]
        assert [line["weight"] for line in lines[0]["parts"]] == ["20", "15", "25", "15", "25"]
        assert all(line["effective_weight"] == "0.00" for line in (*lines, *lines[0]["parts"]))


def test_missing_dimensions_do_not_matter_to_the_total() -> None:
    """docs/scoring.md §1: only the indicators' weights are looked at; half of satisfaction is enough for all of it."""
    # quality and cost: 25 + 25 of 100, just the half
    quantities = {
        "quality": {"deductions": Quantity(0, 1, 4)},
        "cost": {"5": Quantity(4, 1, 4)},
    }
    card = one_card(AFTERSALES, quantities)
    assert card.total.score == 100
    # attitude and response: 35 of 100
    assert one_card(AFTERSALES, {"attitude": {"5": Quantity(9, 1, 9)}}).total.score is None


# --- Few answers ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "surveys", "flags"),
    [
        ("agent", 4, ("few-answers",)),
        ("agent", 5, ()),
        ("agent", 0, ("few-answers",)),
        ("technician", 4, ("few-answers",)),
        ("complaint_handler", 0, ()),
        ("complaint_handler", 4, ()),
    ],
)
def test_few_answers_are_flagged(role: str, surveys: int, flags: tuple[str, ...]) -> None:
    """docs/rules.md, rule 13; docs/scoring.md §6: below 5, where satisfaction has weight for the role."""
    quantities = {"satisfaction": {"surveys": Quantity(surveys, 1, surveys)}}
    card = one_card(AFTERSALES, quantities if surveys else {}, role)
    assert card.flags == flags
    assert card.total.parts[0].n == surveys

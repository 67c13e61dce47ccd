"""Random schemes over random data: a second plain reading agrees."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_tui.scoring.cards import Scorecard, make_cards, make_team_cards
from csi_tui.scoring.exact import to_hundredths
from csi_tui.scoring.figures import Subject
from csi_tui.scoring.losses import Group
from csi_tui.scoring.measures import Conduct, Entered, Quantity, Rated, SurveyAnswers
from csi_tui.scoring.nodes import Composite, Leaf, Node
from csi_tui.scoring.receipts import make_receipt
from csi_tui.scoring.scheme import Scheme
from csi_tui.scoring.scorers.deduct_per_unit import PerUnit
from csi_tui.scoring.scorers.linear import Linear
from csi_tui.scoring.scorers.median import Median
from csi_tui.scoring.scorers.of_place import OfPlace
from csi_tui.scoring.scorers.of_value import OfValue
from csi_tui.scoring.scorers.out_of import OutOf
from csi_tui.scoring.scorers.place_points import PlacePoints
from csi_tui.scoring.scorers.points import PointsEach
from csi_tui.scoring.scorers.proportion import Proportion
from csi_tui.scoring.scorers.rubric import Rubric
from csi_tui.scoring.scorers.steps import Steps
from csi_tui.scoring.scorers.tally import Tally
from csi_tui.scoring.texts import Text
from csi_tui.services.cards.text.receipt_json import receipt_json
from csi_tui.services.cards.text.shown_receipt import shown
from csi_tui.services.schemes.in_force import built_in
from tests.effort import by_effort
from tests.reference import any_scheme
from tests.services import re_adding

NAME = Text("x", "x")
FIGURES = ("linear", "steps", "per-unit", "out-of", "proportion", "points")


@st.composite
def leaves(draw: st.DrawFn, name: str) -> dict[str, Any]:
    kind = draw(st.sampled_from((*FIGURES, "rubric", "tally", "median")))
    tree: dict[str, Any] = {"kind": kind, "id": name}
    match kind:
        case "linear":
            tree["target"], tree["limit"] = draw(
                st.tuples(st.integers(0, 200), st.integers(0, 200)).filter(lambda two: two[0] != two[1])
            )
        case "steps":
            starts = sorted(draw(st.sets(st.integers(0, 200), min_size=1, max_size=4)))
            points = sorted(draw(st.lists(st.integers(0, 100), min_size=len(starts), max_size=len(starts))))
            tree["steps"] = list(zip(starts, points, strict=True))
        case "per-unit":
            tree["points"] = draw(st.integers(0, 30))
        case "out-of":
            tree["full"] = draw(st.integers(1, 200))
        case "points":
            tree["each"] = draw(st.integers(0, 5))
        case "rubric":
            tree["full"] = {
                f"{name}-{item}": draw(st.integers(1, 30)) for item in range(draw(st.integers(1, 3)))
            }
            tree["forfeited_by"] = draw(st.sampled_from([(), ("fraud",)]))
        case "tally":
            tree["codes"] = {f"{name}+": Fraction(draw(st.integers(1, 10))), f"{name}-": Fraction(-10)}
        case "median":
            points = sorted(draw(st.lists(st.integers(0, 100), min_size=5, max_size=5)))
            tree["values"] = {answer: Fraction(own) for answer, own in enumerate(points, start=1)}
    return tree


@st.composite
def trees(draw: st.DrawFn, name: str = "t", depth: int = 3) -> dict[str, Any]:
    if depth == 0 or (depth < 3 and draw(st.booleans())):
        return draw(leaves(name))
    n = draw(st.integers(1, 4))
    parts = [draw(trees(name=f"{name}{place}", depth=depth - 1)) for place in range(n)]
    # Records cannot be required (docs/schemes.md).
    required = [part["id"] for part in parts if part["kind"] != "tally" and draw(st.integers(0, 4)) == 0]
    if draw(st.booleans()):
        return {
            "kind": "sum",
            "id": name,
            "parts": [(100, part) for part in parts],
            "zero_after": draw(st.sampled_from([None, 1, 2])),
            "required": required,
        }
    cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=n - 1, max_size=n - 1)))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    return {
        "kind": "mean",
        "id": name,
        "parts": list(zip(weights, parts, strict=True)),
        "minimum": draw(st.sampled_from([0, 30, 50, 70, 100])),
        "missing": draw(st.sampled_from(["renormalise", "full", "zero"])),
        "required": required,
    }


def leaves_of(tree: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "parts" not in tree:
        return [tree]
    return [leaf for _weight, part in tree["parts"] for leaf in leaves_of(part)]


def entries(chance: Random, tree: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody has: some of it is missing."""
    found: dict[str, Any] = {}
    conduct_only = chance.random() < 0.2
    for leaf in leaves_of(tree):
        if leaf.get("forfeited_by") and chance.random() < 0.2:
            found[f"{leaf['id']}/forfeit"] = [("forfeit", Fraction(1))]
        if chance.random() < 0.25 or (conduct_only and leaf["kind"] != "tally"):
            continue
        if leaf["kind"] == "rubric":
            items = [item for item in leaf["full"] if chance.random() < 0.9]
            found[leaf["id"]] = [
                (item, Fraction(chance.randint(0, 40), 2))
                for item in items
                for _ in range(chance.randint(1, 3))
            ]
        elif leaf["kind"] == "median":
            found[leaf["id"]] = [
                (str(chance.randint(1, 5)), Fraction(1)) for _ in range(chance.randint(0, 6))
            ]
        elif leaf["kind"] == "tally":
            codes = chance.choices(list(leaf["codes"]), k=chance.randint(0, 2))
            found[leaf["id"]] = [(code, leaf["codes"][code]) for code in codes]
        else:
            found[leaf["id"]] = Fraction(chance.randint(0, 400), 2)
    return found


def node_of(tree: Mapping[str, Any], weight: int = 100) -> Node:
    """The product's own tree of the same scheme."""
    name, share = tree["id"], Fraction(weight)
    if "parts" in tree:
        parts = tuple(node_of(part, own) for own, part in tree["parts"])
        if tree["kind"] == "sum":
            added = Composite(name, NAME, share, (), NAME, parts, Fraction(0), "zero", None, "sum")
            return replace(added, zero_after=tree["zero_after"], required=tuple(tree["required"]))
        minimum = Fraction(tree["minimum"])
        mean = Composite(name, NAME, share, (), NAME, parts, minimum, tree["missing"], None)
        return replace(mean, required=tuple(tree["required"]))
    if tree["kind"] == "rubric":
        full = {item: Fraction(points) for item, points in tree["full"].items()}
        return Leaf(name, NAME, share, (), NAME, Rated(tuple(full), tree["forfeited_by"]), Rubric(full))
    if tree["kind"] == "tally":
        return Leaf(name, NAME, share, (), NAME, Conduct(tree["codes"]), Tally(tuple(tree["codes"])))
    if tree["kind"] == "median":
        return Leaf(
            name, NAME, share, (), NAME, SurveyAnswers("attitude", ("agent",)), Median(tree["values"])
        )
    makers: dict[str, Callable[[], OfValue]] = {
        "linear": lambda: Linear(Fraction(tree["target"]), Fraction(tree["limit"])),
        "steps": lambda: Steps(tuple((Fraction(a), Fraction(b)) for a, b in tree["steps"])),
        "per-unit": lambda: PerUnit(Fraction(tree["points"])),
        "out-of": lambda: OutOf(Fraction(tree["full"])),
        "proportion": Proportion,
        "points": lambda: PointsEach(Fraction(tree["each"])),
    }
    return Leaf(name, NAME, share, (), NAME, Entered(name, False, True), makers[tree["kind"]]())


def scheme_of(tree: Mapping[str, Any]) -> Scheme:
    root = node_of(tree)
    assert isinstance(root, Composite)
    base = built_in()["four-aspects"].scheme
    return replace(base, root=root, role_weights={}, unassessed_roles=frozenset())


def quantities(data: Mapping[str, Any]) -> dict[str, dict[str, Quantity]]:
    """What the store would yield for the entries."""
    found: dict[str, dict[str, Quantity]] = {}
    for name, entered in data.items():
        if not isinstance(entered, list):
            found.setdefault(name, {})["value"] = Quantity(entered.numerator, entered.denominator, 1)
            continue
        own: dict[str, Quantity] = {}
        for component in {key for key, _value in entered}:
            values = [value for key, value in entered if key == component]
            whole = sum(values, start=Fraction(0))
            own[component] = Quantity(whole.numerator, whole.denominator, len(values))
        found.setdefault(name.removesuffix("/forfeit"), {}).update(own)
    return found


def cards(tree: Mapping[str, Any], people: Mapping[str, Mapping[str, Any]]) -> list[Scorecard]:
    subjects = [Subject(key, name, name, "agent", "") for key, name in enumerate(people)]
    return make_cards(scheme_of(tree), subjects, {one.id: quantities(people[one.name]) for one in subjects})


@given(trees(), st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_a_plain_second_reading_agrees(tree: dict[str, Any], seed: int) -> None:
    """Totals and ranks of random schemes over random data, and the order of people changes nothing."""
    chance = Random(seed)
    people = {f"P{number}": entries(chance, tree) for number in range(chance.randint(1, 6))}
    expected = {name: any_scheme.score(tree, data) for name, data in people.items()}
    found = cards(tree, people)
    assert {card.subject.name: card.total.score for card in found} == expected
    assert {card.subject.name: card.rank for card in found} == any_scheme.ranks(expected)
    names = list(people)
    chance.shuffle(names)
    again = {
        card.subject.name: (card.total.score, card.rank)
        for card in cards(tree, {n: people[n] for n in names})
    }
    assert again == {card.subject.name: (card.total.score, card.rank) for card in found}


def answered(tree: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Sequence[Group]]:
    """The surveys behind the figures of answers."""
    return {
        leaf["id"]: Median(leaf["values"]).loss(
            [(f"A{place}", f"W{place}", int(answer)) for place, (answer, _one) in enumerate(own[leaf["id"]])]
        )
        for leaf in leaves_of(tree)
        if leaf["kind"] == "median" and leaf["id"] in own
    }


@given(trees(), st.integers(0, 2**32))
@settings(max_examples=by_effort(200, 200, 20_000), deadline=None)
def test_receipts_of_random_schemes_re_add(tree: dict[str, Any], seed: int) -> None:
    """docs/decisions/0006: exactly and as shown, with zero rules, floors, adjustments, and cards without a figure."""
    chance = Random(seed)
    names = [node.id for node in scheme_of(tree).nodes()]
    subject = Subject(0, "P", "P", "agent", "")
    moved = {0: {chance.choice(names): Fraction(chance.randint(-1000, 1000), 100)}}
    own = entries(chance, tree)
    data = {0: quantities(own)}
    groups = answered(tree, own)
    for adjustments in ({}, moved):
        (card,) = make_cards(scheme_of(tree), [subject], data, adjustments)
        receipt = make_receipt(scheme_of(tree), card.total, groups)
        for one in re_adding.walk(receipt):
            re_adding.check_exact(one)
        re_adding.check_shown(shown(receipt))
        re_adding.check_json(receipt_json(shown(receipt), "en"))


@pytest.mark.parametrize(
    ("stands", "points", "total"),
    [
        (27, "-8.74", "126.26"),
        (27, "-135", "0"),
        (27, "-140", "0"),
        (27, "5", "135"),
        (27, "-35", "100"),
        (-2, "1.65", "-8.35"),
        (-2, "-5", "-10"),
        (-2, "10", "0"),
        (-2, "12", "2"),
        (-2, "120", "100"),
    ],
)
def test_an_adjustment_moves_a_mean_beyond_the_ends_by_what_it_says(
    stands: int, points: str, total: str
) -> None:
    """docs/decisions/0023, point 5: points have no ends; a mean of 135 or of -10 is moved by no more than is said."""
    tree = {
        "kind": "mean",
        "id": "t",
        "parts": [(100, {"kind": "points", "id": "t0", "each": 5})],
        "minimum": 0,
        "missing": "renormalise",
        "required": [],
    }
    subject = Subject(0, "P", "P", "agent", "")
    data = {0: {"t0": {"value": Quantity(stands, 1, 1)}}}
    (card,) = make_cards(scheme_of(tree), [subject], data, {0: {"t": Fraction(points)}})
    assert card.total.score == Fraction(total)
    receipt = make_receipt(scheme_of(tree), card.total, {})
    re_adding.check_shown(shown(receipt))
    re_adding.check_json(receipt_json(shown(receipt), "en"))


@given(trees(), st.integers(0, 2**32), st.fractions(-120, 120, max_denominator=100))
@settings(max_examples=200, deadline=None)
def test_an_adjustment_never_moves_against_itself_nor_further_than_it_says(
    tree: dict[str, Any], seed: int, points: Fraction
) -> None:
    """docs/decisions/0023, point 5: whatever the ends do, on every figure of every tree."""
    chance = Random(seed)
    name = chance.choice([node.id for node in scheme_of(tree).nodes()])
    data = {0: quantities(entries(chance, tree))}
    (card,) = make_cards(scheme_of(tree), [Subject(0, "P", "P", "agent", "")], data, {0: {name: points}})
    figure = card.total.find(name)
    assert figure is not None
    assert 0 <= figure.adjustment * (1 if points >= 0 else -1) <= abs(points)


@given(trees(), st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_records_alone_make_no_total_but_a_zero(tree: dict[str, Any], seed: int) -> None:
    """docs/rules.md, rule 28: a merit, deductions and forfeits alone are no figure; two deductions in the sum that says
    so are 0, and whatever stands in for what is missing makes nothing of it."""
    chance = Random(seed)
    alone = {
        leaf["id"]: [(code, leaf["codes"][code]) for code in chance.choices(list(leaf["codes"]), k=3)]
        for leaf in leaves_of(tree)
        if leaf["kind"] == "tally"
    }
    alone |= {
        f"{leaf['id']}/forfeit": [("forfeit", Fraction(1))]
        for leaf in leaves_of(tree)
        if leaf.get("forfeited_by") and chance.random() < 0.5
    }
    (card,) = cards(tree, {"P": alone})
    assert card.total.score == (0 if card.total.zeroed else None)


def test_a_part_that_deductions_made_0_carries_no_total() -> None:
    """docs/rules.md, rule 28, docs/decisions/0028, point 6: missing counts as full, but two deductions are no month of
    30.00."""
    codes = {"late": Fraction(-10)}
    tree = {
        "kind": "mean",
        "id": "t",
        "parts": [
            (
                70,
                {
                    "kind": "sum",
                    "id": "work",
                    "parts": [
                        (100, {"kind": "points", "id": "points", "each": 1}),
                        (100, {"kind": "tally", "id": "deductions", "codes": codes}),
                    ],
                    "zero_after": 2,
                    "required": [],
                },
            ),
            (30, {"kind": "proportion", "id": "other"}),
        ],
        "minimum": 50,
        "missing": "full",
        "required": [],
    }
    two = [("late", Fraction(-10))] * 2
    people: dict[str, dict[str, Any]] = {
        "alone": {"deductions": two},
        "worked": {"deductions": two, "points": Fraction(80)},
        "other": {"deductions": two, "other": Fraction(50)},
    }
    found = {card.subject.name: card for card in cards(tree, people)}
    assert {name: card.total.score for name, card in found.items()} == {
        "alone": None,
        "worked": 30,
        "other": 15,
    }
    assert {card.total.parts[0].score for card in found.values()} == {0}
    assert {name: any_scheme.score(tree, data) for name, data in people.items()} == {
        name: card.total.score for name, card in found.items()
    }


def test_a_hundredth_of_rounding_is_a_line_of_its_own() -> None:
    """docs/decisions/0006: 0.335 and 0.335 are shown as 0.34 each, and 0.67 together."""
    tree = {
        "kind": "sum",
        "id": "t",
        "parts": [(100, {"kind": "points", "id": name, "each": 1}) for name in ("a", "b")],
        "zero_after": None,
        "required": [],
    }
    (card,) = cards(tree, {"P": {"a": Fraction(67, 200), "b": Fraction(67, 200)}})
    view = shown(make_receipt(scheme_of(tree), card.total, {}))
    assert [part.contribution for part in view.parts] == [34, 34]
    assert [(rule.id, rule.points) for rule in view.rules] == [("rounding", -1)]
    assert view.score == 67


@given(trees(), st.integers(0, 2**32))
@settings(max_examples=200, deadline=None)
def test_a_better_answer_never_lowers_a_score(tree: dict[str, Any], seed: int) -> None:
    """One figure, rating or record is made better: the total does not fall, nor does the place."""
    chance = Random(seed)
    before = entries(chance, tree)
    known = [leaf for leaf in leaves_of(tree) if before.get(leaf["id"])]
    if not known:
        return
    leaf = chance.choice(known)
    after = {**before, leaf["id"]: better(leaf, before[leaf["id"]])}
    others = {f"P{number}": entries(chance, tree) for number in range(3)}
    was, now = (
        {card.subject.name: card for card in cards(tree, {"P": own, **others})} for own in (before, after)
    )
    one, other = was["P"].total.score, now["P"].total.score
    # One deduction less, and what two of them had made 0 may be no figure at all (docs/rules.md, rule 28).
    assert (one is None) == (other is None) or (leaf["kind"] == "tally" and other is None)
    if one is not None and other is not None:
        assert to_hundredths(other) >= to_hundredths(one)
        assert (now["P"].rank or 0) <= (was["P"].rank or 0)


def better(leaf: Mapping[str, Any], entered: Any) -> Any:
    """The same entry, a little better."""
    if leaf["kind"] == "rubric":
        return [(item, score + 1) for item, score in entered]
    if leaf["kind"] == "median":
        (answer, one), *rest = entered
        return [(str(min(5, int(answer) + 1)), one), *rest]
    if leaf["kind"] == "tally":
        good = next(code for code, points in leaf["codes"].items() if points > 0)
        return [(good, leaf["codes"][good]), *entered[1:]]
    down = leaf["kind"] == "per-unit" or (leaf["kind"] == "linear" and leaf["target"] < leaf["limit"])
    return max(Fraction(0), entered - 3) if down else entered + 3


# --- Places: everybody at once ----------------------------------------------------------------------------------------

measured = st.lists(
    st.dictionaries(st.integers(0, 6), st.integers(29_990, 30_040), max_size=7), min_size=1, max_size=8
)
"""For each of some teams or people: factor → figure in thousandths, so that many tie as they are shown."""


@given(measured)
@settings(deadline=None)
def test_place_points_against_a_plain_count(found: list[dict[int, int]]) -> None:
    """Seed 003 §1.2, docs/rules.md, rules 10 and 11: of N all count; the place among those with a figure, as it is
    shown."""
    scheme = built_in()["team-points"].scheme
    leaves = [leaf for leaf in scheme.team_nodes() if isinstance(leaf, Leaf)]
    assert all(isinstance(leaf.scorer, OfPlace) for leaf in leaves) and len(leaves) <= 7
    teams = [Subject(key, f"T{key}", f"T{key}", "team", f"T{key}") for key in range(len(found))]
    data = {
        key: {
            leaf.id: {"value": Quantity(own[at], 100_000 if leaf.scorer.percent else 1000, 1)}
            for at, leaf in enumerate(leaves)
            if at in own and isinstance(leaf.scorer, OfPlace)
        }
        for key, own in enumerate(found)
    }
    plain: dict[int, Fraction] = {}
    for key, own in enumerate(found):
        for at, leaf in enumerate(leaves):
            if at in own:
                assert isinstance(leaf.scorer, PlacePoints)
                shown = [cents(other[at]) for other in found if at in other]
                ahead = sum(
                    one > cents(own[at]) if leaf.scorer.more_is_better else one < cents(own[at])
                    for one in shown
                )
                plain[key] = plain.get(key, Fraction(0)) + leaf.scorer.level * (len(found) - ahead)
    made = make_team_cards(scheme, teams, data)
    assert {card.subject.id: card.total.score for card in made if card.total.score is not None} == plain
    assert {card.subject.id: card.is_assessed for card in made} == {
        key: key in plain for key in range(len(found))
    }


@given(measured)
@settings(deadline=None)
def test_peer_ranking_against_a_plain_count(found: list[dict[int, int]]) -> None:
    """Seed 001 §6: one more than how many are better as they are shown, on each factor; there is no total."""
    scheme = built_in()["peer-ranking"].scheme
    leaves = list(scheme.leaves())
    people = [Subject(key, f"E{key}", f"E{key}", "agent", "") for key in range(len(found))]
    data = {
        key: {
            leaf.id: {"value": Quantity(own[at], 100_000 if leaf.scorer.percent else 1000, 1)}
            for at, leaf in enumerate(leaves)
            if at in own and isinstance(leaf.scorer, OfPlace)
        }
        for key, own in enumerate(found)
    }
    for card in make_cards(scheme, people, data):
        own = found[card.subject.id]
        for at, leaf in enumerate(leaves):
            assert isinstance(leaf.scorer, OfPlace)
            figure = card.total.find(leaf.id)
            assert figure is not None and figure.score is None
            better = sum(
                cents(other[at]) > cents(own[at])
                if leaf.scorer.more_is_better
                else cents(other[at]) < cents(own[at])
                for other in found
                if at in other and at in own
            )
            assert figure.place == (better + 1 if at in own else None)
        assert (card.total.score, card.rank, card.rank_in_role) == (None, None, None)
        assert card.is_assessed == any(at in own for at in range(len(leaves)))


def cents(thousandths: int) -> int:
    """Hundredths, rounded half-up."""
    return (thousandths + 5) // 10

"""A stored card read as a value, and told again to the letter (docs/cli.md, *Cards*)."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from csi_db.models import StoredCard
from csi_db.models import TeamCard as StoredTeamCard
from csi_tui.demo.build_by_scheme import build_by_scheme
from csi_tui.services.desk.card_values import Card, TeamCard
from csi_tui.services.desk.desk import Desk
from csi_tui.services.schemes.in_force import built_in
from tests import stores
from tests.effort import by_effort, some_in_quick
from tests.services.fixed_sample import LAST
from tests.services.random_systems import MONTHS, department, enter_all, random_facts, reading

SYSTEMS = ("contact-centre", "four-aspects", "online-shop", "peer-ranking", "team-points")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the stores of the examples lie while they are looked at."""
    return tmp_path_factory.mktemp("cards")


def told_again(body: str) -> str:
    """A body read and written as the store writes it."""
    return json.dumps(Card.from_json(body).json(), ensure_ascii=False)


def of_a_team(shown: dict[str, Any]) -> dict[str, Any]:
    """The same card as ``csi cards MONTH --teams --json`` prints it (docs/cli.md, *Cards*)."""
    of_people = ("employee_no", "name", "role", "flags", "rank_in_role")
    return {key: value for key, value in shown.items() if key not in of_people} | {
        "team": shown["employee_no"]
    }


def check_cards(desk: Desk) -> int:
    """Every stored card of people and teams is told again to the letter; how many there are."""
    with desk.read() as session:
        own = session.exec(select(StoredCard.body)).all()
        teams = session.exec(select(StoredTeamCard.body)).all()
    for body in [*own, *teams]:
        assert told_again(body) == body
    for body in teams:
        assert TeamCard.from_json(body).json() == of_a_team(json.loads(body))
    return len(own) + len(teams)


@pytest.mark.parametrize("system", some_in_quick(sorted(built_in()), 3))
def test_every_card_of_the_fixed_sample(system: str, tmp_path: Path, now: time_machine.Traveller) -> None:
    """The sample whose figures are held by digests: every scheme of the program."""
    now.move_to(stores.local("2026-02-12T10:00"))
    desk, payroll = build_by_scheme(tmp_path / "demo.db", system, last=LAST, people=12, orders_per_month=30)
    try:
        assert check_cards(desk) > 12
    finally:
        payroll.close()
        desk.close()


def test_every_card_of_the_example(example_desk: Desk) -> None:
    """Those of the worked example, whose figures somebody reckoned by hand."""
    stores.backfill(example_desk, "2026-01")
    stores.compute(example_desk, "2026-02")
    assert check_cards(example_desk) > 10


@pytest.mark.parametrize("system", some_in_quick(SYSTEMS, 3))
@given(seed=st.integers(0, 2**32))
@settings(max_examples=by_effort(1, 2, 40), deadline=None)
def test_cards_of_random_systems(folder: Path, system: str, seed: int) -> None:
    """Places, grades, forfeits, months without figures."""
    chance, plain = Random(seed), reading(system)
    people = department(chance, system)
    with stores.clock_at(stores.NOW), stores.store_in(folder) as opened:
        desk = enter_all(opened, system, people, random_facts(chance, plain, people))
        stores.backfill(desk, *MONTHS)
        assert check_cards(desk) > 0


# --- Bodies of every shape --------------------------------------------------------------------------------------------

TEXTS = st.text(max_size=4)
POINTS = st.decimals(-200, 200, places=2).map(str)
WHOLE = st.integers(0, 500)
NOTHING: st.SearchStrategy[dict[str, Any]] = st.just({})
ADJUSTED = st.tuples(POINTS, POINTS).map(
    lambda both: dict(zip(("measured", "adjustment"), both, strict=True))
)


@st.composite
def figures(draw: st.DrawFn, depth: int = 2) -> dict[str, Any]:
    """A figure with any of the keys that it may lack."""
    parts = st.lists(figures(depth=depth - 1), max_size=2) if depth else st.just([])
    shown = {
        "id": draw(TEXTS),
        "score": draw(st.none() | POINTS),
        "weight": draw(POINTS),
        "effective_weight": draw(POINTS),
        "n": draw(WHOLE),
        "band": draw(st.none() | TEXTS),
        "parts": draw(parts),
        **draw(NOTHING | ADJUSTED),
    }
    more = {"value": POINTS, "place": WHOLE, "few": st.just(True)}
    return shown | {key: draw(value) for key, value in more.items() if draw(st.booleans())}


@st.composite
def cards(draw: st.DrawFn) -> dict[str, Any]:
    """A card with any of the keys that it may lack; those of old knew no rank within the role."""
    return {
        **{key: draw(TEXTS) for key in ("employee_no", "name", "role", "team")},
        "total": draw(st.none() | POINTS),
        "band": draw(st.none() | TEXTS),
        "rank": draw(st.none() | WHOLE),
        **({} if draw(st.booleans()) else {"rank_in_role": draw(st.none() | WHOLE)}),
        "flags": draw(st.lists(TEXTS, max_size=2)),
        "indicators": draw(st.lists(figures(), max_size=3)),
        **draw(NOTHING | st.just({"why": "conduct-alone"}) | ADJUSTED),
        **draw(NOTHING | TEXTS.map(lambda grade: {"grade": grade})),
    }


@given(cards())
def test_a_card_of_any_shape(shown: dict[str, Any]) -> None:
    """Key for key in the same order; a key that is absent stays absent."""
    body = json.dumps(shown, ensure_ascii=False)
    assert told_again(body) == body
    assert list(TeamCard.from_json(body).json().items()) == list(of_a_team(shown).items())


@given(cards(), st.data())
def test_damage_is_never_read_as_a_card(shown: dict[str, Any], data: st.DataObject) -> None:
    """A lost key, a key of nobody's, a text that is cut off: each ends, none is passed over."""
    must = ("employee_no", "name", "role", "team", "total", "band", "rank", "flags", "indicators")
    gone = data.draw(st.sampled_from(must))
    body = json.dumps(shown)
    bodies = [
        json.dumps({key: value for key, value in shown.items() if key != gone}),
        json.dumps({**shown, "totel": "100.00"}),
        json.dumps({**shown, "of_old": True}),
        body[: data.draw(st.integers(0, len(body) - 1))],
        json.dumps(data.draw(st.sampled_from([None, 1, "card", [shown], []]))),
    ]
    for each in shown["indicators"]:
        key = data.draw(st.sampled_from(["id", "score", "weight", "effective_weight", "n", "band", "parts"]))
        bodies.append(json.dumps({**shown, "indicators": [{k: v for k, v in each.items() if k != key}]}))
    for damaged in bodies:
        with pytest.raises((KeyError, TypeError, ValueError)):
            Card.from_json(damaged)


def test_places_come_from_the_leaves() -> None:
    """Seed 001 §6: by places alone, without any points."""
    leaf: dict[str, Any] = {
        "id": "a",
        "score": None,
        "weight": "0",
        "effective_weight": "0.00",
        "n": 1,
        "band": None,
        "parts": [],
    }
    top = {**leaf, "id": "top", "parts": [{**leaf, "place": 2, "value": "3.00"}, {**leaf, "id": "b"}]}
    card = {
        **{key: "" for key in ("employee_no", "name", "role", "team")},
        **{"total": None, "band": None, "rank": None, "rank_in_role": None, "flags": [], "indicators": [top]},
    }
    found = Card.of(card)
    assert [one.id for one in found.figures()] == ["top", "a", "b"]
    assert [one.id for one in found.leaves()] == ["a", "b"]
    assert found.by_places and not found.is_adjusted
    top["parts"][1] |= {"score": "5.00", "measured": "4.00", "adjustment": "1.00"}
    assert Card.of(card).is_adjusted and not Card.of(card).by_places

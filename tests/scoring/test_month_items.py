"""A scheme with the items of a month in the place of its own: nothing else of it differs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.scoring.month_items import (
    LEVELS,
    MOST_ITEMS,
    CannotPlan,
    choosable,
    planned_body,
    read_items,
    write_items,
)
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme_file import parse_scheme
from csi_tui.scoring.scheme_table import SchemeInvalid
from csi_tui.scoring.scorers.place_points import PlacePoints
from csi_tui.services.schemes.in_force import built_in, catalogue

POINTS = built_in()["team-points"]
CHOICES = [one.id for one in choosable(POINTS.scheme, catalogue())]


@given(
    st.dictionaries(st.sampled_from(CHOICES), st.sampled_from(list(LEVELS)), min_size=1, max_size=MOST_ITEMS)
)
def test_any_items_with_any_levels(items: dict[str, int]) -> None:
    planned = parse_scheme(planned_body(POINTS.body, items, catalogue()), catalogue())
    assert planned.teams is not None and POINTS.scheme.teams is not None
    own = {part.id: part for part in POINTS.scheme.teams.parts}
    assert [part.id for part in planned.teams.parts] == list(items)
    for part, level in zip(planned.teams.parts, items.values(), strict=True):
        assert isinstance(part, Leaf) and isinstance(part.scorer, PlacePoints)
        assert part.scorer.level == Fraction(level)
        before = own.get(part.id)
        if isinstance(before, Leaf):
            assert replace(part, scorer=before.scorer, rule=before.rule) == before
    assert replace(planned, teams=None) == replace(POINTS.scheme, teams=None)
    assert read_items(write_items(items).split()) == items


def test_a_scheme_whose_items_something_else_needs_says_so() -> None:
    """A team without any boards issued has no total: then boards are an item of every month."""
    body = POINTS.body.replace("[teams]\n", '[teams]\nrequired = ["boards"]\n')
    parse_scheme(body, catalogue())
    with pytest.raises(SchemeInvalid):
        planned_body(body, {"visits": 1}, catalogue())
    assert planned_body(body, {"visits": 1, "boards": 1}, catalogue())


@pytest.mark.parametrize("scheme", sorted(built_in().keys() - {"team-points"}))
def test_others_have_none(scheme: str) -> None:
    with pytest.raises(CannotPlan):
        planned_body(built_in()[scheme].body, {"visits": 1}, catalogue())


def test_parts_written_in_another_way_are_not_cut_wrongly() -> None:
    """On one line, or among other tables: refused, or the same but for the items."""
    inline = POINTS.body.split("[[teams.parts]]")[0].replace(
        "[teams]",
        '[teams]\nparts = [{ id = "boards", name = { en = "a", zh = "a" }, rule = { en = "a", zh = "a" }, '
        'measure = { source = "entered", indicator = "boards_issued" }, '
        'scorer = { kind = "place-points", level = 1 } }]',
    )
    parse_scheme(inline, catalogue())
    with pytest.raises((CannotPlan, SchemeInvalid)):
        planned_body(inline, {"boards": 2}, catalogue())

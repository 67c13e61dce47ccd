"""Figures of a scheme changed in a copy: what is said is changed, and nothing else; who would move is known before."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_tui.i18n import activate
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.scheme_changes import bench, by_another, choice, differing
from csi_tui.services.scheme_changes.place_names import differences, place_names
from csi_tui.services.schemes.in_force import built_in, find
from tests import stores
from tests.services.procedures import staff
from tests.stores import local

JANUARY, FEBRUARY = Period(202601), Period(202602)


def test_every_figure_by_itself_is_there() -> None:
    """A second reading of the same file: each number that is a value, once, but the version."""
    for text in built_in().values():
        found = {one.place: Decimal(one.value) for one in bench.figures_of(text.body)}
        values = {
            place: value
            for place, value in differing.values_by_place(text.body).items()
            if place != "version" and value.strip('"').replace(".", "", 1).lstrip("-").isdigit()
        }
        plain = {place: Decimal(value.strip('"')) for place, value in values.items()}
        assert found == plain and found
        assert set(place_names(text)) >= set(found)


def test_the_place_of_a_figure_is_in_words() -> None:
    """docs/schemes.md: keys, figures, indicators and grades by their names; the codes of records alone are as they
    are entered."""
    activate("zh")
    for text in built_in().values():
        for place, words in place_names(text).items():
            code = place.partition(".codes.")[2].split(".")[0]
            said = [word for word in words.split(" · ") if word != code]
            assert not [word for word in said if re.fullmatch(r"[a-z_-]{2,}", word)], (place, words)
    assert place_names(find("aftersales-csi"))["total.minimum_weight"] == "总分 · 有数据的最低权重"


def test_what_two_schemes_say_differently_is_told_for_people() -> None:
    """Figures in words, texts without quotes and in the reader's language alone; the command has all of it."""
    activate("en")
    one, other = find("aftersales-csi"), find("aftersales-csi-survey")
    told = differences(one, other)
    assert ("name.en", "After-sales CSI", "After-sales CSI (survey only)") in told
    assert ("Satisfaction · Response speed · values · 5", "", "100") in told
    assert not any(place.endswith(".zh") for place, _was, _now in told)
    assert any(place == "name.zh" for place, _was, _now in differing.differing_keys(one, other))


@settings(max_examples=25)
@given(st.data())
def test_a_change_changes_its_place_alone(data: st.DataObject) -> None:
    """Read again the copy differs there, and in its id; comments and everything else stand as they stood."""
    text = data.draw(st.sampled_from(list(built_in().values())))
    places = st.sampled_from([one.place for one in bench.figures_of(text.body)])
    figures = st.decimals(0, 1000, places=2).map(lambda one: format(one.normalize(), "f"))
    changes = data.draw(st.dictionaries(places, figures, min_size=1, max_size=3))
    draft = bench.draft_of(text, changes, "own")
    before, after = differing.raw_values(text.body), differing.raw_values(draft.body)
    assert after == {**before, **{place: Decimal(one) for place, one in changes.items()}, "id": "own"}
    assert len(draft.body.splitlines()) == len(text.body.splitlines())
    assert [line.partition("#")[2] for line in draft.body.splitlines()] == [
        line.partition("#")[2] for line in text.body.splitlines()
    ]
    assert (draft.text is None) == bool(draft.faults)


def test_what_does_not_add_up_is_a_fault_of_the_copy() -> None:
    """One weight alone is half a change; the other half mends it."""
    activate("en")
    text = find("aftersales-csi")
    half = bench.draft_of(text, {"total.parts[satisfaction].weight": "60"})
    assert half.text is None and "add up to 90" in half.faults[0]
    whole = bench.draft_of(text, {**half.changes, "total.parts[first_time_fix].weight": "30"})
    assert whole.text is not None and whole.text.scheme.id == "aftersales-csi-copy"
    assert place_names(text)["bands.score[excellent].from"].endswith("Excellent · from")


@pytest.mark.parametrize(
    ("typed", "figure"),
    [("70", "70"), (" ７０．５ ", "70.5"), ("+3", "3"), ("-0.50", "-0.50"), ("007", "7"), ("0", "0")],
)
def test_a_figure_is_read_as_people_type_it(typed: str, figure: str) -> None:
    assert bench.read_figure(typed) == figure


@pytest.mark.parametrize("typed", ["", "x", "1e9", "1,5", "nan", ".5", "1 2", "9" * 13, "１e1"])
def test_what_is_no_figure_is_refused(typed: str) -> None:
    with pytest.raises(UserError):
        bench.read_figure(typed)


def test_places_that_are_none_are_refused() -> None:
    """Said on a command line."""
    activate("en")
    text = find("aftersales-csi")
    with pytest.raises(UserError, match=r"no figure at “total\.weight”"):
        bench.draft_of(text, {"total.weight": "3"})
    with pytest.raises(UserError, match="PLACE=FIGURE"):
        bench.changes_said(["minimum_answers"])
    assert bench.changes_said(["a[b].c=７"]) == {"a[b].c": "7"}


def test_who_would_move_over_several_months(desk: Desk, now: time_machine.Traveller, tmp_path: Path) -> None:
    """By a copy that is nowhere but on the bench as by the same text in a file; months without cards are left out."""
    staff(desk)
    now.move_to(local("2026-02-12T10:00"))
    stores.compute(desk, "2026-01")
    changes = {
        "total.parts[satisfaction].weight": "10",
        "total.parts[first_time_fix].weight": "80",
        "bands.score[excellent].from": "99",
    }
    draft = bench.draft_of(find("aftersales-csi"), changes)
    assert draft.text is not None
    found = by_another.moved(desk, [draft.text.scheme], [Period(202512), JANUARY, FEBRUARY])
    assert {one.period for one in found} == {JANUARY} and any(one.grade_changes for one in found)
    path = bench.write_draft(draft, str(tmp_path / "copy.toml"))
    assert by_another.backtest(desk, [str(path)], [JANUARY]) == found
    with pytest.raises(UserError, match="already"):
        bench.write_draft(draft, str(path))
    assert choice.plan(desk, str(path)).changes == tuple(found)

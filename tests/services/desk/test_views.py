"""Views of lists: a file for each user of a store, never written over where it is none of ours."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csi_tui.services.desk import views
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import Filter
from csi_tui.services.desk.views import LONGEST, MOST, Look, View
from csi_tui.services.errors import UserError

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
SOON = '{"views": {"go.orders": [{"name": "a", "since_said": "soon"}]}}'
LOOKS = st.builds(
    Look,
    search=st.text(max_size=8),
    only=st.builds(
        Filter,
        mark=st.sampled_from(["", "late"]),
        person_id=st.none() | st.integers(1, 9),
        person=st.text(max_size=4),
        since=DAYS,
        until=DAYS,
        since_said=st.sampled_from(["", "-7", "上月"]),
    ),
    part=st.sampled_from(["", "all"]),
    column=st.sampled_from(["", "Received"]),
    down=st.booleans(),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(look=LOOKS)
def test_a_look_comes_back_as_it_was_kept(desk: Desk, look: Look) -> None:
    """Whatever is searched for, and whatever it is narrowed down to."""
    assert views.keep(desk, "go.orders", "甲", look) == View("甲", look)
    assert views.views(desk, "go.orders") == (View("甲", look),)


def test_views_are_of_a_list_and_a_user(desk: Desk) -> None:
    """By name; another user at the same account has others, and nobody else may read the file."""
    for name in ("b", " Ａ ", "c"):
        views.keep(desk, "go.orders", name, Look(search=name))
    views.keep(desk, "go.people", "b", Look())
    assert [one.name for one in views.views(desk, "go.orders")] == ["A", "b", "c"]
    views.keep(desk, "go.orders", "b", Look(part="unfinished"))
    assert views.views(desk, "go.orders")[1] == View("b", Look(part="unfinished"))
    other = replace(desk, actor=replace(desk.actor, user_id=desk.actor.user_id + 1))
    assert views.views(other, "go.orders") == ()
    (file,) = views.views_folder().glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_views_are_renamed_and_removed(desk: Desk) -> None:
    """Not to the name of another one, and not where somebody removed them meanwhile."""
    for name in ("a", "b"):
        views.keep(desk, "go.orders", name, Look(search=name))
    with pytest.raises(UserError, match="Another view is called"):
        views.rename(desk, "go.orders", "a", "b")
    assert views.rename(desk, "go.orders", "a", "z") == View("z", Look(search="a"))
    views.remove(desk, "go.orders", "b")
    for act in (
        lambda: views.remove(desk, "go.orders", "b"),
        lambda: views.rename(desk, "go.orders", "b", "c"),
    ):
        with pytest.raises(UserError, match="No view is called “b” any more"):
            act()
    assert [one.name for one in views.views(desk, "go.orders")] == ["z"]


def test_a_name_and_a_number_of_views_have_their_limits(desk: Desk) -> None:
    """A name fits above the list; of a list there are so many that one still finds them."""
    for name, sentence in (("  ", "Give the view a name"), ("x" * (LONGEST + 1), "at most")):
        with pytest.raises(UserError, match=sentence):
            views.keep(desk, "go.orders", name, Look())
    for n in range(MOST):
        views.keep(desk, "go.orders", f"{n}", Look())
    with pytest.raises(UserError, match="remove one first"):
        views.keep(desk, "go.orders", "more", Look())
    views.keep(desk, "go.orders", "7", Look(search="still"))


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"views": {"go.orders": [{"since": "x"}]}}', SOON, "\udcff"]
)
def test_a_file_that_holds_no_views_is_told_and_left(desk: Desk, text: str) -> None:
    """It may hold what somebody wants back."""
    views.keep(desk, "go.orders", "a", Look())
    (file,) = views.views_folder().glob("*.json")
    body = text.encode(errors="surrogateescape")
    file.write_bytes(body)
    for act in (
        lambda: views.views(desk, "go.orders"),
        lambda: views.keep(desk, "go.orders", "b", Look()),
        lambda: views.remove(desk, "go.orders", "a"),
    ):
        with pytest.raises(UserError, match="it holds no views"):
            act()
    assert file.read_bytes() == body


def test_what_a_view_does_not_say_is_as_the_list_comes(desk: Desk) -> None:
    """The file says no more than differs; somebody may read it."""
    views.keep(desk, "go.orders", "a", Look())
    (file,) = views.views_folder().glob("*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["views"] == {"go.orders": [{"name": "a"}]}


def test_a_name_is_one_line(desk: Desk) -> None:
    """Nothing in it that breaks the line above a list, or moves a terminal's cursor."""
    for name in ("a\nb", "a\x1bb", "a\u2028b"):
        with pytest.raises(UserError, match="holds"):
            views.keep(desk, "go.orders", name, Look())

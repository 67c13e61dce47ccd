"""A scheme holds from a month on; who would be graded otherwise is said before."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UnreadableFile, UserError
from csi_tui.services.glance.quick import open_complaints
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verify import verify
from csi_tui.services.scheme_changes import by_another, differing
from csi_tui.services.scheme_changes import choice as scheme_choice
from csi_tui.services.schemes import in_force
from tests import stores
from tests.services.procedures import desk_of, staff, use_scheme
from tests.stores import local

JANUARY, FEBRUARY, MARCH = Period(202601), Period(202602), Period(202603)


def copy_of(scheme: str, folder: Path, *changes: tuple[str, str], name: str = "own") -> Path:
    """A scheme of the site's own: a copy with an id of its own and some changes."""
    body = in_force.find(scheme).body.replace(f'id = "{scheme}"', f'id = "{name}"', 1)
    for old, new in changes:
        assert old in body
        body = body.replace(old, new, 1)
    path = folder / f"{name}.toml"
    path.write_text(body, encoding="utf-8")
    return path


FIXES_COUNT = (
    ("\nweight = 70", "\nweight = 10"),
    ('weight = 20\nrule = { en = "Orders fixed', 'weight = 80\nrule = { en = "Orders fixed'),
)
"""Ten points for satisfaction, eighty for fixing at the first repair."""


@pytest.fixture
def january(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A little January, computed."""
    staff(desk)
    now.move_to(local("2026-02-12T10:00"))
    stores.compute(desk, "2026-01")
    return desk


def test_who_would_be_graded_otherwise_is_said_before(january: Desk, tmp_path: Path) -> None:
    """Changing the scheme of a computed month says whose grade changes; nothing is changed yet."""
    path = copy_of(
        "aftersales-csi",
        tmp_path,
        *FIXES_COUNT,
        ("from = 90\n", "from = 99\n"),
    )
    plan = scheme_choice.plan(january, str(path))
    assert (plan.shown_from, plan.computed) == ("", (JANUARY,))
    # Whoever did well with the survey's 80 points does better by first-time fix.
    changed = {change.employee_no: (change.was[0], change.would[0]) for change in plan.changes}
    assert set(changed) == {"E1", "E2"} and all(was != would for was, would in changed.values())
    assert [change.employee_no for change in plan.graded_differently] == ["E1", "E2"]
    assert stores.cards(january, "2026-01")[0]["total"] == changed["E1"][0]
    assert january.site.scheme_in(JANUARY).scheme_id == "aftersales-csi"


def test_a_scheme_of_ones_own_computes_and_is_kept(january: Desk, tmp_path: Path) -> None:
    """A scheme is a file that a supervisor reads, checks and keeps; the store keeps its text."""
    path = copy_of("aftersales-csi", tmp_path, *FIXES_COUNT)
    expected = {
        change.employee_no: change.would[0] for change in scheme_choice.plan(january, str(path)).changes
    }
    desk = use_scheme(january, str(path))
    path.unlink()
    stores.compute(desk, "2026-01")
    found = {card["employee_no"]: card["total"] for card in stores.cards(desk, "2026-01")}
    assert {number: found[number] for number in expected} == expected
    assert [text.scheme.id for text in scheme_choice.own_schemes(desk)] == ["own"]
    stores.freeze(desk, "2026-01")
    assert verify(desk).problems == ()
    # A desk that is opened later, and the look-up that loads nothing else, know it too.
    again = open_desk(desk.store.path)
    assert in_force.scheme_in(again, JANUARY).scheme.id == "own"
    again.close()
    assert open_complaints(desk.store.path, None) == []


def test_a_version_holds_from_a_month_on(january: Desk, tmp_path: Path, now: time_machine.Traveller) -> None:
    """The frozen month keeps its scheme for ever; the next one has the new one."""
    stores.freeze(january, "2026-01")
    now.move_to(local("2026-04-12T10:00"))
    before = stores.cards(january, "2026-01")
    path = copy_of("aftersales-csi", tmp_path, ("publication_days = 5", "publication_days = 9"))
    desk = use_scheme(january, str(path), MARCH)
    held = [desk.site.scheme_in(month).scheme_id for month in (JANUARY, FEBRUARY, MARCH, Period(202701))]
    assert held == ["aftersales-csi", "aftersales-csi", "own", "own"]
    with pytest.raises(UserError, match="2026-01 is closed and keeps its scheme"):
        scheme_choice.use(desk, "contact-centre", JANUARY)
    assert stores.cards(desk, "2026-01") == before
    # The last choice that reaches a month holds: from February on another one, March as well.
    desk = use_scheme(desk, "contact-centre", FEBRUARY)
    assert [desk.site.scheme_in(month).scheme_id for month in (FEBRUARY, MARCH)] == ["contact-centre"] * 2
    with pytest.raises(UserError, match="computed by contact-centre already"):
        scheme_choice.use(desk, "contact-centre")


def test_a_desk_that_was_opened_before_is_told(january: Desk, tmp_path: Path) -> None:
    """Two desks: whoever computes by an old choice would compute the wrong month."""
    other = open_desk(january.store.path)
    scheme_choice.use(january, "online-shop", None, "why")
    with pytest.raises(UserError, match="computes by online-shop since this desk was opened"):
        month_close.compute(other, JANUARY)
    other.close()


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("aftersales-csi", (), "id of a scheme of the program"),
        ("own", (("weight = 20", "weight = 19"),), "these add up to 99, not to 100"),
        ("own", (("[total]", "[total"),), "not valid TOML"),
        ("own", (('id = "own"', 'id = "Own!"'),), "is no identifier"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    january: Desk, tmp_path: Path, name: str, changes: tuple[tuple[str, str], ...], said: str
) -> None:
    """Refused with place and remedy."""
    path = copy_of("aftersales-csi", tmp_path, *changes, name=name)
    if name == "aftersales-csi":
        path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    before = january.store.path.read_bytes()
    with pytest.raises(UserError, match=said):
        scheme_choice.use(january, str(path))
    assert january.store.path.read_bytes() == before


def test_a_version_is_used_once(january: Desk, tmp_path: Path) -> None:
    """The same id and version with another text would make two schemes look like one."""
    desk = use_scheme(january, str(copy_of("aftersales-csi", tmp_path)))
    changed = copy_of("aftersales-csi", tmp_path, ("publication_days = 5", "publication_days = 6"))
    with pytest.raises(UserError, match="Raise its version"):
        scheme_choice.use(desk, str(changed), None, "why")
    raised = copy_of(
        "aftersales-csi",
        tmp_path,
        ("publication_days = 5", "publication_days = 6"),
        ("version = 7", "version = 8"),
    )
    assert use_scheme(desk, str(raised)).site.schemes[-1].scheme_id == "own"


def test_only_who_may_chooses(january: Desk, tmp_path: Path) -> None:
    """An administrator or a supervisor; a file that is not there is told."""
    for name in ("Owner", "Colleague", "Hr", "Oversight"):
        with pytest.raises(NotPermitted):
            scheme_choice.use(desk_of(january, name), "online-shop")
    with pytest.raises(UnreadableFile):
        scheme_choice.use(january, str(tmp_path / "nothing.toml"))


def test_backtest_of_a_closed_month(january: Desk, tmp_path: Path) -> None:
    """A frozen month by another scheme, from the rows that it keeps; it stays as it is."""
    stores.freeze(january, "2026-01")
    path = copy_of("aftersales-csi", tmp_path, *FIXES_COUNT)
    found = by_another.backtest(january, [str(path)], [JANUARY])
    assert {change.employee_no for change in found} == {"E1", "E2"}
    assert found[0].json()["month"] == "2026-01"
    # Several at once are each as they are alone.
    both = by_another.backtest(january, [str(path), "online-shop"], [JANUARY])
    assert [change for change in both if change.scheme == "own"] == found
    assert [change for change in both if change.scheme != "own"] == by_another.backtest(
        january, ["online-shop"], [JANUARY]
    )
    assert by_another.backtest(january, ["aftersales-csi"], [JANUARY]) == []
    assert verify(january).problems == ()
    with pytest.raises(UserError, match="2026-03 has not begun"):
        by_another.backtest(january, [str(path)], [MARCH])


def test_two_schemes_place_by_place(tmp_path: Path) -> None:
    """csi scheme diff: parts of a list by their ids."""
    path = copy_of(
        "contact-centre", tmp_path, ("percent = 10", "percent = 15"), ("percent = 20", "percent = 15")
    )
    one, other = in_force.find("contact-centre"), in_force.find_or_read(str(path))
    assert differing.differing_keys(one, other) == [
        ("id", '"contact-centre"', '"own"'),
        ("grades.shares[s].percent", "10", "15"),
        ("grades.shares[a].percent", "20", "15"),
    ]
    assert differing.differing_keys(one, one) == []

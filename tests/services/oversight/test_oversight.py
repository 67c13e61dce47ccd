"""The oversight group samples a month, says what it found, signs it off or objects (seed 000 §11)."""

from __future__ import annotations

import subprocess

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.close.carry_over import register
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.oversight import pages as oversight_pages
from csi_tui.services.oversight import sampling
from csi_tui.services.people import users
from csi_tui.services.proof.certificates import notice_code
from tests import stores
from tests.services.procedures import desk_of, publish_january
from tests.stores import complaint, fill, local, order, survey

JANUARY, FEBRUARY = Period(202601), Period(202602)


@pytest.fixture
def published(desk: Desk, now: time_machine.Traveller) -> Desk:
    """January is published on Monday 2 February 2026; three rows are in it: W1, W2, A1."""
    publish_january(desk, now)
    return desk


@pytest.fixture
def group(published: Desk) -> Desk:
    return desk_of(published, "Oversight")


def look_at_all(group: Desk) -> None:
    for row in oversight_pages.sample_of(group, JANUARY).rows:
        sampling.note_finding(group, JANUARY, row.number, "right")


def test_a_sample_is_drawn_again_from_its_seed(group: Desk) -> None:
    """Reproducible on every machine: by numbers and the seed alone, which nobody chooses unless they want to."""
    sheet = sampling.draw(group, JANUARY, 2)
    assert sheet.seed == notice_code(group, JANUARY) != ""
    assert [row.position for row in sheet.rows] == [1, 2]
    rows = [("order", "W1", 7), ("order", "W2", 9), ("survey", "A1", 3)]
    again = [(kind, number) for kind, number, _key in sampling.drawn(rows, sheet.seed, 2)]
    assert [(row.kind, row.number) for row in sheet.rows] == again
    backwards = [(kind, number, 0) for kind, number, _key in reversed(rows)]
    assert [(kind, number) for kind, number, _key in sampling.drawn(backwards, sheet.seed, 2)] == again
    drawn = [number for _kind, number, _key in sampling.drawn(rows, "s", 3)]
    assert sorted(drawn) == ["A1", "W1", "W2"] and drawn == _by_another_program(rows, "s")
    assert sampling.draw(group, JANUARY, 3, "another").seed == "another"


def _by_another_program(rows: list[tuple[str, str, int]], seed: str) -> list[str]:
    def digest(kind: str, number: str) -> str:
        told = subprocess.run(
            ["sha256sum"], input=f"{seed}\n{kind}\n{number}".encode(), capture_output=True, check=True
        )
        return told.stdout.decode().split()[0]

    return [number for _kind, number in sorted(((k, n) for k, n, _key in rows), key=lambda one: digest(*one))]


def test_what_was_found_and_the_signature(group: Desk, published: Desk) -> None:
    """Every row is looked at before the month is signed off; a wrong one needs a note."""
    with pytest.raises(UserError, match="No sample of 2026-01 was drawn yet"):
        sampling.sign(group, JANUARY)
    sampling.draw(group, JANUARY)
    with pytest.raises(UserError, match="Nobody has looked at"):
        sampling.sign(group, JANUARY)
    with pytest.raises(UserError, match="Say what is wrong"):
        sampling.note_finding(group, JANUARY, "W1", "wrong")
    with pytest.raises(UserError, match="W9 is not in the sample"):
        sampling.note_finding(group, JANUARY, "W9", "right")
    with pytest.raises(UserError, match="“maybe” is no finding"):
        sampling.note_finding(group, JANUARY, "W1", "maybe")
    look_at_all(group)
    sampling.note_finding(group, JANUARY, "ｗ1".upper(), "wrong", "the paper says 10:00")
    sheet = oversight_pages.sample_of(published, JANUARY)
    assert {row.number: (row.finding, row.note) for row in sheet.rows} == {
        "A1": ("right", ""), "W1": ("wrong", "the paper says 10:00"), "W2": ("right", ""),
    }  # fmt: skip
    sampling.sign(group, JANUARY, "one slip, of no effect")
    with pytest.raises(UserError, match="is signed off already"):
        sampling.sign(group, JANUARY)
    (verdict,) = oversight_pages.sample_of(published, JANUARY).verdicts
    assert (verdict.verdict, verdict.by, verdict.reason) == ("signed", "Oversight", "one slip, of no effect")


def test_an_objection_holds_up_the_freeze(group: Desk, published: Desk, now: time_machine.Traveller) -> None:
    """Until it is lifted, signed, or the month is published anew."""
    sampling.draw(group, JANUARY)
    sampling.object_to(group, JANUARY, "W1 was never repaired")
    with pytest.raises(UserError, match="An objection stands against 2026-01 already"):
        sampling.object_to(group, JANUARY, "again")
    now.move_to(local("2026-02-12T10:00"))
    with pytest.raises(UserError, match="the oversight group objects") as refused:
        month_close.freeze(published, JANUARY)
    assert refused.value.exit_status == 1
    sampling.lift(group, JANUARY, "it was")
    with pytest.raises(UserError, match="No objection stands"):
        sampling.lift(group, JANUARY, "it was")
    sampling.object_to(group, JANUARY, "and yet")
    reopen_month(published, JANUARY, "the oversight group objects")
    stores.compute(published, "2026-01")
    month_close.publish(published, JANUARY)
    assert month_close.freeze(published, JANUARY).state == "frozen"


def test_only_the_oversight_group(published: Desk) -> None:
    """Refusals say which role may."""
    for name in ("Owner", "Direct", "Head", "Hr"):
        other = desk_of(published, name)
        for use in (
            lambda other=other: sampling.draw(other, JANUARY),
            lambda other=other: sampling.note_finding(other, JANUARY, "W1", "right"),
            lambda other=other: sampling.sign(other, JANUARY),
            lambda other=other: sampling.object_to(other, JANUARY, "why"),
            lambda other=other: sampling.lift(other, JANUARY, "why"),
        ):
            with pytest.raises(NotPermitted, match="one of these roles: oversight group"):
                use()


def test_a_month_that_cannot_be_sampled(group: Desk, published: Desk) -> None:
    """Only what is published rests on a snapshot."""
    with pytest.raises(
        UserError, match=r"2026-02 is not published\. The latest published month is 2026-01\."
    ):
        sampling.draw(group, FEBRUARY)
    for size in (0, -1, 501):
        with pytest.raises(UserError, match="1 to 500 rows"):
            sampling.draw(group, JANUARY, size)
    reopen_month(published, JANUARY, "why")
    with pytest.raises(UserError, match="2026-01 is not published"):
        oversight_pages.sample_of(group, JANUARY)


# --- The carry-over register ------------------------------------------------------------------------------------------


def test_the_carry_over_register(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rules 4 to 6: what a month hands to the next, and what came into it."""
    publish_january(desk, now)
    reopen_month(desk, JANUARY, "more came")
    fill(
        desk,
        orders=[order("U1", "2026-01-28T09:00", "")],
        complaints=[complaint("C1", "2026-01-30T09:00", handler_no="E3", contacted_at="2026-01-30T10:00",
                              planned_at="2026-01-30T11:00")],
    )  # fmt: skip
    stores.compute(desk, "2026-01")
    month_close.publish(desk, JANUARY)
    fill(desk, surveys=[survey("A7", "W2", "2026-01-31T09:00", "55555")])
    now.move_to(local("2026-02-12T10:00"))
    month_close.freeze(desk, JANUARY)
    fill(desk, orders=[order("R1", "2026-02-05T09:30", "", return_of="W1")])
    january = register(desk, JANUARY)
    assert [(one.kind, one.number, one.month) for one in january.handed_on] == [
        ("complaint", "C1", "2026-02"), ("order", "U1", "2026-02"),
    ]  # fmt: skip
    now.move_to(local("2026-03-02T10:00"))
    stores.compute(desk, "2026-02")
    month_close.publish(desk, FEBRUARY)
    february = register(desk, FEBRUARY)
    assert [(one.kind, one.number, one.month) for one in february.taken_over] == [
        ("complaint", "C1", "2026-01"), ("order", "U1", "2026-01"),
    ]  # fmt: skip
    assert [(one.order_no, one.return_no, one.month) for one in february.charged_back] == [
        ("W1", "R1", "2026-01")
    ]
    assert [(one.kind, one.number) for one in february.came_late] == [("survey", "A7")]


def test_nobody_signs_off_a_month_with_a_card_of_their_own(group: Desk, published: Desk) -> None:
    """Whoever is assessed in the month may object, and neither sign nor lift."""
    users.link(published, "Colleague", None)
    users.link(published, "Oversight", "E2")
    sampling.draw(group, JANUARY)
    look_at_all(group)
    with pytest.raises(NotPermitted, match="a figure of their own"):
        sampling.sign(group, JANUARY)
    sampling.object_to(group, JANUARY, "why")
    with pytest.raises(NotPermitted, match="a figure of their own"):
        sampling.lift(group, JANUARY, "why")


def test_an_earlier_draw_stays_readable(group: Desk, published: Desk) -> None:
    """A second draw hides nothing; nor does a revision that took the place of the one drawn from."""
    sampling.draw(group, JANUARY, 2)
    first = oversight_pages.sample_of(group, JANUARY)
    sampling.note_finding(group, JANUARY, "1", "wrong", "the paper says otherwise")
    sampling.draw(group, JANUARY, 3, "another seed")
    last = oversight_pages.sample_of(group, JANUARY)
    assert (last.draw, last.draws, len(last.rows)) == (2, 2, 3)
    again = oversight_pages.sample_of(group, JANUARY, draw=1)
    assert [row.number for row in again.rows] == [row.number for row in first.rows]
    assert again.rows[0].finding == "wrong"
    with pytest.raises(UserError, match="samples drawn: 2; there is no sample 3"):
        oversight_pages.sample_of(group, JANUARY, draw=3)
    reopen_month(published, JANUARY, "put right")
    stores.compute(published, "2026-01")
    month_close.publish(published, JANUARY)
    assert oversight_pages.sample_of(group, JANUARY).draws == 0
    assert oversight_pages.sample_of(group, JANUARY, revision=1).draws == 2


def test_what_was_found_wrong_is_not_signed_in_passing(group: Desk) -> None:
    """Seed 000 §11: a signature over a row that is wrong says why, though it was an earlier draw that had it."""
    sampling.draw(group, JANUARY, 1, "one")
    number = oversight_pages.sample_of(group, JANUARY).rows[0].number
    sampling.note_finding(group, JANUARY, number, "wrong", "another technician")
    sampling.draw(group, JANUARY, 1, "other")
    look_at_all(group)
    if oversight_pages.sample_of(group, JANUARY).rows[0].number == number:
        sampling.note_finding(group, JANUARY, number, "right")
    with pytest.raises(UserError, match=f"Found wrong: {number}. Say with a reason"):
        sampling.sign(group, JANUARY)
    sampling.sign(group, JANUARY, "the technician was put right and the month published anew")

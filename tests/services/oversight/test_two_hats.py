"""Publishing and signing for oversight are two people's (docs/rules.md, rule 33; seed 000 §11)."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import check, month_close
from csi_tui.services.close.run import close_run
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted
from csi_tui.services.oversight import pages as oversight_pages
from csi_tui.services.oversight import sampling
from csi_tui.services.people import users
from csi_tui.services.waiting import acts
from csi_tui.services.waiting.pages import read_act
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import local

JANUARY = Period(202601)
FIVE = ["supervisor", "head", "hr", "oversight", "admin"]


@pytest.fixture
def one_hand(desk: Desk, now: time_machine.Traveller) -> Desk:
    """January is computed; one person has five roles, and there are others of each."""
    staff(desk)
    users.add_user(desk, "Five", "five", FIVE)
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(desk, "2026-01")
    return desk_of(desk, "Five")


def looked_at(group: Desk) -> None:
    sampling.draw(group, JANUARY)
    for row in oversight_pages.sample_of(group, JANUARY).rows:
        sampling.note_finding(group, JANUARY, row.number, "right")


def test_one_person_with_five_roles(desk: Desk, one_hand: Desk) -> None:
    """docs/rules.md, rules 31 and 33: a finding; somebody else publishes; the signature waits for a second person."""
    assert ("Five",) in [one.rows for one in check.check(desk, JANUARY) if one.code == "roles-contradict"]
    with pytest.raises(NotPermitted, match="somebody else publishes"):
        month_close.publish(one_hand, JANUARY, somebody=True)
    month_close.publish(desk, JANUARY, somebody=True)
    looked_at(one_hand)
    with pytest.raises(ReasonMissing, match="another role beside the oversight group"):
        sampling.sign(one_hand, JANUARY)
    with pytest.raises(Waits) as waits:
        sampling.sign(one_hand, JANUARY, "all rows are on paper")
    assert oversight_pages.sample_of(one_hand, JANUARY).verdicts == ()
    with pytest.raises(NotPermitted, match="oversight group"):
        acts.confirm(desk_of(desk, "Head"), waits.value.number)
    acts.confirm(desk_of(desk, "Oversight"), waits.value.number)
    (signed,) = oversight_pages.sample_of(one_hand, JANUARY).verdicts
    assert (signed.verdict, signed.by) == ("signed", "Five")


def test_who_published_does_not_sign_off_whatever_the_roles_are_by_now(desk: Desk, one_hand: Desk) -> None:
    """docs/rules.md, rule 33: it is the hand that counts, not the hat; an unattended run publishes as before."""
    close_run(one_hand, JANUARY, None, None, tell=lambda *_said: None)
    users.set_roles(desk, "Five", ["oversight"])
    single = desk_of(desk, "Five")
    looked_at(single)
    with pytest.raises(Waits, match="published by the hand that signs it off"):
        sampling.sign(single, JANUARY, "all rows are on paper")


def test_where_there_is_nobody_else_it_is_done_with_a_reason_and_marked(desk: Desk, one_hand: Desk) -> None:
    """docs/rules.md, rules 27 and 33: one person acts with a reason, and the act is marked."""
    for name in ("Direct", "Other", "Oversight", "Desk"):
        users.set_active(one_hand, name, False)
    month_close.publish(one_hand, JANUARY, somebody=True)
    looked_at(one_hand)
    with pytest.raises(ReasonMissing, match="Nobody else here could confirm it"):
        sampling.sign(one_hand, JANUARY)
    sampling.sign(one_hand, JANUARY, "a small shop")
    (signed,) = oversight_pages.sample_of(one_hand, JANUARY).verdicts
    assert signed.verdict == "signed"
    act = read_act(one_hand, 1)
    assert (act.kind, act.state, act.reason) == ("sign-off", "alone", "a small shop")

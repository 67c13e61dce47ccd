"""Talks about a result: who holds one, who answers, and that nothing that was said is rewritten
(seed 000 §8.4; docs/rules.md, rule 48)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.scoring.spans import parse_span
from csi_tui.services.desk.desk import Actor, Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.talks import talks
from csi_tui.services.talks.due import month_talks, talks_left
from csi_tui.services.talks.text.sentences import talk_lines
from csi_tui.services.talks.values import MonthTalks
from tests import stores
from tests.services.procedures import desk_of, publish_january
from tests.stores import local

JANUARY, SPAN = Period(202601), parse_span("2026-01")
PUBLISHED = date(2026, 2, 2)
WORDS = {"strengths": "calm on the phone", "problems": "contacts late", "direction": "calls before ten"}


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """January, published on 2 February; a desk for each user of the little department."""
    publish_january(desk, now)
    names = ("Owner", "Colleague", "Direct", "Other", "Head", "Hr", "Oversight")
    return {name: desk_of(desk, name) for name in names} | {"Desk": desk}


def hold(desk: Desk, who: str = "E1", day: date = PUBLISHED) -> int:
    return talks.hold(desk, who, SPAN, held_on=day, **WORDS)


def states(found: MonthTalks) -> dict[str, str]:
    return {line.employee_no: line.state for line in found.lines}


def test_it_is_held_written_down_and_agreed_to(desks: dict[str, Desk]) -> None:
    """The supervisor writes it down, the employee agrees; both stand there by name, and the trail verifies."""
    number = hold(desks["Direct"])
    assert states(month_talks(desks["Head"], JANUARY))["E1"] == "held"
    talks.agree(desks["Owner"], number, "so it was")
    (talk,) = talks.talks_about(desks["Owner"], "E1")
    assert (talk.state, talk.held_on, talk.strengths, talk.said.by) == (
        "agreed",
        PUBLISHED,
        "calm on the phone",
        "Direct",
    )
    (first, *_rest, last) = talk_lines(talk)
    assert "2026-02-02" in first and "agreed" in first
    assert last.endswith("so it was") and "Owner" in last
    assert states(month_talks(desks["Direct"], JANUARY))["E1"] == "agreed"
    assert verify(desks["Desk"]).problems == ()


@pytest.mark.parametrize(
    ("who", "by", "refused"),
    [
        ("E1", "Other", "direct supervisor of Name E1"),
        ("E1", "Owner", "may not do this"),
        ("E1", "Hr", "may not do this"),
        ("S1", "Direct", "with themself"),
        ("H1", "Head", "with themself"),
        ("S2", "Direct", "direct supervisor of Name S2"),
    ],
)
def test_who_holds_it(desks: dict[str, Desk], who: str, by: str, refused: str) -> None:
    """The direct supervisor of the day or the head, and nobody with themself; nothing is written by others."""
    with pytest.raises(NotPermitted, match=refused):
        hold(desks[by], who)
    assert talks.talks_about(desks["Head"], who) == ()


def test_the_head_holds_it_as_well(desks: dict[str, Desk]) -> None:
    """Where the supervisor is away."""
    assert hold(desks["Head"])


def test_who_was_not_assessed_has_no_talk(desks: dict[str, Desk]) -> None:
    """Supervisors have no card in this scheme."""
    with pytest.raises(UserError, match="has no card in 2026-01"):
        hold(desks["Head"], "S1")


def test_nobody_holds_it_for_another(desks: dict[str, Desk]) -> None:
    """With --operator somebody else would sign it (docs/rules.md, rule 32)."""
    direct = desks["Direct"]
    acted_for = replace(
        direct, actor=Actor(direct.actor.user_id, "Direct", "somebody-else", direct.actor.roles)
    )
    with pytest.raises(NotPermitted, match="in person"):
        hold(acted_for)


@pytest.mark.parametrize(
    ("day", "refused"),
    [
        (PUBLISHED - timedelta(days=1), "not older"),
        (PUBLISHED + timedelta(days=1), "future"),
    ],
)
def test_it_is_about_a_result_that_is_there(desks: dict[str, Desk], day: date, refused: str) -> None:
    """Not before the publication, and not in days to come."""
    with pytest.raises(UserError, match=refused):
        hold(desks["Direct"], day=day)


def test_a_month_that_is_not_published_has_no_talk(desks: dict[str, Desk]) -> None:
    """Neither has a quarter of which one month is not."""
    for span in ("2026-02", "2026-Q1"):
        with pytest.raises(UserError, match="not published"):
            talks.hold(desks["Direct"], "E1", parse_span(span), held_on=PUBLISHED, **WORDS)


@pytest.mark.parametrize("missing", WORDS)
def test_all_three_are_written(desks: dict[str, Desk], missing: str) -> None:
    """Strengths, problems, direction (seed 000 §8.4)."""
    with pytest.raises(UserError, match="Write"):
        talks.hold(desks["Direct"], "E1", SPAN, held_on=PUBLISHED, **WORDS | {missing: " "})


def test_who_does_not_agree_says_with_what_and_may_agree_later(desks: dict[str, Desk]) -> None:
    """Both answers stay; nobody agrees twice, and nobody else answers."""
    number = hold(desks["Direct"])
    with pytest.raises(UserError, match="do not agree with"):
        talks.disagree(desks["Owner"], number, "")
    for other in ("Colleague", "Direct", "Head"):
        with pytest.raises(NotPermitted, match="Only Name E1"):
            talks.agree(desks[other], number)
    talks.disagree(desks["Owner"], number, "I was ill")
    assert states(month_talks(desks["Head"], JANUARY))["E1"] == "disagreed"
    talks.agree(desks["Owner"], number)
    with pytest.raises(UserError, match="agreed to already"):
        talks.disagree(desks["Owner"], number, "again")
    (talk,) = talks.talks_about(desks["Head"], "E1")
    assert [kind for kind, _said in talk.answers] == ["disagreed", "agreed"]
    assert talk.answers[0][1].words == "I was ill"


def test_it_is_read_aloud_only_to_who_does_not_sign_in(desks: dict[str, Desk]) -> None:
    """Who signs in answers themself; who does not has a witness's name and words."""
    number = hold(desks["Direct"], "E3")
    with pytest.raises(UserError, match="signs in"):
        talks.read_aloud(desks["Direct"], number, "read by me; nothing said")
    users.set_active(desks["Desk"], "Hr", False)
    with pytest.raises(NotPermitted):
        talks.read_aloud(desks["Other"], number, "read by me; nothing said")
    talks.read_aloud(desks["Direct"], number, "read by me; “that is so”")
    assert states(month_talks(desks["Head"], JANUARY))["E3"] == "read-aloud"


def test_a_talk_typed_for_the_wrong_person_is_taken_back(desks: dict[str, Desk]) -> None:
    """By who wrote it or the head, with a reason; it stays readable, and the right one is written down."""
    number = hold(desks["Direct"], "E2")
    with pytest.raises(NotPermitted, match="taken back by Direct"):
        talks.take_back(desks["Other"], number, "not mine")
    with pytest.raises(UserError, match="Say why"):
        talks.take_back(desks["Direct"], number, "")
    talks.take_back(desks["Direct"], number, "it was E1")
    for again in (
        lambda: talks.take_back(desks["Direct"], number, "again"),
        lambda: talks.agree(desks["Colleague"], number),
    ):
        with pytest.raises(UserError, match="taken back already"):
            again()
    (talk,) = talks.talks_about(desks["Colleague"], "E2")
    assert talk.state == "taken-back" and talk.problems == "contacts late"
    assert talk.taken_back is not None and talk.taken_back.words == "it was E1"
    assert states(month_talks(desks["Head"], JANUARY)) == {"E1": "due", "E2": "due"}


def test_what_was_said_is_nobody_elses(desks: dict[str, Desk]) -> None:
    """Results are everybody's, a talk is not: its owner and those who look over results read it, and its state."""
    hold(desks["Direct"])
    for reads in ("Owner", "Direct", "Other", "Head", "Hr", "Oversight"):
        assert len(talks.talks_about(desks[reads], "E1")) == 1
    for reads in ("Colleague", "Desk"):
        desk = desks[reads]
        if reads == "Desk":
            users.set_roles(desk, "Desk", ["admin"])
            desk = desk_of(desk, "Desk")
        with pytest.raises(NotPermitted, match="whom it is about"):
            talks.talks_about(desk, "E1")
    assert states(month_talks(desks["Colleague"], JANUARY)) == {"E2": "due"}


def test_it_is_due_within_a_week_and_late_after_it(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    """Seed 002: feedback within one week of the result. In hand are those whose supervisor one is; the head has all."""
    found = month_talks(desks["Direct"], JANUARY)
    assert (found.due, found.in_hand, found.count("due")) == (date(2026, 2, 9), 2, 2)
    assert month_talks(desks["Other"], JANUARY).in_hand == 0
    left = talks_left(desks["Head"])
    assert left is not None and (left.period, left.in_hand) == (JANUARY, 2)
    hold(desks["Direct"])
    now.move_to(local("2026-02-09T23:59"))
    assert states(month_talks(desks["Head"], JANUARY)) == {"E1": "held", "E2": "due"}
    now.move_to(local("2026-02-10T00:00"))
    assert states(month_talks(desks["Head"], JANUARY)) == {"E1": "held", "E2": "late"}
    left = talks_left(desks["Direct"])
    assert left is not None and left.in_hand == 1
    assert talks_left(desks["Other"]) is talks_left(desks["Colleague"]) is None


def test_a_month_that_was_brought_in_asks_for_none(example_desk: Desk) -> None:
    """It came in with its results, years later perhaps; a talk about it may be held all the same."""
    stores.backfill(example_desk, "2026-01")
    found = month_talks(example_desk, JANUARY)
    assert found.due is None and found.in_hand == 0
    assert {line.state for line in found.lines} == {"none"}

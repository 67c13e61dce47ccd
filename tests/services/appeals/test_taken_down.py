"""Appeals that the desk takes down for the owners of cards (docs/decisions/0053)."""

from __future__ import annotations

import json

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry
from csi_db.procedure_records import ProcedureRecord, text_of
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import (
    appeals as listed,
)
from csi_tui.services.appeals.pages import (
    outcome_text,
    read_appeal,
    state_text,
    step_text,
    to_confirm,
    waiting_for,
)
from csi_tui.services.appeals.taken_down import confirm, confirm_heard
from csi_tui.services.appeals.text import appeal_lines, appeal_table
from csi_tui.services.close.check import check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.find.pages import find
from csi_tui.services.home.pages import home
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from tests.services.procedures import desk_of, publish_january
from tests.stores import local

JANUARY = Period(202601)
WORDS = "Mrs Zhao meant another visit"


@pytest.fixture
def published(desk: Desk, now: time_machine.Traveller) -> Desk:
    """January is published on Monday 2 February 2026; its window ends with Monday 9."""
    publish_january(desk, now)
    return desk


@pytest.fixture
def taken(published: Desk) -> str:
    """Taken down for E1 by another supervisor than the direct one."""
    return filing.take_down(
        desk_of(published, "Other"), JANUARY, "E1", "attitude", WORDS, "recording 7", "A1"
    )


def told(desk: Desk, number: str) -> str:
    return "\n".join(appeal_lines(read_appeal(desk, number), state_text, step_text, outcome_text))


# --- Taking down ------------------------------------------------------------------------------------------------------


def test_both_names_stand_with_it(published: Desk, taken: str) -> None:
    """Point 1: who asks and who wrote it down; unconfirmed it says so wherever it is shown."""
    one = read_appeal(published, taken)
    assert (one.employee_no, one.taken_down_by, one.unconfirmed) == ("E1", "Other", True)
    assert (one.state, one.waits_for) == ("first", "Name S1")
    text = told(published, taken)
    assert "asked for by Name E1, taken down by Other" in text
    assert "Not confirmed by Name E1; its days run all the same." in text
    assert "Other  (other)  taken down for its owner" in text
    assert "not confirmed; waits for the first answer" in appeal_table([one], state_text, outcome_text)
    assert (one.json()["taken_down_by"], one.json()["unconfirmed"]) == ("Other", True)
    assert [hit.about for hit in find(published, taken)] == [f"2026-01  not confirmed  {WORDS}"]


def test_the_check_of_the_month_names_it(published: Desk, taken: str) -> None:
    """As a warning, which leads to the appeal; what is confirmed or closed is named no more."""

    def named() -> list[tuple[str, tuple[str, ...]]]:
        return [
            (one.severity, one.rows) for one in check(published, JANUARY) if one.code == "appeal-unconfirmed"
        ]

    assert named() == [("warning", (taken,))]
    confirm(desk_of(published, "Owner"), taken)
    assert named() == []


def test_days_run_from_the_taking_down(published: Desk, taken: str, now: time_machine.Traveller) -> None:
    """Point 3: confirmed or not, so that nobody loses a right by it; the window is kept by the taking down."""
    assert read_appeal(published, taken).due_at == local("2026-02-10T00:00")
    now.move_to(local("2026-02-10T00:00"))
    confirm(desk_of(published, "Owner"), taken)
    one = read_appeal(published, taken)
    assert (one.due_at, one.late, one.unconfirmed) == (local("2026-02-10T00:00"), True, False)
    with pytest.raises(UserError, match="The window for the card of Name E1 of 2026-01 ended at 2026-02-10"):
        filing.take_down(desk_of(published, "Other"), JANUARY, "E1", "total", "why")


def test_who_takes_down(published: Desk) -> None:
    """Point 1: supervisors; nobody for themselves, under whichever name."""
    for name in ("Owner", "Colleague", "Head", "Hr", "Oversight"):
        with pytest.raises(NotPermitted, match="one of these roles: supervisor"):
            filing.take_down(desk_of(published, name), JANUARY, "E1", "total", "why")
    users.set_roles(published, "Owner", ["supervisor"])
    with pytest.raises(NotPermitted, match="Nobody takes an appeal down for themselves"):
        filing.take_down(desk_of(published, "Owner"), JANUARY, "E1", "total", "why")
    users.link(published, "Owner", None)
    users.link(published, "Desk", "E1")
    acting = open_desk(published.store.path, "Other")
    try:
        with pytest.raises(NotPermitted, match="Nobody takes an appeal down for themselves"):
            filing.take_down(acting, JANUARY, "E1", "total", "why")
    finally:
        acting.close()


def test_what_is_taken_down_is_checked_like_what_is_filed(published: Desk, taken: str) -> None:
    """docs/decisions/0021: a line of a card, a row behind it, a reason, one appeal for each line."""
    other = desk_of(published, "Other")
    with pytest.raises(UserError, match="Name S1 has no card in 2026-01"):
        filing.take_down(other, JANUARY, "S1", "total", "why")
    with pytest.raises(UserError, match="no line “politeness”"):
        filing.take_down(other, JANUARY, "E1", "politeness", "why")
    with pytest.raises(UserError, match="needs a reason"):
        filing.take_down(other, JANUARY, "E1", "total", "")
    with pytest.raises(UserError, match="W1 does not name Name E3"):
        filing.take_down(other, JANUARY, "E3", "total", "why", row_no="W1")
    with pytest.raises(UserError, match=f"Name E1 has appealed against this line already: {taken}"):
        filing.take_down(other, JANUARY, "Name E1", "attitude", "why")


# --- Confirming -------------------------------------------------------------------------------------------------------


def test_the_owner_confirms_at_the_own_sign_in(published: Desk, taken: str) -> None:
    """Point 2: the owner alone, in person; it waits at their home until then."""
    owner = desk_of(published, "Owner")
    assert [one.number for one in home(owner).to_confirm] == [taken]
    assert home(owner).own_appeals == ()
    for name in ("Other", "Direct", "Hr", "Colleague"):
        assert to_confirm(desk_of(published, name)) == []
        with pytest.raises(NotPermitted, match="Only Name E1, whose appeal it is, confirms"):
            confirm(desk_of(published, name), taken)
    acting = open_desk(published.store.path, "Owner")
    try:
        assert to_confirm(acting) == []
        with pytest.raises(NotPermitted, match="Nobody confirms for another: Name E1 signs in"):
            confirm(acting, taken)
    finally:
        acting.close()
    confirm(owner, taken)
    one = read_appeal(owner, taken)
    assert (one.unconfirmed, [step.how for step in one.steps]) == (False, ["", "sign-in"])
    assert "Owner  (owner)  confirmed by its owner: at their own sign-in" in told(owner, taken)
    assert state_text(one) == "waits for the first answer"
    assert (home(owner).to_confirm, [found.number for found in home(owner).own_appeals]) == ((), [taken])
    with pytest.raises(UserError, match="waits for no confirmation"):
        confirm(owner, taken)


def test_an_owner_without_a_sign_in_confirms_what_is_read_aloud(published: Desk, taken: str) -> None:
    """Point 2: by word before a witness who is neither owner nor writer, or on a signed paper; which, is kept."""
    other, direct = desk_of(published, "Other"), desk_of(published, "Direct")
    with pytest.raises(NotPermitted, match=r"Name E1 is a user and confirms A.* at their own sign-in"):
        confirm_heard(direct, taken, witness_no="E2")
    users.set_active(published, "Owner", False)
    assert [one.number for one in home(direct).to_confirm] == [taken]
    for witness, paper in (("", ""), ("E2", "folder 3")):
        with pytest.raises(UserError, match="one of the two"):
            confirm_heard(direct, taken, witness_no=witness, paper=paper)
    for nobody in ("E1", "S1", "S2"):  # the owner, who says so, who took it down
        with pytest.raises(UserError, match=f"Name {nobody} cannot be the witness"):
            confirm_heard(direct, taken, witness_no=nobody)
    with pytest.raises(NotPermitted, match="one of these roles: supervisor"):
        confirm_heard(desk_of(published, "Hr"), taken, witness_no="E2")
    confirm_heard(other, taken, witness_no="E2")
    assert "confirmed by its owner: read aloud, by word before a witness, E2 Name E2" in told(other, taken)
    second = filing.take_down(other, JANUARY, "E1", "total", "why")
    confirm_heard(other, second, paper="folder 3, sheet 12")
    assert "read aloud, on a signed paper\n    folder 3, sheet 12" in told(other, second)
    assert not read_appeal(other, second).unconfirmed


# --- Deciding ---------------------------------------------------------------------------------------------------------


def test_who_wrote_it_down_does_not_decide(published: Desk) -> None:
    """Point 4: where that is the direct supervisor, the head of department answers first, and HR after that."""
    direct = desk_of(published, "Direct")
    number = filing.take_down(direct, JANUARY, "E1", "attitude", WORDS)
    assert read_appeal(published, number).waits_for == "the head of department"
    assert waiting_for(direct) == []
    for confirmed in (False, True):
        if confirmed:
            confirm(desk_of(published, "Owner"), number)
        with pytest.raises(NotPermitted, match="Who took an appeal down for its owner does not decide on it"):
            appeals.decide(direct, number, "rejected", "why")
        with pytest.raises(NotPermitted, match="Name S1, the direct supervisor, took A"):
            appeals.decide(desk_of(published, "Other"), number, "rejected", "why")
    assert [one.number for one in waiting_for(desk_of(published, "Head"))] == [number]
    appeals.decide(desk_of(published, "Head"), number, "rejected", "it is the right visit")
    appeals.escalate(desk_of(published, "Owner"), number, "it is not")
    with pytest.raises(NotPermitted, match="Who decided first does not decide again"):
        appeals.decide(desk_of(published, "Head"), number, "rejected", "why")
    appeals.decide(desk_of(published, "Hr"), number, "upheld", "it is not")


def test_nothing_is_taken_down_that_nobody_could_decide(published: Desk) -> None:
    """Point 4: without a head of department the direct supervisor leaves it to somebody else."""
    users.set_active(published, "Head", False)
    with pytest.raises(UserError, match="You would decide on it, and who takes an appeal down does not"):
        filing.take_down(desk_of(published, "Direct"), JANUARY, "E1", "attitude", WORDS)
    assert listed(published) == []
    filing.take_down(desk_of(published, "Other"), JANUARY, "E1", "attitude", WORDS)


def test_the_only_head_takes_nothing_down_that_the_head_decides(published: Desk) -> None:
    """Point 4: where the direct supervisor is no user the head answers first, and there is no other."""
    users.set_active(published, "Direct", False)
    users.set_roles(published, "Head", ["head", "supervisor"])
    with pytest.raises(UserError, match="You would decide on it, and who takes an appeal down does not"):
        filing.take_down(desk_of(published, "Head"), JANUARY, "E1", "attitude", WORDS)
    number = filing.take_down(desk_of(published, "Other"), JANUARY, "E1", "attitude", WORDS)
    assert [one.number for one in waiting_for(desk_of(published, "Head"))] == [number]


def test_an_unconfirmed_one_takes_no_right_away(published: Desk, taken: str) -> None:
    """Point 3: it is decided as it stands; what its owner never confirmed is not the owner's one appeal."""
    owner = desk_of(published, "Owner")
    with pytest.raises(UserError, match=f"{taken} was taken down for you against this line. Confirm it, or"):
        filing.file_appeal(owner, JANUARY, "attitude", "in my own words")
    appeals.decide(desk_of(published, "Direct"), taken, "upheld", "it is so")
    assert state_text(read_appeal(owner, taken)).startswith("not confirmed; ")
    with pytest.raises(UserError, match=f"{taken} is closed"):
        confirm(owner, taken)
    own = filing.file_appeal(owner, JANUARY, "attitude", "in my own words")
    with pytest.raises(UserError, match=f"against this line already: {own}"):
        filing.take_down(desk_of(published, "Other"), JANUARY, "E1", "attitude", "why")


def test_the_owner_takes_back_what_was_never_said(published: Desk, taken: str) -> None:
    """Point 3: the owner alone takes it back, and files another one."""
    owner = desk_of(published, "Owner")
    with pytest.raises(NotPermitted, match="somebody else's appeal"):
        appeals.withdraw(desk_of(published, "Other"), taken, "why")
    appeals.withdraw(owner, taken, "I never said so")
    assert state_text(read_appeal(owner, taken)) == "taken back"
    assert "Not confirmed, but taken back by Name E1 in person." in told(owner, taken)
    filing.file_appeal(owner, JANUARY, "attitude", "in my own words")


def test_a_confirmed_one_is_the_owners_one_appeal(published: Desk, taken: str) -> None:
    """docs/decisions/0021, point 1: one appeal for each line of a card."""
    owner = desk_of(published, "Owner")
    confirm(owner, taken)
    appeals.withdraw(owner, taken, "found the recording")
    with pytest.raises(UserError, match=f"against this line already: {taken}"):
        filing.file_appeal(owner, JANUARY, "attitude", "again")


def test_one_that_the_owner_took_further_is_the_owners(published: Desk, taken: str) -> None:
    """docs/decisions/0021, point 1: whoever goes to the second instance with it has appealed."""
    owner = desk_of(published, "Owner")
    appeals.decide(desk_of(published, "Direct"), taken, "rejected", "it is the right visit")
    appeals.escalate(owner, taken, "it is not")
    one = read_appeal(owner, taken)
    assert (one.unconfirmed, one.confirms) == (False, False) and "not confirmed" not in state_text(one)
    assert "Not confirmed, but taken further by Name E1 in person." in told(owner, taken)
    assert [hit.about for hit in find(published, taken)] == [f"2026-01  {WORDS}"]
    assert "appeal-unconfirmed" not in {found.code for found in check(published, JANUARY)}
    appeals.decide(desk_of(published, "Hr"), taken, "rejected", "it is")
    with pytest.raises(UserError, match=f"against this line already: {taken}"):
        filing.file_appeal(owner, JANUARY, "attitude", "again")


def test_an_answer_is_taken_further_for_its_owner(published: Desk) -> None:
    """Point 5: the second instance is asked for like the first; each taking down has its own confirmation."""
    owner, other, hr = (desk_of(published, name) for name in ("Owner", "Other", "Hr"))
    number = filing.file_appeal(owner, JANUARY, "attitude", WORDS)
    appeals.decide(desk_of(published, "Direct"), number, "rejected", "it is the right visit")
    with pytest.raises(UserError, match=f"{number} is no appeal of Name E2"):
        appeals.escalate(other, number, "it is not", for_no="E2")
    with pytest.raises(NotPermitted, match="one of these roles: supervisor"):
        appeals.escalate(hr, number, "it is not", for_no="E1")
    users.set_roles(published, "Other", ["supervisor", "hr"])
    appeals.escalate(desk_of(published, "Other"), number, "it is not", for_no="E1")
    one = read_appeal(owner, number)
    assert (one.state, one.taken_down_by, one.unconfirmed) == ("second", "", True)
    assert "taken to the second instance, taken down for its owner" in told(owner, number)
    with pytest.raises(NotPermitted, match="Who took an appeal down for its owner does not decide on it"):
        appeals.decide(desk_of(published, "Other"), number, "rejected", "why")
    confirm(owner, number)
    assert not read_appeal(owner, number).unconfirmed
    appeals.decide(hr, number, "rejected", "the recording says so")


# --- The trail --------------------------------------------------------------------------------------------------------


def test_the_trail_holds_names_of_nobody_and_no_words(published: Desk, taken: str) -> None:
    """docs/decisions/0046, point 5: digests of words, never words; for whom, by employee number."""
    users.set_active(published, "Owner", False)
    confirm_heard(desk_of(published, "Direct"), taken, paper="Zhao's folder")
    second = filing.take_down(desk_of(published, "Other"), JANUARY, "Name E2", "total", WORDS)
    with published.read() as session:
        entries = session.exec(select(AuditEntry).where(col(AuditEntry.subject).in_((taken, second)))).all()
    assert [entry.action for entry in entries] == ["take-down-appeal", "confirm-appeal", "take-down-appeal"]
    assert all("Zhao" not in entry.detail and "Name" not in entry.detail for entry in entries)
    assert json.loads(entries[2].detail)["for"] == "E2"
    assert not verify(published).problems


def test_what_an_owner_files_keeps_the_digest_that_it_had(published: Desk, taken: str) -> None:
    """docs/safekeeping.en.md: what earlier versions entered still fits the digest in its audit entry."""
    own = filing.file_appeal(desk_of(published, "Owner"), JANUARY, "total", "why")
    with published.read() as session:
        parts = [json.loads(text_of(session.connection(), ProcedureRecord("appeal", key))) for key in (1, 2)]
    assert [len(part) for part in parts] == [3, 2], "only what was taken down says more"
    assert [len(row) for row in parts[1][1]] == [8]
    assert own.endswith("-002")

"""Appeals: filed by the owner, decided by the direct supervisor, then by HR or the head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, Employee, User
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.holding_up import unchanged_texts
from csi_tui.services.appeals.pages import appeals as listed
from csi_tui.services.appeals.pages import read_appeal, state_text, waiting_for
from csi_tui.services.changes import exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.close.run import close_run
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.month_names import read_month
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from tests import stores
from tests.services.procedures import desk_of, publish_january, staff
from tests.stores import fill, local, survey

JANUARY = Period(202601)


@pytest.fixture
def published(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """January is published on Monday 2 February 2026; its window ends with Monday 9."""
    with stores.begun(tmp_path / "csi.db", now, publish_january) as desk:
        yield desk


@pytest.fixture
def filed(published: Desk) -> str:
    return filing.file_appeal(
        desk_of(published, "Owner"),
        JANUARY,
        "attitude",
        "the customer meant another visit",
        "recording 7",
        "A1",
    )


# --- Filing -----------------------------------------------------------------------------------------------------------


def test_an_appeal_is_filed_from_a_line(published: Desk, filed: str) -> None:
    """Seed 000 §8: within the window, to the supervisor; seed 003 §3: answered within five working days."""
    one = read_appeal(published, filed)
    assert (one.number, one.month, one.employee_no, one.line, one.row_no) == (
        "A20260202-001", "2026-01", "E1", "attitude", "A1",
    )  # fmt: skip
    assert (one.state, one.waits_for, one.late, one.outcome) == ("first", "Name S1", False, "")
    assert one.due_at == local("2026-02-10T00:00")
    assert [(step.step, step.by, step.text) for step in one.steps] == [
        ("filed", "Owner", "the customer meant another visit")
    ]


def test_only_the_owner_appeals(published: Desk) -> None:
    """Appealing for somebody else; there is no way to name another person."""
    for name in ("Desk", "Oversight"):
        with pytest.raises(NotPermitted, match="linked to no employee"):
            filing.file_appeal(
                published if name == "Desk" else desk_of(published, name), JANUARY, "attitude", "why"
            )
    with pytest.raises(UserError, match="You have no card in 2026-01"):
        filing.file_appeal(desk_of(published, "Direct"), JANUARY, "attitude", "why")


def test_an_appeal_too_late_or_too_early(published: Desk, now: time_machine.Traveller) -> None:
    """Seed 000 §8.3: in the publication window, no longer; the last day counts as a whole."""
    owner = desk_of(published, "Owner")
    with pytest.raises(UserError, match="2026-02 is not published"):
        filing.file_appeal(owner, Period(202602), "total", "why")
    now.move_to(local("2026-02-09T23:59"))
    filing.file_appeal(owner, JANUARY, "total", "why")
    now.move_to(local("2026-02-10T00:00"))
    with pytest.raises(UserError, match="ended at 2026-02-10 00:00; an appeal is too late"):
        filing.file_appeal(owner, JANUARY, "attitude", "why")


def test_a_line_that_is_none(published: Desk, filed: str) -> None:
    """The sentence names the lines; one line is appealed against once; a reason is needed."""
    owner = desk_of(published, "Owner")
    with pytest.raises(UserError, match="no line “politeness”"):
        filing.file_appeal(owner, JANUARY, "politeness", "why")
    for said in ("attitude", "ＡＴＴＩＴＵＤＥ", "Service attitude", "服务态度"):
        with pytest.raises(UserError, match=f"against this line already: {filed}"):
            filing.file_appeal(owner, JANUARY, said, "again")
    with pytest.raises(UserError, match="needs a reason"):
        filing.file_appeal(owner, JANUARY, "response", "")


def test_whoever_acts_for_the_owner_is_named(published: Desk, filed: str) -> None:
    """docs/cli.md, *Global options*: with --operator both names are recorded, and the appeal shows both."""
    acting = open_desk(published.store.path, "Owner")
    appeals.withdraw(acting, filed, "why")
    acting.close()
    steps = read_appeal(published, filed).steps
    assert [(step.by, step.account) for step in steps] == [("Owner", "owner"), ("Owner", stores.account())]


def test_a_row_that_is_none_and_a_text_that_is_none(published: Desk) -> None:
    """The row must exist; bytes that are no characters are told as such, not as a fault of the program."""
    owner = desk_of(published, "Owner")
    with pytest.raises(UserError, match="No order, survey or complaint has the number W99"):
        filing.file_appeal(owner, JANUARY, "total", "why", row_no="W99")
    with pytest.raises(UserError, match="bytes that are no characters"):
        filing.file_appeal(owner, JANUARY, "total", "why \udcff")
    number = filing.file_appeal(owner, JANUARY, "total", "why", row_no="Ｗ１")
    assert read_appeal(owner, "ａ２０２６０２０２－００１").number == number
    assert read_month("２０２６－０１") == JANUARY


def test_a_changed_card_may_be_questioned_again(published: Desk, filed: str) -> None:
    """docs/decisions/0021: one appeal for each line of a card; a card published anew that differs is another one."""
    owner = desk_of(published, "Owner")
    appeals.withdraw(owner, filed, "found the recording")
    assert state_text(read_appeal(owner, filed)) == "taken back"
    for again in (False, True):
        reopen_month(published, JANUARY, "once more")
        if again:
            fill(published, surveys=[survey("A2", "W2", "2026-01-21T09:00", "22222")])
        stores.compute(published, "2026-01")
        month_close.publish(published, JANUARY)
        if not again:
            with pytest.raises(UserError, match=f"against this line already: {filed}"):
                filing.file_appeal(owner, JANUARY, "attitude", "again")
    filing.file_appeal(owner, JANUARY, "attitude", "now it is another figure")


# --- Deciding ---------------------------------------------------------------------------------------------------------


def test_the_direct_supervisor_decides_first(published: Desk, filed: str) -> None:
    """Seed 001 §8, single-head assessment: nobody else, whatever the role; nobody on a figure of their own."""
    for name in ("Other", "Head", "Hr", "Oversight", "Colleague", "Desk"):
        with pytest.raises(NotPermitted, match="Only Name S1, the direct supervisor, decides"):
            appeals.decide(published if name == "Desk" else desk_of(published, name), filed, "upheld", "why")
    with pytest.raises(NotPermitted, match="a figure of their own"):
        appeals.decide(desk_of(published, "Owner"), filed, "upheld", "why")
    with pytest.raises(UserError, match="“yes” is no decision"):
        appeals.decide(desk_of(published, "Direct"), filed, "yes", "why")
    with pytest.raises(UserError, match="needs an explanation"):
        appeals.decide(desk_of(published, "Direct"), filed, "upheld", "")
    appeals.decide(desk_of(published, "Direct"), filed, "upheld", "the survey is of another visit")
    one = read_appeal(published, filed)
    assert (one.state, one.outcome, one.waits_for) == ("closed", "upheld", "")


def test_without_a_supervisor_who_is_a_user_the_head_decides(published: Desk, filed: str) -> None:
    """docs/decisions/0021: somebody has to; the second instance is then HR alone."""
    users.set_active(published, "Direct", False)
    with pytest.raises(NotPermitted, match="the head of department decides"):
        appeals.decide(desk_of(published, "Other"), filed, "rejected", "why")
    appeals.decide(desk_of(published, "Head"), filed, "rejected", "it is the right visit")
    appeals.escalate(desk_of(published, "Owner"), filed, "it is not")
    with pytest.raises(NotPermitted, match="Who decided first does not decide again"):
        appeals.decide(desk_of(published, "Head"), filed, "rejected", "still")
    appeals.decide(desk_of(published, "Hr"), filed, "partly", "half of it")
    assert read_appeal(published, filed).outcome == "partly"


def test_the_second_instance(published: Desk, filed: str, now: time_machine.Traveller) -> None:
    """Seed 003 §3: to HR or a level higher; the same five days; its answer is the last one."""
    appeals.decide(desk_of(published, "Direct"), filed, "rejected", "it is the right visit")
    assert read_appeal(published, filed).due_at == local("2026-02-10T00:00")
    with pytest.raises(NotPermitted, match="somebody else's appeal"):
        appeals.escalate(desk_of(published, "Colleague"), filed, "why")
    now.move_to(local("2026-02-05T10:00"))
    appeals.escalate(desk_of(published, "Owner"), filed, "it is not")
    one = read_appeal(published, filed)
    assert (one.state, one.waits_for) == ("second", "HR or the head of department")
    for name in ("Direct", "Other", "Oversight"):
        with pytest.raises(NotPermitted, match="head of department, HR"):
            appeals.decide(desk_of(published, name), filed, "rejected", "why")
    appeals.decide(desk_of(published, "Hr"), filed, "rejected", "the recording says so")
    with pytest.raises(UserError, match="has been taken to the second instance already"):
        appeals.escalate(desk_of(published, "Owner"), filed, "once more")
    assert [step.step for step in read_appeal(published, filed).steps] == [
        "filed", "decided", "escalated", "decided",
    ]  # fmt: skip


def test_nobody_decides_a_second_time_on_a_figure_of_their_own(published: Desk) -> None:
    """HR has cards as well, and somebody else has to decide on them."""
    number = filing.file_appeal(desk_of(published, "Hr"), JANUARY, "total", "why")
    appeals.decide(desk_of(published, "Direct"), number, "rejected", "no")
    appeals.escalate(desk_of(published, "Hr"), number, "it is not")
    with pytest.raises(NotPermitted, match="a figure of their own"):
        appeals.decide(desk_of(published, "Hr"), number, "upheld", "of course")
    appeals.decide(desk_of(published, "Head"), number, "rejected", "no")


def test_an_administrator_does_not_decide_for_another_on_an_own_figure(published: Desk) -> None:
    """The account counts as well as the user: whoever may act for others is still the owner of the card."""
    users.link(published, "Owner", None)
    users.link(published, "Desk", "E1")
    number = filing.file_appeal(published, JANUARY, "total", "why")
    acting = open_desk(published.store.path, "Direct")
    try:
        with pytest.raises(NotPermitted, match="a figure of their own"):
            appeals.decide(acting, number, "upheld", "of course")
        with pytest.raises(NotPermitted, match="a figure of their own"):
            appeals.carry(acting, number, "later")
        assert waiting_for(acting) == []
    finally:
        acting.close()
    assert [one.number for one in waiting_for(desk_of(published, "Direct"))] == [number]


def test_the_second_instance_too_late(published: Desk, filed: str, now: time_machine.Traveller) -> None:
    """An answer stands once its days are over."""
    appeals.decide(desk_of(published, "Direct"), filed, "partly", "half of it")
    now.move_to(local("2026-02-10T00:00"))
    with pytest.raises(UserError, match="stands since 2026-02-10 00:00"):
        appeals.escalate(desk_of(published, "Owner"), filed, "why")


def test_an_appeal_may_be_taken_back(published: Desk, filed: str) -> None:
    """By its owner alone."""
    with pytest.raises(NotPermitted, match="somebody else's appeal"):
        appeals.withdraw(desk_of(published, "Direct"), filed, "why")
    appeals.withdraw(desk_of(published, "Owner"), filed, "found the recording")
    with pytest.raises(UserError, match="is closed"):
        appeals.withdraw(desk_of(published, "Owner"), filed, "again")
    with pytest.raises(UserError, match="waits for no decision"):
        appeals.decide(desk_of(published, "Direct"), filed, "upheld", "why")


# --- The freeze -------------------------------------------------------------------------------------------------------


def test_an_open_appeal_blocks_the_freeze(published: Desk, filed: str, now: time_machine.Traveller) -> None:
    """docs/cli.md, *csi close freeze*: refuses while an appeal is open, or it is carried over formally."""
    now.move_to(local("2026-02-16T10:00"))
    assert [one.late for one in listed(published, waiting=True)] == [True]
    with pytest.raises(UserError, match=f"waits for a decision: {filed}") as refused:
        month_close.freeze(published, JANUARY)
    assert refused.value.exit_status == 1
    with pytest.raises(NotPermitted, match="one of these roles: supervisor"):
        appeals.carry(desk_of(published, "Hr"), filed, "why")
    appeals.carry(published, filed, "the supervisor is ill")
    assert month_close.freeze(published, JANUARY).state == "frozen"
    # It is decided all the same, and may go to the second instance.
    appeals.decide(desk_of(published, "Direct"), filed, "rejected", "it is the right visit")
    appeals.escalate(desk_of(published, "Owner"), filed, "it is not")
    appeals.decide(desk_of(published, "Head"), filed, "upheld", "it is not")
    assert read_appeal(published, filed).outcome == "upheld"


def test_the_freeze_waits_for_the_days_of_an_answer(
    published: Desk, filed: str, now: time_machine.Traveller
) -> None:
    """What may still go to the second instance is not final."""
    now.move_to(local("2026-02-09T10:00"))
    appeals.decide(desk_of(published, "Direct"), filed, "rejected", "why")
    now.move_to(local("2026-02-12T10:00"))
    # Friday 13 and the made-up Saturday 14 are worked; the Spring Festival begins on Sunday 15, up to Monday 23.
    with pytest.raises(UserError, match="before 2026-02-15 00:00: until then"):
        month_close.freeze(published, JANUARY)
    now.move_to(local("2026-02-15T00:00"))
    assert month_close.freeze(published, JANUARY).state == "frozen"
    with pytest.raises(UserError, match="2026-01 is frozen; an appeal is too late"):
        filing.file_appeal(desk_of(published, "Owner"), JANUARY, "total", "why")


def test_an_upheld_appeal_leads_to_a_new_publication(
    published: Desk, filed: str, now: time_machine.Traveller
) -> None:
    """Seed 000 §8: the supervisor corrects the result; until then the month is not frozen.

    The appeal keeps the revision that it questioned.
    """
    now.shift(1)
    appeals.decide(desk_of(published, "Direct"), filed, "upheld", "the survey is of another visit")
    now.move_to(local("2026-02-10T10:00"))
    with pytest.raises(UserError, match=f"not carried out yet: {filed}") as refused:
        month_close.freeze(published, JANUARY)
    assert refused.value.exit_status == 1
    reopen_month(published, JANUARY, f"{filed} is upheld")
    stores.compute(published, "2026-01")
    month_close.publish(published, JANUARY)
    assert read_appeal(published, filed).revision == 1
    assert month_close.freeze(published, JANUARY).state == "frozen"


# --- Reading ----------------------------------------------------------------------------------------------------------


def test_who_reads_appeals(published: Desk, filed: str) -> None:
    """Seed 001 §8: open to the person rated, and to those who have to do with it; to nobody else."""
    for name in ("Owner", "Direct", "Other", "Head", "Hr", "Oversight"):
        assert [one.number for one in listed(desk_of(published, name))] == [filed]
    assert listed(desk_of(published, "Colleague")) == []
    with pytest.raises(NotPermitted, match="somebody else's appeal"):
        read_appeal(desk_of(published, "Colleague"), filed)
    with pytest.raises(UserError, match="There is no appeal A9"):
        read_appeal(published, "A9")


def test_the_trail_holds_no_words(published: Desk, filed: str) -> None:
    """docs/rules.md, rule 21: what is said in an appeal may name customers."""
    appeals.decide(desk_of(published, "Direct"), filed, "upheld", "the survey is of another visit")
    with published.read() as session:
        entries = session.exec(select(AuditEntry).where(col(AuditEntry.subject) == filed)).all()
    assert [entry.action for entry in entries] == ["file-appeal", "decide-appeal"]
    assert all("visit" not in entry.detail for entry in entries)


# --- Users and employees ----------------------------------------------------------------------------------------------


def test_a_user_is_linked_to_an_employee(desk: Desk) -> None:
    """One employee is one user; only an administrator says who is who."""
    staff(desk)
    with pytest.raises(NotPermitted):
        users.link(desk_of(desk, "Direct"), "Hr", "E2")
    with pytest.raises(UserError, match="E2 is Colleague already"):
        users.link(desk, "Hr", "E2")
    with pytest.raises(UserError, match="E2 is Colleague already"):
        users.add_user(desk, "Twin", "twin", [], "E2")
    users.link(desk, "Colleague", "E2")
    users.link(desk, "Colleague", None)
    users.link(desk, "Hr", "E2")
    with desk.read() as session:
        number = session.exec(
            select(Employee.employee_no)
            .join(User, col(User.employee_id) == col(Employee.id))
            .where(User.name == "Hr")
        ).one()
    assert number == "E2"


def test_a_user_without_an_employee_needs_a_role(desk: Desk) -> None:
    """Otherwise there would be nothing that the user is there for."""
    with pytest.raises(UserError, match=r"A user needs a role .* or to be an employee \(--employee"):
        users.add_user(desk, "Nobody", "nobody", [])
    staff(desk)
    users.set_roles(desk, "Hr", [])
    with pytest.raises(UserError, match="A user needs a role"):
        users.set_roles(desk, "Oversight", [])
    users.set_active(desk, "Hr", False)
    with pytest.raises(UserError, match="No single active user"):
        open_desk(desk.store.path, "Hr")


def test_taking_the_month_back_carries_nothing_out(
    published: Desk, filed: str, now: time_machine.Traveller
) -> None:
    """What was upheld waits until the month is published anew; that its card stays is said."""
    now.shift(60)
    appeals.decide(desk_of(published, "Direct"), filed, "upheld", "right you are")
    now.shift(60)
    reopen_month(published, JANUARY, "an appeal was upheld")
    assert read_appeal(published, filed).to_carry_out
    # A run at night does not carry it out either: it takes a person.
    run = close_run(published, JANUARY, None, None, tell=lambda *_said: None)
    assert run.blocked
    assert [(one.code, one.rows) for one in run.findings if one.blocking] == [
        ("upheld-not-carried-out", (filed,))
    ]
    stores.compute(published, "2026-01")
    assert read_appeal(published, filed).to_carry_out
    month_close.publish(published, JANUARY)
    assert not read_appeal(published, filed).to_carry_out
    assert unchanged_texts(published, JANUARY) == [
        f"Upheld, and the card is as it was: {filed}. Look whether something was forgotten."
    ]
    reopen_month(published, JANUARY, "it was forgotten")
    exclusions.strike_out(published, "survey", "A1", "another customer answered")
    stores.compute(published, "2026-01")
    month_close.publish(published, JANUARY)
    assert unchanged_texts(published, JANUARY) == []

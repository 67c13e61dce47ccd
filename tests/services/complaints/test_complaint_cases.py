"""What happens to a complaint: corrections, rounds, pauses, two people's decisions, handovers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, Complaint, Employee, MilestoneEvent
from csi_tui.scoring.losses import Row
from csi_tui.scoring.periods import Period
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.text.receipt_words import line_reason
from csi_tui.services.changes import corrections
from csi_tui.services.close import month_close
from csi_tui.services.complaints import handlers, milestones, pauses, registration, rounds, validity
from csi_tui.services.complaints.detail import read_detail
from csi_tui.services.complaints.due_times import due_of
from csi_tui.services.complaints.handlers import Share, shares
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.complaints.text.detail import detail_lines
from csi_tui.services.complaints.text.due_times import due_text
from csi_tui.services.desk import clock
from csi_tui.services.desk.card_texts import milestone_name
from csi_tui.services.desk.desk import Actor, Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.services.workdays.calendar import reason_of
from tests import stores
from tests.services.procedures import desk_of
from tests.stores import SHANGHAI, complaint, fill, local, order, person


@pytest.fixture
def staffed(desk: Desk, now: time_machine.Traveller) -> Desk:
    """Two handlers, an order, and a complaint that was received on Monday 19 January at 9:00."""
    fill(
        desk,
        employees=[person("E1"), person("E4", "complaint_handler"), person("E5", "complaint_handler")],
        orders=[order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1")],
    )
    now.move_to(local("2026-01-19T09:00"))
    registration.register(desk, ComplaintRow("C1", local("2026-01-19T09:00"), handler_no="E4"))
    return desk


@pytest.fixture
def second(staffed: Desk) -> Iterator[Desk]:
    """A second supervisor, at an account of their own."""
    users.add_user(staffed, "Second", "second", ["supervisor"])
    opened = open_desk(staffed.store.path, "Second")
    yield Desk(
        opened.store,
        Actor(opened.actor.user_id, "Second", "second", opened.actor.roles),
        opened.site,
    )
    opened.close()


def stored(desk: Desk, number: str = "C1") -> Complaint:
    with desk.read() as session:
        return session.exec(select(Complaint).where(Complaint.complaint_no == number)).one()


def resolve(desk: Desk, number: str = "C1") -> None:
    for kind in ("contacted", "planned", "resolved"):
        milestones.log_milestone(desk, number, kind)


def timeliness(desk: Desk, month: str, employee: str) -> tuple[str | None, int]:
    line = stores.figures(stores.card_of(desk, month, employee))["complaint_timeliness"]
    return line["score"], line["n"]


def actions(desk: Desk) -> list[str]:
    with desk.read() as session:
        return list(session.exec(select(AuditEntry.action).order_by(col(AuditEntry.seq))))


# --- Corrections ------------------------------------------------------------------------------------------------------


def test_a_correction_keeps_the_old_entry(staffed: Desk, now: time_machine.Traveller) -> None:
    """A correction keeps the old one, with name and reason."""
    now.move_to(local("2026-01-20T12:00"))
    assert milestones.log_milestone(staffed, "C1", "contacted") == ["This was late."]
    remarks = milestones.correct_milestone(
        staffed, "C1", "contacted", local("2026-01-19T15:00"), "呼叫记录为准"
    )
    assert remarks == []
    assert stored(staffed).contacted_at == local("2026-01-19T15:00")
    events = read_detail(staffed, "C1").events
    assert [(event.happened_at, event.by, event.note, event.standing, event.late) for event in events] == [
        (local("2026-01-20T12:00"), "Desk", "", False, True),
        (local("2026-01-19T15:00"), "Desk", "呼叫记录为准", True, False),
    ]
    assert all(event.recorded_at == local("2026-01-20T12:00") for event in events)


def test_a_milestone_may_turn_out_not_to_have_happened(staffed: Desk, now: time_machine.Traveller) -> None:
    """The clock runs again; the entry stays with the reason."""
    now.move_to(local("2026-01-19T12:00"))
    resolve(staffed)
    assert stored(staffed).next_due_at is None
    milestones.correct_milestone(staffed, "C1", "resolved", None, "客户称仍未解决")
    found = stored(staffed)
    assert (found.resolved_at, found.next_due_at) == (None, found.resolve_due)
    milestones.log_milestone(staffed, "C1", "resolved")
    with staffed.read() as session:
        events = session.exec(select(MilestoneEvent).where(MilestoneEvent.kind == "resolved")).all()
    assert [event.happened_at is None for event in events] == [False, True, False]


@pytest.mark.parametrize(
    ("at", "reason", "says"),
    [
        ("2026-01-19T13:00", "why", "future"),
        ("2026-01-19T08:59", "why", "before the complaint was received"),
        ("2026-01-19T11:00", " ", "needs a reason"),
        ("2026-01-19T11:00", "x" * 501, "501 characters is too long"),
    ],
)
def test_corrections_that_cannot_be(
    staffed: Desk, now: time_machine.Traveller, at: str, reason: str, says: str
) -> None:
    """docs/rules.md, rule 17 holds for corrections too."""
    now.move_to(local("2026-01-19T12:00"))
    milestones.log_milestone(staffed, "C1", "contacted")
    with pytest.raises(UserError, match=says):
        milestones.correct_milestone(staffed, "C1", "contacted", local(at), reason)
    assert stored(staffed).contacted_at == local("2026-01-19T12:00")


def test_a_correction_out_of_order_takes_a_confirmation(staffed: Desk, now: time_machine.Traveller) -> None:
    """docs/files.md §3; a milestone that is not logged cannot be corrected."""
    now.move_to(local("2026-01-19T12:00"))
    with pytest.raises(UserError, match="is not logged"):
        milestones.correct_milestone(staffed, "C1", "planned", None, "why")
    resolve(staffed)
    with pytest.raises(UserError, match="is not logged") as refused:
        milestones.correct_milestone(staffed, "C1", "contacted", None, "why")
    assert refused.value.exit_status == 1
    milestones.correct_milestone(staffed, "C1", "contacted", None, "why", out_of_order=True)
    assert stored(staffed).contacted_at is None


# --- Rounds -----------------------------------------------------------------------------------------------------------


def test_a_reopened_complaint_is_a_new_round(staffed: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 7: its own three limits from the reopening, in the month of the reopening."""
    now.move_to(local("2026-01-20T08:00"))
    resolve(staffed)
    now.move_to(local("2026-02-02T10:00"))
    assert rounds.reopen(staffed, "C1", "同一故障再现") == "C1/2"
    first, again = stored(staffed), stored(staffed, "C1/2")
    assert again.received_at == local("2026-02-02T10:00")
    assert again.contact_due == local("2026-02-03T10:00")
    assert again.resolve_due == local("2026-02-12T00:00")
    assert (first.period, again.period) == (202601, 202602)
    assert again.handler_id == first.handler_id
    assert first.resolved_at == local("2026-01-20T08:00")
    case = read_detail(staffed, "C1/2")
    assert (case.rounds, case.reopened_because) == (("C1", "C1/2"), "同一故障再现")


def test_each_round_is_judged_by_itself(staffed: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 7: the earlier round's verdict stands; both count, also in one month."""
    now.move_to(local("2026-01-20T08:00"))
    resolve(staffed)
    now.move_to(local("2026-01-21T09:00"))
    rounds.reopen(staffed, "C1", "again")
    now.move_to(local("2026-01-23T09:00"))
    resolve(staffed)
    assert stored(staffed, "C1/2").contacted_at == local("2026-01-23T09:00")
    now.move_to(local("2026-02-02T09:00"))
    stores.compute(staffed, "2026-01")
    assert timeliness(staffed, "2026-01", "E4") == ("50.00", 2)


def test_what_is_said_about_a_complaint_is_about_its_latest_round(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """Somebody on the phone says the complaint's number, and means what is open of it."""
    now.move_to(local("2026-01-20T08:00"))
    resolve(staffed)
    rounds.reopen(staffed, "C1", "again")
    resolve(staffed)
    assert rounds.reopen(staffed, "C1", "and again") == "C1/3"
    handlers.assign(staffed, "C1", "E5")
    assert read_detail(staffed, "C1/3").handler == "Name E5"
    assert read_detail(staffed, "C1").handler == "Name E4"
    with pytest.raises(UserError, match="C1/3 is not resolved"):
        rounds.reopen(staffed, "C1/2", "why")


@pytest.mark.parametrize(
    ("reopened", "reason", "says"),
    [
        ("2026-02-20T09:00", "why", "more than 30 days"),
        ("2026-01-20T07:59", "why", "before the resolution"),
        ("2026-03-01T09:00", "why", "future"),
        ("2026-02-01T09:00", "", "needs a reason"),
    ],
)
def test_when_a_complaint_is_not_reopened(
    staffed: Desk, now: time_machine.Traveller, reopened: str, reason: str, says: str
) -> None:
    """docs/rules.md, rule 7: within 30 days of its resolution; later it is a new complaint."""
    now.move_to(local("2026-01-20T08:00"))
    resolve(staffed)
    now.move_to(local("2026-02-25T09:00"))
    with pytest.raises(UserError, match=says):
        rounds.reopen(staffed, "C1", reason, local(reopened))
    assert rounds.reopen(staffed, "C1", "last day", local("2026-02-19T23:59")) == "C1/2"


def test_the_resolution_of_a_reopened_round_stays_before_it(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """A correction cannot contradict the reopening."""
    now.move_to(local("2026-01-20T08:00"))
    resolve(staffed)
    now.move_to(local("2026-01-21T08:00"))
    rounds.reopen(staffed, "C1", "again")
    now.move_to(local("2026-01-22T08:00"))
    for at in (None, local("2026-01-21T09:00")):
        with pytest.raises(UserError, match="was reopened as C1/2"):
            milestones.correct_milestone(staffed, "C1", "resolved", at, "why")
    milestones.correct_milestone(staffed, "C1", "resolved", local("2026-01-21T07:00"), "why")


def test_a_number_that_is_taken_is_not_given_twice(staffed: Desk, now: time_machine.Traveller) -> None:
    """Somebody has a complaint of that very number: the round gets another."""
    registration.register(staffed, ComplaintRow("C1/2", local("2026-01-19T09:00"), category="其他"))
    resolve(staffed)
    assert rounds.reopen(staffed, "C1", "again") == "C1/2/2"


# --- Pauses -----------------------------------------------------------------------------------------------------------


def test_a_pause_extends_plan_and_resolution_never_the_contact(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """Only for reasons of the scheme, with proof and a limit, never for the 24-hour contact."""
    now.move_to(local("2026-01-20T08:00"))
    before = stored(staffed)
    until = pauses.pause(staffed, "C1", "awaiting-customer", "邮件 42")
    assert until == local("2026-01-27T08:00")
    found = stored(staffed)
    assert found.contact_due == before.contact_due
    assert found.plan_due == before.plan_due + timedelta(days=7)
    assert found.resolve_due == local("2026-02-05T00:00")
    assert found.paused_until == until
    (line,) = complaints_page(staffed)
    assert (line.step, line.paused_until) == ("contacted", None)
    milestones.log_milestone(staffed, "C1", "contacted")
    (line,) = complaints_page(staffed)
    assert (line.step, line.percent, line.paused_until) == ("planned", 0, until)


def test_a_pause_that_ends_early_counts_what_it_took(staffed: Desk, now: time_machine.Traveller) -> None:
    """From Tuesday 8:00 to Wednesday 20:00: 36 hours for the plan, one working day for the resolution."""
    now.move_to(local("2026-01-20T08:00"))
    pauses.pause(staffed, "C1", "customer-away", "录音 1")
    now.move_to(local("2026-01-21T20:00"))
    pauses.resume(staffed, "C1")
    found = stored(staffed)
    assert found.plan_due == local("2026-01-22T21:00")
    assert found.resolve_due == local("2026-01-30T00:00")
    assert found.paused_until is None
    with pytest.raises(UserError, match="does not stand still"):
        pauses.resume(staffed, "C1")


def test_twelve_pauses_of_minutes_move_no_working_day(staffed: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 22: twelve times 23:58-00:02 moved a limit by twelve working days."""
    before = stored(staffed).resolve_due
    for day in range(19, 25):
        now.move_to(local(f"2026-01-{day}T23:58"))
        pauses.pause(staffed, "C1", "awaiting-customer", "邮件 42")
        now.move_to(local(f"2026-01-{day + 1}T00:02"))
        assert pauses.resume(staffed, "C1") == []
    assert stored(staffed).resolve_due == before
    lines = list(detail_lines(read_detail(staffed, "C1"), clock.now(), milestone_name, reason_of))
    assert "Pauses of 0 h 24 min in all, a working day for each full 24 hours: 0 days given back." in lines
    assert any("not for another full 24 hours in all" in line for line in lines)


def test_the_strip_shows_the_days_that_were_given_back(staffed: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 22: which days came back and why, on the complaint and with its due times."""
    now.move_to(local("2026-01-20T08:00"))
    pauses.pause(staffed, "C1", "customer-away", "录音 1")
    now.move_to(local("2026-01-21T20:00"))
    pauses.resume(staffed, "C1")
    lines = list(detail_lines(read_detail(staffed, "C1"), clock.now(), milestone_name, reason_of))
    text = due_text(due_of(staffed, "C1"), SHANGHAI, reason_of).splitlines()
    for shown in (lines, text):
        assert "Pauses of 36 h 0 min in all, a working day for each full 24 hours: 1 day given back." in shown
        given_back = [line for line in shown if "given back: the clock stood still at its end" in line]
        assert [line.split()[0] for line in given_back] == ["2026-01-20"]


def test_a_pause_too_short_to_move_a_limit_that_passes_in_it_is_said(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0016: ten hours over the last midnight give no day back; going on says that time is over."""
    due = stored(staffed).resolve_due
    now.move_to(due - timedelta(hours=1))
    pauses.pause(staffed, "C1", "awaiting-customer", "邮件 42")
    assert stored(staffed).resolve_due > due
    now.shift(timedelta(hours=10))
    (remark,) = pauses.resume(staffed, "C1")
    assert remark.startswith("The time for the resolution is over since 2026-01-29 00:00")
    assert stored(staffed).resolve_due == due


def test_a_pause_ends_by_itself_at_its_limit(staffed: Desk, now: time_machine.Traveller) -> None:
    """A limit. Nobody has to be there to end it."""
    now.move_to(local("2026-01-20T08:00"))
    pauses.pause(staffed, "C1", "awaiting-customer", "邮件 42")
    milestones.log_milestone(staffed, "C1", "contacted")
    now.move_to(local("2026-01-28T08:30"))
    (line,) = complaints_page(staffed)
    assert (line.paused_until, line.overdue) == (None, False)
    assert pauses.pause(staffed, "C1", "inspection", "委托书 7") == local("2026-02-12T08:30")
    assert len(read_detail(staffed, "C1").pauses) == 2


def test_the_days_of_a_reason_are_all_that_a_round_may_stand_still(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """A limit that pauses in a row do not get round (docs/decisions/0016)."""
    now.move_to(local("2026-01-20T08:00"))
    pauses.pause(staffed, "C1", "awaiting-customer", "邮件 42")
    now.move_to(local("2026-01-24T08:00"))
    pauses.resume(staffed, "C1")
    assert pauses.pause(staffed, "C1", "awaiting-customer", "邮件 43") == local("2026-01-27T08:00")
    now.move_to(local("2026-01-27T08:00"))
    with pytest.raises(UserError, match="as long as it may: 7 days in all"):
        pauses.pause(staffed, "C1", "awaiting-customer", "邮件 44")
    assert len(read_detail(staffed, "C1").pauses) == 2


def test_a_pause_shows_while_the_contact_is_open(staffed: Desk, now: time_machine.Traveller) -> None:
    """The limits of plan and resolution stand still although the next step, the contact, does not."""
    now.move_to(local("2026-01-19T10:00"))
    until = pauses.pause(staffed, "C1", "awaiting-customer", "邮件 42")
    case = read_detail(staffed, "C1")
    assert (case.paused, case.paused_until) == (until, None)
    lines = list(detail_lines(case, clock.now(), milestone_name, reason_of))
    assert "The clock of plan and resolution stands still, until 2026-01-26 10:00 at the latest." in lines


def test_a_resolution_ends_the_pause(staffed: Desk, now: time_machine.Traveller) -> None:
    """What is resolved does not stand still any more; reopened, it begins with a running clock."""
    now.move_to(local("2026-01-20T08:00"))
    pauses.pause(staffed, "C1", "customer-away", "录音 1")
    now.move_to(local("2026-01-20T09:00"))
    resolve(staffed)
    assert stored(staffed).paused_until is None
    (span,) = read_detail(staffed, "C1").pauses
    assert (span.ends_at, span.limit) == (local("2026-01-20T09:00"), False)


@pytest.mark.parametrize(
    ("reason", "proof", "says"),
    [("holiday", "录音", "knows no pause"), ("customer-away", "  ", "needs a proof")],
)
def test_pauses_that_cannot_be(staffed: Desk, reason: str, proof: str, says: str) -> None:
    """Reasons that the scheme lists, with proof text."""
    with pytest.raises(UserError, match=says):
        pauses.pause(staffed, "C1", reason, proof)


def test_when_a_clock_cannot_be_paused(staffed: Desk, now: time_machine.Traveller) -> None:
    """Not twice at once, not when it is over, not when it is resolved."""
    pauses.pause(staffed, "C1", "customer-away", "录音 1")
    with pytest.raises(UserError, match="stands still already"):
        pauses.pause(staffed, "C1", "customer-away", "录音 2")
    pauses.resume(staffed, "C1")
    now.move_to(local("2026-01-29T00:00"))
    with pytest.raises(UserError, match="is over since 2026-01-29 00:00"):
        pauses.pause(staffed, "C1", "customer-away", "录音 2")
    resolve(staffed)
    with pytest.raises(UserError, match="is resolved"):
        pauses.pause(staffed, "C1", "customer-away", "录音 2")


# --- Two people -------------------------------------------------------------------------------------------------------


def test_two_people_make_a_complaint_invalid(
    staffed: Desk, second: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 8: one proposes with a reason, another confirms; visible."""
    validity.propose(staffed, "C1", "invalid", "恶意投诉")
    assert (stored(staffed).status, stored(staffed).proposed_status) == ("valid", "invalid")
    now.move_to(local("2026-01-19T10:00"))
    validity.decide(second, "C1", confirm=True)
    found = stored(staffed)
    assert (found.status, found.status_reason, found.next_due_at) == ("invalid", "恶意投诉", None)
    assert found.proposed_status is None
    (decision,) = read_detail(staffed, "C1").decisions
    assert (decision.proposed_by, decision.decided_by, decision.outcome) == ("Desk", "Second", "confirmed")
    now.move_to(local("2026-02-02T09:00"))
    stores.compute(staffed, "2026-01")
    assert timeliness(staffed, "2026-01", "E4") == (None, 0)


def test_nobody_is_both_people(staffed: Desk, second: Desk) -> None:
    """Neither as the same user nor under the same account; a clerk does not confirm at all."""
    validity.propose(staffed, "C1", "invalid", "恶意投诉")
    with pytest.raises(NotPermitted, match="second person"):
        validity.decide(staffed, "C1", confirm=True)
    acting = open_desk(staffed.store.path, "Second")
    with pytest.raises(NotPermitted, match="account of their own"):
        validity.decide(acting, "C1", confirm=True)
    acting.close()
    users.add_user(staffed, "Clerk", "clerk", ["clerk"])
    opened = open_desk(staffed.store.path, "Clerk")
    clerk = Desk(opened.store, Actor(opened.actor.user_id, "Clerk", "clerk", opened.actor.roles), opened.site)
    with pytest.raises(NotPermitted, match="head of department"):
        validity.decide(clerk, "C1", confirm=True)
    assert stored(staffed).status == "valid"
    opened.close()


def test_a_decision_is_reversible(staffed: Desk, second: Desk, now: time_machine.Traveller) -> None:
    """Reversible, by two people again; the clock runs as if nothing had been."""
    validity.propose(staffed, "C1", "invalid", "重复投诉")
    validity.decide(second, "C1", confirm=True)
    with pytest.raises(UserError, match="invalid already"):
        validity.propose(staffed, "C1", "invalid", "why")
    validity.propose(second, "C1", "valid", "并非重复")
    validity.decide(staffed, "C1", confirm=True)
    found = stored(staffed)
    assert (found.status, found.status_reason, found.next_due_at) == ("valid", None, found.contact_due)
    with pytest.raises(UserError, match="valid already"):
        validity.propose(second, "C1", "valid", "why")


def test_a_proposal_may_be_rejected_or_taken_back(staffed: Desk, second: Desk) -> None:
    """A rejection says why; the one who proposed may take it back."""
    validity.propose(staffed, "C1", "invalid", "恶意投诉")
    with pytest.raises(UserError, match="waits already"):
        validity.propose(second, "C1", "invalid", "me too")
    with pytest.raises(UserError, match="Say why"):
        validity.decide(second, "C1", confirm=False)
    assert validity.decide(second, "C1", confirm=False, reason="客户确有损失").outcome == "rejected"
    validity.propose(staffed, "C1", "invalid", "再次提议")
    assert validity.decide(staffed, "C1", confirm=False, reason="撤回").outcome == "withdrawn"
    assert [one.outcome for one in validity.decisions(staffed)] == ["rejected", "withdrawn"]
    with pytest.raises(UserError, match="Nothing is proposed"):
        validity.decide(second, "C1", confirm=True)
    assert stored(staffed).status == "valid"


def test_a_proposal_waits_for_another_person(staffed: Desk, second: Desk) -> None:
    """Whoever proposed cannot confirm, and is not asked to."""
    validity.propose(staffed, "C1", "invalid", "恶意投诉")
    assert validity.waiting_for(staffed) == []
    assert [one.complaint_no for one in validity.waiting_for(second)] == ["C1"]


def test_the_number_may_be_typed_as_it_comes(staffed: Desk) -> None:
    """On the phone nobody minds capitals or the width of an input method's letters."""
    assert read_detail(staffed, "ｃ１").complaint_no == "C1"
    with pytest.raises(UserError, match="no complaint"):
        read_detail(staffed, "C")


def test_a_handover_to_somebody_who_left_is_remarked_upon(staffed: Desk, now: time_machine.Traveller) -> None:
    """It is taken, for the desk may know better, and said (docs/files.md §3: reported, not refused)."""
    with staffed.write() as session:
        gone = session.exec(select(Employee).where(Employee.employee_no == "E5")).one()
        gone.left_on = date(2026, 1, 10)
        session.add(gone)
    now.move_to(local("2026-01-20T08:00"))
    assert handlers.assign(staffed, "C1", "E5", "休假") == ["Name E5 left on 2026-01-10."]
    case = read_detail(staffed, "C1")
    assert [(one.to, one.reason) for one in case.handovers] == [("Name E5", "休假")]
    assert handlers.assign(staffed, "C1", "E4") == []


def test_a_new_round_says_its_limits(staffed: Desk, now: time_machine.Traveller) -> None:
    """A reopening of last week is entered today: that its contact is late already is said at once."""
    resolve(staffed)
    now.move_to(local("2026-01-26T08:00"))
    number = rounds.reopen(staffed, "C1", "again", local("2026-01-22T09:00"))
    assert rounds.new_limits(staffed, number) == (
        "Contact by 2026-01-23 09:00, plan by 2026-01-24 09:00, resolution before 2026-02-03 00:00. "
        "The limit for the contact has passed already."
    )


def test_a_correction_to_the_same_time_is_none(staffed: Desk, now: time_machine.Traveller) -> None:
    """It would only add a line to the history."""
    now.move_to(local("2026-01-20T08:00"))
    milestones.log_milestone(staffed, "C1", "contacted", local("2026-01-19T10:00"))
    with pytest.raises(UserError, match="is logged already, at 2026-01-19 10:00"):
        milestones.correct_milestone(staffed, "C1", "contacted", local("2026-01-19T10:00"), "why")


def test_an_order_brings_its_customer(staffed: Desk) -> None:
    """Who complains about an order and is not named is its customer."""
    fill(
        staffed,
        orders=[order("W2", "2026-01-05T09:00", customer_name="王样例", customer_phone="13800000001")],
    )
    kept = registration.register(staffed, ComplaintRow("C2", local("2026-01-19T09:00"), order_no="W2"))
    assert (kept.customer_name, kept.customer_phone) == ("王样例", "13800000001")
    named = ComplaintRow("C3", local("2026-01-19T09:00"), order_no="W2", customer_name="李样例")
    assert registration.register(staffed, named).customer_phone is None


def test_a_complaint_says_something(staffed: Desk) -> None:
    """F2 twice on an empty form keeps nothing."""
    with pytest.raises(FormInvalid, match="Say at least who complains"):
        registration.register(staffed, ComplaintRow("C2", local("2026-01-19T09:00")))


def test_the_report_by_proposer_and_confirmer(staffed: Desk, second: Desk) -> None:
    """With a report by proposer and confirmer."""
    for number in ("C2", "C3", "C4"):
        registration.register(staffed, ComplaintRow(number, local("2026-01-19T09:00"), category="其他"))
    for number in ("C1", "C2", "C3", "C4"):
        validity.propose(staffed, number, "invalid", "恶意投诉")
    validity.decide(second, "C1", confirm=True)
    validity.decide(second, "C2", confirm=True)
    validity.decide(second, "C3", confirm=False, reason="有损失")
    assert [pair.json() for pair in validity.pairs(validity.decisions(staffed))] == [
        {"proposed_by": "Desk", "decided_by": "", "confirmed": 0, "rejected": 0,
         "withdrawn": 0, "waiting": 1},
        {"proposed_by": "Desk", "decided_by": "Second", "confirmed": 2, "rejected": 1,
         "withdrawn": 0, "waiting": 0},
    ]  # fmt: skip
    assert [one.complaint_no for one in validity.decisions(staffed, waiting=True)] == ["C4"]


def test_an_invalid_complaint_entered_at_the_desk_is_a_proposal(staffed: Desk) -> None:
    """docs/rules.md, rule 8: it takes a reason and a second person, also on the form."""
    row = ComplaintRow(
        "C2", local("2026-01-19T09:00"), category="其他", status="invalid", status_reason="不属本部门"
    )
    registration.register(staffed, row)
    found = stored(staffed, "C2")
    assert (found.status, found.proposed_status) == ("valid", "invalid")
    assert found.next_due_at == found.contact_due


# --- What a month has judged ------------------------------------------------------------------------------------------


def test_what_a_closed_month_rests_on_is_not_changed_from_outside(
    staffed: Desk, second: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rules 4 and 8: a published month is reopened, a frozen one is for those who may correct it."""
    now.move_to(local("2026-01-19T10:00"))
    resolve(staffed)
    now.move_to(local("2026-02-10T09:00"))
    stores.compute(staffed, "2026-01")
    month_close.publish(staffed, Period(202601), days=0)
    users.add_user(staffed, "Clerk", "clerk", ["clerk"])
    clerk = desk_of(staffed, "Clerk")
    validity_before = stored(staffed, "C1").status
    uses: list[Callable[[Desk], object]] = [
        lambda desk: milestones.correct_milestone(desk, "C1", "resolved", None, "why"),
        lambda desk: handlers.correct_handler(desk, "C1", "E5", "why"),
        lambda desk: validity.propose(desk, "C1", "invalid", "why"),
    ]
    for desk in (staffed, clerk):
        for use in uses:
            with pytest.raises(
                UserError, match=r"was judged in 2026-01, which is published.*Reopen the month"
            ):
                use(desk)
    now.move_to(local("2026-02-11T09:00"))
    month_close.freeze(staffed, Period(202601))
    for use in uses[:2]:
        with pytest.raises(NotPermitted, match="was judged in 2026-01, which is frozen"):
            use(clerk)
    assert stored(staffed, "C1").status == validity_before
    # What comes afterwards is a round of its own.
    assert rounds.reopen(staffed, "C1", "again") == "C1/2"
    assert stored(staffed, "C1/2").period == 202602


def test_what_a_frozen_month_rests_on_is_corrected_where_it_stands(
    staffed: Desk, second: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 15, docs/decisions/0024: a milestone, a handler, the validity; then the month."""
    now.move_to(local("2026-01-19T10:00"))
    resolve(staffed)
    now.move_to(local("2026-02-10T09:00"))
    stores.freeze(staffed, "2026-01")

    def in_time() -> dict[str, object]:
        return {
            str(card["employee_no"]): stores.figures(card)["complaint_timeliness"]["score"]
            for card in stores.cards(staffed, "2026-01")
            if stores.figures(card)["complaint_timeliness"]["n"]
        }

    before = in_time()
    ((handler, score),) = before.items()
    assert score == "100.00" and handler != "E5"
    remark = "2026-01 is frozen: its cards change only when it is corrected (csi close correct 2026-01)."
    late = local("2026-02-09T10:00")
    assert milestones.correct_milestone(staffed, "C1", "resolved", late, "that day") == [
        remark,
        "This was late.",
    ]
    assert in_time() == before
    corrections.correct(staffed, Period(202601), "C1 was resolved on 9 February")
    assert in_time() == {handler: "0.00"}
    assert handlers.correct_handler(staffed, "C1", "E5", "it was hers") == [remark]
    corrections.correct(staffed, Period(202601), "C1 was E5's")
    assert in_time() == {"E5": "0.00"}
    validity.propose(staffed, "C1", "invalid", "malicious")
    assert validity.decide(second, "C1", confirm=True).remarks == [remark]
    corrections.correct(staffed, Period(202601), "C1 was malicious")
    assert in_time() == {}
    # Once no revision that is shown counts it, it counts in the next open month, like what came late.
    validity.propose(staffed, "C1", "valid", "it was not")
    validity.decide(second, "C1", confirm=True)
    assert stored(staffed, "C1").period == 202602 and stored(staffed, "C1").late
    assert not verify(staffed).problems


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize("holder", ["end", "start"])
def test_a_judged_complaint_is_nobodys_for_being_handed_to_somebody(
    staffed: Desk, now: time_machine.Traveller, several: bool, holder: str
) -> None:
    """Its first handler has it from then on; what the month saw becomes theirs by a correction alone."""
    registration.register(staffed, ComplaintRow("C2", local("2026-01-19T09:00"), category="其他"))
    now.move_to(local("2026-02-10T09:00"))
    stores.freeze(staffed, "2026-01")
    users.add_user(staffed, "Clerk", "clerk", ["clerk"])
    clerk = desk_of(staffed, "Clerk")
    if several:
        handlers.assign_all(clerk, ["C2"], "E5", "to be settled")
    else:
        handlers.assign(clerk, "C2", "E5", "to be settled")
    with staffed.read() as session:
        complaint = stored(staffed, "C2")
        found = handlers.handovers_of(session, complaint)
        assert handlers.credited(complaint, found, clock.now(), holder) is None
    assert [share.handler for share in read_detail(staffed, "C2").shares] == ["nobody", "Name E5"]
    with pytest.raises(UserError, match="nothing"):
        corrections.correct(staffed, Period(202601), "nothing is different")
    with pytest.raises(NotPermitted, match="was judged in 2026-01, which is frozen"):
        handlers.correct_handler(clerk, "C2", "E5", "hers from the beginning")
    handlers.correct_handler(staffed, "C2", "E5", "hers from the beginning")
    corrections.correct(staffed, Period(202601), "C2 was E5's")
    assert timeliness(staffed, "2026-01", "E5") == ("0.00", 1)
    assert not verify(staffed).problems


def test_who_had_a_judged_complaint_that_nobody_had_is_said_by_a_correction(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """A published month is reopened first; of a frozen one it is said by who closes months."""
    registration.register(staffed, ComplaintRow("C2", local("2026-01-19T09:00"), category="其他"))
    with pytest.raises(UserError, match="nothing to correct"):
        handlers.correct_handler(staffed, "C2", "E5", "hers")
    now.move_to(local("2026-02-10T09:00"))
    stores.compute(staffed, "2026-01")
    month_close.publish(staffed, Period(202601), days=0)
    with pytest.raises(UserError, match=r"was judged in 2026-01, which is published"):
        handlers.correct_handler(staffed, "C2", "E5", "hers")
    now.move_to(local("2026-02-11T09:00"))
    month_close.freeze(staffed, Period(202601))
    assert handlers.correct_handler(staffed, "C2", "E5", "hers")
    corrections.correct(staffed, Period(202601), "C2 was E5's")
    assert timeliness(staffed, "2026-01", "E5") == ("0.00", 1)


def test_a_milestone_that_was_forgotten_is_logged_with_a_reason(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """In a frozen month that judged the complaint without it."""
    now.move_to(local("2026-02-10T09:00"))
    stores.freeze(staffed, "2026-01")
    happened = local("2026-01-19T10:00")
    with pytest.raises(UserError, match="needs a reason: write it as the note"):
        milestones.log_milestone(staffed, "C1", "contacted", happened)
    (remark, *_more) = milestones.log_milestone(
        staffed, "C1", "contacted", happened, "the call list shows it"
    )
    assert remark.startswith("2026-01 is frozen")


def reason_of_row(row: Row) -> str:
    return dict(row.facts)["reason"]


def test_a_reason_on_a_receipt_does_not_change_by_what_is_typed_in_later(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """A receipt says why a complaint was late as it was known when its figures were computed; a correction's anew."""
    now.move_to(local("2026-02-10T09:00"))
    stores.freeze(staffed, "2026-01")

    def reason(revision: int) -> str:
        found = explain(staffed, "E4", Period(202601), "complaint_timeliness", revision=revision)
        return next(reason_of_row(line.row) for group in found.receipt.groups for line in group.lines)

    assert reason(1) == "missing-contacted"
    now.move_to(local("2026-02-12T09:00"))
    milestones.log_milestone(staffed, "C1", "contacted", local("2026-01-19T10:00"), "the call list shows it")
    assert reason(1) == "missing-contacted"
    milestones.log_milestone(staffed, "C1", "planned", local("2026-02-11T10:00"))
    handlers.correct_handler(staffed, "C1", "E5", "it was hers")
    corrections.correct(staffed, Period(202601), "C1 was E5's")
    found = explain(staffed, "E5", Period(202601), "complaint_timeliness")
    assert [reason_of_row(line.row) for group in found.receipt.groups for line in group.lines] == [
        "missing-planned"
    ]
    assert reason(1) == "missing-contacted"


def test_a_contact_that_nobody_logged_is_not_called_late(staffed: Desk, now: time_machine.Traveller) -> None:
    """“contact not logged” is not “contacted too late”: on the complaint and on the receipt."""

    def said() -> tuple[str, str]:
        lines = detail_lines(read_detail(staffed, "C1"), clock.now(), milestone_name, reason_of)
        shown = next(line for line in lines if "by 2026-01-20 09:00" in line)
        stores.compute(staffed, "2026-01")
        found = explain(staffed, "E4", Period(202601), "complaint_timeliness")
        (reason,) = (line_reason(line) for group in found.receipt.groups for line in group.lines)
        return shown, reason

    now.move_to(local("2026-02-10T09:00"))
    shown, reason = said()
    assert shown.endswith("overdue, not logged")
    assert reason == "contact not logged when its time was over"
    milestones.log_milestone(staffed, "C1", "contacted", local("2026-01-20T10:00"))
    shown, reason = said()
    assert shown.endswith("too late")
    assert reason == "customer contacted too late"


# --- Handovers --------------------------------------------------------------------------------------------------------


def test_both_shares_of_the_clock_are_visible(staffed: Desk, now: time_machine.Traveller) -> None:
    """Reassignment, with both handlers' shares of the clock."""
    now.move_to(local("2026-01-20T09:00"))
    handlers.assign(staffed, "C1", "E5", "休假")
    now.move_to(local("2026-01-23T09:00"))
    assert read_detail(staffed, "C1").shares == (
        Share("Name E4", timedelta(days=1), 25),
        Share("Name E5", timedelta(days=3), 75),
    )


def test_a_pause_is_nobodys_time() -> None:
    """The clock stood still: it is nobody's share. A handler who comes back has both times."""
    start = local("2026-01-19T09:00")

    def after(hours: int):
        return start + timedelta(hours=hours)

    holders = [("A", start), ("B", after(10)), ("A", after(20))]
    found = shares(start, after(40), holders, [(after(5), after(15)), (after(30), after(50))])
    assert found == [Share("A", timedelta(hours=15), 75), Share("B", timedelta(hours=5), 25)]


@pytest.mark.parametrize(
    ("handed_over", "done", "credited"),
    [
        # In time: whoever holds it when it is resolved.
        ("2026-01-20T12:00", ("2026-01-19T10:00", "2026-01-19T11:00", "2026-01-21T09:00"), "E5"),
        ("2026-01-22T12:00", ("2026-01-19T10:00", "2026-01-19T11:00", "2026-01-21T09:00"), "E4"),
        # The contact fell due on 20 January at 9:00: late, whatever came afterwards.
        ("2026-01-20T08:00", ("2026-01-20T12:00", "2026-01-20T13:00", "2026-01-21T09:00"), "E5"),
        ("2026-01-20T09:00", ("2026-01-20T12:00", "2026-01-20T13:00", "2026-01-21T09:00"), "E5"),
        ("2026-01-20T09:01", ("2026-01-20T12:00", "2026-01-20T13:00", "2026-01-21T09:00"), "E4"),
        # Never resolved: whoever held it when the last limit passed, on 29 January at 00:00.
        ("2026-01-28T23:59", ("2026-01-19T10:00", "2026-01-19T11:00", ""), "E5"),
        ("2026-01-29T00:01", ("2026-01-19T10:00", "2026-01-19T11:00", ""), "E4"),
    ],
)
def test_who_is_credited_for_a_complaint_that_changed_hands(
    staffed: Desk,
    now: time_machine.Traveller,
    handed_over: str,
    done: tuple[str, str, str],
    credited: str,
) -> None:
    """By default who holds it when it is resolved or falls due."""
    steps = sorted(
        [(local(at), kind) for at, kind in zip(done, ("contacted", "planned", "resolved"), strict=True) if at]
        + [(local(handed_over), "handover")]
    )
    for at, what in steps:
        now.move_to(at)
        if what == "handover":
            handlers.assign(staffed, "C1", "E5")
        else:
            milestones.log_milestone(staffed, "C1", what)
    now.move_to(local("2026-02-05T09:00"))
    stores.compute(staffed, "2026-01")
    counts = {number: timeliness(staffed, "2026-01", number)[1] for number in ("E4", "E5")}
    assert counts == {"E4": int(credited == "E4"), "E5": int(credited == "E5")}


def test_the_first_handler_has_held_it_from_the_receipt(staffed: Desk, now: time_machine.Traveller) -> None:
    """A complaint without a handler falls due: whoever gets it afterwards is credited (docs/files.md §3)."""
    registration.register(staffed, ComplaintRow("C2", local("2026-01-19T09:00"), category="其他"))
    now.move_to(local("2026-01-25T09:00"))
    handlers.assign(staffed, "C2", "E5")
    now.move_to(local("2026-02-05T09:00"))
    stores.compute(staffed, "2026-01")
    assert timeliness(staffed, "2026-01", "E5") == ("0.00", 1)


def test_a_handler_entered_wrongly_is_corrected_without_a_handover(
    staffed: Desk, now: time_machine.Traveller
) -> None:
    """A slip of the pen is no handover: the right one has held it all the time."""
    now.move_to(local("2026-01-25T09:00"))
    handlers.correct_handler(staffed, "C1", "E5", "工号填错")
    assert [share.handler for share in read_detail(staffed, "C1").shares] == ["Name E5"]
    handlers.assign(staffed, "C1", "E4")
    handlers.correct_handler(staffed, "C1", "E1", "又填错")
    assert [share.handler for share in read_detail(staffed, "C1").shares] == ["Name E5", "Name E1"]
    assert actions(staffed)[-3:] == ["correct-handler", "assign-complaint", "correct-handler"]
    with pytest.raises(UserError, match="needs a reason"):
        handlers.correct_handler(staffed, "C1", "E4", "")


def test_an_imported_complaint_is_credited_to_its_handler(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/scoring.md §5: `handler_no`, as before."""
    fill(
        desk,
        employees=[person("E4", "complaint_handler")],
        complaints=[complaint("C1", "2026-01-19T09:00", "E4")],
    )
    stores.compute(desk, "2026-01")
    assert timeliness(desk, "2026-01", "E4") == ("0.00", 1)


def test_nobody_decides_on_a_complaint_of_their_own(
    staffed: Desk, second: Desk, now: time_machine.Traveller
) -> None:
    """Seed 001 §8: not its validity, and nothing that a frozen month rests on; others log and hand over as before."""
    validity.propose(second, "C1", "invalid", "malicious")
    users.link(staffed, "Desk", "E4")
    with pytest.raises(NotPermitted, match="a figure of their own"):
        validity.decide(staffed, "C1", confirm=True)
    validity.decide(second, "C1", confirm=False, reason="it was not")
    milestones.log_milestone(staffed, "C1", "contacted", local("2026-01-19T09:00"))
    now.move_to(local("2026-02-10T09:00"))
    stores.freeze(staffed, "2026-01")
    for use in (
        lambda: milestones.correct_milestone(staffed, "C1", "contacted", None, "why"),
        lambda: milestones.log_milestone(staffed, "C1", "planned", local("2026-01-19T09:00"), "why"),
        lambda: handlers.correct_handler(staffed, "C1", "E5", "why"),
    ):
        with pytest.raises(NotPermitted, match="a figure of their own"):
            use()

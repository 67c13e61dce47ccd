"""Complaints at the desk: register one, log its milestones; surveys by hand."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from sqlmodel import col, select

from csi_db.models import AuditEntry, Complaint, MilestoneEvent, Survey
from csi_tui.services.calendar import changes as calendar_changes
from csi_tui.services.complaints import handlers, milestones, registration
from csi_tui.services.complaints.due_times import due
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.errors import UserError
from csi_tui.services.orders import surveys
from csi_tui.services.tabular.records import ComplaintRow, SurveyRow
from tests.stores import complaint, fill, local, order, person

PHONE, NAME = "13812345678", "王小明"


@pytest.fixture
def desk_with_staff(desk: Desk, now: time_machine.Traveller) -> Desk:
    fill(
        desk,
        employees=[person("E1"), person("E4", "complaint_handler")],
        orders=[order("W1", "2026-01-05T09:00")],
    )
    now.move_to(local("2026-01-20T09:00"))
    return desk


def row(number: str = "C1", received: str = "2026-01-19T09:00", **values: object) -> ComplaintRow:
    return ComplaintRow(number, local(received), **{"category": "其他", **values})  # type: ignore[arg-type]


def stored(desk: Desk, number: str = "C1") -> Complaint:
    with desk.read() as session:
        return session.exec(select(Complaint).where(Complaint.complaint_no == number)).one()


def faults(invalid: pytest.ExceptionInfo[FormInvalid]) -> set[str]:
    return {fault.field for fault in invalid.value.faults}


# --- Registering ---------------------------------------------------------------------------------------------------


def test_due_times_are_fixed_at_registration(desk_with_staff: Desk) -> None:
    """docs/rules.md, rule 3: computed once and stored with the complaint."""
    registration.register(desk_with_staff, row(received="2026-01-19T09:00", handler_no="E4", order_no="W1"))
    found = stored(desk_with_staff)
    assert found.contact_due == local("2026-01-20T09:00")
    assert found.plan_due == local("2026-01-21T09:00")
    assert found.resolve_due == local("2026-01-29T00:00")
    assert found.next_due_at == found.contact_due
    assert (found.provisional, found.period, found.late) == (False, 202601, False)


def test_the_sites_own_days_go_first(desk_with_staff: Desk) -> None:
    """docs/rules.md, rule 2: a site may add its own closed and open days; open due times follow."""
    registration.register(desk_with_staff, row("C1"))
    for day, working, note in (
        (date(2026, 1, 21), False, "stock-taking"),
        (date(2026, 1, 24), True, "open Saturday"),
        (date(2026, 1, 26), False, "stock-taking"),
    ):
        calendar_changes.set_day(desk_with_staff, day, working, note)
    registration.register(desk_with_staff, row("C2"))
    assert stored(desk_with_staff, "C1").resolve_due == local("2026-01-30T00:00")
    assert stored(desk_with_staff, "C2").resolve_due == local("2026-01-30T00:00")
    strip = {
        day.date.day: (day.working, day.why, day.note)
        for day in due(desk_with_staff, local("2026-01-19T09:00")).days
    }
    assert strip[21] == (False, "site-closed", "stock-taking")
    assert strip[24] == (True, "site-open", "open Saturday")


def test_an_unannounced_year_makes_due_times_provisional(
    desk_with_staff: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 2: a clear mark on every deadline that touches such a year."""
    now.move_to(local("2026-12-30T09:00"))
    registration.register(desk_with_staff, row(received="2026-12-29T09:00"))
    assert stored(desk_with_staff).provisional


def test_all_faults_of_a_complaint(desk_with_staff: Desk) -> None:
    """docs/rules.md, rules 8 and 17; docs/files.md §1."""
    registration.register(desk_with_staff, row("C1"))
    with pytest.raises(FormInvalid) as invalid:
        registration.register(
            desk_with_staff,
            row("C1", handler_no="E9", against_no="E8", reviewed_by_no="E7", order_no="W9", status="invalid",
                contacted_at=local("2026-01-18T09:00"), planned_at=local("2026-01-20T09:01")),
        )  # fmt: skip
    assert faults(invalid) == {
        "complaint_no", "handler_no", "against_no", "reviewed_by_no", "order_no", "status_reason", "contacted_at",
        "planned_at",
    }  # fmt: skip


def test_milestones_out_of_order_take_a_confirmation(desk_with_staff: Desk) -> None:
    """docs/files.md §3: on a form they need a confirmation."""
    odd = row(contacted_at=local("2026-01-19T12:00"), planned_at=local("2026-01-19T10:00"))
    with pytest.raises(FormInvalid, match="follow"):
        registration.register(desk_with_staff, odd)
    registration.register(desk_with_staff, odd, out_of_order=True)
    with desk_with_staff.read() as session:
        assert [event.kind for event in session.exec(select(MilestoneEvent))] == ["contacted", "planned"]


def test_the_audit_of_a_complaint_holds_no_personal_data(desk_with_staff: Desk) -> None:
    """docs/rules.md, rule 21: a salted digest at most."""
    registration.register(desk_with_staff, row(customer_name=NAME, customer_phone=PHONE, category="质量"))
    with desk_with_staff.read() as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject) == ("register-complaint", "C1")
    assert "质量" in entry.detail
    assert NAME not in entry.detail
    assert PHONE not in entry.detail


# --- Milestones ----------------------------------------------------------------------------------------------------


def test_three_milestones(desk_with_staff: Desk, now: time_machine.Traveller) -> None:
    """seed 000 §5.3; docs/rules.md, rule 17: recorded with both times; the next due time moves on."""
    registration.register(desk_with_staff, row(handler_no="E4"))
    assert (
        milestones.log_milestone(desk_with_staff, "C1", "contacted", local("2026-01-19T10:00"), "by phone")
        == []
    )
    assert stored(desk_with_staff).next_due_at == stored(desk_with_staff).plan_due
    assert milestones.log_milestone(desk_with_staff, "C1", "planned") == []
    assert stored(desk_with_staff).next_due_at == stored(desk_with_staff).resolve_due
    now.move_to(local("2026-01-28T23:59:59"))
    assert milestones.log_milestone(desk_with_staff, "C1", "resolved") == []
    found = stored(desk_with_staff)
    assert found.next_due_at is None
    assert (found.contacted_at, found.planned_at) == (local("2026-01-19T10:00"), local("2026-01-20T09:00"))
    with desk_with_staff.read() as session:
        events = session.exec(select(MilestoneEvent).order_by(col(MilestoneEvent.id))).all()
    assert [(event.kind, event.note) for event in events] == [
        ("contacted", "by phone"), ("planned", None), ("resolved", None),
    ]  # fmt: skip
    assert events[0].happened_at == local("2026-01-19T10:00")
    assert events[0].recorded_at == local("2026-01-20T09:00")


@pytest.mark.parametrize(
    ("kind", "at", "late"),
    [
        ("contacted", "2026-01-20T09:00", False),
        ("contacted", "2026-01-20T09:00:00.000001", True),
        ("planned", "2026-01-21T09:00", False),
        ("planned", "2026-01-21T09:00:00.000001", True),
        ("resolved", "2026-01-28T23:59:59.999999", False),
        ("resolved", "2026-01-29T00:00", True),
    ],
)
def test_a_late_milestone_is_remarked_upon(
    desk_with_staff: Desk, now: time_machine.Traveller, kind: str, at: str, late: bool
) -> None:
    """docs/scoring.md §5: `<=` for the hour limits, `<` for `resolve_due`; a late one is kept all the same."""
    registration.register(desk_with_staff, row())
    now.move_to(local("2026-02-01T09:00"))
    remarks = milestones.log_milestone(desk_with_staff, "C1", kind, local(at), out_of_order=True)
    assert bool(remarks) == late
    assert getattr(stored(desk_with_staff), f"{kind}_at") == local(at)


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-01-20T09:00:00.000001", "future"),
        ("2026-01-19T08:59:59.999999", "before the complaint was received"),
    ],
)
def test_times_that_cannot_be(desk_with_staff: Desk, at: str, says: str) -> None:
    """docs/rules.md, rule 17: dated in the future, or before its complaint: refused."""
    registration.register(desk_with_staff, row())
    with pytest.raises(UserError, match=says):
        milestones.log_milestone(desk_with_staff, "C1", "contacted", local(at))
    assert stored(desk_with_staff).contacted_at is None


def test_a_milestone_is_logged_once(desk_with_staff: Desk) -> None:
    """A milestone that stands is not overwritten by a second keystroke."""
    registration.register(desk_with_staff, row())
    milestones.log_milestone(desk_with_staff, "C1", "contacted", local("2026-01-19T10:00"))
    with pytest.raises(UserError, match="logged already, at 2026-01-19 10:00"):
        milestones.log_milestone(desk_with_staff, "C1", "contacted")
    assert stored(desk_with_staff).contacted_at == local("2026-01-19T10:00")


@pytest.mark.parametrize("kind", ["planned", "resolved"])
def test_a_milestone_out_of_order_takes_a_confirmation(desk_with_staff: Desk, kind: str) -> None:
    """docs/files.md §3: on a form they need a confirmation; exit status 1: it needs a person."""
    registration.register(desk_with_staff, row())
    with pytest.raises(UserError, match="Confirm it if it was so") as refused:
        milestones.log_milestone(desk_with_staff, "C1", kind)
    assert refused.value.exit_status == 1
    assert getattr(stored(desk_with_staff), f"{kind}_at") is None
    milestones.log_milestone(desk_with_staff, "C1", kind, out_of_order=True)
    assert getattr(stored(desk_with_staff), f"{kind}_at") == local("2026-01-20T09:00")


def test_complaints_without_milestones(desk_with_staff: Desk) -> None:
    """docs/rules.md, rule 8: an invalid complaint has none; an unknown number is wrong use."""
    fill(
        desk_with_staff,
        complaints=[complaint("C2", "2026-01-19T09:00", status="invalid", status_reason="duplicate")],
    )
    assert stored(desk_with_staff, "C2").next_due_at is None
    with pytest.raises(UserError, match="C2 is invalid"):
        milestones.log_milestone(desk_with_staff, "C2", "contacted")
    with pytest.raises(UserError, match="no complaint C9"):
        milestones.log_milestone(desk_with_staff, "C9", "contacted")


def test_open_complaints_by_next_due_time(desk_with_staff: Desk) -> None:
    """docs/cli.md, *csi complaints*: open ones by next due time; overdue ones are marked, phones masked."""
    registration.register(desk_with_staff, row("C1", "2026-01-19T08:00", handler_no="E4"))
    registration.register(desk_with_staff, row("C2", "2026-01-19T09:00", customer_phone=PHONE))
    registration.register(desk_with_staff, row("C3", "2026-01-16T09:00"))
    registration.register(desk_with_staff, row("C4", "2026-01-16T09:00"))
    for kind in ("contacted", "planned"):
        milestones.log_milestone(desk_with_staff, "C3", kind)
    for kind in ("contacted", "planned", "resolved"):
        milestones.log_milestone(desk_with_staff, "C4", kind)
    shown = complaints_page(desk_with_staff)
    # C2's contact is due at this very instant: that is still in time.
    assert [(line.complaint_no, line.step, line.overdue) for line in shown] == [
        ("C1", "contacted", True),
        ("C2", "contacted", False),
        ("C3", "resolved", False),
    ]
    assert shown[1].phone == "138****5678"
    assert {line.complaint_no for line in complaints_page(desk_with_staff, open_only=False)} == {
        "C1",
        "C2",
        "C3",
        "C4",
    }


# --- Surveys by hand -----------------------------------------------------------------------------------------------


def test_a_survey_by_hand(desk_with_staff: Desk) -> None:
    """Surveys by hand; docs/files.md §2: each answer 1-5 or empty."""
    answered = SurveyRow("A1", "W1", local("2026-01-19T09:00"), attitude=5, cost=2)
    assert surveys.enter(desk_with_staff, answered) == "A1"
    with desk_with_staff.read() as session:
        found = session.exec(select(Survey)).one()
    assert (found.attitude, found.response, found.cost, found.period) == (5, None, 2, 202601)


def test_all_faults_of_a_survey(desk_with_staff: Desk) -> None:
    """docs/files.md §3: about a known order, by a reference of its own, answered in the past, with an answer."""
    surveys.enter(desk_with_staff, SurveyRow("A1", "W1", local("2026-01-19T09:00"), attitude=5))
    with pytest.raises(FormInvalid) as invalid:
        surveys.enter(desk_with_staff, SurveyRow("A1", "W9", local("2026-01-20T09:00:01")))
    assert faults(invalid) == {"agency_ref", "order_no", "answered_at", "attitude"}


# --- Handlers ------------------------------------------------------------------------------------------------------


def test_a_handler_is_assigned_and_recorded(desk_with_staff: Desk) -> None:
    """docs/files.md §3: a complaint without a handler is taken and reported; here is how it gets one."""
    registration.register(desk_with_staff, row())
    handlers.assign(desk_with_staff, "C1", "E4")
    (line,) = complaints_page(desk_with_staff)
    assert line.handler == person("E4", "complaint_handler")["name"]
    with desk_with_staff.read() as session:
        entry = session.exec(select(AuditEntry).order_by(col(AuditEntry.seq).desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject, entry.detail) == (
        "assign-complaint",
        "C1",
        '{"after":"E4","before":null}',
    )


@pytest.mark.parametrize(("number", "employee"), [("C9", "E4"), ("C1", "E9")])
def test_only_known_complaints_and_people_are_assigned(
    desk_with_staff: Desk, number: str, employee: str
) -> None:
    """Wrong numbers get a sentence and change nothing."""
    registration.register(desk_with_staff, row())
    with pytest.raises(UserError, match=number if number == "C9" else employee):
        handlers.assign(desk_with_staff, number, employee)
    assert stored(desk_with_staff).handler_id is None

"""Own figures (docs/rules.md, rule 27): what moves one waits for a second person; until then the old value counts."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry, Complaint, ComplaintPause, Survey, WaitingAct, WorkOrder
from csi_tui.scoring.periods import Period
from csi_tui.services.close import check, month_close
from csi_tui.services.complaints import (
    handlers,
    milestones,
    pauses,
    put_right,
    receipt,
    registration,
    validity,
)
from csi_tui.services.desk.act_values import digest_of, from_text, to_text
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import USE_CASES, Waits
from csi_tui.services.desk.waits_on import said_of_row
from csi_tui.services.errors import IntegrityFailure, NotPermitted, UserError
from csi_tui.services.history.acts import row_kind
from csi_tui.services.history.rows import history_of
from csi_tui.services.home.first_look import first_look
from csi_tui.services.home.pages import home
from csi_tui.services.imports import history, undo
from csi_tui.services.imports.files import import_file
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.people import sign_in, users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow, OrderRow, SurveyRow
from csi_tui.services.waiting import acts, pages
from csi_tui.services.waiting.text import WHAT, act_lines
from tests import stores
from tests.services.procedures import desk_of, staff
from tests.stores import import_rows, local, order, survey, write_csv

JANUARY = Period(202601)


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """A department in the first days of February; Colleague, a clerk, is the technician E2 of every order."""
    found = staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    registration.register(
        desk, ComplaintRow("C1", local("2026-01-26T09:00"), customer_name="张样例", handler_no="E2")
    )
    return found | {"Desk": desk}


def row(desk: Desk, number: str = "W1") -> OrderRow:
    return work_orders.read(desk, number).row


def change(desk: Desk, reason: str = "", number: str = "W1", **values: object) -> list[str]:
    found = work_orders.read(desk, number)
    row = replace(found.row, **values)  # type: ignore[arg-type]
    return work_orders.change(desk, number, found.version, row, why="mistyped", reason=reason)


def five(desk: Desk, reason: str = "", number: str = "A9") -> str:
    return surveys.enter(
        desk, SurveyRow(number, "W1", local("2026-01-25T09:00"), 5, 5, 5, 5, 5), reason=reason
    )


def told(desk: Desk) -> list[tuple[str, str, dict[str, Any]]]:
    with desk.read() as session:
        return [
            (one.action, one.account, json.loads(one.detail))
            for one in session.exec(select(AuditEntry).order_by(AuditEntry.seq))  # type: ignore[arg-type]
        ]


def kept(desk: Desk) -> str:
    """The rows that a figure may rest on, as they stand."""
    with desk.read() as session:
        return "\n".join(
            one.model_dump_json()
            for table in (WorkOrder, Survey, Complaint, ComplaintPause)
            for one in session.exec(select(table))
        )


def held(desk: Desk, act: Callable[[], object]) -> int:
    """The number under which an act waits; nothing of it is done yet."""
    before = kept(desk)
    with pytest.raises(Waits) as waits:
        act()
    assert waits.value.exit_status == 1
    assert kept(desk) == before
    return waits.value.number


TOUCHED_UP: dict[str, Callable[[Desk, str], object]] = {
    "first contact of a completed order": lambda desk, why: change(
        desk, why, first_contact_at=local("2026-01-05T09:30")
    ),
    "receipt": lambda desk, why: change(desk, why, received_at=local("2026-01-05T09:29")),
    "cancelled": lambda desk, why: change(desk, why, outcome="cancelled"),
    "given to a colleague": lambda desk, why: change(desk, why, technician_no="E3"),
    "a survey typed by hand": five,
    "answers put right": lambda desk, why: surveys.correct_texts(desk, "A1", {"attitude": "5"}, why),
    "receipt of a complaint": lambda desk, why: receipt.correct_receipt(
        desk, "C1", local("2026-01-26T12:00"), why
    ),
    "handler corrected": lambda desk, why: handlers.correct_handler(desk, "C1", "E1", why),
    "handed over when most of a limit is gone": lambda desk, why: handlers.assign(desk, "C1", "E1", why),
    "a milestone of long ago": lambda desk, why: milestones.log_milestone(
        desk, "C1", "contacted", local("2026-01-26T09:10"), why
    ),
    "a new order with a contact of long ago": lambda desk, why: work_orders.enter(
        desk,
        OrderRow(
            "W9", local("2026-02-01T09:00"), technician_no="E2", first_contact_at=local("2026-02-01T09:05")
        ),
        reason=why,
    ),
    "a new complaint with a milestone of long ago": lambda desk, why: registration.register(
        desk,
        ComplaintRow(
            "C9",
            local("2026-02-01T09:00"),
            customer_name="李样例",
            handler_no="E2",
            contacted_at=local("2026-02-01T09:10"),
        ),
        reason=why,
    ),
}


@pytest.mark.parametrize("act", TOUCHED_UP.values(), ids=TOUCHED_UP)
def test_nobody_touches_up_an_own_row_alone(
    act: Callable[[Desk, str], object], desks: dict[str, Desk]
) -> None:
    """docs/rules.md, rule 27: it takes a reason and waits; a second person's word does it, in both names."""
    mine, other = desks["Colleague"], desks["Direct"]
    with pytest.raises(UserError) as unsaid:
        act(mine, "")
    assert not isinstance(unsaid.value, Waits)
    number = held(desks["Desk"], lambda: act(mine, "typed wrong"))
    with pytest.raises(NotPermitted, match="Who proposes does not confirm"):
        acts.confirm(mine, number)
    before = kept(desks["Desk"])
    assert acts.confirm(other, number).outcome == "confirmed"
    assert kept(desks["Desk"]) != before
    done = [entry for entry in told(desks["Desk"]) if entry[2].get("act") == number]
    assert [entry[0] for entry in done][0::2] == ["propose-act", "confirm-act"]
    assert done[1][1] == "colleague" and done[1][2]["confirmed_by"] == other.actor.user_id
    assert done[2][1] == "direct"
    with pytest.raises(UserError, match="Nothing waits"):
        acts.confirm(other, number)


@pytest.mark.parametrize("act", TOUCHED_UP.values(), ids=TOUCHED_UP)
def test_who_is_not_on_a_row_changes_it_as_before(
    act: Callable[[Desk, str], object], desks: dict[str, Desk]
) -> None:
    """docs/rules.md, rule 27 is about own figures; Direct is credited with none of these rows."""
    act(desks["Direct"], "typed wrong")
    assert pages.acts(desks["Desk"], every=True) == []


@pytest.mark.parametrize("act", TOUCHED_UP.values(), ids=TOUCHED_UP)
def test_what_is_rejected_or_taken_back_changes_nothing(
    act: Callable[[Desk, str], object], desks: dict[str, Desk]
) -> None:
    """The values that it was asked for are gone with it: a customer may stand in them (docs/rules.md, rule 21)."""
    mine, other = desks["Colleague"], desks["Head"]
    before = kept(desks["Desk"])
    number = held(desks["Desk"], lambda: act(mine, "typed wrong"))
    with pytest.raises(UserError, match="Say why"):
        acts.reject(other, number, " ")
    assert acts.reject(other, number, "the call is in the log").outcome == "rejected"
    again = held(desks["Desk"], lambda: act(mine, "typed wrong, truly"))
    with pytest.raises(UserError, match="waits for a second person already"):
        act(mine, "once more")
    assert acts.reject(mine, again, "my mistake").outcome == "withdrawn"
    assert kept(desks["Desk"]) == before
    with desks["Desk"].read() as session:
        assert {one.arguments for one in session.exec(select(WaitingAct))} == {""}


def test_what_is_entered_as_it_happens_is_free(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 27: a first entry, and a contact, completion or milestone of the last 30 minutes."""
    mine = desks["Colleague"]
    work_orders.enter(mine, OrderRow("W9", local("2026-02-02T07:00"), technician_no="E2"))
    change(mine, number="W9", first_contact_at=local("2026-02-02T09:30"))
    change(mine, number="W9", technician_no="E1")
    change(mine, number="W9", technician_no="E2")
    change(mine, number="W9", customer_name="王样例", fault="漏水")
    now.shift(timedelta(hours=3))
    change(
        mine,
        number="W9",
        arrived_at=local("2026-02-02T12:40"),
        completed_at=local("2026-02-02T12:55"),
        outcome="fixed",
    )
    change(mine, number="W9", fault="漏水，换了水泵")
    held(mine, lambda: change(mine, "why", number="W9", outcome="not_fixed"))
    milestones.log_milestone(mine, "C1", "contacted")
    now.shift(timedelta(minutes=29))
    milestones.log_milestone(mine, "C1", "planned", local("2026-02-02T13:00"))
    now.shift(timedelta(minutes=2))
    held(mine, lambda: milestones.log_milestone(mine, "C1", "resolved", local("2026-02-02T13:00"), "why"))


def test_a_return_of_an_own_order_is_not_taken_off_it_alone(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 27: whoever is charged with a return is credited with it."""
    import_rows(
        desks["Desk"],
        "orders",
        [order("W3", "2026-01-15T09:00", "2026-01-16T09:00", technician_no="E3", return_of="W1")],
    )
    number = held(
        desks["Desk"],
        lambda: work_orders.link_return(
            desks["Colleague"], "W3", None, why="checked", reason="another product"
        ),
    )
    acts.reject(desks["Direct"], number, "the same product")
    held(desks["Desk"], lambda: change(desks["Colleague"], "light", number="W3", usage_impact="minor"))


def test_a_month_waits_for_what_waits(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 27: no publishing, no freezing while one waits, unless it is rejected or carried over."""
    desk, mine = desks["Desk"], desks["Colleague"]
    stores.compute(desk, "2026-01")
    number = held(desk, lambda: five(mine, "from the phone log"))
    assert [one.rows for one in check.check(desk, JANUARY) if one.code == "act-waits"] == [(str(number),)]
    with pytest.raises(UserError, match=f"waits for a second person: no. {number}") as refused:
        month_close.publish(desk, JANUARY)
    assert refused.value.exit_status == 1
    with pytest.raises(NotPermitted):
        acts.carry_over(mine, number, "x")
    assert acts.carry_over(desks["Direct"], number, "the log is with HR").outcome == "carried"
    month_close.publish(desk, JANUARY)
    late = held(desk, lambda: change(mine, "typed wrong", outcome="not_fixed"))
    now.move_to(local("2026-02-20T10:00"))
    with pytest.raises(UserError, match=f"no. {late}"):
        month_close.freeze(desk, JANUARY)
    acts.reject(desks["Direct"], late, "no")
    month_close.freeze(desk, JANUARY)
    acts.confirm(desks["Head"], number)
    with desk.read() as session:
        found = session.exec(select(Survey).where(Survey.agency_ref == "A9")).one()
        assert (found.period, found.late) == (202602, True), "docs/rules.md, rule 4"


def test_nobody_confirms_who_was_made_by_the_one_who_proposes(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 27: another person is not one whom the first made, or whose password the first set last."""
    desk = desks["Desk"]
    users.set_roles(desk, "Colleague", ["clerk", "admin"])
    mine = desk_of(desk, "Colleague")
    users.add_user(mine, "Puppet", "puppet", ["supervisor"])
    number = held(desk, lambda: change(mine, "typed wrong", outcome="cancelled"))
    with pytest.raises(NotPermitted, match="Puppet is no second person here"):
        acts.confirm(desk_of(desk, "Puppet"), number)
    sign_in.set_password(mine, "Direct", "a long enough secret")
    with pytest.raises(NotPermitted, match="Direct is no second person here"):
        acts.confirm(desks["Direct"], number)
    acted_for = replace(desks["Head"], actor=replace(desks["Head"].actor, account="desk"))
    with pytest.raises(NotPermitted, match="in person"):
        acts.confirm(acted_for, number)
    acts.confirm(desks["Head"], number)


def test_nobody_confirms_the_validity_that_their_maker_proposes(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rules 8 and 27: an administrator's own user is no second person where there is another one."""
    desk = desks["Desk"]
    users.set_roles(desk, "Colleague", ["clerk", "admin"])
    mine = desk_of(desk, "Colleague")
    users.add_user(mine, "Puppet", "puppet", ["supervisor"])
    validity.propose(mine, "C1", "invalid", "malicious")
    with pytest.raises(NotPermitted, match="Puppet is no second person"):
        validity.decide(desk_of(desk, "Puppet"), "C1", confirm=True)
    validity.decide(desks["Direct"], "C1", confirm=True)
    # Whom the first user of a site entered is all that it has: the trail says so.
    users.set_active(desk, "Puppet", False)
    validity.propose(desk, "C1", "valid", "it was none")
    validity.decide(desks["Direct"], "C1", confirm=True)
    assert [entry[2].get("unconfirmed") for entry in told(desk) if entry[0] == "confirm-validity"] == [
        None,
        True,
    ]


def test_where_nobody_else_could_confirm_it_is_done_with_a_reason_and_marked(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 27: one person acts with a reason, and the act is marked unconfirmed."""
    desk = desks["Desk"]
    for name in ("Direct", "Other", "Head"):
        users.set_active(desk, name, False)
    users.set_roles(desk, "Desk", ["admin", "hr"])
    mine = desk_of(desk, "Colleague")
    with pytest.raises(ReasonMissing, match="Nobody else here could confirm it"):
        change(mine, outcome="cancelled")
    change(mine, "came in twice", outcome="cancelled")
    assert row(desk).outcome == "cancelled"
    (line,) = pages.acts(desk, every=True)
    assert (line.state, line.reason, line.by) == ("alone", "came in twice", "Colleague")
    assert "unconfirmed" in "\n".join(act_lines([line], desk.site.zone))
    assert pages.acts(desk) == []


def test_the_old_value_counts_and_another_change_makes_it_void(desks: dict[str, Desk]) -> None:
    """What waits is not done over what somebody else entered meanwhile."""
    number = held(desks["Desk"], lambda: change(desks["Colleague"], "why", outcome="cancelled"))
    change(desks["Direct"], "why", outcome="not_fixed")
    with pytest.raises(UserError, match="cannot be done any more"):
        acts.confirm(desks["Head"], number)
    assert row(desks["Desk"]).outcome == "not_fixed"
    assert [one.number for one in pages.acts(desks["Desk"])] == [number]


def test_a_pause_of_an_own_complaint_is_two_days_alone(desks: dict[str, Desk]) -> None:
    """docs/decisions/0064: the clock stands still at once, and what goes beyond two days waits."""
    desk, mine = desks["Desk"], desks["Colleague"]
    registration.register(
        desk, ComplaintRow("C2", local("2026-02-02T09:00"), customer_name="张样例", handler_no="E2")
    )
    with pytest.raises(Waits, match="stands still until 2026-02-04 10:00") as waits:
        pauses.pause(mine, "C2", "awaiting-customer", "mail 4")
    with desk.read() as session:
        assert session.exec(select(ComplaintPause)).one().ends_at == local("2026-02-04T10:00")
    acts.confirm(desks["Direct"], waits.value.number)
    with desk.read() as session:
        longest = session.exec(select(ComplaintPause)).one().ends_at
        assert longest > local("2026-02-04T10:00")
    assert pauses.resume(mine, "C2") == []
    registration.register(
        desk, ComplaintRow("C3", local("2026-02-02T09:00"), customer_name="张样例", handler_no="E1")
    )
    assert pauses.pause(mine, "C3", "awaiting-customer", "mail 5") == longest


def test_rows_of_ones_own_wait_and_the_others_of_a_file_go_in(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 27, imports too; a file that comes again asks nothing twice."""
    rows = [
        order("W7", "2026-01-20T09:00", "2026-01-21T09:00", agent_no="E1", technician_no="E2"),
        order("W8", "2026-01-20T09:00", "2026-01-21T09:00", agent_no="E1", technician_no="E3"),
    ]
    report = import_rows(desks["Colleague"], "orders", rows)
    assert report.accepted == 1
    (remark,) = [one for one in report.remarks if one.id == "waits-for-second-person"]
    assert remark.finding and "W7" in remark.text
    again = import_rows(desks["Colleague"], "orders", rows)
    assert (again.accepted, len(again.skipped), len(pages.acts(desks["Desk"]))) == (0, 2, 1)
    acts.confirm(desks["Direct"], 1)
    assert row(desks["Desk"], "W7").technician_no == "E2"


def of_file(kind: str) -> list[dict[str, str]]:
    """A row that Colleague may not bring in alone, and one that nobody minds."""
    if kind == "orders":
        return [
            order("W7", "2026-01-20T09:00", "2026-01-21T09:00", technician_no="E2"),
            order("W8", "2026-01-20T09:00", "2026-01-21T09:00", technician_no="E3"),
        ]
    received = {"received_at": "2026-01-20 09:00", "contacted_at": "2026-01-20 09:20", "order_no": "W1"}
    return [
        received | {"complaint_no": "C7", "handler_no": "E2"},
        received | {"complaint_no": "C8", "handler_no": "E1"},
    ]


@pytest.mark.parametrize("kind", ["orders", "complaints"])
def test_a_row_that_waited_is_of_its_import(kind: str, desks: dict[str, Desk]) -> None:
    """docs/decisions/0064: the file brought in again knows it, the trail accounts for it, and undone it leaves."""
    mine, other = desks["Colleague"], desks["Direct"]
    rows = of_file(kind)
    before = kept(desks["Desk"])
    report = import_rows(mine, kind, rows)
    assert (report.accepted, report.number is None) == (1, False) and report.number is not None
    acts.confirm(other, 1)
    for desk in (mine, other):
        again = import_rows(desk, kind, rows)
        assert (again.accepted, len(again.skipped), again.rejected) == (0, 2, ())
    assert list(verify(desks["Desk"]).problems) == []
    line = history.import_line(desks["Desk"], report.number)
    assert (line.accepted, line.gone) == (2, 0)
    assert undo.undo(other, report.number).gone == 2
    assert kept(desks["Desk"]) == before
    assert list(verify(desks["Desk"]).problems) == []


REVISED: dict[str, dict[str, str]] = {
    "orders": order("W1", "2026-01-05T09:00", "2026-01-06T09:00", technician_no="E2", outcome="not_fixed"),
    "surveys": survey("A1", "W1", "2026-01-20T09:00", "55555"),
}


@pytest.mark.parametrize("kind", REVISED)
@pytest.mark.parametrize("alone", [False, True], ids=["with another", "alone"])
def test_a_corrected_file_lets_own_rows_wait(kind: str, alone: bool, desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 27, imports too: a row that is there with other values is put right by two, or marked."""
    desk, mine = desks["Desk"], desks["Colleague"]
    if alone:
        for name in ("Direct", "Other", "Head"):
            users.set_active(desk, name, False)
        users.set_roles(desk, "Desk", ["admin", "hr"])
    before = kept(desk)
    path = write_csv(desk.store.path.parent / "corrected.csv", [REVISED[kind]])
    report = import_file(mine, kind, path, revise=True)
    assert (report.accepted, len(report.revised), report.rejected) == (alone, alone, ())
    (line,) = pages.acts(desk, every=True)
    assert line.state == ("alone" if alone else "waits")
    assert (kept(desk) != before) is alone
    if not alone:
        assert len(import_file(mine, kind, path, revise=True).skipped) == 1, "it asks nothing twice"
        acts.confirm(desks["Direct"], line.number)
    if kind == "orders":
        assert row(desk).outcome == "not_fixed"
    else:
        assert surveys.read(desk, "A1").attitude == 5
    assert list(verify(desk).problems) == []
    assert len(import_file(mine, kind, path, revise=True).skipped) == 1, "it is as the file says"


@pytest.mark.parametrize("kind", ["orders", "complaints"])
def test_what_waits_of_an_import_that_is_undone_waits_no_more(kind: str, desks: dict[str, Desk]) -> None:
    """docs/decisions/0057: its rows leave as if they had never come."""
    before = kept(desks["Desk"])
    number = import_rows(desks["Colleague"], kind, of_file(kind)).number
    assert number is not None
    undo.undo(desks["Direct"], number, "the wrong file")
    assert pages.acts(desks["Desk"]) == [] and kept(desks["Desk"]) == before
    (line,) = pages.acts(desks["Desk"], every=True)
    assert (line.state, line.answer) == ("withdrawn", f"import {number} was undone")
    with pytest.raises(UserError, match="Nothing waits"):
        acts.confirm(desks["Head"], 1)


def test_a_pause_begun_anew_needs_a_second_person_anew(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    """docs/decisions/0064: that a pause which is over goes on is nobody's to confirm any more."""
    desk, mine = desks["Desk"], desks["Colleague"]
    registration.register(
        desk, ComplaintRow("C2", local("2026-02-02T09:00"), customer_name="张样例", handler_no="E2")
    )

    def paused() -> int:
        with pytest.raises(Waits) as waits:
            pauses.pause(mine, "C2", "awaiting-customer", "mail 4")
        return waits.value.number

    first = paused()
    pauses.resume(mine, "C2")
    second = paused()
    now.shift(timedelta(days=2, minutes=1))
    third = paused()
    for number in (first, second):
        with pytest.raises(UserError, match="Nothing waits"):
            acts.confirm(desks["Direct"], number)
    acts.confirm(desks["Direct"], third)
    assert [(one.number, one.state) for one in pages.acts(desk, every=True)] == [
        (first, "withdrawn"),
        (second, "withdrawn"),
        (third, "confirmed"),
    ]
    with desk.read() as session:
        ends = [one.ends_at for one in session.exec(select(ComplaintPause).order_by("id"))]
    assert ends[1] == local("2026-02-04T10:00") < ends[2], "the second pause ended with its two days"


def test_a_clerk_brings_in_a_proposal_and_no_verdict(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 8: whose file says that somebody reviewed a complaint has not decided it."""
    rows = [
        {
            "complaint_no": "C7",
            "received_at": "2026-01-20 09:00",
            "customer_name": "张样例",
            "status": "invalid",
            "status_reason": "malicious",
            "reviewed_by_no": "S1",
        }
    ]
    report = import_rows(desks["Colleague"], "complaints", rows)
    assert (report.accepted, report.needs_a_person) == (1, True)
    assert "proposed-invalid" in [one.id for one in report.remarks]
    assert len(import_rows(desks["Colleague"], "complaints", rows).skipped) == 1
    assert list(verify(desks["Desk"]).problems) == []
    with desks["Desk"].read() as session:
        found = session.exec(select(Complaint).where(Complaint.complaint_no == "C7")).one()
        assert (found.status, found.proposed_status, found.reviewed_by_id) == ("valid", "invalid", None)
    validity.decide(desks["Direct"], "C7", confirm=True)


def test_nobody_brings_in_a_verdict_on_an_own_complaint(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 8: as its handler, or on its order, a supervisor only proposes."""
    users.set_roles(desks["Desk"], "Colleague", ["supervisor"])
    mine = desk_of(desks["Desk"], "Colleague")
    verdict = {"received_at": "2026-02-02 09:50", "status": "invalid", "status_reason": "malicious"}
    rows = [
        verdict | {"complaint_no": "C7", "handler_no": "E2", "order_no": ""},
        verdict | {"complaint_no": "C8", "handler_no": "E1", "order_no": "W1"},
        verdict | {"complaint_no": "C9", "handler_no": "E1", "order_no": ""},
    ]
    assert import_rows(mine, "complaints", rows).accepted == 3
    assert [one.complaint_no for one in validity.decisions(desks["Desk"], waiting=True)] == ["C7", "C8"]
    with desks["Desk"].read() as session:
        found = session.exec(select(Complaint.status).where(Complaint.complaint_no == "C9")).one()
        assert found == "invalid"
    assert list(verify(desks["Desk"]).problems) == []


def test_a_sheet_keeps_the_others_and_lets_the_own_ones_wait(desks: dict[str, Desk]) -> None:
    """docs/rules.md, rule 27: surveys typed by hand, all of a sheet or none."""
    import_rows(
        desks["Desk"], "orders", [order("W8", "2026-01-20T09:00", "2026-01-21T09:00", technician_no="E3")]
    )
    answers = dict.fromkeys(surveys.QUESTIONS, "5") | {"answered_at": "2026-01-25 09:00"}
    sheet = {
        0: answers | {"agency_ref": "P1", "order_no": "W1"},
        1: answers | {"agency_ref": "P2", "order_no": "W8"},
    }
    with pytest.raises(ReasonMissing):
        surveys.enter_all(desks["Colleague"], sheet)
    assert surveys.enter_all(desks["Colleague"], sheet, "paper forms") == (1, 1)
    with desks["Desk"].read() as session:
        assert sorted(session.exec(select(Survey.agency_ref))) == ["A1", "P2"]


def test_home_shows_what_waits_to_those_whom_it_concerns(desks: dict[str, Desk]) -> None:
    """One queue: who may confirm sees it, and who entered it; nobody else does."""
    number = held(desks["Desk"], lambda: change(desks["Colleague"], "why", outcome="cancelled"))
    shown = {name: [(one.number, one.own) for one in home(found).acts] for name, found in desks.items()}
    assert shown == {
        "Owner": [],
        "Colleague": [(number, True)],
        "Direct": [(number, False)],
        "Other": [(number, False)],
        "Head": [(number, False)],
        "Hr": [],
        "Oversight": [],
        "Desk": [(number, False)],
    }
    assert first_look(desks["Desk"].store.path, None, 8) is None, "home comes once the store is open"


def test_every_kind_of_act_has_words_and_arguments_that_come_back(desks: dict[str, Desk]) -> None:
    """What waits is done with the very values that it was asked for."""
    assert WHAT.keys() == USE_CASES.keys()
    values: dict[str, object] = {
        "row": OrderRow(
            "W1", local("2026-01-05T09:00"), customer_name="张样例", fee=1200, under_warranty=False
        ),
        "survey": SurveyRow("A1", "W1", local("2026-01-20T09:00"), 1, None, 3, None, 5),
        "at": None,
        "version": 3,
        "numbered": True,
        "reason": "“x”\n{}",
    }
    assert from_text(to_text(values, "x")) == values
    with pytest.raises(TypeError):
        to_text({"at": timedelta(1)}, "x")


@pytest.mark.parametrize("bent", ["5", "not JSON", ""])
def test_what_waits_is_what_was_proposed(desks: dict[str, Desk], bent: str) -> None:
    """docs/decisions/0076, point 11: changed around the program before it is confirmed, it is named and not done."""
    mine = desks["Colleague"]
    number = held(mine, lambda: change(mine, "typed wrong", outcome="cancelled"))
    assert verify(mine).problems == ()
    with stores.around(mine.store.path) as connection:
        (text,) = connection.execute("SELECT arguments FROM waiting_act WHERE id = ?", (number,)).fetchone()
        other = text.replace("cancelled", "declined") if bent == "5" else bent
        assert other != text
        connection.execute("UPDATE waiting_act SET arguments = ? WHERE id = ?", (other, number))
    (problem,) = verify(mine).problems
    assert f"row {number}" in problem.what
    before = kept(mine)
    with pytest.raises(UserError, match="around the program") as refused:
        acts.confirm(desks["Direct"], number)
    assert refused.value.exit_status == IntegrityFailure.exit_status
    assert kept(mine) == before
    acts.reject(desks["Direct"], number, "it was changed")
    assert verify(mine).problems == ()


def test_the_digest_of_what_waits_says_nothing_of_it(
    desks: dict[str, Desk], now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 21: the same proposed again has another digest, and once answered nothing is left to try."""
    mine = desks["Colleague"]
    found = []
    for _time in range(2):
        number = held(mine, lambda: change(mine, "typed wrong", outcome="cancelled"))
        with mine.read() as session:
            text = session.get_one(WaitingAct, number).arguments
        assert told(mine)[-1][2]["arguments"] == digest_of(text) != digest_of(to_text(from_text(text), ""))
        found.append(digest_of(text))
        acts.reject(mine, number, "mine")
        now.shift(60)
        with mine.read() as session:
            assert session.get_one(WaitingAct, number).arguments == ""
    assert len({*found}) == len(found)


def test_every_use_case_that_may_wait_is_known_where_acts_are_answered() -> None:
    """A kind whose module nobody has imported by then could be proposed, and neither listed nor confirmed."""
    root = Path(acts.__file__).parents[1]
    known = {Path(str(module.__file__)) for module in acts.WITH_USE_CASES}
    found = {
        path
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(
            ast.unparse(one).startswith(("may_wait(", "done_when_confirmed(")) for one in node.decorator_list
        )
    }
    assert found - {root / "waiting" / "acts.py"} == known
    assert USE_CASES.keys() == WHAT.keys()


CORRECTED: dict[str, tuple[dict[str, str], Callable[[Desk], object]]] = {
    "orders": ({"order_no": "W1", "first_contact_at": "2026-01-05T09:10"}, row),
    "surveys": (
        {"agency_ref": "A1", "attitude": "5", "quality": "4", "cost": "4"},
        lambda desk: surveys.read(desk, "A1"),
    ),
    "complaints": (
        {"complaint_no": "C1", "contacted_at": "2026-01-26T10:00"},
        lambda desk: registration_of(desk, "C1"),
    ),
}
"""Kind → a row that a corrected file says of Colleague's own, and how what stands there is read."""
STANDS: dict[str, dict[str, str]] = {
    "orders": {"received_at": "2026-01-05T09:00"},
    "surveys": {"order_no": "W1", "answered_at": "2026-01-20T09:00"},
    "complaints": {"received_at": "2026-01-26T09:00"},
}


def registration_of(desk: Desk, number: str) -> ComplaintRow:
    with desk.read() as session:
        return put_right.read_in(session, number)


@pytest.mark.parametrize("kind", sorted(CORRECTED))
def test_a_correction_that_waited_goes_with_its_file(kind: str, desks: dict[str, Desk]) -> None:
    """docs/decisions/0064, point 8: confirmed, it is of its import: known when the file comes again, put back by its
    undo. It stayed behind."""
    desk, mine = desks["Desk"], desks["Colleague"]
    said, read = CORRECTED[kind]
    before = read(desk)
    file = write_csv(desk.store.path.parent / "corrected.csv", [said | STANDS[kind]])
    report = import_file(mine, kind, file, revise=True)
    assert (report.accepted, read(desk)) == (0, before)
    assert report.number is not None
    acts.confirm(desks["Direct"], 1)
    assert read(desk) != before
    again = import_file(mine, kind, file, revise=True)
    assert (again.accepted, len(again.skipped), again.remarks) == (0, 1, ())
    undone = undo.undo(desks["Direct"], report.number)
    assert (undone.gone, undone.stayed) == (1, ())
    assert read(desk) == before
    assert list(verify(desk).problems) == []


def test_the_history_of_a_row_says_why_what_waited_was_asked_for(desks: dict[str, Desk]) -> None:
    """docs/decisions/0065, point 2: the reason of who proposed it, and of who answered it, each beside its entry."""
    mine = desks["Colleague"]

    def corrected(hour: int, why: str) -> int:
        at = local(f"2026-01-26T{hour}:00")
        return held(mine, lambda: receipt.correct_receipt(mine, "C1", at, why))

    acts.confirm(desks["Direct"], corrected(10, "the paper says so"), "seen it")
    acts.reject(desks["Direct"], corrected(11, "typed wrong"), "it was not")
    found = [(one.action, one.reason) for one in history_of(mine, "C1").lines if one.action.endswith("-act")]
    assert found == [
        ("propose-act", "the paper says so"),
        ("confirm-act", "seen it"),
        ("propose-act", "typed wrong"),
        ("reject-act", "it was not"),
    ]


def test_every_act_that_waits_on_a_row_is_told_with_that_row() -> None:
    """By its kind an entry is known to be about an order, a survey, a complaint, somebody or a user."""
    of_no_row = {
        "erase-customer",
        "plan-month",
        "replace-signing-key",
        "run-retention",
        "set-own-acts",
        "sign-off",
        "use-scheme",
    }
    assert {kind for kind in USE_CASES if not row_kind("propose-act", {"kind": kind})} == of_no_row


def test_a_form_says_what_waits_on_its_row(desks: dict[str, Desk]) -> None:
    """Whoever opens the row again does not wonder where the change is; who may not change it is told who may."""
    mine = desks["Colleague"]
    held(mine, lambda: change(mine, "paper says so", outcome="cancelled"))
    (said,) = said_of_row(desks["Direct"], "orders", row(mine))
    assert "waits as no. 1" in said and "Colleague" in said
    (_waits, looks) = said_of_row(desks["Head"], "orders", row(mine))
    assert "clerk, supervisor" in looks
    assert list(said_of_row(mine, "orders", row(mine, "W2"))) == []

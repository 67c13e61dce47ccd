"""What is due is erased by two people, and it is the list that was looked at (docs/rules.md, rule 38)."""

from __future__ import annotations

import json
from datetime import date

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry
from csi_tui.services.complaints import registration
from csi_tui.services.customer_data import running
from csi_tui.services.customer_data.due import due_list
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk import automatic_copies
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.history.trail import trail_page
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.services.waiting import acts, pages
from csi_tui.services.waiting.lists import list_lines
from csi_tui.services.waiting.text import act_lines
from tests.services.customer_data.test_due import enter
from tests.services.customer_data.test_erasing import holding
from tests.services.procedures import desk_of
from tests.stores import local

PHONES = ("13800138001", "13800138002")


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """X1 and X2 are due by a term of twelve months, X3 is not yet; an automatic copy holds all."""
    now.move_to(local("2025-11-19T18:00"))
    for number in ("X1", "X2"):
        enter(desk, number, f"1380013800{number[1]}")
    now.move_to(local("2026-11-20T10:00"))
    enter(desk, "X3", "13800138003", done=False)
    set_terms(desk, customer_months=12)
    for name, roles in {"Head": ["head"], "Second": ["supervisor"], "Clerk": ["clerk"]}.items():
        users.add_user(desk, name, name.lower(), roles)
    automatic_copies.copy_of(desk.store.path, "freeze")
    return {name: desk_of(desk, name) for name in ("Head", "Second", "Clerk")} | {"Desk": desk}


def proposed(desk: Desk) -> int:
    with pytest.raises(Waits) as waits:
        running.run(desk, "the year is over")
    return waits.value.number


def test_what_is_due_goes_with_the_copies(desks: dict[str, Desk]) -> None:
    """Store, index, log and the program's own copies; one new copy takes their place, and says nothing of them."""
    due = due_list(desks["Head"])
    assert [one.number for one in due.customers] == ["X1", "X2"]
    assert len(due.copies) == 1 and due.copies[0].endswith("-freeze.db")
    number = proposed(desks["Head"])
    assert due.code in "\n".join(act_lines(pages.acts(desks["Second"]), desks["Second"].site.zone))
    assert list(acts.confirm(desks["Second"], number).remarks) == []
    assert holding(desks["Desk"], list(PHONES)) == {}
    assert [one.stem[-7:] for one in automatic_copies.copies(desks["Desk"].store.path)] == ["erasure"]
    assert due_list(desks["Head"]).empty
    assert verify(desks["Desk"]).problems == ()


def test_who_confirms_reads_the_list(desks: dict[str, Desk]) -> None:
    """docs/decisions/0073, point 5: the very list is confirmed, by somebody who may look for none themselves."""
    proposed(desks["Head"])

    def read(name: str) -> str:
        return "\n".join(line for act in pages.acts(desks[name]) for line in list_lines(desks[name], act))

    assert "X1" in read("Second") and "X2" in read("Second")
    assert "X1" in read("Head")
    assert read("Clerk") == ""
    registration.register(desks["Desk"], ComplaintRow("C1", local("2026-11-20T09:50"), order_no="X1"))
    assert "not who was looked at" in read("Second")


def test_the_trail_says_how_many_and_not_who(desks: dict[str, Desk]) -> None:
    acts.confirm(desks["Second"], proposed(desks["Head"]))
    with desks["Desk"].read() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "run-retention")).one()
        trail = [f"{one.subject} {one.detail}" for one in session.exec(select(AuditEntry))]
    told = json.loads(entry.detail)
    assert (told["customers"], told["day"]) == (2, "2026-11-20")
    assert told["confirmed_by"] == desks["Second"].actor.user_id
    assert [line for line in trail if any(phone in line for phone in PHONES)] == []
    assert "what was due at S1 erased" in [line.what for line in trail_page(desks["Desk"])]


def test_another_list_is_not_erased(desks: dict[str, Desk]) -> None:
    """Somebody on it came back: nobody is erased, and it is said how to go on."""
    number = proposed(desks["Head"])
    registration.register(desks["Desk"], ComplaintRow("C1", local("2026-11-20T09:50"), order_no="X1"))
    with pytest.raises(UserError, match="csi privacy run"):
        acts.confirm(desks["Second"], number)
    assert len(holding(desks["Desk"], list(PHONES))) >= 1
    acts.reject(desks["Second"], number, "X1 complains")
    assert [one.number for one in due_list(desks["Head"]).customers] == ["X2"]


def test_the_list_of_a_day_stays_what_it_was(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """A day later more are due: confirmed is who was looked at, and that list can be seen again."""
    number, due = proposed(desks["Head"]), due_list(desks["Head"])
    set_day = date(2026, 11, 20)
    now.move_to(local("2027-12-20T10:00"))
    assert due_list(desks["Head"], set_day).code == due.code
    acts.confirm(desks["Second"], number)
    assert holding(desks["Desk"], ["13800138003"]) != {}


def test_what_waits_holds_its_customer_back(desks: dict[str, Desk]) -> None:
    """docs/decisions/0070, point 7: what waits on the customer's rows is answered first."""
    from csi_tui.services.customer_data import erasing

    with desks["Desk"].write() as session:
        from csi_db.models import WaitingAct
        from csi_tui.services.desk import audit

        session.add(
            WaitingAct(
                **audit.by_whom(desks["Head"]),
                kind="change-order",
                subject="X1",
                arguments="{}",
                changes="{}",
                reason="forgotten",
            )
        )
    assert [one.number for one in due_list(desks["Head"]).customers] == ["X2"]
    with pytest.raises(UserError):
        erasing.erase(desks["Head"], "X1", "old")


def test_nothing_due(desk: Desk) -> None:
    """Without a term nothing is (docs/rules.md, rule 38)."""
    with pytest.raises(UserError, match="Nothing is due"):
        running.run(desk, "why not")


def test_who_may_and_why(desks: dict[str, Desk]) -> None:
    """As for one customer (docs/decisions/0070, points 2 and 7)."""
    for name in ("Second", "Clerk"):
        with pytest.raises(NotPermitted):
            running.run(desks[name], "x")
    with pytest.raises(ReasonMissing):
        running.run(desks["Head"])
    number = proposed(desks["Head"])
    with pytest.raises(NotPermitted):
        acts.confirm(desks["Head"], number)
    assert len(holding(desks["Desk"], list(PHONES))) >= 1

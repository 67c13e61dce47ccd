"""What is done alone to own figures is the site's to say, by two people (docs/rules.md, rule 27)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from sqlmodel import select

from csi_db.models import AuditEntry, Complaint, ComplaintPause, Site
from csi_tui.services.complaints import handlers, milestones, pauses, registration
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.given_texts import ReasonMissing
from csi_tui.services.desk.own_acts import USUAL, OwnActs
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.history.trail import trail_page
from csi_tui.services.orders import work_orders
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow, OrderRow
from csi_tui.services.waiting import acts, pages
from csi_tui.services.waiting.site_choice import own_acts_of, set_own_acts
from csi_tui.services.waiting.text import act_lines, own_act_lines
from tests.services.procedures import staff
from tests.stores import local


@pytest.fixture
def desks(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """Colleague, a clerk, is the employee E2."""
    found = staff(desk)
    now.move_to(local("2026-02-02T10:00"))
    return found | {"Desk": desk}


def waiting(act: Callable[[], object]) -> int:
    with pytest.raises(Waits) as waits:
        act()
    return waits.value.number


def set_by_two(desks: dict[str, Desk], **numbers: int) -> None:
    number = waiting(lambda: set_own_acts(desks["Head"], **numbers, reason="as agreed"))
    acts.confirm(desks["Direct"], number)


def enter(desk: Desk, number: str, minutes: int) -> None:
    received = clock.now() - timedelta(hours=3)
    done = (clock.now() - timedelta(minutes=minutes)).replace(second=0)
    work_orders.enter(
        desk, OrderRow(number, received, technician_no="E2", first_contact_at=done), reason="typed later"
    )


def test_it_is_as_the_rule_says_until_two_people_say_otherwise(desks: dict[str, Desk]) -> None:
    """Nothing is changed until it is confirmed; the list shows what it would be."""
    assert own_acts_of(desks["Colleague"]) == USUAL == OwnActs(30, 80, 2)
    with pytest.raises(ReasonMissing):
        set_own_acts(desks["Head"], late_entry_minutes=60)
    number = waiting(lambda: set_own_acts(desks["Head"], late_entry_minutes=60, reason="a van is a desk"))
    assert own_acts_of(desks["Head"]) == USUAL
    told = "\n".join(act_lines(pages.acts(desks["Direct"]), desks["Direct"].site.zone))
    assert "minutes that are entered as it happens: 30 → 60" in told
    with pytest.raises(NotPermitted):
        acts.confirm(desks["Head"], number)
    acts.confirm(desks["Direct"], number)
    assert own_acts_of(desks["Colleague"]) == OwnActs(60, 80, 2)
    assert set_own_acts(desks["Head"], late_entry_minutes=60) == OwnActs(60, 80, 2), "it is so already"
    assert "\n".join(own_act_lines(own_acts_of(desks["Head"]))).startswith(
        "Entered as it happens: within 60 minutes."
    )


def test_minutes_that_are_entered_as_it_happens(desks: dict[str, Desk]) -> None:
    """docs/decisions/0075, point 3: what waits goes on waiting, what was entered stays; the next act is judged anew."""
    mine = desks["Colleague"]
    enter(mine, "W20", 25)
    number = waiting(lambda: enter(mine, "W21", 35))
    set_by_two(desks, late_entry_minutes=60)
    enter(mine, "W22", 55)
    assert [line.number for line in pages.acts(mine)] == [number]
    waiting(lambda: enter(mine, "W23", 65))
    set_by_two(desks, late_entry_minutes=0)
    waiting(lambda: enter(mine, "W24", 1))
    enter(mine, "W25", 0)
    acts.confirm(desks["Direct"], number)
    assert work_orders.read(mine, "W21").row.technician_no == "E2"


def test_a_complaint_and_its_milestones_go_by_it(desks: dict[str, Desk]) -> None:
    mine, then = desks["Colleague"], clock.now() - timedelta(minutes=50)
    row = ComplaintRow("C1", clock.now() - timedelta(hours=1), customer_name="张样例", handler_no="E2")
    registration.register(desks["Desk"], row)
    waiting(lambda: milestones.log_milestone(mine, "C1", "contacted", then, "by phone"))
    set_by_two(desks, late_entry_minutes=50)
    milestones.log_milestone(mine, "C1", "contacted", then, "by phone")


def test_the_share_of_a_limit(desks: dict[str, Desk], now: time_machine.Traveller) -> None:
    """0 %: no own complaint is handed over alone; 100 %: as long as no limit has passed."""
    mine = desks["Colleague"]
    for number in ("C1", "C2", "C3"):
        row = ComplaintRow(number, clock.now(), customer_name="张样例", handler_no="E2")
        registration.register(desks["Desk"], row)
    with desks["Desk"].read() as session:
        limit = session.exec(select(Complaint.contact_due)).first()
    assert limit is not None
    now.shift((limit - clock.now()) * 0.9)
    waiting(lambda: handlers.assign(mine, "C1", "E1", "on leave"))
    set_by_two(desks, handover_share=100)
    handlers.assign(mine, "C2", "E1", "on leave")
    set_by_two(desks, handover_share=0)
    waiting(lambda: handlers.assign(mine, "C3", "E1", "on leave"))


@pytest.mark.parametrize("days", [0, 1])
def test_days_that_a_clock_stands_still_at_once(desks: dict[str, Desk], days: int) -> None:
    """0 days: it runs on until somebody confirms; then it stood still from the beginning."""
    set_by_two(desks, pause_days_alone=days)
    row = ComplaintRow("C1", clock.now(), customer_name="张样例", handler_no="E2")
    registration.register(desks["Desk"], row)
    number = waiting(lambda: pauses.pause(desks["Colleague"], "C1", "awaiting-customer", "mail 4"))
    with desks["Desk"].read() as session:
        first = session.exec(select(ComplaintPause)).one()
        assert first.ends_at == clock.now() + timedelta(days=days)
    acts.confirm(desks["Direct"], number)
    with desks["Desk"].read() as session:
        one = session.exec(select(ComplaintPause)).one()
        assert one.starts_at == first.starts_at and one.ends_at > clock.now() + timedelta(days=2)
    assert verify(desks["Desk"]).problems == ()


@pytest.mark.parametrize(
    "numbers",
    [
        {"late_entry_minutes": -1},
        {"late_entry_minutes": 10_081},
        {"handover_share": -1},
        {"handover_share": 101},
        {"pause_days_alone": -1},
        {"pause_days_alone": 367},
    ],
)
def test_a_number_that_means_nothing_is_refused(desks: dict[str, Desk], numbers: dict[str, int]) -> None:
    """With what it may be; nothing waits."""
    with pytest.raises(UserError, match="from 0 to"):
        set_own_acts(desks["Head"], **numbers, reason="why not")
    assert pages.acts(desks["Head"]) == []


def test_who_sets_it(desks: dict[str, Desk]) -> None:
    """The head and administrators, in person."""
    for name in ("Colleague", "Direct", "Hr", "Oversight"):
        with pytest.raises(NotPermitted):
            set_own_acts(desks[name], handover_share=90, reason="x")
        with pytest.raises(NotPermitted):
            set_own_acts(desks[name], handover_share=80)
    # Whoever entered everybody as a user has no second person: it is done, and marked.
    assert set_own_acts(desks["Desk"], handover_share=90, reason="x").handover_share == 90
    assert [line.state for line in pages.acts(desks["Head"], every=True)] == ["alone"]


def test_it_stands_in_the_trail_and_is_held(desks: dict[str, Desk]) -> None:
    """With what stood there and both people; changed around the program it is found (docs/decisions/0066)."""
    set_by_two(desks, handover_share=90, pause_days_alone=1)
    desk = desks["Desk"]
    with desk.read() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "set-own-acts"))
    told = json.loads(entry.detail)
    assert (told["handover_share"], told["pause_days_alone"]) == ([80, 90], [2, 1])
    assert told["confirmed_by"] == desks["Direct"].actor.user_id
    assert "what is done alone to own figures changed (S1)" in [line.what for line in trail_page(desk)]
    assert verify(desk).problems == ()
    with desk.store.write() as session:
        session.connection().info["row_ledger"].deafen()
        site = session.exec(select(Site)).one()
        site.handover_share = 100
        session.add(site)
    assert verify(desk).problems

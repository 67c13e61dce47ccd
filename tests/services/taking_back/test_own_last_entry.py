"""The own last entry: what can be taken back with one key, what becomes of it, what refuses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from sqlmodel import col, delete, select

from csi_db.models import AuditEntry, TextBefore
from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals.pages import read_appeal
from csi_tui.services.changes import adjustments, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.complaints import handlers, milestones, pauses, registration, validity
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.desk import texts_before
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct, ratings
from csi_tui.services.errors import UserError
from csi_tui.services.history import acts
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.orders.renumbering import renumber
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow, OrderRow, RatingRow, SurveyRow
from csi_tui.services.taking_back.acts import ACTS, WITHIN
from csi_tui.services.taking_back.own_last_entry import OwnEntry, own_last_entry, take_back
from csi_tui.services.taking_back.text import BECOMES
from tests import stores
from tests.services.procedures import desk_of, publish_january, staff
from tests.services.systems import site
from tests.stores import fill, local, person


@pytest.fixture
def shop(desk: Desk, now: time_machine.Traveller) -> Desk:
    """People, an order and a complaint of yesterday; the clock stands on 21 January 2026."""
    staff(desk)
    now.move_to(local("2026-01-21T09:00"))
    work_orders.enter(desk, OrderRow("W9", local("2026-01-20T09:00"), product="空调"))
    registration.register(
        desk, ComplaintRow("C9", local("2026-01-20T10:00"), customer_name="王", handler_no="E3")
    )
    return desk


def last(desk: Desk) -> OwnEntry:
    found = own_last_entry(desk)
    assert found is not None
    return found


def taken_back(desk: Desk, reason: str = "", *, for_good: bool = True) -> None:
    """What is offered is taken back, and asks why where it says so; ``for_good``: and stays so."""
    entry = last(desk)
    assert entry.refused == ""
    assert entry.becomes
    if entry.asks_reason:
        with pytest.raises(UserError, match="Say why"):
            take_back(desk, entry.seq, " ")
    take_back(desk, entry.seq, reason)
    assert bool(last(desk).refused) is for_good
    assert not verify(desk).problems


def complete(desk: Desk, number: str = "W9", **values: object) -> None:
    found = work_orders.read(desk, number)
    done = {"completed_at": local("2026-01-21T08:50"), "outcome": "fixed", "technician_no": "E2"}
    work_orders.change(desk, number, found.version, replace(found.row, **(done | values)), why="mistyped")  # type: ignore[arg-type]


def test_it_says_whose_row_it_is(shop: Desk) -> None:
    """Orders, complaints and surveys of theirs; nothing where nobody is named."""
    assert last(shop).what == "complaint C9 registered (王)"
    work_orders.enter(shop, OrderRow("W10", local("2026-01-21T08:00"), product="冰箱"))
    assert last(shop).what == "order W10 entered"
    work_orders.enter(shop, OrderRow("W11", local("2026-01-21T08:00"), customer_name="李[b]"))
    assert last(shop).what == "order W11 entered (李[b])"


# --- Each kind -------------------------------------------------------------------------------------------------------


def test_an_order_entered_by_mistake_stays_as_cancelled(shop: Desk) -> None:
    work_orders.enter(shop, OrderRow("W10", local("2026-01-21T08:00"), product="冰箱"))
    taken_back(shop)
    assert work_orders.read(shop, "W10").row.outcome == "cancelled"


def test_a_completion_is_put_back_to_what_stood_before(shop: Desk) -> None:
    before = work_orders.read(shop, "W9").row
    complete(shop, first_contact_at=local("2026-01-20T09:10"), fault_severity=None)
    assert work_orders.read(shop, "W9").row != before
    taken_back(shop)
    assert work_orders.read(shop, "W9").row == before


def test_a_milestone_counts_as_not_logged_and_stays_in_the_history(shop: Desk) -> None:
    milestones.log_milestone(shop, "C9", "contacted")
    assert last(shop).what == "“customer contacted” of C9 logged (王)"
    assert not last(shop).asks_reason
    taken_back(shop)
    with shop.read() as session:
        entries = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.seq).desc()).limit(2)).all()
    assert entries == ["correct-milestone", "milestone"]
    milestones.log_milestone(shop, "C9", "contacted")


def test_a_survey_is_struck_out_with_a_reason(shop: Desk) -> None:
    surveys.enter(shop, SurveyRow("A9", "W1", local("2026-01-20T09:00"), 5, 5, 5, 5, 5))
    taken_back(shop, "another customer's sheet", for_good=False)
    assert [one.number for one in exclusions.exclusions(shop) if one.restored_at is None] == ["A9"]


def test_a_complaint_is_proposed_as_invalid(shop: Desk) -> None:
    registration.register(shop, ComplaintRow("C10", local("2026-01-21T08:00"), customer_name="李"))
    taken_back(shop, "entered twice", for_good=False)
    assert validity.decide(desk_of(shop, "Head"), "C10", confirm=True).outcome == "confirmed"


def test_a_handler_has_it_again(shop: Desk) -> None:
    handlers.assign(shop, "C9", "E2")
    taken_back(shop)
    (line,) = [one for one in complaint_pages.complaints_page(shop) if one.complaint_no == "C9"]
    assert "E3" in line.handler
    handlers.assign(shop, "C9", "E3")
    assert last(shop).refused == "Nothing was changed."


def test_a_pause_ends(shop: Desk) -> None:
    reason = pauses.pause_reasons(shop)[0][0]
    pauses.pause(shop, "C9", reason, "mail 4")
    taken_back(shop)
    with pytest.raises(UserError, match="does not stand still"):
        pauses.resume(shop, "C9")


def test_a_proposal_is_dropped(shop: Desk) -> None:
    validity.propose(shop, "C9", "invalid", "a duplicate")
    taken_back(shop, "it is none")
    assert validity.propose(shop, "C9", "invalid", "a duplicate after all") == "C9"


def test_a_rating_and_a_record_are_taken_back(desk: Desk, now: time_machine.Traveller) -> None:
    now.move_to(local("2026-01-28T10:00"))
    _desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    ratings.rate(boss, RatingRow(date(2026, 1, 27), "E1", "ethics", Decimal(5)))
    taken_back(boss, "another person was meant")
    assert [one.withdrawn_reason for one in ratings.ratings(boss, Period(202601))] == [
        "another person was meant"
    ]
    code = next(iter(conduct.codes(boss, Period(202601))))
    conduct.add(boss, "E1", code, date(2026, 1, 27), "thanked by letter")
    taken_back(boss, "another person was meant")
    assert [one.withdrawn_reason for one in conduct.records(boss, Period(202601))] == [
        "another person was meant"
    ]


def test_an_adjustment_and_a_strike_out_are_taken_back(shop: Desk, now: time_machine.Traveller) -> None:
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(shop, "2026-01")
    head = desk_of(shop, "Head")
    adjustments.adjust(head, Period(202601), "E1", "total", "+1", "helped another team")
    taken_back(head, "another person was meant")
    assert [one.withdrawn_by for one in adjustments.adjustments(head, Period(202601))] == ["Head"]
    exclusions.strike_out(head, "survey", "A1", "another customer answered")
    taken_back(head, "it was the right one")
    assert all(one.restored_at is not None for one in exclusions.exclusions(head))


def test_an_appeal_is_taken_back(desk: Desk, now: time_machine.Traveller) -> None:
    publish_january(desk, now)
    owner = desk_of(desk, "Owner")
    number = filing.file_appeal(owner, Period(202601), "attitude", "the customer meant another visit")
    taken_back(owner, "it was right")
    assert read_appeal(desk, number).state == "closed"


def test_every_kind_has_its_words() -> None:
    """What is done, and what becomes of it."""
    assert set(ACTS) == set(BECOMES)
    assert set(ACTS) <= set(acts.ACTS)


# --- What refuses it -------------------------------------------------------------------------------------------------


def test_only_the_own_last_entry_of_ten_minutes(shop: Desk, now: time_machine.Traveller) -> None:
    milestones.log_milestone(shop, "C9", "contacted")
    entry = last(shop)
    assert own_last_entry(desk_of(shop, "Colleague")) is None
    now.shift(WITHIN)
    assert last(shop).seq == entry.seq
    now.shift(timedelta(seconds=1))
    assert own_last_entry(shop) is None
    with pytest.raises(UserError, match="not your last entry of the last 10 minutes"):
        take_back(shop, entry.seq)


def test_another_entry_came_since(shop: Desk) -> None:
    """What was confirmed is taken back, and nothing else."""
    milestones.log_milestone(shop, "C9", "contacted")
    seen = last(shop)
    complete(shop)
    with pytest.raises(UserError, match="any more"):
        take_back(shop, seen.seq)
    assert work_orders.read(shop, "W9").row.outcome == "fixed"


def test_somebody_did_something_to_it_since(shop: Desk) -> None:
    milestones.log_milestone(shop, "C9", "contacted")
    entry = last(shop)
    milestones.log_milestone(desk_of(shop, "Colleague"), "C9", "planned")
    assert "Something was done to C9 since" in last(shop).refused
    with pytest.raises(UserError, match="Something was done to C9 since"):
        take_back(shop, entry.seq)


def test_its_number_is_another_order_s_since(shop: Desk) -> None:
    """Who renumbers does something to the order; what has its number since is another one."""
    other = desk_of(shop, "Colleague")
    for entered in (True, False):
        if entered:
            work_orders.enter(shop, OrderRow("W8", local("2026-01-20T09:00"), product="冰箱"))
        else:
            complete(shop, "W8")
        renumber(other, "W8", "W8-old" if entered else "W8-older", "misread")
        refused = last(shop)
        assert "Something was done to W8 since" in refused.refused
        work_orders.enter(other, OrderRow("W8", local("2026-01-20T09:00"), product="电视"))
        before = work_orders.read(shop, "W8").row
        assert "Something was done to W8 since" in last(shop).refused
        with pytest.raises(UserError, match="since"):
            take_back(shop, refused.seq)
        assert work_orders.read(shop, "W8").row == before


def test_something_was_entered_upon_it(shop: Desk) -> None:
    complete(shop)
    surveys.enter(desk_of(shop, "Direct"), SurveyRow("A8", "W9", local("2026-01-21T08:55"), 5, 5, 5, 5, 5))
    assert last(shop).refused == "A8 was entered upon W9 and rests on it."


def test_texts_that_the_trail_does_not_hold_are_put_back(shop: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0063, point 3: a fault, a serial number and who the customer is, as long as they are kept."""
    complete(shop, customer_name="赵", fault="不启动", serial_no="SN1", completed_at=None, outcome=None)
    before = work_orders.read(shop, "W9").row
    complete(shop, customer_name="钱", customer_phone="13800001234", fault="请打 13800001234", serial_no=None)
    assert last(shop).refused == ""
    taken_back(shop)
    assert work_orders.read(shop, "W9").row == before


def test_texts_are_erased_after_minutes(shop: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0063, point 3: longer than the key takes back, and not much longer; then nothing is guessed."""
    complete(shop, fault="请打 13800001234")
    seq = last(shop).seq
    now.shift(WITHIN + timedelta(seconds=-1))
    assert last(shop).refused == ""
    with shop.write() as session:
        texts_before.keep(session, 0, {})
        assert texts_before.texts_before(session, seq) != {}
    now.shift(texts_before.KEPT - WITHIN + timedelta(seconds=2))
    with shop.write() as session:
        texts_before.keep(session, 0, {})
        assert texts_before.texts_before(session, seq) == {}
    assert texts_before.KEPT > WITHIN


def test_what_was_erased_is_not_guessed(shop: Desk) -> None:
    """docs/decisions/0045, point 3."""
    complete(shop, customer_name="赵")
    with shop.write() as session:
        session.exec(delete(TextBefore))
    assert "is not kept any more" in last(shop).refused


def test_an_order_that_was_kept_unchanged(shop: Desk) -> None:
    found = work_orders.read(shop, "W9")
    work_orders.change(shop, "W9", found.version, found.row, why="mistyped")
    assert last(shop).refused == "Nothing was changed."


def test_a_closed_month_has_counted_it(shop: Desk, now: time_machine.Traveller) -> None:
    """A change of what a published month counts is a matter of a correction."""
    complete(shop)
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(shop, "2026-01")
    month_close.publish(shop, Period(202601))
    complete(shop, product="冰箱")
    assert "2026-01, which is closed" in last(shop).refused


def test_what_is_no_such_entry_says_where_it_is_put_right(shop: Desk, now: time_machine.Traveller) -> None:
    fill(shop, orders=[stores.order("W20", "2026-01-20T09:00")])
    assert last(shop).refused.startswith("An import is undone as a whole")
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(shop, "2026-01")
    assert last(shop).refused.startswith("This is not taken back with one key")
    assert last(shop).what == "month 2026-01 computed"

"""A correction of a frozen month opens a window for those whose card changed, and their pay waits for it
(docs/rules.md, rule 34; docs/decisions/0069)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import read_appeal, state_text
from csi_tui.services.cards.publication import publication, said_span
from csi_tui.services.cards.published_anew import corrected_texts
from csi_tui.services.cards.receipts import explain
from csi_tui.services.cards.result_notice import notice_sheet
from csi_tui.services.cards.text.notice import notice_words
from csi_tui.services.cards.took_note import receipts, take_note
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close.check import check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.glance import quick
from csi_tui.services.home.first_look import first_look
from csi_tui.services.home.pages import home
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.status import month_status
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay import month_pay
from csi_tui.services.pay.text import pay_lines
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.proof.certificates import certificate_of, check_code, notice_code
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import PayRow
from tests import stores
from tests.services.changes.test_corrections import frozen_january
from tests.services.procedures import desk_of
from tests.stores import local

JANUARY = Period(202601)
WINDOW_ENDS = local("2026-02-27T00:00")
"""The Spring Festival lies in the five working days."""
EVERYBODY = ("E1", "E2", "E3")


@pytest.fixture
def frozen(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    with stores.begun(tmp_path / "csi.db", now, frozen_january) as desk:
        yield desk


def strike(desk: Desk, number: str = "A2", reason: str = "another customer answered") -> None:
    exclusions.strike_out(desk, "survey", number, reason)


def correct(desk: Desk, reason: str = "A2 is struck out") -> None:
    """By the supervisor alone."""
    corrections.correct(desk_of(desk, "Direct"), JANUARY, reason)


def file(desk: Desk, name: str = "Owner", line: str = "attitude") -> str:
    return filing.file_appeal(desk_of(desk, name), JANUARY, line, "the survey was right")


def windows(desk: Desk) -> dict[str, datetime]:
    return {one.employee_no: one.window_ends_at for one in receipts(desk, JANUARY) if one.window_ends_at}


def amounts(desk: Desk) -> None:
    for who in EVERYBODY:
        pay_amounts.set_amount(desk_of(desk, "Hr"), PayRow(JANUARY, who, "floating", 1000_00))


def paid(report: month_pay.PayReport) -> dict[object, object]:
    return {one["employee_no"]: one["total"] for one in report.people}


def held(report: month_pay.PayReport) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {one.employee_no: (one.why, one.appeals) for one in report.held_up}


def test_whose_card_a_correction_changed_has_a_window_and_may_appeal(
    frozen: Desk, now: time_machine.Traveller
) -> None:
    """docs/rules.md, rule 34: the month stays frozen and chained; only their windows open; the earlier card stays."""
    code, before = notice_code(frozen, JANUARY), month_cards(frozen, JANUARY).cards
    with pytest.raises(UserError, match="frozen; an appeal is too late"):
        file(frozen)
    strike(frozen)
    correct(frozen)
    status = month_status(frozen, JANUARY)
    assert (status.state, status.revision, status.appeals_until) == ("frozen", 2, WINDOW_ENDS)
    assert certificate_of(frozen, JANUARY).previous == check_code(frozen, code).digest
    assert month_cards(frozen, JANUARY, revision=1).cards == before
    _older, _newer, found = corrections.differences(frozen, JANUARY)
    assert set(windows(frozen)) == {card.employee_no for card in found.moved} == {"E1", "E2"}
    assert set(windows(frozen).values()) == {WINDOW_ENDS}
    with pytest.raises(UserError, match="frozen; an appeal is too late"):
        file(frozen, "Hr")
    number = file(frozen)
    assert read_appeal(frozen, number).revision == 2
    now.move_to(WINDOW_ENDS)
    with pytest.raises(UserError, match="ended at 2026-02-27 00:00"):
        file(frozen, "Colleague")
    assert verify(frozen).problems == ()


def test_an_upheld_appeal_leads_to_another_correction(frozen: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 34: nothing is changed in place; the check names what was upheld until it is carried out."""
    strike(frozen)
    correct(frozen)
    cards, number = month_cards(frozen, JANUARY).cards, file(frozen)
    with pytest.raises(UserError, match="no freeze waits for"):
        appeals.carry(desk_of(frozen, "Other"), number, "the month cannot wait")
    now.move_to(local("2026-02-12T11:00"))
    appeals.decide(desk_of(frozen, "Direct"), number, "upheld", "it was this customer after all")
    assert month_cards(frozen, JANUARY).cards == cards
    assert state_text(read_appeal(frozen, number)) == "upheld; the month is to be corrected"
    assert [one.rows for one in check(frozen, JANUARY) if one.code == "upheld-not-carried-out"] == [(number,)]
    exclusions.restore(frozen, "survey", "A2", "it was this customer")
    now.move_to(local("2026-02-13T10:00"))
    correct(frozen, "the appeal was upheld")
    assert month_status(frozen, JANUARY).revision == 3
    assert state_text(read_appeal(frozen, number)) == "closed"
    assert "upheld-not-carried-out" not in [one.code for one in check(frozen, JANUARY)]
    # Another card again: who questioned the last one may question this one.
    assert file(frozen) != number
    assert verify(frozen).problems == ()


def test_what_was_upheld_and_changes_nothing_takes_a_correction_with_a_reason(
    frozen: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0069, point 4: as with a publication, it is said that the card is as it was."""
    strike(frozen)
    correct(frozen)
    number = file(frozen)
    now.move_to(local("2026-02-13T10:00"))
    appeals.decide(desk_of(frozen, "Direct"), number, "upheld", "it is explained")
    correct(frozen, "nothing was wrong with the rows")
    assert month_status(frozen, JANUARY).revision == 3
    assert f"Upheld, and the card is as it was: {number}." in corrected_texts(frozen, JANUARY)[-1]
    # Nobody's card changed: the window of the correction before runs on, and no other opens.
    assert windows(frozen) == dict.fromkeys(("E1", "E2"), WINDOW_ENDS)
    with pytest.raises(UserError, match="appealed against this line already"):
        file(frozen)
    with pytest.raises(UserError, match="would change nothing"):
        correct(frozen)


def test_only_their_pay_waits(frozen: Desk, now: time_machine.Traveller) -> None:
    """docs/rules.md, rule 34: everybody else is settled; they are once the window is over and nothing is open."""
    amounts(frozen)
    strike(frozen)
    correct(frozen)
    head, hr = desk_of(frozen, "Head"), desk_of(frozen, "Hr")
    number = file(frozen)
    settled = month_pay.settle(head, JANUARY)
    assert (settled.settled, paid(settled)) == (1, {"E3": "1000.00"})
    assert held(settled) == {"E1": ("appeal", (number,)), "E2": ("window", ())}
    assert settled.differs == () and settled.held_up[1].until == WINDOW_ENDS
    said = "\n".join(pay_lines(settled))
    assert "Waits: E2 Name E2 may appeal against the corrected card until 2026-02-27 00:00" in said
    assert f"Waits: E1 Name E1, until the appeal is at its end: {number}" in said
    with pytest.raises(UserError, match="is settled but for E1 Name E1, E2 Name E2") as refused:
        month_pay.settle(head, JANUARY)
    assert refused.value.exit_status == 1
    now.move_to(WINDOW_ENDS)
    assert held(month_pay.pay_report(hr, JANUARY)) == {"E1": ("appeal", (number,)), "E2": ("ready", ())}
    settled = month_pay.settle(head, JANUARY)
    assert (settled.settled, paid(settled)) == (2, {"E2": "1200.00", "E3": "1000.00"})
    appeals.decide(desk_of(frozen, "Direct"), number, "rejected", "another customer, by the call log")
    assert held(month_pay.pay_report(hr, JANUARY)) == {"E1": ("appeal", (number,))}
    now.move_to(read_appeal(frozen, number).due_at)
    assert held(month_pay.pay_report(hr, JANUARY)) == {"E1": ("ready", ())}
    assert paid(month_pay.settle(head, JANUARY)) == dict.fromkeys(("E1", "E2"), "1200.00") | {"E3": "1000.00"}
    with pytest.raises(UserError, match="is settled already"):
        month_pay.settle(head, JANUARY)
    assert verify(frozen).problems == ()


def test_what_was_settled_stays_until_their_windows_are_over(
    frozen: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0069, point 5: who was paid by the card before keeps that sheet, and is told as waiting."""
    amounts(frozen)
    head = desk_of(frozen, "Head")
    month_pay.settle(head, JANUARY)
    strike(frozen)
    correct(frozen)
    report = month_pay.pay_report(head, JANUARY)
    assert set(held(report)) == {"E1", "E2"} and report.differs == ()
    settled = month_pay.settle(head, JANUARY)
    assert (settled.settled, paid(settled)) == (2, {"E1": "800.00", "E2": "800.00", "E3": "1000.00"})
    number = file(frozen)
    now.move_to(local("2026-02-12T11:00"))
    appeals.decide(desk_of(frozen, "Direct"), number, "upheld", "it was this customer")
    now.move_to(WINDOW_ENDS)
    assert held(month_pay.pay_report(head, JANUARY)) == {"E1": ("correction", (number,)), "E2": ("ready", ())}
    exclusions.restore(frozen, "survey", "A2", "it was this customer")
    correct(frozen, "the appeal was upheld")
    assert paid(month_pay.pay_report(head, JANUARY)) == {"E1": "800.00", "E2": "800.00", "E3": "1000.00"}
    assert month_pay.pay_report(desk_of(frozen, "Colleague"), JANUARY).held_up[0].employee_no == "E2"


def test_a_settlement_of_nobody_is_refused(frozen: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0069, point 5: where everybody's card changed, there is nothing to settle yet."""
    amounts(frozen)
    strike(frozen)
    exclusions.strike_out(frozen, "complaint", "C1", "another department's")
    correct(frozen)
    with pytest.raises(UserError, match="is settled but for E1 Name E1, E2 Name E2, E3 Name E3"):
        month_pay.settle(desk_of(frozen, "Head"), JANUARY)


def test_who_has_no_card_any_more_stands_on_the_notice(frozen: Desk) -> None:
    """docs/decisions/0079: what changed since the notice before, by its masked name too."""
    stores.fill(
        frozen, employees=[stores.person("E2", "technician", supervisor_no="S1", left_on="2025-12-31")]
    )
    correct(frozen, "E2 had left")
    gone = next(one for one in notice_sheet(frozen, JANUARY).changed if one.employee_no == "E2")
    assert (gone.name, gone.now) == ("Name E2", None)
    assert gone.before is not None
    told = sheet_text(publication(frozen, said_span("2026-01", frozen.site.zone), masked=True))
    assert "N******" in told
    assert "Name E2" not in told


def test_who_has_no_card_any_more_may_appeal(frozen: Desk) -> None:
    """docs/decisions/0069, point 2: a card that a correction took away has changed most of all."""
    stores.fill(
        frozen, employees=[stores.person("E2", "technician", supervisor_no="S1", left_on="2025-12-31")]
    )
    correct(frozen, "E2 had left")
    assert [card.employee_no for card in month_cards(frozen, JANUARY).cards] == ["E1", "E3"]
    number = file(frozen, "Colleague")
    assert read_appeal(frozen, number).waits_for == "the head of department"
    appeals.decide(desk_of(frozen, "Head"), number, "upheld", "E2 worked here until March")


def test_it_shows_where_people_look(frozen: Desk, now: time_machine.Traveller) -> None:
    """Month, Home at first paint and after, card, quick card, notice, who took note."""
    take_note(desk_of(frozen, "Owner"), JANUARY, "E1", "read")
    take_note(desk_of(frozen, "Hr"), JANUARY, "E3", "read")
    strike(frozen)
    correct(frozen)
    path = frozen.store.path
    assert [one.how for one in receipts(frozen, JANUARY)] == ["", "", "read"]
    assert explain(frozen, "E1", JANUARY).window_ends_at == WINDOW_ENDS
    assert explain(frozen, "E3", JANUARY).window_ends_at is None
    assert quick.find_card(path, None, "E2", JANUARY).window_ends_at == WINDOW_ENDS
    assert quick.find_card(path, None, "E3", JANUARY).window_ends_at is None
    notice = notice_sheet(frozen, JANUARY)
    _above, below = notice_words(notice.head, ())
    assert "Objections of E1, E2, whose cards changed, go to the direct supervisor" in "\n".join(below)
    before = {card.employee_no: card.total for card in month_cards(frozen, JANUARY, revision=1).cards}
    assert {(one.employee_no, one.before, one.now) for one in notice.changed} == {
        (card.employee_no, before[card.employee_no], card.total)
        for card in notice.cards
        if card.total != before[card.employee_no]
    }
    assert notice.changed
    (masked, *_others) = notice_sheet(frozen, JANUARY, masked=True).changed
    assert "*" in masked.name
    now.move_to(local("2026-02-26T10:00"))
    (line,) = (one for one in home(frozen).months if one.period == JANUARY)
    assert (line.state, line.step) == ("frozen", "corrected")
    first = first_look(path, None, 8)
    assert first is not None and line in first.home.months
    now.move_to(WINDOW_ENDS)
    assert [one.step for one in home(frozen).months if one.period == JANUARY] == [""]


def test_a_window_that_was_tampered_with_is_found(frozen: Desk) -> None:
    """docs/decisions/0009: the windows of a correction are held by the trail, its end by the seal."""
    strike(frozen)
    correct(frozen)
    with closing(sqlite3.connect(frozen.store.path)) as connection:
        stores.guards_off(connection)
        connection.execute("UPDATE card_window SET ends_at = '2026-02-13 00:00:00.000000'")
        connection.commit()
    said = "\n".join(problem.what for problem in verify(frozen).problems)
    assert "the windows for appeals" in said and "its window is not that of its cards" in said


def test_who_may_not_close_months_corrects_none(frozen: Desk) -> None:
    """docs/rules.md, rule 15: by who may close months."""
    strike(frozen)
    with pytest.raises(NotPermitted):
        corrections.correct(desk_of(frozen, "Colleague"), JANUARY, "why")

"""Whether everybody reads receipts, reasons and grades of others is the site's choice (docs/rules.md, rule 38)."""

from __future__ import annotations

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.cards import receipts, took_note
from csi_tui.services.cards.result_notice import notice_sheet
from csi_tui.services.changes import exclusions
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import conduct
from csi_tui.services.errors import NotPermitted
from csi_tui.services.glance import quick
from csi_tui.services.months.cards import month_cards
from csi_tui.services.people import users
from csi_tui.services.spans.results import read_span, results_of
from csi_tui.services.spans.what_follows import consequences_of
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import DAY, JANUARY, MONTH, enter, site
from tests.stores import person

GRADED = [f"E{n:02d}" for n in range(1, 6)]


@pytest.fixture
def graded(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """Five people with grades; E01 is a user without a role, Clerk one who is nobody."""
    desk, boss = site(desk, "contact-centre", *(person(who, supervisor_no="S1") for who in GRADED))
    for place, who in enumerate(GRADED):
        for measure in ("ticket_timeliness", "first_contact_resolution", "inspection_pass_rate"):
            enter(desk, who, measure, 99 - place, 100)
        enter(desk, who, "repurchase_guidance_rate", 99 - place, 100)
        enter(desk, who, "csat", 8)
    stores.freeze(desk, MONTH)
    users.add_user(desk, "One", "one", [], "E01")
    users.add_user(desk, "Clerk", "clerk", ["clerk"])
    users.add_user(desk, "Group", "group", ["oversight"])
    return {name: desk_of(desk, name) for name in ("One", "Clerk", "Group")} | {"Boss": boss, "Desk": desk}


def grades(desk: Desk) -> list[str]:
    return [one.employee_no for one in month_cards(desk, Period(JANUARY)).cards if one.grade is not None]


def quick_grades(desk: Desk, account: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(quick, "current_account", lambda: account)
    found = [quick.find_card(desk.store.path, None, who, Period(JANUARY)).card for who in GRADED]
    monkeypatch.undo()
    return [one.employee_no for one in found if one.grade is not None]


def reads(desk: Desk) -> list[str]:
    found = []
    for who in GRADED:
        try:
            receipts.explain(desk, who, Period(JANUARY))
        except NotPermitted:
            continue
        found.append(who)
    return found


def test_everybody_reads_them_until_the_site_says_otherwise(graded: dict[str, Desk]) -> None:
    """seed 001 §8: open."""
    for desk in graded.values():
        assert grades(desk) == GRADED and reads(desk) == GRADED


def test_own_ones_alone(graded: dict[str, Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks over results reads all; everybody else the own receipt and grade. Results stay everybody's, and the
    quick look-up says the same."""
    desk = graded["Desk"]
    before = [(one.employee_no, one.total, one.rank) for one in month_cards(desk, Period(JANUARY)).cards]
    set_terms(desk, others_withheld=True)
    seen = {"One": ["E01"], "Clerk": [], "Group": GRADED, "Boss": GRADED, "Desk": GRADED}
    for name, own in seen.items():
        assert grades(graded[name]) == own, name
        assert reads(graded[name]) == own, name
        after = month_cards(graded[name], Period(JANUARY)).cards
        assert [(one.employee_no, one.total, one.rank) for one in after] == before
        account = current_account() if name == "Desk" else name.lower()
        assert quick_grades(desk, account, monkeypatch) == own, name
    set_terms(desk, others_withheld=False)
    assert grades(graded["Clerk"]) == GRADED


def test_quarters_say_the_same(graded: dict[str, Desk]) -> None:
    """docs/cli.md, `csi results`: the grades of a quarter too."""
    set_terms(graded["Desk"], others_withheld=True)
    for name, own in {"One": {"E01"}, "Clerk": set(), "Boss": set(GRADED)}.items():
        found = results_of(graded[name], read_span("2026-Q1")).cards
        assert {one.employee_no for one in found if one.grade is not None} <= own


def test_what_follows_and_why(desk: Desk, now: time_machine.Traveller) -> None:
    """Warnings are their owner's; the reasons of rows struck out are told to whoever stands on them."""
    desk, boss = site(
        desk,
        "team-points",
        *(person(f"E{n}", "technician", team="T1", supervisor_no="S1") for n in (1, 2)),
    )
    for item in ("boards_issued", "customers_visited"):
        enter(desk, "T1", item, 10)
    for who in ("E1", "E2"):
        enter(desk, who, "work_points", 300)
        for _time in range(2):
            conduct.add(boss, who, "careless", DAY, "left a customer waiting")
    row = stores.order("W1", "2026-01-05T09:00", "2026-01-06T09:00", technician_no="E2")
    stores.fill(desk, orders=[row])
    exclusions.strike_out(desk, "order", "W1", "E2 was ill")
    stores.freeze(desk, MONTH)
    for number in (1, 2):
        users.add_user(desk, f"U{number}", f"u{number}", [], f"E{number}")
    set_terms(desk, others_withheld=True)
    told = {
        name: [one.employee_no for one in consequences_of(desk_of(desk, name), read_span(MONTH))]
        for name in ("U1", "U2", "Boss")
    }
    assert told == {"U1": ["E1"], "U2": ["E2"], "Boss": ["E1", "E2"]}
    reasons = {
        name: [one.reason for one in exclusions.exclusions(desk_of(desk, name))]
        for name in ("U1", "U2", "Boss")
    }
    assert reasons == {"U1": [""], "U2": ["E2 was ill"], "Boss": ["E2 was ill"]}


def test_the_notice_and_notes_of_who_took_note(graded: dict[str, Desk]) -> None:
    """What somebody exports holds what they read; why somebody was absent is told to them alone."""
    desk = graded["Desk"]
    for who in ("E01", "E02"):
        took_note.take_note(desk, Period(JANUARY), who, "absent", f"{who} at the dentist")
    set_terms(desk, others_withheld=True)
    for name, own in {"One": ["E01"], "Clerk": [], "Boss": GRADED}.items():
        sheet = notice_sheet(graded[name], Period(JANUARY))
        assert [one.employee_no for one in sheet.cards if one.grade is not None] == own, name
        noted = {line.employee_no: line.note for line in took_note.receipts(graded[name], Period(JANUARY))}
        assert {who for who, note in noted.items() if note} == {"E01", "E02"} & set(own), name

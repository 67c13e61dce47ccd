"""The audit trail for people: filters, pages, who may read it (docs/decisions/0065)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.changes import exclusions
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries import ratings
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.history.entry_lines import HistoryLine
from csi_tui.services.history.text import trail_table
from csi_tui.services.history.trail import Wanted, count_trail, trail_page
from csi_tui.services.orders import work_orders
from csi_tui.services.orders.renumbering import renumber
from csi_tui.services.people import users
from csi_tui.services.people.sign_in import set_password, sign_in
from csi_tui.services.tabular.records import OrderRow, RatingRow
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import DAY, site
from tests.stores import fill, local, person

PHONE = "13800001234"


@pytest.fixture
def office(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A desk at which Desk (administrator, supervisor), Clerk and Boss have done something on three days."""
    now.move_to(local("2026-01-16T09:00"))
    boss = person("S1", "supervisor")
    fill(desk, employees=[boss, person("T1", "technician", supervisor_no="S1")])
    for name, roles in (("Clerk", ["clerk"]), ("Boss", ["supervisor"]), ("Group", ["oversight"])):
        users.add_user(desk, name, name.lower(), roles)
    now.move_to(local("2026-01-17T09:00"))
    clerk = desk_of(desk, "Clerk")
    for number in ("W1", "W2"):
        work_orders.enter(
            clerk, OrderRow(number, local("2026-01-16T09:00"), customer_name="Zhao", customer_phone=PHONE)
        )
    renumber(clerk, "W2", "W3", "typed wrong")
    now.move_to(local("2026-01-18T09:00"))
    exclusions.strike_out(desk_of(desk, "Boss"), "order", "W1", "not ours")
    return desk


def acts(found: list[HistoryLine]) -> list[str]:
    return [line.action for line in found]


def test_the_newest_entry_stands_first_with_who_and_what(office: Desk) -> None:
    """docs/decisions/0065, point 7."""
    found = trail_page(office)
    assert acts(found)[:4] == ["strike-out", "renumber-order", "enter-order", "enter-order"]
    assert [line.who for line in found[:2]] == ["Boss", "Clerk"]
    assert found[0].what == "W1 struck out"
    assert found[-1].what.startswith("store of") and PHONE not in trail_table(found) + str(found)
    assert "user Group added" in [line.what for line in found]


def test_pages_go_on_by_the_number_and_count_as_many(office: Desk) -> None:
    whole = trail_page(office)
    pages: list[HistoryLine] = []
    while page := trail_page(office, before=pages[-1].seq if pages else None, most=3):
        pages += page
    assert pages == whole
    assert count_trail(office) == len(whole)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(who="Boss"), ["strike-out"]),
        (Wanted(account="clerk"), ["renumber-order", "enter-order", "enter-order"]),
        (Wanted(row="W1"), ["strike-out", "enter-order"]),
        (Wanted(row="W3"), ["renumber-order", "enter-order"]),
        (Wanted(kind="order"), ["strike-out", "renumber-order", "enter-order", "enter-order"]),
        (Wanted(kind="renumber-order"), ["renumber-order"]),
        (Wanted(kind="user"), ["add-user"] * 3),
        (Wanted(month=Period(202601)), ["strike-out"]),
        (Wanted(since=date(2026, 1, 18)), ["strike-out"]),
        (
            Wanted(since=date(2026, 1, 17), until=date(2026, 1, 17)),
            ["renumber-order", "enter-order", "enter-order"],
        ),
        (Wanted(who="Clerk", row="W1"), ["enter-order"]),
    ],
)
def test_the_trail_is_narrowed_down(office: Desk, wanted: Wanted, expected: list[str]) -> None:
    """docs/decisions/0065, point 7."""
    assert acts(trail_page(office, wanted)) == expected
    assert count_trail(office, wanted) == len(expected)


def test_what_was_done_to_a_month_is_found_by_it(office: Desk, now: time_machine.Traveller) -> None:
    now.move_to(local("2026-02-02T10:00"))
    stores.compute(office, "2026-01")
    assert acts(trail_page(office, Wanted(month=Period(202601)))) == ["compute", "strike-out"]


def test_who_looks_over_reads_it_and_nobody_else(office: Desk) -> None:
    """docs/decisions/0065, point 8."""
    for name in ("Boss", "Group"):
        assert trail_page(desk_of(office, name))
    with pytest.raises(NotPermitted):
        trail_page(desk_of(office, "Clerk"))
    with pytest.raises(NotPermitted):
        count_trail(desk_of(office, "Clerk"))


def test_wrong_passwords_are_told_to_oversight_and_administrators_alone(
    office: Desk, now: time_machine.Traveller
) -> None:
    """docs/decisions/0026, point 3; docs/decisions/0065, point 8."""
    set_password(office, "Clerk", "correct horse battery")
    later = local("2026-01-19T09:00")
    now.move_to(later)
    with pytest.raises(NotPermitted):
        sign_in(office.store, desk_of(office, "Clerk").actor.user_id, "wrong horse battery")
    (line,) = trail_page(office, Wanted(failed=True))
    assert (line.action, line.what, line.who) == ("refuse-sign-in", "wrong password for Clerk", "")
    assert "refuse-sign-in" in acts(trail_page(desk_of(office, "Group")))
    assert "refuse-sign-in" not in acts(trail_page(desk_of(office, "Boss")))
    with pytest.raises(NotPermitted):
        trail_page(desk_of(office, "Boss"), Wanted(failed=True))


def test_scores_are_withheld_from_who_may_not_read_ratings(desk: Desk, now: time_machine.Traveller) -> None:
    """docs/decisions/0028, point 10."""
    now.move_to(local("2026-01-28T10:00"))
    desk, boss = site(desk, "four-aspects", person("E1", supervisor_no="S1"))
    users.add_user(desk, "Admin", "admin", ["admin"])
    ratings.rate(boss, RatingRow(DAY, "E1", "ethics", Decimal("1.23"), None))
    assert "1.23" in trail_table(trail_page(boss, Wanted(kind="rate")))
    withheld = trail_page(desk_of(desk, "Admin"), Wanted(kind="rate"))
    assert acts(withheld) == ["rate"] and "1.23" not in str(withheld) and "123" not in str(withheld)


def test_what_is_asked_wrongly_is_told(office: Desk) -> None:
    with pytest.raises(UserError, match="No single user is called Nobody"):
        trail_page(office, Wanted(who="Nobody"))
    with pytest.raises(UserError, match="There are no entries about “ordr”"):
        trail_page(office, Wanted(kind="ordr"))

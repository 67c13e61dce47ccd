"""Pay in a store: amounts, who reads them, sheets, settlement (docs/rules.md §2, §5)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.entries.asked_for import entry_board
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.pay import amounts as pay_amounts
from csi_tui.services.pay import month_pay
from csi_tui.services.pay.printed import pay_printed
from csi_tui.services.pay.text import left_over_lines, pay_lines
from csi_tui.services.people import users
from csi_tui.services.printing.sheet import shown, texts_of
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import PayRow
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import JANUARY, enter, site
from tests.stores import local, person

GOOD_TEAM = {
    "refund_rate": (3, 100),
    "refund_duration": (20, 1),
    "disputes": (0, 1),
    "shop_rating": (49, 10),
    "internal_complaints": (0, 1),
}


@pytest.fixture
def shop(desk: Desk, now: time_machine.Traveller) -> dict[str, Desk]:
    """An online shop in January 2026, frozen: two agents in two teams, of which the second misses a target."""
    desk, _boss = site(
        desk,
        "online-shop",
        person("E1", team="One", supervisor_no="S1"),
        person("E2", team="Two", supervisor_no="S1"),
    )
    users.add_user(desk, "Pay", "pay", ["hr"])
    users.add_user(desk, "Head", "head", ["head"])
    users.add_user(desk, "Own", "own", [], "E1")
    users.add_user(desk, "Stranger", "stranger", ["clerk"])
    now.move_to(local("2026-02-12T10:00"))
    for who in ("E1", "E2"):
        enter(desk, who, "service_score", 90)
        enter(desk, who, "resolution_rate", 90, 100)
        enter(desk, who, "customers_served", 400)
    for team in ("One", "Two"):
        for name, (numerator, denominator) in GOOD_TEAM.items():
            enter(desk, team, name, 6 if (team, name) == ("Two", "refund_rate") else numerator, denominator)
    return {
        "Owner": desk,
        **{name: desk_of(desk, name) for name in ("Pay", "Head", "Own", "Stranger", "Boss")},
    }


def amount(
    desk: Desk, name: str, value: int, who: str | None = None, month: int = JANUARY, reason: str = ""
) -> None:
    pay_amounts.set_amount(desk, PayRow(Period(month), who, name, value * 100), reason)


def amounts(shop: dict[str, Desk]) -> None:
    for who in ("E1", "E2"):
        amount(shop["Pay"], "base_pay", 3000, who)
        amount(shop["Pay"], "indicator_bonus", 600, who)
        amount(shop["Pay"], "repeat_order_value", 10000, who)


def sheet(report: month_pay.PayReport, who: str) -> dict[str, str]:
    one = next(person for person in report.people if person["employee_no"] == who)
    lines = one["lines"]
    assert isinstance(lines, list)
    return {line["id"]: line["amount"] for line in lines} | {"total": str(one["total"])}


def test_base_pay_repeat_orders_and_the_teams_bonus(shop: dict[str, Desk]) -> None:
    """Seed 001 §7: base pay + 0.3 % of repeat orders + the team's bonus, void by one missed target; sums reconcile."""
    amounts(shop)
    stores.backfill(shop["Owner"], "2026-01")
    report = month_pay.pay_report(shop["Pay"], Period(JANUARY))
    assert sheet(report, "E1") == {
        "basic": "3000.00",
        "repeat": "30.00",
        "bonus": "600.00",
        "total": "3630.00",
    }
    assert sheet(report, "E2") == {"basic": "3000.00", "repeat": "30.00", "bonus": "0.00", "total": "3030.00"}
    assert report.total == sum(report.sums.values()) == 6660_00
    text = "\n".join(pay_lines(report))
    assert "missed: Refund rate" in text and "10000.00 × 0.3 %" in text and "draft" in text


def test_the_shops_rating_in_its_three_parts(shop: dict[str, Desk]) -> None:
    """docs/rules.md, rule 47: asked for by themselves where no rating was typed; their mean, and not the typed one."""
    owner = shop["Owner"]
    parts = ["shop_description", "shop_service", "shop_logistics"]

    def asked() -> dict[str, list[str]]:
        lines = [one for one in entry_board(owner, Period(202602)).lines if one.of_team]
        return {one.subject: [figure.id for figure in one.figures if "shop" in figure.id] for one in lines}

    enter(owner, "One", "shop_rating", 49, 10, 202602)
    assert asked() == {"One": ["shop_rating"], "Two": parts}
    amounts(shop)
    for part in parts:
        # 4.7 each: the rating of 4.9 that stands beside them no longer counts.
        enter(owner, "One", part, 47, 10)
    stores.backfill(owner, "2026-01")
    report = month_pay.pay_report(shop["Pay"], Period(JANUARY))
    assert sheet(report, "E1")["bonus"] == "0.00"
    assert "missed: Shop rating" in "\n".join(pay_lines(report))


def test_an_amount_that_no_sheet_takes_up_is_named(shop: dict[str, Desk]) -> None:
    """docs/decisions/0030: somebody without a card, and an amount that no part of the role rests on."""
    owner, hr = shop["Owner"], shop["Pay"]
    stores.fill(
        owner,
        employees=[
            person("E9", team="One", supervisor_no="S1", left_on="2025-12-31"),
            person("P1", "pre_sales", team="One", supervisor_no="S1"),
        ],
    )
    amounts(shop)
    amount(hr, "base_pay", 4000, "S1")
    amount(hr, "base_pay", 3100, "E9", 202511)
    amount(hr, "repeat_order_value", 700, "P1")
    amount(hr, "indicator_bonus", 0, "S1")
    stores.backfill(owner, "2026-01")
    for report in (month_pay.pay_report(hr, Period(JANUARY)), month_pay.settle(hr, Period(JANUARY))):
        assert [(one.employee_no, dict(one.amounts), one.why) for one in report.left_over] == [
            ("E9", {"base_pay": 310_000}, "no-card"),
            ("P1", {"repeat_order_value": 70_000}, "no-part"),
            ("S1", {"base_pay": 400_000}, "no-card"),
        ]
        # Who has a card has a sheet, assessed or not, and nobody else.
        assert [one["employee_no"] for one in report.people] == ["E1", "E2", "P1"]
        text = "\n".join(left_over_lines(report))
        assert "Not paid by a sheet: S1 Name S1 has no card: Base pay 4000.00" in text
    assert month_pay.pay_report(shop["Own"], Period(JANUARY)).left_over == ()


def test_the_pay_of_a_month_is_a_sheet(shop: dict[str, Desk]) -> None:
    """docs/cli.md, *csi pay show*: each figure of the sheet is the report's; a slip is one person's alone."""
    amounts(shop)
    stores.backfill(shop["Owner"], "2026-01")
    report = month_pay.pay_report(shop["Pay"], Period(JANUARY))
    everybody, *slips = pay_printed(report).tables
    assert [shown(cell) for cell in everybody.rows[0]][-4:] == ["3000.00", "30.00", "600.00", "3630.00"]
    assert [shown(cell) for cell in everybody.rows[-1]][-4:] == ["6000.00", "60.00", "600.00", "6660.00"]
    assert [[shown(cell) for cell in row[1:]] for row in slips[1].rows] == [
        ["3000.00", ""],
        ["30.00", "10000.00 × 0.3 %"],
        ["0.00", "missed: Refund rate"],
        ["3030.00", ""],
    ]
    for asked in (month_pay.pay_report(shop["Pay"], Period(JANUARY), "E2"), _own(shop)):
        sheet_of_one = pay_printed(asked)
        (slip,) = sheet_of_one.tables
        other = "E1" if slip.title.startswith("E2") else "E2"
        assert not any(other in text for text in texts_of(sheet_of_one))
    with pytest.raises(NotPermitted, match="you read your own"):
        month_pay.pay_report(shop["Own"], Period(JANUARY), "E2")
    with pytest.raises(UserError, match="S1 has no pay in 2026-01"):
        month_pay.pay_report(shop["Pay"], Period(JANUARY), "S1")


def _own(shop: dict[str, Desk]) -> month_pay.PayReport:
    return month_pay.pay_report(shop["Own"], Period(JANUARY))


def test_who_reads_pay(shop: dict[str, Desk]) -> None:
    """Pay inputs are readable by the roles entitled alone; everybody else sees their own sheet."""
    amounts(shop)
    stores.backfill(shop["Owner"], "2026-01")
    for name in ("Owner", "Boss", "Stranger", "Own"):
        with pytest.raises(NotPermitted):
            pay_amounts.amounts(shop[name], Period(JANUARY))
        with pytest.raises(NotPermitted):
            amount(shop[name], "base_pay", 1, "E2", reason="so")
        with pytest.raises(NotPermitted):
            month_pay.settle(shop[name], Period(JANUARY))
    with pytest.raises(NotPermitted):
        amount(shop["Head"], "base_pay", 1, "E2", reason="so")
    for name in ("Owner", "Stranger"):
        with pytest.raises(NotPermitted):
            month_pay.pay_report(shop[name], Period(JANUARY))
    own = month_pay.pay_report(shop["Own"], Period(JANUARY))
    assert [one["employee_no"] for one in own.people] == ["E1"]
    assert own.total == 3630_00
    assert len(month_pay.pay_report(shop["Head"], Period(JANUARY)).people) == 2
    assert len(pay_amounts.amounts(shop["Head"], Period(JANUARY))) == 6


def test_the_trail_holds_no_amount_in_clear(shop: dict[str, Desk], store_path: Path) -> None:
    """The audit trail is read by people who may not read amounts."""
    amount(shop["Pay"], "base_pay", 31415, "E1")
    stores.backfill(shop["Owner"], "2026-01")
    month_pay.settle(shop["Pay"], Period(JANUARY))
    with closing(sqlite3.connect(shop["Owner"].store.path)) as connection:
        details = "".join(text for (text,) in connection.execute("SELECT detail FROM audit_entry"))
    assert "enter-amount" not in details and "31415" not in details


def test_amounts_hold_onward_or_for_the_month(shop: dict[str, Desk], now: time_machine.Traveller) -> None:
    """Base pay holds until another one takes its place; an order value is the month's."""
    amount(shop["Pay"], "base_pay", 3000, "E1")
    amount(shop["Pay"], "repeat_order_value", 500, "E1")
    amount(shop["Pay"], "base_pay", 3200, "E1", 202602)

    def held(month: int) -> dict[str, str]:
        return {one.input: one.amount for one in pay_amounts.amounts(shop["Pay"], Period(month))}

    assert held(JANUARY) == {"base_pay": "3000.00", "repeat_order_value": "500.00"}
    assert held(202602) == {"base_pay": "3200.00"}
    assert held(202605) == {"base_pay": "3200.00"}


def test_another_amount_takes_a_reason(shop: dict[str, Desk]) -> None:
    """Replaced, never changed."""
    amount(shop["Pay"], "base_pay", 3000, "E1")
    with pytest.raises(UserError, match="entered already"):
        amount(shop["Pay"], "base_pay", 3000, "E1")
    with pytest.raises(UserError, match="Say why"):
        amount(shop["Pay"], "base_pay", 3100, "E1")
    amount(shop["Pay"], "base_pay", 3100, "E1", reason="a raise from January on")
    assert [one.amount for one in pay_amounts.amounts(shop["Pay"], Period(JANUARY))] == ["3100.00"]


@pytest.mark.parametrize(
    ("name", "who", "month", "said"),
    [
        ("luck", "E1", JANUARY, "rests on no amount “luck”. There are: base_pay"),
        ("base_pay", None, JANUARY, "is an amount of a person"),
        ("base_pay", "E99", JANUARY, "No employee has the number E99"),
        ("base_pay", "E1", 202701, "2027-01 has not begun yet"),
    ],
)
def test_an_amount_that_is_none(
    shop: dict[str, Desk], name: str, who: str | None, month: int, said: str
) -> None:
    """Bad input gets a clear message."""
    with pytest.raises(UserError, match=said):
        amount(shop["Pay"], name, 1, who, month)


@pytest.mark.parametrize("text", ["", "x", "-5", "1.234", "1e5", "12345678901"])
def test_what_is_no_amount(text: str) -> None:
    """Digits with at most two decimals."""
    with pytest.raises(UserError, match="no amount"):
        pay_amounts.read_amount(text)
    assert pay_amounts.read_amount("１，234.50") == 123450


def test_settled_pay_stays_as_it_is(shop: dict[str, Desk], now: time_machine.Traveller) -> None:
    """What was paid does not move; what would be another one by now is told."""
    amounts(shop)
    stores.compute(shop["Owner"], "2026-01")
    with pytest.raises(UserError, match="No month of 2026-01 is published yet"):
        month_pay.pay_report(shop["Pay"], Period(JANUARY))
    stores.backfill(shop["Owner"], "2026-01")
    settled = month_pay.settle(shop["Pay"], Period(JANUARY))
    assert (settled.settled, settled.differs) == (1, ())
    with pytest.raises(UserError, match="settled already"):
        month_pay.settle(shop["Head"], Period(JANUARY))
    with pytest.raises(UserError, match="is settled"):
        amount(shop["Pay"], "repeat_order_value", 1, "E1", reason="so")
    with pytest.raises(UserError, match="is settled"):
        amount(shop["Pay"], "base_pay", 1, "E1", 202512, reason="so")
    amount(shop["Pay"], "base_pay", 5000, "E1", 202602)
    assert month_pay.pay_report(shop["Pay"], Period(JANUARY)).total == 6660_00
    assert verify(shop["Owner"]).problems == ()


def test_nobody_settles_their_own_pay_and_a_month_without_amounts_is_not_settled(
    shop: dict[str, Desk],
) -> None:
    """Four eyes; and an empty settlement would close the month to its amounts."""
    stores.backfill(shop["Owner"], "2026-01")
    with pytest.raises(UserError, match="no amounts are entered"):
        month_pay.settle(shop["Pay"], Period(JANUARY))
    amount(shop["Pay"], "base_pay", 3000, "E1")
    users.add_user(shop["Owner"], "HrToo", "hrtoo", ["hr"], "E2")
    with pytest.raises(NotPermitted, match="a sheet of their own"):
        month_pay.settle(desk_of(shop["Owner"], "HrToo"), Period(JANUARY))


def test_only_a_frozen_month_is_settled(shop: dict[str, Desk], now: time_machine.Traveller) -> None:
    """A published month may still change through an appeal."""
    from csi_tui.services.close import month_close

    amounts(shop)
    stores.compute(shop["Owner"], "2026-01")
    month_close.publish(shop["Owner"], Period(JANUARY))
    assert month_pay.pay_report(shop["Pay"], Period(JANUARY)).settled is None
    with pytest.raises(UserError, match="not frozen yet"):
        month_pay.settle(shop["Pay"], Period(JANUARY))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pay_sheet SET total = total + 100",
        "DELETE FROM pay_sheet WHERE employee_id = (SELECT MIN(employee_id) FROM pay_sheet)",
        "UPDATE pay_settlement SET number = 7",
    ],
)
def test_a_settlement_that_was_tampered_with_is_found(shop: dict[str, Desk], statement: str) -> None:
    """Guards keep it, and where they were taken off verify sees it."""
    amounts(shop)
    stores.backfill(shop["Owner"], "2026-01")
    month_pay.settle(shop["Pay"], Period(JANUARY))
    with closing(sqlite3.connect(shop["Owner"].store.path)) as connection:
        with pytest.raises(sqlite3.DatabaseError, match="never changed"):
            connection.execute(statement)
        connection.rollback()
        stores.guards_off(connection)
        connection.execute(statement)
        connection.commit()
    said = [problem.what for problem in verify(shop["Owner"]).problems if "settlement of pay" in problem.what]
    assert said


def test_amounts_from_a_file(shop: dict[str, Desk]) -> None:
    """csi import pay: good rows go in, bad ones are named, the same row twice is skipped."""
    rows = [
        {"month": "2026-01", "subject_no": "E1", "input": "base_pay", "amount": "3000"},
        {"month": "2026-01", "subject_no": "E1", "input": "基本工资", "amount": "3000"},
        {"month": "2026-01", "subject_no": "E2", "input": "base_pay", "amount": "3,500.50"},
        {"month": "2026-01", "subject_no": "E77", "input": "base_pay", "amount": "1"},
        {"month": "2026-01", "subject_no": "", "input": "base_pay", "amount": "1"},
        {"month": "2026-01", "subject_no": "E1", "input": "luck", "amount": "1"},
        {"month": "2026-01", "subject_no": "E2", "input": "基本工资", "amount": "9"},
    ]
    report = stores.import_rows(shop["Pay"], "pay", rows)
    assert (report.accepted, len(report.skipped)) == (2, 1)
    assert [(fault.row, fault.column) for fault in report.rejected] == [
        (5, "subject_no"),
        (6, "subject_no"),
        (7, "input"),
        (8, "amount"),
    ]
    with pytest.raises(NotPermitted):
        stores.import_rows(shop["Boss"], "pay", rows)

"""The sample department is shaped like a real one: volumes, seasons, returns, carry-overs, a roster that moves."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest

from tests.demo.sample import PEAKS, by_number, cut_off, days, department, of_role


def test_volumes_are_those_of_a_department_of_twenty() -> None:
    """About 20 people, 12 months, some thousand orders, realistic seasons."""
    orders = department().orders
    months = Counter(row["received_at"][:7] for row in orders)
    tail = months.pop("2026-07")
    assert len(months) == 12 and 0 < tail < 20
    assert sum(months.values()) == pytest.approx(12 * 350, rel=0.01)
    assert {month for month, _ in months.most_common(2)} == set(PEAKS)

    def share(count: int) -> float:
        return count / len(orders)

    assert 0.70 < share(sum(row["service_mode"] == "onsite" for row in orders)) < 0.80
    assert 0.02 < share(sum(row["outcome"] == "declined" for row in orders)) < 0.04
    assert 0.01 < share(sum(row["outcome"] == "cancelled" for row in orders)) < 0.03
    assert 0.03 < share(sum(row["outcome"] == "not_fixed" for row in orders)) < 0.07
    assert 0.04 < share(sum(row["return_of"] != "" for row in orders)) < 0.065
    assert 0.30 < share(len(department().surveys)) < 0.40
    assert 0.025 < share(len(department().complaints)) < 0.045
    by_day = Counter(8 <= int(row["received_at"][11:13]) < 20 for row in orders)
    assert 0.03 < share(by_day[False]) < 0.09


def test_products_fail_in_their_season() -> None:
    """Realistic faults and seasons."""

    def received(product: str, months: tuple[str, ...]) -> int:
        return sum(
            row["product"] == product and row["received_at"][5:7] in months for row in department().orders
        )

    assert received("空调", ("06", "07", "08")) > 3 * received("空调", ("12", "01", "02"))
    assert received("热水器", ("12", "01", "02")) > 3 * received("热水器", ("06", "07", "08"))
    faults = Counter(
        (row["fault"], row["received_at"][5:7]) for row in department().orders if row["product"] == "空调"
    )
    assert faults["不制冷", "07"] > 5 * faults["不制热", "07"]
    assert faults["不制热", "01"] > 5 * faults["不制冷", "01"]


def test_returns_come_in_chains_late_and_after_the_cut_off() -> None:
    """docs/scoring.md §4: a return of a return, one later than 30 days, and charge-backs after the month's cut-off."""
    orders = by_number(department())
    returns = [(row, orders[row["return_of"]]) for row in department().orders if row["return_of"]]
    assert any(origin["return_of"] for _, origin in returns)
    waited = [days(origin["completed_at"], row["received_at"]) for row, origin in returns]
    assert min(waited) >= 1 and any(day > 30 for day in waited)
    charged_back = [row for row, origin in returns if row["received_at"] > cut_off(origin["received_at"][:7])]
    assert len(charged_back) > 20


def test_work_is_carried_over_and_left_open() -> None:
    """docs/rules.md, rule 5: unfinished orders and undetermined complaints are carried into the next month."""
    carried = [
        row
        for row in department().orders
        if row["completed_at"] and row["completed_at"] > cut_off(row["received_at"][:7])
    ]
    assert len(carried) >= 5
    assert any(row["completed_at"] == "" for row in department().orders)
    assert sum(row["resolved_at"] == "" for row in department().complaints) >= 2
    statuses = Counter(row["status"] for row in department().complaints)
    assert statuses["invalid"] >= 3
    handlers = set(of_role(department(), "complaint_handler"))
    assert mean(row["handler_no"] in handlers for row in department().complaints) > 0.9


def test_the_roster_moves() -> None:
    """docs/files.md §2: one joins in mid-year, one leaves, one changes the team (valid_from)."""
    span = ("2025-07-01", "2026-06-30")
    assert sum(span[0] < row["joined_on"] < span[1] for row in department().employees) == 1
    assert sum(row["left_on"] != "" for row in department().employees) == 1
    (moved,) = [row for row in department().employees if row["valid_from"]]
    before = next(row for row in department().employees if row["employee_no"] == moved["employee_no"])
    assert moved["team"] != before["team"] and moved["supervisor_no"] != before["supervisor_no"]
    assert len({row["team"] for row in department().employees}) == 3

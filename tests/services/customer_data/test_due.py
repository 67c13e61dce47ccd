"""Customers of whom nothing has happened for long are listed, and nobody else (docs/decisions/0070, point 12)."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from csi_db.states import MILESTONES
from csi_tui.services.complaints import milestones, registration
from csi_tui.services.customer_data import erasing
from csi_tui.services.customer_data.due import DueCustomer, due_customers
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted
from csi_tui.services.orders import work_orders
from csi_tui.services.people import users
from csi_tui.services.tabular.records import ComplaintRow, OrderRow
from tests import stores
from tests.services.procedures import desk_of
from tests.stores import local


def enter(desk: Desk, number: str, phone: str | None, name: str | None = None, *, done: bool = True) -> None:
    work_orders.enter(
        desk,
        OrderRow(
            number,
            local("2025-11-19T09:00"),
            customer_phone=phone,
            customer_name=name,
            completed_at=local("2025-11-19T17:00") if done else None,
            outcome="fixed" if done else None,
        ),
    )


@pytest.fixture
def quiet(desk: Desk, now: time_machine.Traveller) -> Desk:
    """A year ago: X1 and X5 are due; of X2 an answer came later, of X3 a complaint, X4 is not finished."""
    now.move_to(local("2025-11-19T18:00"))
    for number in ("X1", "X2", "X3"):
        enter(desk, number, f"1380013800{number[1]}")
    enter(desk, "X4", "13800138004", done=False)
    enter(desk, "X5", None, "张样例")
    enter(desk, "X6", "13800138006", "张样例")
    stores.fill(desk, surveys=[stores.survey("A2", "X2", "2025-11-19T17:30")])
    now.move_to(local("2026-11-18T10:00"))
    registration.register(desk, ComplaintRow("C3", local("2026-01-10T09:00"), order_no="X3"))
    stores.fill(desk, surveys=[stores.survey("A6", "X6", "2026-11-01T09:00")])
    return desk


def listed(desk: Desk, months: int) -> list[str]:
    return [one.number for one in due_customers(desk, months)]


def test_what_is_open_or_recent_is_not_due(quiet: Desk, now: time_machine.Traveller) -> None:
    """To the day: what happened twelve months ago today is not longer ago than that."""
    assert listed(quiet, 12) == [], "tomorrow it is a year"
    now.move_to(local("2026-11-19T23:00"))
    assert listed(quiet, 12) == []
    now.move_to(local("2026-11-20T01:00"))
    assert listed(quiet, 12) == ["X1", "X5", "X2"]
    assert due_customers(quiet, 12)[0] == DueCustomer("X1", date(2025, 11, 19), 1, 0)
    for step in MILESTONES:
        milestones.log_milestone(quiet, "C3", step, local("2026-01-10T10:00"))
    assert listed(quiet, 12) == ["X1", "X5", "X2"]
    assert listed(quiet, 10) == ["X1", "X5", "X2", "C3"]


def test_the_erased_are_not_due(quiet: Desk, now: time_machine.Traveller) -> None:
    now.move_to(local("2026-11-20T01:00"))
    for number in listed(quiet, 12):
        erasing.erase(quiet, number, "old")
    assert listed(quiet, 12) == []


def test_who_may_not(quiet: Desk) -> None:
    """docs/decisions/0070, point 2."""
    users.add_user(quiet, "Clerk", "clerk", ["clerk"])
    with pytest.raises(NotPermitted):
        due_customers(desk_of(quiet, "Clerk"), 12)

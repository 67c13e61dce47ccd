"""What a list is narrowed down to is what a plain look at every row finds (docs/decisions/0041)."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from csi_db.models import Complaint, WorkOrder
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.search import COMPLAINT_MARKS
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import Filter
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.errors import UserError
from csi_tui.services.orders import pages
from csi_tui.services.orders.filters import ORDER_MARKS, filter_from
from csi_tui.services.tabular.cells import BadCell
from tests.stores import complaint, fill, local, order, person

FIRST = date(2026, 1, 5)


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """Forty orders and twenty complaints, each with and without what can be asked for."""
    dice = random.Random(41)
    people = [person("E1"), *(person(f"E{n}", "technician") for n in (2, 3)), person("E4", "parts")]
    people.append(person("E5", "complaint_handler"))
    orders, complaints = [], []
    for number in range(40):
        received = local("2026-01-05T09:00") + timedelta(hours=dice.randrange(24 * 6))
        completed = dice.choice(["", (received + timedelta(hours=30)).isoformat()])
        orders.append(
            order(
                f"W{number:03}",
                received.isoformat(),
                completed,
                outcome=dice.choice(["fixed", "not_fixed"]) if completed else "",
                product="空调",
                customer_name=dice.choice(["王芳", "李雷"]),
                serial_no=dice.choice([f"SN{number}", ""]),
                technician_no="E2" if completed else dice.choice(["E2", "E3", ""]),
                agent_no=dice.choice(["E1", ""]),
                parts_no=dice.choice(["E4", ""]),
                first_contact_at=dice.choice(["", (received + timedelta(hours=1)).isoformat()]),
            )
        )
    for number in range(20):
        received = local("2026-11-18T09:00") + timedelta(hours=dice.randrange(40))
        complaints.append(
            complaint(
                f"C{number:02}",
                received.isoformat(),
                dice.choice(["E5", ""]),
                order_no=dice.choice(["W001", ""]),
                customer_name=dice.choice(["王芳", "李雷"]),
            )
        )
    fill(desk, employees=people, orders=orders, complaints=complaints)
    return desk


def days(first: date, count: int) -> st.SearchStrategy[date | None]:
    return st.none() | st.integers(0, count).map(lambda n: first + timedelta(days=n))


def plain(row: Any, wanted: Filter, marked: bool, people: tuple[int | None, ...], desk: Desk) -> bool:
    """One row beside the filter, by what a person sees of it."""
    day = row.received_at.astimezone(desk.site.zone).date()
    return (
        marked
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
        and (wanted.person_id is None or wanted.person_id in people)
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mark=st.sampled_from(["", *ORDER_MARKS]),
    person_id=st.none() | st.integers(1, 5),
    since=days(FIRST, 6),
    until=days(FIRST, 6),
    search=st.sampled_from(["", "王", "W00", "SN1"]),
    sort=st.sampled_from([None, *(Sort(column, True) for column in pages.SORTED_ORDERS)]),
)
def test_orders_as_a_plain_look_finds_them(
    shop: Desk,
    mark: str,
    person_id: int | None,
    since: date | None,
    until: date | None,
    search: str,
    sort: Sort | None,
) -> None:
    """Any mark, person, span and search together, however sorted; and as many as are counted."""
    wanted = Filter(mark=mark, person_id=person_id, since=since, until=until)
    with shop.read() as session:
        orders = session.exec(select(WorkOrder)).all()
    expected = set()
    for one in orders:
        marked = {
            "": True,
            "completed": one.completed_at is not None,
            "return": one.first_order_id is not None,
            "late": one.late,
            "not_fixed": one.outcome == "not_fixed",
            "no_technician": one.technician_id is None,
            "no_contact": one.first_contact_at is None,
            "no_serial": one.serial_no is None,
        }[mark]
        texts = (one.order_no, one.serial_no or "", one.customer_phone or "", one.customer_name or "")
        found = any(text.startswith(search) for text in texts)
        if found and plain(one, wanted, marked, (one.agent_id, one.technician_id, one.parts_id), shop):
            expected.add(one.order_no)
    lines = pages.orders_page(shop, search=search, only=wanted, sort=sort)
    assert {line.order_no for line in lines} == expected
    assert len(lines) == len(expected) == pages.orders_total(shop, search=search, only=wanted)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mark=st.sampled_from(["", *COMPLAINT_MARKS]),
    person_id=st.none() | st.integers(4, 5),
    since=days(date(2026, 11, 17), 4),
    until=days(date(2026, 11, 17), 4),
    search=st.sampled_from(["", "王", "C0"]),
    open_only=st.booleans(),
)
def test_complaints_as_a_plain_look_finds_them(
    shop: Desk,
    mark: str,
    person_id: int | None,
    since: date | None,
    until: date | None,
    search: str,
    open_only: bool,
) -> None:
    """The same of complaints, open or all."""
    wanted = Filter(mark=mark, person_id=person_id, since=since, until=until)
    with shop.read() as session:
        complaints = session.exec(select(Complaint)).all()
    now, expected = clock.now(), set()
    for one in complaints:
        due = one.next_due_at
        marked = {
            "": True,
            "overdue": due is not None and due < now,
            "provisional": one.provisional,
            "late": one.late,
            "invalid": one.status == "invalid",
            "no_handler": one.handler_id is None,
            "no_order": one.order_id is None,
        }[mark]
        texts = (one.complaint_no, one.customer_phone or "", one.customer_name or "")
        found = any(text.startswith(search) for text in texts) and (due is not None or not open_only)
        if found and plain(one, wanted, marked, (one.handler_id,), shop):
            expected.add(one.complaint_no)
    lines = complaint_pages.complaints_page(shop, open_only=open_only, search=search, only=wanted)
    assert {line.complaint_no for line in lines} == expected
    assert len(expected) == complaint_pages.complaints_total(
        shop, open_only=open_only, search=search, only=wanted
    )


def test_a_filter_is_read_as_people_write_it(shop: Desk) -> None:
    """People by number or name, days as a sheet has them; what is neither is refused with words."""
    found = filter_from(shop, "late", "Name E5", "2026/3/1", "")
    assert (found.person, found.since, found.until) == ("Name E5", date(2026, 3, 1), None)
    with pytest.raises(UserError):
        filter_from(shop, "", "nobody", "", "")
    with pytest.raises(BadCell):
        filter_from(shop, "", "", "2026-03-02", "2026-03-01")

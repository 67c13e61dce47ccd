"""What a list is narrowed down to is what a plain look at every row finds (docs/decisions/0041)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from csi_db.models import Complaint, Survey, UnmatchedSurvey, WorkOrder
from csi_tui.scoring.periods import Period
from csi_tui.services.complaints import pages as complaint_pages
from csi_tui.services.complaints.search import COMPLAINT_MARKS
from csi_tui.services.desk import clock, ordering
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.filters import Filter
from csi_tui.services.desk.form_faults import FormInvalid
from csi_tui.services.desk.ordering import Sort
from csi_tui.services.entries import asked_for
from csi_tui.services.months.cards import CARDS_BY, cards_like, month_cards
from csi_tui.services.orders import pages
from csi_tui.services.orders.filters import ORDER_MARKS, SURVEY_MARKS, filter_from
from csi_tui.services.people import employees
from tests.stores import backfill, complaint, fill, import_rows, local, order, person, survey

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


@pytest.fixture(autouse=True)
def as_few_as_ever() -> Iterator[None]:
    """Tests say how many rows are few; afterwards they are as many as before."""
    few = ordering.FEW
    yield
    ordering.FEW = few


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
    few=st.sampled_from([0, 3, 500]),
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
    few: int,
) -> None:
    """Any mark, person, span and search together, however sorted; and as many as are counted."""
    ordering.FEW = few
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
    for texts, fields in {
        ("nobody", "abc", "2026-02-30"): ["person", "since", "until"],
        ("", "2026-03-02", "2026-03-01"): ["until"],
    }.items():
        with pytest.raises(FormInvalid) as refused:
            filter_from(shop, "", *texts)
        assert [one.field for one in refused.value.faults] == fields


# --- Surveys, and the lists that lie in memory ------------------------------------------------------------------------


@pytest.fixture
def asked(shop: Desk) -> Desk:
    """Thirty surveys of the orders, some not answered, and six of orders that are not in the store."""
    dice = random.Random(49)
    answers = [
        survey(
            f"V{n:02}",
            f"W{n % 40:03}" if n < 30 else f"X{n}",
            f"2026-01-{dice.randrange(10, 20)}T09:00",
            dice.choice(["     ", "55555", "4 2  ", "1   5", " 3  4"]),
        )
        for n in range(36)
    ]
    import_rows(shop, "surveys", answers)
    return shop


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    few=st.sampled_from([0, 3, 500]),
    mark=st.sampled_from(["", *SURVEY_MARKS]),
    person_id=st.none() | st.integers(1, 4),
    since=days(date(2026, 1, 9), 12),
    until=days(date(2026, 1, 9), 12),
    search=st.sampled_from(["", "V0", "W00", "X3"]),
    sort=st.sampled_from(
        [None, *(Sort(column, down) for column in pages.SORTED_SURVEYS for down in (True, False))]
    ),
)
def test_surveys_as_a_plain_look_finds_them(
    asked: Desk,
    mark: str,
    person_id: int | None,
    since: date | None,
    until: date | None,
    search: str,
    sort: Sort | None,
    few: int,
) -> None:
    """The same of surveys; of one without an order, nobody knows the day nor who worked on it."""
    ordering.FEW = few
    wanted = Filter(mark=mark, person_id=person_id, since=since, until=until)
    with asked.read() as session:
        rows = session.exec(select(Survey, WorkOrder).where(Survey.order_id == WorkOrder.id)).all()
        strays = session.exec(select(UnmatchedSurvey)).all()
    expected = set()
    if mark == "no_order":
        for stray in strays:
            found = any(text.startswith(search) for text in (stray.agency_ref, stray.order_no or ""))
            if found and person_id is None and in_month(stray.period, since, until):
                expected.add(stray.agency_ref)
    else:
        for one, of in rows:
            answers = (one.attitude, one.response, one.quality, one.parts, one.cost)
            marked = {
                "": True,
                "unanswered": not any(answers),
                "dissatisfied": any(answer in (1, 2) for answer in answers),
                "late": one.late,
            }[mark]
            day = one.answered_at.astimezone(asked.site.zone).date()
            inside = (since is None or day >= since) and (until is None or day <= until)
            worked = person_id in (None, of.agent_id, of.technician_id, of.parts_id)
            if (
                marked
                and inside
                and worked
                and (one.agency_ref.startswith(search) or of.order_no.startswith(search))
            ):
                expected.add(one.agency_ref)
    found_pages = []
    after = None
    while page := pages.surveys_page(asked, search=search, only=wanted, sort=sort, after=after):
        found_pages += page
        after = page[-1].key
    assert [line.agency_ref for line in found_pages] == list(
        dict.fromkeys(line.agency_ref for line in found_pages)
    )
    assert {line.agency_ref for line in found_pages} == expected
    assert pages.surveys_total(asked, search=search, only=wanted) == len(expected)


def in_month(month: int, since: date | None, until: date | None) -> bool:
    return (since is None or month >= since.year * 100 + since.month) and (
        until is None or month <= until.year * 100 + until.month
    )


def test_a_survey_whose_order_came_later_is_no_stray_any_more(asked: Desk) -> None:
    """Once it has come in under the same number."""
    stray = Filter(mark="no_order")
    assert [one.agency_ref for one in pages.surveys_page(asked, only=stray)] == [
        f"V{n}" for n in range(30, 36)
    ]
    import_rows(asked, "orders", [order("X33", "2026-01-05T09:00")])
    import_rows(asked, "surveys", [survey("V33", "X33", "2026-01-10T09:00")])
    assert "V33" not in [one.agency_ref for one in pages.surveys_page(asked, only=stray)]


def test_people_by_role_leader_and_day(desk: Desk) -> None:
    """Beside a plain look at everybody."""
    fill(
        desk,
        employees=[
            person("S1", "supervisor"),
            person("E1", "technician", supervisor_no="S1", joined_on="2025-03-01"),
            person("E2", "agent", supervisor_no="S1", left_on="2026-01-31"),
            person("E3", "technician"),
        ],
    )
    leader = filter_from(desk, "", "S1", "", "")

    def numbers(only: Filter) -> list[str]:
        return [one.employee_no for one in employees.people(desk, only=only)]

    assert numbers(leader) == ["E1", "E2"]
    assert numbers(Filter(mark="left")) == ["E2"]
    assert numbers(Filter(mark="here")) == ["E1", "E3", "S1"]
    assert numbers(Filter(mark="technician")) == ["E1", "E3"]
    assert numbers(Filter(mark="no_supervisor")) == ["E3", "S1"]
    assert numbers(Filter(since=date(2025, 1, 1))) == ["E1"]
    assert numbers(replace(leader, mark="left")) == ["E2"]


def test_cards_and_entries_by_their_marks(example_desk: Desk) -> None:
    """Beside a plain look at what stands in them; every mark is known to its list."""
    backfill(example_desk, "2026-01")
    cards = month_cards(example_desk, Period(202601)).cards
    for mark in CARDS_BY.marks:
        shown = cards_like(cards, Filter(mark=mark))
        assert set(shown) <= set(cards)
        if mark in ("technician", "agent", "parts"):
            assert shown == [card for card in cards if card.role == mark] != []
        if mark == "not_assessed":
            assert shown == [card for card in cards if card.total is None]
        if mark in ("excellent", "failing"):
            assert shown == [card for card in cards if card.band == mark]
    board = asked_for.entry_board(example_desk, Period(202601))
    for mark in asked_for.ENTRIES_BY.marks:
        lines = asked_for.lines_like(board.lines, Filter(mark=mark))
        assert lines == [
            line
            for line in board.lines
            if {
                "missing": line.missing > 0,
                "complete": line.missing == 0,
                "mine": bool(line.rateable),
                "records": bool(line.records),
                "teams": line.of_team,
            }[mark]
        ]
    leader = board.lines[0].rater_id
    assert asked_for.lines_like(board.lines, Filter(person_id=leader)) == [
        line for line in board.lines if line.rater_id == leader
    ]

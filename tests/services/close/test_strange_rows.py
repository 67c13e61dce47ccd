"""Rows that are strange beside others, at the import and in the check of a month (docs/decisions/0058)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import check as close_check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.row_places import RowPlace
from tests import stores
from tests.services.close.test_close_check import (
    AT,
    FINISHED,
    STAFF,
    faultless_january,
    one_complaint,
    one_order,
)
from tests.stores import complaint, fill, import_rows, local, order, person, survey

CASES = [
    (
        "answered-before-order",
        {"orders": [one_order()], "surveys": [survey("A2", "W2", "2026-01-05T08:59")]},
        RowPlace("surveys", "A2", "answered_at"),
    ),
    (
        "answered-before-order",
        {"orders": [one_order()], "surveys": [survey("A2", "W2", "2020-03-07T09:05")]},
        RowPlace("surveys", "A2", "answered_at"),
    ),
    (
        "before-first-employment",
        {"orders": [order("W2", "2019-12-31T23:59", "2020-01-01T09:00")]},
        RowPlace("orders", "W2", "received_at"),
    ),
    (
        "before-first-employment",
        {"complaints": [complaint("C1", "2019-12-31T23:59", "E4")]},
        RowPlace("complaints", "C1", "received_at"),
    ),
    (
        "gap-of-years",
        {"orders": [order("W2", "2025-01-05T09:00", "2026-01-06T09:01")]},
        RowPlace("orders", "W2", "completed_at"),
    ),
    (
        "gap-of-years",
        {
            "orders": [order("W2", "2024-01-05T09:00", "2024-01-06T09:00")],
            "surveys": [survey("A2", "W2", "2025-01-06T09:01")],
        },
        RowPlace("surveys", "A2", "answered_at"),
    ),
    (
        "future-row",
        {"orders": [order("W2", AT, "2027-02-09T09:00", agent_no="E1")]},
        RowPlace("orders", "W2", "completed_at"),
    ),
    (
        "future-row",
        {"orders": [order("W2", "2026-12-07T09:05", agent_no="E1")]},
        RowPlace("orders", "W2", "received_at"),
    ),
]


@pytest.fixture
def january(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    """A January without a fault; the clock stands at its cut-off."""
    with stores.begun(tmp_path / "csi.db", now, faultless_january) as desk:
        yield desk


def places(desk: Desk, code: str, month: int = 202601) -> tuple[RowPlace, ...]:
    found = [one for one in close_check.check(desk, Period(month)) if one.code == code]
    assert all(one.severity == "warning" for one in found)
    return found[0].places if found else ()


@pytest.mark.parametrize(("code", "rows", "place"), CASES)
def test_the_check_of_any_month_finds_it(
    january: Desk, code: str, rows: dict[str, object], place: RowPlace
) -> None:
    """docs/decisions/0058, points 3 and 4: whichever month is checked, and where it is put right."""
    fill(january, **rows)  # type: ignore[arg-type]
    assert [places(january, code, month) for month in (202512, 202601, 202602)] == [(place,)] * 3


@pytest.mark.parametrize(
    "rows",
    [
        {"orders": [one_order()], "surveys": [survey("A2", "W2", AT)]},
        {
            "orders": [
                one_order(received_at="2020-01-01T00:00", completed_at="2021-01-01T00:00", outcome="fixed")
            ]
        },
        {"orders": [one_order(outcome="cancelled", received_at="2019-01-01T09:00")]},
    ],
    ids=["answered at once", "on the first day, a leap year later", "cancelled"],
)
def test_what_is_not_strange(january: Desk, rows: dict[str, object]) -> None:
    """docs/decisions/0058, point 3: 366 days are not more than 366."""
    fill(january, **rows)  # type: ignore[arg-type]
    for code in ("answered-before-order", "before-first-employment", "gap-of-years", "future-row"):
        assert places(january, code) == ()


def test_a_completion_before_its_receipt(january: Desk) -> None:
    """Forms and imports refuse it; a store of other origin may have it."""
    fill(january, orders=[one_order()], complaints=[one_complaint()])
    with closing(sqlite3.connect(january.store.path)) as other, other:
        other.execute(
            "UPDATE work_order SET completed_at = '2026-01-01 00:00:00.000000' WHERE order_no = 'W2'"
        )
        other.execute(
            "UPDATE complaint SET resolved_at = '2026-01-01 00:00:00.000000' WHERE complaint_no = 'C1'"
        )
    assert {place.number for place in places(january, "completed-before-receipt")} == {"C1", "W2"}


def test_what_a_frozen_month_has_judged_stays(january: Desk) -> None:
    """docs/decisions/0058, point 4: found in its own month alone once that is frozen."""
    fill(january, surveys=[survey("A2", "W1", "2026-01-05T08:59")])
    assert places(january, "answered-before-order", 202602)
    stores.backfill(january, "2026-01")
    assert places(january, "answered-before-order", 202602) == ()
    assert places(january, "answered-before-order", 202601)


# --- At the import -------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(desk, employees=STAFF, orders=[order("W1", AT, FINISHED, agent_no="E1", technician_no="E2")])
    return desk


def test_a_year_ahead_is_refused(shop: Desk) -> None:
    """docs/files.md §3: a date more than a year ahead does not go in; the other rows do."""
    report = import_rows(
        shop, "surveys", [survey("Q1", "W1", "2062-03-07T09:05"), survey("Q2", "W1", "2026-03-07T09:05")]
    )
    assert [(fault.row, fault.column, fault.value) for fault in report.rejected] == [
        (2, "answered_at", "2062-03-07 09:05")
    ]
    assert "2062" in report.rejected[0].reason
    assert report.accepted == 1 and report.needs_a_person


def test_a_row_that_repeats_a_refused_one_takes_its_place(shop: Desk) -> None:
    """docs/files.md §3: a row that does not go in shadows no other."""
    report = import_rows(
        shop, "surveys", [survey("Q1", "W1", "2062-03-07T09:05"), survey("Q1", "W1", "2026-03-07T09:05")]
    )
    assert report.accepted == 1 and [fault.row for fault in report.rejected] == [2]


def test_orders_of_the_future(shop: Desk) -> None:
    """docs/decisions/0058, points 2 and 5: ten years ahead is refused, some months ahead is taken and named."""
    report = import_rows(
        shop,
        "orders",
        [
            order("A1", "2036-03-07T09:05", "2036-03-08T09:00"),
            order("A2", "2026-03-07T09:05", "2027-03-08T09:00"),
        ],
    )
    assert {fault.row for fault in report.rejected} == {2}
    assert ("future-row", 3, "completed_at", True) in [
        (one.id, one.row, one.column, one.finding) for one in report.remarks
    ]
    assert report.accepted == 1


def test_an_answer_before_its_order_is_named(shop: Desk) -> None:
    """docs/decisions/0058, point 5: taken, with the row and exit status 1; rows of one finding are one remark."""
    report = import_rows(shop, "surveys", [survey("Q1", "W1", "2020-03-07T09:05")])
    (remark,) = report.remarks
    assert (remark.id, remark.row, remark.column, remark.finding) == (
        "answered-before-order",
        2,
        "answered_at",
        True,
    )
    assert report.accepted == 1 and report.needs_a_person
    more = import_rows(shop, "surveys", [survey(f"R{n}", "W1", f"2026-0{n}-01T09:00") for n in range(1, 4)])
    assert [(one.id, one.row) for one in more.remarks] == [("answered-before-order", 2)]


def test_what_was_imported_before_is_not_named_again(shop: Desk) -> None:
    """docs/rules.md, rule 16: a row imported twice is skipped, and nothing else."""
    rows = [survey("Q1", "W1", "2020-03-07T09:05"), survey("Q2", "W1", "2020-03-08T09:05")]
    first, again = import_rows(shop, "surveys", rows), import_rows(shop, "surveys", rows)
    assert "2, 3" in first.remarks[0].text
    assert again.remarks == () and not again.needs_a_person


def test_an_appointment_years_ahead_is_refused_on_the_form(shop: Desk) -> None:
    """docs/decisions/0058, point 2: on a form too, where appointments may lie ahead."""
    from csi_tui.services.desk.form_faults import FormInvalid
    from csi_tui.services.orders import work_orders
    from csi_tui.services.tabular.records import OrderRow

    row = OrderRow(
        "W9", local("2026-11-19T09:00"), customer_name="王", appointment_at=local("2062-01-01T09:00")
    )
    with pytest.raises(FormInvalid) as invalid:
        work_orders.enter(shop, row)
    assert [fault.field for fault in invalid.value.faults] == ["appointment_at"]


def remarks(desk: Desk, kind: str, *rows: dict[str, str]) -> list[tuple[str, int | None, str, bool]]:
    report = import_rows(desk, kind, rows)
    assert report.rejected == ()
    return sorted((one.id, one.row, one.column, one.finding) for one in report.remarks)


def test_people_who_are_missing_or_odd(shop: Desk) -> None:
    """docs/decisions/0058, point 7: at the import, each with its column."""
    assert remarks(
        shop,
        "orders",
        order("W2", AT, FINISHED, technician_no="E2"),
        order("W3", AT, FINISHED, agent_no="E1"),
        order("W4", AT, FINISHED, agent_no="E4", technician_no="E2"),
        order("W5", AT),
        # Who takes a call and sees to it alone.
        order("W7", AT, FINISHED, agent_no="E1", technician_no="E1"),
        order("W6", AT, FINISHED, agent_no="E1", technician_no="E2"),
    ) == [
        ("order-without-agent", 2, "agent_no", True),
        ("order-without-technician", 3, "technician_no", True),
        ("other-role", 4, "agent_no", True),
    ]


def test_a_complaint_is_due_a_handler_once_it_is_worked_on(shop: Desk) -> None:
    """docs/decisions/0058, point 7: a fresh one is handed out at the desk."""
    fresh = "2026-11-20T08:59"
    assert remarks(
        shop,
        "complaints",
        complaint("C1", fresh),
        complaint("C2", fresh, contacted_at="2026-11-20T09:00"),
        complaint("C3", fresh, "E4"),
        complaint("C4", fresh, "E1"),
    ) == [("complaint-without-handler", 3, "handler_no", True)]


def test_a_role_is_that_of_the_day(shop: Desk) -> None:
    """docs/rules.md, rule 12: who was an agent until the end of 2025 took calls until then."""
    fill(shop, employees=[person("E7", supervisor_no="S1")])
    fill(shop, employees=[person("E7", "technician", supervisor_no="S1", valid_from="2026-01-01")])
    done = {"agent_no": "E7", "technician_no": "E2"}
    assert remarks(
        shop,
        "orders",
        order("W2", "2025-12-30T09:00", "2026-01-06T09:00", **done),
        order("W3", "2026-01-04T09:00", "2026-01-06T09:00", **done),
        order("W4", "2026-01-04T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E7"),
    ) == [("other-role", 3, "agent_no", True)]


def test_a_store_without_agents_misses_none(desk: Desk) -> None:
    """docs/decisions/0058, point 7: where nobody is of a role, its place is anybody's."""
    fill(desk, employees=[person("E2", "technician")])
    assert remarks(desk, "orders", order("W2", AT, FINISHED, technician_no="E2")) == []
    assert remarks(desk, "orders", order("W3", AT, FINISHED, technician_no="E2", agent_no="E2")) == []

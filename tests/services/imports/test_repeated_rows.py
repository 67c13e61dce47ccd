"""A rejected row does not shadow a later good one: every kind of import, every kind of fault."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.orders import work_orders
from csi_tui.services.people import employees, users
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import TextRow, complaint, fill, import_rows, local, order, person, survey

DAY = "2026-01-05T09:00"
REPEATED = "stands already in row {row} of this file"


@pytest.fixture
def shop(desk: Desk) -> Desk:
    fill(desk, employees=[person("E1"), person("E2", "technician")], orders=[order("W1", DAY)])
    return desk


CASES: dict[str, tuple[str, Sequence[TextRow]]] = {
    "orders, cell": ("orders", [order("W2", "2026-13-05T09:00"), order("W2", DAY)]),
    "orders, rule": ("orders", [order("W2", DAY, "2026-01-04T09:00"), order("W2", DAY)]),
    "orders, store": ("orders", [order("W2", DAY, agent_no="E9"), order("W2", DAY)]),
    "orders, end of the file": (
        "orders",
        [order("W2", DAY, return_of="W9"), order("W2", DAY, return_of="W1")],
    ),
    "surveys, cell": ("surveys", [survey("A1", "W1", DAY, "95555"), survey("A1", "W1", DAY, "55555")]),
    "surveys, store": ("surveys", [survey("A1", "W9", DAY), survey("A1", "W1", DAY)]),
    "complaints, cell": ("complaints", [complaint("C1", "soon"), complaint("C1", DAY)]),
    "complaints, store": ("complaints", [complaint("C1", DAY, "E9"), complaint("C1", DAY, "E1")]),
    "employees, cell": ("employees", [person("E3", "driver"), person("E3")]),
    "employees, store": ("employees", [person("E3", supervisor_no="S9"), person("E3", supervisor_no="E1")]),
}


@pytest.mark.parametrize("case", CASES)
def test_the_good_row_goes_in(shop: Desk, case: str) -> None:
    """Each in the place of the rejected one; a third, as good, is the one that repeats."""
    kind, (bad, good) = CASES[case]
    report = import_rows(shop, kind, [bad, good, good])
    _only_the_second(report)


ENTERED: dict[str, tuple[str, str, Sequence[TextRow]]] = {
    "measures, store": (
        "contact-centre",
        "measures",
        [
            {"month": "2026-01", "subject_no": "E1", "measure": "first_contact_resolution", "numerator": numerator,
             "denominator": "100"}
            for numerator in ("95000", "95")
        ],
    ),
    "ratings, store": (
        "four-aspects",
        "ratings",
        [
            {"on_date": "2026-01-15", "employee_no": "E1", "item": "ethics", "score": score}
            for score in ("4000", "4")
        ],
    ),
    "pay, cell": (
        "online-shop",
        "pay",
        [{"month": "2026-01", "subject_no": "E1", "input": "base_pay", "amount": amount} for amount in ("x", "3000")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ENTERED)
def test_what_is_entered_as_well(desk: Desk, now: time_machine.Traveller, case: str) -> None:
    """Figures, ratings, amounts."""
    scheme, kind, (bad, good) = ENTERED[case]
    desk, boss = site(desk, scheme, person("E1", supervisor_no="S1"))
    users.add_user(desk, "Pay", "pay", ["hr"])
    now.move_to(local("2026-02-05T09:00"))
    who = {"ratings": boss, "pay": desk_of(desk, "Pay")}.get(kind, desk)
    _only_the_second(import_rows(who, kind, [bad, good, good]))


def _only_the_second(report: ImportReport) -> None:
    assert report.accepted == 1
    assert {fault.row for fault in report.rejected} == {2, 4}
    assert [fault.reason for fault in report.rejected if fault.row == 4] == [REPEATED.format(row=3)]


def test_what_hangs_on_the_good_row_goes_in_too(shop: Desk) -> None:
    """A return of an order whose first row was rejected, and a person whose supervisor's was."""
    found = import_rows(
        shop,
        "orders",
        [order("W3", "2026-01-20T09:00", return_of="W2"), order("W2", DAY, agent_no="E9"), order("W2", DAY)],
    )
    assert (found.accepted, found.rejected_rows) == (2, 1)
    assert work_orders.read(shop, "W3").row.return_of == "W2"
    found = import_rows(
        shop, "employees", [person("S2", "driver"), person("E4", supervisor_no="S2"), person("S2")]
    )
    assert (found.accepted, found.rejected_rows) == (2, 1)
    assert {"S2", "E4"} <= {one.employee_no for one in employees.people(shop)}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["good", "cell", "rule", "store", "end"])),
        max_size=12,
    )
)
def test_the_first_good_row_of_a_number_stands(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    """Against a plain reading: of each number the first row in which nothing is wrong, and no other."""
    made = {
        "good": lambda number: order(number, DAY),
        "cell": lambda number: order(number, "never"),
        "rule": lambda number: order(number, DAY, "2026-01-04T09:00"),
        "store": lambda number: order(number, DAY, agent_no="E9"),
        "end": lambda number: order(number, DAY, return_of="W9"),
    }
    stands: dict[str, int] = {}
    for at, (number, how) in enumerate(rows, start=2):
        if how == "good":
            stands.setdefault(number, at)
    with stores.clock_at(stores.NOW), stores.store_in(tmp_path) as desk:
        if not rows:
            return
        report = import_rows(desk, "orders", [made[how](number) for number, how in rows])
    assert report.accepted == len(stands)
    assert {fault.row for fault in report.rejected} == set(range(2, len(rows) + 2)) - set(stands.values())
    for at, (number, how) in enumerate(rows, start=2):
        reasons = [fault.reason for fault in report.rejected if fault.row == at]
        if how == "good" and stands[number] != at:
            assert reasons == [REPEATED.format(row=stands[number])]

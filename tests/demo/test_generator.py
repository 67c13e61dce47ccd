"""The rows of the sample department: the same for the same seed, and fit for import."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from csi_tui.demo.generator import COLUMNS, Row, sample_department
from tests.demo.sample import (
    KINDS,
    by_number,
    cut_off,
    days,
    department,
    digest_of,
    instant,
    rows_of,
    weekdays,
)

ROOT = Path(__file__).parents[2]
END = cut_off("2026-06")


# --- The same rows for the same seed -----------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_rows_whatever_the_order_of_hashes() -> None:
    """The generator is seeded; the rows may not hang on PYTHONHASHSEED."""
    code = (
        "from tests.demo.sample import digest_of, weekdays\n"
        "from csi_tui.demo.generator import sample_department\n"
        "print(digest_of(sample_department(is_working_day=weekdays, months=3)))"
    )
    found = {digest_of(sample_department(is_working_day=weekdays, months=3))}
    for hash_seed in ("0", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        found.add(done.stdout.strip())
    assert len(found) == 1


def test_another_seed_gives_another_department() -> None:
    found = {digest_of(sample_department(is_working_day=weekdays, months=1, seed=seed)) for seed in range(4)}
    assert len(found) == 4


def test_what_makes_no_department_is_refused() -> None:
    """A month that is none, no months, no orders, fewer people than roles need."""
    for arguments in ({"first_month": "2025-13"}, {"first_month": "July"}, {"months": 0}, {"people": 11}):
        with pytest.raises(ValueError, match=r"."):
            sample_department(is_working_day=weekdays, **arguments)
    with pytest.raises(ValueError, match="order"):
        sample_department(is_working_day=weekdays, orders_per_month=0)


def test_a_small_department_of_one_month_stands() -> None:
    """The generator also serves tests, which want it small."""
    small = sample_department(
        is_working_day=weekdays, first_month="2026-02", months=1, people=12, orders_per_month=40
    )
    assert {row["role"] for row in small.employees} == {
        "supervisor", "agent", "technician", "parts", "complaint_handler",
    }  # fmt: skip
    assert 30 <= sum(row["received_at"].startswith("2026-02") for row in small.orders) <= 40
    assert small.surveys


# --- Fit for import (docs/files.md §3) -----------------------------------------------------------------------------


def test_rows_have_the_columns_of_the_import_files() -> None:
    """docs/files.md §2: every column of a kind, in its order."""
    for kind in KINDS:
        assert {tuple(row) for row in rows_of(department(), kind)} == {COLUMNS[kind]}


def test_employees_can_be_imported() -> None:
    """docs/files.md §2: known supervisors (their rows first), roles, no leaving before joining, transfers later."""
    known: dict[str, Row] = {}
    for row in department().employees:
        assert row["role"] in {"agent", "technician", "parts", "complaint_handler", "supervisor"}
        assert row["supervisor_no"] in known or row["role"] == "supervisor"
        assert row["left_on"] == "" or row["joined_on"] < row["left_on"]
        if row["employee_no"] in known:
            assert known[row["employee_no"]]["joined_on"] == row["joined_on"] < row["valid_from"]
        else:
            assert row["valid_from"] == ""
        known[row["employee_no"]] = row
    assert len(known) == len({row["name"] for row in known.values()}) == 20


def check_order(row: Row, known: set[str], staff: set[str]) -> None:
    """Reject what docs/files.md §3 rejects of an order: numbers, instants, outcome, vocabulary."""
    assert row["order_no"] not in known
    assert row["return_of"] == "" or row["return_of"] in known
    for column in ("agent_no", "technician_no", "parts_no"):
        assert row[column] == "" or row[column] in staff
    received = instant(row["received_at"])
    for column in ("first_contact_at", "arrived_at", "completed_at"):
        assert row[column] == "" or received < instant(row[column])
    if row["first_contact_at"] and row["arrived_at"]:
        assert row["first_contact_at"] < row["arrived_at"] < (row["completed_at"] or "9999")
    assert (row["completed_at"] == "") == (row["outcome"] == "")
    assert row["outcome"] in {"", "fixed", "not_fixed", "declined", "cancelled"}
    assert row["service_mode"] in {"onsite", "carry_in"}
    assert row["service_mode"] == "onsite" or row["arrived_at"] == row["appointment_at"] == ""
    assert row["parts_issue"] in {"", "none", "late", "wrong"}
    assert (row["parts_issue"] == "") == (row["parts_no"] == "")
    assert (row["parts_impact"] in {"low", "medium", "high"}) == (row["parts_issue"] in {"late", "wrong"})
    assert row["fault_severity"] in ({"minor", "moderate", "severe"} if row["return_of"] else {""})
    assert row["usage_impact"] in ({"low", "medium", "high"} if row["return_of"] else {""})
    assert row["under_warranty"] in {"yes", "no"}
    assert row["fee"] == "" or float(row["fee"]) >= 0
    assert 13_800_000_000 < int(row["customer_phone"]) < 13_900_000_000
    assert row["serial_no"].startswith("SN")


def test_orders_can_be_imported() -> None:
    """docs/files.md §3: no unknown or repeated number, nothing before its receipt, no completion without outcome."""
    staff = {row["employee_no"] for row in department().employees}
    known: set[str] = set()
    for row in department().orders:
        check_order(row, known, staff)
        known.add(row["order_no"])


def test_surveys_can_be_imported() -> None:
    """docs/files.md §3: unique references, known orders, answers 1-5 or empty, one answer sheet per order."""
    orders = by_number(department())
    assert len({row["agency_ref"] for row in department().surveys}) == len(department().surveys)
    assert len({row["order_no"] for row in department().surveys}) == len(department().surveys)
    for row in department().surveys:
        assert 1 <= days(orders[row["order_no"]]["completed_at"], row["answered_at"]) <= 20
        assert {row[name] for name in ("attitude", "response", "quality", "parts", "cost")} <= set(
            "12345"
        ) | {""}


def test_complaints_can_be_imported() -> None:
    """docs/files.md §3: known numbers, milestones in order and after the receipt, invalid with reason and reviewer."""
    orders = by_number(department())
    roles = {row["employee_no"]: row["role"] for row in department().employees}
    assert len({row["complaint_no"] for row in department().complaints}) == len(department().complaints)
    for row in department().complaints:
        assert row["order_no"] == "" or row["received_at"] > orders[row["order_no"]]["received_at"]
        assert {row["handler_no"], row["against_no"]} - {""} <= set(roles)
        done = [row[name] for name in ("contacted_at", "planned_at", "resolved_at") if row[name]]
        assert done == sorted(done) and all(row["received_at"] < when for when in done)
        assert row["resolved_at"] == "" or row["planned_at"]
        assert row["planned_at"] == "" or row["contacted_at"]
        if row["status"] == "invalid":
            assert row["status_reason"] and roles[row["reviewed_by_no"]] == "supervisor"
        else:
            assert row["status"] == "valid"
            assert row["status_reason"] == row["reviewed_by_no"] == ""


def test_nothing_is_known_after_the_last_cut_off() -> None:
    """docs/scoring.md §4: the last month's cut-off is 00:00 on the 10th; docs/rules.md, rule 17: no future
    milestone."""
    for kind in KINDS[1:]:
        for row in rows_of(department(), kind):
            for column, value in row.items():
                if column.endswith("_at") and column != "appointment_at" and value:
                    assert value <= END


def test_people_are_named_within_their_employment() -> None:
    """docs/files.md §3: persons outside the days of employment would be reported by the check before the close."""
    span = {
        row["employee_no"]: (row["joined_on"], row["left_on"] or "9999") for row in department().employees
    }
    for row in department().orders:
        for number in {row["agent_no"], row["technician_no"], row["parts_no"]} - {""}:
            joined, left = span[number]
            assert joined <= row["received_at"][:10] and (row["completed_at"] or "9998")[:10] <= left
    for row in department().complaints:
        for number in {row["handler_no"], row["against_no"]} - {""}:
            assert span[number][0] <= row["received_at"][:10] <= span[number][1]

"""Rows for benchmarks: exact volumes, each row after those it names, work in step with the rows, little memory."""

from __future__ import annotations

import sys
import tracemalloc
from collections import Counter
from types import FrameType
from typing import Any

from csi_tui.demo.generator import stream_orders, stream_rows
from tests.demo.sample import digest, weekdays


def calls_of_a_month(orders: int) -> int:
    """Count every call, of Python and of C, while a month is streamed."""
    count = 0

    def tick(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    rows = stream_rows(is_working_day=weekdays, people=60, orders_per_month=orders)
    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        for _ in rows:
            pass
    finally:
        sys.setprofile(before)
    return count


def peak_of(months: int) -> int:
    """Measure the most memory that streaming holds at a time, in bytes."""
    tracemalloc.start()
    try:
        for _ in stream_rows(is_working_day=weekdays, people=60, orders_per_month=2_000, months=months):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_streamed_month_has_exactly_its_volume() -> None:
    """Months of a given number of orders, 30 % surveyed, 3 % complaints, 5 % returns, 700 people."""
    kinds: Counter[str] = Counter()
    months: Counter[str] = Counter()
    returns = 0
    for kind, row in stream_rows(is_working_day=weekdays, orders_per_month=20_000, months=2):
        kinds[kind] += 1
        if kind == "orders":
            months[row["received_at"][:7]] += 1
            returns += row["return_of"] != ""
    assert months["2025-07"] == months["2025-08"] == 20_000
    assert kinds["employees"] == 700
    assert 0.27 < kinds["surveys"] / kinds["orders"] < 0.31
    assert 0.026 < kinds["complaints"] / kinds["orders"] < 0.034
    assert 0.04 < returns / kinds["orders"] < 0.055


def test_a_row_comes_after_the_rows_it_names() -> None:
    """docs/files.md §3: an import rejects unknown numbers, so a stream can be stored as it comes."""
    people: set[str] = set()
    orders: set[str] = set()
    others: set[str] = set()
    last = ""
    for kind, row in stream_rows(is_working_day=weekdays, people=200, orders_per_month=3_000, months=2):
        if kind == "employees":
            assert row["employee_no"] not in people and row["supervisor_no"] in people | {""}
            people.add(row["employee_no"])
        elif kind == "orders":
            assert row["order_no"] not in orders and row["return_of"] in orders | {""}
            assert {row["agent_no"], row["technician_no"]} <= people
            assert last <= row["received_at"]
            orders.add(row["order_no"])
            last = row["received_at"]
        else:
            number = row["agency_ref"] if kind == "surveys" else row["complaint_no"]
            assert number not in others and row["order_no"] in orders | {""}
            others.add(number)


def test_the_orders_alone_are_the_same_orders() -> None:
    every = stream_rows(is_working_day=weekdays, people=60, orders_per_month=500)
    alone = stream_orders(is_working_day=weekdays, people=60, orders_per_month=500)
    assert digest(row for row in every if row[0] == "orders") == digest(("orders", row) for row in alone)


def test_work_grows_with_the_rows_and_no_faster() -> None:
    """A month of 1,000,000 orders must be made in reasonable time. Calls are counted, not seconds."""
    assert calls_of_a_month(8_000) < 4 * 1.05 * calls_of_a_month(2_000)


def test_memory_does_not_grow_with_the_months() -> None:
    """Streamed without one object graph; what is held is what is to come of some weeks' orders."""
    assert peak_of(6) < 1.3 * peak_of(2)

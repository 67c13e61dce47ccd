"""The random departments are what they promise: acceptable to the import, and rich in awkward situations."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from .facts import Facts, read_facts
from .months import Department, departments
from .order_plans import MOST_ORDERS
from .plain import close_months
from .situations import situations

EXAMPLES = 300
AT_LEAST = 3

_SEVERITIES = ("minor", "moderate", "severe", "None")
_IMPACTS = ("low", "medium", "high", "None")

SITUATIONS = (
    "transfer",
    "transfer on the first day of a month",
    "transfer on the last day of a month",
    "becomes or was a supervisor",
    "becomes or was a complaint handler",
    "joins within a month",
    "joins on the last day of a month",
    "leaves within a month",
    "leaves on the first day of a month",
    "named outside the days of employment",
    "supervisor on an order",
    "one person in two roles",
    "nobody in a role",
    "received at 00:00 on the 1st",
    "received before 08:00 on the 1st",
    "received in the last microsecond of a month",
    "received before the first month",
    "completed at the cut-off",
    "completed just after the cut-off",
    "contact after the cut-off of a completed order",
    "cancelled without completion",
    *(f"outcome {outcome}" for outcome in ("fixed", "not_fixed", "declined", "cancelled", "None")),
    *(
        f"parts {issue}, {impact} impact"
        for issue in ("late", "wrong", "none", "None")
        for impact in _IMPACTS
    ),
    *(f"contact at {limit} minutes" for limit in (30, 60, 240)),
    "contact just after 60 minutes",
    "contact unknown",
    "carry_in",
    *(f"arrival at {limit} minutes" for limit in (240, 1440, 2880)),
    "arrival just after 1440 minutes",
    "arrival unknown",
    "arrival without first contact",
    "arrival before the first contact",
    "appointment",
    "appointment without first contact",
    "arrival before the appointment",
    "arrival at the appointment",
    "arrival just after the appointment",
    *(f"return {severity}, {impact} impact" for severity in _SEVERITIES for impact in _IMPACTS),
    "several returns of one order",
    "return of a return",
    "return of a cancelled order",
    "return of a cancelled return",
    "return of a declined order",
    "return of an unfinished order",
    "cancelled return",
    "return before the completion",
    "return at the completion",
    "return on the 30th day",
    "return in the last microsecond of the window",
    "return on the 31st day",
    "return just after the window",
    "return at a cut-off",
    "return just after a cut-off",
    "order carried over once",
    "order carried over twice",
    "charge-back on a card",
    "charge-back two months later",
    "charge-back of an order that was fixed",
    "charge-back of an order that was not_fixed",
    "charge-back by a return of a return",
    "charge-back by a return that is itself carried over",
    "charge-backs of an order in one month",
    "charge-backs of an order in two months",
    "charge-back without orders",
    "charge-back down to 0",
    "two surveys of one order",
    "survey of a cancelled order",
    "survey of a return",
    "survey of an unfinished order",
    "survey answered in a later month",
    "survey with an answer missing",
    "survey without any answer",
    "invalid complaint",
    "complaint without a handler",
    *(f"contact {when}" for when in ("never", "at 24 hours", "just after 24 hours")),
    *(f"plan {when}" for when in ("never", "at 48 hours", "just after 48 hours")),
    "milestones out of order",
    "resolved just before resolve_due",
    "resolved at resolve_due",
    "never resolved",
    "resolve_due at a cut-off",
    "undetermined complaint carried over",
    *(f"card of a {role}" for role in ("agent", "technician", "parts", "complaint_handler")),
    *(f"total {band}" for band in ("excellent", "good", "fair", "poor", "failing", "None")),
    "tie",
    "enough answers",
    "satisfaction without a survey",
    "complaint handler with satisfaction",
    "satisfaction on exactly half the weight",
    "satisfaction short of half the weight",
    *(f"{count} of 3 indicators missing" for count in range(4)),
)


@pytest.fixture(scope="module")
def reached() -> Counter[str]:
    """In how many of the examples each situation occurs."""
    found: Counter[str] = Counter()

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(departments())
    def count(department: Department) -> None:
        found.update(situations(department))

    count()
    return found


@pytest.mark.parametrize("situation", SITUATIONS)
def test_situation_is_reached(situation: str, reached: Counter[str]) -> None:
    """A property that is never tried in a situation says nothing about it."""
    assert reached[situation] >= AT_LEAST


def test_every_reached_situation_is_listed(reached: Counter[str]) -> None:
    """The list above stays whole: a situation that is named but not demanded would be forgotten."""
    unlisted = set(reached) - set(SITUATIONS) - {"charge-back"}
    assert unlisted == set()


@given(departments())
def test_rows_are_acceptable_to_the_import(department: Department) -> None:
    """docs/files.md §3: no row that an import would reject."""
    assert faults(department) == []


@given(departments())
def test_order_of_rows_does_not_matter(department: Department) -> None:
    """docs/scoring.md §4 knows no order of rows; only an employee's rows are told apart, by `valid_from`."""
    cards = close_months(
        department.employees,
        department.orders,
        department.surveys,
        department.complaints,
        months=department.months,
    )
    turned = close_months(
        department.employees[::-1],
        department.orders[::-1],
        department.surveys[::-1],
        department.complaints[::-1],
        months=department.months,
    )
    assert turned == cards


@pytest.mark.whole
def test_failing_examples_shrink_to_few_rows() -> None:
    """What a red property test shows must be small enough to work out by hand."""

    def has_chain(department: Department) -> bool:
        origins = {row["order_no"]: row["return_of"] for row in department.orders}
        return any(origins[origin] for origin in origins.values() if origin)

    quiet = settings(max_examples=200, derandomize=True, database=None, deadline=None)
    smallest = find(departments(), has_chain, settings=quiet)
    assert len(smallest.orders) == 3
    assert smallest.surveys == []
    assert smallest.complaints == []


def faults(department: Department) -> list[str]:
    """Why the import would reject a row of the department, or what the strategy promises and does not keep."""
    facts = read_facts(
        department.employees, department.orders, department.surveys, department.complaints, "Asia/Shanghai"
    )
    return [
        *_faults_of_people(department, facts),
        *_faults_of_orders(facts),
        *_faults_of_the_rest(department, facts),
        *(
            f"{cell} lies outside the promised time"
            for row in (*department.orders, *department.surveys, *department.complaints)
            for column, cell in row.items()
            if column.endswith("_at") and cell and not "2024-12" <= cell < "2026-11"
        ),
    ]


def _faults_of_people(department: Department, facts: Facts) -> list[str]:
    known = {post.employee for post in facts.posts}
    columns = ("agent_no", "technician_no", "parts_no", "handler_no", "against_no", "reviewed_by_no")
    found = []
    for row in (*department.orders, *department.complaints):
        found += [f"unknown employee {row[one]}" for one in columns if row.get(one) and row[one] not in known]
    for row in department.employees:
        if row["supervisor_no"] and row["supervisor_no"] not in known:
            found.append(f"unknown supervisor of {row}")
    starts = [(post.employee, post.valid_from) for post in facts.posts]
    if len(set(starts)) < len(starts):
        found.append("two rows of a person from the same day")
    for post in facts.posts:
        if post.left is not None and post.left < post.joined:
            found.append(f"{post.employee} leaves before joining")
        if post.valid_from < post.joined:
            found.append(f"{post.employee} is transferred before joining")
        if {(other.joined, other.left) for other in facts.posts if other.employee == post.employee} != {
            (post.joined, post.left)
        }:
            found.append(f"rows of {post.employee} do not agree")
    return found


def _faults_of_orders(facts: Facts) -> list[str]:
    found = []
    seen: set[str] = set()
    for order in facts.orders:
        if order.number in seen:
            found.append(f"{order.number} twice")
        if order.return_of is not None and order.return_of not in seen:
            found.append(f"{order.number} returns from an order that is not above it")
        elif order.return_of is not None and order.received < facts.order(order.return_of).received:
            found.append(f"{order.number} comes back before it came")
        seen.add(order.number)
        for moment in (order.contacted, order.arrived, order.completed):
            if moment is not None and moment < order.received:
                found.append(f"{order.number} goes on before it was received")
        if order.completed is not None and order.outcome is None:
            found.append(f"{order.number} is completed without an outcome")
    if len(facts.orders) > MOST_ORDERS:
        found.append("too many orders")
    return found


def _faults_of_the_rest(department: Department, facts: Facts) -> list[str]:
    orders = {order.number for order in facts.orders}
    found = []
    for survey in facts.surveys:
        if survey.order not in orders:
            found.append(f"{survey.reference} is about an unknown order")
    for name, numbers in (
        ("survey", [survey.reference for survey in facts.surveys]),
        ("complaint", [complaint.number for complaint in facts.complaints]),
    ):
        if len(set(numbers)) < len(numbers):
            found.append(f"a {name} twice")
    for row in department.complaints:
        if row["order_no"] and row["order_no"] not in orders:
            found.append(f"{row['complaint_no']} is about an unknown order")
        if row["status"] == "invalid" and not (row["status_reason"] and row["reviewed_by_no"]):
            found.append(f"{row['complaint_no']} is invalid without reason or reviewer")
    for complaint in facts.complaints:
        for moment in (complaint.contacted, complaint.planned, complaint.resolved):
            if moment is not None and moment < complaint.received:
                found.append(f"{complaint.number} goes on before it was received")
    return found

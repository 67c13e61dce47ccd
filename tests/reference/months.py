"""Random small departments for property tests: three months of rows that the import takes as they are.

The strategies lean towards the edges of docs/scoring.md §4: exact limits and one microsecond beside them, the
first and last instants of a month, the cut-off, the last day of a return window. What they really reach is
counted in test_months.py. All instants lie between December 2024 and October 2026, in the site's zone
Asia/Shanghai.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from .facts import first_day, month_of, next_month
from .moments import HOUR, TICK, ZONE, cut_off, moment_in, pick, rare, written
from .order_plans import MOST_ORDERS, OrderPlan, order_plans, order_row, person
from .staff import MOST_PEOPLE, MOST_TRANSFERS, SUPERVISOR, employee_rows
from .workdays import resolve_due

TextRow = dict[str, str]

MOST_SURVEYS = 20
MOST_COMPLAINTS = 8

_STARTS = ("2025-01", "2025-04", "2025-08", "2025-12", "2026-01", "2026-01")
_MILESTONE_SLACK = (timedelta(0), timedelta(0), TICK, -TICK, timedelta(hours=-5), timedelta(hours=30))
_PEOPLE_COLUMNS = ("agent_no", "technician_no", "parts_no", "handler_no", "against_no")

_SEED_BYTES = 8
_ROW_BYTES = MOST_ORDERS + MOST_SURVEYS + MOST_COMPLAINTS + 1 + MOST_PEOPLE * (1 + MOST_TRANSFERS)
_DROPPED_BELOW = 16  # of 256: one row in sixteen


@dataclass(frozen=True)
class Department:
    """Rows of the four import files (docs/files.md §2), and the months to close, in order."""

    months: tuple[str, ...]
    employees: list[TextRow]
    orders: list[TextRow]
    surveys: list[TextRow]
    complaints: list[TextRow]


def departments() -> SearchStrategy[Department]:
    """Departments of up to six people beside a supervisor, with up to 25 orders over three months.

    One draw of bytes is the whole choice: the first few seed a generator, each of the others keeps or drops a
    row. A failing example so shrinks to few rows, and no two examples look alike: drawn value by value, most
    would be small variations of each other.
    """
    length = _SEED_BYTES + _ROW_BYTES
    return st.binary(min_size=length, max_size=length).map(_department)


def _department(choice: bytes) -> Department:
    dice = Random(choice[:_SEED_BYTES])
    month = pick(dice, _STARTS)
    months = (month, next_month(month), next_month(next_month(month)))
    employees = employee_rows(dice, months)
    plans = order_plans(dice, months, tuple(dict.fromkeys(row["employee_no"] for row in employees)))
    orders = [order_row(dice, plan) for plan in plans]
    surveys = _surveys(dice, plans)
    complaints = _complaints(dice, months, employees, plans)

    kept = iter(byte >= _DROPPED_BELOW for byte in choice[_SEED_BYTES:])
    orders = _without_dropped(orders, [next(kept) for _ in range(MOST_ORDERS)])
    numbers = {row["order_no"] for row in orders}
    surveys = [
        row
        for row, keep in zip(surveys, [next(kept) for _ in range(MOST_SURVEYS)], strict=False)
        if keep and row["order_no"] in numbers
    ]
    complaints = [
        row if row["order_no"] in numbers else row | {"order_no": ""}
        for row, keep in zip(complaints, [next(kept) for _ in range(MOST_COMPLAINTS)], strict=False)
        if keep
    ]
    named = {row[column] for row in (*orders, *complaints) for column in _PEOPLE_COLUMNS if column in row}
    employees = _without_unnamed(employees, list(kept), named | {SUPERVISOR})
    return Department(months, employees, orders, surveys, complaints)


def _without_dropped(orders: list[TextRow], keeps: list[bool]) -> list[TextRow]:
    """The orders that are kept; a return of a dropped one returns from what that one returned from, or goes too."""
    stands_for: dict[str, str | None] = {}
    kept = []
    for row, keep in zip(orders, keeps, strict=False):
        origin = stands_for[row["return_of"]] if row["return_of"] else ""
        if keep and origin is not None:
            kept.append(row | {"return_of": origin})
            stands_for[row["order_no"]] = row["order_no"]
        else:
            stands_for[row["order_no"]] = origin or None
    return kept


def _without_unnamed(employees: list[TextRow], keeps: list[bool], named: set[str]) -> list[TextRow]:
    """The people that are kept; nobody that a row names is left out, but for their transfers."""
    kept: list[TextRow] = []
    for row, keep in zip(employees, keeps, strict=False):
        number = row["employee_no"]
        transfer = number in {other["employee_no"] for other in employees[: employees.index(row)]}
        if transfer:
            if keep and any(other["employee_no"] == number for other in kept):
                kept.append(row)
        elif keep or number in named:
            kept.append(row)
    return kept


def _surveys(dice: Random, plans: list[OrderPlan]) -> list[TextRow]:
    rows = []
    for at in range(dice.randint(0, MOST_SURVEYS) if plans else 0):
        plan = dice.choice(plans)
        month = month_of(plan.received.date())
        following = datetime.combine(first_day(next_month(month)), time(0))
        kind = pick(dice, ("days", "days", "days", "edge", "cut-off"))
        if kind == "edge":
            answered = following + pick(dice, (timedelta(0), -TICK, 7 * HOUR))
        elif kind == "cut-off":
            answered = cut_off(month) + pick(dice, (timedelta(0), TICK))
        else:
            answered = plan.received + dice.randint(0, 45 * 24) * HOUR
        row: TextRow = {
            "agency_ref": f"A{at + 1:04d}",
            "order_no": plan.number,
            "answered_at": written(dice, max(answered, plan.received)),
        }
        for column in ("attitude", "response", "quality", "parts", "cost"):
            row[column] = pick(dice, ("5", "5", "4", "3", "2", "1", ""))
        if rare(dice, 12):
            row |= dict.fromkeys(("attitude", "response", "quality", "parts", "cost"), "")
        rows.append(row)
    return rows


def _complaints(
    dice: Random, months: tuple[str, ...], employees: list[TextRow], plans: list[OrderPlan]
) -> list[TextRow]:
    people = tuple(dict.fromkeys(row["employee_no"] for row in employees))
    handlers = tuple(row["employee_no"] for row in employees if row["role"] == "complaint_handler")
    rows = []
    for at in range(dice.randint(0, MOST_COMPLAINTS)):
        received = moment_in(dice, pick(dice, months))
        due = resolve_due(received.replace(tzinfo=ZONE), ZONE).replace(tzinfo=None)
        contacted, planned = (
            None if rare(dice, 10) else max(received, received + limit + pick(dice, _MILESTONE_SLACK))
            for limit in (timedelta(hours=24), timedelta(hours=48))
        )
        resolved = due + pick(dice, (-TICK, -TICK, timedelta(0), timedelta(hours=-20), timedelta(hours=40)))
        invalid = rare(dice, 7)
        row: TextRow = {
            "complaint_no": f"C{at + 1:04d}",
            "received_at": written(dice, received),
            "customer_name": "顾客",
            "customer_phone": "",
            "order_no": dice.choice(plans).number if plans and rare(dice, 3) else "",
            "handler_no": pick(dice, handlers) if handlers and rare(dice, 2) else person(dice, people),
            "against_no": person(dice, people),
            "category": "时效",
            "status": "invalid" if invalid else pick(dice, ("", "valid")),
            "status_reason": "重复" if invalid else "",
            "reviewed_by_no": SUPERVISOR if invalid else "",
            "contacted_at": written(dice, contacted),
            "planned_at": written(dice, planned),
            "resolved_at": "" if rare(dice, 5) else written(dice, resolved),
        }
        rows.append(row)
    return rows

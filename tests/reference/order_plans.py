"""Random work orders: returns of returns, charge-backs, carry-overs, times at and beside the limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from .facts import first_day, month_of, next_month
from .moments import DAY, HOUR, MINUTE, TICK, cut_off, minutes, moment_in, pick, rare, written

MOST_ORDERS = 25

_CONTACT_DELAYS = (*minutes(0, 5, 30, 60, 60, 61, 135, 240, 241, 2880), 60 * MINUTE + TICK)
_ARRIVAL_DELAYS = (
    *minutes(-10, 0, 240, 700, 1440, 1440, 1441, 2880, 4000),
    1440 * MINUTE + TICK,
    240 * MINUTE + TICK,
)
_AGAINST_APPOINTMENT = (*minutes(-60, 0, 0, 300, 1800), TICK, -TICK)


@dataclass(frozen=True)
class OrderPlan:
    """An order before it is written out: naive local moments. `first`: the first order of its chain."""

    number: str
    received: datetime
    completed: datetime | None
    return_of: str
    first: str
    cells: dict[str, Any]


def order_plans(dice: Random, months: tuple[str, ...], people: tuple[str, ...]) -> list[OrderPlan]:
    plans: list[OrderPlan] = []
    for at in range(dice.randint(0, MOST_ORDERS)):
        number = f"W{at + 1:04d}"
        origin = None
        if plans and rare(dice, 3):
            origin = plans[-1] if rare(dice, 3) else dice.choice(plans)
        if plans and plans[-1].return_of and plans[-1].cells["outcome"] == "cancelled" and rare(dice, 2):
            origin = plans[-1]
        if origin is not None:
            first = next(plan for plan in plans if plan.number == origin.first)
            received = max(_return_moment(dice, first, months), origin.received)
            if first.completed is not None and origin.return_of and rare(dice, 2):
                # The first day of the next month: a charge-back of one month, and again of the one after it.
                following = next_month(month_of(origin.received.date()))
                received = datetime.combine(first_day(following), time(0)) + dice.randint(0, 99) * HOUR
            plans.append(
                _order_plan(dice, number, received, people, return_of=origin.number, first=first.number)
            )
        elif rare(dice, 30):
            before = datetime.combine(first_day(months[0]), time(0)) - pick(dice, (TICK, 2 * DAY))
            plans.append(_order_plan(dice, number, before, people, return_of="", first=number))
        else:
            received = moment_in(dice, pick(dice, months))
            plans.append(_order_plan(dice, number, received, people, return_of="", first=number))
    return plans


def _return_moment(dice: Random, first: OrderPlan, months: tuple[str, ...]) -> datetime:
    """When a product comes back: about its completion, the end of its window, the cut-off of its month."""
    if first.completed is None:
        return moment_in(dice, pick(dice, months))
    done = first.completed
    window_ends = datetime.combine(done.date(), time(0)) + 31 * DAY
    frozen_at = cut_off(_frozen_month(first))
    kind = pick(dice, ("soon", "soon", "edge", "window", "cut-off", "month after") + ("charged",) * 4)
    if kind == "soon":
        return done + dice.randint(0, 30 * 24) * HOUR
    if kind == "edge":
        return done + pick(dice, (timedelta(0), -TICK, TICK))
    if kind == "window":
        return window_ends - pick(dice, (TICK, timedelta(0), timedelta(hours=10)))
    if kind == "cut-off":
        return frozen_at + pick(dice, (timedelta(0), TICK))
    if kind == "month after":
        start = datetime.combine(first_day(next_month(month_of(frozen_at.date()))), time(0))
        return start + pick(dice, (timedelta(0), -TICK, HOUR, dice.randint(1, 10) * DAY))
    return frozen_at + dice.randint(1, 24 * 24) * HOUR


def _frozen_month(plan: OrderPlan) -> str:
    """The month in which a completed order is frozen: the first whose cut-off finds it completed."""
    month = month_of(plan.received.date())
    while plan.completed is not None and plan.completed > cut_off(month):
        month = next_month(month)
    return month


def _order_plan(
    dice: Random, number: str, received: datetime, people: tuple[str, ...], *, return_of: str, first: str
) -> OrderPlan:
    contact = None if rare(dice, 8) else received + pick(dice, _CONTACT_DELAYS)
    appointment = None
    if rare(dice, 4):
        appointment = (contact or received) + dice.randint(1, 3) * DAY
    arrived = None
    if not rare(dice, 6):
        if appointment is not None:
            arrived = appointment + pick(dice, _AGAINST_APPOINTMENT)
        else:
            arrived = max(received, (contact or received) + pick(dice, _ARRIVAL_DELAYS))
    seen = max(moment for moment in (received, contact, arrived) if moment is not None)
    closing = cut_off(month_of(received.date()))
    completed = _completion(dice, closing, seen)
    if completed is not None and contact is not None and completed <= closing and rare(dice, 25):
        # Logged for later than the completion, and than the cut-off: nothing forbids it.
        contact = closing + TICK
        arrived = None if appointment is None else contact
    if completed is None:
        outcome = "cancelled" if rare(dice, 6) else ""
    else:
        outcome = pick(dice, ("fixed",) * 7 + ("not_fixed", "not_fixed", "declined", "cancelled"))
        if return_of and rare(dice, 8):
            outcome = "cancelled"
    agent = person(dice, people)
    technician = agent if rare(dice, 6) else person(dice, people)
    needed = pick(dice, ("", "none", "none", "late", "wrong"))
    cells: dict[str, Any] = {
        "agent_no": agent,
        "technician_no": technician,
        "parts_no": technician if rare(dice, 8) else person(dice, people),
        "service_mode": pick(dice, ("", "onsite", "onsite", "carry_in")),
        "first_contact_at": contact,
        "appointment_at": appointment,
        "arrived_at": arrived,
        "outcome": outcome,
        "parts_issue": needed,
        "parts_impact": pick(dice, ("", "low", "medium", "high")),
        "fault_severity": pick(dice, ("", "minor", "moderate", "severe")) if return_of else "",
        "usage_impact": pick(dice, ("", "low", "medium", "high")) if return_of else "",
    }
    return OrderPlan(number, received, completed, return_of, first, cells)


def person(dice: Random, people: tuple[str, ...]) -> str:
    """Mostly one of the first few, so that they gather orders; now and then nobody or the supervisor."""
    return pick(dice, (people[1:3] * 3) + people[1:] + (people[0], ""))


def _completion(dice: Random, closing: datetime, seen: datetime) -> datetime | None:
    """Mostly soon after the last thing seen; or on or beside the cut-off, in a later month, or never."""
    kind = pick(dice, ("soon",) * 8 + ("cut-off", "cut-off", "later", "never"))
    if kind == "never":
        return None
    if kind == "cut-off":
        return closing - pick(dice, (timedelta(0), -TICK, TICK, dice.randint(1, 200) * HOUR))
    if kind == "later":
        return seen + dice.randint(10, 60) * DAY
    return seen + dice.randint(0, 96) * HOUR


def order_row(dice: Random, plan: OrderPlan) -> dict[str, str]:
    row: dict[str, str] = {
        "order_no": plan.number,
        "received_at": written(dice, plan.received),
        "customer_name": "顾客",
        "customer_phone": "",
        "product": "冰箱",
        "serial_no": "",
        "fault": "",
    }
    for column, value in plan.cells.items():
        row[column] = value if isinstance(value, str) else written(dice, value)
    row["completed_at"] = written(dice, plan.completed)
    row["return_of"] = plan.return_of
    row["under_warranty"] = ""
    row["fee"] = ""
    return row

"""Names the situations that a department holds, so that a test can count what the strategy really reaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from .books import Books, holding_returns, is_repair
from .cards import INDICATORS, LEAST_OF_SATISFACTION, Card, employed, post_on_last_day
from .facts import Complaint, Facts, Order, Post, first_day, last_day, next_month
from .months import Department
from .plain import close_with_books, default_cut_off
from .workdays import resolve_due

_TICK = timedelta(microseconds=1)
_HOUR = timedelta(hours=1)


def situations(department: Department) -> set[str]:
    """Everything of interest that happens in the department when its months are backfilled in order."""
    cards, books = close_with_books(
        department.employees,
        department.orders,
        department.surveys,
        department.complaints,
        months=department.months,
    )
    facts = books.facts
    found: set[str] = set()
    found.update(_of_people(facts, department.months))
    for order in facts.orders:
        found.update(_of_moments(facts, order, department.months))
        found.update(_of_response(order))
        found.update(_of_returns(facts, order, books))
    found.update(_of_carrying(books, department.months))
    found.update(_of_charge_backs(books, department.months, cards))
    found.update(_of_surveys(books))
    for complaint in facts.complaints:
        found.update(_of_complaint(books, complaint))
    for month in department.months:
        found.update(_of_cards(cards[month]))
    return found


def _of_people(facts: Facts, months: tuple[str, ...]) -> Iterator[str]:
    by_number: dict[str, list[Post]] = {}
    for post in facts.posts:
        by_number.setdefault(post.employee, []).append(post)
    for posts in by_number.values():
        if len(posts) > 1:
            yield "transfer"
        roles = [post_on_last_day(posts, month).role for month in months if employed(posts, month)]
        if len(set(roles)) > 1 and "supervisor" in roles:
            yield "becomes or was a supervisor"
        if len(set(roles)) > 1 and "complaint_handler" in roles:
            yield "becomes or was a complaint handler"
        for month in months:
            first, last = first_day(month), last_day(month)
            for post in posts:
                if post.valid_from != post.joined and post.valid_from == first:
                    yield "transfer on the first day of a month"
                if post.valid_from != post.joined and post.valid_from == last:
                    yield "transfer on the last day of a month"
            if posts[0].joined == last:
                yield "joins on the last day of a month"
            if first < posts[0].joined < last:
                yield "joins within a month"
            if posts[0].left == first:
                yield "leaves on the first day of a month"
            if posts[0].left is not None and first < posts[0].left < last:
                yield "leaves within a month"
    for order in facts.orders:
        for who in order.people():
            day = facts.local_date(order.received)
            post = by_number[who][0]
            if day < post.joined or (post.left is not None and day > post.left):
                yield "named outside the days of employment"
            if post.role == "supervisor":
                yield "supervisor on an order"


def _of_moments(facts: Facts, order: Order, months: tuple[str, ...]) -> Iterator[str]:
    local = order.received.astimezone(facts.zone)
    if local.day == 1 and local.hour < 8:
        yield "received before 08:00 on the 1st"
        if local.time().isoformat() == "00:00:00":
            yield "received at 00:00 on the 1st"
    if (local + _TICK).day == 1 and local.day != 1:
        yield "received in the last microsecond of a month"
    if facts.local_month(order.received) < months[0]:
        yield "received before the first month"
    closing = default_cut_off(facts.local_month(order.received))
    if order.completed == closing:
        yield "completed at the cut-off"
    if order.completed == closing + _TICK:
        yield "completed just after the cut-off"
    done_by_closing = order.completed is not None and order.completed <= closing
    if done_by_closing and order.contacted is not None and order.contacted > closing:
        yield "contact after the cut-off of a completed order"
    people = [who for who in (order.agent, order.technician, order.parts_staff) if who]
    if len(set(people)) < len(people):
        yield "one person in two roles"
    if None in (order.agent, order.technician, order.parts_staff):
        yield "nobody in a role"
    yield f"outcome {order.outcome}"
    if order.cancelled and order.completed is None:
        yield "cancelled without completion"
    if order.completed is not None:
        yield f"parts {order.parts_issue}, {order.parts_impact} impact"


def _of_response(order: Order) -> Iterator[str]:
    if order.completed is None or order.cancelled:
        return
    if order.contacted is None:
        yield "contact unknown"
    else:
        minutes = order.contacted - order.received
        for limit in (30, 60, 240):
            if minutes == timedelta(minutes=limit):
                yield f"contact at {limit} minutes"
        if minutes == timedelta(minutes=60) + _TICK:
            yield "contact just after 60 minutes"
    if order.carried_in:
        yield "carry_in"
        return
    if order.arrived is None:
        yield "arrival unknown"
        return
    if order.appointment is not None:
        after = order.arrived - order.appointment
        yield "arrival before the appointment" if after < timedelta(0) else "appointment"
        if after == timedelta(0):
            yield "arrival at the appointment"
        if after == _TICK:
            yield "arrival just after the appointment"
        if order.contacted is None:
            yield "appointment without first contact"
    elif order.contacted is None:
        yield "arrival without first contact"
    else:
        minutes = order.arrived - order.contacted
        if minutes < timedelta(0):
            yield "arrival before the first contact"
        for limit in (240, 1440, 2880):
            if minutes == timedelta(minutes=limit):
                yield f"arrival at {limit} minutes"
        if minutes == timedelta(minutes=1440) + _TICK:
            yield "arrival just after 1440 minutes"


def _of_returns(facts: Facts, order: Order, books: Books) -> Iterator[str]:
    if order.return_of is None:
        if len(holding_returns(facts, order)) > 1 and is_repair(order):
            yield "several returns of one order"
        return
    direct, first = facts.order(order.return_of), facts.first_of_chain(order)
    if order.cancelled:
        yield "cancelled return"
        return
    if direct.return_of is not None:
        yield "return of a return"
    if first.cancelled:
        yield "return of a cancelled order"
        return
    if first.completed is None:
        yield "return of an unfinished order"
        return
    held = order in holding_returns(facts, first)
    if direct.cancelled and held:
        yield "return of a cancelled return"
    if first.outcome == "declined" and held:
        yield "return of a declined order"
    if order.received < first.completed:
        yield "return before the completion"
    if order.received == first.completed:
        yield "return at the completion"
    local = order.received.astimezone(facts.zone)
    days = (local.date() - facts.local_date(first.completed)).days
    if days == 30:
        yield "return on the 30th day"
        if (local + _TICK).date() != local.date():
            yield "return in the last microsecond of the window"
    if days == 31:
        yield "return on the 31st day"
        if local.time().isoformat() == "00:00:00":
            yield "return just after the window"
    for closing in books.frozen.values():
        if held and order.received == closing:
            yield "return at a cut-off"
        if held and order.received == closing + _TICK:
            yield "return just after a cut-off"
    if held and is_repair(first):
        yield f"return {order.severity}, {order.usage_impact} impact"


def _of_carrying(books: Books, months: tuple[str, ...]) -> Iterator[str]:
    facts = books.facts
    for order in facts.orders:
        month = facts.local_month(order.received)
        if month not in months or order.cancelled:
            continue
        if books.order_month[order.number] == next_month(month) and order.completed is not None:
            yield "order carried over once"
        if books.order_month[order.number] > next_month(month):
            yield "order carried over twice"
    for complaint in facts.complaints:
        month = facts.local_month(complaint.received)
        if complaint.valid and books.complaint_month[complaint.number] > month in months[:-1]:
            yield "undetermined complaint carried over"


def _of_charge_backs(books: Books, months: tuple[str, ...], cards: dict[str, list[Card]]) -> Iterator[str]:
    in_force = [one for one in books.charge_backs if one.month in months]
    for one in in_force:
        yield "charge-back"
        yield f"charge-back of an order that was {one.order.outcome}"
        if books.order_month[one.by.number] > one.month:
            yield "charge-back by a return that is itself carried over"
        if one.by.return_of != one.order.number:
            yield "charge-back by a return of a return"
        if one.month > next_month(books.order_month[one.order.number]):
            yield "charge-back two months later"
        for card in cards[one.month]:
            if card["employee_no"] in one.order.people():
                yield from _of_charged_card(card)
        for other in in_force:
            if other.order is one.order and other is not one:
                yield f"charge-backs of an order in {'one month' if other.month == one.month else 'two months'}"


def _of_charged_card(card: Card) -> Iterator[str]:
    yield "charge-back on a card"
    quality = _find(card, "quality")
    if quality["n"] == 0:
        yield "charge-back without orders"
    if quality["score"] == "0.00":
        yield "charge-back down to 0"


def _of_surveys(books: Books) -> Iterator[str]:
    facts = books.facts
    seen: set[str] = set()
    for survey in facts.surveys:
        order = facts.order(survey.order)
        if survey.order in seen:
            yield "two surveys of one order"
        seen.add(survey.order)
        if order.cancelled:
            yield "survey of a cancelled order"
        if order.return_of is not None:
            yield "survey of a return"
        if order.completed is None or order.completed > survey.answered:
            yield "survey of an unfinished order"
        if facts.local_month(survey.answered) > facts.local_month(order.received):
            yield "survey answered in a later month"
        if survey.attitude is None and survey.cost is not None:
            yield "survey with an answer missing"
        if not survey.answered_any:
            yield "survey without any answer"


def _of_complaint(books: Books, complaint: Complaint) -> Iterator[str]:
    if not complaint.valid:
        yield "invalid complaint"
        return
    if complaint.handler is None:
        yield "complaint without a handler"
    due = resolve_due(complaint.received, books.facts.zone)
    for name, done, hours in (("contact", complaint.contacted, 24), ("plan", complaint.planned, 48)):
        if done is None:
            yield f"{name} never"
        elif done == complaint.received + hours * _HOUR:
            yield f"{name} at {hours} hours"
        elif done == complaint.received + hours * _HOUR + _TICK:
            yield f"{name} just after {hours} hours"
    if complaint.contacted and complaint.planned and complaint.contacted > complaint.planned:
        yield "milestones out of order"
    if complaint.resolved == due:
        yield "resolved at resolve_due"
    if complaint.resolved == due - _TICK:
        yield "resolved just before resolve_due"
    if complaint.resolved is None:
        yield "never resolved"
    if due in books.frozen.values():
        yield "resolve_due at a cut-off"


def _of_cards(cards: list[Card]) -> Iterator[str]:
    totals = [card["total"] for card in cards]
    if any(totals.count(total) > 1 for total in totals if total is not None):
        yield "tie"
    for card in cards:
        yield f"card of a {card['role']}"
        yield f"total {card['band']}"
        if "few-answers" not in card["flags"] and card["role"] != "complaint_handler":
            yield "enough answers"
        satisfaction = _find(card, "satisfaction")
        if satisfaction["score"] is not None and satisfaction["n"] == 0:
            yield "satisfaction without a survey"
        if satisfaction["score"] is not None and card["role"] == "complaint_handler":
            yield "complaint handler with satisfaction"
        present = sum(int(part["weight"]) for part in satisfaction["parts"] if part["score"] is not None)
        if present == LEAST_OF_SATISFACTION:
            yield "satisfaction on exactly half the weight"
        if 0 < present < LEAST_OF_SATISFACTION:
            yield "satisfaction short of half the weight"
        missing = [line["id"] for line in card["indicators"] if line["score"] is None]
        yield f"{len(missing)} of {len(INDICATORS)} indicators missing"


def _find(card: Card, name: str) -> dict[str, Any]:
    for line in card["indicators"]:
        for one in (line, *line["parts"]):
            if one["id"] == name:
                found: dict[str, Any] = one
                return found
    raise KeyError(name)

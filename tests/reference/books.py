"""Which month each fact counts in, and how a freeze carries facts on and starts charge-backs.

Sources: docs/scoring.md §4 ("What is known", "credited order", "return", "charge-back"), docs/rules.md, rules 4,
5, 6.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction

from .facts import Complaint, Facts, Order, next_month
from .workdays import resolve_due

RETURN_DAYS = 30
CONTACT_LIMIT = timedelta(hours=24)
PLAN_LIMIT = timedelta(hours=48)

_SEVERITY = {"minor": 20, "moderate": 50, "severe": 100, None: 50}
_IMPACT = {"low": Fraction(1, 2), "medium": Fraction(1), "high": Fraction(3, 2), None: Fraction(1)}
_PARTS_ISSUE = {"none": 0, "late": 30, "wrong": 50}


@dataclass
class ChargeBack:
    """One return that a frozen month did not know. `month`: the month it is to be charged in."""

    order: Order
    by: Order
    month: str


@dataclass
class Books:
    """The store between two computations.

    `order_month`, `survey_month`, `complaint_month`: the month each fact counts in as things stand, by
    number. `frozen`: the cut-off of each frozen month.
    """

    facts: Facts
    order_month: dict[str, str] = field(default_factory=dict)
    survey_month: dict[str, str] = field(default_factory=dict)
    complaint_month: dict[str, str] = field(default_factory=dict)
    frozen: dict[str, datetime] = field(default_factory=dict)
    charge_backs: list[ChargeBack] = field(default_factory=list)


def open_books(facts: Facts) -> Books:
    """Everything is known and no month is frozen yet: each fact counts in its own local month."""
    books = Books(facts)
    for order in facts.orders:
        books.order_month[order.number] = facts.local_month(order.received)
    for survey in facts.surveys:
        books.survey_month[survey.reference] = facts.local_month(survey.answered)
    for complaint in facts.complaints:
        books.complaint_month[complaint.number] = facts.local_month(complaint.received)
    return books


def known(instant: datetime | None, cut_off: datetime) -> bool:
    """Only what happened at or before the cut-off counts (docs/scoring.md §4, "What is known")."""
    return instant is not None and instant <= cut_off


def finished_orders(books: Books, month: str, cut_off: datetime) -> list[Order]:
    """The orders that count in the month and are completed by the cut-off; returns and `declined` too.

    A cancelled order is none, whenever it was cancelled (docs/scoring.md §4). So read: the receipt too must have
    happened; an import that refuses completions before the receipt makes that follow.
    """
    finished = []
    for order in books.facts.orders:
        if order.cancelled or books.order_month[order.number] != month:
            continue
        if ("order", order.number) in books.facts.struck:
            continue
        if known(order.received, cut_off) and known(order.completed, cut_off):
            finished.append(order)
    return finished


def is_repair(order: Order) -> bool:
    """Whether a finished order is a unit of quality and first-time fix (docs/rules.md, rule 18)."""
    return order.return_of is None and order.outcome != "declined" and not order.cancelled


def holding_returns(facts: Facts, order: Order) -> list[Order]:
    """The returns that hold against an order, whenever they were received.

    Received at or after the completion, and no later than 30 local calendar days after the completion's date
    (docs/scoring.md §4, "A return"). Cancelled returns hold against nothing; nothing holds against a return, a
    cancelled order or one that is not completed.
    """
    if order.return_of is not None or order.cancelled or order.completed is None:
        return []
    last = facts.local_date(order.completed) + timedelta(days=RETURN_DAYS)
    holding = []
    for other in facts.orders:
        if other.return_of is None or other.cancelled or ("return", other.number) in facts.struck:
            continue
        if facts.first_of_chain(other).number != order.number:
            continue
        if other.received >= order.completed and facts.local_date(other.received) <= last:
            holding.append(other)
    return holding


def known_returns(facts: Facts, order: Order, cut_off: datetime) -> list[Order]:
    return [other for other in holding_returns(facts, order) if known(other.received, cut_off)]


def return_deduction(by: Order) -> Fraction:
    """Points that a return costs: severity x usage impact, at most 100 (docs/scoring.md §2, quality)."""
    return min(Fraction(100), _SEVERITY[by.severity] * _IMPACT[by.usage_impact])


def parts_deduction(order: Order) -> Fraction | None:
    """Points that a late or wrong part costs; None: no parts were needed (docs/scoring.md §2, parts)."""
    if order.parts_issue is None:
        return None
    return min(Fraction(100), _PARTS_ISSUE[order.parts_issue] * _IMPACT[order.parts_impact])


def charges(books: Books, month: str, cut_off: datetime) -> list[tuple[Order, Fraction]]:
    """The orders charged back in the month, each with the worst return's deduction.

    Once per order, in the first month that has a charge-back of it, with the worst return of that month
    (docs/scoring.md §4, "A charge-back").
    """
    charged = []
    for order in books.facts.orders:
        pending = [one for one in books.charge_backs if one.order.number == order.number]
        if not pending or min(one.month for one in pending) != month:
            continue
        arrived = [one.by for one in pending if one.month == month and known(one.by.received, cut_off)]
        if arrived:
            charged.append((order, max(return_deduction(by) for by in arrived)))
    return charged


def verdict(facts: Facts, complaint: Complaint, cut_off: datetime) -> bool | None:
    """True: handled in time; False: not in time; None: undetermined (docs/scoring.md §5, "A complaint").

    In time means `<=` for the two hour limits and `<` for `resolve_due`; not done is late once the cut-off
    is `>` an hour limit, or `>=` `resolve_due`. A milestone after the cut-off is not done yet.
    """
    if not known(complaint.received, cut_off):
        return None
    verdicts = [
        _by_limit(complaint.contacted, complaint.received + CONTACT_LIMIT, cut_off),
        _by_limit(complaint.planned, complaint.received + PLAN_LIMIT, cut_off),
        _before_due(complaint.resolved, resolve_due(complaint.received, facts.zone), cut_off),
    ]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _by_limit(done: datetime | None, limit: datetime, cut_off: datetime) -> bool | None:
    if done is not None and done <= cut_off:
        return done <= limit
    return False if cut_off > limit else None


def _before_due(done: datetime | None, due: datetime, cut_off: datetime) -> bool | None:
    if done is not None and done <= cut_off:
        return done < due
    return False if cut_off >= due else None


def freeze(books: Books, month: str, cut_off: datetime) -> None:
    """Freezes the month as computed at the cut-off.

    What counts in the month but was not known, not completed or not determined goes on to the next month
    that is not frozen (docs/rules.md, rules 4 and 5): orders not completed by the cut-off, surveys answered
    after it, complaints undetermined at it, charge-backs whose return came after it.

    A return that came after the cut-off and holds against a repair of this month, against which none held,
    starts a charge-back: in the local month of its receipt, or, when that month is frozen already, in the
    next one that is not. That a return is itself carried on as an unfinished order does not move the
    charge-back.
    """
    facts = books.facts
    books.frozen[month] = cut_off
    onward = _first_open(books, month)
    for one in books.charge_backs:
        if one.month == month and not known(one.by.received, cut_off):
            one.month = onward
    for order in finished_orders(books, month, cut_off):
        if not is_repair(order) or known_returns(facts, order, cut_off):
            continue
        for by in holding_returns(facts, order):
            charged_in = _first_open(books, facts.local_month(by.received))
            books.charge_backs.append(ChargeBack(order, by, charged_in))
    for order in facts.orders:
        if books.order_month[order.number] == month and not known(order.completed, cut_off):
            books.order_month[order.number] = onward
    for survey in facts.surveys:
        if books.survey_month[survey.reference] == month and not known(survey.answered, cut_off):
            books.survey_month[survey.reference] = onward
    for complaint in facts.complaints:
        if books.complaint_month[complaint.number] == month and verdict(facts, complaint, cut_off) is None:
            books.complaint_month[complaint.number] = onward


def _first_open(books: Books, month: str) -> str:
    while month in books.frozen:
        month = next_month(month)
    return month

"""The figures of docs/scoring.md, of one employee in one month: (exact score or None, number of units)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from .books import Books, charges, finished_orders, is_repair, known, known_returns, verdict
from .books import parts_deduction as _parts_deduction
from .books import return_deduction as _return_deduction
from .facts import Order, Survey

Figure = tuple[Fraction | None, int]

ZERO = Fraction(0)
FULL = Fraction(100)
NOTHING: Figure = (None, 0)

_CONTACT_TARGET, _CONTACT_LIMIT = Fraction(30), Fraction(240)
_ARRIVAL_TARGET, _ARRIVAL_LIMIT = Fraction(240), Fraction(2880)
_CONTACT_ON_TIME = Fraction(60)
_ARRIVAL_ON_TIME = Fraction(1440)
_LATE_PER_POINT = Fraction(1)
_BEST_ANSWER = 5
_COST = {5: 100, 4: 85, 3: 60, 2: 30, 1: 0}


@dataclass(frozen=True)
class Sample:
    minutes: Fraction
    on_time: bool


@dataclass(frozen=True)
class Month:
    """What counts in a month at a cut-off, over everybody: gathered once, read by each rule."""

    books: Books
    cut_off: datetime
    orders: tuple[Order, ...]
    surveys: tuple[tuple[Survey, Order], ...]
    charged: tuple[tuple[Order, Fraction], ...]
    complaints: tuple[tuple[str | None, bool], ...]

    def orders_of(self, who: str) -> list[Order]:
        return [order for order in self.orders if who in order.people()]

    def repairs_of(self, who: str) -> list[Order]:
        return [order for order in self.orders_of(who) if is_repair(order)]

    def charged_to(self, who: str) -> list[tuple[Order, Fraction]]:
        return [(order, points) for order, points in self.charged if who in order.people()]

    def returns_of(self, order: Order) -> list[Order]:
        return known_returns(self.books.facts, order, self.cut_off)


def gather(books: Books, month: str, cut_off: datetime) -> Month:
    """Everything that counts in the month at the cut-off.

    Complaints are the valid, determined ones, as (handler, handled in time). A survey of a cancelled order
    counts nowhere; one of an unfinished order counts.
    """
    surveys = []
    for survey in books.facts.surveys:
        order = books.facts.order(survey.order)
        counts = books.survey_month[survey.reference] == month and known(survey.answered, cut_off)
        if counts and not order.cancelled and ("survey", survey.reference) not in books.facts.struck:
            surveys.append((survey, order))
    complaints = []
    for complaint in books.facts.complaints:
        if not complaint.valid or books.complaint_month[complaint.number] != month:
            continue
        in_time = verdict(books.facts, complaint, cut_off)
        if in_time is not None and ("complaint", complaint.number) not in books.facts.struck:
            complaints.append((complaint.handler, in_time))
    return Month(
        books,
        cut_off,
        tuple(finished_orders(books, month, cut_off)),
        tuple(surveys),
        tuple(charges(books, month, cut_off)),
        tuple(complaints),
    )


def mean(total: Fraction, n: int) -> Figure:
    return (total / n, n) if n else NOTHING


def attitude(month: Month, who: str) -> Figure:
    """Answers as a share of 5, over surveys of orders on which they stand as agent or technician."""
    total, n = ZERO, 0
    for survey, order in month.surveys:
        if survey.attitude is not None and who in (order.agent, order.technician):
            total += FULL * survey.attitude / _BEST_ANSWER
            n += 1
    return mean(total, n)


def cost(month: Month, who: str) -> Figure:
    """What the customer thinks of the price, over all surveys of the employee's orders."""
    total, n = ZERO, 0
    for survey, order in month.surveys:
        if survey.cost is not None and who in order.people():
            total += _COST[survey.cost]
            n += 1
    return mean(total, n)


def surveys_of(month: Month, who: str) -> int:
    """Surveys with any answer (docs/rules.md, rule 25): those without one were asked, and not answered."""
    return sum(1 for survey, order in month.surveys if survey.answered_any and who in order.people())


def response(month: Month, who: str) -> Figure:
    """Half the mean times of the stages owned, half the on-time rate, over samples of credited orders."""
    contacts, arrivals = [], []
    for order in month.orders_of(who):
        if ("times", order.number) in month.books.facts.struck:
            continue
        if order.agent == who:
            contacts += contact_sample(order, month.cut_off)
        if order.technician == who:
            arrivals += arrival_sample(order, month.cut_off)
    n = len(contacts) + len(arrivals)
    if n == 0:
        return NOTHING
    speed = (
        len(contacts) * stage_score(contacts, _CONTACT_TARGET, _CONTACT_LIMIT)
        + len(arrivals) * stage_score(arrivals, _ARRIVAL_TARGET, _ARRIVAL_LIMIT)
    ) / n
    on_time = sum(1 for sample in contacts + arrivals if sample.on_time)
    missing = FULL - FULL * on_time / n
    punctuality = max(ZERO, FULL - _LATE_PER_POINT * missing)
    return (speed + punctuality) / 2, n


def contact_sample(order: Order, cut_off: datetime) -> list[Sample]:
    """Receipt to first contact: one sample, or none when the contact is not known at the cut-off."""
    if order.contacted is None or not known(order.contacted, cut_off):
        return []
    minutes = in_minutes(order.contacted - order.received)
    return [Sample(minutes, minutes <= _CONTACT_ON_TIME)]


def arrival_sample(order: Order, cut_off: datetime) -> list[Sample]:
    """First contact to arrival, or the minutes after the appointment: one sample, or none.

    A product carried in has no arrival. With an appointment no first contact is needed. An arrival before the
    first contact gives 0 minutes. A contact or an arrival after the cut-off is not known.
    """
    if order.carried_in or order.arrived is None or not known(order.arrived, cut_off):
        return []
    if order.appointment is not None:
        after = in_minutes(order.arrived - order.appointment)
        return [Sample(max(ZERO, after), after <= ZERO)]
    if order.contacted is None or not known(order.contacted, cut_off):
        return []
    minutes = max(ZERO, in_minutes(order.arrived - order.contacted))
    return [Sample(minutes, minutes <= _ARRIVAL_ON_TIME)]


def stage_score(samples: list[Sample], target: Fraction, limit: Fraction) -> Fraction:
    """100 up to the target, 0 from the limit on, linear between; 0 for no samples (they weigh nothing)."""
    if not samples:
        return ZERO
    average = sum((sample.minutes for sample in samples), ZERO) / len(samples)
    if average <= target:
        return FULL
    if average >= limit:
        return ZERO
    return FULL * (limit - average) / (limit - target)


def in_minutes(span: timedelta) -> Fraction:
    """A span in minutes at full precision."""
    return Fraction(span // timedelta(microseconds=1), 60_000_000)


def quality(month: Month, who: str) -> Figure:
    """Repairs that held; a return deducts, the worst counts; charge-backs leave the sum before the mean."""
    total, n = ZERO, 0
    for order in month.repairs_of(who):
        deductions = [_return_deduction(by) for by in month.returns_of(order)]
        total += FULL - max(deductions, default=ZERO)
        n += 1
    for _order, points in month.charged_to(who):
        total -= points
    return mean(max(ZERO, total), n)


def parts(month: Month, who: str) -> Figure:
    """Parts in time and right, over credited orders that needed parts."""
    total, n = ZERO, 0
    for order in month.orders_of(who):
        deduction = _parts_deduction(order)
        if deduction is not None:
            total += FULL - deduction
            n += 1
    return mean(total, n)


def first_time_fix(month: Month, who: str) -> Figure:
    """Repairs fixed without a return, less charge-backs of fixed orders, over all repairs."""
    held, n = 0, 0
    for order in month.repairs_of(who):
        n += 1
        if order.outcome == "fixed" and not month.returns_of(order):
            held += 1
    for order, _points in month.charged_to(who):
        if order.outcome == "fixed":
            held -= 1
    return mean(FULL * max(0, held), n)


def complaint_timeliness(month: Month, who: str) -> Figure:
    """Complaints handled in time, over the valid and determined ones of the handler."""
    verdicts = [in_time for handler, in_time in month.complaints if handler == who]
    return mean(FULL * sum(verdicts), len(verdicts))


def weighted(
    figures: Mapping[str, Fraction | None], weights: Mapping[str, int], least_percent: int
) -> tuple[Fraction | None, dict[str, Fraction]]:
    """The weighted mean of the figures that exist, and the share (percent) each really has in it.

    None, with shares of 0, when less than `least_percent` of the weight is present (docs/rules.md, rule 9).
    """
    shares = dict.fromkeys(weights, ZERO)
    present = sum(weight for one, weight in weights.items() if figures[one] is not None)
    whole = sum(weights.values())
    if present == 0 or present * 100 < least_percent * whole:
        return None, shares
    score = ZERO
    for one, weight in weights.items():
        figure = figures[one]
        if figure is not None:
            score += figure * weight / present
            shares[one] = FULL * weight / present
    return score, shares

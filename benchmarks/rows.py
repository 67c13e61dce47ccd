"""For scale: the same month with one object for every row, as an object-relational mapper invites one to write it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from fractions import Fraction

from sqlmodel import Session, col, select

from benchmarks.department import Department, filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_db.facts import CutOff
from csi_db.models import Complaint, Survey, WorkOrder
from csi_tui.scoring.cards import Scorecard, make_cards
from csi_tui.scoring.measures import MICROSECONDS_PER_MINUTE, PartsDeductions, Quantity, RepairDeductions
from csi_tui.scoring.nodes import Leaf
from csi_tui.scoring.scheme import Scheme
from csi_tui.services.months.compute import compute_live
from csi_tui.services.months.roster import roster_of
from csi_tui.services.schemes.in_force import find

MOST_ORDERS = 20_000
CONTACT_LIMIT, ARRIVAL_LIMIT = 60 * MICROSECONDS_PER_MINUTE, 1440 * MICROSECONDS_PER_MINUTE

Sums = dict[int, dict[tuple[str, str], list[Fraction]]]
"""Employee → (figure, component) → every unit's value."""


def run(options: Options) -> Iterator[Figure]:
    """One figure, at the largest size that one wants to wait for; computed only, nothing stored."""
    size = min(MOST_ORDERS, max(options.sizes))
    department = filled(options, f"rows-{size}.db", size)
    yield measure(department, f"compute {size:,} orders / an object for each row", options.rounds)
    department.desk.close()


def measure(department: Department, name: str, rounds: int) -> Figure:
    """The product's computation beside one with objects.

    Raises:
        ResultsDiffer: the cards are not the same.
    """
    scheme = find("aftersales-csi").scheme
    cut_off = CutOff(department.period, department.as_of, scheme.return_window_days)

    def by_sets() -> list[Scorecard]:
        with department.desk.read() as session:
            return list(compute_live(session, scheme, cut_off).cards)

    def by_objects() -> list[Scorecard]:
        with department.desk.read() as session:
            return cards_by_objects(session, scheme, cut_off)

    if by_sets() != by_objects():
        raise ResultsDiffer("the cards by sets and by objects")
    return Figure(name, *turn_about(lambda: seconds(by_sets), lambda: seconds(by_objects), rounds))


def cards_by_objects(session: Session, scheme: Scheme, cut_off: CutOff) -> list[Scorecard]:
    """The month's cards from objects, one by one; for a month without charge-backs."""
    period, as_of = cut_off.period, cut_off.as_of
    sums: Sums = defaultdict(lambda: defaultdict(list))
    orders = {
        order.id: order
        for order in session.exec(select(WorkOrder).where(col(WorkOrder.period) == period))
        if order.completed_at is not None and order.completed_at <= as_of and order.outcome != "cancelled"
    }
    _orders(sums, scheme, orders.values(), _returns(session, scheme, orders, cut_off), as_of)
    found = session.exec(
        select(Survey, WorkOrder)
        .join(WorkOrder, col(WorkOrder.id) == col(Survey.order_id))
        .where(col(Survey.period) == period, col(Survey.answered_at) <= as_of)
    )
    for survey, order in found:
        if order.outcome != "cancelled":
            _survey(sums, survey, order)
    for complaint in session.exec(select(Complaint).where(col(Complaint.period) == period)):
        in_time = _in_time(complaint, as_of)
        if in_time is not None and complaint.handler_id is not None:
            sums[complaint.handler_id]["complaint_timeliness", "achieved"].append(Fraction(in_time))
    quantities = {employee: _quantities(components) for employee, components in sums.items()}
    return make_cards(scheme, [entry.subject for entry in roster_of(session, period)], quantities)


def _quantities(components: dict[tuple[str, str], list[Fraction]]) -> dict[str, dict[str, Quantity]]:
    found: dict[str, dict[str, Quantity]] = {}
    for (figure, component), values in components.items():
        total = sum(values, Fraction(0))
        found.setdefault(figure, {})[component] = Quantity(total.numerator, total.denominator, len(values))
    return found


def _people(order: WorkOrder, *places: str) -> set[int]:
    return {person for place in places if (person := getattr(order, f"{place}_id")) is not None}


def _returns(
    session: Session, scheme: Scheme, orders: dict[int | None, WorkOrder], cut_off: CutOff
) -> dict[int, Fraction]:
    """Order → the points of its worst return."""
    quality = scheme.node("quality")
    assert isinstance(quality, Leaf)
    assert isinstance(quality.measure, RepairDeductions)
    worst: dict[int, Fraction] = {}
    for back in session.exec(select(WorkOrder).where(col(WorkOrder.first_order_id).is_not(None))):
        first = orders.get(back.first_order_id)
        if (
            first is None
            or first.id is None
            or back.outcome == "cancelled"
            or back.received_at > cut_off.as_of
        ):
            continue
        assert first.completed_at is not None
        assert first.completed_day is not None
        if (
            back.received_at >= first.completed_at
            and back.received_day - first.completed_day <= cut_off.window_days
        ):
            points = quality.measure.table.points(back.fault_severity, back.usage_impact)
            worst[first.id] = max(points, worst.get(first.id, Fraction(0)))
    return worst


def _orders(
    sums: Sums, scheme: Scheme, orders: Iterable[WorkOrder], worst: dict[int, Fraction], as_of: datetime
) -> None:
    parts = scheme.node("parts")
    assert isinstance(parts, Leaf)
    assert isinstance(parts.measure, PartsDeductions)
    for order in orders:
        assert order.id is not None
        people = _people(order, "agent", "technician", "parts")
        if order.first_order_id is None and order.outcome != "declined":
            held = order.id in worst
            for person in people:
                sums[person]["quality", "deductions"].append(worst.get(order.id, Fraction(0)))
                sums[person]["first_time_fix", "achieved"].append(
                    Fraction(order.outcome == "fixed" and not held)
                )
        if order.parts_issue is not None:
            for person in people:
                sums[person]["parts", "deductions"].append(
                    parts.measure.table.points(order.parts_issue, order.parts_impact)
                )
        _stages(sums, order, as_of)


def _stages(sums: Sums, order: WorkOrder, as_of: datetime) -> None:
    contacted = order.first_contact_at is not None and order.first_contact_at <= as_of
    if contacted and order.agent_id is not None and order.contact_time is not None:
        own = sums[order.agent_id]
        own["response", "contact.time"].append(Fraction(order.contact_time, MICROSECONDS_PER_MINUTE))
        own["response", "contact.on_time"].append(Fraction(order.contact_time <= CONTACT_LIMIT))
    arrived = order.arrived_at is not None and order.arrived_at <= as_of
    since = order.appointment_at is not None or contacted
    if arrived and since and order.technician_id is not None and order.arrival_time is not None:
        limit = ARRIVAL_LIMIT if order.appointment_at is None else 0
        own = sums[order.technician_id]
        own["response", "arrival.time"].append(Fraction(order.arrival_time, MICROSECONDS_PER_MINUTE))
        own["response", "arrival.on_time"].append(Fraction(order.arrival_time <= limit))


def _survey(sums: Sums, survey: Survey, order: WorkOrder) -> None:
    for person in _people(order, "agent", "technician", "parts"):
        sums[person]["satisfaction", "surveys"].append(Fraction(1))
        if survey.cost is not None:
            sums[person]["cost", str(survey.cost)].append(Fraction(1))
    if survey.attitude is not None:
        for person in _people(order, "agent", "technician"):
            sums[person]["attitude", str(survey.attitude)].append(Fraction(1))


def _in_time(complaint: Complaint, as_of: datetime) -> bool | None:
    if complaint.status != "valid" or complaint.received_at > as_of:
        return None
    done = [
        None if at is None or at > as_of else at
        for at in (complaint.contacted_at, complaint.planned_at, complaint.resolved_at)
    ]
    contacted, planned, resolved = (at or as_of for at in done)
    if contacted > complaint.contact_due or planned > complaint.plan_due or resolved >= complaint.resolve_due:
        return False
    return True if None not in done else None

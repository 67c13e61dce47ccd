"""The course of one work order, from the customer's call to the repair and to the day it comes back."""

from __future__ import annotations

from dataclasses import dataclass

from csi_tui.demo import names, seasons
from csi_tui.demo.catalogue import Fault, Product, faults_of_month
from csi_tui.demo.columns import COLUMNS, Row
from csi_tui.demo.dice import Dice
from csi_tui.demo.people import Crew, Person
from csi_tui.demo.timeline import DAY, Timeline

SERIALS = 99_999_989
"""A prime: multiples of anything smaller run through all eight-digit remainders without repeating one."""

FIRST_PHONE = 13_800_000_000
"""Customers' phones are counted from here on: as plainly made up as a phone number can be."""

_SEVERITIES = ("minor",) * 9 + ("moderate",) * 8 + ("severe",) * 3
_RETURN_IMPACTS = ("low",) * 7 + ("medium",) * 9 + ("high",) * 4
_PARTS_IMPACTS = ("low",) * 5 + ("medium",) * 4 + ("high",)
_APPOINTMENT_HOURS = (10, 12, 14, 16, 18)


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer with the one product that is in the department's hands."""

    name: str
    phone: str
    product: Product
    serial_no: str
    fault: Fault
    carried_in: bool
    under_warranty: bool


@dataclass(slots=True, eq=False)
class WorkOrder:
    """A work order with everything that will happen to it; what happens after the end is not written.

    Attributes:
        origin: the order from which this one returned; ``depth`` counts the returns up to the first order.
        return_of: the number written for it, the origin's or its first order's.
        appointment: the latest arrival agreed upon.
        back: the instant at which the product comes back, if it does.
        noted_wrongly: the agent noted down another fault than the product had.
    """

    number: str
    customer: Customer
    received: int
    agent: Person
    technician: Person
    contact: int = 0
    origin: WorkOrder | None = None
    depth: int = 0
    return_of: str = ""
    parts: Person | None = None
    appointment: int | None = None
    arrival: int | None = None
    completed: int = 0
    outcome: str = "fixed"
    parts_issue: str = ""
    parts_impact: str = ""
    noted_wrongly: bool = False
    back: int | None = None
    severity: str = ""
    impact: str = ""
    fee: int = 0

    def called_late(self) -> bool:
        """Tell whether the first contact took more than an hour."""
        return self.contact - self.received > 60

    def visit_late(self) -> bool:
        """Tell whether the technician came later than agreed, or than a day after the call."""
        if self.arrival is None:
            return False
        if self.appointment is not None:
            return self.arrival > self.appointment
        return self.arrival - self.contact > DAY


class Workshop:
    """Takes orders and lets them run their course.

    Args:
        comebacks: repairs that come back, in a thousand, for somebody whose skill says 100 percent.
    """

    def __init__(self, timeline: Timeline, dice: Dice, comebacks: int, width: int) -> None:
        self._timeline = timeline
        self._dice = dice
        self._comebacks = comebacks
        self._width = width
        self._faults = {month: faults_of_month(month) for month in range(1, 13)}
        self._customers = 0
        self._offset = -1
        self._in_month = 0

    def take(self, minute: int, crew: Crew, origin: WorkOrder | None = None) -> WorkOrder:
        """Take an order at an instant: a new one, or one that returns from ``origin``."""
        dice, day = self._dice, minute // DAY
        order = WorkOrder(
            number=self._number(day),
            customer=self._new_customer(day) if origin is None else origin.customer,
            received=minute,
            agent=dice.pick(crew.agents),
            technician=dice.pick(crew.technicians),
            origin=origin,
        )
        if origin is not None:
            self._returns_from(order, origin, day)
        offset = self._timeline.month_of[day]
        order.contact = self._contact(order, offset)
        order.noted_wrongly = dice.chance(order.agent.skills[offset].careless)
        self._run(order, crew, offset)
        self._hand_over(order, crew)
        self._look_ahead(order, offset)
        return order

    def _number(self, day: int) -> str:
        offset = self._timeline.month_of[day]
        if offset != self._offset:
            self._offset, self._in_month = offset, 0
        self._in_month += 1
        return f"W{self._timeline.labels[offset]}{self._in_month:0{self._width}d}"

    def _new_customer(self, day: int) -> Customer:
        dice = self._dice
        self._customers += 1
        product, fault = dice.pick(self._faults[self._timeline.calendar_months[self._timeline.month_of[day]]])
        given = names.FORMS_OF_ADDRESS if dice.chance(100) else names.GIVEN_NAMES
        return Customer(
            name=dice.pick(names.SURNAMES) + dice.pick(given),
            phone=str(FIRST_PHONE + self._customers),
            product=product,
            serial_no=f"SN{self._customers * 61_803_397 % SERIALS:08d}",
            fault=fault,
            carried_in=dice.chance(product.carried_in),
            under_warranty=dice.chance(550),
        )

    def _returns_from(self, order: WorkOrder, origin: WorkOrder, day: int) -> None:
        order.depth = origin.depth + 1
        # A chain may be noted either way: both stand for its first order (docs/files.md §2).
        first = origin.origin
        order.return_of = origin.number if first is None or self._dice.chance(600) else first.number
        order.severity = self._dice.pick(_SEVERITIES)
        order.impact = self._dice.pick(_RETURN_IMPACTS)
        # Half of the returns go to the one who was there; somebody who has left since cannot come.
        if self._dice.chance(500) and origin.technician.employed(day):
            order.technician = origin.technician

    def _contact(self, order: WorkOrder, offset: int) -> int:
        wait = self._dice.spread(order.agent.skills[offset].contact)
        if self._timeline.calendar_months[offset] in seasons.PEAK_MONTHS:
            wait = wait * 13 // 10
        day, clock = divmod(order.received, DAY)
        if clock < seasons.OPENS:
            return day * DAY + seasons.OPENS + wait
        if clock >= seasons.CLOSES or clock + wait > seasons.LAST_CALL:
            return (day + 1) * DAY + seasons.OPENS + wait
        return order.received + max(1, wait)

    def _run(self, order: WorkOrder, crew: Crew, offset: int) -> None:
        dice = self._dice
        if dice.chance(20):
            order.outcome = "cancelled"
            order.completed = order.contact + dice.between(5, 600)
            return
        if order.customer.carried_in:
            order.completed = _working_hours(order.contact + dice.spread(900), dice)
        else:
            order.arrival = self._visit(order, offset)
            order.completed = order.arrival + 15 + dice.spread(45)
        if order.origin is None and dice.chance(31):
            order.outcome = "declined"
            order.fee = 0 if order.customer.under_warranty else 3000
            return
        if dice.chance(620):
            self._parts(order, crew, offset)
        skill = order.technician.skills[offset]
        if dice.chance(skill.unsolved + (170 if order.noted_wrongly else 0)):
            order.outcome = "not_fixed"
        elif order.origin is None and not order.customer.under_warranty:
            low, high = order.customer.product.fee
            order.fee = dice.between(low * 2, high * 2) * 50

    def _visit(self, order: WorkOrder, offset: int) -> int:
        dice, skill = self._dice, order.technician.skills[offset]
        if dice.chance(300):
            day = order.contact // DAY + dice.between(1, 4)
            order.appointment = day * DAY + dice.pick(_APPOINTMENT_HOURS) * 60
            if dice.chance(skill.unpunctual):
                return order.appointment + dice.between(5, 95)
            return order.appointment - dice.between(0, 110)
        return _working_hours(order.contact + max(20, dice.spread(skill.visit)), dice)

    def _parts(self, order: WorkOrder, crew: Crew, offset: int) -> None:
        dice = self._dice
        order.parts = dice.pick(crew.parts)
        skill = order.parts.skills[offset]
        order.parts_issue = "none"
        days = dice.between(1, 2) if dice.chance(250) else 0
        if dice.chance(skill.parts_wrong + (300 if order.noted_wrongly else 0)):
            order.parts_issue, days = "wrong", dice.between(1, 4)
        elif dice.chance(skill.parts_late):
            # One late part in five has to come from the factory.
            order.parts_issue, days = "late", dice.between(12, 30) if dice.chance(200) else dice.between(1, 6)
        if order.parts_issue != "none":
            order.parts_impact = dice.pick(_PARTS_IMPACTS)
        if days:
            order.completed = (order.completed // DAY + days) * DAY + dice.between(9 * 60, 18 * 60)

    def _hand_over(self, order: WorkOrder, crew: Crew) -> None:
        # Who leaves hands over beforehand what will not be done by then.
        last_day = order.technician.last_day
        if last_day is not None and order.completed // DAY > last_day:
            order.technician = self._dice.pick([one for one in crew.technicians if one.last_day is None])

    def _look_ahead(self, order: WorkOrder, offset: int) -> None:
        dice = self._dice
        if order.outcome != "fixed":
            return
        comebacks = self._comebacks * order.technician.skills[offset].comebacks // 100
        if order.origin is not None:
            comebacks = max(comebacks, 100) if order.depth == 1 else 0
        if not dice.chance(comebacks):
            return
        days = dice.between(31, 45) if dice.chance(60) else 1 + dice.below(dice.between(3, 30))
        order.back = (order.completed // DAY + days) * DAY + dice.pick(seasons.HOURS) * 60 + dice.below(60)

    def row(self, order: WorkOrder) -> Row:
        """Write the order's row, as known at the end; columns that the sample does not fill are empty."""
        stamp, customer = self._timeline.stamp, order.customer
        promised = order.appointment if order.contact <= self._timeline.end else None
        done = order.completed <= self._timeline.end
        arrived = order.arrival is None or order.arrival <= self._timeline.end
        needed = order.parts is not None and arrived
        return dict.fromkeys(COLUMNS["orders"], "") | {
            "order_no": order.number,
            "received_at": stamp(order.received),
            "customer_name": customer.name,
            "customer_phone": customer.phone,
            "product": customer.product.name,
            "serial_no": customer.serial_no,
            "fault": customer.fault.name,
            "agent_no": order.agent.no,
            "technician_no": order.technician.no,
            "parts_no": order.parts.no if order.parts is not None and needed else "",
            "service_mode": "carry_in" if customer.carried_in else "onsite",
            "first_contact_at": stamp(order.contact),
            "appointment_at": self._timeline.promise(promised),
            "arrived_at": stamp(order.arrival),
            "completed_at": stamp(order.completed),
            "outcome": order.outcome if done else "",
            "parts_issue": order.parts_issue if needed else "",
            "parts_impact": order.parts_impact if needed else "",
            "return_of": order.return_of,
            "fault_severity": order.severity,
            "usage_impact": order.impact,
            "under_warranty": "yes" if customer.under_warranty else "no",
            "fee": f"{order.fee // 100}.{order.fee % 100:02d}" if done and order.fee else "0" if done else "",
        }


def _working_hours(minute: int, dice: Dice) -> int:
    """Move an instant outside the technicians' day into the next morning."""
    day, clock = divmod(minute, DAY)
    if clock > seasons.LAST_VISIT:
        return (day + 1) * DAY + seasons.OPENS + dice.between(5, 200)
    if clock < seasons.OPENS:
        return day * DAY + seasons.OPENS + dice.between(5, 200)
    return minute

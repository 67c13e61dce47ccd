"""Complaints: what customers complain about, and how the handlers meet the three milestones."""

from __future__ import annotations

from dataclasses import dataclass

from csi_tui.demo import seasons
from csi_tui.demo.columns import Row
from csi_tui.demo.dice import Dice
from csi_tui.demo.people import Crew, Person
from csi_tui.demo.timeline import DAY, Timeline
from csi_tui.demo.workorders import WorkOrder

INVALID_REASONS = ("重复投诉", "非本部门责任", "恶意投诉")

# How much likelier a complaint is after no, one, two, three or more disappointments, in percent.
_BY_DISAPPOINTMENTS = (37, 123, 345, 660)


@dataclass(frozen=True, slots=True)
class Grievance:
    """A complaint before anybody has handled it."""

    received: int
    customer_name: str
    customer_phone: str
    order_no: str
    against: Person | None
    category: str


SAID = {
    "时效": "约好的时间没有人来，也没有人打电话说一声。",
    "配件": "说配件要等，一等就是好几天，没有准信。",
    "质量": "修过没几天又是老毛病。",
    "态度": "说话不客气，问什么都不耐烦。",
}
"""What a customer says, by the kind of complaint."""


class ComplaintDesk:
    """Takes complaints after so many of a thousand orders, and handles them.

    Args:
        supervisors: those who review what is declared invalid, and handle a complaint now and then.
    """

    def __init__(self, timeline: Timeline, dice: Dice, complained: int, supervisors: list[Person]) -> None:
        self._timeline = timeline
        self._dice = dice
        self._complained = complained
        self._supervisors = supervisors
        self._turn = 0

    def complain(self, order: WorkOrder) -> Grievance | None:
        """Let the customer of an order complain or not; None: does not, or not before the end."""
        causes = self._causes(order)
        level = min(len(causes), len(_BY_DISAPPOINTMENTS) - 1)
        if order.outcome == "cancelled" or not self._dice.chance(
            self._complained * _BY_DISAPPOINTMENTS[level] // 100
        ):
            return None
        day = order.completed // DAY + self._dice.below(10)
        received = day * DAY + self._dice.pick(seasons.HOURS) * 60 + self._dice.below(60)
        if received <= order.completed:
            received = order.completed + self._dice.between(20, 200)
        return self.grievance(order, received)

    def grievance(self, order: WorkOrder, received: int) -> Grievance | None:
        """Make the complaint of an order's customer at an instant; None: not before the end."""
        if received >= self._timeline.end:
            return None
        causes = self._causes(order) or [
            ("态度", order.agent),
            ("态度", order.technician),
            ("费用", order.technician),
        ]
        category, against = self._dice.pick(causes)
        if self._dice.chance(80) or not against.employed(received // DAY):
            return self._against_nobody(order, received, category)
        return Grievance(
            received=received,
            customer_name=order.customer.name,
            customer_phone=order.customer.phone,
            order_no=order.number,
            against=against,
            category=category,
        )

    def _against_nobody(self, order: WorkOrder, received: int, category: str) -> Grievance:
        # Some customers call about the department as a whole, and give no order.
        number = "" if self._dice.chance(400) else order.number
        return Grievance(
            received=received,
            customer_name=order.customer.name,
            customer_phone=order.customer.phone,
            order_no=number,
            against=None,
            category=category,
        )

    def _causes(self, order: WorkOrder) -> list[tuple[str, Person]]:
        causes = []
        if order.called_late():
            causes.append(("时效", order.agent))
        if order.visit_late():
            causes.append(("时效", order.technician))
        if order.parts is not None and order.parts_issue in ("late", "wrong"):
            causes.append(("配件", order.parts))
        if order.outcome == "not_fixed":
            causes.append(("质量", order.technician))
        if order.origin is not None:
            causes.append(("质量", order.origin.technician))
        if order.noted_wrongly:
            causes.append(("态度", order.agent))
        return causes

    def row(self, grievance: Grievance, number: str, crew: Crew) -> Row:
        """Handle a complaint and write its row."""
        dice, stamp = self._dice, self._timeline.stamp
        handler = self._handler(grievance, crew)
        reason = dice.pick(INVALID_REASONS) if dice.chance(70) else ""
        contacted, planned, resolved = self._milestones(grievance.received, handler)
        return {
            "complaint_no": number,
            "received_at": stamp(grievance.received),
            "customer_name": grievance.customer_name,
            "customer_phone": grievance.customer_phone,
            "order_no": grievance.order_no,
            "handler_no": handler.no,
            "against_no": "" if grievance.against is None else grievance.against.no,
            "category": grievance.category,
            "status": "invalid" if reason else "valid",
            "status_reason": reason,
            "reviewed_by_no": dice.pick(self._supervisors).no if reason else "",
            "contacted_at": stamp(contacted),
            "planned_at": stamp(planned),
            "resolved_at": stamp(resolved),
            "said": SAID.get(grievance.category, ""),
            "agreed": "",
        }

    def _handler(self, grievance: Grievance, crew: Crew) -> Person:
        if self._timeline.break_at(grievance.received // DAY) is not None:
            for handler in crew.handlers:
                if handler.on_call:
                    return handler
        if self._dice.chance(50):
            return self._dice.pick((*self._supervisors, *crew.agents))
        self._turn += 1
        return crew.handlers[self._turn % len(crew.handlers)]

    def _milestones(self, received: int, handler: Person) -> tuple[int, int | None, int | None]:
        """Give the instants of contact, plan and resolution, in this order; None: never within the end."""
        dice, day = self._dice, received // DAY
        offset = self._timeline.month_of[day]
        # Which of the three goes wrong, if one does: 1 contact, 2 plan, 3 resolution, 4 it is left lying.
        wrong = dice.pick((1, 2, 3, 4)) if dice.chance(handler.skills[offset].complaint_late) else 0
        contacted = self._contact(received, DAY if wrong == 1 else 0)
        rest = self._timeline.break_at(day)
        if handler.on_call and rest is not None:
            contacted = max(contacted, (rest[1] + 1) * DAY + dice.between(9 * 60, 11 * 60))
        planned = self._by_day(contacted + dice.between(60, 1200))
        if wrong == 2:
            planned = max(planned, self._by_day(received + 2 * DAY + dice.between(60, 1500)))
        if wrong == 4:
            return contacted, planned, None
        days = dice.between(8, 12) if wrong == 3 else dice.between(1, 7)
        done = self._timeline.working_day_after(day, days)
        if done is None:
            return contacted, planned, None
        resolved = done * DAY + dice.between(9 * 60, 18 * 60)
        return contacted, planned, max(resolved, planned + dice.between(30, 240))

    def _contact(self, received: int, forgotten: int) -> int:
        """Give the first contact, within hours by day, after so many minutes in which it was forgotten."""
        if forgotten:
            return self._by_day(received + forgotten + self._dice.between(60, 900))
        day, clock = divmod(received, DAY)
        wait = self._dice.spread(100)
        if clock < seasons.OPENS:
            return day * DAY + seasons.OPENS + wait
        if clock + wait > seasons.LAST_CALL:
            return (day + 1) * DAY + seasons.OPENS + wait
        return received + wait

    def _by_day(self, minute: int) -> int:
        """Move what would be done in the evening or at night into the next morning."""
        day, clock = divmod(minute, DAY)
        if clock > seasons.LAST_VISIT:
            return (day + 1) * DAY + seasons.OPENS + self._dice.between(5, 150)
        if clock < seasons.OPENS:
            return day * DAY + seasons.OPENS + self._dice.between(5, 150)
        return minute

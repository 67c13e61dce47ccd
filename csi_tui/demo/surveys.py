"""What customers answer the survey agency, given what happened to them."""

from __future__ import annotations

from dataclasses import dataclass

from csi_tui.demo.columns import Row
from csi_tui.demo.dice import Dice
from csi_tui.demo.timeline import DAY, Timeline
from csi_tui.demo.workorders import WorkOrder

# The answers of twenty customers in the same mood.
DELIGHTED = (5,) * 15 + (4,) * 4 + (3,)
CONTENT = (5,) * 9 + (4,) * 8 + (3,) * 3
MIXED = (5,) * 4 + (4,) * 7 + (3,) * 6 + (2,) * 2 + (1,)
ANNOYED = (5,) + (4,) * 4 + (3,) * 7 + (2,) * 5 + (1,) * 3
ANGRY = (4,) + (3,) * 4 + (2,) * 7 + (1,) * 8
MOODS = (DELIGHTED, CONTENT, MIXED, ANNOYED, ANGRY)

_UNANSWERED = 30


@dataclass(frozen=True, slots=True)
class Survey:
    """A filled-in survey; 0 stands for a question left out. ``sound``: a repair that was fixed and held."""

    order_no: str
    answered: int
    attitude: int
    response: int
    quality: int
    parts: int
    cost: int
    sound: bool


class SurveyAgency:
    """Asks so many of a thousand customers whose order is completed, one to twenty days later."""

    def __init__(self, timeline: Timeline, dice: Dice, asked: int) -> None:
        self._timeline = timeline
        self._dice = dice
        self._asked = asked

    def ask(self, order: WorkOrder) -> Survey | None:
        """Ask the customer of an order; None: not asked, or not answered before the end."""
        dice = self._dice
        if order.outcome == "cancelled" or not dice.chance(self._asked):
            return None
        day = order.completed // DAY + 1 + dice.below(dice.between(2, 20))
        answered = day * DAY + dice.between(9 * 60, 20 * 60)
        if answered >= self._timeline.end:
            return None
        came_back = order.back is not None and order.back < answered
        return Survey(
            order_no=order.number,
            answered=answered,
            attitude=self._answer(self._attitude(order, came_back)),
            response=self._answer(self._response(order)),
            quality=self._quality(order, came_back),
            parts=self._parts(order),
            cost=self._cost(order, came_back),
            sound=order.outcome == "fixed" and order.back is None and order.origin is None,
        )

    def _answer(self, mood: int) -> int:
        if self._dice.chance(_UNANSWERED):
            return 0
        return self._dice.pick(MOODS[max(0, min(mood, len(MOODS) - 1))])

    def _attitude(self, order: WorkOrder, came_back: bool) -> int:
        offset = self._timeline.month_of[order.received // DAY]
        agent, technician = order.agent.skills[offset], order.technician.skills[offset]
        mood = 1 - int(self._dice.chance((agent.courtesy + technician.courtesy) // 2))
        mood += int(self._dice.chance(agent.offence)) * 2 + int(self._dice.chance(technician.offence))
        return mood + int(order.visit_late()) + int(came_back)

    def _response(self, order: WorkOrder) -> int:
        return int(order.called_late()) + 2 * int(order.visit_late()) + int(self._dice.chance(300))

    def _quality(self, order: WorkOrder, came_back: bool) -> int:
        mood = int(self._dice.chance(400)) + 2 * int(came_back) + int(order.origin is not None)
        if order.outcome == "fixed":
            # Somebody whose product works, or was taken back in, does not call the repair useless.
            answer = self._answer(mood)
            return answer and max(answer, 2 if came_back else 3)
        return self._answer(mood + (1 if order.outcome == "declined" else 3))

    def _parts(self, order: WorkOrder) -> int:
        if order.parts_issue == "":
            return 0
        worse = {"none": 0, "late": 2, "wrong": 2}[order.parts_issue]
        return self._answer(worse + int(order.parts_impact == "high") + int(self._dice.chance(400)))

    def _cost(self, order: WorkOrder, came_back: bool) -> int:
        offset = self._timeline.month_of[order.received // DAY]
        agent, technician = order.agent.skills[offset], order.technician.skills[offset]
        if not order.fee:
            mood = int(self._dice.chance(400)) + int(self._dice.chance(agent.offence // 2))
        else:
            # Who was told the price beforehand, and politely, finds it fairer.
            mood = 1 + int(self._dice.chance(agent.offence)) + int(self._dice.chance(technician.offence))
        mood += int(order.parts_impact != "" and self._dice.chance(600))
        return self._answer(mood + int(came_back) + 2 * int(order.outcome == "not_fixed"))

    def row(self, survey: Survey, number: str) -> Row:
        """Write the survey's row under the agency's reference."""
        return {
            "agency_ref": number,
            "order_no": survey.order_no,
            "answered_at": self._timeline.stamp(survey.answered),
            "attitude": _written(survey.attitude),
            "response": _written(survey.response),
            "quality": _written(survey.quality),
            "parts": _written(survey.parts),
            "cost": _written(survey.cost),
        }


def _written(answer: int) -> str:
    return str(answer) if answer else ""

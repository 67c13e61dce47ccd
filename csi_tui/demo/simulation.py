"""Lives through the days of a department and gives out the rows of each day in the order of their instants.

What is held at a time is what is still to come of the orders of the last weeks (products that will come back,
answers and complaints not yet given), whatever the number of months.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from csi_tui.demo import seasons, stories
from csi_tui.demo.columns import Kind, Row
from csi_tui.demo.complaints import ComplaintDesk, Grievance
from csi_tui.demo.dice import Dice
from csi_tui.demo.faults import Faults
from csi_tui.demo.people import Crew, Roster, hire, posts_for
from csi_tui.demo.surveys import Survey, SurveyAgency
from csi_tui.demo.timeline import DAY, Timeline
from csi_tui.demo.workorders import WorkOrder, Workshop

_RECENT_ORDERS = 80
_HOLIDAY_COMPLAINTS = (0, 2, 1, 1)
"""So many more on the first days of a long break."""

_LAST_DAYS = (6, 3, 2)
"""One more when so many days are left, so that something is still open at the end."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What kind of department to live through; shares in thousandths.

    Attributes:
        orders_per_month: orders received in a month, returns among them; with ``seasonal`` in a mean month.
        surveyed: of the completed orders, those whose customer answers.
        complained: of the orders, those that somebody complains about.
        returned: of the repairs of somebody whose skill says 100 percent, those that come back.
        told: with the stories and the faults in the data.
    """

    seed: int
    first_month: str
    months: int
    people: int
    orders_per_month: int
    surveyed: int
    complained: int
    returned: int
    seasonal: bool
    told: bool


class Simulation:
    """One run through a plan."""

    def __init__(self, plan: Plan, is_working_day: Callable[[date], bool]) -> None:
        """Lay out the days and hire the people.

        Raises:
            ValueError: the first month is no month, or there are no months, orders or too few people.
        """
        if plan.orders_per_month < 1:
            raise ValueError("a month needs at least one order")
        self._plan = plan
        self._timeline = Timeline(plan.first_month, plan.months, is_working_day)
        self._dice = Dice(plan.seed, 1)
        self.roster = self._hire()
        width = max(4, len(str(plan.orders_per_month * 2)))
        self._width = width
        self._workshop = Workshop(self._timeline, Dice(plan.seed, 3), plan.returned, width)
        self._agency = SurveyAgency(self._timeline, Dice(plan.seed, 4), plan.surveyed)
        self._desk = ComplaintDesk(
            self._timeline, Dice(plan.seed, 5), plan.complained, self.roster.supervisors()
        )
        self._faults = Faults(self._timeline) if plan.told else None
        self._returns: defaultdict[int, list[WorkOrder]] = defaultdict(list)
        self._surveys: defaultdict[int, list[Survey]] = defaultdict(list)
        self._grievances: defaultdict[int, list[Grievance]] = defaultdict(list)
        self._recent: deque[WorkOrder] = deque(maxlen=_RECENT_ORDERS)
        self._numbered: dict[tuple[str, int], int] = {}

    def _hire(self) -> Roster:
        dice = Dice(self._plan.seed, 2)
        posts = posts_for(self._plan.people, dice)
        if self._plan.told:
            stories.cast(posts, self._timeline)
        return hire(posts, self._timeline, dice)

    def rows(self) -> Iterator[tuple[Kind, Row]]:
        """Give out every row once: the employees', then day by day orders, survey answers and complaints.

        A row comes after all the rows that it names.
        """
        for row in self.roster.rows:
            yield "employees", row
        shares = self._timeline.volumes(self._plan.orders_per_month, self._plan.seasonal)
        ahead = 0
        for day in range(self._timeline.days):
            crew = self.roster.crew(day, self._timeline.weekdays[day])
            back = self._returns.pop(day, [])
            fresh = max(0, shares[day] - len(back) - ahead)
            # Returns come when they come; a day that has more of them than its share leaves less to the next.
            ahead = max(0, ahead + len(back) - shares[day]) if shares[day] else 0
            if self._plan.told:
                self._grumble(day)
            yield from self._orders(day, back, fresh, crew)
            yield from self._answers(day)
            yield from self._complaints(day, crew)

    def _orders(self, day: int, back: list[WorkOrder], fresh: int, crew: Crew) -> Iterator[tuple[Kind, Row]]:
        dice = self._dice
        calls: list[tuple[int, WorkOrder | None]] = [(order.back or 0, order) for order in back]
        calls += [(day * DAY + dice.pick(seasons.HOURS) * 60 + dice.below(60), None) for _ in range(fresh)]
        calls.sort(key=_instant)
        for minute, origin in calls:
            order = self._workshop.take(minute, crew, origin)
            if order.back is not None:
                self._returns[order.back // DAY].append(order)
            survey = self._agency.ask(order)
            if survey is not None:
                self._surveys[survey.answered // DAY].append(survey)
            grievance = self._desk.complain(order)
            if grievance is not None:
                self._grievances[grievance.received // DAY].append(grievance)
            elif order.outcome != "cancelled":
                self._recent.append(order)
            row = self._workshop.row(order)
            if self._faults is not None:
                self._faults.mar_order(order, row)
            yield "orders", row

    def _answers(self, day: int) -> Iterator[tuple[Kind, Row]]:
        for survey in sorted(self._surveys.pop(day, []), key=_answered):
            row = self._agency.row(survey, self._number("A", day))
            if self._faults is not None:
                self._faults.mar_survey(survey, row)
            yield "surveys", row

    def _complaints(self, day: int, crew: Crew) -> Iterator[tuple[Kind, Row]]:
        for grievance in sorted(self._grievances.pop(day, []), key=_received):
            row = self._desk.row(grievance, self._number("C", day), crew)
            if self._faults is not None:
                self._faults.mar_complaint(grievance.received, row)
            yield "complaints", row

    def _number(self, letter: str, day: int) -> str:
        offset = self._timeline.month_of[day]
        count = self._numbered[letter, offset] = self._numbered.get((letter, offset), 0) + 1
        return f"{letter}{self._timeline.labels[offset]}{count:0{self._width}d}"

    def _grumble(self, day: int) -> None:
        """Bring in some complaints more in long breaks, when people wait at home, and in the last days."""
        for _ in range(self._more_complaints(day)):
            order = self._recent.popleft() if self._recent else None
            if order is None:
                return
            received = max(day * DAY + self._dice.between(10 * 60, 19 * 60), order.completed + 30)
            grievance = self._desk.grievance(order, received)
            if grievance is not None:
                self._grievances[grievance.received // DAY].append(grievance)

    def _more_complaints(self, day: int) -> int:
        rest = self._timeline.break_at(day)
        if rest is None:
            return int(self._timeline.days - day in _LAST_DAYS)
        # Not on its last two days: those could be handled in time when work begins again.
        into_it = day - rest[0]
        if day > rest[1] - 2 or into_it >= len(_HOLIDAY_COMPLAINTS):
            return 0
        return _HOLIDAY_COMPLAINTS[into_it]


def _instant(call: tuple[int, WorkOrder | None]) -> int:
    return call[0]


def _answered(survey: Survey) -> int:
    return survey.answered


def _received(grievance: Grievance) -> int:
    return grievance.received

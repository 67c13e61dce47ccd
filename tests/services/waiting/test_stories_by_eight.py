"""Stories over three months by eight roles, in which acts wait for a second person, held against what may come of each
(docs/rules.md, rules 4, 15 and 27; docs/decisions/0064).

After every step: what was refused or waits has changed no row, what was done or confirmed the row that it is about
alone; no row counts in two months; a frozen card is another one only after a correction. At the end nothing waits, and
every row counts once; the store verifies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import time_machine

from csi_db.bulk import rows_of
from csi_tui.scoring.periods import Period, show_period
from csi_tui.services.appeals import filing, pages, procedure
from csi_tui.services.changes import adjustments, corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.complaints import handlers, milestones, pauses, receipt, registration, validity
from csi_tui.services.desk import clock
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.errors import UserError
from csi_tui.services.months.status import month_status
from csi_tui.services.orders import several, surveys, work_orders
from csi_tui.services.oversight import sampling
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow, OrderRow, SurveyRow
from csi_tui.services.waiting import acts
from csi_tui.services.waiting import pages as waiting_pages
from tests import stores
from tests.effort import SOAK, by_effort
from tests.services.months.test_counts_once import corrected, counted
from tests.services.procedures import PEOPLE, desk_of, staff
from tests.services.waiting.agreement import agrees, frozen_cards
from tests.stores import local

MONTHS = tuple(map(Period, (202601, 202602, 202603)))
EMPLOYEES = ("E1", "E2", "E3", "S1", "S2")
STEPS = 120
ENTER, JUDGE = ("Colleague", "Direct", "Other"), ("Direct", "Other", "Head")
CLOSE: dict[str, Callable[[Desk, Period], object]] = {
    "open": month_close.compute,
    "computed": month_close.publish,
    "published": month_close.freeze,
}
State = dict[tuple[str, str], tuple[Any, ...]]
ROWS = {
    "order": "SELECT order_no, received_at, first_contact_at, appointment_at, arrived_at, completed_at, outcome, "
    "agent_id, technician_id, parts_id, return_of_id FROM work_order",
    "survey": "SELECT agency_ref, order_id, answered_at, attitude, response, quality, parts, cost FROM survey",
    "complaint": "SELECT complaint_no, received_at, contacted_at, planned_at, resolved_at, handler_id, status "
    "FROM complaint",
}
"""What a figure rests on of a row; the month that it counts in follows from the close."""


class Story:
    """A department, the desks of its eight users, and what may be done at them."""

    def __init__(self, desk: Desk, dice: Random, now: time_machine.Traveller) -> None:
        self.desk, self.dice, self.now = desk, dice, now
        self.desks = staff(desk)
        users.add_user(desk, "Admin", "admin", ["admin"])
        self.desks["Admin"] = desk_of(desk, "Admin")
        assert len(self.desks) == len(PEOPLE) + 1 == 8
        self.numbers = {"order": ["W1", "W2"], "survey": ["A1"], "complaint": list[str]()}
        self.frozen: dict[tuple[int, int], tuple[Any, ...]] = {}
        self.told: Counter[tuple[str, str]] = Counter()

    # --- What is done, each by whoever it may be; answers the rows that it may change ------------------------------

    def any(self, kind: str) -> str:
        return self.dice.choice(self.numbers[kind] or ["none"])

    def new(self, kind: str) -> str:
        number = f"{kind[0].upper()}{len(self.numbers[kind]) + 10}"
        self.numbers[kind].append(number)
        return number

    def someone(self) -> str:
        return self.dice.choice(EMPLOYEES)

    def hours_ago(self, most: int) -> Any:
        return (clock.now() - timedelta(hours=self.dice.randrange(most))).replace(second=0, microsecond=0)

    def enter_order(self, desk: Desk) -> list[str]:
        number = self.new("order")
        received = self.hours_ago(24 * 20)
        done = self.dice.random() < 0.7
        work_orders.enter(
            desk,
            OrderRow(
                order_no=number,
                received_at=received,
                completed_at=min(received + timedelta(hours=20), clock.now()) if done else None,
                outcome="fixed" if done else None,
                agent_no=self.someone(),
                technician_no=self.someone(),
            ),
            reason="typed in the evening",
        )
        return [number]

    def complete(self, desk: Desk) -> list[str]:
        number = self.any("order")
        several.complete(desk, [number], self.hours_ago(6), "fixed")
        return [number]

    def change_order(self, desk: Desk) -> list[str]:
        number = self.any("order")
        found = work_orders.read(desk, number)
        row: Any = self.dice.choice(
            (
                {"outcome": self.dice.choice(("fixed", "not_fixed", "cancelled"))},
                {"agent_no": self.someone()},
                {"technician_no": self.someone()},
                {"first_contact_at": found.row.received_at + timedelta(minutes=self.dice.randrange(300))},
            )
        )
        changed = replace(found.row, **row)
        work_orders.change(desk, number, found.version, changed, why="mistyped", reason="misread")
        return [number]

    def enter_survey(self, desk: Desk) -> list[str]:
        number = self.new("survey")
        stars = [self.dice.randint(1, 5) for _answer in range(5)]
        surveys.enter(
            desk, SurveyRow(number, self.any("order"), self.hours_ago(48), *stars), reason="by phone"
        )
        return [number]

    def correct_survey(self, desk: Desk) -> list[str]:
        number = self.any("survey")
        before = surveys.read(desk, number)
        surveys.correct(desk, before, replace(before, attitude=self.dice.randint(1, 5)), "misheard")
        return [number]

    def register(self, desk: Desk) -> list[str]:
        number = self.new("complaint")
        row = ComplaintRow(number, self.hours_ago(60), handler_no=self.someone())
        registration.register(desk, row, reason="from the book")
        return [number]

    def log(self, desk: Desk) -> list[str]:
        number, kind = self.any("complaint"), self.dice.choice(("contacted", "planned", "resolved"))
        milestones.log_milestone(desk, number, kind, self.hours_ago(5), "by phone", out_of_order=True)
        return [number]

    def correct_milestone(self, desk: Desk) -> list[str]:
        number = self.any("complaint")
        milestones.correct_milestone(desk, number, "contacted", self.hours_ago(50), "misread")
        return [number]

    def hand_over(self, desk: Desk) -> list[str]:
        number = self.any("complaint")
        handlers.assign(desk, number, self.someone(), "on leave")
        return [number]

    def pause(self, desk: Desk) -> list[str]:
        pauses.pause(desk, self.any("complaint"), "customer-away", "mail 4")
        return []

    def correct_receipt(self, desk: Desk) -> list[str]:
        number = self.any("complaint")
        receipt.correct_receipt(desk, number, self.hours_ago(70), "misread")
        return [number]

    def propose(self, desk: Desk) -> list[str]:
        status = self.dice.choice(("invalid", "valid"))
        validity.propose(desk, self.any("complaint"), status, "a duplicate")
        return []

    def decide_proposal(self, desk: Desk) -> list[str]:
        number = self.any("complaint")
        validity.decide(desk, number, confirm=self.dice.random() < 0.7, reason="looked at")
        return [number]

    def answer(self, desk: Desk) -> list[str]:
        """Confirm what waits, mostly; reject it, or carry it over."""
        lines = waiting_pages.acts(self.desks["Head"])
        line = self.dice.choice(lines) if lines else None
        number = line.number if line else 99
        act = self.dice.choices((acts.confirm, acts.reject, acts.carry_over), (6, 2, 1))[0]
        act(desk, number, "looked at")
        return [line.subject] if line and act is acts.confirm else []

    def strike(self, desk: Desk) -> list[str]:
        kind = self.dice.choice(("order", "survey", "complaint"))
        self.dice.choice((exclusions.strike_out, exclusions.restore))(desk, kind, self.any(kind), "disputed")
        return []

    def adjust(self, desk: Desk) -> list[str]:
        adjustments.adjust(
            desk, self.dice.choice(MONTHS), self.someone(), "total", "+1", "helped a new colleague"
        )
        return []

    def appeal(self, desk: Desk) -> list[str]:
        published = [one for one in MONTHS if month_status(self.desk, one).state == "published"]
        filing.file_appeal(desk, self.dice.choice(published or MONTHS), "total", "too low")
        return []

    def decide_appeal(self, desk: Desk) -> list[str]:
        waiting = [
            line.number for line in pages.appeals(self.desks["Head"]) if line.state in ("first", "second")
        ]
        number = self.dice.choice(waiting or ["none"])
        procedure.decide(desk, number, self.dice.choice(("upheld", "rejected")), "by the recording")
        return []

    def close(self, desk: Desk) -> list[str]:
        """Mostly what comes next of the first month that is not frozen."""
        month, act = self.dice.choice(MONTHS), self.dice.choice(list(CLOSE.values()))
        states = {one: month_status(self.desk, one).state for one in MONTHS}
        going_on = [one for one in MONTHS if states[one] != "frozen"]
        if going_on and self.dice.random() < 0.8:
            month, act = going_on[0], CLOSE[states[going_on[0]]]
            if states[month] == "computed" and self.dice.random() < 0.5:
                act = month_close.compute
        act(desk, month)
        return []

    def reopen(self, desk: Desk) -> list[str]:
        reopen_month(desk, self.dice.choice(MONTHS), "a row is wrong")
        return []

    def correct(self, desk: Desk) -> list[str]:
        corrections.correct(desk, self.dice.choice(MONTHS), "a row was wrong")
        return []

    def oversee(self, desk: Desk) -> list[str]:
        month = self.dice.choice(MONTHS)
        if self.dice.random() < 0.5:
            sampling.draw(desk, month, 2)
        else:
            sampling.sign(desk, month, "as it is")
        return []

    # --- What may come of it ---------------------------------------------------------------------------------------

    def state(self) -> State:
        with self.desk.read() as session:
            connection = session.connection()
            return {
                (kind, row[0]): tuple(row[1:])
                for kind, sql in ROWS.items()
                for row in rows_of(connection, sql)
            }

    def step(self) -> None:
        """One act by one user, and whether the store is what it may be."""
        self.now.shift(timedelta(minutes=self.dice.choice((1, 20, 300, 4000))))
        act: Callable[[Story, Desk], list[str]] = self.dice.choices(list(ACTS), list(ACTS.values()))[0]
        usual = WHO.get(act, ENTER)
        name = self.dice.choice(usual if self.dice.random() < 0.8 else list(self.desks))
        before = self.state()
        may_change: list[str] = []
        try:
            may_change = act(self, self.desks[name])
            came = "done"
        except Waits:
            came = "waits"
        except UserError:
            came = "refused"
        self.told[act.__name__, came] += 1
        after = self.state()
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        assert {number for _kind, number in changed} <= set(may_change), (name, act.__name__, came, changed)
        try:
            agrees(self.desk)
        except AssertionError as error:
            error.add_note(f"{name}: {act.__name__} {came}")
            raise
        cards = frozen_cards(self.desk)
        assert {key: cards[key] for key in self.frozen} == self.frozen, (name, act.__name__)
        new = cards.keys() - self.frozen.keys()
        assert not new or act in (Story.close, Story.correct), (name, act.__name__, new)
        for period, number in new:
            assert act is Story.correct or (period, number - 1) not in self.frozen
        self.frozen = cards

    def end(self) -> None:
        """Nothing waits any more, the months are frozen, and corrected: every row counts once."""
        head, boss = self.desks["Head"], self.desks["Direct"]
        self.now.move_to(max(clock.now(), local("2026-04-10T09:00")))
        for line in waiting_pages.acts(head):
            self.by_somebody(partial(acts.reject, number=line.number, reason="to an end"))
        for proposal in validity.decisions(head, waiting=True):
            number = proposal.complaint_no
            self.by_somebody(partial(validity.decide, complaint_no=number, confirm=False, reason="to an end"))
        for month in MONTHS:
            self.decide_all()
            if any(line.month == show_period(month) and line.to_carry_out for line in pages.appeals(head)):
                # What was upheld is carried out by a new publication.
                reopen_month(boss, month, "as was decided")
            if month_status(boss, month).state in ("open", "computed"):
                month_close.compute(boss, month)
                month_close.publish(boss, month)
            self.now.shift(timedelta(days=20))
            if month_status(boss, month).state == "published":
                month_close.freeze(boss, month)
        for _round in range(2):
            for month in MONTHS:
                corrected(boss, month)
            self.now.shift(timedelta(days=20))
        assert waiting_pages.acts(head) == []
        assert {month_status(boss, month).state for month in MONTHS} == {"frozen"}
        times = counted(boss)
        assert {key: times[key] for key in self.countable()} == dict.fromkeys(self.countable(), 1)
        assert max(times.values()) == 1
        assert verify(self.desk).problems == ()

    def by_somebody(self, act: Callable[[Desk], object]) -> None:
        """Done by the first user who may."""
        refusals = []
        for name, desk in self.desks.items():
            try:
                act(desk)
            except UserError as refused:
                refusals.append(f"{name}: {refused}")
                continue
            return
        raise AssertionError(refusals)

    def decide_all(self) -> None:
        """No appeal waits."""
        for line in pages.appeals(self.desks["Head"]):
            if line.state in ("first", "second"):
                self.by_somebody(
                    partial(procedure.decide, number=line.number, outcome="rejected", explanation="so it is")
                )

    def countable(self) -> set[tuple[str, int]]:
        """The completed orders of the three months that nobody struck out: no returns, none cancelled."""
        with self.desk.read() as session:
            rows = rows_of(
                session.connection(),
                "SELECT o.id FROM work_order o WHERE o.period BETWEEN 202601 AND 202603 AND o.completed_at IS NOT NULL "
                "AND o.outcome = 'fixed' AND o.return_of_id IS NULL AND NOT EXISTS (SELECT 1 FROM exclusion x "
                "WHERE x.kind = 'order' AND x.fact_id = o.id AND x.restored_at IS NULL)",
            )
        return {("order", key) for (key,) in rows}


ACTS: dict[Callable[[Story, Desk], list[str]], int] = {
    Story.enter_order: 6,
    Story.complete: 4,
    Story.change_order: 8,
    Story.enter_survey: 4,
    Story.correct_survey: 4,
    Story.register: 4,
    Story.log: 6,
    Story.correct_milestone: 3,
    Story.hand_over: 3,
    Story.pause: 2,
    Story.correct_receipt: 2,
    Story.propose: 2,
    Story.decide_proposal: 2,
    Story.answer: 10,
    Story.strike: 3,
    Story.adjust: 2,
    Story.appeal: 5,
    Story.decide_appeal: 4,
    Story.close: 10,
    Story.reopen: 1,
    Story.correct: 3,
    Story.oversee: 1,
}
"""What may be done, and how often one does it."""
WHO: dict[Callable[[Story, Desk], list[str]], tuple[str, ...]] = {
    Story.answer: JUDGE,
    Story.decide_proposal: JUDGE,
    Story.strike: JUDGE,
    Story.adjust: ("Direct", "Head", "Hr"),
    Story.appeal: ("Owner", "Colleague", "Hr"),
    Story.decide_appeal: JUDGE,
    Story.close: ("Direct", "Other"),
    Story.reopen: ("Direct", "Other"),
    Story.correct: ("Direct", "Other"),
    Story.oversee: ("Oversight",),
}
"""Whose work it is, where it is not that of who enters."""


def told(seed: int, folder: Path) -> Counter[tuple[str, str]]:
    """A story by dice."""
    dice = Random(seed)
    with stores.clock_at(local("2026-01-12T09:00")) as now, stores.store_in(folder) as desk:
        story = Story(desk, dice, now)
        for _step in range(STEPS):
            story.step()
        story.end()
        return story.told


def test_stories_by_eight_roles(tmp_path: Path) -> None:
    """200 in the long run; together they are about everything: done, refused, and waiting."""
    seen: Counter[tuple[str, str]] = Counter()
    for seed in range(by_effort(2, 3, 200)):
        try:
            seen += told(seed, tmp_path)
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
    done, waited = ({act for act, came in seen if came == how} for how in ("done", "waits"))
    assert {"change_order", "enter_order", "enter_survey"} <= waited, seen
    if SOAK:
        assert done == {act.__name__ for act in ACTS}, seen
        assert {"correct_survey", "log", "correct_milestone", "hand_over", "correct_receipt"} <= waited, seen

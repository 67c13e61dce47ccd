"""Whatever is done to complaints, in whatever order: nothing contradicts itself, nothing is lost, every score is right.

The product and a plain book (tests/reference/complaint_book.py) are told the same things one after the other. What one
takes the other must take; afterwards both must say the same of every round, of every entry, and of every score.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlmodel import col, func, select

from csi_db.models import AuditEntry, Complaint, Employee, MilestoneEvent
from csi_tui.scoring.periods import parse_period
from csi_tui.services import (
    calendar_changes,
    close,
    complaints,
    handlers,
    milestones,
    pauses,
    rounds,
    users,
    validity,
)
from csi_tui.services.cards import month_cards
from csi_tui.services.desk import Actor, Desk, open_desk
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.records import ComplaintRow
from csi_tui.services.verify import verify
from tests import stores
from tests.conftest import SOAK
from tests.reference.complaint_book import KINDS, Book, Entry, Held, Round, Stop
from tests.reference.facts import last_day, next_month
from tests.stores import SHANGHAI, fill, local, order, person

STARTS = ("2026-01-26T09:00", "2026-09-21T09:00", "2026-12-08T09:00")
"""Before Spring Festival, before National Day, before a year that nobody has announced."""
PEOPLE = ("E4", "E5", "E6")
MOST_ROUNDS = 6
AGO = st.integers(0, 4 * 24 * 60)
PICK = st.integers(0, 100)


class ComplaintClock(RuleBasedStateMachine):
    """One store and one book."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="csi-clock-"))
        self.traveller = time_machine.travel(local(STARTS[0]), tick=False)
        self.clock = self.traveller.start()
        self.desk = open_desk(stores.copy_store(self.folder / "csi.db"))
        users.add_user(self.desk, "Second", "second", ["supervisor"])
        opened = open_desk(self.desk.store.path, "Second")
        self.second = Desk(
            opened.store,
            Actor(opened.actor.user_id, "Second", "second", opened.actor.roles),
            opened.site,
        )
        self.book = Book(SHANGHAI)
        self.frozen_cards: dict[str, object] = {}
        self.numbers = 0

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: str) -> None:
        self.clock.move_to(local(start))
        fill(
            self.desk,
            employees=[person("E1"), *(person(number, "complaint_handler") for number in PEOPLE)],
            orders=[order("W1", start, "")],
        )

    def teardown(self) -> None:
        try:
            self.compare_scores()
            assert verify(self.desk).problems == ()
            for month, cards in self.frozen_cards.items():
                assert month_cards(self.desk, parse_period(month)).cards == cards
        finally:
            self.desk.close()
            self.second.close()
            self.traveller.stop()
            shutil.rmtree(self.folder, ignore_errors=True)

    # --- Telling both ------------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        return datetime.now(SHANGHAI)

    def ago(self, minutes: int) -> datetime:
        return self.now - timedelta(minutes=minutes)

    def any_round(self, pick: int, *, latest: bool = False) -> Round:
        found = [one for one in self.book.rounds if not latest or one.next is None]
        return found[pick % len(found)]

    def told(self, may: bool, use: Callable[[], object]) -> bool:
        """Do it where it may be done; where it may not, the product refuses and leaves no trace."""
        before = self.entries()
        try:
            use()
        except UserError as refused:
            assert not may, refused.message
            assert self.entries() == before
            return False
        assert may
        assert self.entries() == before + 1
        return True

    def entries(self) -> int:
        with self.desk.read() as session:
            return session.exec(select(func.count()).select_from(AuditEntry)).one()

    # --- What can happen ---------------------------------------------------------------------------------------------

    @rule(minutes=st.integers(1, 5 * 24 * 60))
    def wait(self, minutes: int) -> None:
        self.clock.shift(timedelta(minutes=minutes))

    @precondition(lambda self: len(self.book.rounds) < MOST_ROUNDS)
    @rule(minutes=AGO, who=st.sampled_from((None, *PEOPLE)))
    def register(self, minutes: int, who: str | None) -> None:
        self.numbers += 1
        number, received = f"C{self.numbers}", self.ago(minutes)
        complaints.register(self.desk, ComplaintRow(number, received, handler_no=who))
        self.book.register(number, received, who)

    @precondition(lambda self: self.book.rounds)
    @rule(pick=PICK, kind=st.sampled_from(KINDS), minutes=AGO)
    def log(self, pick: int, kind: str, minutes: int) -> None:
        one, at = self.any_round(pick, latest=True), self.ago(minutes)
        may = one.valid and one.at(kind) is None and at >= one.received
        if self.told(
            may,
            lambda: milestones.log_milestone(self.desk, one.number, kind, at, out_of_order=True),
        ):
            one.entries.append(Entry(kind, at))
            if kind == "resolved":
                self.book.end_stop(one, self.now)

    @precondition(lambda self: self.book.rounds)
    @rule(pick=PICK, kind=st.sampled_from(KINDS), minutes=st.none() | AGO)
    def correct(self, pick: int, kind: str, minutes: int | None) -> None:
        one = self.any_round(pick)
        at = None if minutes is None else self.ago(minutes)
        may = one.at(kind) is not None and not one.judged and (at is None or at >= one.received)
        if kind == "resolved" and one.next is not None:
            may = may and at is not None and at <= one.next.received
        if self.told(
            may,
            lambda: milestones.correct_milestone(self.desk, one.number, kind, at, "why", out_of_order=True),
        ):
            one.entries.append(Entry(kind, at))

    @precondition(lambda self: self.book.rounds)
    @rule(pick=PICK, reason=st.sampled_from((("customer-away", 14), ("awaiting-customer", 7))))
    def pause(self, pick: int, reason: tuple[str, int]) -> None:
        one = self.any_round(pick, latest=True)
        may = (
            one.valid
            and one.at("resolved") is None
            and one.running_stop(self.now) is None
            and (self.now < one.resolve_due or one.provisional)
        )
        if self.told(may, lambda: pauses.pause(self.desk, one.number, reason[0], "proof")):
            one.stops.append(Stop(self.now, self.now + timedelta(days=reason[1])))
            self.book.wind(one)

    @precondition(lambda self: self.book.rounds)
    @rule(pick=PICK)
    def resume(self, pick: int) -> None:
        one = self.any_round(pick, latest=True)
        may = one.running_stop(self.now) is not None
        if self.told(may, lambda: pauses.resume(self.desk, one.number)):
            self.book.end_stop(one, self.now)

    @precondition(lambda self: self.book.rounds and len(self.book.rounds) < MOST_ROUNDS)
    @rule(pick=PICK, minutes=AGO)
    def reopen(self, pick: int, minutes: int) -> None:
        one, at = self.any_round(pick, latest=True), self.ago(minutes)
        done = one.at("resolved")
        may = (
            one.valid
            and done is not None
            and at >= done
            and (at.date() - done.astimezone(SHANGHAI).date()).days <= 30
        )
        first, _slash, number = one.number.partition("/")
        later = f"{first}/{int(number or 1) + 1}"
        if self.told(may, lambda: self.reopened(one, at, later)):
            self.book.reopen(one, later, at)

    def reopened(self, one: Round, at: datetime, later: str) -> None:
        assert rounds.reopen(self.desk, one.number, "again", at) == later

    @precondition(lambda self: self.book.rounds)
    @rule(pick=PICK, valid=st.booleans())
    def propose(self, pick: int, valid: bool) -> None:
        one = self.any_round(pick)
        may = one.proposed is None and one.valid is not valid and not one.judged
        status = "valid" if valid else "invalid"
        if self.told(may, lambda: validity.propose(self.desk, one.number, status, "why")):
            one.proposed = valid

    @precondition(lambda self: any(one.proposed is not None for one in self.book.rounds))
    @rule(pick=PICK, confirm=st.booleans(), own=st.booleans())
    def decide(self, pick: int, confirm: bool, own: bool) -> None:
        waiting = [one for one in self.book.rounds if one.proposed is not None]
        one = waiting[pick % len(waiting)]
        desk = self.desk if own else self.second
        may = not confirm or (not own and not one.judged)
        if self.told(may, lambda: validity.decide(desk, one.number, confirm=confirm, reason="why")):
            if confirm:
                assert one.proposed is not None
                if not one.proposed:
                    self.book.end_stop(one, self.now)
                else:
                    one.month = self.book.open_month(one.month)
                one.valid = one.proposed
            one.proposed = None

    @precondition(lambda self: self.book.rounds)
    @rule(pick=PICK, who=st.sampled_from(PEOPLE))
    def assign(self, pick: int, who: str) -> None:
        one = self.any_round(pick, latest=True)
        assert self.told(True, lambda: handlers.assign(self.desk, one.number, who))
        if not one.held:
            one.held.append(Held(who, one.received))
        elif one.held[-1].who != who:
            one.held.append(Held(who, self.now))

    @precondition(lambda self: self.book.rounds)
    @rule(pick=PICK, who=st.sampled_from(PEOPLE))
    def correct_handler(self, pick: int, who: str) -> None:
        one = self.any_round(pick, latest=True)
        may = bool(one.held) and not one.judged
        if self.told(may, lambda: handlers.correct_handler(self.desk, one.number, who, "why")):
            one.held[-1].who = who

    @rule(days=st.integers(-8, 16), working=st.sampled_from((True, False, None)))
    def set_day(self, days: int, working: bool | None) -> None:
        day: date = self.now.date() + timedelta(days=days)
        before = dict(self.book.own_days)
        change = calendar_changes.set_day(self.desk, day, working, "why")
        if working is None:
            self.book.own_days.pop(day, None)
        else:
            self.book.own_days[day] = working
        assert bool(change.version) == (before != self.book.own_days)
        if change.version:
            self.book.calendar_changed(self.now)

    @precondition(lambda self: 2027 not in self.book.final_years)
    @rule()
    def declare(self) -> None:
        calendar_changes.declare_final(self.desk, 2027, "why")
        self.book.final_years.add(2027)
        self.book.calendar_changed(self.now)

    @precondition(lambda self: self.book.rounds)
    @rule(days=st.integers(0, 9))
    def freeze(self, days: int) -> None:
        """The earliest month that something counts in, some days after its end."""
        open_months = [one.month for one in self.book.rounds if one.month not in self.book.frozen]
        if not open_months:
            return
        month = min(open_months)
        ends = datetime.combine(last_day(month) + timedelta(days=1 + days), datetime.min.time(), SHANGHAI)
        if self.now < ends:
            if self.now < ends - timedelta(days=25):
                return
            self.clock.move_to(ends)
        as_of = self.now
        stores.compute(self.desk, month)
        close.publish(self.desk, parse_period(month), days=0)
        self.book.publish(month, as_of)
        self.clock.shift(timedelta(days=1))
        may = not any(one.valid and one.provisional and one.month == month for one in self.book.rounds)
        if not may:
            # A supervisor has to declare the year final first; what was published stays as it was.
            try:
                close.freeze(self.desk, parse_period(month))
            except UserError as refused:
                assert refused.exit_status == 1
            else:
                raise AssertionError("frozen on a provisional limit")
            self.declare()
        self.book.freeze(month)
        close.freeze(self.desk, parse_period(month))
        self.frozen_cards[month] = month_cards(self.desk, parse_period(month)).cards

    # --- What must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def both_say_the_same_of_every_round(self) -> None:
        with self.desk.read() as session:
            numbers = dict(session.exec(select(Employee.id, Employee.employee_no)).all())
            rows = {row.complaint_no: row for row in session.exec(select(Complaint))}
            events = session.exec(select(MilestoneEvent).order_by(col(MilestoneEvent.id))).all()
        assert set(rows) == {one.number for one in self.book.rounds}
        for one in self.book.rounds:
            row = rows[one.number]
            assert (row.contact_due, row.plan_due) == (one.contact_due, one.plan_due), one
            assert (row.resolve_due, row.provisional) == (one.resolve_due, one.provisional), one
            assert (row.contacted_at, row.planned_at, row.resolved_at) == tuple(map(one.at, KINDS))
            assert row.status == ("valid" if one.valid else "invalid")
            assert row.proposed_status == {True: "valid", False: "invalid", None: None}[one.proposed]
            assert row.period == parse_period(one.month)
            handler = None if row.handler_id is None else numbers[row.handler_id]
            assert handler == (one.held[-1].who if one.held else None)
            # No entry is ever lost or changed.
            assert [(e.kind, e.happened_at) for e in events if e.complaint_id == row.id] == [
                (entry.kind, entry.happened) for entry in one.entries
            ]
            self.nothing_contradicts_itself(row, one)

    def nothing_contradicts_itself(self, row: Complaint, one: Round) -> None:
        running = one.running_stop(self.now)
        paused = row.paused_until is not None and row.paused_until > self.now
        assert paused == (running is not None)
        if row.resolved_at is not None or row.status == "invalid":
            assert row.next_due_at is None
            assert not (paused and row.status == "invalid")
        else:
            open_dues = [row.resolve_due]
            if row.contacted_at is None:
                open_dues.append(row.contact_due)
            if row.planned_at is None:
                open_dues.append(row.plan_due)
            assert row.next_due_at == min(open_dues)
        assert row.plan_due >= row.received_at + timedelta(hours=48)

    @precondition(lambda self: self.book.rounds)
    @rule()
    def compare_scores(self) -> None:
        """The month that something counts in, computed as of now, against the plain loops."""
        for month in sorted({one.month for one in self.book.rounds} - self.book.frozen):
            if self.now < datetime.fromisoformat(f"{month}-01T00:00:00+08:00"):
                continue
            stores.compute(self.desk, month)
            expected = self.book.counted(month, self.now)
            for card in month_cards(self.desk, parse_period(month)).cards:
                line = stores.figures(card)["complaint_timeliness"]
                achieved, n = expected.get(str(card["employee_no"]), (0, 0))
                score = None if n == 0 else Fraction(100 * achieved, n)
                assert line["n"] == n, (month, card["employee_no"])
                assert line["score"] == (None if score is None else f"{float(round(score, 2)):.2f}") or (
                    score is not None and abs(Fraction(line["score"]) - score) <= Fraction(1, 200)
                )


TestComplaintClock = ComplaintClock.TestCase
TestComplaintClock.settings = settings(
    max_examples=400 if SOAK else 20,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_the_machine_reaches_what_it_is_about() -> None:
    """A property that is never tried in a situation says nothing about it: all kinds of things happen in one story."""
    machine = ComplaintClock()
    machine.begin(STARTS[2])
    try:
        machine.register(60, "E4")
        machine.log(0, "contacted", 30)
        machine.pause(0, ("awaiting-customer", 7))
        machine.wait(2000)
        machine.assign(0, "E5")
        machine.resume(0)
        machine.log(0, "planned", 0)
        machine.log(0, "resolved", 0)
        machine.correct(0, "resolved", 60)
        machine.wait(24 * 60)
        machine.reopen(0, 0)
        machine.set_day(1, False)
        machine.propose(1, False)
        machine.decide(0, True, False)
        machine.both_say_the_same_of_every_round()
        machine.wait(20 * 24 * 60)
        machine.register(60, None)
        machine.freeze(0)
        machine.both_say_the_same_of_every_round()
        assert machine.book.frozen == {"2026-12"}
        assert next_month("2026-12") == "2027-01"
        assert [one.judged for one in machine.book.rounds] == [True, False, True]
    finally:
        machine.teardown()

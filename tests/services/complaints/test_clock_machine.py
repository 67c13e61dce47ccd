"""Whatever is done to complaints, in whatever order: nothing contradicts itself, nothing is lost, every score is right.

The product and a plain book (tests/reference/complaint_book.py) are told the same things one after the other. What one
takes the other must take; afterwards both must say the same of every round, of every entry, and of every score.
"""

from __future__ import annotations

import inspect
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, func, select

from csi_db.models import AuditEntry, Complaint, Employee, MilestoneEvent
from csi_tui.scoring.periods import parse_period
from csi_tui.services.calendar import changes as calendar_changes
from csi_tui.services.close import month_close
from csi_tui.services.complaints import detail as complaint_detail
from csi_tui.services.complaints import handlers, milestones, pauses, registration, rounds, validity
from csi_tui.services.desk.desk import Actor, Desk
from csi_tui.services.errors import UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import ComplaintRow
from tests import stores
from tests.effort import by_effort
from tests.reference.complaint_book import KINDS, Book, Entry, Held, Round, Stop
from tests.reference.facts import last_day
from tests.stores import SHANGHAI, fill, local, order, person

STARTS = ("2026-01-26T09:00", "2026-09-21T09:00", "2026-12-08T09:00")
"""Before Spring Festival, before National Day, before a year that nobody has announced."""
PEOPLE = ("E4", "E5", "E6")
MOST_ROUNDS = 10
PAUSES = (("customer-away", 14), ("awaiting-customer", 7))
MONTHS_AHEAD = timedelta(days=25)
WILD = 7
"""One step in so many is tried on any round, whether it may be done to it or not."""


class ComplaintClock:
    """One store and one book."""

    def __init__(self) -> None:
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

    def begin(self, start: str) -> None:
        self.clock.move_to(local(start))
        fill(
            self.desk,
            employees=[person("E1"), *(person(number, "complaint_handler") for number in PEOPLE)],
            orders=[order("W1", start, "")],
        )

    def teardown(self) -> None:
        """The end of a story: scores once more, the store is sound, frozen months show what they showed."""
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

    def a_round(
        self, pick: int, fits: Callable[[Round], object] = lambda one: True, *, latest: bool = False
    ) -> Round | None:
        """A round that fits, mostly; now and then any, so that what may not be done is tried too."""
        found = [one for one in self.book.rounds if not latest or one.next is None]
        fitting = [one for one in found if fits(one)]
        chosen = fitting if fitting and pick % WILD else found
        return chosen[pick // WILD % len(chosen)] if chosen else None

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

    def step(self, action: str, pick: int, more: int) -> None:
        """One thing happens: on a round that ``pick`` leads to, with what ``more`` says; then both are compared."""
        if (
            action in ("wait", "register", "set_day", "declare", "freeze", "compare_scores")
            or self.book.rounds
        ):
            getattr(self, action)(pick, more)
        self.both_say_the_same_of_every_round()

    def when(self, one: Round, pick: int, more: int) -> datetime:
        """Between the receipt and now, mostly; or some time in the last days."""
        if pick % WILD:
            span = (self.now - one.received) // timedelta(minutes=1)
            return one.received + timedelta(minutes=more % (span + 1))
        return self.now - timedelta(minutes=more % (4 * 24 * 60))

    def wait(self, pick: int, more: int) -> None:
        self.clock.shift(timedelta(minutes=1 + more % (3 * 24 * 60 if pick % 3 else 90)))

    def register(self, pick: int, more: int) -> None:
        if len(self.book.rounds) >= MOST_ROUNDS:
            return
        self.numbers += 1
        number, received = f"C{self.numbers}", self.now - timedelta(minutes=more % (2 * 24 * 60))
        who = (None, *PEOPLE)[pick % 4]
        registration.register(self.desk, ComplaintRow(number, received, category="其他", handler_no=who))
        self.book.register(number, received, who)

    def log(self, pick: int, more: int) -> None:
        one = self.a_round(pick, lambda one: one.valid and None in map(one.at, KINDS), latest=True)
        assert one is not None
        missing = [kind for kind in KINDS if one.at(kind) is None]
        # Mostly the first that is missing, so that stories come to an end.
        kind = KINDS[more % 3] if not missing or pick % 5 == 0 else missing[0]
        at = self.when(one, pick, more)
        may = one.valid and one.at(kind) is None and at >= one.received
        # What a frozen verdict rests on takes a reason; the verdict stays until the month is corrected.
        why = "why" if pick % 2 else None
        if one.judged and one.judged_as_of is not None:
            may = may and (at > one.judged_as_of or why is not None)
        if self.told(
            may,
            lambda: milestones.log_milestone(self.desk, one.number, kind, at, why, out_of_order=True),
        ):
            one.entries.append(Entry(kind, at))
            if kind == "resolved":
                self.book.end_stop(one, self.now)

    def correct(self, pick: int, more: int) -> None:
        one = self.a_round(pick, lambda one: any(map(one.at, KINDS)))
        assert one is not None
        logged = [kind for kind in KINDS if one.at(kind) is not None]
        kind = logged[more % len(logged)] if logged else KINDS[more % 3]
        at = None if pick % 3 == 0 else self.when(one, pick, more)
        may = one.at(kind) not in (None, at) and (at is None or at >= one.received)
        if kind == "resolved" and one.next is not None:
            may = may and at is not None and at <= one.next.received
        if self.told(
            may,
            lambda: milestones.correct_milestone(self.desk, one.number, kind, at, "why", out_of_order=True),
        ):
            one.entries.append(Entry(kind, at))

    def may_pause(self, one: Round) -> bool:
        return (
            one.valid
            and one.at("resolved") is None
            and one.running_stop(self.now) is None
            and (self.now < one.resolve_due or one.provisional)
        )

    def pause(self, pick: int, more: int) -> None:
        one = self.a_round(pick, self.may_pause, latest=True)
        assert one is not None
        reason, days = PAUSES[more % 2]
        left = one.left(reason, days)
        may = self.may_pause(one) and left > timedelta(0)
        if self.told(may, lambda: pauses.pause(self.desk, one.number, reason, "proof")):
            one.stops.append(Stop(self.now, self.now + left, reason))
            self.book.wind(one)

    def resume(self, pick: int, _more: int) -> None:
        one = self.a_round(pick, lambda one: one.running_stop(self.now), latest=True)
        assert one is not None
        may = one.running_stop(self.now) is not None
        if self.told(may, lambda: pauses.resume(self.desk, one.number)):
            self.book.end_stop(one, self.now)

    def reopen(self, pick: int, more: int) -> None:
        one = self.a_round(pick, lambda one: one.valid and one.at("resolved"), latest=True)
        assert one is not None
        if len(self.book.rounds) >= MOST_ROUNDS:
            return
        done = one.at("resolved")
        at = self.when(one, pick, more)
        if pick % WILD and done is not None:
            at = max(at, done)
        may = (
            one.valid
            and done is not None
            and at >= done
            and (at.astimezone(SHANGHAI).date() - done.astimezone(SHANGHAI).date()).days <= 30
        )
        first, _slash, number = one.number.partition("/")
        later = f"{first}/{int(number or 1) + 1}"
        if self.told(may, lambda: self.reopened(one, at, later)):
            self.book.reopen(one, later, at)

    def reopened(self, one: Round, at: datetime, later: str) -> None:
        assert rounds.reopen(self.desk, one.number, "again", at) == later

    def propose(self, pick: int, more: int) -> None:
        one = self.a_round(pick, lambda one: one.proposed is None)
        assert one is not None
        valid = not one.valid if pick % WILD else bool(more % 2)
        may = one.proposed is None and one.valid is not valid
        status = "valid" if valid else "invalid"
        if self.told(may, lambda: validity.propose(self.desk, one.number, status, "why")):
            one.proposed = valid

    def decide(self, pick: int, more: int) -> None:
        one = self.a_round(pick, lambda one: one.proposed is not None)
        assert one is not None
        confirm, own = bool(more % 3), pick % 5 == 0
        desk = self.desk if own else self.second
        may = one.proposed is not None and not (confirm and own)
        if self.told(may, lambda: validity.decide(desk, one.number, confirm=confirm, reason="why")):
            if confirm:
                assert one.proposed is not None
                if not one.proposed:
                    self.book.end_stop(one, self.now)
                elif not one.judged:
                    one.month = self.book.open_month(one.month)
                one.valid = one.proposed
            one.proposed = None

    def assign(self, pick: int, more: int) -> None:
        one = self.a_round(pick, latest=True)
        assert one is not None
        who = PEOPLE[more % 3]
        assert self.told(True, lambda: handlers.assign(self.desk, one.number, who))
        if not one.held:
            one.held.append(Held(who, self.now if one.judged else one.received))
        elif one.held[-1].who != who:
            one.held.append(Held(who, self.now))

    def correct_handler(self, pick: int, more: int) -> None:
        one = self.a_round(pick, lambda one: one.held or one.judged, latest=True)
        assert one is not None
        who = PEOPLE[more % 3]
        may = bool(one.held) or one.judged
        if self.told(may, lambda: handlers.correct_handler(self.desk, one.number, who, "why")):
            if not one.held:
                one.held.append(Held(who, one.received))
            elif len(one.held) == 1 and one.held[0].who == who:
                one.held[0].since = one.received
            one.held[-1].who = who

    def set_day(self, pick: int, more: int) -> None:
        day: date = self.now.date() + timedelta(days=pick % 20 - 8)
        working = (True, False, None)[more % 3]
        if pick % 2:
            # A weekend that turns out to have been worked brings limits nearer, perhaps behind the present.
            day = self.now.date() - timedelta(days=self.now.weekday() + 1 + more % 2)
            working = bool(pick % 6)
        before = dict(self.book.own_days)
        change = calendar_changes.set_day(self.desk, day, working, "why")
        if working is None:
            self.book.own_days.pop(day, None)
        else:
            self.book.own_days[day] = working
        assert bool(change.version) == (before != self.book.own_days)
        if change.version:
            self.book.calendar_changed(self.now)

    def declare(self, _pick: int, _more: int) -> None:
        if 2027 in self.book.final_years:
            return
        calendar_changes.declare_final(self.desk, 2027, "why")
        self.book.final_years.add(2027)
        self.book.calendar_changed(self.now)

    def freeze(self, pick: int, _more: int) -> None:
        """The earliest month that something counts in, some days after its end."""
        open_months = [one.month for one in self.book.rounds if one.month not in self.book.frozen]
        if not open_months:
            return
        month = min(open_months)
        ends = datetime.combine(last_day(month) + timedelta(days=1 + pick % 9), datetime.min.time(), SHANGHAI)
        if self.now < ends:
            if self.now < ends - MONTHS_AHEAD:
                return
            self.clock.move_to(ends)
        as_of = self.now
        stores.compute(self.desk, month)
        month_close.publish(self.desk, parse_period(month), days=0)
        self.book.publish(month, as_of)
        self.clock.shift(timedelta(days=1))
        may = not any(one.valid and one.provisional and one.month == month for one in self.book.rounds)
        if not may:
            # A supervisor has to declare the year final first; what was published stays as it was.
            try:
                month_close.freeze(self.desk, parse_period(month))
            except UserError as refused:
                assert refused.exit_status == 1
            else:
                raise AssertionError("frozen on a provisional limit")
            self.declare(0, 0)
        self.book.freeze(month)
        month_close.freeze(self.desk, parse_period(month))
        self.frozen_cards[month] = month_cards(self.desk, parse_period(month)).cards

    # --- What must hold ----------------------------------------------------------------------------------------------

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

    def compare_scores(self, _pick: int = 0, _more: int = 0) -> None:
        """The month that something counts in, computed as of now, against the plain loops."""
        for month in sorted({one.month for one in self.book.rounds} - self.book.frozen):
            if self.now < datetime.fromisoformat(f"{month}-01T00:00:00+08:00"):
                continue
            stores.compute(self.desk, month)
            expected = self.book.counted(month, self.now)
            for card in stores.cards(self.desk, month):
                line = stores.figures(card)["complaint_timeliness"]
                achieved, n = expected.get(str(card["employee_no"]), (0, 0))
                score = None if n == 0 else Fraction(100 * achieved, n)
                assert line["n"] == n, (month, card["employee_no"])
                assert line["score"] == (None if score is None else f"{float(round(score, 2)):.2f}") or (
                    score is not None and abs(Fraction(line["score"]) - score) <= Fraction(1, 200)
                )
        with self.desk.read() as session:
            names = dict(session.exec(select(Employee.employee_no, Employee.name)).all())
        for one in self.book.rounds:
            if one.valid and len(one.held) > 1 and self.book.verdict(one, self.now) is not None:
                who = self.book.credited(one, self.now)
                name = "nobody" if who is None else names[who]
                assert complaint_detail.read_detail(self.desk, one.number).credited == name


ACTIONS = {
    "wait": 5,
    "register": 2,
    "log": 7,
    "correct": 2,
    "pause": 3,
    "resume": 3,
    "reopen": 2,
    "propose": 2,
    "decide": 3,
    "assign": 2,
    "correct_handler": 1,
    "set_day": 4,
    "declare": 1,
    "freeze": 1,
    "compare_scores": 3,
}
"""What happens, and how often of so many times."""
NUMBERS = st.integers(0, 1_000_000)
STEPS = st.lists(
    st.tuples(
        st.sampled_from([action for action, often in ACTIONS.items() for _time in range(often)]),
        NUMBERS,
        NUMBERS,
    ),
    min_size=30,
    max_size=60,
)


def play(start: str, steps: Iterable[tuple[str, int, int]]) -> ComplaintClock:
    """Let a story happen, and hold it against the book after every step and at its end."""
    story = ComplaintClock()
    try:
        story.begin(start)
        for step in steps:
            story.step(*step)
    finally:
        story.teardown()
    return story


@given(start=st.sampled_from(STARTS), steps=STEPS)
@settings(max_examples=by_effort(5, 8, 400), suppress_health_check=list(HealthCheck))
def test_no_story_contradicts_the_book(start: str, steps: list[tuple[str, int, int]]) -> None:
    """No sequence of actions reaches a contradiction or loses an event; scores are equal."""
    play(start, steps)


@pytest.mark.parametrize("seed", range(by_effort(3, 3, 200)))
def test_long_stories_by_dice(seed: int) -> None:
    """The same in longer stories, in which more comes together than the search above tries by itself."""
    dice = Random(seed)
    actions, weights = list(ACTIONS), list(ACTIONS.values())
    steps = [
        (dice.choices(actions, weights)[0], dice.randrange(1_000_000), dice.randrange(1_000_000))
        for _step in range(150)
    ]
    play(STARTS[seed % 3], steps)


@pytest.mark.whole
def test_the_stories_are_about_what_they_should_be() -> None:
    """What is never tried is not tested: in a few stories everything is accepted and refused many times."""
    told: Counter[tuple[str, bool]] = Counter()
    own = ComplaintClock.told

    def counted(self: ComplaintClock, may: bool, use: Callable[[], object]) -> bool:
        frame = inspect.currentframe()
        assert frame is not None and frame.f_back is not None
        told[frame.f_back.f_code.co_name, may] += 1
        return own(self, may, use)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ComplaintClock, "told", counted)
        frozen = 0
        for seed in range(6):
            dice = Random(1000 + seed)
            steps = [
                (
                    dice.choices(list(ACTIONS), list(ACTIONS.values()))[0],
                    dice.randrange(1_000_000),
                    dice.randrange(1_000_000),
                )
                for _step in range(120)
            ]
            frozen += len(play(STARTS[seed % 3], steps).book.frozen)
    often = {"log": 50, "correct": 10, "pause": 15, "resume": 5, "reopen": 8, "propose": 8, "decide": 5}
    for action, least in often.items():
        assert told[action, True] >= least, (action, told)
        assert told[action, False] >= 1, (action, told)
    assert frozen >= 4

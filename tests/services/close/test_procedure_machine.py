"""Every action of the close in every state by every role, held against a plain book.

The book knows the rules as the sources and docs/decisions/0020, 0021 and 0069 say them, keeps dictionaries, and counts
working days by the notices' own transcription; it never looks at the store but for the published cards themselves.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import read_appeal
from csi_tui.services.changes import adjustments, corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.services.months.steps import steps_of
from csi_tui.services.oversight import pages as oversight_pages
from csi_tui.services.oversight import sampling
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.effort import by_effort
from tests.reference.workdays import is_working_day
from tests.services.procedures import PEOPLE, staff
from tests.stores import SHANGHAI, fill, local, order

JANUARY = Period(202601)
EVERYBODY = ("Desk", *PEOPLE)
ROLES = {"Desk": ("admin", "supervisor"), **{name: roles for name, (roles, _number) in PEOPLE.items()}}
SELF = {name: number for name, (_roles, number) in PEOPLE.items()}
LINES = ("total", "attitude", "quality")
OUTCOMES = ("upheld", "partly", "rejected")
DISPUTED = (("survey", "A1"), ("order", "W1"))
"""W2 is never struck out: there is always something to draw from."""
SEEDS = count()
"""Another one for each draw: the same rows are not drawn twice."""
WILD = 4
"""Every so many times an action is tried by anybody, at any time; else mostly by somebody who may."""


@dataclass
class Filed:
    number: str
    who: str
    line: str
    state: str
    due: datetime
    card: int
    """Which version of the owner's published card it questions."""
    decided_by: str = ""
    second: bool = False
    steps: int = 1
    upheld_in: int = -1
    """How often the month had been published or corrected when last upheld, even in part; -1 where it was not."""


class Procedure:
    """The product and the book, told the same."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.clock = time_machine.travel(local("2026-02-02T10:00"), tick=False)
        self.traveller = self.clock.start()
        self.desk = open_desk(stores.copy_store(self.folder / "csi.db"))
        self.desks: dict[str, Desk] = {"Desk": self.desk, **staff(self.desk)}
        self.state, self.dirty = "open", False
        self.cards: dict[str, Any] = {}
        self.windows: dict[str, datetime] = {}
        self.heard: dict[str, datetime] = {}
        """The windows of those whose card the last correction changed, or an earlier one whose window still ran."""
        self.versions: Counter[str] = Counter()
        """Employee number → how often the published card changed."""
        self.publications = 0
        self.filed: list[Filed] = []
        self.struck: set[str] = set()
        self.counted_without: set[str] = set()
        """What was struck out when the cards that stand were computed."""
        self.adjusted: Counter[tuple[str, str]] = Counter()
        self.counted_with: Counter[tuple[str, str]] = Counter()
        self.sampled, self.looked, self.verdict = False, False, ""
        self.history: list[str] = []
        self.orders = 0
        self.told_of: Counter[tuple[str, bool]] = Counter()

    def teardown(self) -> None:
        self.desk.close()
        self.clock.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    def after_working_days(self, count: int) -> datetime:
        """Midnight after so many working days from tomorrow on."""
        day: date = self.now.astimezone(SHANGHAI).date()
        while count:
            day += timedelta(days=1)
            count -= is_working_day(day)
        return datetime.combine(day + timedelta(days=1), time.min, SHANGHAI)

    def told(self, action: str, may: bool, use: Callable[[], object]) -> bool:
        """Do it; it has to be refused where the book says so, and only there."""
        self.told_of[action, may] += 1
        try:
            use()
        except UserError:
            assert not may, f"{action} was refused"
            return False
        assert may, f"{action} was accepted"
        return True

    def who(self, pick: int, wanted: str) -> str:
        return EVERYBODY[pick % len(EVERYBODY)] if pick % WILD == 0 else wanted

    # --- Actions ------------------------------------------------------------------------------------------------------

    def wait(self, pick: int, _more: int) -> None:
        self.traveller.shift(timedelta(days=1 + pick % 4))

    def change(self, pick: int, _more: int) -> None:
        """A desk goes on entering all the while."""
        self.orders += 1
        row = order(f"X{self.orders}", "2026-01-09T09:00", "2026-01-10T09:00", technician_no="E2",
                    outcome=("fixed", "not_fixed")[pick % 2])  # fmt: skip
        fill(self.desk, orders=[row])
        self.dirty = True

    def compute(self, pick: int, _more: int) -> None:
        name = self.who(pick, "Direct")
        may = "supervisor" in ROLES[name] and self.state in ("open", "computed")
        if self.told("compute", may, lambda: month_close.compute(self.desks[name], JANUARY)):
            self.state, self.dirty = "computed", False
            self.counted_without, self.counted_with = set(self.struck), Counter(self.adjusted)
            self.history.append("computed")

    def publish(self, pick: int, _more: int) -> None:
        name = self.who(pick, "Direct")
        if self.state == "computed" and self.adjusted != self.counted_with:
            # Whether points move a figure that may not be there is not for this book to say.
            return
        changed = self.dirty or self.struck != self.counted_without
        may = "supervisor" in ROLES[name] and self.state == "computed" and not changed
        if self.told("publish", may, lambda: month_close.publish(self.desks[name], JANUARY)):
            self.state = "published"
            self.history.append("published")
            cards = {card["employee_no"]: card for card in stores.cards(self.desk, "2026-01")}
            ends = self.after_working_days(5)
            self.publications += 1
            self.sampled, self.looked, self.verdict = False, False, ""
            for number, card in cards.items():
                if self.cards.get(number) != card:
                    self.versions[number] += 1
                    self.windows[number] = max(ends, self.windows.get(number, ends))
            self.cards = cards

    def reopen(self, pick: int, _more: int) -> None:
        name = self.who(pick, "Other")
        may = "supervisor" in ROLES[name] and self.state in ("computed", "published")
        if self.told("reopen", may, lambda: reopen_month(self.desks[name], JANUARY, "why")):
            self.state = "open"
            self.history.append("reopened")

    def freeze(self, pick: int, _more: int) -> None:
        name = self.who(pick, "Direct")
        may = (
            "supervisor" in ROLES[name]
            and self.state == "published"
            and self.now >= max(self.windows.values())
            and not any(one.state in ("first", "second") for one in self.filed)
            and not any(one.state == "answered" and self.now < one.due for one in self.filed)
            and not any(one.upheld_in == self.publications for one in self.filed)
            and self.verdict != "objected"
        )
        if self.told("freeze", may, lambda: month_close.freeze(self.desks[name], JANUARY)):
            self.state = "frozen"
            self.history.append("frozen")

    def file(self, pick: int, more: int) -> None:
        name, line = self.who(pick, ("Owner", "Colleague", "Hr")[more % 3]), LINES[more // 3 % 3]
        number = SELF.get(name)
        windows = {"published": self.windows, "frozen": self.heard}.get(self.state, {})
        may = (
            number in windows
            and self.now < windows[str(number)]
            and not any(
                (one.who, one.line) == (name, line)
                and (self.still_open(one) or one.card == self.versions[str(number)])
                for one in self.filed
            )
        )
        kept: list[str] = []
        if self.told(
            "file", may, lambda: kept.append(filing.file_appeal(self.desks[name], JANUARY, line, "why"))
        ):
            card = self.versions[str(number)]
            self.filed.append(Filed(kept[0], name, line, "first", self.after_working_days(5), card))

    def still_open(self, one: Filed) -> bool:
        return one.state in ("first", "second", "carried") or (one.state == "answered" and self.now < one.due)

    def one(self, pick: int, *states: str) -> Filed | None:
        wanted = [one for one in self.filed if one.state in states] if pick % WILD else self.filed
        some = wanted or self.filed
        return some[pick % len(some)] if some else None

    def decide(self, pick: int, more: int) -> None:
        one = self.one(more, "first", "second", "carried")
        if one is None:
            return
        name = self.who(pick, ("Hr", "Head")[more % 2] if one.second else "Direct")
        may = one.state in ("first", "second", "carried") and name != one.who
        if one.second:
            may = may and bool({"hr", "head"} & set(ROLES[name])) and name != one.decided_by
        else:
            may = may and name == "Direct"
        outcome = OUTCOMES[more % 3]
        if self.told("decide", may, lambda: appeals.decide(self.desks[name], one.number, outcome, "why")):
            final = one.second or outcome == "upheld"
            one.state = "closed" if final else "answered"
            one.due = self.now if final else self.after_working_days(5)
            one.decided_by = one.decided_by or name
            one.upheld_in = -1 if outcome == "rejected" else self.publications
            one.steps += 1

    def escalate(self, pick: int, more: int) -> None:
        one = self.one(more, "answered")
        if one is None:
            return
        name = self.who(pick, one.who)
        may = one.state == "answered" and name == one.who and self.now < one.due
        if self.told("escalate", may, lambda: appeals.escalate(self.desks[name], one.number, "why")):
            one.state, one.second, one.due = "second", True, self.after_working_days(5)
            one.steps += 1

    def withdraw(self, pick: int, more: int) -> None:
        one = self.one(more, "first", "answered", "second", "carried")
        if one is None:
            return
        name = self.who(pick, one.who)
        may = one.state != "closed" and name == one.who
        if self.told("withdraw", may, lambda: appeals.withdraw(self.desks[name], one.number, "why")):
            one.state, one.due, one.upheld_in = "closed", self.now, -1
            one.steps += 1

    def carry(self, pick: int, more: int) -> None:
        one = self.one(more, "first", "second")
        if one is None:
            return
        name = self.who(pick, "Other")
        waits = one.state in ("first", "second") and self.state != "frozen"
        may = "supervisor" in ROLES[name] and waits and name != one.who
        if self.told("carry", may, lambda: appeals.carry(self.desks[name], one.number, "why")):
            one.state = "carried"
            one.steps += 1

    # --- Changes by people -------------------------------------------------------------------------------------------

    def strike(self, pick: int, more: int) -> None:
        name, (kind, number) = self.who(pick, ("Direct", "Head")[more % 2]), DISPUTED[more % len(DISPUTED)]
        strikes_out = bool({"supervisor", "head"} & set(ROLES[name]))
        may = strikes_out and self.state != "published" and number not in self.struck
        if self.told("strike", may, lambda: exclusions.strike_out(self.desks[name], kind, number, "why")):
            self.struck.add(number)

    def restore(self, pick: int, more: int) -> None:
        name, (kind, number) = self.who(pick, ("Direct", "Head")[more % 2]), DISPUTED[more % len(DISPUTED)]
        strikes_out = bool({"supervisor", "head"} & set(ROLES[name]))
        may = strikes_out and self.state != "published" and number in self.struck
        if self.told("restore", may, lambda: exclusions.restore(self.desks[name], kind, number, "why")):
            self.struck.remove(number)

    def adjust(self, pick: int, more: int) -> None:
        name = self.who(pick, ("Direct", "Head", "Hr")[more % 3])
        number, points = ("E1", "E2", "E3")[more // 3 % 3], more // 9 % 9 - 4 or 1
        roles = set(ROLES[name])
        limit = 10 if roles & {"head", "hr"} else 5 if "supervisor" in roles else 0
        may = (
            limit > 0
            and self.state in ("open", "computed")
            and SELF.get(name) != number
            and (name == "Direct" or bool(roles & {"head", "hr"}))
            and abs(self.adjusted[number, "quality"] + points) <= limit
            and (self.state == "open" or self.has_quality(number))
        )
        if self.told(
            "adjust",
            may,
            lambda: adjustments.adjust(self.desks[name], JANUARY, number, "quality", str(points), "why"),
        ):
            self.adjusted[number, "quality"] += points

    def has_quality(self, number: str) -> bool:
        """What the computed card does not have is not adjusted."""
        (card,) = [card for card in stores.cards(self.desk, "2026-01") if card["employee_no"] == number]
        return stores.figures(card)["quality"]["score"] is not None

    def correct(self, pick: int, _more: int) -> None:
        name = self.who(pick, "Direct")
        owed = any(
            one.upheld_in == self.publications and one.state in ("answered", "closed") for one in self.filed
        )
        differs = self.struck != self.counted_without or owed
        may = "supervisor" in ROLES[name] and self.state == "frozen" and differs
        if self.told("correct", may, lambda: corrections.correct(self.desks[name], JANUARY, "why")):
            self.history.append("corrected")
            self.counted_without = set(self.struck)
            self.sampled, self.looked, self.verdict = False, False, ""
            self.publications += 1
            cards = {card["employee_no"]: card for card in stores.cards(self.desk, "2026-01")}
            running = {number: ends for number, ends in self.heard.items() if self.now < ends}
            ends = self.after_working_days(5)
            changed = [number for number, card in cards.items() if self.cards[number] != card]
            self.heard = running | {number: max(ends, running.get(number, ends)) for number in changed}
            self.versions.update(changed)
            self.cards = cards

    # --- Oversight ---------------------------------------------------------------------------------------------------

    def draw(self, pick: int, _more: int) -> None:
        name = self.who(pick, "Oversight")
        # After the signature an objection comes first.
        may = "oversight" in ROLES[name] and self.public and self.verdict != "signed"
        if self.told("draw", may, lambda: sampling.draw(self.desks[name], JANUARY, 3, f"seed {next(SEEDS)}")):
            self.sampled, self.looked = True, False

    def look(self, pick: int, _more: int) -> None:
        name = self.who(pick, "Oversight")
        may = "oversight" in ROLES[name] and self.public and self.sampled and self.verdict != "signed"

        def look_at_all() -> None:
            draws = oversight_pages.sample_of(self.desks[name], JANUARY).draws
            for draw in range(1, draws + 1) or (None,):
                for row in oversight_pages.sample_of(self.desks[name], JANUARY, draw=draw).rows or (None,):
                    number = "1" if row is None else row.number
                    sampling.note_finding(self.desks[name], JANUARY, number, "right")

        if self.told("look", may, look_at_all):
            self.looked = True

    def say(self, pick: int, more: int) -> None:
        name, verdict = self.who(pick, "Oversight"), ("signed", "objected", "lifted")[more % 3]
        may = "oversight" in ROLES[name] and self.public
        if verdict == "lifted":
            may = may and self.verdict == "objected"
        else:
            may = may and self.sampled and self.verdict != verdict and (verdict == "objected" or self.looked)
        uses: dict[str, Callable[[Desk, Period, str], object]] = {
            "signed": sampling.sign,
            "objected": sampling.object_to,
            "lifted": sampling.lift,
        }
        use = uses[verdict]
        if self.told("say", may, lambda: use(self.desks[name], JANUARY, "why")):
            self.verdict = verdict

    @property
    def public(self) -> bool:
        return self.state in ("published", "frozen")

    # --- Held against the book ----------------------------------------------------------------------------------------

    def step(self, action: str, pick: int, more: int) -> None:
        self.traveller.shift(timedelta(seconds=1))
        getattr(self, action)(pick, more)
        assert month_status(self.desk, JANUARY).state == self.state
        assert [one.step for one in steps_of(self.desk, JANUARY)] == self.history
        if self.state == "published":
            assert month_status(self.desk, JANUARY).window_ends_at == max(self.windows.values())
        if self.state == "frozen" and self.heard:
            assert month_status(self.desk, JANUARY).appeals_until == max(self.heard.values())
        for one in self.filed:
            found = read_appeal(self.desk, one.number)
            assert (found.state, found.due_at, len(found.steps)) == (one.state, one.due, one.steps)

    def end(self) -> None:
        """What was published last is what is shown, and a frozen month is sound."""
        if self.state in ("published", "frozen"):
            shown = {card["employee_no"]: card for card in stores.cards(self.desk, "2026-01")}
            assert shown == self.cards
        assert not verify(self.desk).problems


ACTIONS = {
    "wait": 5, "change": 1, "compute": 4, "publish": 5, "reopen": 1, "freeze": 5, "file": 5, "decide": 6,
    "escalate": 3, "withdraw": 1, "carry": 1, "strike": 3, "restore": 2, "adjust": 2, "correct": 2, "draw": 2,
    "look": 2, "say": 2,
}  # fmt: skip
"""What happens, and how often of so many times."""
NUMBERS = st.integers(0, 1_000_000)
STEPS = st.lists(
    st.tuples(
        st.sampled_from([action for action, often in ACTIONS.items() for _time in range(often)]),
        NUMBERS,
        NUMBERS,
    ),
    min_size=15,
    max_size=40,
)


def play(steps: Iterable[tuple[str, int, int]]) -> Counter[tuple[str, bool]]:
    """Let a story happen, and hold it against the book after every step and at its end; answers what was tried."""
    story = Procedure()
    try:
        for step in steps:
            story.step(*step)
        story.end()
    finally:
        story.teardown()
    return story.told_of


@given(steps=STEPS)
@settings(max_examples=by_effort(3, 5, 300), suppress_health_check=list(HealthCheck))
def test_no_story_contradicts_the_book(steps: list[tuple[str, int, int]]) -> None:
    """Every action in every state by every role."""
    play(steps)


def diced(seed: int) -> list[tuple[str, int, int]]:
    dice = Random(seed)
    actions, weights = list(ACTIONS), list(ACTIONS.values())
    return [
        (dice.choices(actions, weights)[0], dice.randrange(1_000_000), dice.randrange(1_000_000))
        for _step in range(90)
    ]


@pytest.mark.parametrize("seed", range(16, 16 + by_effort(3, 2, 150)))
def test_long_stories_by_dice(seed: int) -> None:
    """The same in longer stories; sixteen more are counted below."""
    play(diced(seed))


@pytest.mark.whole
def test_the_stories_are_about_what_they_should_be() -> None:
    """What is never tried is not tested: everything is accepted and refused several times."""
    told: Counter[tuple[str, bool]] = Counter()
    for seed in range(16):
        told += play(diced(seed))
    actions = set(ACTIONS) - {"wait", "change"}
    assert {action: min(told[action, True], told[action, False]) >= 3 for action in actions} == dict.fromkeys(
        actions, True
    )

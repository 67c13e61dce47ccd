"""Files of every kind brought in, put right and taken out again, in any order with work by hand, appeals, the close and
corrections (docs/decisions/0057 and 0062).

After every step each row of the book is in the store once and no other is; the cards of a published or frozen month are
those that were last published or corrected; the store verifies; and the trail says of every row that a file put right,
or an undo put back, which field held what.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing, procedure
from csi_tui.services.appeals.pages import appeals
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.complaints import handlers, milestones, words
from csi_tui.services.entries import figures, ratings
from csi_tui.services.errors import NotPermitted, UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import import_line, rows_page
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.notes import notes
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.people import employees
from csi_tui.services.proof.verify import verify
from csi_tui.services.sheets.rows import Revised
from csi_tui.services.tabular.records import EmployeeRow, MeasureRow
from tests import stores
from tests.effort import QUICK, by_effort
from tests.services.procedures import desk_of, staff, use_scheme
from tests.stores import TextRow, complaint, local, order, person, survey, write_csv

JANUARY = Period(202601)
DAY, NEXT = "2026-01-05T09:00", "2026-01-06T09:00"
HAND = ("orders", "surveys", "complaints")
KINDS: Mapping[str, tuple[str, ...]] = {
    "aftersales-csi": ("employees", "orders", "orders", "surveys", "surveys", "complaints", "complaints"),
    "contact-centre": ("employees", "measures", "measures", "ratings", "ratings"),
}
SQL = {
    "employees": "SELECT e.employee_no, a.team, 0 FROM employee e JOIN assignment a ON a.employee_id = e.id "
    "WHERE e.employee_no LIKE 'P%'",
    "orders": "SELECT order_no, product, import_id FROM work_order WHERE order_no LIKE 'N%'",
    "surveys": "SELECT agency_ref, CAST(attitude AS TEXT), import_id FROM survey WHERE agency_ref LIKE 'N%'",
    "complaints": "SELECT complaint_no, category || ' ' || COALESCE(e.employee_no, ''), import_id "
    "FROM complaint c LEFT JOIN employee e ON e.id = c.handler_id",
    "measures": "SELECT e.employee_no, CAST(numerator AS TEXT), import_id FROM measure_figure m "
    "JOIN employee e ON e.id = m.employee_id WHERE replaced_at IS NULL",
    "ratings": "SELECT e.employee_no, CAST(score / 100 AS TEXT), import_id FROM rating r "
    "JOIN employee e ON e.id = r.employee_id WHERE withdrawn_at IS NULL",
}  # fmt: skip
VALUES = {
    "employees": ("T1", "T7", "T8"), "orders": ("空调", "冰箱", "洗衣机"), "surveys": ("5", "3", "1"),
    "complaints": ("quality E1", "quality E2", "manners E1", "manners E3"), "measures": ("80", "90", "95"),
    "ratings": ("60", "70", "80"),
}  # fmt: skip
ACTIONS = {
    "employees": {"keep-employee"}, "orders": {"change-order"}, "surveys": {"correct-survey"},
    "complaints": {"change-complaint", "correct-handler"},
}  # fmt: skip


@dataclass
class Row:
    """A row of the book; ``source`` and ``value`` as they are; ``touched``: something was done with it since."""

    value: str
    source: int
    touched: bool = False
    published: bool = False
    before: list[tuple[int, str]] = field(default_factory=list)
    """What stood there before it was put right, and by which import; 0: by hand."""

    def by_hand(self, value: str) -> None:
        """Another value; one that is put back by hand is as if nothing had been done."""
        if self.before and self.before[-1] == (0, value):
            self.before.pop()
        else:
            self.before.append((0, self.value))
        self.value = value

    def put_back(self, number: int, value: str) -> None:
        """By the undo of an import: what it had put right, and nothing that was done since."""
        assert self.before.pop() == (number, value)
        self.value, self.touched = value, True


@dataclass
class Month:
    """January, as the book has it."""

    state: str = "open"
    cards: object = None
    filed: int = 0


@dataclass
class World:
    """The product and the book, told the same."""

    folder: Path
    scheme: str
    dice: Random
    clock: time_machine.Traveller
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    imports: dict[int, str] = field(default_factory=dict)
    month: Month = field(default_factory=Month)
    named: set[str] = field(default_factory=set)
    """Numbers that an appeal names: a row that comes later under one, of whatever kind, is held by it too."""
    seen: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.desk = open_desk(stores.copy_store(self.folder / "csi.db"))
        self.desks = staff(self.desk)
        if self.scheme != "aftersales-csi":
            self.desk = use_scheme(self.desk, self.scheme)
            self.desks = {name: desk_of(self.desk, name) for name in self.desks}
        self.rows = {kind: {} for kind in KINDS[self.scheme]}

    # --- Files -------------------------------------------------------------------------------------------------------

    def bring_in(self, *, revise: bool = False) -> None:
        """A file of some rows, new ones and known ones."""
        kind = self.dice.choice(KINDS[self.scheme])
        entered = kind in ("measures", "ratings")
        names = (
            ["E1", "E2", "E3"] if entered else [f"{'P' if kind == 'employees' else 'N'}{n}" for n in range(4)]
        )
        said = {
            name: self.dice.choice(VALUES[kind]) for name in self.dice.sample(names, self.dice.randint(1, 3))
        }
        path = write_csv(
            self.folder / "file.csv", [self.line(kind, name, value) for name, value in said.items()]
        )
        by = self.desks["Direct"] if kind == "ratings" else self.desk
        before = self.last_entry()
        report = import_file(by, kind, path, revise=revise)
        assert report.number is not None
        self.imports[report.number] = kind
        refused = {fault.row - 2 for fault in report.rejected}
        revised = {one.row - 2: one for one in report.revised}
        skipped = {number - 2 for number, _name in report.skipped}
        assert report.accepted == len(said) - len(refused) - len(skipped)
        for at, (name, value) in enumerate(said.items()):
            if at in refused or at in skipped:
                continue
            row = self.rows[kind].get(name)
            if at in revised:
                assert revise and row is not None
                row.before.append((report.number, row.value))
                row.value, row.touched = value, True
                if entered:
                    row.source, row.published = report.number, False
                else:
                    self.told(kind, revised[at], before)
            else:
                assert row is None
                self.rows[kind][name] = Row(value, report.number, touched=name in self.named)
            self.names(kind, name)
        self.seen["revised"] += len(revised)

    def put_right_by_file(self) -> None:
        self.bring_in(revise=True)

    def line(self, kind: str, name: str, value: str) -> TextRow:
        """A row of a file; orders are repaired by somebody of a file, surveys and complaints speak of orders of one."""
        if kind == "employees":
            return person(name, "technician", team=value)
        if kind == "orders":
            worker = f"P{name[1:]}" if f"P{name[1:]}" in self.rows["employees"] else "E2"
            return order(name, DAY, NEXT, agent_no="E1", technician_no=worker, product=value)
        of = name if name in self.rows.get("orders", {}) else "W1"
        if kind == "surveys":
            return survey(name, of, NEXT, value + "5555")
        if kind == "complaints":
            category, handler = value.split()
            return complaint(name, DAY, handler, category=category, order_no=of, contacted_at=NEXT)
        if kind == "measures":
            return {
                "month": "2026-01",
                "subject_no": name,
                "measure": "csat",
                "numerator": value,
                "denominator": "100",
            }
        return {"on_date": "2026-01-15", "employee_no": name, "item": "supervisor_rating", "score": value}

    def names(self, kind: str, name: str) -> None:
        """What a row speaks of is held by it from now on."""
        if kind in HAND:
            for other, number in (("employees", f"P{name[1:]}"), ("orders", name)):
                if other != kind and number in self.rows[other]:
                    self.rows[other][number].touched = True

    def undo(self) -> None:
        """What stayed has a reason; what nobody touched and no month was published with left."""
        if not self.imports:
            return
        number = self.dice.choice(sorted(self.imports))
        kind = self.imports[number]
        line = import_line(self.desk, number)
        by = self.desks["Direct"] if kind == "ratings" else self.desk
        before, rows = self.last_entry(), self.rows[kind]
        own = {name for name, row in rows.items() if row.source == number} if kind in SQL else set()
        if kind == "employees":
            own = {one.name.split()[0] for one in rows_page(self.desk, number)}
        try:
            report = undo(by, number, "a test")
        except UserError:
            assert line.gone >= line.accepted
            return
        assert all(one.why for one in report.stayed)
        stayed = {next((part for part in one.name.split() if part in rows), "") for one in report.stayed}
        told = self.entries(before)
        ending = [
            detail for action, subject, detail in told if action == "undo-import" and subject == str(number)
        ]
        assert [one["gone"] for one in ending] == ([report.gone] if report.gone else [])
        now = self.stored(kind)
        self.put_back(kind, number, [one for one in told if one[0] == "put-back"], own)
        for name in own - stayed:
            row = rows[name]
            if name in now:
                # Of a person, and of a figure that took the place of another, what stood before is back.
                row.put_back(number, now[name][0])
                row.source = now[name][1]
                self.seen["back"] += 1
            else:
                assert not row.published
                del rows[name]
                self.seen["left, open" if self.month.state == "open" else "left, closed"] += 1
        for name in own & stayed:
            assert rows[name].touched or rows[name].published
        self.seen["stayed"] += len(stayed)

    def put_back(
        self, kind: str, number: int, told: list[tuple[str, str, dict[str, Any]]], own: set[str]
    ) -> None:
        """The trail says of each row that was put back what was there, and what is there again."""
        fields = {"employees": "team", "orders": "product", "surveys": "attitude", "complaints": "category"}
        now = self.stored(kind)
        for _action, called, detail in told:
            name = called.split()[0]
            assert detail["import"] == number
            if name not in now:
                continue
            if (field := fields[kind]) in detail:
                was, stands = self.rows[kind][name].value, now[name][0]
                assert [str(one) for one in detail[field]] == [was.split()[0], stands.split()[0]]
            if name not in own:
                self.rows[kind][name].put_back(number, now[name][0])
                self.seen["back"] += 1

    # --- By hand -----------------------------------------------------------------------------------------------------

    def by_hand(self) -> None:
        """A change on a form, a step of a complaint, a figure replaced, a rating taken back."""
        found = [(kind, name) for kind, rows in self.rows.items() for name in sorted(rows)]
        if not found:
            return
        kind, name = self.dice.choice(found)
        row, value = self.rows[kind][name], self.dice.choice(VALUES[kind])
        if kind not in ("ratings", "complaints") and value == row.value:
            return
        try:
            self.put(kind, name, value)
        except (UserError, NotPermitted):
            return
        row.touched = True
        self.seen["by hand"] += 1
        if kind == "ratings":
            del self.rows[kind][name]
        elif kind == "complaints":
            # Every step of a complaint counts, whatever it changes.
            row.before.append((0, ""))
        else:
            row.by_hand(value)
            row.source = 0 if kind == "measures" else row.source

    def put(self, kind: str, name: str, value: str) -> None:
        if kind == "employees":
            one = employees.person(self.desk, name)
            row = EmployeeRow(one.employee_no, one.name, one.role, value, None, one.joined_on)
            employees.keep(self.desk, row)
        elif kind == "orders":
            detail = work_orders.read(self.desk, name)
            work_orders.change(self.desk, name, detail.version, replace(detail.row, product=value))
        elif kind == "surveys":
            before = surveys.read(self.desk, name)
            surveys.correct(self.desk, before, replace(before, attitude=int(value)), "misread")
        elif kind == "complaints":
            self.dice.choice(
                (
                    lambda: milestones.log_milestone(self.desk, name, "planned", local(NEXT), "late"),
                    lambda: words.put_words(
                        self.desk, name, words.read_words(self.desk, name), words.Words("吵", "")
                    ),
                    lambda: handlers.assign(self.desk, name, self.stored("complaints")[name][0].split()[-1]),
                    lambda: notes.write(self.desk, "complaint", name, "rang twice"),
                )
            )()
        elif kind == "measures":
            figure = MeasureRow(JANUARY, name, "csat", Decimal(value), Decimal(100))
            figures.set_figure(self.desk, figure, "misread")
        else:
            (number,) = [
                one.number
                for one in ratings.ratings(self.desk, JANUARY)
                if one.employee_no == name and one.withdrawn_at is None
            ]
            ratings.withdraw(self.desks["Direct"], number, "misread")

    def note(self) -> None:
        kind = self.dice.choice([kind for kind in self.rows if kind in HAND] or [""])
        if names := sorted(self.rows.get(kind, {})):
            name = self.dice.choice(names)
            notes.write(self.desk, kind[:-1], name, "rang twice")
            self.rows[kind][name].touched = True

    def strike_out(self) -> None:
        kind = self.dice.choice([kind for kind in self.rows if kind in HAND] or [""])
        if names := sorted(self.rows.get(kind, {})):
            name = self.dice.choice(names)
            try:
                exclusions.strike_out(self.desk, kind[:-1], name, "a test")
            except UserError:
                return
            self.rows[kind][name].touched = True

    def wait(self) -> None:
        self.clock.move_to(datetime.now(UTC) + timedelta(hours=self.dice.randint(1, 30)))

    # --- The close ---------------------------------------------------------------------------------------------------

    def publish(self) -> None:
        if self.month.state == "open":
            month_close.compute(self.desk, JANUARY)
            self.on_cards()
            if self.dice.random() < 0.5:
                return
            month_close.publish(self.desk, JANUARY)
            self.month.state, self.month.cards = "published", self.cards()
            for rows in self.rows.values():
                for row in rows.values():
                    row.published = True

    def appeal(self) -> None:
        """E1 asks about a row behind a line."""
        if self.month.state != "published":
            return
        of_january = [(kind, name) for kind in self.rows if kind in HAND for name in sorted(self.rows[kind])]
        _kind, name = self.dice.choice(of_january or [("surveys", "A1")])
        line = self.dice.choice(("attitude", "quality", "first_time_fix", "complaint_timeliness", "total"))
        try:
            filing.file_appeal(self.desks["Owner"], JANUARY, line, "it was another visit", "", name)
        except UserError:
            return
        self.month.filed += 1
        self.named.add(name)
        self.seen["appeals"] += 1
        for rows in self.rows.values():
            # An appeal names a number, whatever its kind.
            if name in rows:
                rows[name].touched = True

    def decide(self) -> None:
        for one in appeals(self.desk, JANUARY, waiting=True):
            for name in ("Direct", "Head"):
                try:
                    procedure.decide(
                        self.desks[name], one.number, self.dice.choice(("upheld", "rejected")), "listened"
                    )
                except (UserError, NotPermitted):
                    continue
                break

    def reopen(self) -> None:
        if self.month.state == "published":
            reopen_month(self.desk, JANUARY, "a test")
            self.month.state, self.month.cards = "open", None
            for kind in ("measures", "ratings"):
                for row in self.rows.get(kind, {}).values():
                    # They are ended, not deleted: the certificate of what was published names them still.
                    row.published = False

    def freeze(self) -> None:
        if self.month.state != "published" or (self.scheme == "contact-centre" and self.dice.random() < 0.7):
            return
        self.decide()
        self.clock.move_to(datetime.now(UTC) + timedelta(days=21))
        self.decide()
        try:
            month_close.freeze(self.desk, JANUARY)
        except UserError:
            return
        self.month.state = "frozen"

    def correct(self) -> None:
        """A frozen month follows its rows only so."""
        if self.month.state == "frozen":
            try:
                corrections.correct(self.desk, JANUARY, "a test")
            except UserError:
                return
            self.month.cards = self.cards()
            self.on_cards()
            self.seen["corrected"] += 1

    def on_cards(self) -> None:
        """Whoever has a card stays, of a month that is only computed too."""
        for row in self.rows["employees"].values():
            row.touched = True

    # --- What holds after every step ---------------------------------------------------------------------------------

    def stored(self, kind: str) -> dict[str, tuple[str, int]]:
        """The rows of a kind that count, by what people call them."""
        with self.desk.read() as session:
            found = session.connection().exec_driver_sql(SQL[kind]).all()
        assert len({name for name, *_rest in found}) == len(found), "a row is there twice"
        return {name: (str(value).strip(), source or 0) for name, value, source in found}

    def cards(self) -> object:
        return [
            (card["employee_no"], card["total"], card["indicators"])
            for card in stores.cards(self.desk, "2026-01")
        ]

    def last_entry(self) -> int:
        with self.desk.read() as session:
            return int(session.connection().exec_driver_sql("SELECT MAX(seq) FROM audit_entry").scalar_one())

    def entries(self, after: int) -> list[tuple[str, str, dict[str, Any]]]:
        """What the trail says from an entry on: action, subject, detail."""
        with self.desk.read() as session:
            found = session.connection().exec_driver_sql(
                f"SELECT action, subject, detail FROM audit_entry WHERE seq > {after} ORDER BY seq"
            )
            return [(action, subject, json.loads(detail)) for action, subject, detail in found]

    def told(self, kind: str, one: Revised, before: int) -> None:
        """The trail says of each field that a file put right what was there, and what is."""
        own = [
            detail for action, subject, detail in self.entries(before)
            if subject == one.key and action in ACTIONS[kind]
        ]  # fmt: skip
        assert own, one
        for column, _was, _is in one.differences:
            if column in ("product", "attitude", "category"):
                (found,) = [
                    changed[column] for detail in own if column in (changed := detail.get("changed", detail))
                ]
                assert isinstance(found, list) and found[0] != found[1]

    def check(self) -> None:
        for kind, rows in self.rows.items():
            book = {name: row.value for name, row in rows.items()}
            now = self.stored(kind)
            if kind == "complaints":
                # Steps by hand change who handles it.
                assert set(now) == set(book)
                for name, row in rows.items():
                    row.value = now[name][0]
            else:
                assert {name: value for name, (value, _source) in now.items()} == book
            for name, row in rows.items():
                assert kind == "employees" or now[name][1] == row.source
        if self.month.cards is not None:
            assert self.cards() == self.month.cards
        assert verify(self.desk).problems == ()


STEPS: tuple[Callable[[World], None], ...] = (
    World.bring_in, World.bring_in, World.bring_in, World.put_right_by_file, World.put_right_by_file,
    World.put_right_by_file, World.by_hand, World.by_hand, World.note, World.strike_out, World.wait, World.publish,
    World.appeal, World.appeal, World.decide, World.reopen, World.freeze, World.correct,
    World.undo, World.undo, World.undo, World.undo,
)  # fmt: skip


def story(scheme: str, dice: Random, steps: list[int]) -> Counter[str]:
    """Play some steps; answers what they were about."""
    with tempfile.TemporaryDirectory() as folder, stores.clock_at(local("2026-02-02T10:00")) as clock:
        world = World(Path(folder), scheme, dice, clock)
        try:
            for step in steps:
                STEPS[step](world)
                world.check()
        finally:
            world.desk.close()
        return world.seen


@pytest.mark.parametrize("scheme", KINDS)
@settings(max_examples=by_effort(3, 5, 300), deadline=None)
@given(
    steps=st.lists(st.integers(0, len(STEPS) - 1), min_size=5, max_size=25),
    dice=st.randoms(use_true_random=False),
)
def test_any_order_of_steps(scheme: str, steps: list[int], dice: Random) -> None:
    story(scheme, dice, steps)


PHASES: tuple[tuple[Callable[[World], None], int], ...] = (
    (World.bring_in, 9), (World.put_right_by_file, 6), (World.by_hand, 8), (World.undo, 9), (World.bring_in, 3),
    (World.publish, 4), (World.appeal, 3), (World.bring_in, 2), (World.put_right_by_file, 2), (World.undo, 3),
    (World.decide, 1), (World.freeze, 9), (World.bring_in, 6), (World.put_right_by_file, 3), (World.by_hand, 1),
    (World.undo, 7), (World.correct, 2),
)  # fmt: skip
"""The life of a month, in its order."""


@pytest.mark.whole
@pytest.mark.parametrize("scheme", KINDS)
def test_the_steps_are_about_what_they_should_be(scheme: str) -> None:
    """A month from its files to its correction: rows leave, stay, are put right and put back, appealed against."""
    seen: Counter[str] = Counter()
    steps = [STEPS.index(step) for step, turns in PHASES for _turn in range(turns)]
    for seed in range(by_effort(1, 1, 30)):
        seen += story(scheme, Random(seed), steps)
    wanted = ["left, open", "stayed", "revised", "back", "by hand"]
    wanted += ["left, closed", "appeals", "corrected"] if scheme == "aftersales-csi" else []
    if not QUICK:
        assert all(seen[what] for what in wanted), seen

"""Imports, revisions, undoing, work by hand and the close in any order, held against a plain book
(docs/decisions/0057).

After every step the store holds the book's rows and no others, each once; a frozen month has the cards that it had; the
store verifies, so that the trail accounts for every row that left.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from csi_tui.scoring.periods import Period
from csi_tui.services.changes import corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.errors import UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import import_line
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.notes import notes
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.effort import QUICK, by_effort
from tests.stores import ONE_DAY, fill, local, order, person, survey, write_csv

JANUARY = Period(202601)
DAY, NEXT = "2026-01-05T09:00", "2026-01-06T09:00"
NUMBERS = range(4)
VALUES = {"orders": ("空调", "冰箱", "洗衣机"), "surveys": ("5", "3", "1")}


@dataclass
class Row:
    """A row of the book; ``known``: what the file says by which it is known."""

    value: str
    source: int
    known: str
    order: str = ""
    revised: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Import, value and known value before, value after."""
    noted: bool = False
    put_right: bool = False
    struck: bool = False
    published: bool = False
    in_january: bool = True


class Book:
    """The product and the book, told the same."""

    def __init__(self, folder: Path, dice: Random, clock: time_machine.Traveller) -> None:
        self.dice, self.clock = dice, clock
        self.folder = folder
        self.desk = open_desk(stores.copy_store(folder / "csi.db"))
        fill(
            self.desk,
            employees=[person("E1")],
            orders=[order("W0", DAY, NEXT, agent_no="E1")],
            surveys=[survey(f"A0{n}", "W0", NEXT) for n in range(5)],
        )
        self.rows: dict[str, dict[str, Row]] = {"orders": {}, "surveys": {}}
        self.batches: dict[int, str] = {}
        self.gone: dict[int, int] = {}
        self.state = "open"
        self.cards: object = None
        self.seen: Counter[str] = Counter()

    # --- Steps ---------------------------------------------------------------------------------------------------

    def bring_in(self, *, revise: bool = False) -> None:
        """A file of some rows, new ones and known ones."""
        kind = self.dice.choice(("orders", "surveys"))
        at = {
            str(n): self.dice.choice(VALUES[kind]) for n in self.dice.sample(NUMBERS, self.dice.randint(1, 3))
        }
        of = {n: self.dice.choice(["0", *NUMBERS]) for n in at}
        for n in at:
            # A survey speaks of the order that it spoke of.
            if kind == "surveys" and f"A{n}" in self.rows["surveys"]:
                of[n] = self.rows["surveys"][f"A{n}"].order.removeprefix("W")
        lines = [
            order(f"W{int(n) + 1}", DAY, NEXT, agent_no="E1", product=value)
            if kind == "orders"
            else survey(f"A{n}", f"W{of[n]}", NEXT, value + "5555")
            for n, value in at.items()
        ]
        path = write_csv(self.folder / "file.csv", lines)
        report = import_file(self.desk, kind, path, revise=revise)
        assert report.number is not None
        rows, rejected = self.rows[kind], 0
        accepted = 0
        for n, value in at.items():
            name = f"W{int(n) + 1}" if kind == "orders" else f"A{n}"
            row = rows.get(name)
            about = f"W{of[n]}" if kind == "surveys" else ""
            if row is None:
                if about and about != "W0" and about not in self.rows["orders"]:
                    rejected += 1
                    continue
                rows[name] = Row(value, report.number, value, about, in_january=self.state == "open")
                accepted += 1
            elif row.known == value:
                continue
            elif not revise:
                rejected += 1
            elif row.value == value:
                continue
            elif kind == "surveys" and row.published and self.state == "published":
                rejected += 1
            else:
                row.revised.append((report.number, row.value, row.known, value))
                row.value, row.known = value, value
                row.put_right = True
                accepted += 1
        assert (report.accepted, report.rejected_rows) == (accepted, rejected), report.rejected
        self.batches[report.number] = kind

    def put_right_by_file(self) -> None:
        self.bring_in(revise=True)

    def by_hand(self) -> None:
        """A change on the form, a correction of answers."""
        kind = self.dice.choice(("orders", "surveys"))
        if not (names := sorted(self.rows[kind])):
            return
        name, value = self.dice.choice(names), self.dice.choice(VALUES[kind])
        row = self.rows[kind][name]
        if row.value == value:
            return
        if kind == "orders":
            found = work_orders.read(self.desk, name)
            work_orders.change(self.desk, name, found.version, replace(found.row, product=value))
        else:
            before = surveys.read(self.desk, name)
            try:
                surveys.correct(self.desk, before, replace(before, attitude=int(value)), "misread")
            except UserError:
                assert row.published
                assert self.state == "published"
                return
            row.put_right = True
        row.value = value

    def note(self) -> None:
        if names := sorted(self.rows["orders"]):
            name = self.dice.choice(names)
            notes.write(self.desk, "order", name, "rang twice")
            self.rows["orders"][name].noted = True

    def strike_out(self) -> None:
        free = sorted(
            name for name, row in self.rows["surveys"].items() if not row.struck and not row.published
        )
        if free and self.state == "open":
            name = self.dice.choice(free)
            exclusions.strike_out(self.desk, "survey", name, "a test")
            self.rows["surveys"][name].struck = True

    def publish(self) -> None:
        if self.state == "open":
            month_close.compute(self.desk, JANUARY)
            month_close.publish(self.desk, JANUARY, days=0)
            self.state = "published"
            for row in (*self.rows["orders"].values(), *self.rows["surveys"].values()):
                row.published = row.published or row.in_january

    def reopen(self) -> None:
        if self.state == "published":
            reopen_month(self.desk, JANUARY, "a test")
            self.state = "open"
            for row in (*self.rows["orders"].values(), *self.rows["surveys"].values()):
                # What came late for the published month is taken back into it.
                row.in_january = True

    def freeze(self) -> None:
        if self.state == "published":
            self.clock.move_to(datetime.now(UTC) + ONE_DAY)
            month_close.freeze(self.desk, JANUARY)
            self.state, self.cards = "frozen", stores.cards(self.desk, "2026-01")

    def correct(self) -> None:
        """A frozen month follows its rows only so."""
        if self.state == "frozen":
            try:
                corrections.correct(self.desk, JANUARY, "a test")
            except UserError:
                return
            self.cards = stores.cards(self.desk, "2026-01")

    def undo(self) -> None:
        if not self.batches:
            return
        number = self.dice.choice(sorted(self.batches))
        kind, rows = self.batches[number], self.rows[self.batches[number]]
        line = import_line(self.desk, number)
        if line.gone >= line.accepted:
            try:
                undo(self.desk, number)
            except UserError:
                return
            raise AssertionError("nothing was left of it")
        leaving: list[str] = []
        back: list[tuple[str, str, str]] = []
        staying: set[str] = set()
        for name, row in rows.items():
            if row.source == number:
                (staying.add if self.held(kind, name, number) else leaving.append)(name)
            for by, value, known, after in row.revised:
                if by == number:
                    later = any(other > number for other, *_rest in row.revised)
                    if later or row.value != after or row.published:
                        staying.add(name)
                    else:
                        back.append((name, value, known))
        report = undo(self.desk, number, "a test")
        assert {one.name for one in report.stayed} == staying
        assert report.gone == len(leaving) + len(back)
        became = {f"left, {self.state}": len(leaving), f"back, {self.state}": len(back)}
        self.seen.update(became | {"stayed": len(staying)})
        for name in leaving:
            del rows[name]
        for name, value, known in back:
            row = rows[name]
            row.value, row.known, row.put_right = value, known, True
            row.revised = [one for one in row.revised if one[0] != number]

    def held(self, kind: str, name: str, number: int) -> bool:
        row = self.rows[kind][name]
        if row.published or any(by != number for by, *_rest in row.revised):
            return True
        if kind == "surveys":
            return row.put_right or row.struck
        of_it = any(one.order == name for one in self.rows["surveys"].values())
        return of_it or row.noted or row.value != row.known

    # --- What holds after every step -----------------------------------------------------------------------------

    def check(self) -> None:
        with self.desk.read() as session:
            connection = session.connection()
            stored = {
                "orders": connection.exec_driver_sql(
                    "SELECT order_no, product, import_id FROM work_order WHERE order_no <> 'W0'"
                ).all(),
                "surveys": connection.exec_driver_sql(
                    "SELECT agency_ref, CAST(attitude AS TEXT), import_id FROM survey WHERE agency_ref NOT LIKE 'A0_'"
                ).all(),
            }
        for kind, rows in self.rows.items():
            expected = sorted((name, row.value, row.source) for name, row in rows.items())
            assert sorted(map(tuple, stored[kind])) == expected
        if self.state == "frozen":
            assert stores.cards(self.desk, "2026-01") == self.cards
        assert verify(self.desk).problems == ()


STEPS: tuple[Callable[[Book], None], ...] = (
    Book.bring_in, Book.bring_in, Book.put_right_by_file, Book.put_right_by_file, Book.by_hand, Book.note,
    Book.strike_out, Book.publish, Book.reopen, Book.freeze, Book.correct, Book.undo, Book.undo, Book.undo,
)  # fmt: skip


@settings(max_examples=by_effort(5, 5, 400), deadline=None)
@given(st.lists(st.integers(0, len(STEPS) - 1), min_size=5, max_size=25), st.randoms(use_true_random=False))
def test_any_order_of_steps(steps: list[int], dice: Random) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        stores.clock_at(local("2026-02-02T10:00")) as clock,
    ):
        book = Book(Path(folder), dice, clock)
        try:
            for step in steps:
                STEPS[step](book)
                book.check()
        finally:
            book.desk.close()


@pytest.mark.whole
def test_the_steps_are_about_what_they_should_be() -> None:
    """Long stories by fixed dice: rows leave, stay, are put back, in every state of the month."""
    seen: Counter[str] = Counter()
    for seed in range(by_effort(2, 3, 40)):
        dice = Random(seed)
        with (
            tempfile.TemporaryDirectory() as folder,
            stores.clock_at(local("2026-02-02T10:00")) as clock,
        ):
            book = Book(Path(folder), dice, clock)
            try:
                for _turn in range(60):
                    dice.choice(STEPS)(book)
                    book.check()
                seen += book.seen
            finally:
                book.desk.close()
    if not QUICK:
        assert all(seen[what] for what in ("left, open", "left, frozen", "back, open", "stayed")), seen

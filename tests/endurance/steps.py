"""The steps that may be broken off: each with a store to begin from, and what is done with it.

A step runs on a stopped clock, so that a store in which it was done once is the same to the letter every time.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from csi_tui.scoring.periods import Period
from csi_tui.services.appeals import filing
from csi_tui.services.appeals import procedure as appeals
from csi_tui.services.appeals.pages import appeals as listed
from csi_tui.services.changes import adjustments, corrections, exclusions
from csi_tui.services.close import month_close
from csi_tui.services.close.reopening import reopen_month
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.oneself import own_employee
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.history import import_line, imports_page
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.services.months.steps import steps_of
from csi_tui.services.orders import work_orders
from csi_tui.services.orders.pages import orders_page
from csi_tui.services.oversight import sampling
from csi_tui.services.oversight.pages import sample_of
from csi_tui.services.people import users
from csi_tui.services.tabular.records import OrderRow
from tests import stores
from tests.endurance.waiting_steps import (
    FORGETTING,
    WAITING,
    department,
    lying_about,
    quiet_customers,
)
from tests.old_stores import following_version, old_store
from tests.services.waiting.agreement import agrees
from tests.stores import clock_at, local

ENTRIES = 25
MONTH = Period(202601)
HOW_FAR_THE_INDEX_IS = tuple(f'INSERT INTO "{table}"' for table in ("find_common", "find_state", "find_todo"))
LATER = stores.NOW + stores.ONE_DAY


def nothing(desk: Desk) -> None:
    """As a stage: opening the store was the step."""


def nothing_left(folder: Path) -> Sequence[str]:
    """A step that erases nothing may leave anything lying about."""
    return ()


@dataclass(frozen=True)
class Step:
    """Something that is done at a store.

    Attributes:
        at: the instant at which it is done.
        prepare: makes the store that it begins from.
        stages: what it is made of, at an open desk, each a transaction of its own; a stage that is done is left alone.
        program: the version of the program that does it.
        agrees: raises where the rows, the trail and what waits say different things.
        long: it has so many stages that a short run tries it a few times only, and fills no disk with it.
        left: what lies about in the store's folder, done with, that may not; empty: nothing.
    """

    at: datetime
    prepare: Callable[[Path], None]
    stages: tuple[Callable[[Desk], None], ...]
    program: Callable[[], AbstractContextManager[None]] = nullcontext
    agrees: Callable[[Desk], None] = nothing
    left: Callable[[Path], Sequence[str]] = nothing_left
    long: bool = False

    def do(self, desk: Desk) -> None:
        """Do all of it, or what is left of it."""
        for stage in self.stages:
            stage(desk)


def _example(path: Path) -> None:
    stores.copy_store(path)
    with clock_at(stores.NOW):
        desk = open_desk(path)
        stores.fill_example(desk)
        desk.close()
    stores.checkpoint(path)


def _computed(path: Path) -> None:
    _example(path)
    with clock_at(stores.NOW):
        desk = open_desk(path)
        month_close.compute(desk, MONTH)
        desk.close()
    stores.checkpoint(path)


def _published(path: Path) -> None:
    _computed(path)
    with clock_at(stores.NOW):
        desk = open_desk(path)
        month_close.publish(desk, MONTH, days=0)
        desk.close()
    stores.checkpoint(path)


def _people(path: Path) -> None:
    stores.copy_store(path)
    with clock_at(stores.NOW):
        desk = open_desk(path)
        stores.fill(desk, employees=stores.example_rows("employees"))
        desk.close()
    stores.checkpoint(path)


def _enter_one(desk: Desk, number: int) -> None:
    row = OrderRow(f"K{number:03d}", local("2026-11-20T08:00"), product="空调", agent_no="E001")
    work_orders.enter(desk, row)


def _entry(number: int) -> Callable[[Desk], None]:
    def do(desk: Desk) -> None:
        if len(orders_page(desk)) == number:
            _enter_one(desk, number)

    return do


def _import(desk: Desk) -> None:
    if not orders_page(desk):
        assert import_file(desk, "orders", stores.EXAMPLE / "orders.csv").rejected == ()


def _corrected_survey(desk: Desk) -> Path:
    """The file of the surveys with one answer put right."""
    rows = stores.example_rows("surveys")
    row = next(row for row in rows if row["attitude"] == "5")
    return stores.write_csv(
        desk.store.path.parent / "corrected.csv",
        [one | {"attitude": "4"} if one is row else one for one in rows],
    )


def _revise(desk: Desk) -> None:
    if imports_page(desk)[0].number == len(stores.KINDS):
        assert len(import_file(desk, "surveys", _corrected_survey(desk), revise=True).revised) == 1


def _undo(number: int) -> Callable[[Desk], None]:
    def do(desk: Desk) -> None:
        if import_line(desk, number).state == "standing":
            assert undo(desk, number, "why").stayed == ()

    return do


def _until(state: str, work: Callable[[Desk], object]) -> Callable[[Desk], None]:
    """Do it unless the month has come so far already."""

    def do(desk: Desk) -> None:
        if month_status(desk, MONTH).state != state:
            work(desk)

    return do


def _owned(path: Path) -> None:
    """The example; the running account is linked to an employee, so that it may appeal."""
    _example(path)
    with clock_at(stores.NOW):
        desk = open_desk(path)
        users.link(desk, "Desk", "E001")
        users.set_roles(desk, "Desk", ["admin", "supervisor", "head", "oversight"])
        desk.close()
    stores.checkpoint(path)


def _after(*steps: str, work: Callable[[Desk], object]) -> Callable[[Desk], None]:
    """Do it where the month has come exactly so far."""

    def do(desk: Desk) -> None:
        if tuple(one.step for one in steps_of(desk, MONTH)) == steps:
            work(desk)

    return do


def _file(desk: Desk) -> None:
    if not listed(desk):
        filing.file_appeal(desk, MONTH, "total", "why")


def _withdraw(desk: Desk) -> None:
    for one in listed(desk):
        if one.state != "closed":
            appeals.withdraw(desk, one.number, "why")


def _unlink(desk: Desk) -> None:
    """From here on the user is nobody's employee: nobody signs off a month with a card of their own."""
    with desk.read() as session:
        linked = own_employee(session, desk) is not None
    if linked:
        users.link(desk, "Desk", None)


def _freeze_later(desk: Desk) -> None:
    with clock_at(LATER):
        month_close.freeze(desk, MONTH)


def _compute(desk: Desk) -> None:
    month_close.compute(desk, MONTH)


def _publish(desk: Desk) -> None:
    month_close.publish(desk, MONTH, days=0)


def _strike_out(number: str, at: datetime = stores.NOW) -> Callable[[Desk], object]:
    def do(desk: Desk) -> None:
        if number not in {one.number for one in exclusions.exclusions(desk)}:
            with clock_at(at):
                exclusions.strike_out(desk, "survey", number, "why")

    return do


def _adjust(desk: Desk) -> None:
    if not adjustments.adjustments(desk):
        adjustments.adjust(desk, MONTH, "E002", "total", "-1", "why")


def _draw(desk: Desk) -> None:
    if not sample_of(desk, MONTH).rows:
        sampling.draw(desk, MONTH, 2)


def _look(place: int) -> Callable[[Desk], object]:
    def do(desk: Desk) -> None:
        if not sample_of(desk, MONTH).rows[place - 1].finding:
            sampling.note_finding(desk, MONTH, str(place), "right")

    return do


def _sign(desk: Desk) -> None:
    if not sample_of(desk, MONTH).verdicts:
        # Who published signs as well: nobody else is there to confirm it.
        sampling.sign(desk, MONTH, "why")


def _correct_later(desk: Desk) -> None:
    with clock_at(LATER):
        corrections.correct(desk, MONTH, "why")


AGAIN = ("computed", "published", "reopened", "computed", "published")
PROCEDURE = (
    _after(work=_compute),
    _after("computed", work=_publish),
    _after("computed", "published", work=_file),
    _after("computed", "published", work=_withdraw),
    _after("computed", "published", work=_unlink),
    _after("computed", "published", work=lambda desk: reopen_month(desk, MONTH, "why")),
    _after("computed", "published", "reopened", work=_strike_out("A000011")),
    _after("computed", "published", "reopened", work=_adjust),
    _after("computed", "published", "reopened", work=_compute),
    _after("computed", "published", "reopened", "computed", work=_publish),
    _after(*AGAIN, work=_draw),
    _after(*AGAIN, work=_look(1)),
    _after(*AGAIN, work=_look(2)),
    _after(*AGAIN, work=_sign),
    _after(*AGAIN, work=_freeze_later),
    _after(*AGAIN, "frozen", work=_strike_out("A000004", LATER)),
    _after(*AGAIN, "frozen", work=_correct_later),
)
"""A month from its computation to a correction: an appeal, a reopening, a row struck out, a line adjusted, a sample."""

STEPS: Mapping[str, Step] = {
    "entry": Step(stores.NOW, _people, tuple(map(_entry, range(ENTRIES)))),
    "import": Step(stores.NOW, _people, (_import,)),
    "revise": Step(stores.NOW, _example, (_revise, _undo(len(stores.KINDS) + 1))),
    "undo": Step(stores.NOW, _example, (_undo(4), _undo(3), _undo(2), _undo(1))),
    "compute": Step(stores.NOW, _example, (_until("computed", _compute),)),
    "publish": Step(stores.NOW, _computed, (_until("published", _publish),)),
    "freeze": Step(LATER, _published, (_until("frozen", lambda desk: month_close.freeze(desk, MONTH)),)),
    "procedure": Step(stores.NOW, _owned, PROCEDURE),
    "waiting": Step(stores.NOW, department, WAITING, agrees=agrees, long=True),
    "forgetting": Step(stores.NOW, quiet_customers, FORGETTING, agrees=agrees, left=lying_about, long=True),
    "migration": Step(stores.NOW, old_store, (nothing,), following_version),
}


def run(step: Step, path: Path) -> None:
    """Do the step at a store, in this process."""
    with clock_at(step.at):
        desk = open_desk(path)
        try:
            step.do(desk)
        finally:
            desk.close()


@cache
def _template(name: str) -> Path:
    path = stores.template_folder() / f"before-{name}" / "csi.db"
    STEPS[name].prepare(path)
    return path


def begin(name: str, folder: Path) -> Path:
    """A fresh store that the step begins from."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "csi.db"
    shutil.copyfile(_template(name), path)
    return path


def content(path: Path) -> tuple[str, ...]:
    """Everything that a store holds, as statements; not how far its index is, which changes nothing that is found."""
    with closing(sqlite3.connect(path)) as connection:
        return tuple(one for one in stores.dumped(connection) if not one.startswith(HOW_FAR_THE_INDEX_IS))


@cache
def wholes(name: str) -> tuple[tuple[str, ...], ...]:
    """The contents that the store may have around the step: before it, after each of its stages, after all of it."""
    step, path = STEPS[name], begin(name, Path(tempfile.mkdtemp(prefix="csi-wholes-")))
    found = [content(path)]
    with clock_at(step.at):
        # Opening may be a stage of its own: it brings an old store up to date.
        desk = open_desk(path)
        for stage in step.stages:
            stage(desk)
            step.agrees(desk)
            found.append(content(path))
        desk.close()
    shutil.rmtree(path.parent)
    return tuple(found)

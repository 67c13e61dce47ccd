"""Steps in which something waits for a second person (docs/rules.md, rules 27, 36 and 38), each a transaction.

A stage that is done is left alone: it looks under which number its act stands, and what became of it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from csi_db.models import User
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import corrections
from csi_tui.services.close import month_close
from csi_tui.services.customer_data import erasing, running
from csi_tui.services.customer_data.terms import set_terms
from csi_tui.services.desk import automatic_copies
from csi_tui.services.desk.desk import Desk, actor_of
from csi_tui.services.desk.second_person import Waits
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.steps import steps_of
from csi_tui.services.orders import surveys, work_orders
from csi_tui.services.people import users
from csi_tui.services.tabular.records import OrderRow, SurveyRow
from csi_tui.services.waiting import acts, pages
from tests import stores
from tests.services.procedures import staff
from tests.stores import clock_at, local

JANUARY = Period(202601)
AFTER_THE_WINDOW = stores.NOW + 20 * stores.ONE_DAY
GONE = ("13800138001", "13800138002", "张样例", "阳台那边", "Name E9")
"""Of the customers and of the leaver who are erased; nothing of it stands anywhere afterwards."""

Stage = Callable[[Desk], None]


def _at_desk(desk: Desk, name: str) -> Desk:
    """The open desk as that of another user, under an account of that user's own."""
    with desk.read() as session:
        user = session.exec(select(User).where(User.name == name)).one()
        return replace(desk, actor=actor_of(session, user.id or 0, name.lower()))


# --- Whether it is done ----------------------------------------------------------------------------------------------


def _state(desk: Desk, number: int) -> str:
    """What became of an act: as on the list, ``carried`` where it holds up no month any more; empty: nobody asked."""
    for line in pages.acts(desk, every=True, number=number):
        return "carried" if line.state == "waits" and line.answer else line.state
    return ""


def _proposed(number: int, name: str, act: Callable[[Desk], object]) -> Stage:
    """A user does what then waits under a number."""

    def do(desk: Desk) -> None:
        if not _state(desk, number):
            with suppress(Waits):
                act(_at_desk(desk, name))
            assert _state(desk, number) == "waits"

    return do


def _answered(number: int, name: str, act: Callable[..., object], *, before: str = "waits") -> Stage:
    """A user confirms it, rejects it, takes it back, or carries it over."""

    def do(desk: Desk) -> None:
        if _state(desk, number) == before:
            act(_at_desk(desk, name), number, "looked at")

    return do


def _after(*steps: str, at: datetime = stores.NOW, work: Callable[[Desk], object]) -> Stage:
    """What Direct does to the month once it has come exactly so far."""

    def do(desk: Desk) -> None:
        if tuple(one.step for one in steps_of(desk, JANUARY)) == steps:
            with clock_at(at):
                work(_at_desk(desk, "Direct"))

    return do


def _later(at: datetime, stage: Stage) -> Stage:
    def do(desk: Desk) -> None:
        with clock_at(at):
            stage(desk)

    return do


# --- A month with acts that wait -------------------------------------------------------------------------------------


def department(path: Path) -> None:
    """January is over; Colleague, a clerk, is the technician of its orders."""
    stores.copy_store(path)
    with clock_at(stores.NOW):
        desk = open_desk(path)
        staff(desk)
        desk.close()
    stores.checkpoint(path)


def _cancel(number: str) -> Callable[[Desk], object]:
    def do(desk: Desk) -> None:
        found = work_orders.read(desk, number)
        changed = replace(found.row, outcome="cancelled")
        work_orders.change(desk, number, found.version, changed, why="mistyped", reason="came in twice")

    return do


def _type_survey(desk: Desk) -> None:
    surveys.enter(desk, SurveyRow("A9", "W1", local("2026-01-25T09:00"), 5, 5, 5, 5, 5), reason="by phone")


def _bring_in(desk: Desk) -> None:
    """Two orders: an own one, which waits, and a colleague's."""
    rows = [
        stores.order("W7", "2026-01-20T09:00", "2026-01-21T09:00", agent_no="E1", technician_no="E2"),
        stores.order("W8", "2026-01-20T09:00", "2026-01-21T09:00", agent_no="E1", technician_no="E3"),
    ]
    report = import_file(desk, "orders", stores.write_csv(desk.store.path.parent / "late.csv", rows))
    assert (report.accepted, report.rejected) == (1, ())


FROZEN = ("computed", "published", "frozen")
WAITING: tuple[Stage, ...] = (
    _proposed(1, "Colleague", _cancel("W1")),
    _answered(1, "Direct", acts.confirm),
    _proposed(2, "Colleague", _cancel("W2")),
    _answered(2, "Head", acts.reject),
    _proposed(3, "Colleague", _type_survey),
    _answered(3, "Colleague", acts.reject),
    _proposed(4, "Colleague", _bring_in),
    _answered(4, "Direct", acts.carry_over),
    _after(work=lambda desk: month_close.compute(desk, JANUARY)),
    _after("computed", work=lambda desk: month_close.publish(desk, JANUARY)),
    _proposed(5, "Colleague", _cancel("W2")),
    _answered(5, "Direct", acts.carry_over),
    _after("computed", "published", at=AFTER_THE_WINDOW, work=lambda desk: month_close.freeze(desk, JANUARY)),
    _later(AFTER_THE_WINDOW, _answered(4, "Other", acts.confirm, before="carried")),
    _later(AFTER_THE_WINDOW, _answered(5, "Other", acts.confirm, before="carried")),
    _after(*FROZEN, at=AFTER_THE_WINDOW, work=lambda desk: corrections.correct(desk, JANUARY, "W2 was none")),
)
"""Changes that are confirmed, rejected, taken back and carried over; a row of a file that waits; a publication window,
the freeze after it, what was carried over beyond it, and the correction with a window of its own."""


# --- Who is forgotten ------------------------------------------------------------------------------------------------


def quiet_customers(path: Path) -> None:
    """A customer who asks to be forgotten, one who is due by the site's term, and somebody who left long ago."""
    stores.copy_store(path)
    with clock_at(stores.NOW):
        desk = open_desk(path)
        stores.fill(desk, employees=[stores.person("E9", left_on="2020-06-30"), stores.person("E1")])
        for number, name in (("X1", "张样例"), ("X2", None)):
            row = OrderRow(
                number,
                local("2025-11-19T09:00"),
                customer_phone=f"1380013800{number[1]}",
                customer_name=name,
                fault="阳台那边一直漏",
                completed_at=local("2025-11-19T17:00"),
                outcome="fixed",
            )
            work_orders.enter(desk, row)
        set_terms(desk, customer_months=12)
        for name, roles in {"Head": ["head"], "Second": ["supervisor"]}.items():
            users.add_user(desk, name, name.lower(), roles)
        desk.close()
    stores.checkpoint(path)


def _copy(desk: Desk) -> None:
    if not automatic_copies.copies(desk.store.path):
        automatic_copies.copy_of(desk.store.path, "freeze")


FORGETTING: tuple[Stage, ...] = (
    _copy,
    _proposed(1, "Head", lambda desk: erasing.erase(desk, "X1", "by letter")),
    _answered(1, "Second", acts.confirm),
    _proposed(2, "Head", lambda desk: running.run(desk, "the year is over")),
    _answered(2, "Second", acts.confirm),
)
"""An erasure, and a run of what is due, each by two people; a copy of before lies beside the store."""


def lying_about(folder: Path) -> list[str]:
    """What stands in a file of the folder though it was erased: store, log, copies."""
    return [
        f"{text} in {file.name}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for text in GONE
        if text.encode() in file.read_bytes()
    ]

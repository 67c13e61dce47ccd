"""What the program does to an imported row is never told as done around it (docs/decisions/0062, *Rows changed around
the program*): after every use case that may touch one, by the table of docs/decisions/0052, `verify` finds nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from csi_db import imported_rows
from csi_tui.services.calendar import changes
from csi_tui.services.changes import corrections
from csi_tui.services.close import month_close, reopening
from csi_tui.services.complaints import validity
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.mending import refused_rows, send_again
from csi_tui.services.imports.preview import HowRead
from csi_tui.services.imports.undo import undo
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.notes import notes
from csi_tui.services.people import employees
from csi_tui.services.proof import audited_imports
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import EmployeeRow
from csi_tui.services.taking_back.own_last_entry import own_last_entry, take_back
from tests.services.close.test_judged_rows import DAY, JANUARY, TRIES, Try, closed, use_cases
from tests.services.procedures import desk_of
from tests.stores import TextRow, clock_at, complaint, local, order, survey, write_csv

ROOMS = (
    "calendar",
    "changes",
    "close",
    "complaints",
    "customer_data",
    "imports",
    "notes",
    "orders",
    "people.employees",
)
"""Rooms whose use cases touch rows that files bring, or move them to another month."""
ELSEWHERE = {
    "calendar.changes.declare_final": "as a day of the site",
    "calendar.changes.import_installed": "as a day of the site",
    "calendar.changes.import_notice": "as a day of the site",
    "changes.adjustments": "lines of cards",
    "close.dismissals": "findings of the check",
    "close.past_months": "months frozen one after the other",
    "complaints.registration.register": "a new row",
    "customer_data.erasing.sweep": "the store's file",
    "customer_data.erasing.sweep_up": "the store's file",
    "customer_data.handing_over": "a file beside the store",
    "customer_data.terms.set_terms": "how long the site keeps data",
    "imports.mappings": "how the next file is read",
    "imports.month_folder.rehearse": "nothing is kept",
    "orders.call_lists": "rows are read; what is drawn stands in the trail",
    "orders.surveys.enter": "a new row",
    "orders.surveys.enter_all": "new rows",
    "orders.work_orders.enter": "a new row",
}
"""Use cases of these rooms that are not tried: what they are about."""


def revise(kind: str, row: TextRow) -> Callable[[Desk], object]:
    """A corrected file puts a row right."""

    def act(desk: Desk) -> int | None:
        path = write_csv(desk.store.path.with_name("corrected.csv"), [row])
        report = import_file(desk, kind, path, revise=True)
        assert len(report.revised) == 1, report
        return report.number

    return act


def put_back(kind: str, row: TextRow) -> Callable[[Desk], object]:
    """What a corrected file had put right."""

    def act(desk: Desk) -> None:
        number = revise(kind, row)(desk)
        assert isinstance(number, int)
        assert undo(desk, number).gone == 1

    return act


def taken_back(act: Callable[[Desk], object]) -> Callable[[Desk], object]:
    """The own last entry, with one key."""

    def both(desk: Desk) -> None:
        act(desk)
        last = own_last_entry(desk)
        assert last is not None
        assert not last.refused, last
        take_back(desk, last.seq, "a slip")

    return both


def mend(desk: Desk) -> None:
    path = write_csv(
        desk.store.path.with_name("bad.csv"), [order("W8", "yesterday"), order("W9", "2026-01-05T09:00")]
    )
    seen = import_file(desk, "orders", path, dry_run=True)
    report = import_file(desk, "orders", path, shown=seen.content)
    refused = refused_rows(desk, path, HowRead(kind="orders"), report, seen.content)
    send_again(desk, refused, 2, {**refused.rows[2].texts, "received_at": "2026-01-06 09:00"})


def other_person(desk: Desk) -> None:
    one = employees.person(desk, "E1")
    employees.keep(desk, EmployeeRow(one.employee_no, "Other Name", one.role, "T9", None, one.joined_on))


def publish(desk: Desk) -> None:
    month_close.publish(desk, JANUARY, days=0)


def freeze(desk: Desk) -> None:
    publish(desk)
    with clock_at(local("2026-02-04T10:00")):
        month_close.freeze(desk, JANUARY)


def correct_month(desk: Desk) -> None:
    freeze(desk)
    with clock_at(local("2026-02-04T10:00")):
        TRIES["orders.work_orders.change"].act(desk)
        corrections.correct(desk, JANUARY, "another technician")


def reopen(desk: Desk) -> None:
    publish(desk)
    reopening.reopen_month(desk, JANUARY, "a file came late")


REVISED: Mapping[str, TextRow] = {
    "orders": order("W1", "2026-01-05T09:00", "2026-01-06T09:00", agent_no="E1", technician_no="E3"),
    "surveys": survey("A1", "W1", "2026-01-20T09:00", "14444"),
    "complaints": complaint("C1", "2026-01-12T09:00", handler_no="E1", contacted_at="2026-01-14T09:00"),
}
OTHER_CATEGORY = {"complaint_no": "C1", "received_at": "2026-01-12T09:00", "category": "manners"}
"""A file of few columns: what it has no column for stays, so that the row says more than this file."""


def acts() -> Iterator[tuple[str, Try]]:
    """Use case, and where it has several ways the way → the act."""
    for name, one in TRIES.items():
        if not one.entries and not name.startswith("changes.adjustments"):
            yield name, one
    yield "imports.bringing_in.bring_in, a category", Try(revise("complaints", OTHER_CATEGORY), "Desk")
    for kind, row in REVISED.items():
        yield f"imports.bringing_in.bring_in, {kind}", Try(revise(kind, row), "Desk")
        yield f"imports.undo.undo, {kind}", Try(put_back(kind, row), "Desk")
    for name in (
        "orders.work_orders.change",
        "complaints.milestones.log_milestone",
        "complaints.handlers.assign",
    ):
        yield f"{name}, taken back", Try(taken_back(TRIES[name].act), TRIES[name].who)
    yield "complaints.pauses.pause, taken back", Try(taken_back(TRIES["complaints.pauses.pause"].act))
    yield (
        "complaints.validity.decide, rejected",
        Try(lambda desk: validity.decide(desk, "C5", confirm=False, reason="two customers"), "Head"),
    )
    yield "people.employees.keep", Try(other_person, "Desk")
    yield "calendar.changes.set_day", Try(lambda desk: changes.set_day(desk, DAY, False, "a flood"), "Desk")
    yield "notes.notes.write", Try(lambda desk: notes.write(desk, "order", "W1", "rang twice"))
    yield "imports.mending.send_again", Try(mend, "Desk")
    yield "close.month_close.compute", Try(lambda desk: month_close.compute(desk, JANUARY), "Desk")
    yield "close.month_close.publish", Try(publish, "Desk")
    yield "close.month_close.freeze", Try(freeze, "Desk")
    yield "close.reopening.reopen_month", Try(reopen, "Desk")
    yield "changes.corrections.correct", Try(correct_month, "Desk")


ACTS = dict(acts())


@contextmanager
def done(folder: Path, name: str) -> Iterator[Desk]:
    """A store whose January is computed, after an act."""
    before, at = closed(False, "computed")
    path = folder / f"{list(ACTS).index(name)}.db"
    shutil.copyfile(before, path)
    one = ACTS[name]
    with clock_at(at + timedelta(hours=1)):
        desk = open_desk(path)
        one.act(desk if one.who == "Desk" else desk_of(desk, one.who))
        yield desk
        desk.close()


def test_every_use_case_that_may_touch_an_imported_row_is_tried() -> None:
    """A new one is in no list until somebody has decided it; what is gone is in none."""
    there = {act for act in use_cases() if act.startswith(tuple(f"{room}." for room in ROOMS))}
    tried = {name.split(",")[0] for name in ACTS}
    assert tried <= there
    assert not [
        act
        for act in sorted(there - tried)
        if not any(act == one or act.startswith(f"{one}.") for one in ELSEWHERE)
    ]
    assert all(any(act == one or act.startswith(f"{one}.") for act in there - tried) for one in ELSEWHERE)


@pytest.mark.parametrize("name", ACTS)
def test_what_the_program_did_is_no_tampering(tmp_path: Path, name: str) -> None:
    with done(tmp_path, name) as desk:
        assert verify(desk).problems == ()


@pytest.mark.whole
def test_no_action_could_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each action after which a row may say something else is one without which some act is told as tampering."""
    known = {(kind, action) for kind, actions in imported_rows.CHANGED_BY.items() for action in actions}
    needed: set[tuple[str, str]] = set()
    for name in ACTS:
        with done(tmp_path, name) as desk:
            for kind, action in sorted(known - needed):
                others = tuple(one for one in imported_rows.CHANGED_BY[kind] if one != action)
                with monkeypatch.context() as patch:
                    patch.setitem(imported_rows.CHANGED_BY, kind, others)
                    with desk.read() as session:
                        if any(audited_imports.contradicted(session, desk.site)):
                            needed.add((kind, action))
    assert needed == known

"""``csi import inbox`` ended by a signal at each of its steps (docs/decisions/0059, point 13).

Every file is in the store as a whole or not at all; none is lost, and none lies in two places; the next run ends as an
undisturbed one does, and the one after that finds nothing to do.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from csi_tui.services.imports import inbox
from csi_tui.services.imports.inbox import empty_inbox
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.reading import read_table
from tests.effort import by_effort
from tests.endurance.test_breaks import in_a_fork
from tests.preloaded import Process
from tests.stores import EXAMPLE, NOW, clock_at, copy_store

KINDS = ("employees", "orders", "surveys", "complaints")
TABLES = {"employees": "employee", "orders": "work_order", "surveys": "survey", "complaints": "complaint"}
ENDINGS = (signal.SIGKILL, signal.SIGTERM)


def begin(folder: Path) -> tuple[Path, Path]:
    """A store, and an inbox of a month's files; an order in it is refused."""
    place = folder / "inbox"
    place.mkdir(parents=True)
    for kind in KINDS:
        shutil.copy(EXAMPLE / f"{kind}.csv", place / f"{kind}.csv")
    with (place / "orders.csv").open("a", encoding="utf-8") as file:
        file.write("W999,never\n")
    return copy_store(folder / "csi.db"), place


def empty(path: Path, place: Path) -> list[str]:
    """Bring in what lies there; answers what became of each file."""
    with clock_at(NOW):
        desk = open_desk(path)
        try:
            return [one.state for one in empty_inbox(desk, place)]
        finally:
            desk.close()


def counts(path: Path) -> dict[str, int]:
    """How many rows of each kind the store has; it verifies."""
    with clock_at(NOW):
        desk = open_desk(path)
        try:
            assert verify(desk).problems == ()
            with desk.read() as session:
                connection = session.connection()
                return {
                    kind: connection.exec_driver_sql(f"SELECT COUNT(*) FROM {table}").scalar_one()
                    for kind, table in TABLES.items()
                }
        finally:
            desk.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """What an undisturbed run brings in."""
    path, place = begin(tmp_path_factory.mktemp("whole"))
    assert empty(path, place) == ["imported"] * len(KINDS)
    return counts(path)


def look(path: Path, place: Path, whole: dict[str, int]) -> int:
    """What was left is whole; done again it ends as if nothing had happened. Answers how many kinds were in."""
    left = counts(path)
    assert all(left[kind] in (0, whole[kind]) for kind in KINDS), left
    waiting = {one.stem for one in place.glob("*.csv")}
    done = [one.stem.split("-", 1)[1] for one in place.glob("done/*.csv")]
    assert sorted([*waiting, *done]) == sorted(KINDS)
    assert all(left[kind] == whole[kind] for kind in done)
    empty(path, place)
    assert counts(path) == whole
    assert sorted(one.stem.split("-", 1)[1] for one in place.glob("done/*.csv")) == sorted(KINDS)
    # What was being written in the instant of the kill has a hidden name: it never became a file of refused rows.
    refused = [one for one in place.glob("rejected/*") if not one.name.startswith(".")]
    assert refused
    for one in refused:
        with read_table(one) as table:
            assert len(list(table.rows)) == 1
    assert {one.name for one in place.iterdir()} == {"done", "rejected"}
    assert empty(path, place) == []
    return sum(left[kind] > 0 for kind in KINDS)


@contextmanager
def ended_at(step: int, ending: signal.Signals) -> Iterator[None]:
    """The process ends itself before the step of this number: a rehearsal, an import, a file of refused rows, a move;
    or just after it."""
    seen = 0
    before: dict[str, Any] = {
        name: getattr(inbox, name) for name in ("import_file", "write_rejects", "_moved")
    }

    def stepping(work: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*arguments: Any, **options: Any) -> Any:
            nonlocal seen
            for turn in (0, 1):
                if seen == step:
                    os.kill(os.getpid(), ending)
                seen += 1
                if turn == 0:
                    result = work(*arguments, **options)
            return result

        return stepped

    for name, work in before.items():
        setattr(inbox, name, stepping(work))
    try:
        yield
    finally:
        for name, work in before.items():
            setattr(inbox, name, work)


STEPS = 2 * (3 * len(KINDS) + 1)


@pytest.mark.parametrize("ending", ENDINGS)
def test_ended_at_each_step(tmp_path: Path, whole: dict[str, int], ending: signal.Signals) -> None:
    """Before and after each rehearsal, import and move; not at each in a short run."""
    found = []
    for step in (*range(0, STEPS - 1, by_effort(9, 6, 1)), STEPS - 1):
        path, place = begin(tmp_path / str(step))

        def work(step: int = step, path: Path = path, place: Path = place) -> None:
            with ended_at(step, ending):
                empty(path, place)

        child = in_a_fork(work)
        _pid, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == -ending, step
        found.append(look(path, place, whole))
    assert found == sorted(found)
    assert (found[0], found[-1]) == (0, len(KINDS))


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_command_ended_at_any_moment(
    tmp_path: Path, whole: dict[str, int], ending: signal.Signals
) -> None:
    """``csi import inbox DIR --once`` as a process of its own."""
    dice = random.Random(f"inbox {ending.name}")
    environ = dict(os.environ)
    longest = 0.0
    for turn in range(1 + by_effort(1, 3, 100)):
        path, place = begin(tmp_path / str(turn))
        start = time.perf_counter()
        program = Process(
            ["-m", "csi_tui", "--db", str(path), "import", "inbox", str(place), "--once"], environ, tmp_path
        )
        if turn:
            program.poll(dice.uniform(0, longest))
            program.send_signal(ending)
        status = program.end().returncode
        if not turn:
            # The first one runs to its end: the refused row is for a person.
            assert status == 1
            longest = 1.1 * (time.perf_counter() - start)
        look(path, place, whole)

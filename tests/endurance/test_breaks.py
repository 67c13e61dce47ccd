"""Processes that end in the middle of a step: killed, or hung up on.

The process that does the step is a fork of this one, so that hundreds of them are cheap; it is ended like any other,
at a random moment of the step. What it leaves must be the store before or after a whole stage of the step, to the
letter; it must verify; and the step, done again, must end as if nothing had happened.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from csi_tui.services.close.run import close_run
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.services.proof.certificates import notice_code
from csi_tui.services.proof.verify import verify
from tests.effort import by_effort, some_in_quick
from tests.endurance.steps import MONTH, STEPS, begin, content, run, wholes
from tests.stores import NOW, clock_at

SOME, MANY = by_effort(3, 6, 6), 300
SOME_HANG_UPS, MANY_HANG_UPS = by_effort(1, 2, 2), 50


def some(name: str, usual: int) -> int:
    """How often a short run breaks a step off."""
    return min(usual, 1) if STEPS[name].long else usual


def in_a_fork(work: Callable[[], None]) -> int:
    """Do something in a process of its own; answers its number while it is at it."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            # Whatever the test runner set up does not outlive the fork.
            for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
                signal.signal(number, signal.SIG_DFL)
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def broken_off(name: str, folder: Path, dice: random.Random, ending: signal.Signals, longest: float) -> str:
    """Begin the step, end the process, look at what is left, do it again; answers how far it had come."""
    path = begin(name, folder)
    step = STEPS[name]
    child = in_a_fork(lambda: run(step, path))
    time.sleep(dice.uniform(0, longest))
    os.kill(child, ending)
    os.waitpid(child, 0)
    states = wholes(name)
    left = content(path)
    assert left in states, f"{name}: something half-done was left"
    with clock_at(step.at):
        desk = open_desk(path)
        found = verify(desk)
        step.agrees(desk)
        desk.close()
    assert found.problems == (), f"{name}: {found.problems}"
    run(step, path)
    assert content(path) == states[-1], f"{name}: done again, it ends otherwise"
    assert list(step.left(folder)) == [], f"{name}: done again, something lies about"
    for copy in folder.glob("csi.db.backups/*.db"):
        assert content(copy) in states, f"{name}: the automatic copy {copy.name} is not whole"
    shutil.rmtree(folder)
    return "before" if left == states[0] else "after" if left == states[-1] else "between"


def how_long(name: str, folder: Path) -> float:
    """Seconds that the step takes in a fork of this process."""
    path = begin(name, folder)
    start = time.perf_counter()
    child = in_a_fork(lambda: run(STEPS[name], path))
    _pid, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    took = time.perf_counter() - start
    assert content(path) == wholes(name)[-1]
    assert list(STEPS[name].left(folder)) == []
    shutil.rmtree(folder)
    return took


def break_off(name: str, folder: Path, ending: signal.Signals, count: int) -> Counter[str]:
    """Break the step off so many times."""
    with STEPS[name].program():
        longest = 1.1 * how_long(name, folder / "whole")
        dice = random.Random(f"{name} {ending.name}")
        return Counter(broken_off(name, folder / str(turn), dice, ending, longest) for turn in range(count))


@pytest.mark.parametrize("name", some_in_quick(STEPS, 2))
def test_killed_processes_leave_all_or_nothing(name: str, tmp_path: Path) -> None:
    """Some kills of each step in CI, the whole procedure among them."""
    count = some(name, SOME)
    assert break_off(name, tmp_path, signal.SIGKILL, count).total() == count


@pytest.mark.parametrize("name", some_in_quick([name for name in STEPS if not STEPS[name].long], 3))
def test_a_hang_up_leaves_all_or_nothing(name: str, tmp_path: Path) -> None:
    """The same with a lost connection."""
    assert break_off(name, tmp_path, signal.SIGHUP, SOME_HANG_UPS).total() == SOME_HANG_UPS


def close_in_one_go(path: Path) -> None:
    """``csi close run``, on a stopped clock."""
    with clock_at(NOW):
        desk = open_desk(path)
        try:
            close_run(desk, MONTH, None, None, tell=lambda _step, _status, _findings: None)
        finally:
            desk.close()


def killed_runs(folder: Path, count: int) -> Counter[str]:
    """Kill a run of the close so many times; done again, it ends in the certificate of an undisturbed one."""
    dice = random.Random("close run")
    whole = begin("compute", folder / "whole")
    start = time.perf_counter()
    os.waitpid(in_a_fork(lambda: close_in_one_go(whole)), 0)
    longest = 1.1 * (time.perf_counter() - start)
    right = certificate_code(whole)
    found = Counter[str]()
    for turn in range(count):
        path = begin("compute", folder / str(turn))
        child = in_a_fork(lambda path=path: close_in_one_go(path))  # type: ignore[misc]
        time.sleep(dice.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with clock_at(NOW):
            desk = open_desk(path)
            found[month_status(desk, MONTH).state] += 1
            desk.close()
        close_in_one_go(path)
        assert certificate_code(path) == right
        with clock_at(NOW):
            desk = open_desk(path)
            assert verify(desk).problems == ()
            desk.close()
        shutil.rmtree(path.parent)
    return found


def certificate_code(path: Path) -> str:
    """The code on the notice: everything that the month rests on, and what came of it."""
    with clock_at(NOW):
        desk = open_desk(path)
        try:
            return notice_code(desk, MONTH)
        finally:
            desk.close()


def test_a_killed_run_of_the_close_is_simply_done_again(tmp_path: Path) -> None:
    """``csi close run`` over a line that breaks."""
    assert killed_runs(tmp_path, SOME).total() == SOME


@pytest.mark.soak
def test_hundreds_of_killed_runs(tmp_path: Path) -> None:
    """300 in the long run, which hit it before, between and after its steps."""
    found = killed_runs(tmp_path, MANY)
    print(f"close run: {dict(found)}")
    assert found["open"] and found["published"]


@pytest.mark.soak
@pytest.mark.parametrize("name", STEPS)
def test_hundreds_of_kills(name: str, tmp_path: Path) -> None:
    """300 of each in the long run; they do hit the step from its beginning to its end."""
    found = break_off(name, tmp_path, signal.SIGKILL, MANY)
    print(f"{name}: {dict(found)}")
    assert found.total() == MANY
    assert found["before"] and found["after"]


@pytest.mark.soak
@pytest.mark.parametrize("name", STEPS)
def test_dozens_of_hang_ups(name: str, tmp_path: Path) -> None:
    """And with a lost connection."""
    found = break_off(name, tmp_path, signal.SIGHUP, MANY_HANG_UPS)
    print(f"{name}: {dict(found)}")
    assert found.total() == MANY_HANG_UPS

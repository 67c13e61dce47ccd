"""A signal at each line of what makes, copies or replaces a store: what is said to be stored is what lies there.

A process that is interrupted after some seconds meets the narrow places once in a thousand runs; here each line of the
modules that put files in their places is interrupted once.
"""

from __future__ import annotations

import linecache
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import sqlalchemy.pool.base

import csi_db
from csi_db import acts
from csi_tui import services
from csi_tui.services.desk.automatic_copies import folder_of
from csi_tui.services.keeping.copies import backup, restore
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people.users import init_store, users
from csi_tui.services.proof.verify import verify
from tests.effort import by_effort
from tests.preloaded import Process

PLACES = tuple(
    Path(package.__path__[0]) / name
    for package, names in (
        (csi_db, ("acts.py", "copies.py", "locks.py", "store.py")),
        (services, ("keeping/copies.py", "people/users.py", "desk/automatic_copies.py")),
    )
    for name in names
)
Line = tuple[str, int]


@dataclass
class Watched:
    """Follows a call line by line; sends the signal before the first time that it comes to a line."""

    at: Line | None
    places: Sequence[Path] = PLACES
    lines: list[Line] = field(default_factory=list)

    def __call__(self, act: Callable[[], object]) -> bool:
        """Carry it out; answers whether it was interrupted."""
        own = {str(place) for place in self.places}
        sent = False

        def follow(frame: FrameType, event: str, _argument: Any) -> Any:
            nonlocal sent
            line = (frame.f_code.co_filename, frame.f_lineno)
            if line[0] not in own:
                return None
            if event == "line":
                self.lines.append(line)
                if line == self.at and not sent:
                    sent = True
                    signal.raise_signal(signal.SIGINT)
            return follow

        before = sys.gettrace()
        sys.settrace(follow)
        try:
            act()
        except KeyboardInterrupt:
            return True
        finally:
            sys.settrace(before)
        return False


def make(path: Path) -> None:
    """A store of one user."""
    init_store(path, site="S1", site_name="Sample", zone="Asia/Shanghai", user="sample").close()


def made(path: Path) -> None:
    """The same, quicker."""
    path.write_bytes(_one_store())


@cache
def _one_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "one.db")
        return (Path(folder) / "one.db").read_bytes()


def sound(path: Path) -> bool:
    """Whether it opens and nothing is wrong with it."""
    desk = open_desk(path)
    try:
        return verify(desk).problems == ()
    finally:
        desk.close()


def restores(path: Path) -> int:
    """How often a store was restored, by its own trail."""
    desk = open_desk(path)
    try:
        with desk.read() as session:
            return int(
                session.connection()
                .exec_driver_sql("SELECT count(*) FROM audit_entry WHERE action = 'restore'")
                .scalar_one()
            )
    finally:
        desk.close()


@dataclass(frozen=True)
class Try:
    """A use case to be interrupted: what lies there before, the use case, and whether it took place."""

    prepare: Callable[[Path], None]
    act: Callable[[Path], object]
    done: Callable[[Path], bool]
    """Raises where neither everything nor nothing of it lies there."""


def _backed_up(folder: Path) -> None:
    made(folder / "from.db")


def _copy(folder: Path) -> None:
    desk = open_desk(folder / "from.db")
    try:
        backup(desk, folder / "new.db")
    finally:
        desk.close()


def _new_there(folder: Path) -> bool:
    left = {one.name for one in folder.iterdir() if not one.name.startswith(("from.db", "."))}
    # What belongs to a connection goes with the process at the latest.
    if left - {"new.db-close", "new.db-close-journal", "new.db-wal", "new.db-shm"} == {"new.db"}:
        return sound(folder / "new.db")
    assert left == set()
    return False


def _with_a_store(folder: Path) -> None:
    made(folder / "from.db")
    made(folder / "new.db")


def _with_a_damaged_store(folder: Path) -> None:
    made(folder / "from.db")
    (folder / "new.db").write_bytes(b"no store " * 1000)


def _restore(folder: Path) -> None:
    restore(folder / "new.db", folder / "from.db")


def _replaced(folder: Path) -> bool:
    kept = sorted(folder_of(folder / "new.db").glob("*"))
    assert sound(folder / "new.db")
    if restores(folder / "new.db"):
        assert len(kept) == 1
        return True
    # A copy that was whole before it was interrupted is one more; nothing is missing.
    assert len(kept) <= 1
    return False


def _replaced_damaged(folder: Path) -> bool:
    kept = sorted(folder_of(folder / "new.db").glob("*"))
    if (folder / "new.db").read_bytes().startswith(b"no store"):
        assert kept == []
        return False
    assert [one.read_bytes()[:8] for one in kept] == [b"no store"]
    assert restores(folder / "new.db") == 1
    return sound(folder / "new.db")


TRIES = {
    "init": Try(lambda folder: None, lambda folder: make(folder / "new.db"), _new_there),
    "backup": Try(_backed_up, _copy, _new_there),
    "restore where none is": Try(_backed_up, _restore, _new_there),
    "restore over a store": Try(_with_a_store, _restore, _replaced),
    "restore over a damaged store": Try(_with_a_damaged_store, _restore, _replaced_damaged),
}


SOME = by_effort(32, 16, 16)


@pytest.mark.parametrize("name", TRIES)
def test_an_interruption_at_some_lines(name: str, tmp_path: Path) -> None:
    """Told as stored: it lies there, whole; told as nothing stored: nothing does."""
    interrupt_at_every(SOME, TRIES[name], tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("name", TRIES)
def test_an_interruption_at_each_line(name: str, tmp_path: Path) -> None:
    """The same, at each."""
    interrupt_at_every(1, TRIES[name], tmp_path)


def interrupt_at_every(step: int, one: Try, tmp_path: Path) -> None:
    """Interrupt at every so many of the lines that it runs through."""
    (tmp_path / "right").mkdir()
    one.prepare(tmp_path / "right")
    right = Watched(None)
    assert not right(partial(one.act, tmp_path / "right"))
    assert one.done(tmp_path / "right")
    # No signal is looked for at a "try:": it calls nothing.
    lines = [line for line in dict.fromkeys(right.lines) if linecache.getline(*line).strip() != "try:"]
    assert len(lines) > 20
    for number, line in enumerate(lines[::step]):
        folder = tmp_path / str(number)
        folder.mkdir()
        one.prepare(folder)
        acts.stored.clear()
        interrupted = Watched(line)(partial(one.act, folder))
        told = list(acts.stored)
        assert interrupted or told, line
        assert one.done(folder) == bool(told), (line, told, sorted(path.name for path in folder.iterdir()))
        # Tidying up that is itself interrupted leaves a hidden file, which the next try takes away.
        tidies = any(word in linecache.getline(*line) for word in ("close", "remove", "suppress"))
        assert tidies or not list(folder.glob(".*")), line


def interrupt_the_library(path: Path) -> None:
    """Read a store, interrupted at each line of what hands out connections; run where nothing catches what is said."""
    places = (Path(sqlalchemy.pool.base.__file__),)

    def look() -> None:
        desk = open_desk(path)
        try:
            users(desk)
        finally:
            desk.close()

    right = Watched(None, places)
    assert not right(look)
    for line in dict.fromkeys(right.lines):
        Watched(line, places)(look)
        print(linecache.getline(*line).strip())


def test_an_interruption_within_the_library(tmp_path: Path) -> None:
    """What the library was doing with a connection meanwhile is not printed: no traceback reaches the user."""
    made(tmp_path / "csi.db")
    code = f"from {__name__} import Path, interrupt_the_library as go; go(Path({str(tmp_path / 'csi.db')!r}))"
    done = Process(["-c", code], os.environ).end()
    assert "_reset" in done.stdout.decode()
    assert (done.stderr.decode(), done.returncode) == ("", 0)

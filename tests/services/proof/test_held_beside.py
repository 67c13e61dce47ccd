"""The rows that count, looked at by another process: the same is found, and where it fails nothing is missed
(docs/decisions/0077, point 5)."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from subprocess import Popen

import pytest

from csi_db import held_beside
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.proof.verification import Problem
from csi_tui.services.proof.verify import verify
from tests import stores

BENT = (
    "UPDATE survey SET cost = 1 WHERE id = 2",
    "INSERT INTO user_role VALUES (1, 'oversight')",
    "DELETE FROM assignment WHERE id = 3",
)


@pytest.fixture
def path(example_desk: Desk) -> Iterator[Path]:
    stores.backfill(example_desk, "2026-01")
    example_desk.close()
    yield example_desk.store.path


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Popen[bytes]]:
    """The processes that are begun; they are, however small a store is and however few processors there are."""
    found: list[Popen[bytes]] = []

    class Noted(Popen[bytes]):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)  # type: ignore[call-overload]
            found.append(self)

    monkeypatch.setattr(held_beside, "LARGE", 0)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(held_beside, "Popen", Noted)
    return found


def bend(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in BENT:
            connection.execute(statement)
        connection.commit()


def problems(path: Path, *, quick: bool) -> tuple[Problem, ...]:
    with closing(open_desk(path)) as desk:
        return verify(desk, quick=quick).problems


@pytest.mark.parametrize("quick", [False, True])
def test_the_same_is_found(
    path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[Popen[bytes]], quick: bool
) -> None:
    """Nothing in a sound store; in one that was bent the same rows in the same order."""
    assert problems(path, quick=quick) == ()
    bend(path)
    beside = problems(path, quick=quick)
    assert [process.returncode for process in begun] == [0, 0]
    monkeypatch.setattr(held_beside, "LARGE", sys.maxsize)
    assert problems(path, quick=quick) == beside
    assert len(begun) == 2
    assert len([one for one in beside if one.where == "rows that count"]) == len(BENT)


def test_where_it_fails_nothing_is_missed(
    path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[Popen[bytes]]
) -> None:
    """It could not be begun, ends without a word, or says something else: the rows are looked at all the same."""
    bend(path)
    wanted = problems(path, quick=True)
    for no_interpreter in (str(path), "/bin/false", "/bin/true", "/bin/echo"):
        monkeypatch.setattr("sys.executable", no_interpreter)
        assert problems(path, quick=True) == wanted
    assert [process.returncode for process in begun] == [0, 1, 0, 0]


def test_whoever_breaks_off_waits_for_no_process(
    path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[Popen[bytes]], tmp_path: Path
) -> None:
    """An interruption ends the other process, however long it would have gone on."""
    endless = tmp_path / "endless"
    endless.write_text("#!/bin/sh\nexec sleep 1000\n")
    endless.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(endless))

    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("csi_tui.services.proof.verify._guard_problems", interrupted)
    with pytest.raises(KeyboardInterrupt):
        problems(path, quick=False)
    assert [process.returncode for process in begun] == [-9]

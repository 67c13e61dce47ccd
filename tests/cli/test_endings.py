"""Ends from outside: bytes that are no characters, streams that are closed or full, signals."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import stores
from tests.cli.program import ROOT, Program, content
from tests.cli.test_stores import READING, WRITING
from tests.preloaded import CLOSED, Process
from tests.stores import checkpoint

STREAMS = (
    ">&-",
    "2>&-",
    "> /dev/full",
    "2> /dev/full",
    ">&- 2>&-",
    "> /dev/full 2> /dev/full",
    "<&- >&- 2>&-",
)
ENVIRONMENT = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")])}


def shell(store: Path, line: str, streams: str = "", *more: bytes) -> subprocess.CompletedProcess[bytes]:
    """A command as somebody at a shell types it, with its streams as they are given."""
    words = ["--db", str(store), *line.split(), *map(os.fsdecode, more)]
    with open("/dev/full", "wb") as full:
        where = {
            {"<": 0, ">": 1, "2>": 2}[sign]: CLOSED if to == "&-" else full.fileno()
            for sign, to in re.findall(r"(<|2?>) ?(&-|/dev/full)", streams)
        }
        return Process(["-m", "csi_tui.cli.main", *words], os.environ, streams=where).end()


@pytest.fixture
def store(closed: Program) -> Path:
    checkpoint(closed.path)
    return closed.path


def _same(csi: Program, store: Path, line: str, streams: str) -> None:
    """The status says what was done, the store holds it, and nothing but a sentence is said."""
    whole, tried = store.with_name("whole.db"), store.with_name("tried.db")
    shutil.copyfile(store, whole)
    shutil.copyfile(store, tried)
    right = shell(whole, line)
    found = shell(tried, line, streams)
    where = (line, streams, found)
    assert b"Traceback" not in found.stdout + found.stderr, where
    assert b"Exception ignored" not in found.stderr, where
    unwritten = right.stdout and (">&-" in streams.replace("2>&-", "") or streams.startswith("> /dev/full"))
    assert found.returncode == ((right.returncode or 1) if unwritten else right.returncode), (where, right)
    if unwritten and "2>" not in streams:
        assert b"The output cannot be written" in found.stderr, where
    assert b"nothing was stored" not in found.stderr, where
    states = [csi("--db", path, "close", "status").out for path in (tried, whole)]
    # The two were done one after the other: a minute may lie between them.
    states = [re.sub(r"\d\d-\d\d \d\d:\d\d", "", state) for state in states]
    assert states[0] == states[1], where
    assert len(content(tried)) == len(content(whole)), where


LINES = [*READING, *WRITING]


@pytest.mark.parametrize("place", range(len(LINES)), ids=LINES)
def test_a_stream_that_is_gone(closed: Program, store: Path, place: int) -> None:
    """Every command, one stream or another closed or full: the right status, and the store holds what it would."""
    _same(closed, store, LINES[place], STREAMS[place % len(STREAMS)])


@pytest.mark.soak
@pytest.mark.parametrize("streams", STREAMS)
def test_every_stream_that_is_gone(closed: Program, store: Path, streams: str) -> None:
    """All of them with all of them."""
    for line in LINES:
        _same(closed, store, line, streams)


def test_what_was_stored_is_said_when_the_output_is_lost(store: Path) -> None:
    """An act is not undone because nobody could read its answer."""
    found = shell(store, "close run 2026-02 --json", "> /dev/full")
    assert b"The output cannot be written" in found.stderr, found
    assert b"compute 2026-02" in found.stderr, found


def test_what_waits_for_a_terminal_that_is_gone_decides_no_status() -> None:
    """The application paints to standard error, and Python itself would leave with 120 where the rest is lost."""
    ends = (
        "import sys; from csi_tui.cli import output; "
        "sys.stderr = open('/dev/full', 'w'); sys.stderr.write('the rest'); output.lost(); sys.exit(129)"
    )
    found = subprocess.run([sys.executable, "-c", ends], env={**os.environ, **ENVIRONMENT}, check=False)
    assert found.returncode == 129


def test_a_reader_that_has_gone_leaves_the_status(closed: Program) -> None:
    """``csi verify | head -1``: problems are problems all the same, exit status 6."""
    import sqlite3

    with sqlite3.connect(closed.path) as connection:
        stores.guards_off(connection)
    process = subprocess.Popen(
        [sys.executable, "-m", "csi_tui.cli.main", "--db", str(closed.path), "verify"],
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _out, err = process.communicate(timeout=300)
    assert process.returncode == 6, err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.6])
def test_a_command_that_is_interrupted_says_what_is_stored(
    closed: Program, store: Path, number: signal.Signals, after: float
) -> None:
    """130, 143, 129: the store holds nothing of it or all of it, and that is what is said."""
    before = closed("--db", store, "close", "status", "2026-02", "--json").json
    process = Process(["-m", "csi_tui.cli.main", "--db", str(store), "close", "run", "2026-02"], os.environ)
    time.sleep(after)
    process.send_signal(number)
    done = process.end()
    out, err = done.stdout.decode(), done.stderr.decode()
    if done.returncode == -number or "KeyboardInterrupt" in err:
        pytest.skip("it had not begun yet: the interpreter itself was interrupted")
    if done.returncode in (0, 1):
        return  # it was done before
    assert done.returncode == 128 + number, (out, err)
    assert "Traceback" not in err
    found = closed("--db", store, "close", "status", "2026-02", "--json").json
    if "nothing was stored" in err:
        assert found == before
    else:
        assert "Stored, each as a whole: compute 2026-02" in err
        assert found != before
    assert closed("--db", store, "verify").out == ""


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("card", 2),
        ("cards", 2),
        ("milestone C000035 resolved --note", 2),
        ("--operator", 2),
        ("nope", 2),
        ("backup", 0),
    ],
)
def test_bytes_that_are_no_characters(store: Path, tmp_path: Path, line: str, status: int) -> None:
    """An argument that is no UTF-8: a sentence; a file's name may be whatever the disk allows."""
    value = b"\xff\xfe.db" if line != "backup" else os.fsencode(tmp_path) + b"/\xff\xfe.db"
    found = shell(store, line, "", value)
    assert found.returncode == status, found
    assert b"Traceback" not in found.stderr
    assert b"\xff" not in found.stdout + found.stderr
    # A backup says the trail code of the copy as well.
    assert found.stderr.decode().count("\n") == (2 if line == "backup" else 1)


def test_a_file_and_a_store_whose_names_are_no_characters(store: Path, tmp_path: Path) -> None:
    """Imported, opened, and told with the bytes written out."""
    folder = os.fsencode(tmp_path)
    people, named = folder + b"/\xff.csv", folder + b"/\xfe.db"
    with open(people, "w", encoding="utf-8") as file:
        file.write("employee_no,name,role,joined_on\nX9,Li,agent,2020-01-01\n")
    shutil.copyfile(store, named)
    found = shell(store, "import employees", "", people)
    assert found.returncode in (0, 1), found
    assert b"\xff" not in found.stdout + found.stderr
    done = subprocess.run(
        [sys.executable, "-m", "csi_tui.cli.main", "close", "status"],
        env={
            **{os.fsencode(k): os.fsencode(v) for k, v in (os.environ | ENVIRONMENT).items()},
            b"CSI_DB": named,
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), done

"""The program as somebody at a shell has it: arguments in; exit status, standard output and standard error out."""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import sqlite3
import subprocess
import sys
import termios
import threading
import tty
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from csi_tui.cli.main import run
from csi_tui.services.desk import desk
from csi_tui.services.glance import quick
from csi_tui.services.home import first_look
from csi_tui.services.people import sign_in, users
from tests import stores

ROOT = Path(__file__).resolve().parents[2]
NOBODY = 65534


@dataclass(frozen=True)
class Answer:
    """What a call of the program gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


class Program:
    """Runs commands in this process, on one store unless another is named with ``--db``."""

    def __init__(self, path: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.capture = capture

    def __call__(self, *arguments: str | Path, status: int = 0) -> Answer:
        """Run one command; its exit status must be as expected, and no traceback may be shown."""
        found = self.tried(*arguments)
        assert found.status == status, f"{arguments}: {found}"
        return found

    def tried(self, *arguments: str | Path) -> Answer:
        """Run one command, whatever its exit status."""
        words = [str(argument) for argument in arguments]
        if "--db" not in words:
            words = ["--db", str(self.path), *words]
        self.capture.readouterr()
        status = run(words)
        out, err = self.capture.readouterr()
        assert "Traceback" not in out + err
        return Answer(status, out, err)


def at_account(monkeypatch: pytest.MonkeyPatch, account: str) -> None:
    """Let what follows in this process be run by an operating-system account."""
    for module in (desk, first_look, quick, sign_in, users):
        monkeypatch.setattr(module, "current_account", lambda: account)


def in_a_process(
    *arguments: str | Path, env: dict[str, str] | None = None, stdin: str | None = None
) -> Answer:
    """Run the program as a process of its own, without a terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "csi_tui.cli.main", *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")])} | (env or {}),
        input=stdin,
        stdin=None if stdin is not None else subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)


def at_a_terminal(stream: str, *arguments: str | Path, columns: int = 80) -> Answer:
    """Run a command in this process, with a terminal as ``stdout`` or ``stderr``; ``out`` is what the terminal got."""
    master, slave = os.openpty()
    tty.setraw(slave)
    termios.tcsetwinsize(slave, (24, columns))
    blocks: list[bytes] = []
    # A terminal that nobody reads holds the program up after some thousand characters.
    reader = threading.Thread(target=_read, args=(master, blocks))
    reader.start()
    before = getattr(sys, stream)
    try:
        with open(slave, "w", encoding="utf-8") as terminal:
            setattr(sys, stream, terminal)
            status = run([str(argument) for argument in arguments])
    finally:
        setattr(sys, stream, before)
        reader.join()
        os.close(master)
    return Answer(status, b"".join(blocks).decode(), "")


def _read(terminal: int, blocks: list[bytes]) -> None:
    """Read until nobody writes any more, which the other side of a terminal learns as an error."""
    try:
        while block := os.read(terminal, 1 << 16):
            blocks.append(block)
    except OSError:
        return


def modules_after(arguments: Sequence[str], env: dict[str, str] | None = None) -> tuple[Answer, set[str]]:
    """Run a command in a process of its own; answers also the top packages that it had imported at its end."""
    code = (
        "import sys\n"
        "from csi_tui.cli.main import run\n"
        "status = run(sys.argv[1:])\n"
        "tops = sorted({name.partition('.')[0] for name in sys.modules})\n"
        "print('MODULES ' + ' '.join(tops), file=sys.stderr)\n"
        "sys.exit(status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "db")])} | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    said, _, modules = done.stderr.rpartition("MODULES ")
    return Answer(done.returncode, done.stdout, said), set(modules.split())


def trail(path: Path) -> int:
    """How many entries the audit trail of a store has."""
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT COUNT(*) FROM audit_entry").fetchone()[0])
    finally:
        connection.close()


def content(path: Path) -> str:
    """Everything that a store holds, as text: equal before and after where nothing may have changed."""
    connection = sqlite3.connect(path)
    try:
        return "\n".join(stores.dumped(connection))
    finally:
        connection.close()


def leave_home_as_it_was(folder: Path) -> None:
    """Remove what the program has left in the account's real home about the stores of a test.

    Who comes in by ``csi share enter`` brings no home along, not the one that tests are given either.
    """
    home = Path(pwd.getpwuid(os.getuid()).pw_dir) / ".local" / "share" / "csi-tui"
    for store in folder.rglob("csi.db"):
        connection = sqlite3.connect(store)
        try:
            (salt,) = connection.execute("SELECT salt FROM site").fetchone()
        finally:
            connection.close()
        for kind, said in (("keys", f"{salt}.key"), ("heads", f"{store.resolve()}.json")):
            text, _dot, ending = said.rpartition(".")
            (home / kind / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.{ending}").unlink(
                missing_ok=True
            )


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the administrator's rights over files for a while, where the tests run with them."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)

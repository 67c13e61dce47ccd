"""The program as a process that need not load its libraries first: a fork of one that has.

A start of ``csi`` costs a second of a core, nine tenths of it for reading libraries, and the tests make hundreds. What
is started here is a process like any other, with streams, an environment, a folder, signals and an exit status of its
own; only `csi_tui.cli`, whose texts are translated as they are loaded, is read in each. What a start itself does is
tried where a real one is made: in `tests/cli/test_start_up.py`, `tests/cli/test_interrupted_files.py`, and by every
journey that opens the application.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TextIO

ROOT = Path(__file__).resolve().parents[1]
PATH = os.pathsep.join([str(ROOT), str(ROOT / "db")])
LONGEST_ORDER = 1 << 17
DECIDED_AT_START = ("LANG", "LC_ALL", "LC_CTYPE", "PYTHONIOENCODING", "PYTHONUTF8", "PYTHONWARNINGS")
"""Variables that an interpreter reads as it starts: a fork comes too late for them."""
CLOSED = -1
"""In the place of a stream: the process has none."""


class Process:
    """A process of the program, started with Python's ``arguments`` (``-m MODULE …`` or ``-c CODE …``)."""

    def __init__(
        self,
        arguments: Sequence[str],
        environ: Mapping[str, str],
        cwd: Path = ROOT,
        *,
        stdin: bytes = b"",
        streams: Mapping[int, int] | None = None,
    ) -> None:
        """``streams``: descriptors for some of its standard streams, or :data:`CLOSED`; the others are kept."""
        late = [name for name in DECIDED_AT_START if environ.get(name) != os.environ.get(name)]
        assert not late, f"make a real start: {late}"
        self.arguments = list(arguments)
        self._kept = [tempfile.TemporaryFile() for _stream in range(3)]  # noqa: SIM115
        self._kept[0].write(stdin)
        self._kept[0].seek(0)
        own = dict(enumerate(file.fileno() for file in self._kept)) | dict(streams or {})
        order = {
            "arguments": self.arguments,
            "environ": dict(environ),
            "cwd": str(cwd),
            "closed": [number for number, stream in own.items() if stream == CLOSED],
        }
        ours, theirs = socket.socketpair()
        with ours, theirs, open(os.devnull, "r+b") as nothing:
            given = [nothing.fileno() if own[number] == CLOSED else own[number] for number in range(3)]
            socket.send_fds(_starter(), [json.dumps(order).encode()], [*given, theirs.fileno()])
            self._told = ours.makefile("r", encoding="ascii")
        self.pid = int(self._told.readline())
        self._status: int | None = None

    def poll(self, seconds: float | None = 0) -> int | None:
        """The exit status, the negative number of a signal; None where it still runs after so many seconds."""
        if self._status is None and select.select([self._told], [], [], seconds)[0]:
            self._status = os.waitstatus_to_exitcode(int(self._told.readline()))
            self._told.close()
        return self._status

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def end(self, seconds: float = 300) -> subprocess.CompletedProcess[bytes]:
        """Wait for its end; answers the exit status and what it wrote.

        Raises:
            subprocess.TimeoutExpired: it did not end, and was killed.
        """
        status = self.poll(seconds)
        if status is None:
            self.send_signal(signal.SIGKILL)
            raise subprocess.TimeoutExpired(self.arguments, seconds)
        _given, out, err = (_whole(file) for file in self._kept)
        return subprocess.CompletedProcess(self.arguments, status, out, err)


def _whole(file: BinaryIO) -> bytes:
    with file:
        file.seek(0)
        return file.read()


@cache
def _starter() -> socket.socket:
    """The process that has the libraries, one for each process of tests; what it is told stands in :func:`serve`."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.preloaded", str(theirs.fileno())],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": PATH},
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
    )
    theirs.close()
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def serve(orders: socket.socket) -> None:
    """Start a process for each order, until nobody can send one any more."""
    _load()
    # The child of each fork would otherwise copy every page that a collection touches.
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        order, files, _flags, _address = socket.recv_fds(orders, LONGEST_ORDER, 4)
        if not order:
            return
        if os.fork() == 0:
            orders.close()
            _start(json.loads(order), files)
            return
        for file in files:
            os.close(file)


def _load() -> None:
    for package in ("csi_db", "csi_tui"):
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not found.name.startswith(("csi_tui.cli", "csi_tui.__main__", "csi_db.migrations.")):
                importlib.import_module(found.name)


def _start(order: dict[str, object], files: list[int]) -> None:
    """Start the process, and tell its number and how it ended."""
    *streams, told = files
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(told)
        _become(order, streams)
        return
    for stream in streams:
        os.close(stream)
    os.write(told, f"{child}\n".encode())
    _child, status = os.waitpid(child, 0)
    os.write(told, f"{status}\n".encode())
    os._exit(0)


def _become(order: dict[str, Any], streams: list[int]) -> None:
    """Be the process that was ordered, from its streams to its end."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    for number in order["closed"]:
        os.close(number)
    sys.stdin, sys.stdout, sys.stderr = (
        _like(standing, number) if number not in order["closed"] else None
        for number, standing in enumerate((sys.stdin, sys.stdout, sys.stderr))
    )
    os.environ.clear()
    os.environ.update(order["environ"])
    time.tzset()
    os.chdir(order["cwd"])
    how, what, *words = order["arguments"]
    sys.argv = [what, *words]
    if how == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})


def _like(standing: TextIO, number: int) -> TextIO:
    """A standard stream as the interpreter makes it, on what its descriptor leads to now."""
    return open(
        number,
        "r" if number == 0 else "w",
        buffering=1 if os.isatty(number) or number == 2 else -1,
        encoding=standing.encoding,
        errors=standing.errors,
        closefd=False,
    )


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))

"""A real terminal for tests: the program in a pseudo-terminal, its screen kept by a terminal emulator."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pyte
import pytest

from tests import preloaded

PATIENCE = 120.0
LANGUAGES = ("zh", pytest.param("en", marks=pytest.mark.soak))
"""A journey that is the same in both languages is made in Chinese by every run, in English by `make soak`."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "f12": "\x1b[24~",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "shift+f2": "\x1b[1;2Q",
    "shift+f6": "\x1b[17;2~",
    "shift+f7": "\x1b[18;2~",
    "shift+f9": "\x1b[20;2~",
}


class Terminal:
    """The program in a terminal of ``columns`` x ``rows``; :meth:`screen` is what a person would see."""

    def __init__(
        self,
        arguments: list[str],
        environ: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        days_later: int = 0,
        account: str = "",
        at: str = "",
        patience: float = PATIENCE,
        behind: Sequence[str] = (),
        elsewhere: bool = False,
    ) -> None:
        """``behind``: a program that starts ours and leads the session; ``elsewhere``: it knows how by itself."""
        self._patience = patience
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        started = [] if elsewhere else [sys.executable, *program(days_later, account, at), *arguments]
        words = [*behind, *started]
        self._child = pexpect.spawn(
            words[0],
            words[1:],
            env={**os.environ, **environ, "TERM": "xterm-256color"},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=patience,
        )

    def screen(self) -> str:
        """The lines on the screen; the second cell of a wide character is left out, every blank is a plain one."""
        self._read()
        lines = []
        for row in range(self._screen.lines):
            cells = self._screen.buffer[row]
            lines.append("".join(cells[column].data for column in range(self._screen.columns)).rstrip())
        return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ")

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a text as it is."""
        for key in keys:
            if key.startswith("ctrl+"):
                self._child.send(chr(ord(key[-1].upper()) - 64))
            else:
                self._child.send(KEYS.get(key, key))
            # A person's fingers, and an escape that is not the beginning of another key.
            time.sleep(0.15 if key == "escape" else 0.02)
            self._read()

    def send_bytes(self, data: bytes) -> None:
        """Type bytes as a terminal in another encoding sends them."""
        os.write(self._child.child_fd, data)
        self._read()

    def wait_for(self, *texts: str) -> str:
        """Wait until every text stands on the screen; answers the screen.

        Raises:
            AssertionError: it did not come; shows the screen.
        """
        return self._until(lambda screen: all(text in screen for text in texts), f"waiting for {texts}")

    def wait_for_anything(self) -> str:
        """Wait until the program has painted something; answers the screen."""
        return self._until(lambda screen: bool(screen.strip()), "waiting for the first screen")

    def wait_until_gone(self, text: str) -> str:
        """Wait until a text has left the screen."""
        return self._until(lambda screen: text not in screen, f"waiting for {text!r} to go")

    def wait_for_end(self) -> int:
        """Wait for the program's end; answers its exit status."""
        deadline = time.monotonic() + self._patience
        while self._child.isalive():
            assert time.monotonic() < deadline, f"still running:\n{self.screen()}"
            self._read()
        self._child.close()
        status: int | None = self._child.exitstatus
        assert status is not None, f"ended by signal {self._child.signalstatus}"
        return status

    def hang_up(self) -> None:
        """Close the terminal under the program, as a lost connection does, and wait for the program's end."""
        self._child.ptyproc.fileobj.close()
        deadline = time.monotonic() + self._patience
        while self._child.isalive():
            assert time.monotonic() < deadline, "the program stays without its terminal"
            time.sleep(0.02)

    def kill(self) -> None:
        """End the program at once, if it still runs."""
        self._child.close(force=True)

    def _until(self, holds: Callable[[str], bool], what: str) -> str:
        deadline = time.monotonic() + self._patience
        while True:
            screen = self.screen()
            if holds(screen):
                return screen
            assert self._child.isalive(), f"ended while {what}:\n{screen}"
            assert time.monotonic() < deadline, f"gave up {what}:\n{screen}"

    def _read(self) -> None:
        try:
            while True:
                self._stream.feed(self._child.read_nonblocking(65536, timeout=0.05))
        except (pexpect.TIMEOUT, pexpect.EOF):
            return


@contextmanager
def at_the_desk(
    environ: Mapping[str, str], home: str, *, days_later: int = 0, account: str = "", at: str = ""
) -> Iterator[Terminal]:
    """Somebody at the application: from the moment that ``home`` stands on the screen until Escape twice leaves."""
    terminal = Terminal([], environ, days_later=days_later, account=account, at=at)
    try:
        terminal.wait_for(home)
        yield terminal
        terminal.press("escape", "escape")
        assert terminal.wait_for_end() == 0
    finally:
        terminal.kill()


ELSEWHERE = """
import datetime, sys, time_machine, zoneinfo
days, account, at = int(sys.argv.pop(1)), sys.argv.pop(1), sys.argv.pop(1)
if days:
    time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days), tick=True).start()
if at:
    then = datetime.datetime.fromisoformat(at).replace(tzinfo=zoneinfo.ZoneInfo("Asia/Shanghai"))
    time_machine.travel(then, tick=True).start()
if account:
    import os, pwd
    known = pwd.getpwuid(os.getuid())
    pwd.getpwuid = lambda _number: pwd.struct_passwd((account, *known[1:]))
from csi_tui.cli.main import main
main()
"""


def program(days_later: int = 0, account: str = "", at: str = "") -> list[str]:
    """Python's arguments that run the program; some days later, or ``at`` a time in China, or at another account.

    Only the process believes so.
    """
    if days_later or account or at:
        return ["-c", ELSEWHERE, str(days_later), account, at]
    return ["-m", "csi_tui.cli.main"]


def run_csi(
    arguments: list[str],
    environ: Mapping[str, str],
    cwd: Path,
    *,
    days_later: int = 0,
    account: str = "",
    at: str = "",
) -> tuple[int, str, str]:
    """Run the program without a terminal; answers exit status, standard output and standard error."""
    words = [*program(days_later, account, at), *arguments]
    done = preloaded.Process(words, {**os.environ, **environ}, cwd).end()
    return done.returncode, done.stdout.decode(), done.stderr.decode()

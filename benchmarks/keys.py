"""What a key costs in a real terminal: the bytes sent for it, and the time until what it changed is painted."""

from __future__ import annotations

import os
import re
import selectors
import shutil
import signal
import struct
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from pty import fork
from statistics import median, quantiles
from termios import TIOCSWINSZ

from benchmarks.department import filled
from benchmarks.figures import Figure, Options, ResultsDiffer, Seconds
from benchmarks.startup import csi
from csi_tui.services.desk.paths import APPLICATION

ORDERS = 2_000
ROWS, COLUMNS = 24, 80
QUIET = 0.15
"""Seconds without a byte after which a key has been answered."""
QUIET_SCREEN = 0.45
"""The same where it opens a screen, which reads first; a field's cursor blinks more slowly."""
ANSWERED = 2.0
"""Seconds within which something comes for every key that is counted."""
AT_WORK = 0.03
"""Seconds of the processor in that while that say that something is still on its way; a cursor blinks for less."""
MOVEMENT = 12
"""Bytes that do no more than put the cursor where it stands already."""
PATIENCE = 30.0

LIMITS = {
    "cursor in a list": 500.0,
    "character": 200.0,
    "Tab": 500.0,
    "change of place": 9_000.0,
    "form": 7_000.0,
}
"""Bytes for a key at most, median."""
SIXTEEN_LIMIT = 0.8
"""Of the limits: what the scheme for slow lines may send."""
HOME = re.compile(rb"20\d\d-\d\d")
"""A month: home shows the months below everything else."""
PAINT_LIMIT = 0.033
FIELDS_LIMIT = 2.5

Kind = str
Press = tuple[Kind, str]
"""A key as a terminal sends it, and what kind it is of."""

DOWN, UP, TAB, ESCAPE, F2, F6, F9 = "\x1b[B", "\x1b[A", "\t", "\x1b", "\x1bOQ", "\x1b[17~", "\x1b[20~"
IN_ONE = "character, one field"


def _of(kind: Kind, keys: Sequence[str]) -> tuple[Press, ...]:
    return tuple((kind, key) for key in keys)


def day(times: int) -> tuple[Press, ...]:
    """A day in small, key by key with its kind, what repeats in it ``times``; those without a kind are not counted."""
    listed = _of("cursor in a list", [DOWN] * 2 * times + [UP] * times)
    field = (*_of("character", "1380000123"[: 2 * times]), ("Tab", TAB))
    leave = _of("", [ESCAPE, F9])
    return (
        *_of("change of place", "23456789"[: 2 * times]),
        *(press for place in "27" for press in (("change of place", place), *listed)),
        *(*_of("", [F6]), *_of(IN_ONE, "2026010120"[: 2 * times]), *leave),
        ("change of place", "2"),
        *(("form", F2), *field * 2, *_of("Tab", [TAB] * times), *leave),
        ("change of place", "3"),
        *(("form", F2), *field * 2, *leave),
        ("change of place", "1"),
    )


def bare_day(times: int) -> tuple[Press, ...]:
    """The like of it in the bare application."""
    field = (*_of("character", "1380000123"[: 2 * times]), ("Tab", TAB))
    return (
        *_of("change of place", "2121"),
        *_of("cursor in a list", [DOWN] * 2 * times + [UP] * times),
        *(("", "o"), *_of(IN_ONE, "2026010120"[: 2 * times]), ("", ESCAPE)),
        *(("form", "f"), *field * 2, ("", ESCAPE)),
        *(("form", "f"), *field * 2, ("", ESCAPE)),
    )


@dataclass(frozen=True)
class Answer:
    """What came for a key: how many bytes, the seconds until the last of them, and those of the processor, which others
    at work beside it leave nearly alone."""

    sent: int
    seconds: Seconds
    processor: Seconds


class Desk:
    """A program in a terminal of its own."""

    def __init__(self, arguments: Sequence[str], environ: Mapping[str, str]) -> None:
        self._process, self._terminal = fork()
        if self._process == 0:
            ioctl(0, TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.execve(arguments[0], list(arguments), dict(environ))
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._terminal, selectors.EVENT_READ)
        self.text = b""

    def press(self, kind: Kind, key: str) -> Answer:
        """Press a key, and wait until everything has come of it."""
        busy, begin = self._processor(), time.perf_counter()
        os.write(self._terminal, key.encode())
        if kind:
            self._selector.select(ANSWERED)
        sent, last = self.quiet(QUIET_SCREEN if kind in ("form", "change of place") else QUIET)
        return Answer(sent, max(0.0, last - begin), self._processor() - busy)

    def quiet(self, quiet: float = QUIET) -> tuple[int, float]:
        """Read until nothing has come for a while, and nothing was done meanwhile; bytes, and when the last came."""
        sent, last = 0, 0.0
        while True:
            busy = self._processor(waiting=True)
            if self._selector.select(quiet):
                try:
                    data = os.read(self._terminal, 1 << 16)
                except OSError:
                    break
                if len(data) > MOVEMENT:
                    last = time.perf_counter()
                self.text += data
                sent += len(data)
            elif self._processor(waiting=True) - busy < AT_WORK:
                break
        return sent, last

    def _processor(self, *, waiting: bool = False) -> Seconds:
        """How long the program has kept the processor busy; ``waiting``: or has waited for it, behind others."""
        threads = Path(f"/proc/{self._process}/task").glob("*/schedstat")
        return sum(sum(map(int, one.read_text().split()[: 1 + waiting])) for one in threads) / 1e9

    def wait_for(self, sign: re.Pattern[bytes]) -> None:
        """Wait until something has been painted.

        Raises:
            ResultsDiffer: it has not.
        """
        deadline = time.perf_counter() + PATIENCE
        while not sign.search(self.text):
            if time.perf_counter() > deadline:
                raise ResultsDiffer(f"{sign.pattern!r} was not painted: {self.text[-2000:]!r}")
            if self._selector.select(PATIENCE):
                try:
                    self.text += os.read(self._terminal, 1 << 16)
                except OSError:
                    raise ResultsDiffer(f"ended without {sign.pattern!r}: {self.text!r}") from None

    def end(self) -> Seconds:
        """End the program; answers how long it has kept the processor busy."""
        self._selector.close()
        os.kill(self._process, signal.SIGKILL)
        _process, _status, used = os.wait4(self._process, 0)
        os.close(self._terminal)
        return used.ru_utime + used.ru_stime


def environ(home: Path, **more: str) -> dict[str, str]:
    """What a program finds in its environment: a plain terminal of 256 colours."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        **more,
    }


def played(
    arguments: Sequence[str], home: Path, first: re.Pattern[bytes], keys: Sequence[Press], **more: str
) -> dict[Kind, list[Answer]]:
    """Play a day; the answers to its keys by their kind."""
    shutil.rmtree(home / "state", ignore_errors=True)
    desk = Desk(arguments, environ(home, **more))
    found: dict[Kind, list[Answer]] = defaultdict(list)
    try:
        desk.wait_for(first)
        desk.quiet(1.0)
        # Once without counting: every place is made when somebody goes there first.
        for kind, key in keys:
            if kind == "change of place":
                desk.press(kind, key)
        for kind, key in keys:
            answer = desk.press(kind, key)
            if kind:
                found[kind].append(answer)
    finally:
        desk.end()
    return found


def run(options: Options) -> Iterator[Figure]:
    """Bytes for each kind of key, and the time until it is painted, beside a bare application."""
    path = options.folder / "keys.db"
    filled(options, path.name, ORDERS).desk.close()
    program = (*csi(), "--db", str(path))
    reference = (sys.executable, "-m", "benchmarks.bare_app")
    times = min(options.rounds, 5)
    own = played(program, options.folder, HOME, day(times))
    bare = played(reference, options.folder, re.compile(b"customer 0"), bare_day(times))
    for kind, limit in LIMITS.items():
        yield Figure(f"bytes for a key: {kind}", _sent(own[kind]), limit=limit, unit="")
        yield Figure(f"bytes for a key: {kind}, bare Textual", _sent(bare[kind]), unit="")
    sixteen = played(
        program, options.folder, HOME, day(times), XDG_CONFIG_HOME=str(_sixteen_colours(options.folder))
    )
    for kind, limit in LIMITS.items():
        yield Figure(
            f"bytes for a key: {kind}, 16 colours", _sent(sixteen[kind]), limit=SIXTEEN_LIMIT * limit, unit=""
        )
    for kind in LIMITS:
        most = _most(own[kind]), _most(bare[kind])
        yield Figure(f"key to paint, 19 of 20 within: {kind} / bare Textual", most[:1], most[1:])
    for kind in ("cursor in a list", "character", "Tab"):
        yield Figure(f"key to paint, 19 of 20 within: {kind}", (_most(own[kind]),), limit=PAINT_LIMIT)
        busy = [
            quantiles([one.processor for one in kinds[kind]], n=20, method="inclusive")[-1]
            for kinds in (own, bare)
        ]
        yield Figure(
            f"key to paint, 19 of 20 within: {kind}: processor / bare Textual", (busy[0],), (busy[1],)
        )
    yield Figure(
        "key to paint: form of 20 fields / of one",
        (median(answer.seconds for answer in own["character"]),),
        (median(answer.seconds for answer in own[IN_ONE]),),
        FIELDS_LIMIT,
    )


def _sixteen_colours(folder: Path) -> Path:
    """A folder of settings in which the scheme for slow lines is chosen."""
    chosen = folder / "sixteen"
    (chosen / APPLICATION).mkdir(parents=True, exist_ok=True)
    (chosen / APPLICATION / "settings.toml").write_text('theme = "ansi"\n', encoding="utf-8")
    return chosen


def _sent(answers: Sequence[Answer]) -> tuple[float, ...]:
    return tuple(float(answer.sent) for answer in answers)


def _most(answers: Sequence[Answer]) -> float:
    return quantiles((answer.seconds for answer in answers), n=20, method="inclusive")[-1]

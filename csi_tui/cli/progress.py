"""The progress of a long command: one line on standard error, from the second second on, gone at the end."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from csi_tui.cli import output
from csi_tui.i18n import _
from csi_tui.services.desk.progress import Progress, unheard
from csi_tui.services.tabular.aligned import cut, width

AFTER = 1.0
"""Seconds that a command takes before anything is said of it."""
EVERY = 0.2
"""Seconds between two looks at how far it has come."""
WORTH_A_RATE = 100
"""Units a second; slower ones are months or places, not rows."""


@contextmanager
def told(*, quiet: bool) -> Iterator[Progress]:
    """Tell of a command's progress while the block runs: at a terminal, and not where quiet is wanted."""
    if quiet or not sys.stderr.isatty():
        yield unheard
        return
    line = _Line(sys.stderr)
    with output.cleared_by(line.clear), line:
        yield line.hear


def shown(step: str, done: int, total: int | None, seconds: float) -> str:
    """How far a step has come after so many seconds of it."""
    parts = [step]
    if total:
        # An estimate may fall short of what there is.
        parts.append(_("{done} of {total}").format(done=f"{done:,}", total=f"{max(done, total):,}"))
    elif done:
        parts.append(f"{done:,}")
    rate = done / seconds if seconds else 0
    if rate >= WORTH_A_RATE:
        parts.append(_("{n} a second").format(n=f"{rate:,.0f}"))
    if total and rate:
        parts.append(_("{time} left").format(time=_length(max(total - done, 0) / rate)))
    else:
        parts.append(_length(seconds))
    return "  ".join(parts)


def _length(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return _("{n} min {rest} s").format(n=minutes, rest=rest) if minutes else _("{n} s").format(n=rest)


class _Line:
    """The line of a command: drawn by a thread of its own, for one statement of the store may take long."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = self._step_began = time.monotonic()
        self._now: tuple[str, int, int | None] | None = None
        self._drawn = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._draw_until_over, name="progress", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        self.clear()

    def hear(self, step: str, done: int = 0, total: int | None = None) -> None:
        """Take up how far it has come."""
        with self._lock:
            if self._now is None or self._now[0] != step:
                self._step_began = time.monotonic()
            self._now = (step, done, total)

    def clear(self) -> None:
        """Take the line away, so that something else can be printed."""
        with self._lock:
            if self._drawn:
                self._write("\r" + " " * self._drawn + "\r")
                self._drawn = 0

    def _draw_until_over(self) -> None:
        while not self._over.wait(EVERY):
            if time.monotonic() - self._began >= AFTER:
                self._draw()

    def _draw(self) -> None:
        with self._lock:
            if self._now is None:
                return
            text = cut(shown(*self._now, time.monotonic() - self._step_began), self._columns() - 1)
            taken = width(text)
            self._write("\r" + text + " " * max(0, self._drawn - taken))
            self._drawn = taken

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except OSError:
            return 80

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            # Nobody can read it any more; the work goes on.
            self._over.set()

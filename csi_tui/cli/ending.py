"""Ends that come from outside: signals, and streams that are closed, full, or that nobody reads any more."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn, TextIO


class Ended(BaseException):
    """The process was told to end by a signal."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_status = 128 + number


def listen() -> None:
    """Make the signals that end a process end it in order: what is under way is taken back, and that is said."""

    def end(number: int, _frame: object) -> NoReturn:
        raise Ended(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        # Whoever started us under nohup wants it to go on.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, end)


def open_streams() -> None:
    """Put something where a standard stream is closed, so that no file of ours, such as the store, gets its number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is this one. To be read alone: what is written to it fails, and is told.
            os.open(os.devnull, os.O_RDONLY)
            if name == "stdout":
                sys.stdout = open(number, "w", encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
            elif name == "stderr":
                sys.stderr = nowhere()


def nowhere() -> TextIO:
    """A stream for what nobody can read."""
    return open(os.devnull, "w", encoding="utf-8", errors="replace")


def acts() -> list[str]:
    """What this process has stored, in the words of the audit trail."""
    # Asked only of what is there already: a command that never opened a store need not load the library for it.
    acts = sys.modules.get("csi_db.acts")
    return [] if acts is None else list(acts.stored)


def begin() -> None:
    """Nothing is stored yet."""
    acts = sys.modules.get("csi_db.acts")
    if acts is not None:
        acts.stored.clear()

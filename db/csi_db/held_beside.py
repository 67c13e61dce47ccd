"""The rows that are held, looked at in a process of their own: of a large store that is a third of a verification,
and neither SQLite nor Python does two things of it at once in one process (docs/decisions/0077, point 5).

The process has a connection, and so a state of the store, of its own; rows and trail it reads from the same one.
Whatever it cannot do, whoever asked does: that it failed says nothing of the store.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

import csi_db.models  # noqa: F401 - fills the metadata
from csi_db.failures import StoreFailure
from csi_db.held_rows import AlteredRow, altered_rows
from csi_db.store import Store

LARGE = 96 << 20
"""Bytes of a store whose rows take longer to look at than an interpreter takes to begin."""


class HeldBeside:
    """What another process finds."""

    def __init__(self, process: Popen[bytes], told: Future[list[AlteredRow] | None]) -> None:
        self._process, self._told = process, told

    def found(self) -> list[AlteredRow] | None:
        """The rows that are not as the trail holds them, once it has ended; None where it could not tell."""
        return self._told.result()

    def stop(self) -> None:
        """Nobody wants to know any more."""
        self._process.kill()


@contextmanager
def held_beside(path: Path) -> Iterator[HeldBeside | None]:
    """Look at the rows of a large store while the block does something else; None where that gains nothing."""
    process = _begun(path)
    if process is None:
        yield None
        return
    with process, ThreadPoolExecutor(1) as waiting:
        beside = HeldBeside(process, waiting.submit(_told, process))
        try:
            yield beside
        finally:
            beside.stop()


def _begun(path: Path) -> Popen[bytes] | None:
    try:
        if path.stat().st_size < LARGE or (os.cpu_count() or 1) < 2:
            return None
        # Modules come from where the program has its own, never from the folder that it is called in.
        command = [sys.executable, "-P", "-m", __name__, str(path.absolute())]
        return Popen(command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
    except OSError:
        return None


def _told(process: Popen[bytes]) -> list[AlteredRow] | None:
    told, _nothing = process.communicate()
    try:
        return [AlteredRow(*row) for row in json.loads(told)] if process.returncode == 0 else None
    except (ValueError, TypeError):  # an interpreter that takes no orders from us, or a disk that was full
        return None


def main(path: Path) -> int:
    """Print the rows that are not as the trail holds them, as JSON; 1 where they cannot be read."""
    try:
        with closing(Store.open(path)) as store, store.read() as session:
            print(json.dumps(list(altered_rows(session.connection()))))
    except StoreFailure:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""What this process has stored; how storing and saying so are one, whatever interrupts the process."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

stored: list[str] = []
"""Acts in the order in which they were stored, each in the words of the audit trail."""


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold up signals for a moment: one that arrives meanwhile is raised at the end of the block.

    So what follows the block may not be reached, though the block was carried out: whatever must not happen after it
    (taking it back, say) belongs inside.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

"""What this process has stored; how storing and saying so are one, whatever interrupts the process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

stored: list[str] = []
"""Acts in the order in which they were stored, each in the words of the audit trail."""
_ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Hold up signals for a moment: one that arrives meanwhile is raised at the end of the block.

    So what follows the block may not be reached, though the block was carried out: whatever must not happen after it
    (taking it back, say) belongs inside.
    """
    if threading.current_thread() is not threading.main_thread():
        # What a signal raises, it raises in the main thread.
        yield
        return
    came: list[int] = []
    handlers = {}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)
    try:
        # The mask is this thread's alone: another one would take the signal, and this one be interrupted all the same.
        # Where there is no other, the signal waits for the mask by itself.
        if threading.active_count() > 1:
            for number in _ENDS:
                handlers[number] = signal.signal(number, lambda number, _frame: came.append(number))
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for held_up in dict.fromkeys(came):
            signal.raise_signal(held_up)

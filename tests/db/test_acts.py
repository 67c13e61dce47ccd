"""What must not be interrupted is not, whichever thread a signal reaches (`csi_db.acts.uninterrupted`)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from csi_db.acts import uninterrupted


@pytest.fixture
def arrived() -> Iterator[int]:
    """A descriptor with a byte for every signal that has come, whichever thread it came to."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    read, write = os.pipe()
    os.set_blocking(write, False)
    before = signal.set_wakeup_fd(write)
    yield read
    signal.set_wakeup_fd(before)
    signal.signal(signal.SIGINT, handler)
    os.close(read)
    os.close(write)


def test_a_signal_that_another_thread_takes_is_held_up_as_well(arrived: int) -> None:
    """Python raises it in the main thread all the same: at the end of the block, and no sooner."""
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)
    other.start()
    done = False
    try:
        with pytest.raises(KeyboardInterrupt), uninterrupted():
            assert other.ident is not None
            signal.pthread_kill(other.ident, signal.SIGINT)
            assert os.read(arrived, 1) == bytes([signal.SIGINT])
            done = True
    finally:
        ended.set()
        other.join()
    assert done


def test_a_signal_is_held_up_where_no_other_thread_could_take_it() -> None:
    """A command has one thread, and its handlers stay as they are: the signal waits for the mask."""
    program = (
        "import os, signal\n"
        "from csi_db.acts import uninterrupted\n"
        # Whoever starts the tests in the background may have it ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "try:\n"
        "    with uninterrupted():\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        print('done', flush=True)\n"
        "    print('not reached')\n"
        "except KeyboardInterrupt:\n"
        "    print('held up')\n"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.split("\n") == ["done", "held up", ""]

"""The list of work orders in a real terminal: from the start of the program to the first orders on the screen."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pexpect

from benchmarks.department import filled
from benchmarks.figures import Figure, Options, ResultsDiffer, turn_about
from benchmarks.startup import csi

LIMIT = 1.3
FEW_ORDERS = 50
ROWS, COLUMNS = 24, 80
PATIENCE = 60
SETTLED = 2.0
"""Seconds after which the store is open; home is painted before."""
HOME = re.compile(rb"20\d\d-\d\d")
"""A month: home shows the months below everything else."""


def run(options: Options) -> Iterator[Figure]:
    """The largest store asked for beside one of :data:`FEW_ORDERS`."""
    size = max(options.sizes)
    many = _store(options, size)
    few = _store(options, min(FEW_ORDERS, size))
    yield from measure(many, few, f"first paint of {size:,} orders / of {FEW_ORDERS}", options)


def _store(options: Options, orders: int) -> Path:
    path = options.folder / f"paint-{orders}.db"
    if not path.exists():
        filled(options, path.name, orders).desk.close()
    return path


def measure(many: Path, few: Path, name: str, options: Options) -> Iterator[Figure]:
    """From the start of the program to the list, and from the key that leads to it.

    Raises:
        ResultsDiffer: a list shows no orders of its store.
    """
    for what, from_key in (("from the start", False), ("from the key", True)):
        own, other = turn_about(
            partial(paint, many, options.folder, from_key=from_key),
            partial(paint, few, options.folder, from_key=from_key),
            options.rounds,
        )
        yield Figure(f"{name}, {what}", own, other, LIMIT)


ORDERS = (rb"W\d{8}",)
"""The heading of the column comes with the list; an order's number begins with W, year and month."""


def paint(
    store: Path, home: Path, *, from_key: bool, key: str = "2", signs: Sequence[bytes] = ORDERS
) -> float:
    """Start, go to a list as soon as home is there, wait for its signs; answers how long that took."""
    state = home / "state"
    shutil.rmtree(state, ignore_errors=True)
    start = time.perf_counter()
    child = pexpect.spawn(
        csi()[0],
        [*csi()[1:], "--db", str(store)],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "HOME": str(home),
            "XDG_STATE_HOME": str(state),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        },
        dimensions=(ROWS, COLUMNS),
        timeout=PATIENCE,
    )
    try:
        child.expect(HOME)
        if from_key:
            # The store is open, and whatever home still reads is done, so that the key alone is measured.
            time.sleep(SETTLED)
            start = time.perf_counter()
        child.send(key)
        for sign in signs:
            child.expect(sign)
        return time.perf_counter() - start
    except (pexpect.TIMEOUT, pexpect.EOF) as error:
        raise ResultsDiffer(f"the list of {store.name} and its rows: {error}") from error
    finally:
        child.close(force=True)

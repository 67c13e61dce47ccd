"""The first paint of the application, with what home shows, beside a bare Textual application with one table."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.department import filled
from benchmarks.figures import Figure, Options
from benchmarks.keys import HOME, Desk, environ
from benchmarks.startup import csi

ORDERS = 2_000
LIMIT = 2.0
LAST_ROW = re.compile(rb"customer 19")


class Painted(NamedTuple):
    """Seconds from the start until the first paint, and seconds of the processor up to then."""

    wall: float
    processor: float


def run(options: Options) -> Iterator[Figure]:
    """By the clock on the wall, and by the processor's, which others at work beside it leave nearly alone."""
    path = options.folder / "first-paint.db"
    filled(options, path.name, ORDERS).desk.close()
    program = partial(_painted, (*csi(), "--db", str(path)), options.folder, HOME)
    reference = partial(
        _painted, (sys.executable, "-m", "benchmarks.bare_app", "table"), options.folder, LAST_ROW
    )
    program(), reference()
    own: list[Painted] = []
    bare: list[Painted] = []
    for number in range(options.rounds):
        turns = [(own, program), (bare, reference)]
        for found, sample in turns if number % 2 else reversed(turns):
            found.append(sample())
    name = "first paint of home / of a bare Textual application with one table"
    yield Figure(name, tuple(one.wall for one in own), tuple(one.wall for one in bare), LIMIT)
    yield Figure(
        f"{name}: processor",
        tuple(one.processor for one in own),
        tuple(one.processor for one in bare),
        LIMIT,
    )


def _painted(arguments: Sequence[str], home: Path, sign: re.Pattern[bytes]) -> Painted:
    begin = time.perf_counter()
    desk = Desk(arguments, environ(home))
    try:
        desk.wait_for(sign)
        wall = time.perf_counter() - begin
    finally:
        processor = desk.end()
    return Painted(wall, processor)

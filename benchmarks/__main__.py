"""``python -m benchmarks [NAME …] [--rounds N] [--size N …]``: measure, and print one table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import (
    analysis,
    clock,
    close,
    entry,
    exporting,
    find,
    first_paint,
    history,
    imports,
    keys,
    looks,
    machine,
    meanwhile,
    near,
    painting,
    previewing,
    ripple,
    rows,
    sheets,
    startup,
    systems,
    verifying,
    workbook,
)
from benchmarks.figures import Figure, Options, table

PROGRAMS: dict[str, Callable[[Options], Iterator[Figure]]] = {
    "close": close.run,
    "history": history.run,
    "import": imports.run,
    "export": exporting.run,
    "preview": previewing.run,
    "near": near.run,
    "entry": entry.run,
    "meanwhile": meanwhile.run,
    "startup": startup.run,
    "painting": painting.run,
    "first-paint": first_paint.run,
    "keys": keys.run,
    "clock": clock.run,
    "ripple": ripple.run,
    "analysis": analysis.run,
    "find": find.run,
    "looks": looks.run,
    "rows": rows.run,
    "sheets": sheets.run,
    "systems": systems.run,
    "verify": verifying.run,
    "workbook": workbook.run,
}
SIZES = (100_000, 1_000_000)
ROUNDS = 7


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmarks asked for; answers 0 also where a limit is missed, for a shared machine proves little."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which ({', '.join(PROGRAMS)}); default: all"
    )
    parser.add_argument(
        "--rounds", type=_positive, default=ROUNDS, help=f"rounds that count (default {ROUNDS})"
    )
    parser.add_argument(
        "--size", type=_positive, nargs="+", default=SIZES, help="orders of a month (default 100000 1000000)"
    )
    given = parser.parse_args(arguments)
    unknown = sorted(set(given.names) - set(PROGRAMS))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    # Without compiled bytecode a start costs three times as much, and no user is without.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    described = machine.described()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="csi-bench-stores-") as stores:
        for name in given.names or PROGRAMS:
            with tempfile.TemporaryDirectory(prefix="csi-bench-") as folder:
                options = Options(tuple(given.size), given.rounds, Path(folder), Path(stores))
                for figure in PROGRAMS[name](options):
                    figures.append(figure)
                    print(table([figure]).splitlines()[-1], file=sys.stderr, flush=True)
    print(f"{described}\n{given.rounds} rounds; median (least-most); ratio: of the two in the same round\n")
    print(table(figures))
    return 0


def _positive(text: str) -> int:
    number = int(text.replace("_", "").replace(",", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())

"""Orders entered at one desk while another process closes a month again and again."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.department import Department, filled
from benchmarks.figures import Figure, Options, seconds
from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders import work_orders
from csi_tui.services.tabular.records import OrderRow

MEDIAN_LIMIT = 2.0
WAIT_LIMIT = 0.5
IDLE_ORDERS = 100
PAUSE = 0.01
"""Seconds between two orders: a hundred desks would hardly be quicker."""

RECEIVED_AT = datetime(2025, 12, 3, 1, 0, tzinfo=UTC)


def run(options: Options) -> Iterator[Figure]:
    """At the largest size. A store that stays locked ends the benchmark with its error."""
    size = max(options.sizes)
    department = filled(options, f"meanwhile-{size}.db", size)
    yield from measure(department, size, options.rounds)
    department.desk.close()


def measure(department: Department, size: int, rounds: int) -> Iterator[Figure]:
    """Each round: orders on an idle machine, then for as long as two closes take, while they run."""
    numbers = count()

    def enter() -> float:
        row = _order(next(numbers))
        took = seconds_of(lambda: work_orders.enter(department.desk, row))
        time.sleep(PAUSE)
        return took

    def compute() -> None:
        month_close.compute(department.desk, department.period, department.as_of)

    compute()
    closes, idle, busy, longest = [], [], [], []
    for _number in range(rounds):
        closes.append(seconds(compute))
        idle.append(median(enter() for _order_number in range(IDLE_ORDERS)))
        with closing_all_the_time(department):
            until = time.perf_counter() + 2 * closes[-1]
            waits = [enter()]
            while time.perf_counter() < until:
                waits.append(enter())
        busy.append(median(waits))
        longest.append(max(waits))
    yield Figure(f"one order while {size:,} are closed / idle", tuple(busy), tuple(idle), MEDIAN_LIMIT)
    yield Figure(
        f"longest wait of an order while {size:,} are closed / a close",
        tuple(longest),
        tuple(closes),
        WAIT_LIMIT,
    )


def seconds_of(work: Callable[[], object]) -> float:
    """How long one call takes, and nothing tidied up before it: it is one of many."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def closing_all_the_time(department: Department) -> Iterator[None]:
    """Another process that computes the month again and again; it has begun when this does."""
    command = [sys.executable, "-m", "benchmarks.meanwhile", str(department.path), str(department.period)]
    root = Path(__file__).resolve().parent.parent
    process = subprocess.Popen(
        [*command, department.as_of.isoformat()], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert process.stdout is not None
    try:
        if process.stdout.readline() != "closing\n":
            raise RuntimeError("the process that closes did not begin")
        yield
        if process.poll() is not None:
            raise RuntimeError("the process that closes has ended")
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _order(number: int) -> OrderRow:
    return OrderRow(
        order_no=f"Y{number:07d}",
        received_at=RECEIVED_AT + timedelta(seconds=number),
        customer_name=f"Customer {number}",
        product="Washing machine",
        serial_no=f"SN{number:08d}",
        fault="Does not spin",
    )


def main() -> None:
    """Close for ever."""
    path, period, as_of = sys.argv[1:]
    desk = open_desk(Path(path))
    while True:
        print("closing", flush=True)
        month_close.compute(desk, Period(int(period)), datetime.fromisoformat(as_of))


if __name__ == "__main__":
    main()

"""The month-close: compute and persist, beside a hand-written script on the same store."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from statistics import median

from benchmarks import close_script
from benchmarks.department import Department, filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from benchmarks.peak import peak_megabytes
from csi_tui.services.close import month_close

LIMIT = 1.3
GROWTH_LIMIT = 1.05
MEMORY_LIMIT = 1.5


def run(options: Options) -> Iterator[Figure]:
    """Time and peak memory at each size; growth from one size to the next."""
    times: dict[int, float] = {}
    peaks: dict[int, float] = {}
    for size in sorted(options.sizes):
        department = filled(options, f"close-{size}.db", size)
        figure = measure(department, f"close {size:,} orders", options.rounds)
        yield figure
        times[size] = median(figure.product)
        month = (department.path, department.period, department.as_of.isoformat())
        peaks[size], script = peak_megabytes("close", *month), peak_megabytes("script", *month)
        yield Figure(f"close {size:,} orders: peak memory", (peaks[size],), (script,), unit="MB")
        department.desk.close()
    for small, large in zip(sorted(times), sorted(times)[1:], strict=False):
        exponent = math.log(times[large] / times[small]) / math.log(large / small)
        yield Figure(
            f"close {small:,} to {large:,}: growth exponent", (exponent,), limit=GROWTH_LIMIT, unit=""
        )
        yield Figure(
            f"close {large:,} to {small:,}: peak memory",
            (peaks[large],),
            (peaks[small],),
            limit=MEMORY_LIMIT,
            unit="MB",
        )


def compute(department: Department) -> None:
    """The product's close of the department's month."""
    month_close.compute(department.desk, department.period, department.as_of)


def measure(department: Department, name: str, rounds: int) -> Figure:
    """The close of a department's month beside the script.

    Raises:
        ResultsDiffer: the script's cards are not the product's.
    """
    compute(department)
    with closing(close_script.connect(department.path)) as connection:
        revision = close_script.add_revision(connection, department.period, department.as_of)

        def product() -> float:
            return seconds(lambda: compute(department))

        def script() -> float:
            return seconds(
                lambda: close_script.compute(connection, department.period, department.as_of, revision)
            )

        own, other = turn_about(product, script, rounds)
        compare(connection, revision)
    return Figure(name, own, other, LIMIT)


def compare(connection: sqlite3.Connection, revision: int) -> None:
    """Hold the script's cards under ``revision`` against the product's.

    Raises:
        ResultsDiffer: they are not the same.
    """
    cards = "SELECT employee_id, position, role, team, total, rank, body FROM card WHERE revision_id {} ? ORDER BY 1"
    ours = connection.execute(cards.format("<>"), (revision,)).fetchall()
    theirs = connection.execute(cards.format("="), (revision,)).fetchall()
    if not ours or ours != theirs:
        raise ResultsDiffer("the cards of the close and of the script")

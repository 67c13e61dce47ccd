"""A store with a year of frozen months looked through, beside what that takes at least; the history of a row."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.department import Department, fill
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from benchmarks.history import MONTHS, MOST_ORDERS
from csi_db import month_rows
from csi_db.models import MonthRevision
from csi_tui.scoring.periods import Period, periods_between
from csi_tui.services.close import past_months
from csi_tui.services.history.rows import history_of
from csi_tui.services.months.compute import compute_snapshot
from csi_tui.services.proof.verify import verify
from csi_tui.services.schemes.in_force import version_text

LIMIT = 1.5
QUICK_LIMIT = 3.0
HISTORY_LIMIT = 0.05
"""Seconds that the history of a row may take."""
_AT_ONCE = 1 << 20


def run(options: Options) -> Iterator[Figure]:
    """Three figures for each size up to :data:`MOST_ORDERS` a month."""
    for size in sorted(size for size in options.sizes if size <= MOST_ORDERS):
        year = fill(options.folder / f"frozen-{size}.db", orders=size, months=MONTHS, people=options.people)
        for period in periods_between(Period(year.period - MONTHS + 1), year.period):
            past_months.backfill(year.desk, period)
        with closing(sqlite3.connect(year.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield from measure(year, f"{MONTHS} frozen months of {size:,} orders", options.rounds)
        year.desk.close()


def measure(year: Department, name: str, rounds: int) -> Iterator[Figure]:
    """The whole look and the quick one, each beside its reference; the history of an order in the middle.

    Raises:
        ResultsDiffer: something was found in a sound store.
    """

    def looked(*, quick: bool) -> float:
        def look() -> None:
            if verify(year.desk, quick=quick).problems:
                raise ResultsDiffer("a sound store and what was found in it")

        return seconds(look)

    def at_the_least() -> float:
        def work() -> None:
            computed(year)
            digest(year.path)
            scanned(year.path)

        return seconds(work)

    own, other = turn_about(lambda: looked(quick=False), at_the_least, rounds)
    yield Figure(f"verify: {name} / computed, hashed, read once", own, other, LIMIT)
    own, other = turn_about(lambda: looked(quick=True), lambda: seconds(lambda: digest(year.path)), rounds)
    yield Figure(f"verify --quick: {name} / SHA-256 of the file", own, other, QUICK_LIMIT)
    with closing(sqlite3.connect(year.path)) as connection:
        (number,) = connection.execute(
            "SELECT order_no FROM work_order ORDER BY id LIMIT 1 OFFSET (SELECT COUNT(*) / 2 FROM work_order)"
        ).fetchone()
    taken = tuple(seconds(lambda: history_of(year.desk, number)) for _round in range(rounds + 1))[1:]
    yield Figure(f"history of an order: {name}", taken, limit=HISTORY_LIMIT)


def computed(year: Department) -> None:
    """Every frozen month once more from its snapshot."""
    with year.desk.read() as session:
        for period in month_rows.frozen_periods(session.connection()):
            for revision_id in month_rows.frozen_revisions(session.connection(), period).values():
                revision = session.get_one(MonthRevision, revision_id)
                scheme = version_text(session, revision.scheme_version_id).scheme
                compute_snapshot(session, scheme, revision_id)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_AT_ONCE):
            whole.update(block)
    return whole.hexdigest()


def scanned(path: Path) -> int:
    """Every row of every table read once; answers how many there are."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'find_%'"
        ).fetchall()
        return sum(sum(1 for _row in connection.execute(f"SELECT * FROM {name}")) for (name,) in tables)

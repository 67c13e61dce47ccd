"""A month in a store with a year of it, beside the same month alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.department import Department, fill
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from csi_tui.scoring.periods import Period, periods_between
from csi_tui.services.close import month_close, past_months
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards

LIMIT = 1.15
MONTHS = 12
MOST_ORDERS = 100_000
"""A month; a year of a million a month is no store of one department any more."""

# What the month's own figures reach: its orders and their returns, and the orders that its surveys, complaints
# and returns speak about.
_KEPT = """
    CREATE TEMPORARY TABLE kept AS
    SELECT id FROM work_order WHERE period = :period OR return_period = :period
    UNION SELECT first_order_id FROM work_order WHERE period = :period OR return_period = :period
    UNION SELECT return_of_id FROM work_order WHERE period = :period OR return_period = :period
    UNION SELECT r.id FROM work_order r JOIN work_order f ON f.id = r.first_order_id WHERE f.period = :period
    UNION SELECT order_id FROM survey WHERE period = :period
    UNION SELECT order_id FROM complaint WHERE period = :period"""
_CLEARED = (
    "DELETE FROM milestone_event",
    "DELETE FROM survey WHERE period <> :period",
    "DELETE FROM complaint WHERE period <> :period",
    "DELETE FROM work_order WHERE id NOT IN (SELECT id FROM kept WHERE id IS NOT NULL)",
    *(
        f"DELETE FROM snapshot_{kind} WHERE order_id NOT IN (SELECT id FROM work_order)"
        for kind in ("order", "return", "charge_back")
    ),
    *(
        f"DELETE FROM {table}"
        for table in ("snapshot_survey", "snapshot_complaint", "snapshot_person", "result", "card")
    ),
)


def run(options: Options) -> Iterator[Figure]:
    """One figure for each size up to :data:`MOST_ORDERS`."""
    for size in sorted(size for size in options.sizes if size <= MOST_ORDERS):
        year = fill(options.folder / f"year-{size}.db", orders=size, months=MONTHS, people=options.people)
        first = year.period - MONTHS + 1
        for period in periods_between(Period(first), Period(year.period - 1)):
            past_months.backfill(year.desk, period)
        alone = month_alone(year, options.folder / f"alone-{size}.db")
        yield measure(year, alone, f"close {size:,} orders after {MONTHS - 1} frozen months", options.rounds)
        year.desk.close()
        alone.desk.close()


def measure(year: Department, alone: Department, name: str, rounds: int) -> Figure:
    """The close of the last month in both stores.

    Raises:
        ResultsDiffer: the cards of the two are not the same.
    """

    def computed(department: Department) -> float:
        return seconds(lambda: month_close.compute(department.desk, department.period, department.as_of))

    own, other = turn_about(lambda: computed(year), lambda: computed(alone), rounds)
    if month_cards(year.desk, year.period).cards != month_cards(alone.desk, alone.period).cards:
        raise ResultsDiffer("the cards of the month in a year and alone")
    return Figure(name, own, other, LIMIT)


def month_alone(year: Department, path: Path) -> Department:
    """A copy of the store with nothing left in it but the last month and what that month's figures reach."""
    with closing(sqlite3.connect(year.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(year.path, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        values = {"period": year.period}
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(_KEPT, values)
        for statement in _CLEARED:
            connection.execute(statement, values if ":period" in statement else {})
        for _name, sql in triggers:
            connection.execute(sql)
        connection.execute("VACUUM")
    return Department(open_desk(path), year.period, year.as_of)

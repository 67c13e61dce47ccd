"""A file of surveys through the import, beside its clean rows put straight into the same table."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks import close_script
from benchmarks.department import Department, fill, write_csv
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from benchmarks.peak import peak_megabytes
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk

LIMIT = 4.5
MOST_ROWS = 100_000
"""Rows of the file whose import is timed; memory is taken of the largest size asked for."""
FEW_ROWS = 10_000
MEMORY_LIMIT = 1.5
ANSWERED_AT = "2025-12-30T12:00"
Rows = list[tuple[Any, ...]]


def run(options: Options) -> Iterator[Figure]:
    """Time for a file of at most :data:`MOST_ROWS`, one survey for each order; peak memory for many rows and few."""
    timed, largest = min(MOST_ROWS, max(options.sizes)), max(options.sizes)
    few = min(FEW_ROWS, largest)
    peaks: dict[int, float] = {}
    for rows in sorted({few, timed, largest}):
        department = without_surveys(options.folder / f"import-{rows}.db", rows, options.people)
        file = surveys_file(department, options.folder / f"surveys-{rows}.csv")
        if rows == timed:
            yield measure(department, file, options)
        if rows in {few, largest}:
            peaks[rows] = peak_megabytes("surveys", department.path, file)
        department.desk.close()
    yield Figure(
        f"import {largest:,} to {few:,} surveys: peak memory",
        (peaks[largest],),
        (peaks[few],),
        unit="MB",
        limit=MEMORY_LIMIT,
    )


def without_surveys(path: Path, orders: int, people: int) -> Department:
    """A store with a month of orders that nobody was asked about yet."""
    department = fill(path, orders=orders, people=people)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM survey")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return department


def surveys_file(department: Department, path: Path) -> Path:
    """A file with one survey for every order of the store; every question gets every answer, and some get none."""
    with closing(sqlite3.connect(department.path)) as connection:
        numbers = [number for (number,) in connection.execute("SELECT order_no FROM work_order ORDER BY id")]
    answers = ("1", "2", "3", "4", "5", "")
    rows = (
        {
            "agency_ref": f"A{index:07d}",
            "order_no": number,
            "answered_at": ANSWERED_AT,
            "attitude": answers[index % 5],
            "response": answers[index // 2 % 6],
            "quality": answers[index // 3 % 6],
            "parts": answers[index // 5 % 6],
            "cost": answers[index // 7 % 6],
        }
        for index, number in enumerate(numbers)
    )
    return write_csv(path, "surveys", rows)


def measure(department: Department, file: Path, options: Options) -> Figure:
    """The import of a file beside an ``executemany`` of the rows that it makes, each into a fresh copy of the store.

    Raises:
        ResultsDiffer: the two tables do not hold the same.
    """
    numbers = count()
    copies: list[Path] = []

    def fresh() -> Path:
        while len(copies) > 1:
            _remove(copies.pop(0))
        copy = options.folder / f"{department.path.stem}-copy-{next(numbers)}.db"
        shutil.copyfile(department.path, copy)
        copies.append(copy)
        return copy

    def product() -> float:
        desk = open_desk(fresh())
        took = seconds(lambda: import_file(desk, "surveys", file))
        desk.close()
        return took

    product()
    columns, rows = _imported(copies[-1])

    def reference() -> float:
        with closing(close_script.connect(fresh())) as connection:
            return seconds(lambda: insert(connection, columns, rows))

    own, other = turn_about(product, reference, options.rounds)
    reference()
    if not rows or _imported(copies[-1])[1] != rows:
        raise ResultsDiffer("the surveys imported and inserted")
    for copy in copies:
        _remove(copy)
    return Figure(f"import {len(rows):,} surveys", own, other, LIMIT)


def insert(connection: sqlite3.Connection, columns: str, rows: Rows) -> None:
    """Put clean rows into the table in one transaction."""
    batch = rows[0][columns.split(", ").index("import_id")]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO import_batch (id, kind, file_name, file_digest, imported_at, user_id, accepted, skipped, "
        "rejected) VALUES (?, 'surveys', '', '', '', 1, ?, 0, 0)",
        (batch, len(rows)),
    )
    connection.executemany(f"INSERT INTO survey ({columns}) VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.execute("COMMIT")


def _imported(path: Path) -> tuple[str, Rows]:
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.execute("SELECT * FROM survey ORDER BY id")
        return ", ".join(column[0] for column in cursor.description), cursor.fetchall()


def _remove(path: Path) -> None:
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)

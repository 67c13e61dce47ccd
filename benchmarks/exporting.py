"""Orders written to a csv file, beside a bare csv writer that is fed from a cursor of the same rows."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.department import ZONE, Department, filled
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from benchmarks.peak import peak_megabytes
from csi_tui.services.sheets.cells_out import Instants
from csi_tui.services.sheets.going_out import going_out
from csi_tui.services.tabular.kinds import ids_of
from csi_tui.services.tabular.writing import write_table

LIMIT = 2
FEW_ROWS = 10_000
MEMORY_LIMIT = 1.5
COMPARED = 100_000
"""Lines of the two files that are held against each other."""
_PEOPLE = {"agent_no": "a", "technician_no": "p", "parts_no": "s"}


def run(options: Options) -> Iterator[Figure]:
    """Time for all orders of the largest store; peak memory for many rows and few."""
    largest = max(options.sizes)
    few = min(FEW_ROWS, largest)
    peaks: dict[int, float] = {}
    for rows in sorted({few, largest}):
        department = filled(options, f"export-{rows}.db", rows)
        if rows == largest:
            yield measure(department, rows, options)
        peaks[rows] = peak_megabytes("export", department.path, options.folder / "peak.csv")
        department.desk.close()
    yield Figure(
        f"export {largest:,} to {few:,} orders: peak memory",
        (peaks[largest],),
        (peaks[few],),
        unit="MB",
        limit=MEMORY_LIMIT,
    )


def measure(department: Department, rows: int, options: Options) -> Figure:
    """The export with whole phone numbers beside the plain one.

    Raises:
        ResultsDiffer: the two files do not say the same, but for the times, which the plain one has in UTC.
    """
    made, bare = options.folder / "export.csv", options.folder / "bare.csv"

    def product() -> float:
        def write() -> None:
            with going_out(department.desk, "orders", whole=True) as table:
                write_table(table.rows, table.header, "csv", made)

        return seconds(write)

    def reference() -> float:
        with closing(sqlite3.connect(department.path)) as connection:
            return seconds(lambda: write_bare(connection, bare))

    own, other = turn_about(product, reference, options.rounds)
    compare(made, bare)
    return Figure(f"export {rows:,} orders", own, other, LIMIT)


def write_bare(connection: sqlite3.Connection, path: Path) -> None:
    """All orders as the store keeps them, people and orders by their numbers, straight from the cursor."""
    columns = ids_of("orders", lambda column: True)
    told = {"return_of": "r.order_no"} | {name: f"{table}.employee_no" for name, table in _PEOPLE.items()}
    people = " ".join(
        f"LEFT JOIN employee {table} ON {table}.id = t.{name.removesuffix('_no')}_id"
        for name, table in _PEOPLE.items()
    )
    cursor = connection.execute(
        f"SELECT {', '.join(told.get(name, f't.{name}') for name in columns)} FROM work_order t {people} "
        "LEFT JOIN work_order r ON r.id = t.return_of_id ORDER BY t.id"
    )
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows(cursor)


def compare(made: Path, bare: Path) -> None:
    """Hold the first lines of the two files against each other, and count all.

    Raises:
        ResultsDiffer: they do not say the same.
    """
    zone: ZoneInfo = ZONE
    instants = set(ids_of("orders", lambda column: column.cell == "instant"))
    plain = Instants(zone).plain
    words = {"under_warranty": {"": "", "0": "no", "1": "yes"}.__getitem__, "fee": _yuan}
    with (
        made.open(encoding="utf-8-sig", newline="") as own,
        bare.open(encoding="utf-8-sig", newline="") as other,
    ):
        for line, expected in islice(zip(csv.DictReader(own), csv.DictReader(other), strict=True), COMPARED):
            for name, cell in expected.items():
                told = words.get(name, str)(cell) if name not in instants or not cell else plain(cell)
                if line[name].removeprefix("'") != told:
                    raise ResultsDiffer(f"the exported orders, {name}: {line[name]} and {told}")
    with made.open("rb") as own_lines, bare.open("rb") as other_lines:
        if sum(1 for _line in own_lines) != sum(1 for _line in other_lines):
            raise ResultsDiffer("the numbers of exported orders")


def _yuan(fen: str) -> str:
    return f"{int(fen) // 100}.{int(fen) % 100:02d}" if fen else ""

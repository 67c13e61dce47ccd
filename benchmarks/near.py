"""The search for rows that look like another one, beside the import of the very orders that are searched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.department import LAST_MONTH, ZONE, Department, generated, write_csv
from benchmarks.figures import Figure, Options, seconds
from csi_db.near_rows import likely_returns, orders_twice
from csi_tui.scoring.periods import default_cut_off
from csi_tui.services.imports.files import import_file
from csi_tui.services.people.users import init_store

LIMIT = 2.0
MOST_ROWS = 100_000
WINDOW = 30


def run(options: Options) -> Iterator[Figure]:
    """Both searches of a month of :data:`MOST_ROWS` orders; the reference is the import that brought them, each time
    into a store of its own."""
    size = min(MOST_ROWS, max(options.sizes))
    own, other = [], []
    for number in range(options.rounds + 1):
        department, took = _imported(options, number, size)
        searched = seconds(partial(_search, department))
        department.desk.close()
        department.path.unlink()
        if number:
            own.append(searched)
            other.append(took)
    yield Figure(f"near-duplicates among {size:,} orders / their import", tuple(own), tuple(other), LIMIT)


def _imported(options: Options, number: int, size: int) -> tuple[Department, float]:
    """A store whose people and orders came in by files, and how long the orders took."""
    folder = options.folder
    desk = init_store(
        folder / f"near-{number}.db", site="S1", site_name="Main workshop", zone=str(ZONE), user="Desk"
    )
    rows = list(generated(orders=size, people=options.people))
    people = [row for kind, row in rows if kind == "employees"]
    orders = [row for kind, row in rows if kind == "orders"]
    import_file(desk, "employees", write_csv(folder / "employees.csv", "employees", people))
    file = write_csv(folder / "orders.csv", "orders", orders)
    took = seconds(lambda: import_file(desk, "orders", file))
    return Department(desk, LAST_MONTH, default_cut_off(LAST_MONTH, ZONE)), took


def _search(department: Department) -> None:
    values = {"period": department.period, "window": WINDOW}
    with department.desk.read() as session:
        connection = session.connection()
        for search in (orders_twice, likely_returns):
            list(search(connection, values))

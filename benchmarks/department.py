"""Stores of any size, filled straight: the demo's generator, the product's derived facts, one ``executemany`` per run.

The import takes several times as long, and a benchmark of the month-close does not want to wait for it. That a store
filled here holds what the import would have made of the same rows is a test.
"""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.figures import Options
from csi_db.row_ledger import KEYS, Sums, ledger_of, sums_of
from csi_tui.demo.columns import COLUMNS, Kind, Row
from csi_tui.demo.generator import stream_rows
from csi_tui.scoring.periods import Period, default_cut_off, period_of, previous_period, show_period
from csi_tui.services.complaints.registration import Registrar, complaint_values, milestone_events, registrar
from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders.row_values import order_values
from csi_tui.services.people.users import init_store
from csi_tui.services.tabular.cells import parse_fen
from csi_tui.services.tabular.records import ComplaintRow, OrderRow
from csi_tui.services.workdays.official_days import official_day

ZONE = ZoneInfo("Asia/Shanghai")
LAST_MONTH = Period(202512)
SURVEYED, COMPLAINED, RETURNED = 300, 30, 50
"""Of a thousand orders."""

ROWS_AT_ONCE = 10_000
RECORDED_AT = datetime(2026, 1, 10, tzinfo=UTC)
_INSTANTS = ("received_at", "first_contact_at", "appointment_at", "arrived_at", "completed_at")


@dataclass(frozen=True, slots=True)
class Department:
    """A filled store, open: ``period`` is its last month, ``as_of`` that month's cut-off."""

    desk: Desk
    period: Period
    as_of: datetime

    @property
    def path(self) -> Path:
        """The store's path."""
        return self.desk.store.path


def fill(path: Path, *, orders: int, people: int, months: int = 1) -> Department:
    """Make a store at ``path`` with ``orders`` orders in each of ``months`` months, up to :data:`LAST_MONTH`."""
    desk = init_store(path, site="S1", site_name="Main workshop", zone=str(ZONE), user="Desk")
    fill_rows(desk, generated(orders=orders, months=months, people=people))
    return Department(desk, LAST_MONTH, default_cut_off(LAST_MONTH, ZONE))


def filled(options: Options, name: str, orders: int) -> Department:
    """A store of one month, called ``name`` in the benchmark's own folder: a copy of one that all benchmarks share."""
    template = options.stores / f"{orders}-{options.people}.db"
    if not template.exists():
        made = template.with_suffix(".part")
        fill(made, orders=orders, people=options.people).desk.close()
        made.rename(template)
    path = options.folder / name
    shutil.copyfile(template, path)
    return Department(open_desk(path), LAST_MONTH, default_cut_off(LAST_MONTH, ZONE))


def generated(*, orders: int, people: int, months: int = 1) -> Iterator[tuple[Kind, Row]]:
    """The rows of a department, employees first."""
    first = LAST_MONTH
    for _month in range(months - 1):
        first = previous_period(first)
    return stream_rows(
        is_working_day=_is_working_day,
        first_month=show_period(first),
        months=months,
        people=people,
        orders_per_month=orders,
        surveyed=SURVEYED,
        complained=COMPLAINED,
        returned=RETURNED,
    )


def _is_working_day(day: date) -> bool:
    return official_day(day).working


def fill_rows(desk: Desk, rows: Iterable[tuple[Kind, Row]]) -> None:
    """Fill an empty store with generated rows: the employees by the import, the rest straight."""
    straight = iter(rows)
    employees: list[Row] = []
    waiting: list[tuple[Kind, Row]] = []
    for kind, row in straight:
        if kind != "employees":
            waiting.append((kind, row))
            break
        employees.append(row)
    _import_employees(desk, employees)
    with desk.read() as session:
        by = registrar(session, desk)
        before = {table: sums_of(session.connection(), table) for table in KEYS}
    _Writer(desk, by).write(chain(waiting, straight))
    _enter(desk, before)


def _enter(desk: Desk, before: Mapping[str, Sums]) -> None:
    """An entry of the trail that holds what was filled, as that of an import does: the store verifies."""
    with desk.write() as session:
        ledger = ledger_of(session.connection())
        assert ledger is not None
        for table in KEYS:
            added = Counter(sums_of(session.connection(), table))
            added.subtract(before[table])
            ledger.add_sums(table, added)
        audit.record(session, desk, "fill", "benchmark", {})


def _import_employees(desk: Desk, rows: Sequence[Row]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        report = import_file(desk, "employees", write_csv(Path(folder) / "employees.csv", "employees", rows))
    if report.rejected:
        raise ValueError(f"the generator's employees were rejected: {report.rejected[0]}")


def write_csv(path: Path, kind: Kind, rows: Iterable[Row]) -> Path:
    """Write rows of one kind as a file to import."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS[kind])
        writer.writeheader()
        writer.writerows(rows)
    return path


class _Writer:
    """Turns generated rows into stored ones; a row comes after those it names, so ids can be given out at once."""

    def __init__(self, desk: Desk, by: Registrar) -> None:
        self._desk = desk
        self._by = by
        self._connection = sqlite3.connect(desk.store.path, isolation_level=None)
        # A benchmark's store that breaks off is made again.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._employees = dict(self._connection.execute("SELECT employee_no, id FROM employee"))
        self._orders: dict[str, int] = {}
        self._firsts: dict[int, int] = {}
        self._counts = {"survey": 0, "complaint": 0}
        self._pending: dict[str, list[dict[str, Any]]] = {}

    def write(self, rows: Iterable[tuple[Kind, Row]]) -> None:
        """Store every row in one transaction, and bring it into the store's one file."""
        self._connection.execute("BEGIN IMMEDIATE")
        makers = {"orders": self._order, "surveys": self._survey, "complaints": self._complaint}
        for kind, row in rows:
            makers[kind](row)
        self._flush()
        self._connection.execute("COMMIT")
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def _order(self, row: Row) -> None:
        key = len(self._orders) + 1
        self._orders[row["order_no"]] = key
        parsed = order_row(row, self._desk.site.zone)
        values = order_values(parsed, self._employees, self._desk.site.zone)
        period = period_of(parsed.received_at, self._desk.site.zone)
        parent = None if parsed.return_of is None else self._orders[parsed.return_of]
        first = None if parent is None else self._firsts.get(parent, parent)
        if first is not None:
            self._firsts[key] = first
        values |= {
            "id": key,
            "return_of_id": parent,
            "first_order_id": first,
            "return_period": None if parent is None else period,
        }
        self._add("work_order", values, period)

    def _survey(self, row: Row) -> None:
        self._counts["survey"] += 1
        answered = instant(row["answered_at"], self._desk.site.zone)
        assert answered is not None
        values: dict[str, Any] = {
            "id": self._counts["survey"],
            "agency_ref": row["agency_ref"],
            "order_id": self._orders[row["order_no"]],
            "answered_at": answered,
        }
        for question in ("attitude", "response", "quality", "parts", "cost"):
            values[question] = int(row[question]) if row[question] else None
        self._add("survey", values, period_of(answered, self._desk.site.zone))

    def _complaint(self, row: Row) -> None:
        self._counts["complaint"] += 1
        key = self._counts["complaint"]
        parsed = complaint_row(row, self._desk.site.zone)
        order = None if parsed.order_no is None else self._orders[parsed.order_no]
        values = complaint_values(self._by, parsed, self._employees, order) | {"id": key, "version": 1}
        self._add("complaint", values, values["period"])
        for event in milestone_events(parsed, key, self._desk.actor.user_id, RECORDED_AT):
            self._pending.setdefault("milestone_event", []).append(event)

    def _add(self, table: str, values: dict[str, Any], period: Period) -> None:
        values |= {"period": period, "late": False, "recorded_at": RECORDED_AT}
        if table == "work_order":
            values["version"] = 1
        waiting = self._pending.setdefault(table, [])
        waiting.append(values)
        if len(waiting) >= ROWS_AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        for table in ("work_order", "survey", "complaint", "milestone_event"):
            rows = self._pending.pop(table, [])
            if rows:
                insert_rows(self._connection, table, rows)


def insert_rows(connection: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of values that all have the same columns."""
    columns = list(rows[0])
    sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    connection.executemany(sql, [[stored(row[column]) for column in columns] for row in rows])


def stored(value: object) -> object:
    """A value as the store keeps it: instants as UTC texts."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return value


def instant(text: str, zone: tzinfo) -> datetime | None:
    """A generated local time as an instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC) if text else None


def order_row(row: Row, zone: tzinfo) -> OrderRow:
    """A generated order as the value that the product's own functions take."""
    values: dict[str, Any] = {column: text or None for column, text in row.items()}
    values |= {column: instant(row[column], zone) for column in _INSTANTS}
    values["service_mode"] = row["service_mode"] or "onsite"
    values["under_warranty"] = {"yes": True, "no": False, "": None}[row["under_warranty"]]
    values["fee"] = parse_fen(row["fee"])
    return OrderRow(**values)


def complaint_row(row: Row, zone: tzinfo) -> ComplaintRow:
    """A generated complaint as the value that the product's own functions take."""
    values: dict[str, Any] = {column: text or None for column, text in row.items()}
    for column in ("received_at", "contacted_at", "planned_at", "resolved_at"):
        values[column] = instant(row[column], zone)
    values["status"] = row["status"] or "valid"
    return ComplaintRow(**values)

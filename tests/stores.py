"""Real stores for tests: made once, copied for each test, filled through the real import.

A test asks for one of the fixtures: `now` (the clock, stopped), `store_path` (an empty store), `desk` (the same, open),
`example_path` and `example_desk` (the worked example, imported and not yet closed). What it needs in the store it gives
as dicts of texts, keyed by the columns of docs/files.md §2, to `fill` or `import_rows`.
"""

from __future__ import annotations

import csv
import itertools
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from csi_db import find_index
from csi_tui.scoring.periods import parse_period
from csi_tui.services.close import month_close, past_months
from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.status import MonthStatus
from csi_tui.services.people.users import init_store

TextRow = Mapping[str, str]
KINDS = ("employees", "orders", "surveys", "complaints")
EXAMPLE = Path(__file__).resolve().parent / "examples" / "aftersales"
EXAMPLE_MONTHS = ("2026-01", "2026-02")
SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
"""Where the clock of a test stands unless it is moved: after every month that the examples speak about."""

ONE_DAY = timedelta(days=1)

_names = itertools.count(1)


# --- The clock -----------------------------------------------------------------------------------------------------


def local(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """An instant written as local time, aware and in UTC (moving the clock to it leaves the process's zone alone)."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@contextmanager
def clock_at(instant: datetime) -> Iterator[time_machine.Traveller]:
    """Stop the clock at an instant; the traveller's `move_to` moves it."""
    with time_machine.travel(instant.astimezone(UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def now() -> Iterator[time_machine.Traveller]:
    """The stopped clock of the test, at `NOW`; `now.move_to(local("2026-03-02T09:00"))` moves it."""
    with clock_at(NOW) as traveller:
        yield traveller


def dumped(connection: sqlite3.Connection) -> Iterator[str]:
    """The statements that make a store's rows again; not the index by which rows are found, which follows from them."""
    with closing(sqlite3.connect(":memory:")) as copy:
        connection.backup(copy)
        for source in find_index.SOURCES:
            copy.execute(f"DROP TABLE IF EXISTS {source.pieces}")
        yield from copy.iterdump()


# --- Stores --------------------------------------------------------------------------------------------------------


def copy_store(path: Path, zone: str = "Asia/Shanghai") -> Path:
    """An empty, migrated store at `path`; its first user is the running account, called Desk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_template(zone), path)
    return path


@contextmanager
def store_in(folder: Path, zone: str = "Asia/Shanghai") -> Iterator[Desk]:
    """A store in a folder of its own below `folder`, open; removed at the end (for examples of a property)."""
    own = Path(tempfile.mkdtemp(dir=folder))
    desk = open_desk(copy_store(own / "csi.db", zone))
    try:
        yield desk
    finally:
        desk.close()
        shutil.rmtree(own, ignore_errors=True)


def guards_off(connection: sqlite3.Connection) -> list[str]:
    """Take the triggers away that keep records from being changed; answers the statements that make them again."""
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _name, sql in triggers]


@contextmanager
def around(path: Path) -> Iterator[sqlite3.Connection]:
    """Work on a store with nothing but SQLite, its guards taken away and put back, as somebody with the file could."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = guards_off(connection)
        yield connection
        for sql in triggers:
            connection.execute(sql)
        connection.commit()


def bend(path: Path, *statements: str) -> None:
    """Change rows that way; every statement meets one at least."""
    with around(path) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount > 0, statement


def checkpoint(path: Path) -> None:
    """Bring everything into the store's one file, so that it can be copied."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """The path of an empty store."""
    return copy_store(tmp_path / "store" / "csi.db")


@pytest.fixture
def desk(now: time_machine.Traveller, store_path: Path) -> Iterator[Desk]:
    """An empty store, open as its first user (administrator and supervisor), the clock stopped."""
    opened = open_desk(store_path)
    yield opened
    opened.close()


@pytest.fixture
def example_path(tmp_path: Path) -> Path:
    """The path of a store with the worked example imported, nothing closed yet."""
    path = tmp_path / "example" / "csi.db"
    path.parent.mkdir()
    shutil.copyfile(_example_template(), path)
    return path


@pytest.fixture
def example_desk(now: time_machine.Traveller, example_path: Path) -> Iterator[Desk]:
    """The store with the worked example, open, the clock stopped."""
    opened = open_desk(example_path)
    yield opened
    opened.close()


@cache
def template_folder() -> Path:
    """Where stores lie that tests copy; gone at the end of the run."""
    return Path(tempfile.mkdtemp(prefix="csi-stores-"))


@cache
def _template(zone: str) -> Path:
    path = template_folder() / f"{zone.replace('/', '-')}.db"
    with clock_at(NOW):
        init_store(path, site="S1", site_name="Main workshop", zone=zone, user="Desk").close()
    checkpoint(path)
    return path


@cache
def _example_template() -> Path:
    path = copy_store(template_folder() / "example.db")
    with clock_at(NOW):
        opened = open_desk(path)
        fill_example(opened)
        opened.close()
    checkpoint(path)
    return path


Beginning = Callable[[Desk, time_machine.Traveller], object]
"""What is done to a store before the tests of a file begin, and where it leaves the clock."""


@contextmanager
def begun(
    path: Path, now: time_machine.Traveller, beginning: Beginning, *, example: bool = False
) -> Iterator[Desk]:
    """A store at `path`, open, with a beginning that was played once and is copied; the clock stands where it ended.

    The beginning gets an empty store, or that of the worked example, at `NOW`.
    """
    played, ended = _played(beginning, example)
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(played, path)
    now.move_to(ended)
    desk = open_desk(path)
    try:
        yield desk
    finally:
        desk.close()


@cache
def _played(beginning: Beginning, example: bool) -> tuple[Path, datetime]:
    path = Path(tempfile.mkdtemp(dir=template_folder())) / "csi.db"
    shutil.copyfile(_example_template() if example else _template("Asia/Shanghai"), path)
    with clock_at(NOW) as now:
        desk = open_desk(path)
        beginning(desk, now)
        desk.close()
        ended = datetime.now(UTC)
    checkpoint(path)
    return path, ended


@pytest.fixture(scope="session", autouse=True)
def without_templates() -> Iterator[None]:
    yield
    if template_folder.cache_info().currsize:
        shutil.rmtree(template_folder(), ignore_errors=True)


# --- Rows ----------------------------------------------------------------------------------------------------------


def example_rows(kind: str) -> list[dict[str, str]]:
    """The rows of one file of the worked example."""
    with (EXAMPLE / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: Sequence[TextRow], *, encoding: str = "utf-8") -> Path:
    """Write rows as a csv file with the headers of all their keys."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xlsx(path: Path, rows: Sequence[TextRow]) -> Path:
    """Write rows as a workbook of text cells."""
    import xlsxwriter

    columns = list(dict.fromkeys(key for row in rows for key in row))
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        for at, cells in enumerate([dict(zip(columns, columns, strict=True)), *rows]):
            for place, column in enumerate(columns):
                sheet.write_string(at, place, cells.get(column, ""))
    return path


def import_rows(
    desk: Desk,
    kind: str,
    rows: Sequence[TextRow],
    *,
    form: str = "csv",
    encoding: str = "utf-8",
    dry_run: bool = False,
) -> ImportReport:
    """Import rows through a file beside the store; `form` is `csv` or `xlsx`."""
    path = desk.store.path.parent / f"{kind}-{next(_names)}.{form}"
    if form == "xlsx":
        write_xlsx(path, rows)
    else:
        write_csv(path, rows, encoding=encoding)
    return import_file(desk, kind, path, dry_run=dry_run)


def fill(
    desk: Desk,
    *,
    employees: Sequence[TextRow] = (),
    orders: Sequence[TextRow] = (),
    surveys: Sequence[TextRow] = (),
    complaints: Sequence[TextRow] = (),
    form: str = "csv",
    encoding: str = "utf-8",
) -> None:
    """Import rows of every kind, in the order in which they need each other; none may be rejected."""
    given = {"employees": employees, "orders": orders, "surveys": surveys, "complaints": complaints}
    for kind, rows in given.items():
        if rows:
            report = import_rows(desk, kind, rows, form=form, encoding=encoding)
            assert report.rejected == ()
            assert report.accepted == len(rows)


def fill_example(desk: Desk) -> None:
    """Import the worked example from its own files."""
    for kind in KINDS:
        report = import_file(desk, kind, EXAMPLE / f"{kind}.csv")
        assert report.rejected == ()


def person(number: str, role: str = "agent", **cells: str) -> dict[str, str]:
    """An employee row: employed since 2020 in team T1, unless `cells` say otherwise."""
    row = {
        "employee_no": number,
        "name": f"Name {number}",
        "role": role,
        "team": "T1",
        "joined_on": "2020-01-01",
    }
    return row | cells


def order(number: str, received_at: str, completed_at: str = "", **cells: str) -> dict[str, str]:
    """An order row; one that is completed is `fixed`, unless `cells` say otherwise."""
    row = {"order_no": number, "received_at": received_at, "completed_at": completed_at}
    return row | {"outcome": "fixed" if completed_at else ""} | cells


def survey(reference: str, order_no: str, answered_at: str, answers: str = "55555") -> dict[str, str]:
    """A survey row; `answers` to the five questions, `-` for none."""
    questions = ("attitude", "response", "quality", "parts", "cost")
    given = {
        question: "" if answer == "-" else answer for question, answer in zip(questions, answers, strict=True)
    }
    return {"agency_ref": reference, "order_no": order_no, "answered_at": answered_at} | given


def complaint(number: str, received_at: str, handler_no: str = "", **cells: str) -> dict[str, str]:
    """A complaint row."""
    return {"complaint_no": number, "received_at": received_at, "handler_no": handler_no} | cells


# --- Closing -------------------------------------------------------------------------------------------------------


def backfill(desk: Desk, *months: str) -> None:
    """Backfill months in order."""
    for month in months:
        past_months.backfill(desk, parse_period(month))


def compute(desk: Desk, month: str, as_of: datetime | None = None) -> MonthStatus:
    """Compute a month, by default as of now."""
    return month_close.compute(desk, parse_period(month), as_of)


def freeze(desk: Desk, month: str, as_of: datetime | None = None) -> MonthStatus:
    """Compute, publish without a window, and freeze: needs a clock that stands after the day of publication."""
    month_close.compute(desk, parse_period(month), as_of)
    month_close.publish(desk, parse_period(month), days=0)
    with clock_at(datetime.now(UTC).replace(microsecond=0) + ONE_DAY):
        return month_close.freeze(desk, parse_period(month))


def cards(desk: Desk, month: str) -> list[dict[str, Any]]:
    """The cards of a month in the JSON shape of docs/cli.md, *Cards*."""
    return [card.json() for card in month_cards(desk, parse_period(month)).cards]


def card_of(desk: Desk, month: str, employee_no: str) -> dict[str, Any]:
    """One employee's card."""
    (found,) = (card for card in cards(desk, month) if card["employee_no"] == employee_no)
    return found


def figures(card: Mapping[str, Any]) -> dict[str, Any]:
    """Indicator or dimension → its line on a card."""
    lines: Iterable[Mapping[str, Any]] = card["indicators"]
    return {line["id"]: line for top in lines for line in (top, *top["parts"])}


def account() -> str:
    """The operating-system account that runs the tests."""
    return current_account()

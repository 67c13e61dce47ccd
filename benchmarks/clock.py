"""The complaint clock: a million due times, and the list of complaints with ever so many of them open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import takewhile
from pathlib import Path
from random import Random

from benchmarks.department import ZONE, generated, write_csv
from benchmarks.figures import Figure, Options, ResultsDiffer, seconds, turn_about
from benchmarks.painting import paint
from csi_tui.demo.columns import COLUMNS as FILES
from csi_tui.demo.columns import Kind, Row
from csi_tui.scoring.clock_rules import ClockLimits
from csi_tui.scoring.deadlines import DueTable, due_times
from csi_tui.services.complaints.pages import complaints_page
from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.orders.pages import PAGE
from csi_tui.services.people.users import init_store
from csi_tui.services.workdays.official_days import official_day

DUE_LIMIT = 1.5
LIST_LIMIT = 1.3
FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
SEED = 4
LIMITS = ClockLimits()
MOST_COMPLAINTS = 100_000
FEW_COMPLAINTS = 50
CALLS_A_ROUND = 20
RARE, RARE_COMPLAINTS = "Xenia", 3
"""A customer's name, and how many complaints have it, in a large store as in a small one."""
NEW = "Newcomer"
"""What the names of those begin with who complained last: one in fifty, and at least as many as a page has lines."""
NEWEST, OLDEST = timedelta(days=2), timedelta(days=6)
"""How long ago complaints came in: nobody contacted their customers in time, and all of them are open."""
BEGINNING = "C2"
"""What the number of every complaint begins with."""
TITLE, NUMBER = "· open ·".encode(), rf"{BEGINNING}\d{{7}}".encode()
"""What the list shows above its lines, and in each of them."""
BEFORE_ALL = (FIRST, 0)
"""A key of the list that stands before every line."""

Key = tuple[datetime, int]


def run(options: Options) -> Iterator[Figure]:
    """As many due times as the largest size; up to :data:`MOST_COMPLAINTS` open complaints beside a few."""
    yield due_figure(max(options.sizes), options.rounds)
    size = min(MOST_COMPLAINTS, max(options.sizes))
    few = min(FEW_COMPLAINTS, size)
    many_path, few_path = filled(options, size), filled(options, few)
    name = f"complaint list, {size:,} open / {few} open"
    yield painted(many_path, few_path, f"{name}: first page, from the key", options)
    many_desk, few_desk = open_desk(many_path), open_desk(few_path)
    yield from keys(many_desk, few_desk, name, options.rounds)
    many_desk.close()
    few_desk.close()


# --- Due times -----------------------------------------------------------------------------------------------------


def due_figure(count: int, rounds: int) -> Figure:
    """Due times by a fresh table in each round, beside the operations that they cannot do without.

    Raises:
        ResultsDiffer: the two do not give the same instants.
    """
    instants = _instants(count)
    table = resolve_dues()
    compare(instants, table)
    own, other = turn_about(
        lambda: seconds(lambda: by_product(instants)),
        lambda: seconds(lambda: by_hand(instants, table)),
        rounds,
    )
    return Figure(f"{count:,} due times / additions, conversion, look-up", own, other, DUE_LIMIT)


def by_product(instants: Sequence[datetime]) -> None:
    """The due times of each instant; what the table counts for each day is part of it."""
    table = DueTable(ZONE, official_day, LIMITS)
    for received in instants:
        _contact_due, _plan_due, _resolve_due, _provisional = table.due(received)


def by_hand(instants: Sequence[datetime], table: Mapping[int, datetime]) -> None:
    """Two additions, one conversion and one look-up for each instant."""
    contact, plan, zone = timedelta(hours=LIMITS.contact_hours), timedelta(hours=LIMITS.plan_hours), ZONE
    for received in instants:
        _contact_due = received + contact
        _plan_due = received + plan
        _resolve_due = table[received.astimezone(zone).toordinal()]


def compare(instants: Sequence[datetime], table: Mapping[int, datetime]) -> None:
    """Hold each answer of the product against the plain one.

    Raises:
        ResultsDiffer: for some instant they are not the same.
    """
    product = DueTable(ZONE, official_day, LIMITS)
    contact, plan = timedelta(hours=LIMITS.contact_hours), timedelta(hours=LIMITS.plan_hours)
    for received in instants:
        plain = (received + contact, received + plan, table[received.astimezone(ZONE).toordinal()])
        if product.due(received)[:3] != plain:
            raise ResultsDiffer(f"the due times of {received}")


def _instants(count: int) -> list[datetime]:
    random = Random(SEED)
    span = int((LAST - FIRST).total_seconds())
    return [FIRST + timedelta(seconds=random.randrange(span)) for _number in range(count)]


def resolve_dues() -> dict[int, datetime]:
    """Ordinal of each local day of receipt → when its complaints must be resolved."""
    days = range(FIRST.astimezone(ZONE).toordinal(), LAST.astimezone(ZONE).toordinal() + 1)
    midnights = {day: datetime.fromordinal(day).replace(tzinfo=ZONE) for day in days}
    return {day: due_times(at, ZONE, official_day, LIMITS).resolve_due for day, at in midnights.items()}


# --- The list ------------------------------------------------------------------------------------------------------


def painted(many: Path, few: Path, name: str, options: Options) -> Figure:
    """From the key that leads to the list to the first complaint, in a real terminal.

    Raises:
        ResultsDiffer: a list shows no complaints of its store.
    """
    # Home shows numbers of complaints too; the list's title stands above its own.
    shown = partial(paint, home=options.folder, from_key=True, key="3", signs=(TITLE, NUMBER))
    own, other = turn_about(partial(shown, many), partial(shown, few), options.rounds)
    return Figure(name, own, other, LIST_LIMIT)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a key asks of the list."""

    search: str = ""
    after: Key | None = None


def keys(many: Desk, few: Desk, name: str, rounds: int) -> Iterator[Figure]:
    """What each key of the list asks of the store, in either of two stores.

    A few complaints have no next page: there, all of them are asked for as the page after a key before them. The
    search that fits those that are due last is for scale: all that it fits have to be looked at.

    Raises:
        ResultsDiffer: a page does not show what the store's table says.
    """
    first = complaints_page(many)
    following = first[-1].key if _count(many) >= 2 * PAGE else BEFORE_ALL
    own_number, other_number = first[0].complaint_no, complaints_page(few)[0].complaint_no
    for key, own_asked, other_asked in (
        ("reload", Asked(), Asked()),
        ("next page", Asked(after=following), Asked(after=BEFORE_ALL)),
        ("search that fits all", Asked(BEGINNING), Asked(BEGINNING)),
        ("search by number", Asked(own_number), Asked(other_number)),
        ("search by a rare name", Asked(RARE), Asked(RARE)),
        ("search that fits the last", Asked(NEW), Asked(NEW)),
    ):
        check(many, own_asked)
        check(few, other_asked)
        own, other = turn_about(partial(_ask, many, own_asked), partial(_ask, few, other_asked), rounds)
        yield Figure(f"{name}: {key}", own, other, None if own_asked.search == NEW else LIST_LIMIT)


def _ask(desk: Desk, asked: Asked) -> float:
    def some() -> None:
        for _number in range(CALLS_A_ROUND):
            complaints_page(desk, search=asked.search, after=asked.after)

    return seconds(some) / CALLS_A_ROUND


def check(desk: Desk, asked: Asked) -> None:
    """Hold a page against what plain SQL finds.

    Raises:
        ResultsDiffer: they are not the same complaints in the same order, or none.
    """
    due, number = asked.after or BEFORE_ALL
    with closing(sqlite3.connect(desk.store.path)) as connection:
        found = connection.execute(
            "SELECT complaint_no FROM complaint WHERE next_due_at IS NOT NULL AND (next_due_at, id) > (?, ?) "
            "AND (complaint_no LIKE ? OR customer_name LIKE ? OR customer_phone LIKE ?) "
            "ORDER BY next_due_at, id LIMIT ?",
            (due.strftime("%Y-%m-%d %H:%M:%S.%f"), number, *[f"{asked.search}%"] * 3, PAGE),
        ).fetchall()
    page = complaints_page(desk, search=asked.search, after=asked.after)
    if not found or [line.complaint_no for line in page] != [plain for (plain,) in found]:
        raise ResultsDiffer(f"the list of {desk.store.path.name} and its table, {asked}")


def _count(desk: Desk) -> int:
    with closing(sqlite3.connect(desk.store.path)) as connection:
        counted: int = connection.execute("SELECT COUNT(*) FROM complaint").fetchone()[0]
    return counted


# --- Stores --------------------------------------------------------------------------------------------------------


def filled(options: Options, complaints: int) -> Path:
    """A store with so many open complaints, brought in by the product's own import."""
    path = options.folder / f"clock-{complaints}.db"
    if not path.exists():
        rows = takewhile(lambda made: made[0] == "employees", generated(orders=1, people=options.people))
        people = [row for _kind, row in rows]
        handlers = [row["employee_no"] for row in people if row["role"] == "agent"]
        desk = init_store(path, site="S1", site_name="Main workshop", zone=str(ZONE), user="Desk")
        _bring_in(desk, "employees", people, options.folder)
        _bring_in(desk, "complaints", open_complaints(complaints, handlers), options.folder)
        desk.close()
    return path


def _bring_in(desk: Desk, kind: Kind, rows: Sequence[Row], folder: Path) -> None:
    report = import_file(desk, kind, write_csv(folder / f"{kind}.csv", kind, rows))
    if report.accepted != len(rows):
        raise ValueError(f"{kind} were rejected: {report.rejected[:1]}")


def open_complaints(count: int, handlers: Sequence[str]) -> list[Row]:
    """Complaints of the last days that nobody has answered yet, in no order of their receipt."""
    random = Random(SEED)
    now = datetime.now(ZONE).replace(microsecond=0)
    rare = set(random.sample(range(count), min(RARE_COMPLAINTS, count)))
    ago = [_ago(random) for _number in range(count)]
    newest = set(sorted(range(count), key=ago.__getitem__)[: max(FEW_COMPLAINTS, count // 50)])
    return [
        dict.fromkeys(FILES["complaints"], "")
        | {
            "complaint_no": f"{BEGINNING}{number:07d}",
            "received_at": f"{now - ago[number]:%Y-%m-%dT%H:%M:%S}",
            "customer_name": RARE
            if number in rare
            else f"{NEW if number in newest else 'Customer'} {number}",
            "customer_phone": f"139{number:08d}",
            "handler_no": handlers[number % len(handlers)],
        }
        for number in range(count)
    ]


def _ago(random: Random) -> timedelta:
    return NEWEST + timedelta(seconds=random.randrange(int((OLDEST - NEWEST).total_seconds())))

"""Each column of each table of a store, changed around the program: found and named, or it is said why not
(docs/safekeeping.en.md).

Five stores have between them rows of every table, of open months, published ones, opened again, frozen and corrected.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine

from csi_db.failures import StoreFailure
from csi_db.row_ledger import NOT_HELD, UNHELD_TABLES
from csi_db.store import Store
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk, SiteInfo
from csi_tui.services.desk.progress import unheard
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.pay import amounts, month_pay
from csi_tui.services.people import users
from csi_tui.services.proof.verify import verify_store
from csi_tui.services.scheme_changes import choice
from csi_tui.services.tabular.records import PayRow
from tests import stores
from tests.effort import QUICK, SOAK
from tests.services.months.test_systems import eight_teams
from tests.services.pay.test_pay import GOOD_TEAM
from tests.services.procedures import desk_of
from tests.services.proof import test_audited_rows
from tests.services.proof.test_held_rows import filled
from tests.services.systems import enter, site
from tests.stores import local, person

__all__ = ["filled"]
ROOT = Path(__file__).resolve().parents[3]
EVERY = 1 if SOAK else 48 if QUICK else 16
"""Of the columns one in so many, in a run that is not the long one."""
WAITS = "waiting_act"
"""Its entry holds a digest of what waits (docs/decisions/0076, point 11)."""

EXEMPT: frozenset[str] = frozenset(
    {
        *(f"{table}.{column}" for table, columns in NOT_HELD.items() if table != WAITS for column in columns),
        # People of the order that a complaint is about, in the facts of a publication that was opened again: the cards
        # follow from the handler, and nothing reads the facts of such a revision but its receipts.
        "snapshot_complaint.agent_id",
        "snapshot_complaint.technician_id",
        "snapshot_complaint.parts_id",
    }
)
"""Columns that no figure, right or decision rests on: docs/safekeeping names each."""


class Place(NamedTuple):
    """A column of a table, in a store that has a row of it."""

    store: Path
    site: SiteInfo
    table: str
    column: str


def paid(desk: Desk, now: time_machine.Traveller) -> None:
    """A month of two teams, frozen and settled, and a scheme that was chosen."""
    people = [person(who, team=who, supervisor_no="S1") for who in ("E1", "E2")]
    desk, _boss = site(desk, "online-shop", *people)
    users.add_user(desk, "Pay", "pay", ["hr"])
    now.move_to(local("2026-02-12T10:00"))
    for who in ("E1", "E2"):
        for name in ("service_score", "resolution_rate", "customers_served"):
            enter(desk, who, name, 90, 100)
        for name, (numerator, denominator) in GOOD_TEAM.items():
            enter(desk, who, name, numerator, denominator)
        amounts.set_amount(desk_of(desk, "Pay"), PayRow(Period(202601), who, "base_pay", 3000_00), "")
    stores.backfill(desk, "2026-01")
    month_pay.settle(desk_of(desk, "Pay"), Period(202601))
    choice.use(desk, "four-aspects", Period(202604), "the company asks for it")


def teams(desk: Desk, now: time_machine.Traveller) -> None:
    """A month of teams with cards of their own, frozen."""
    desk, _boss = eight_teams(desk)
    now.move_to(local("2026-02-12T10:00"))
    stores.backfill(desk, "2026-01")


def charged(desk: Desk, _now: time_machine.Traveller) -> None:
    """The worked example, both months frozen: returns are charged back."""
    stores.backfill(desk, "2026-01", "2026-02")


@pytest.fixture
def places(now: time_machine.Traveller, tmp_path: Path, filled: Path) -> list[Place]:
    """Every column of every table, each in the first store that has a row of the table."""
    with closing(open_desk(filled)) as desk:
        made = [(filled, desk.site)]
    for beginning, example in (
        (test_audited_rows.play, False),
        (paid, False),
        (teams, False),
        (charged, True),
    ):
        with stores.begun(tmp_path / beginning.__name__ / "csi.db", now, beginning, example=example) as desk:
            made.append((desk.store.path, desk.site))
    found: dict[str, list[Place]] = {}
    for path, of_store in made:
        stores.checkpoint(path)
        with closing(sqlite3.connect(path)) as connection:
            for table in tables_of(connection):
                if connection.execute(f"SELECT 1 FROM {table}").fetchone():
                    columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
                    found.setdefault(table, [Place(path, of_store, table, one[1]) for one in columns])
    with closing(sqlite3.connect(filled)) as connection:
        assert set(tables_of(connection)) - UNHELD_TABLES == set(found) - UNHELD_TABLES
    return [one for table in sorted(set(found) - UNHELD_TABLES) for one in found[table]]


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The tables of the store, but those of the index by which rows are found."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'find_%' AND name NOT LIKE 'sqlite_%'"
    )
    return [name for (name,) in rows]


def other_values(value: object) -> Iterator[object]:
    """What somebody might put there instead: much the same, nothing, something else."""
    if isinstance(value, int):
        yield from (value + 1, value + 1000, None)
    elif value is None:
        yield from (1, "x")
    else:
        yield from (f"{value}7", f"7{value}", None)


def problems_of(place: Place, statement: str, values: tuple[object, ...]) -> list[str] | None:
    """What verification says of a copy that was bent; None where SQLite itself refuses it."""
    copy = place.store.parent / "bent.db"
    copy.write_bytes(place.store.read_bytes())
    try:
        with stores.around(copy) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            if not connection.execute(statement, values).rowcount:
                return None
    except sqlite3.IntegrityError:
        return None
    # A store whose user was bent lets nobody in; what was bent is found all the same.
    try:
        with closing(Store.open(copy)) as store:
            return [f"{one.where}: {one.what}" for one in verify_store(store, place.site, unheard).problems]
    except StoreFailure as refused:
        return [str(refused)]


def test_every_column_is_found_or_exempt(places: list[Place]) -> None:
    """More than a thousand single changes, in the long run; otherwise one of every so many columns, one change each."""
    missed, turns = set(), 0
    for place in places[len(places) % EVERY :: EVERY]:
        tried = 0
        with closing(sqlite3.connect(place.store)) as connection:
            rowid, value = connection.execute(
                f"SELECT rowid, {place.column} FROM {place.table} ORDER BY rowid LIMIT 1"
            ).fetchone()
        for new in other_values(value):
            statement = (
                f"UPDATE {place.table} SET {place.column} = ? WHERE rowid = ? AND {place.column} IS NOT ?"
            )
            found = problems_of(place, statement, (new, rowid, new))
            if found is None:
                continue
            tried, turns = tried + 1, turns + 1
            if not found:
                missed.add(f"{place.table}.{place.column}")
            if not SOAK:
                break
        assert tried, f"{place}: SQLite refuses everything"
    assert missed - EXEMPT == set()
    assert not SOAK or turns > 1000


def test_what_is_exempt_stands_in_the_page() -> None:
    """Each with its reason, in both languages."""
    for page in ("safekeeping.en.md", "safekeeping.zh.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        assert [one for one in sorted(EXEMPT) if f"`{one}`" not in text] == []

"""What the store itself refuses, whoever writes: frozen months, the audit trail, scheme versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_db import sqlite_only
from csi_tui.scoring.periods import Period
from csi_tui.services.changes import adjustments, exclusions
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from tests import stores
from tests.services.procedures import desk_of


def closed_months(desk: Desk, _now: time_machine.Traveller) -> None:
    """Frozen months and a computed one."""
    users.add_user(desk, "Head", "head", ["head"])
    exclusions.strike_out(desk, "order", "W000001", "why")
    adjustments.adjust(desk_of(desk, "Head"), Period(202601), "E001", "total", "1", "why")
    stores.backfill(desk, "2026-01", "2026-02")
    stores.compute(desk, "2026-03")
    with closing(sqlite3.connect(desk.store.path, isolation_level=None)) as connection:
        put_in_what_the_example_has_not(connection)


@pytest.fixture
def raw(now: time_machine.Traveller, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to their store, as another program would have it."""
    with (
        stores.begun(tmp_path / "csi.db", now, closed_months, example=True) as desk,
        closing(sqlite3.connect(desk.store.path, isolation_level=None)) as connection,
    ):
        yield connection


def put_in_what_the_example_has_not(connection: sqlite3.Connection) -> None:
    """A row of each kind that the example's scheme knows nothing of, in a frozen month."""
    month = revision_of(connection, Period(202601))
    rows = {
        "snapshot_entered": "(?, 'figure', 1, NULL, 'T1', 'csat', 85, 10, 1)",
        "team_result": "(?, 'T1', 'visits/value', 1, 12, 1, 1)",
        "team_card": "(?, 1, 'T1', 1200, 1, 'A', '{}')",
    }
    for table, values in rows.items():
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (f"{table}_frozen_insert",)
        ).fetchone()
        connection.execute(f"DROP TRIGGER {table}_frozen_insert")
        connection.execute(f"INSERT INTO {table} VALUES {values}", (month,))
        connection.execute(sql)


def revision_of(raw: sqlite3.Connection, period: Period) -> int:
    (found,) = raw.execute("SELECT revision_id FROM month WHERE period = ?", (period,)).fetchone()
    return int(found)


@pytest.mark.parametrize("table", sqlite_only.FROZEN_TABLES)
def test_frozen_rows_cannot_be_touched(raw: sqlite3.Connection, table: str) -> None:
    """docs/architecture.md, *Data*: results, cards and snapshot of a frozen month are guarded by triggers; no bypass
    flag."""
    months = [revision_of(raw, Period(202601)), revision_of(raw, Period(202602))]
    counts = [
        raw.execute(f"SELECT COUNT(*) FROM {table} WHERE revision_id = ?", (month,)).fetchone()[0]
        for month in months
    ]
    assert any(counts), "the example has a row of every kind"
    count, frozen = max(zip(counts, months, strict=True))
    row = raw.execute(f"SELECT * FROM {table} WHERE revision_id = ? LIMIT 1", (frozen,)).fetchone()
    with pytest.raises(sqlite3.IntegrityError, match="frozen month"):
        raw.execute(f"UPDATE {table} SET revision_id = revision_id WHERE revision_id = ?", (frozen,))
    with pytest.raises(sqlite3.IntegrityError, match="frozen month"):
        raw.execute(f"DELETE FROM {table} WHERE revision_id = ?", (frozen,))
    with pytest.raises(sqlite3.IntegrityError, match="frozen month"):
        raw.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    assert raw.execute(f"SELECT COUNT(*) FROM {table} WHERE revision_id = ?", (frozen,)).fetchone() == (
        count,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE month SET state = 'open' WHERE period = 202601",
        "UPDATE month SET revision_id = NULL WHERE period = 202601",
        "DELETE FROM month WHERE period = 202601",
        "INSERT OR REPLACE INTO month (period, state, version) VALUES (202601, 'open', 1)",
    ],
)
def test_a_frozen_month_cannot_be_opened_from_outside(raw: sqlite3.Connection, statement: str) -> None:
    """docs/rules.md, rule 4: nothing ever changes a frozen month from outside."""
    with pytest.raises(sqlite3.IntegrityError, match="frozen month"):
        raw.execute(statement)
    assert raw.execute("SELECT state FROM month WHERE period = 202601").fetchone() == ("frozen",)


def test_rows_cannot_be_moved_into_a_frozen_month(raw: sqlite3.Connection) -> None:
    """docs/architecture.md, *Data*: nothing gets into a frozen month, not by renaming a row of an open one either."""
    frozen, computed = revision_of(raw, Period(202602)), revision_of(raw, Period(202603))
    (stranger,) = raw.execute(
        "SELECT employee_id FROM card WHERE revision_id = ? LIMIT 1", (computed,)
    ).fetchone()
    with pytest.raises(sqlite3.IntegrityError, match="frozen month"):
        raw.execute(
            "UPDATE card SET revision_id = ?, employee_id = employee_id + 1000 "
            "WHERE revision_id = ? AND employee_id = ?",
            (frozen, computed, stranger),
        )


def test_rows_of_a_computed_month_can_be_replaced(raw: sqlite3.Connection) -> None:
    """docs/cli.md, *csi close compute*: `close compute` may be repeated; the guard is for frozen months alone."""
    computed = revision_of(raw, Period(202603))
    raw.execute("UPDATE card SET position = position WHERE revision_id = ?", (computed,))
    raw.execute("DELETE FROM result WHERE revision_id = ?", (computed,))


def test_a_frozen_revision_stays_frozen(raw: sqlite3.Connection) -> None:
    """docs/rules.md, rule 4: nothing ever changes a frozen month from outside."""
    for statement in (
        "UPDATE month_revision SET state = 'computed' WHERE period = 202602",
        "UPDATE month_revision SET as_of = as_of WHERE period = 202602",
        "DELETE FROM month_revision WHERE period = 202602",
        "INSERT OR REPLACE INTO month_revision SELECT * FROM month_revision WHERE period = 202602",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="frozen month"):
            raw.execute(statement)


def test_scheme_versions_are_fixed(raw: sqlite3.Connection) -> None:
    """docs/architecture.md, *Data*: the scheme that a month was computed with is never changed."""
    for statement in (
        "UPDATE scheme_version SET body = ''",
        "DELETE FROM scheme_version",
        "INSERT OR REPLACE INTO scheme_version SELECT id, scheme_id, version, digest, '' FROM scheme_version",
        "INSERT OR REPLACE INTO scheme_version SELECT 99, scheme_id, version, digest, '' FROM scheme_version",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            raw.execute(statement)


def test_the_audit_trail_is_append_only(raw: sqlite3.Connection) -> None:
    """docs/architecture.md, *Data*: append-only by trigger."""
    for statement in (
        "UPDATE audit_entry SET detail = '' WHERE seq = 1",
        "DELETE FROM audit_entry WHERE seq = 1",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute(statement)


def test_the_audit_trail_has_no_gaps(raw: sqlite3.Connection) -> None:
    """docs/architecture.md, *Data*: numbered without gaps."""
    (last,) = raw.execute("SELECT MAX(seq) FROM audit_entry").fetchone()
    values = "(?, '2026-11-20 00:00:00', 'a', 1, 'x', 'y', '{}', '', '', NULL)"
    for wrong in (last, last + 2, 0, -1):
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(f"INSERT INTO audit_entry VALUES {values}", (wrong,))
    raw.execute(f"INSERT INTO audit_entry VALUES {values}", (last + 1,))


def test_replacing_does_not_get_round_the_triggers(raw: sqlite3.Connection) -> None:
    """INSERT OR REPLACE deletes without firing delete triggers, so the insert itself is refused."""
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 1")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(
            "INSERT OR REPLACE INTO card SELECT * FROM card WHERE revision_id = ?",
            (revision_of(raw, Period(202602)),),
        )


def test_operational_rows_stay_editable(raw: sqlite3.Connection) -> None:
    """docs/architecture.md, *Data*: a phone number of a frozen month's order can be corrected, a customer's data
    erased."""
    changed = raw.execute(
        "UPDATE work_order SET customer_phone = NULL, customer_name = NULL WHERE period = 202602"
    )
    assert changed.rowcount > 0


def test_the_store_may_lie_anywhere(tmp_path: Path, store_path: Path) -> None:
    """A store is one file: copied elsewhere it is the same store."""
    target = tmp_path / "elsewhere" / "门店 1 ?#%.db"
    target.parent.mkdir()
    target.write_bytes(store_path.read_bytes())
    with stores.clock_at(stores.NOW):
        desk = open_desk(target)
        assert desk.site.code == "S1"
        desk.close()

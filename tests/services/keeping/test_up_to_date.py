"""A store of an older version: brought up to date by whoever opens it first, after a copy (design.md, *Data*)."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine

from csi_db.migrations.run import upgrade
from csi_db.revisions import NEWEST
from csi_db.store import Store
from csi_tui.services.calendar.changes import first_calendar
from csi_tui.services.close import month_close
from csi_tui.services.complaints.detail import read_detail
from csi_tui.services.desk.automatic_copies import KEPT, copy_of, folder_of
from csi_tui.services.errors import NotPermitted
from csi_tui.services.glance import quick
from csi_tui.services.keeping import copies as safekeeping
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.services.months.steps import steps_of
from csi_tui.services.proof.certificates import certificate_of, check_code
from csi_tui.services.proof.verify import verify
from csi_tui.services.workdays import calendar
from csi_tui.services.workdays.calendar import site_calendar
from tests import stores
from tests.endurance.steps import content, old_store


@pytest.fixture
def old(tmp_path: Path, now: time_machine.Traveller) -> Path:
    """A store of the first version: January frozen, February published."""
    path = tmp_path / "old" / "csi.db"
    old_store(path)
    return path


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_opening_an_old_store_brings_it_up_to_date(old: Path) -> None:
    """A copy first, then one transaction with an entry in the trail; frozen months are sealed, and verify."""
    before = content(old)
    desk = open_desk(old)
    try:
        found = verify(desk)
        assert (found.problems, found.frozen_months) == ((), ("2026-01",))
        expected = json.loads((stores.EXAMPLE / "expected-2026-01.json").read_text(encoding="utf-8"))
        assert {card["employee_no"]: card["total"] for card in stores.cards(desk, "2026-01")} == {
            card["employee_no"]: card["total"] for card in expected["cards"]
        }
    finally:
        desk.close()
    (copy,) = folder_of(old).iterdir()
    assert content(copy) == before
    assert (revision(old), revision(copy)) == (NEWEST, "0001")
    with closing(sqlite3.connect(old)) as connection:
        action, detail = connection.execute(
            "SELECT action, detail FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    assert action == "migrate"
    assert json.loads(detail)["from"] == "0001"
    assert list(json.loads(detail)["seals"]) == ["2026-01/1"]


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_an_old_store_gets_its_calendar_as_rows(old: Path, version: str) -> None:
    """docs/decisions/0014: the official days by which its due times were counted, the site's own, every milestone."""
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("INSERT INTO calendar_day VALUES ('2026-11-27', 0, '盘点')")
        connection.commit()
        before = connection.execute(
            "SELECT id, complaint_id, kind, happened_at, recorded_at, note FROM milestone_event ORDER BY id"
        ).fetchall()
    if version != "0001":
        store = Store(old)
        upgrade(store.engine, version)
        store.close()
    desk = open_desk(old)
    try:
        assert verify(desk).problems == ()
        years = {year.year: year.kind for year in calendar.coverage(desk)}
        assert (years[2004], years[2026], years[2027]) == ("official", "official", None)
        days = {day.date: day for day in calendar.days_of(desk, date(2026, 10, 1), date(2026, 11, 30))}
        assert days[date(2026, 10, 10)].why == "made-up"
        assert (days[date(2026, 11, 27)].why, days[date(2026, 11, 27)].note) == ("site-closed", "盘点")
        with desk.read() as session:
            assert site_calendar(session).version == 2
    finally:
        desk.close()
    with closing(sqlite3.connect(old)) as connection:
        after = connection.execute(
            "SELECT id, complaint_id, kind, happened_at, recorded_at, note FROM milestone_event ORDER BY id"
        ).fetchall()
        versions = connection.execute("SELECT DISTINCT calendar_version_id FROM complaint").fetchall()
    assert len(before) > 30 and after == before
    assert versions == [(2,)]


def pause_a_lot(connection: sqlite3.Connection, number: str, first: date, version: int) -> str:
    """Twelve pauses of 23:58 to 00:02, and such a limit as the earlier rule gave: twelve working days later."""
    (key, due) = connection.execute(
        "SELECT id, resolve_due FROM complaint WHERE complaint_no = ?", (number,)
    ).fetchone()
    for at in range(12):
        midnight = datetime.combine(first + timedelta(days=at), time(16))
        connection.execute(
            "INSERT INTO complaint_pause (complaint_id, reason, proof, starts_at, ends_at, started_by_id) "
            "VALUES (?, 'customer-away', '录音', ?, ?, 1)",
            (
                key,
                (midnight - timedelta(minutes=2)).isoformat(" ", "microseconds"),
                (midnight + timedelta(minutes=2)).isoformat(" ", "microseconds"),
            ),
        )
    later = (datetime.fromisoformat(due) + timedelta(days=16)).isoformat(" ", "microseconds")
    connection.execute(
        "UPDATE complaint SET resolve_due = ?, calendar_version_id = ? WHERE id = ?", (later, version, key)
    )
    return later


def test_limits_of_open_months_are_computed_anew(old: Path) -> None:
    """domain.md rules 22 and 24: what a published month has judged stays as it was judged; what moved is recorded."""
    store = Store(old)
    upgrade(store.engine, "0008")
    with store.write() as session:
        version = first_calendar(session, 1)
    store.close()
    with closing(sqlite3.connect(old)) as connection:
        connection.row_factory = sqlite3.Row
        judged = connection.execute(
            "SELECT c.* FROM complaint c JOIN snapshot_complaint s ON s.complaint_id = c.id "
            "JOIN month m ON m.revision_id = s.revision_id "
            "WHERE m.state = 'published' AND s.in_time IS NOT NULL AND c.period = m.period LIMIT 1"
        ).fetchone()
        year_end = {"received_at": "2026-12-29 01:00:00.000000", "resolve_due": "2027-01-07 16:00:00.000000"}
        for values in (
            {"complaint_no": "OPEN", "period": 202603},
            {"complaint_no": "YEAR", "period": 202612, "provisional": 1, "resolved_at": None} | year_end,
        ):
            row = dict(judged) | {"id": None, "calendar_version_id": version} | values
            connection.execute(
                f"INSERT INTO complaint ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                tuple(row.values()),
            )
        first = date.fromisoformat(judged["received_at"][:10])
        later = pause_a_lot(connection, judged["complaint_no"], first, version)
        assert pause_a_lot(connection, "OPEN", first, version) == later
        connection.commit()
    desk = open_desk(old)
    try:
        anew, stands = read_detail(desk, "OPEN"), read_detail(desk, judged["complaint_no"])
        assert anew.resolve_due == anew.due.resolve_due == stands.due.resolve_due
        assert stands.resolve_due == datetime.fromisoformat(later).replace(tzinfo=UTC) > anew.resolve_due
        assert (stands.kept, anew.kept) == ("judged", "")
        assert read_detail(desk, "YEAR").resolve_due == stores.local("2027-01-09T00:00")
    finally:
        desk.close()
    with closing(sqlite3.connect(old)) as connection:
        (detail,) = connection.execute("SELECT detail FROM audit_entry ORDER BY seq DESC LIMIT 1").fetchone()
    assert [one["complaint_no"] for one in json.loads(detail)["due_times"]] == ["OPEN", "YEAR"]


def test_a_store_is_brought_up_to_date_once(old: Path) -> None:
    """The second to open it finds it done."""
    open_desk(old).close()
    after = content(old)
    open_desk(old).close()
    assert content(old) == after
    assert len(list(folder_of(old).iterdir())) == 1


def test_a_quick_look_up_brings_it_up_to_date_too(old: Path) -> None:
    """contract.md §1: `csi card` answers whoever it is that opens the store first."""
    assert quick.find_card(old, None, "E001", 202601).card["employee_no"] == "E001"
    assert revision(old) == NEWEST


def test_a_month_that_was_published_before_is_frozen_after(old: Path, now: time_machine.Traveller) -> None:
    """The procedure goes on where it stood."""
    now.shift(stores.ONE_DAY)
    desk = open_desk(old)
    try:
        month_close.freeze(desk, 202602)
        assert verify(desk).problems == ()
        assert month_status(desk, 202602).state == "frozen"
    finally:
        desk.close()


def test_a_row_of_an_old_import_is_still_known(old: Path) -> None:
    """domain.md decision 16: what the first version imported is recognised and skipped."""
    desk = open_desk(old)
    try:
        for kind in stores.KINDS:
            rows = stores.example_rows(kind)
            report = stores.import_rows(desk, kind, rows)
            assert (report.accepted, report.rejected, len(report.skipped)) == (0, (), len(rows))
    finally:
        desk.close()


def test_a_stranger_changes_nothing(old: Path) -> None:
    """contract.md §1, *Who acts*: who is no user of the store does not migrate it either."""
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE app_user SET account = 'somebody else'")
        connection.commit()
    before = content(old)
    with pytest.raises(NotPermitted):
        open_desk(old)
    assert content(old) == before
    assert not folder_of(old).exists()


def test_an_old_backup_is_restored_and_stays_as_it_is(old: Path, tmp_path: Path) -> None:
    """`csi restore` brings its own copy up to date, not the backup."""
    before = content(old)
    target = tmp_path / "new" / "csi.db"
    target.parent.mkdir()
    assert safekeeping.restore(target, old) is None
    assert content(old) == before
    desk = open_desk(target)
    try:
        assert verify(desk).problems == ()
    finally:
        desk.close()
    assert [path.name for path in target.parent.iterdir() if "restoring" in path.name] == []


def test_only_the_latest_copies_are_kept(old: Path, now: time_machine.Traveller) -> None:
    """Issue 3: a number of them kept; those of another reason are left alone."""
    other = copy_of(old, "migrate")
    copies = []
    for _turn in range(KEPT + 2):
        now.shift(stores.ONE_DAY)
        copies.append(copy_of(old, "freeze"))
    assert sorted(folder_of(old).iterdir()) == [other, *copies[2:]]


def test_what_a_broken_off_copy_left_is_removed(old: Path, now: time_machine.Traveller) -> None:
    """A part that no process can still be writing goes with the next copy."""
    folder = folder_of(old)
    folder.mkdir()
    stale, fresh = folder / ".a.db.part", folder / ".b.db.part"
    for part in (stale, fresh):
        part.write_bytes(b"x")
    os.utime(stale, (0, 0))
    os.utime(fresh, (stores.NOW.timestamp(), stores.NOW.timestamp()))
    copy_of(old, "freeze")
    assert fresh.exists()
    assert not stale.exists()


def test_an_old_store_gets_its_steps_and_certificates(old: Path) -> None:
    """docs/decisions/0022: frozen months get a certificate; what was done to each month is taken from its revisions."""
    desk = open_desk(old)
    try:
        frozen = certificate_of(desk, 202601)
        assert (frozen.state, frozen.previous, bool(frozen.chain_code)) == ("frozen", "", True)
        assert check_code(desk, frozen.chain_code).month == "2026-01"
        assert steps_of(desk, 202601)[-1].step in ("frozen", "backfilled")
        assert [one.step for one in steps_of(desk, 202602)] == ["computed", "published"]
    finally:
        desk.close()

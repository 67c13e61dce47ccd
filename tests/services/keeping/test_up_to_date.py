"""A store of an older version: brought up to date by whoever opens it first, after a copy
(docs/architecture.md, *Data*)."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_db.revisions import NEWEST
from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.desk.automatic_copies import KEPT, copy_of, folder_of
from csi_tui.services.errors import NotPermitted, StoreUnavailable, UserError
from csi_tui.services.glance import quick
from csi_tui.services.keeping import copies as safekeeping
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.status import month_status
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.db.test_store import without_privileges
from tests.endurance.steps import content
from tests.old_stores import FOLLOWING, MARKS, RELEASED, following_version, old_store


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, tmp_path: Path, now: time_machine.Traveller) -> Iterator[Path]:
    """A store of each earlier release, before a program that has all the migrations since and one more."""
    path = tmp_path / "old" / "csi.db"
    old_store(path, request.param)
    with following_version():
        yield path


def revision(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_opening_an_old_store_brings_it_up_to_date(old: Path) -> None:
    """A copy first, then one transaction with an entry in the trail; what was frozen verifies, what was there stays."""
    before, release = content(old), revision(old)
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
    assert (revision(old), revision(copy)) == (FOLLOWING, release)
    with closing(sqlite3.connect(old)) as connection:
        action, detail = connection.execute(
            "SELECT action, detail FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        marked = connection.execute("SELECT COUNT(*) FROM order_mark").fetchone()
    assert (action, json.loads(detail)) == ("migrate", {"from": release})
    assert marked == (len(stores.example_rows("orders")),)


@pytest.mark.parametrize("revision", RELEASED)
def test_the_migrations_that_there_are(revision: str, tmp_path: Path, now: time_machine.Traveller) -> None:
    """Each release's store by this program's own migrations, whether there are any since or none."""
    path = tmp_path / "csi.db"
    old_store(path, revision)
    desk = open_desk(path)
    try:
        assert verify(desk).problems == ()
        assert desk.store.revision() == NEWEST
    finally:
        desk.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, now: time_machine.Traveller) -> None:
    """One transaction: what went before the fault is taken back with it."""
    path = tmp_path / "csi.db"
    old_store(path)
    before = content(path)
    with following_version(MARKS + '    op.execute("UPDATE nothing SET x = 1")\n'):
        with pytest.raises(UserError, match="is damaged"):
            open_desk(path)
        with pytest.raises(UserError, match="is damaged"):
            quick.find_card(path, None, "E001", Period(202601))
    assert content(path) == before


def test_one_that_can_only_be_read_is_refused(old: Path) -> None:
    """Nothing can bring it up to date where it lies; it is said so, and left alone."""
    folder = Path(tempfile.mkdtemp())
    path = Path(shutil.copy(old, folder / "csi.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with without_privileges():
            for look in (open_desk, lambda path: quick.find_card(path, None, "E001", Period(202601))):
                with pytest.raises(StoreUnavailable, match="has to be brought up to date") as told:
                    look(path)
                assert told.value.exit_status == 5
        assert [one.name for one in folder.iterdir()] == ["csi.db"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_store_is_brought_up_to_date_once(old: Path) -> None:
    """The second to open it finds it done."""
    open_desk(old).close()
    after = content(old)
    open_desk(old).close()
    assert content(old) == after
    assert len(list(folder_of(old).iterdir())) == 1


def test_a_quick_look_up_brings_it_up_to_date_too(old: Path) -> None:
    """docs/cli.md, *csi card*: `csi card` answers whoever it is that opens the store first."""
    assert quick.find_card(old, None, "E001", Period(202601)).card.employee_no == "E001"
    assert revision(old) == FOLLOWING


def test_a_month_that_was_published_before_is_frozen_after(old: Path, now: time_machine.Traveller) -> None:
    """The procedure goes on where it stood."""
    now.shift(stores.ONE_DAY)
    desk = open_desk(old)
    try:
        month_close.freeze(desk, Period(202602))
        assert verify(desk).problems == ()
        assert month_status(desk, Period(202602)).state == "frozen"
    finally:
        desk.close()


def test_a_row_of_an_old_import_is_still_known(old: Path) -> None:
    """docs/rules.md, rule 16: what an earlier release imported is recognised and skipped."""
    desk = open_desk(old)
    try:
        for kind in stores.KINDS:
            rows = stores.example_rows(kind)
            report = stores.import_rows(desk, kind, rows)
            assert (report.accepted, report.rejected, len(report.skipped)) == (0, (), len(rows))
    finally:
        desk.close()


def test_a_stranger_changes_nothing(old: Path) -> None:
    """docs/cli.md, *A store and its users*: who is no user of the store does not migrate it either."""
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
    assert safekeeping.restore(target, old).kept is None
    assert content(old) == before
    desk = open_desk(target)
    try:
        assert verify(desk).problems == ()
    finally:
        desk.close()
    assert [path.name for path in target.parent.iterdir() if "restoring" in path.name] == []


def test_only_the_latest_copies_are_kept(old: Path, now: time_machine.Traveller) -> None:
    """A number of them kept; those of another reason are left alone."""
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

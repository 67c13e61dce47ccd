"""A live store: its pragmas, its transactions, and what is said of a store that cannot be used."""

from __future__ import annotations

import os
import pwd
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import Session, select

from csi_db import quick, sqlite_only
from csi_db.bulk import driver
from csi_db.failures import (
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreFailure,
    StoreFull,
    StoreMissing,
    StoreNewer,
    StoreOlder,
    StoreOnlyRead,
    StoreOnNetwork,
    StoreReadOnly,
    StoreUnreadable,
)
from csi_db.models import CalendarDay, CalendarVersion, Complaint, Month
from csi_db.revisions import NEWEST
from csi_db.store import Store
from csi_tui.scoring.periods import Period
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.store_errors import told_to_the_user
from csi_tui.services.errors import NotPermitted, StoreUnavailable, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from tests.stores import copy_store

NOBODY = 65534


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    opened = Store.open(store_path)
    yield opened
    opened.close()


def pragma(session: Session, name: str) -> object:
    return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()


# --- Connections and transactions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["read", "write"])
def test_pragmas_of_a_live_connection(store: Store, unit: str) -> None:
    """docs/architecture.md, *Data*: WAL, synchronous=FULL, foreign keys, busy timeout, read back from a live
    connection."""
    with getattr(store, unit)() as session:
        assert pragma(session, "journal_mode") == "wal"
        assert pragma(session, "synchronous") == 2
        assert pragma(session, "foreign_keys") == 1
        assert pragma(session, "busy_timeout") == sqlite_only.BUSY_TIMEOUT_MS == 10_000
        assert pragma(session, "trusted_schema") == 0


def test_only_its_owner_may_read_a_new_store(tmp_path: Path) -> None:
    """docs/rules.md, rule 21: a store is full of personal data."""
    Store.create(tmp_path / "new.db").close()
    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) == 0o600


def test_a_writer_begins_immediately(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/architecture.md, *Data*: BEGIN IMMEDIATE: a second writer is told at its start, readers go on."""
    monkeypatch.setattr(sqlite_only, "BUSY_TIMEOUT_MS", 30)
    second = Store.open(store.path)
    with store.write():
        with pytest.raises(StoreBusy), second.write():
            pytest.fail("both write at once")
        with second.read() as session:
            assert session.exec(select(Month)).all() == []
    with second.write() as session:
        session.add(Month(period=Period(202601)))
    second.close()


def test_a_reader_sees_one_state(store: Store) -> None:
    """docs/architecture.md, *Data*: a unit of work that reads sees nothing of what is written meanwhile."""
    with store.read() as reading:
        assert reading.exec(select(Month)).all() == []
        with store.write() as writing:
            writing.add(Month(period=Period(202601)))
        assert reading.exec(select(Month)).all() == []
    with store.read() as reading:
        assert len(reading.exec(select(Month)).all()) == 1


def test_reading_writes_nothing(store: Store) -> None:
    """A change in a reading unit of work is given up."""
    with store.read() as session:
        session.add(Month(period=Period(202601)))
        session.flush()
    with store.read() as session:
        assert session.exec(select(Month)).all() == []


def test_an_error_leaves_nothing(store: Store) -> None:
    """docs/architecture.md, *Data*: a unit of work rolls back unless it ends well."""
    with pytest.raises(ZeroDivisionError), store.write() as session:
        session.add(Month(period=Period(202601)))
        session.flush()
        raise ZeroDivisionError
    with store.read() as session:
        assert session.exec(select(Month)).all() == []
    with store.write() as session:
        session.add(Month(period=Period(202602)))


def test_references_hold_again_after_a_unit_of_work_that_looked_after_them(store: Store) -> None:
    """Whether it ended well or not; and nobody else says so again, for SQLite forgets every statement that it has made
    ready whenever it is told."""
    for ends_well in (True, False):
        with suppress(ValueError), store.write(looks_after_references=True) as session:
            assert pragma(session, "foreign_keys") == 0
            if not ends_well:
                raise ValueError
        with store.write() as session:
            assert pragma(session, "foreign_keys") == 1
    told: list[str] = []
    with store.read() as session:
        driver(session.connection()).set_trace_callback(told.append)
    with store.write() as session:
        driver(session.connection()).set_trace_callback(told.append)
    assert told
    assert not [statement for statement in told if statement.startswith("PRAGMA")]


def test_foreign_keys_hold(store: Store) -> None:
    """docs/architecture.md, *Data*: foreign_keys=ON."""
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError), store.write() as session:
        session.add(Month(period=Period(202601), revision_id=77))


def test_naive_instants_are_refused(store: Store) -> None:
    """docs/architecture.md, *Data*: naive values are refused at flush; docs/rules.md, rule 1."""
    naive = datetime(2026, 1, 5, 9, 0)
    aware = naive.replace(tzinfo=UTC)

    def received(at: datetime) -> Complaint:
        return Complaint(
            complaint_no="C1",
            received_at=at,
            contact_due=aware,
            plan_due=aware,
            resolve_due=aware,
            period=Period(202601),
            recorded_at=aware,
        )

    with pytest.raises(StatementError, match=r"(?i)naive|timezone|tz"), store.write() as session:
        session.add(received(naive))
    with store.write() as session:
        session.add(received(aware))
    with store.read() as session:
        assert session.exec(select(Complaint)).one().received_at == aware


# --- Stores that cannot be used ------------------------------------------------------------------------------------


def set_revision(path: Path, revision: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.commit()
    connection.close()


def missing(path: Path) -> None:
    path.unlink()


def newer(path: Path) -> None:
    set_revision(path, "9999")


def older(path: Path) -> None:
    set_revision(path, "0000")


def another_file(path: Path) -> None:
    path.write_bytes(b"order_no,received_at\r\n" * 100)


def another_database(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE something (x)")
    connection.commit()
    connection.close()


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


UNUSABLE = [
    (missing, StoreMissing),
    (newer, StoreNewer),
    (another_file, StoreUnreadable),
    (another_database, StoreUnreadable),
    (empty_file, StoreUnreadable),
    (damaged, StoreDamaged),
    (a_folder, StoreUnreadable),
]


@pytest.mark.parametrize(("spoil", "failure"), UNUSABLE, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_said_of_a_store_that_cannot_be_opened(
    store_path: Path, spoil: object, failure: type[StoreFailure]
) -> None:
    """docs/cli.md, *Exit status*: 5, or 6 for damage; a clear message; the quick reads say the same."""
    assert callable(spoil)
    spoil(store_path)
    with pytest.raises(failure):
        Store.open(store_path)
    with pytest.raises(failure), quick.reading(store_path):
        pytest.fail("read")
    with pytest.raises(UserError) as told:
        open_desk(store_path)
    assert told.value.exit_status == (6 if failure is StoreDamaged else 5)
    assert str(store_path) in told.value.message


def test_an_older_store_is_told_apart(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of an earlier revision has to be migrated, which is another sentence than a newer one's."""
    monkeypatch.setattr("csi_db.revisions.KNOWN", ("0000", NEWEST))
    older(store_path)
    with pytest.raises(StoreOlder):
        Store.open(store_path)
    with pytest.raises(StoreOlder), quick.reading(store_path):
        pytest.fail("read")


def test_a_busy_store_is_the_users_error(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/cli.md, *Exit status*: 5 for a busy store."""
    monkeypatch.setattr(sqlite_only, "BUSY_TIMEOUT_MS", 30)
    other = open_desk(desk.store.path)
    with desk.write(), pytest.raises(StoreUnavailable, match="in use") as told, other.write():
        pytest.fail("both write at once")
    assert told.value.exit_status == 5
    other.close()


def test_init_does_not_touch_what_is_there(store_path: Path) -> None:
    """docs/cli.md, *csi init*: makes an empty store, and overwrites none."""
    before = store_path.read_bytes()
    with pytest.raises(StoreUnavailable, match="exists already"):
        users.init_store(store_path, site="S", site_name="S", zone="Asia/Shanghai")
    with pytest.raises(StoreExists):
        Store.create(store_path)
    assert store_path.read_bytes() == before


@pytest.mark.parametrize("name", ["a?b.db", "100%.db", "a b#c&mode=ro.db", "门店.db", "%41.db"])
def test_a_path_is_taken_as_it_is_written(tmp_path: Path, name: str) -> None:
    """A path is no URL: its signs mean nothing."""
    store = Store.create(tmp_path / name)
    with store.write() as session:
        session.add(Month(period=Period(202601)))
    store.close()
    assert {path.name for path in tmp_path.iterdir()} <= {name, f"{name}-wal", f"{name}-shm"}
    with quick.reading(tmp_path / name) as connection:
        assert connection.execute("SELECT period FROM month").fetchall() == [(202601,)]


# --- Permissions ---------------------------------------------------------------------------------------------------


@contextmanager
def without_privileges() -> Iterator[None]:
    """As an ordinary account: permissions mean nothing to root."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def shared_store() -> Iterator[Path]:
    """A store in a folder that another account can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    path = copy_store(folder / "csi.db")
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_store_that_may_not_be_written(shared_store: Path) -> None:
    """A read-only store gets a clear message and exit status 5."""
    shared_store.parent.chmod(0o777)
    shared_store.chmod(0o444)
    with without_privileges():
        store = Store.open(shared_store)
        with pytest.raises(StoreReadOnly), store.write() as session:
            session.add(Month(period=Period(202601)))
        with (
            pytest.raises(StoreUnavailable, match="cannot be written") as told,
            told_to_the_user(),
            store.write() as session,
        ):
            session.add(Month(period=Period(202601)))
        store.close()
    assert told.value.exit_status == 5


def test_a_store_in_a_folder_that_may_not_be_written(shared_store: Path) -> None:
    """WAL needs its folder; where that cannot be written the store is read as it lies."""
    shared_store.chmod(0o444)
    shared_store.parent.chmod(0o555)
    with without_privileges():
        store = Store.open(shared_store)
        assert store.still
        with store.read() as session:
            assert session.exec(select(Month)).all() == []
        with pytest.raises(StoreOnlyRead), store.write():
            pytest.fail("written")
        store.close()


def test_a_store_that_somebody_else_changes_meanwhile_is_busy(shared_store: Path) -> None:
    """Read as it lies, and it did not lie still: not half of the one and half of the other."""
    shared_store.chmod(0o444)
    shared_store.parent.chmod(0o555)
    with without_privileges():
        store = Store.open(shared_store)
    with pytest.raises(StoreBusy), store.read():
        os.utime(shared_store, (1, 1))
    store.close()


def test_a_store_that_may_not_be_read(shared_store: Path) -> None:
    """No traceback for a store of somebody else."""
    shared_store.chmod(0o600)
    with without_privileges():
        if os.geteuid() != NOBODY:
            shared_store.chmod(0o000)
        with pytest.raises(StoreUnavailable) as told, told_to_the_user():
            Store.open(shared_store)
        assert told.value.exit_status == 5


def test_no_store_can_be_made_there(shared_store: Path) -> None:
    """`csi init` in a folder that may not be written."""
    shared_store.parent.chmod(0o555)
    with without_privileges(), pytest.raises(StoreUnavailable, match="cannot be written"):
        users.init_store(shared_store.parent / "new.db", site="S", site_name="S", zone="Asia/Shanghai")


def test_another_account_is_no_user(shared_store: Path) -> None:
    """docs/cli.md, *A store and its users*: a user is known by the operating-system account that runs the command."""
    if os.geteuid() != 0:
        pytest.skip("takes the right to become another account")
    shared_store.parent.chmod(0o777)
    shared_store.chmod(0o666)
    with without_privileges(), pytest.raises(NotPermitted, match=pwd.getpwuid(NOBODY).pw_name) as told:
        open_desk(shared_store)
    assert told.value.exit_status == 4


# --- Network shares ------------------------------------------------------------------------------------------------

MOUNTS = """\
sysfs /sys sysfs rw 0 0
/dev/vda / ext4 rw,relatime 0 0
server:/export /mnt/share nfs4 rw 0 0
//server/files /mnt/office\\040files cifs rw 0 0
/dev/vdb /mnt/share/local xfs rw 0 0
host:/home /mnt/far fuse.sshfs rw 0 0
short line
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/share/csi.db", "nfs4"),
        ("/mnt/share/deep/below/csi.db", "nfs4"),
        ("/mnt/office files/csi.db", "cifs"),
        ("/mnt/far/csi.db", "fuse.sshfs"),
        ("/mnt/share/local/csi.db", None),
        ("/mnt/shared/csi.db", None),
        ("/srv/desk/csi.db", None),
    ],
)
def test_network_shares_are_refused(monkeypatch: pytest.MonkeyPatch, path: str, kind: str | None) -> None:
    """docs/architecture.md, *Data*: WAL is not safe on a network share; the nearest mount decides."""
    read = Path.read_text
    monkeypatch.setattr(
        Path,
        "read_text",
        lambda self, **how: MOUNTS if str(self) == "/proc/self/mounts" else read(self, **how),
    )
    if kind is None:
        sqlite_only.refuse_network_share(Path(path))
        return
    with pytest.raises(StoreOnNetwork) as refused:
        sqlite_only.refuse_network_share(Path(path))
    assert refused.value.detail == kind
    with pytest.raises(StoreUnavailable, match="network share"), told_to_the_user():
        raise refused.value


def test_where_nothing_is_known_of_mounts_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only Linux tells: elsewhere a store can be opened all the same."""

    def unknown(self: Path, **how: object) -> str:
        raise FileNotFoundError(str(self))

    monkeypatch.setattr(Path, "read_text", unknown)
    sqlite_only.refuse_network_share(Path("/mnt/share/csi.db"))


# --- Error codes ---------------------------------------------------------------------------------------------------


def test_a_full_disk(store_path: Path) -> None:
    """No traceback when the disk is full; the driver's own error, from a store that may not grow."""
    connection = sqlite3.connect(store_path)
    connection.execute("PRAGMA max_page_count = 1")
    with pytest.raises(sqlite3.Error) as full:
        connection.execute("CREATE TABLE filler AS SELECT zeroblob(1000000) AS x")
    connection.close()
    assert isinstance(sqlite_only.failure_of(full.value, "csi.db"), StoreFull)


def test_an_error_about_something_else(store_path: Path) -> None:
    """A wrong statement is no failure of the store and is not dressed up as one."""
    connection = sqlite3.connect(store_path)
    with pytest.raises(sqlite3.Error) as wrong:
        connection.execute("SELECT nothing FROM nowhere")
    connection.close()
    assert sqlite_only.failure_of(wrong.value, "csi.db") is None


def test_every_failure_has_a_sentence() -> None:
    """docs/cli.md, *Exit status*: a clear message for every way in which a store can fail."""
    sentences = set()
    for failure in StoreFailure.__subclasses__():
        with pytest.raises(UserError) as told, told_to_the_user():
            raise failure("/data/csi.db", "DETAIL")
        assert told.value.exit_status == (6 if failure is StoreDamaged else 5)
        assert "/data/csi.db" in told.value.message
        assert "{" not in told.value.message
        sentences.add(told.value.message)
    assert len(sentences) == len(StoreFailure.__subclasses__())


def test_the_calendar_keeps_dates(store: Store) -> None:
    """A date goes in and out as a date."""
    from datetime import date

    with store.write() as session:
        session.add(
            CalendarVersion(
                id=99, made_at=datetime(2026, 1, 5, tzinfo=UTC), change="set", reason="", digest=""
            )
        )
        session.flush()
        session.add(
            CalendarDay(
                layer="site",
                day=date(2026, 2, 14),
                working=False,
                note="stock-taking",
                source="",
                from_version_id=99,
            )
        )
    with store.read() as session:
        found = session.exec(select(CalendarDay).where(CalendarDay.layer == "site")).one()
        assert found.day == date(2026, 2, 14)

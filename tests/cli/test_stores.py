"""A store that cannot be used: missing, busy, read-only, newer, no store at all; a user who may not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.program import Program, as_nobody, content, in_a_process, trail
from tests.stores import EXAMPLE, account

UNAVAILABLE = 5
DAMAGED = 6
NOT_PERMITTED = 4

READING = [
    "card E001",
    "cards 2026-02",
    "explain E001",
    "complaints",
    "due 2026-09-30T16:40",
    "people",
    "export cards",
    "user list",
    "close status",
    "close check 2026-02",
    "verify",
]
WRITING = [
    f"import orders {EXAMPLE / 'orders.csv'}",
    f"import employees {EXAMPLE / 'employees.csv'}",
    "milestone C000035 resolved",
    "assign C000035 E004",
    "close compute 2026-02",
    "close publish 2026-02",
    "close freeze 2026-02",
    "close backfill 2026-02",
    "close run 2026-02",
    "user add Li --account li --roles clerk",
    "user roles Desk --roles admin",
    "user deactivate Desk",
    "user activate Desk",
]


def _not_a_database(path: Path) -> None:
    path.write_text("order_no,received_at\n", encoding="utf-8")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere.db"))


def _missing(path: Path) -> None:
    path.unlink()


def _newer(path: Path) -> None:
    _run_in(path, "UPDATE alembic_version SET version_num = '9999'")


def _another_program(path: Path) -> None:
    path.unlink()
    _run_in(path, "CREATE TABLE book (title TEXT)")


def _damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100] + b"\x00\xff" * 20_000)


def _run_in(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


SPOILT = {
    "missing": (_missing, "There is no store at"),
    "dangling link": (_dangling, "There is no store at"),
    "empty file": (_empty, "is no csi store."),
    "no database": (_not_a_database, "is no csi store."),
    "directory": (_directory, "is no csi store."),
    "another program's": (_another_program, "is no csi store."),
    "damaged": (_damaged, "is damaged: "),
    "newer": (_newer, "was written by a newer version of csi (revision 9999)."),
}


def _refused(csi: Program, line: str, status: int, sentence: str) -> None:
    """The command gets one sentence and the status, in both languages."""
    found = csi(*line.split(), status=status)
    assert found.out == ""
    *before, last = found.err.splitlines()
    assert sentence in last
    # Whether a folder lets others write is said of its own.
    before = [one for one in before if not one.startswith("Others than the owner can write")]
    # An unattended close says how far it came.
    assert before == [] or (line.startswith("close run") and len(before) == 1)
    in_chinese = csi("--lang", "zh", *line.split(), status=status)
    assert (in_chinese.out, in_chinese.err.count("\n")) == ("", found.err.count("\n"))


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_store_that_is_none_is_refused_by_every_command(closed: Program, spoilt: str) -> None:
    """docs/cli.md, *Exit status*: 5, the store is busy, missing or cannot be opened; 6, it is damaged."""
    spoil, sentence = SPOILT[spoilt]
    status = DAMAGED if spoilt == "damaged" else UNAVAILABLE
    spoil(closed.path)
    for line in [*READING, *WRITING]:
        found = closed(*line.split(), status=status)
        assert (found.out, found.err.count("\n")) == ("", 1)
        assert sentence in found.err
    _refused(closed, "card E001", status, sentence)
    _refused(closed, "close status", status, sentence)
    assert sorted(path.name for path in closed.path.parent.iterdir()) in ([], [closed.path.name])


@pytest.mark.parametrize("spoilt", ["empty file", "no database", "directory", "newer", "dangling link"])
def test_init_overwrites_nothing(closed: Program, spoilt: str) -> None:
    """``csi init`` makes a store where nothing stands yet, and only there."""
    SPOILT[spoilt][0](closed.path)
    _refused(closed, "init", UNAVAILABLE, "exists already; nothing was changed.")


@pytest.mark.parametrize(
    "line",
    [
        "--db NOWHERE/new.db init",
        "backup NOWHERE/b.db",
        "--db NOWHERE/new.db restore BACKUP",
        "demo --keep NOWHERE/d.db",
    ],
)
def test_a_folder_that_is_not_there_is_not_made(closed: Program, tmp_path: Path, line: str) -> None:
    """A mistyped folder is told of, as ``cp`` does; no store comes to lie where nobody looks."""
    backup, nowhere = tmp_path / "backup.db", tmp_path / "nowhere"
    closed("backup", backup)
    words = line.replace("NOWHERE", str(nowhere)).replace("BACKUP", str(backup)).split()
    assert (
        f"There is no folder {nowhere}. Make it first"
        in closed("--lang", "en", *words, status=UNAVAILABLE).err
    )
    assert not nowhere.exists()


def test_the_data_folder_is_made(tmp_path: Path) -> None:
    """docs/cli.md, *Global options*: the store that nobody named lies in the data folder, which comes with it."""
    env = {"XDG_DATA_HOME": str(tmp_path / "data"), "CSI_DB": ""}
    assert in_a_process("init", env=env).status == 0
    assert (tmp_path / "data" / "csi-tui" / "csi.db").is_file()


def test_init_where_a_file_is_in_the_way(csi: Program, tmp_path: Path) -> None:
    """A folder that cannot be made."""
    (tmp_path / "file").touch()
    _refused(csi, f"--db {tmp_path / 'file' / 'csi.db'} init", UNAVAILABLE, "cannot be written.")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def test_a_locked_store_is_named_as_busy(closed: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/cli.md, *Exit status*: 5 when the store is busy; readers are not held up."""
    monkeypatch.setenv("CSI_BUSY_TIMEOUT", "0")
    before = trail(closed.path)
    with _locked(closed.path):
        for line in WRITING:
            # A month that is only computed is not frozen, whoever holds the store.
            if not line.startswith("close freeze"):
                _refused(closed, line, UNAVAILABLE, "is in use by another process and stayed locked.")
        for line in READING:
            assert closed.tried(*line.split()).status in (0, 1)
    assert trail(closed.path) == before


def test_a_store_locked_by_another_process(closed: Program) -> None:
    """The same across processes, with the time to wait given in the environment."""
    with _locked(closed.path):
        found = in_a_process(
            "--db", closed.path, "close", "compute", "2026-02", env={"CSI_BUSY_TIMEOUT": "1"}
        )
    assert (found.status, found.out, found.err.count("\n")) == (UNAVAILABLE, "", 1)
    assert "stayed locked" in found.err


_imported: list[Path] = []


def _import_everything(path: Path, csi: Program) -> None:
    """Run every command once with full rights: the ordinary account may not read the interpreter's files."""
    if not _imported:
        _imported.append(path)
        for line in [*READING, *WRITING]:
            copy = path.with_name("copy.db")
            shutil.copyfile(path, copy)
            csi.tried("--db", copy, *line.split())


@pytest.fixture
def foreign(closed: Program) -> Iterator[Program]:
    """The store in a folder that everybody reaches, of which an ordinary account is a user too."""
    if os.geteuid() == 0:
        closed("user", "add", "Other", "--account", "nobody", "--roles", "admin,supervisor,clerk")
    _import_everything(closed.path, closed)
    _run_in(closed.path, "PRAGMA wal_checkpoint(TRUNCATE)")
    folder = Path(tempfile.mkdtemp(prefix="csi-read-only-"))
    path = folder / "csi.db"
    shutil.copyfile(closed.path, path)
    try:
        yield Program(path, closed.capture)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_read_only_file_can_be_read_and_not_written(foreign: Program) -> None:
    """A store that is read-only."""
    foreign.path.chmod(0o444)
    foreign.path.parent.chmod(0o777)
    before = foreign.path.read_bytes()
    with as_nobody():
        for line in WRITING:
            # A month that may not be frozen yet is refused before anything is written.
            if "freeze" not in line:
                _refused(foreign, line, UNAVAILABLE, "cannot be written.")
        for line in READING:
            assert foreign.tried(*line.split()).status in (0, 1), line
    assert foreign.path.read_bytes() == before


def test_a_store_in_a_read_only_folder_can_be_read(foreign: Program) -> None:
    """Nothing can be written beside it, so it is read as it lies; who writes is told why not."""
    foreign.path.chmod(0o444)
    foreign.path.parent.chmod(0o555)
    before = foreign.path.read_bytes()
    with as_nobody():
        for line in READING:
            assert foreign.tried(*line.split()).status in (0, 1), line
        for line in WRITING:
            # A month that may not be frozen yet is refused before anything is written.
            if "freeze" not in line:
                _refused(foreign, line, UNAVAILABLE, "cannot be written where it lies, only read")
    assert foreign.path.read_bytes() == before
    with as_nobody():
        _refused(foreign, f"--db {foreign.path.parent / 'new.db'} init", UNAVAILABLE, "cannot be written.")
    assert [path.name for path in foreign.path.parent.iterdir()] == ["csi.db"]


def test_a_file_that_may_not_be_read(foreign: Program) -> None:
    """No right at all."""
    foreign.path.chmod(0o000)
    foreign.path.parent.chmod(0o755)
    with as_nobody():
        for line in [*READING, *WRITING]:
            _refused(foreign, line, UNAVAILABLE, str(foreign.path))
    foreign.path.chmod(0o644)


def test_an_account_that_is_no_user(closed: Program) -> None:
    """docs/cli.md, *A store and its users*: a user is known by the operating-system account that runs the command."""
    _run_in(closed.path, "UPDATE app_user SET account = 'somebody-else'")
    before = content(closed.path)
    for line in [*READING, *WRITING]:
        _refused(closed, line, NOT_PERMITTED, f"The account {account()} is no active user of this store.")
    assert content(closed.path) == before


def test_a_user_whose_access_is_closed(closed: Program) -> None:
    """``csi user deactivate``."""
    closed("user", "add", "Li", "--account", "li", "--roles", "admin")
    closed("user", "deactivate", "Desk")
    _refused(closed, "close status", NOT_PERMITTED, "is no active user of this store.")
    _refused(closed, "complaints", NOT_PERMITTED, "is no active user of this store.")


RIGHTS = {
    "enter": ("clerk", "supervisor"),
    "people": ("supervisor", "hr", "admin"),
    "close": ("supervisor",),
    "users": ("admin",),
    "backup": ("admin", "supervisor"),
    "see-wrong-passwords": ("admin", "oversight"),
}
COMMANDS = {
    f"import orders {EXAMPLE / 'orders.csv'}": "enter",
    f"import surveys {EXAMPLE / 'surveys.csv'} --dry-run": "enter",
    f"import employees {EXAMPLE / 'employees.csv'}": "people",
    "milestone C000035 resolved": "enter",
    "assign C000035 E004": "enter",
    "close compute 2026-02": "close",
    "close publish 2026-02 --days 0": "close",
    "close freeze 2026-02": "close",
    "close backfill 2026-01": "close",
    "close run 2026-02": "close",
    "backup /nowhere/copy.db": "backup",
    "user add Li --account li --roles clerk": "users",
    "user roles Desk --roles admin": "users",
    "user deactivate Desk": "users",
    "user activate Desk": "users",
    "user tries": "see-wrong-passwords",
}


@pytest.mark.parametrize("role", ["clerk", "supervisor", "head", "hr", "oversight", "admin"])
def test_every_command_asks_for_its_role(closed: Program, role: str) -> None:
    """docs/cli.md, *A store and its users*, roles: who may not gets exit status 4 and is told who may; who is a user
    may read."""
    _run_in(closed.path, "DELETE FROM user_role")
    _run_in(closed.path, f"INSERT INTO user_role (user_id, role) SELECT id, '{role}' FROM app_user")
    before = content(closed.path)
    for line, right in COMMANDS.items():
        if role not in RIGHTS[right]:
            _refused(closed, line, NOT_PERMITTED, "Desk may not do this. It takes one of these roles:")
    assert content(closed.path) == before
    for line in READING:
        # The roles were put there around the program, as verify says.
        assert closed.tried(*line.split()).status in ((6,) if line == "verify" else (0, 1))
    if role != "admin":
        _refused(closed, "--operator Li close status", NOT_PERMITTED, "may not act for another user")
        _refused(closed, "--operator Li card E001", NOT_PERMITTED, "may not act for another user")
    for line, right in COMMANDS.items():
        if role in RIGHTS[right]:
            assert closed.tried(*line.split()).status != NOT_PERMITTED, line


def test_an_operator_acts_with_own_rights_and_both_are_recorded(closed: Program) -> None:
    """docs/cli.md, *Global options*: ``--operator`` acts as another user, and both names are recorded."""
    closed("user", "add", "Li", "--account", "li", "--roles", "clerk")
    closed("user", "add", "Old", "--account", "old", "--roles", "clerk")
    closed("user", "deactivate", "Old")
    _refused(closed, "--operator Li close compute 2026-02", NOT_PERMITTED, "Li may not do this.")
    _refused(closed, "--operator Old close status", 2, "No single active user is called Old.")
    _refused(closed, "--operator Old complaints", 2, "No single active user is called Old.")
    closed("--operator", "Li", "milestone", "C000035", "resolved")
    connection = sqlite3.connect(closed.path)
    row = connection.execute(
        "SELECT a.account, u.name FROM audit_entry a JOIN app_user u ON u.id = a.user_id "
        "WHERE a.action = 'milestone'"
    ).fetchone()
    connection.close()
    assert row == (account(), "Li")
    assert closed("--operator", "Li", "card", "E001").out == closed("card", "E001").out

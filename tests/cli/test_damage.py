"""Damaged bytes: every command that reads ends with an answer, or with 6, the place and what to do."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from csi_db.damage import damages
from tests import stores
from tests.cli.program import Answer, Program
from tests.effort import by_effort
from tests.stores import checkpoint

DAMAGED = 6
SOME, MANY = by_effort(6, 8, 8), 1200
READING = [
    "card E001",
    "cards 2026-02",
    "cards 2026-01 --json",
    "explain E001 --month 2026-01",
    "complaints",
    "complaint show C000035",
    "people",
    "user list",
    "user tries",
    "export cards 2026-01 --format csv",
    "export orders --format csv",
    "close status",
    "close check 2026-02",
    "close history 2026-01",
    "annual 2026",
    "watch --once",
    "notify --dry-run",
    "verify",
    "verify --json",
    "backup COPY",
]
NOT_DAMAGE = frozenset({0, 1, 2, 4, DAMAGED})
"""What a command may end with: a name or number that reads otherwise now is not found, or belongs to nobody."""


def flip(path: Path, dice: random.Random, within: tuple[int, int] | None = None) -> tuple[int, int]:
    """Turn one bit of a file over, somewhere or between two places; answers where."""
    data = bytearray(path.read_bytes())
    place, bit = dice.randrange(*(within or (0, len(data)))), dice.randrange(8)
    data[place] ^= 1 << bit
    path.write_bytes(data)
    return place, bit


def words_of(line: str, path: Path) -> list[str]:
    return [str(path.with_name("copy.db")) if word == "COPY" else word for word in line.split()]


def tried(csi: Program, line: str) -> Answer:
    """One command on the damaged store as it lies: whatever it does to it is done to a copy."""
    path = csi.path.with_name("damaged.db")
    for name in csi.path.parent.glob("damaged.db*"):
        shutil.rmtree(name) if name.is_dir() else name.unlink()
    csi.path.with_name("copy.db").unlink(missing_ok=True)
    shutil.copyfile(csi.path, path)
    found = csi.tried("--db", path, *words_of(line, csi.path))
    assert "Something went wrong" not in found.err
    if found.status == DAMAGED and not line.startswith("verify"):
        assert "is damaged: " in found.err, found
        assert "csi restore FILE" in found.err, found
    return found


def swept(csi: Program, sound: bytes, where: str) -> None:
    """Every reading command on a store with one bit turned over."""
    for line in READING:
        found = tried(csi, line)
        assert found.status in NOT_DAMAGE, (where, line, found)
        if line == "verify" and found.status == DAMAGED:
            assert found.out or "is damaged: " in found.err, (where, found)


@pytest.fixture
def sound(closed: Program) -> bytes:
    checkpoint(closed.path)
    return closed.path.read_bytes()


def _sweep(csi: Program, sound: bytes, seed: int, times: int) -> None:
    dice = random.Random(seed)
    faults = []
    for _turn in range(times):
        csi.path.write_bytes(sound)
        # Every other one on the first pages: the header and the schema, which are small in a store of any size.
        place = flip(csi.path, dice, (0, 4096) if dice.random() < 0.2 else None)
        try:
            swept(csi, sound, str(place))
        except AssertionError as error:
            faults.append(str(error)[:600])
    assert faults == []


def test_a_bit_turned_over_anywhere(closed: Program, sound: bytes) -> None:
    """Never a traceback, never "something went wrong"."""
    _sweep(closed, sound, 16, SOME)


@pytest.mark.soak
def test_many_bits_turned_over(closed: Program, sound: bytes) -> None:
    """The same in the long run, with other bits each time."""
    _sweep(closed, sound, random.SystemRandom().randrange(10**9), MANY)


UNGUARDED = frozenset(
    {
        # What the desk enters: a value that could have been entered so is taken for what it says.
        "work_order",
        "survey",
        "unmatched_survey",
        "complaint",
        "milestone_event",
        "complaint_round",
        "complaint_pause",
        "complaint_handover",
        "validity_step",
        "employee",
        "assignment",
        "measure_figure",
        "rating",
        "conduct_record",
        "pay_input",
        "import_batch",
        # What is erased after minutes.
        "text_before",
        # Who may do what, and where.
        "app_user",
        "user_role",
        "user_secret",
        "user_token",
        "site",
        # How far each row of an open month has come.
        "card_window",
        "carried_row",
        "sample_row",
        "sample_finding",
    }
)
"""Tables of which nothing holds a digest; every other one is guarded."""


def rows(path: Path) -> dict[str, list[tuple[object, ...]]] | None:
    """Table → its rows as they lie in the file; None where they cannot be read."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            # What orders and complaints are found by is made of them, and can be made anew.
            found = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'find%'"
            ).fetchall()
            names = [bytes(name).decode() for (name,) in found]
            return {name: connection.execute(f"SELECT rowid, * FROM {name}").fetchall() for name in names}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def _verified(csi: Program, sound: bytes, seed: int, times: int) -> None:
    dice = random.Random(seed)
    csi.path.write_bytes(sound)
    before = rows(csi.path)
    assert before is not None
    for _turn in range(times):
        csi.path.write_bytes(sound)
        place = flip(csi.path, dice)
        after = rows(csi.path)
        changed = None if after is None else {name for name in before if after.get(name) != before[name]}
        if changed is None or changed - UNGUARDED:
            found = tried(csi, "verify")
            assert found.status == DAMAGED, (place, changed, found)
            assert found.out or "is damaged: " in found.err, (place, found)


def test_verify_finds_whatever_changed_a_guarded_row(closed: Program, sound: bytes) -> None:
    """No silently different figure; bits of free pages may go unnoticed."""
    _verified(closed, sound, 3, 4 * SOME)


@pytest.mark.soak
def test_verify_finds_many(closed: Program, sound: bytes) -> None:
    """The same in the long run."""
    _verified(closed, sound, random.SystemRandom().randrange(10**9), 4 * MANY)


SPOILT = {
    # What was done → the place that verify names.
    "UPDATE work_order SET received_at = '2026-0q-04' WHERE id = 7": "the table work_order, row 7, column received_at",
    "UPDATE work_order SET customer_name = CAST(x'e78eff' AS TEXT) WHERE id = 8": (
        "the table work_order, row 8, column customer_name"
    ),
    "UPDATE employee SET joined_on = '2020-02-31' WHERE id = 2": "the table employee, row 2, column joined_on",
    "UPDATE complaint SET provisional = 4 WHERE id = 3": "the table complaint, row 3, column provisional",
    "UPDATE month_revision SET number = 'x' WHERE period = 202602": "the table month_revision",
    "UPDATE card SET body = substr(body, 2) WHERE rowid = 10": "the table card, row 10, column body",
    'UPDATE card SET body = replace(body, \'"total": "8\', \'"total": "9\') WHERE revision_id = 2': "2026-02",
    "UPDATE calendar_day SET working = 1 - working WHERE id = 700": "calendar",
    "UPDATE alembic_version SET version_num = 'x009'": "is damaged: ",
}


@pytest.mark.parametrize("statement", SPOILT)
def test_the_place_is_named(closed: Program, statement: str) -> None:
    """Table, index, page, or row as far as it can be known."""
    with stores.around(closed.path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(statement).rowcount > 0
    found = closed("verify", status=DAMAGED)
    assert SPOILT[statement] in found.out + found.err


def test_a_sound_store_has_no_damage(closed: Program) -> None:
    """The scan takes nothing that the program wrote for damage."""
    assert damages(closed.path) == []
    assert closed("verify").out == ""


def test_a_damaged_header_is_no_other_file(closed: Program, sound: bytes) -> None:
    """A damaged store is 6; a file that never was one is 5."""
    closed.path.write_bytes(b"SQLite_format 3" + sound[15:])
    assert "the header of the file" in closed("card", "E001", status=DAMAGED).err
    assert "the header of the file" in closed("verify", status=DAMAGED).err
    for first in (bytes(255 - byte for byte in sound[:16]), bytes(16), b"\xff" * 16):
        closed.path.write_bytes(first + sound[16:])
        for line in ("card E001", "verify", "close status", f"backup {closed.path}.copy"):
            assert "the header of the file" in closed(*line.split(), status=DAMAGED).err
    # So much that nothing tells any more what it was.
    closed.path.write_bytes(bytes(100) + sound[100:])
    closed("card", "E001", status=5)
    closed.path.write_text("order_no,received_at\n" * 1000, encoding="utf-8")
    closed("card", "E001", status=5)
    closed("verify", status=5)


def test_no_backup_is_made_of_a_damaged_store(closed: Program, sound: bytes, tmp_path: Path) -> None:
    """A copy of what is damaged would be no backup: it is refused, and no file is left."""
    with closing(sqlite3.connect(closed.path)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'work_order'").fetchone()[
            0
        ]
    closed.path.write_bytes(sound[: (root - 1) * 4096] + b"\xff" * 64 + sound[(root - 1) * 4096 + 64 :])
    (tmp_path / "copies").mkdir()
    found = closed("backup", tmp_path / "copies" / "one.db", status=DAMAGED)
    assert "work_order" in found.err
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_damaged_store_is_restored_over(closed: Program, sound: bytes, tmp_path: Path) -> None:
    """``csi restore`` keeps what is there, as it lies, and puts the backup in its place."""
    backup = tmp_path / "backup.db"
    closed("backup", backup)
    for spoilt in (
        b"SQLite_format 3" + sound[15:],
        sound[:4096] + b"\xa5" * 40960 + sound[45056:],
        sound[:20000],
    ):
        closed.path.write_bytes(spoilt)
        found = closed("restore", backup)
        assert "is kept at" in found.err
        assert closed("verify").out == ""


def test_a_damaged_backup_is_not_restored(closed: Program, sound: bytes, tmp_path: Path) -> None:
    """The store stays what it was; the place is the backup's."""
    backup = tmp_path / "backup.db"
    backup.write_bytes(sound[:4096] + b"\xa5" * 40960 + sound[45056:])
    found = closed("restore", backup, status=DAMAGED)
    assert str(backup) in found.err
    assert ".restoring" not in found.err
    assert closed("verify").out == ""


@pytest.mark.parametrize("kept", [20_000, 200_000])
def test_a_backup_that_was_cut_off_is_told_as_the_backup(
    closed: Program, sound: bytes, tmp_path: Path, kept: int
) -> None:
    """docs/cli.md, *csi restore*: what is damaged is the backup, and what is advised is not what somebody is doing."""
    backup = tmp_path / "trunc.db"
    backup.write_bytes(sound[:kept])
    found = closed("restore", backup, status=DAMAGED)
    assert f"The backup {backup} is" in found.err
    assert "The store is as it was; take another backup." in found.err
    assert ".part" not in found.err and "malformed" not in found.err and "csi restore" not in found.err
    assert closed("verify").out == ""


def test_what_is_no_backup_is_told_as_the_argument(closed: Program, tmp_path: Path) -> None:
    """docs/cli.md, *csi restore*: no advice about the store, which is not at fault."""
    script = tmp_path / "env.sh"
    script.write_text("export CSI_DB=csi.db\n" * 20, encoding="utf-8")
    for named, said in ((script, "is no backup of a store"), (tmp_path / "nope.db", "There is no backup")):
        found = closed("restore", named, status=5).err
        assert said in found and "--db" not in found and "csi init" not in found

"""Backup, restore and verify, on real stores, while others write."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_tui.scoring.periods import Period
from csi_tui.services.close import month_close
from csi_tui.services.desk.automatic_copies import folder_of
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import IntegrityFailure, NotPermitted, StoreUnavailable, UserError
from csi_tui.services.keeping import copies as safekeeping
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.months.cards import month_cards
from csi_tui.services.months.status import month_status
from csi_tui.services.pay import amounts
from csi_tui.services.people import users
from csi_tui.services.people.employees import people
from csi_tui.services.proof.text.verification import summary_lines
from csi_tui.services.proof.verify import verify
from csi_tui.services.tabular.records import PayRow
from tests import stores
from tests.services.procedures import desk_of
from tests.services.systems import site
from tests.stores import fill, person


def two_months_frozen(desk: Desk, _now: time_machine.Traveller) -> None:
    stores.backfill(desk, "2026-01", "2026-02")


@pytest.fixture
def frozen(now: time_machine.Traveller, tmp_path: Path) -> Iterator[Desk]:
    with stores.begun(tmp_path / "example" / "csi.db", now, two_months_frozen, example=True) as desk:
        yield desk


def test_a_sound_store_has_no_problems(frozen: Desk) -> None:
    """docs/cli.md, *csi verify*: integrity of the store, the audit trail and every frozen month."""
    found = verify(frozen)
    assert found.problems == ()
    assert found.frozen_months == ("2026-01", "2026-02")
    assert found.audit_entries > 5


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE snapshot_order SET outcome = 'not_fixed' WHERE outcome = 'fixed'", "2026-01"),
        ("UPDATE snapshot_survey SET cost = 5", "2026-01"),
        ("UPDATE snapshot_complaint SET in_time = 1 WHERE in_time = 0", "2026-01"),
        ("DELETE FROM snapshot_return", "2026-01"),
        ("UPDATE snapshot_person SET team = 'X'", "2026-01"),
        ("UPDATE result SET numerator = numerator + 1 WHERE measure = 'attitude/5'", "2026-01"),
        ("UPDATE card SET total = 9999", "2026-01"),
        ("UPDATE card SET body = replace(body, 'good', 'excellent')", "2026-01"),
        ("DELETE FROM card WHERE rank = 1", "2026-01"),
        (
            "UPDATE scheme_version SET body = replace(body, 'limit = 240', 'limit = 480')",
            "rows that count, 2026-01",
        ),
        ("UPDATE audit_entry SET detail = '{}' WHERE seq = 3", "audit trail"),
        ("DELETE FROM audit_entry WHERE seq = 2", "audit trail"),
        ("UPDATE month_revision SET state = 'computed'", "rows that count, 2026-01"),
    ],
)
def test_what_was_changed_behind_the_back_is_named(frozen: Desk, statement: str, where: str) -> None:
    """docs/architecture.md, *Data*: snapshot, results, cards, scheme versions and the trail are what a freeze
    guards."""
    stores.bend(frozen.store.path, statement)
    for quick in (False, True):
        places, wanted = (
            [problem.where for problem in verify(frozen, quick=quick).problems],
            where.split(", "),
        )
        assert list(dict.fromkeys(places))[: len(wanted)] == wanted


def test_a_quick_look_says_what_it_leaves_out(frozen: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/cli.md, *csi verify*: by digests and the chain alone; nothing is derived, no page looked at."""
    for left_out in (
        "csi_tui.services.proof.verify.damages_meanwhile",
        "csi_tui.services.proof.sealed_months._derived_again",
    ):
        monkeypatch.setattr(left_out, lambda *_args: pytest.fail("it was looked at"))
    found = verify(frozen, quick=True)
    assert found.quick and found.problems == () and found.frozen_months == ("2026-01", "2026-02")
    assert "by digests and the chain alone" in "\n".join(summary_lines(found))


def test_a_dropped_guard_is_named(frozen: Desk) -> None:
    """A trigger that is gone is found, whatever else is right."""
    connection = sqlite3.connect(frozen.store.path)
    connection.execute("DROP TRIGGER card_frozen_update")
    connection.commit()
    connection.close()
    (problem,) = verify(frozen).problems
    assert "card_frozen_update" in problem.what


def test_a_backup_is_whole_while_others_write(frozen: Desk, tmp_path: Path) -> None:
    """docs/cli.md, *csi backup*: an online copy; each is one state of the store, verified."""
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            fill(frozen, employees=[person(f"X{number:04d}")])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            safekeeping.backup(frozen, tmp_path / f"copy-{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        copy = open_desk(tmp_path / f"copy-{number}.db")
        assert verify(copy).problems == ()
        assert month_cards(copy, Period(202602)).json() == month_cards(frozen, Period(202602)).json()
        copy.close()


def test_a_backup_overwrites_nothing(frozen: Desk, tmp_path: Path) -> None:
    """Never lose: an older copy stays."""
    target = tmp_path / "copy.db"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreUnavailable, match="exists already"):
        safekeeping.backup(frozen, target)
    assert target.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


def test_a_restore_brings_the_old_state_back_and_keeps_the_new_one(frozen: Desk, tmp_path: Path) -> None:
    """docs/cli.md, *csi restore*."""
    path = frozen.store.path
    safekeeping.backup(frozen, tmp_path / "copy.db")
    fill(frozen, employees=[person("LATER")])
    kept = safekeeping.restore(path, tmp_path / "copy.db").kept
    assert kept is not None
    now, before = open_desk(path), open_desk(kept)
    try:
        assert "LATER" not in {one.employee_no for one in people(now)}
        assert "LATER" in {one.employee_no for one in people(before)}
        assert month_status(now, Period(202602)).state == "frozen"
        assert verify(now).problems == () == verify(before).problems
    finally:
        now.close()
        before.close()


def test_a_restore_to_a_new_machine(frozen: Desk, tmp_path: Path) -> None:
    """Where there is no store, the backup becomes it."""
    safekeeping.backup(frozen, tmp_path / "copy.db")
    (tmp_path / "new").mkdir()
    assert safekeeping.restore(tmp_path / "new" / "desk.db", tmp_path / "copy.db").kept is None
    desk = open_desk(tmp_path / "new" / "desk.db")
    assert verify(desk).problems == ()
    desk.close()


def test_an_unsound_backup_replaces_nothing(frozen: Desk, tmp_path: Path) -> None:
    """The backup is verified before anything is replaced."""
    copy = tmp_path / "copy.db"
    safekeeping.backup(frozen, copy)
    stores.bend(copy, "UPDATE card SET total = 9999")
    before = verify(frozen)
    with pytest.raises(IntegrityFailure):
        safekeeping.restore(frozen.store.path, copy)
    assert verify(frozen) == before
    assert list(frozen.store.path.parent.glob("*.before-restore-*")) == []


def test_a_backup_of_others_is_not_restored(frozen: Desk, tmp_path: Path) -> None:
    """Who is no administrator of the backup may not put it in the store's place."""
    copy = tmp_path / "copy.db"
    safekeeping.backup(frozen, copy)
    stores.bend(copy, "DELETE FROM user_role WHERE role = 'admin'")
    with pytest.raises(NotPermitted):
        safekeeping.restore(frozen.store.path, copy)


def test_a_damaged_store_is_set_aside_and_replaced(frozen: Desk, tmp_path: Path) -> None:
    """The old store is kept, even one that nothing can be read of."""
    copy, path = tmp_path / "copy.db", frozen.store.path
    safekeeping.backup(frozen, copy)
    frozen.close()
    path.write_bytes(b"no store at all" * 100)
    kept = safekeeping.restore(path, copy).kept
    assert kept is not None
    assert kept.read_bytes().startswith(b"no store at all")
    desk = open_desk(path)
    assert verify(desk).problems == ()
    desk.close()


def test_the_store_is_copied_before_a_freeze(example_desk: Desk) -> None:
    """An automatic backup before a freeze; it holds the month as it was, still published."""
    stores.freeze(example_desk, "2026-01")
    (copy,) = folder_of(example_desk.store.path).glob("*-freeze.db")
    before = open_desk(copy)
    assert month_status(before, Period(202601)).state == "published"
    before.close()


def test_a_refused_freeze_makes_no_copy(example_desk: Desk) -> None:
    """Nothing is going to happen, so nothing is copied."""
    stores.compute(example_desk, "2026-01")
    month_close.publish(example_desk, Period(202601))
    with pytest.raises(UserError, match="window"):
        month_close.freeze(example_desk, Period(202601))
    assert not folder_of(example_desk.store.path).exists()


def test_a_folder_is_no_place_for_a_store(frozen: Desk, tmp_path: Path) -> None:
    """A mistyped ``--db`` moves nobody's folder out of the way."""
    copy, folder = tmp_path / "copy.db", tmp_path / "folder"
    safekeeping.backup(frozen, copy)
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="is no file"):
        safekeeping.restore(folder, copy)
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_backup_is_restored_from_where_nothing_can_be_written(frozen: Desk, tmp_path: Path) -> None:
    """A backup on a read-only disk; nothing is left beside it."""
    vault = tmp_path / "vault"
    vault.mkdir()
    safekeeping.backup(frozen, vault / "copy.db")
    (vault / "copy.db").chmod(0o400)
    vault.chmod(0o500)
    try:
        safekeeping.restore(tmp_path / "new.db", vault / "copy.db")
        assert [path.name for path in vault.iterdir()] == ["copy.db"]
    finally:
        vault.chmod(0o700)
    desk = open_desk(tmp_path / "new.db")
    assert verify(desk).problems == ()
    desk.close()


def test_a_damaged_backup_is_called_by_its_own_name(frozen: Desk, tmp_path: Path) -> None:
    """The message names the file that was given, not a working copy of it."""
    copy = tmp_path / "copy.db"
    safekeeping.backup(frozen, copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[:4096] + b"\xff" * 40_000 + whole[44_096:])
    with pytest.raises((StoreUnavailable, IntegrityFailure)) as refused:
        safekeeping.restore(tmp_path / "new.db", copy)
    assert "restoring" not in refused.value.message
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE complaint SET resolve_due = 'garbage' WHERE id = 1", "due times of complaints"),
        ("CREATE TRIGGER mine AFTER INSERT ON survey BEGIN SELECT 1; END", "guards"),
        ("DROP TABLE calendar_day", "tables"),
        ("ALTER TABLE card ADD COLUMN bonus INTEGER", "tables"),
        ("DROP INDEX order_by_period", "tables"),
    ],
)
def test_what_is_not_as_the_program_made_it_is_told(frozen: Desk, statement: str, where: str) -> None:
    """A value that its column cannot hold, a guard of somebody else's, a table that is gone."""
    with closing(sqlite3.connect(frozen.store.path)) as connection:
        connection.execute(statement)
        connection.commit()
    assert where in {problem.where for problem in verify(frozen).problems}


def test_a_site_that_cannot_be_is_a_damaged_store(frozen: Desk) -> None:
    """docs/cli.md, *Exit status*: 6, in words."""
    path = frozen.store.path
    frozen.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE site SET time_zone = 'Mars/Base'")
        connection.commit()
    with pytest.raises(IntegrityFailure, match="damaged"):
        open_desk(path)


@pytest.fixture
def paying(desk: Desk) -> Desk:
    """A store in which an amount of pay is entered."""
    shop, boss = site(desk, "online-shop", person("E1", supervisor_no="S1"))
    users.add_user(shop, "Pay", "pay", ["hr"])
    users.add_user(shop, "Both", "both", ["hr", "admin"])
    amounts.set_amount(desk_of(shop, "Pay"), PayRow(Period(202601), "E1", "base_pay", 300_000))
    return boss


def test_who_may_not_read_pay_carries_none_away(paying: Desk, tmp_path: Path) -> None:
    """docs/decisions/0030, point 10: in the store's own folder, or that of its copies; on no way round elsewhere."""
    home, away = paying.store.path.parent, tmp_path / "stick"
    away.mkdir()
    (home / "link").symlink_to(away)
    for target in (away / "b.db", home / "link" / "b.db", home / ".." / "stick" / "b.db"):
        with pytest.raises(
            NotPermitted, match=f"which Boss may not read: it goes to the store's own folder, {home}"
        ):
            safekeeping.backup(paying, target)
    assert list(away.iterdir()) == []
    safekeeping.backup(paying, home / "b.db")
    folder_of(paying.store.path).mkdir(exist_ok=True)
    safekeeping.backup(paying, folder_of(paying.store.path) / "b.db")
    assert (home / "b.db").exists()


def test_who_may_read_pay_copies_it_anywhere(paying: Desk, tmp_path: Path) -> None:
    """docs/decisions/0030, point 10; and so does everybody a store in which none is entered."""
    safekeeping.backup(desk_of(paying, "Both"), tmp_path / "b.db")
    with closing(sqlite3.connect(tmp_path / "b.db")) as copy:
        assert copy.execute("SELECT count(*) FROM pay_input").fetchone() == (1,)


def test_a_store_without_pay_is_copied_anywhere(desk: Desk, tmp_path: Path) -> None:
    """docs/decisions/0030, point 10."""
    safekeeping.backup(desk, tmp_path / "b.db")
    assert (tmp_path / "b.db").exists()

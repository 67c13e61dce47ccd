"""A store that lies behind what this machine has seen of it is read, and not written (docs/decisions/0067, point 6)."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine

from csi_db.audit_rows import of_actions
from csi_tui.services.desk import last_head
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.paths import data_folder
from csi_tui.services.errors import IntegrityFailure, NotPermitted, UserError
from csi_tui.services.keeping import copies
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.keeping.set_back import accept
from csi_tui.services.people import users
from csi_tui.services.people.sign_in import open_entrance
from csi_tui.services.proof.verify import verify
from tests import stores
from tests.cli.program import Program, in_a_process


@pytest.fixture
def csi(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program at an empty store."""
    desk.close()
    return Program(desk.store.path, capsys)


def add(csi: Program, *names: str, status: int = 0) -> str:
    said = ""
    for name in names:
        said = csi("user", "add", name, "--account", name.lower(), "--roles", "clerk", status=status).err
    stores.checkpoint(csi.path)
    return said


def put_back(csi: Program, earlier: Path) -> None:
    """As somebody does it who has a shell and knows nothing of the program."""
    for name in ("-wal", "-shm", ""):
        Path(f"{csi.path}{name}").unlink(missing_ok=True)
    shutil.copyfile(earlier, csi.path)


@pytest.fixture
def rolled_back(csi: Program, tmp_path: Path, now: time_machine.Traveller) -> Program:
    """The store as it was two entries ago."""
    add(csi, "One")
    shutil.copyfile(csi.path, tmp_path / "earlier.db")
    now.shift(3600)
    add(csi, "Two", "Three")
    put_back(csi, tmp_path / "earlier.db")
    return csi


def test_an_earlier_state_is_read_and_not_written(rolled_back: Program) -> None:
    """Reading goes on; whatever would write says what to do, in both languages; verify names it."""
    assert "One" in rolled_back("user", "list").out
    before = rolled_back.path.read_bytes()
    said = add(rolled_back, "Four", status=6)
    assert (
        "entry 4 of 2026-11-20 10:00" in said and "ends with entry 2" in said and "csi anchor accept" in said
    )
    assert (
        "csi anchor accept"
        in rolled_back("--lang", "zh", "user", "roles", "One", "--roles", "hr", status=6).err
    )
    assert rolled_back.path.read_bytes() == before
    assert "does not continue from entry 4" in rolled_back("verify", status=6).out


def test_another_process_finds_it_too(rolled_back: Program) -> None:
    """What is known lies outside the store, not in the process."""
    said = in_a_process(
        "--db", rolled_back.path, "user", "add", "Four", "--account", "four", "--roles", "clerk"
    )
    assert (said.status, "entry 4" in said.err) == (6, True)


def test_a_cut_tail_and_another_store_are_found(csi: Program, tmp_path: Path) -> None:
    """The same number of entries, or more of them, make no difference."""
    add(csi, "One", "Two")
    stores.copy_store(tmp_path / "other.db", "Europe/Berlin")
    other = Program(tmp_path / "other.db", csi.capture)
    add(other, "Uno", "Due", "Tre", "Quattro")
    put_back(csi, tmp_path / "other.db")
    assert "another store lies in its place" in add(csi, "Three", status=6)


def test_the_application_opens_such_a_store_for_reading(rolled_back: Program) -> None:
    """Before anybody types something it is known that nothing can be entered."""
    desk = open_entrance(rolled_back.path, None)
    assert isinstance(desk, Desk) and desk.only_reads and desk.seat.only_reads
    with pytest.raises(IntegrityFailure) as refused:
        users.add_user(desk, "Four", "four", ["clerk"])
    assert "csi " not in refused.value.at_desk
    desk.close()


def test_the_state_is_accepted_with_a_reason(rolled_back: Program, tmp_path: Path) -> None:
    """Recorded with both heads; from then on the accepted state is what the store has to continue from."""
    code = rolled_back("verify", "--head").out.strip()
    assert "missing" in rolled_back("anchor", "accept", status=2).err
    said = rolled_back("anchor", "accept", "--reason", "the disk of Friday was lost")
    assert said.err.startswith("Entry 3 of the audit trail says")
    add(rolled_back, "Four")
    desk = open_desk(rolled_back.path)
    with desk.read() as session:
        (entry,) = of_actions(session.connection(), ["accept-head"])
    assert code in entry.detail and '"before":"4-' in entry.detail and "Friday" not in entry.detail
    (kept,) = (data_folder() / "heads").glob("*.accepted")
    assert "the disk of Friday was lost" in kept.read_text(encoding="utf-8")
    assert verify(desk).problems == ()
    with pytest.raises(UserError, match="nothing is to be accepted"):
        accept(desk, "again")
    desk.close()
    put_back(rolled_back, tmp_path / "earlier.db")
    add(rolled_back, "Five", status=6)


def test_not_everybody_accepts(rolled_back: Program) -> None:
    """It takes somebody who may restore, or confirm what others have entered."""
    desk = open_desk(rolled_back.path)
    with pytest.raises(NotPermitted):
        accept(replace(desk, actor=replace(desk.actor, roles=frozenset({"clerk", "hr"}))), "x")
    desk.close()


def test_a_restore_goes_on_from_the_backup(csi: Program, tmp_path: Path, now: time_machine.Traveller) -> None:
    """It records the step back itself, says what is missing, and the store can be written."""
    add(csi, "One")
    csi("backup", tmp_path / "copy.db")
    now.shift(3600)
    add(csi, "Two", "Three")
    said = csi("restore", tmp_path / "copy.db").err
    assert (
        "ends with entry 2 of 2026-11-20 09:00. 2 entries are missing, up to entry 4 of 2026-11-20 10:00"
        in said
    )
    add(csi, "Four")
    assert csi("verify").status == 0


def test_a_restore_of_all_that_was_there_misses_nothing(csi: Program, tmp_path: Path) -> None:
    """A backup that was made just now; and one on a machine that knows of nothing says so."""
    add(csi, "One")
    csi("backup", tmp_path / "copy.db")
    assert "is missing." in csi("restore", tmp_path / "copy.db").err
    new = csi("--db", tmp_path / "new.db", "restore", tmp_path / "copy.db").err
    assert "csi verify --since CODE" in new


def test_a_restore_after_a_lost_disk_says_what_this_machine_had_seen(csi: Program, tmp_path: Path) -> None:
    """There is no store any more, and still it is known what it held."""
    csi("backup", tmp_path / "copy.db")
    add(csi, "One", "Two", "Three")
    csi.path.unlink()
    assert "3 entries are missing, up to entry 4" in csi("restore", tmp_path / "copy.db").err
    add(csi, "Four")


def test_a_copy_elsewhere_is_a_store_of_its_own(csi: Program, tmp_path: Path) -> None:
    """A backup can be read and worked on where it lies, to try something: its head is known for its own place."""
    add(csi, "One")
    csi("backup", tmp_path / "copy.db")
    add(csi, "Two")
    copy = Program(tmp_path / "copy.db", csi.capture)
    assert copy("verify").status == 0
    add(copy, "Another")
    add(csi, "Three")


def test_a_memory_that_cannot_be_kept_stops_nobody(csi: Program, tmp_path: Path) -> None:
    """Half a file, none, or a folder where it should lie: what can be found is less, and work goes on."""
    add(csi, "One")
    (file,) = (data_folder() / "heads").glob("*.json")
    assert file.stat().st_mode & 0o077 == 0
    for spoilt in ("", "{", '{"entry": 1}', "[]"):
        last_head.forget(csi.path)
        file.write_text(spoilt, encoding="utf-8")
        add(csi, f"Two{len(spoilt)}{spoilt == '[]'}")
    shutil.rmtree(data_folder() / "heads")
    last_head.forget(csi.path)
    (data_folder() / "heads").write_text("a file", encoding="utf-8")
    add(csi, "Last")


def test_a_store_open_for_long_keeps_its_head_meanwhile(desk: Desk) -> None:
    """A process that is killed loses the last of it at most."""
    for number in range(last_head.OFTEN + 1):
        users.add_user(desk, f"N{number}", f"n{number}", ["clerk"])
    seen = last_head.seen_at(desk.store.path)
    assert seen is not None and seen.entry == last_head.OFTEN + 1


def test_what_two_processes_do_is_no_step_back(desk: Desk) -> None:
    """Each goes on from what the other has entered; who closes first leaves no older head behind."""
    other = open_desk(desk.store.path)
    for number in range(3):
        users.add_user(desk, f"A{number}", f"a{number}", ["clerk"])
        users.add_user(other, f"B{number}", f"b{number}", ["clerk"])
    desk.close()
    users.add_user(other, "Last", "last", ["clerk"])
    other.close()
    again = open_desk(desk.store.path)
    users.add_user(again, "After", "after", ["clerk"])
    again.close()


def test_a_restore_while_another_is_at_the_desk(desk: Desk, tmp_path: Path) -> None:
    """The desk that stayed open goes on from the restored state: it was put there by the program, and said so."""
    users.add_user(desk, "One", "one", ["clerk"])
    copies.backup(desk, tmp_path / "copy.db")
    users.add_user(desk, "Two", "two", ["clerk"])
    assert copies.restore(desk.store.path, tmp_path / "copy.db").kept is not None
    users.add_user(desk, "Three", "three", ["clerk"])

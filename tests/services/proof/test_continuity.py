"""What a store cannot show of itself, a trail code kept outside shows (docs/decisions/0067)."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import time_machine

from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.trail_code import head, read_code
from csi_tui.services.errors import IntegrityFailure, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import users
from csi_tui.services.proof.continuity import continues_from
from tests import stores
from tests.cli.program import Program


def work(path: Path, *names: str) -> str:
    """An entry for each user who is added; answers the trail code after them."""
    desk = open_desk(path)
    try:
        for name in names:
            users.add_user(desk, name, name.lower(), ["clerk"])
        return head(desk).code
    finally:
        desk.close()
        stores.checkpoint(path)


def refusal(path: Path, code: str) -> str:
    desk = open_desk(path)
    try:
        with pytest.raises(IntegrityFailure) as refused:
            continues_from(desk, code)
        assert refused.value.exit_status == 6
        return str(refused.value)
    finally:
        desk.close()


@pytest.fixture
def path(desk: Desk) -> Path:
    """A store with some entries, closed."""
    desk.close()
    work(desk.store.path, "One", "Two")
    return desk.store.path


def test_a_store_continues_from_its_codes(path: Path) -> None:
    """From the present one, and from an earlier one after more work."""
    code = work(path, "Three")
    work(path, "Four", "Five")
    desk = open_desk(path)
    try:
        found = continues_from(desk, code.lower())
        assert (found.code, found.entries_since) == (code, 2)
        assert continues_from(desk, head(desk).code).entries_since == 0
    finally:
        desk.close()


def test_an_earlier_state_put_back_is_found(path: Path, tmp_path: Path) -> None:
    """Rollback: the trail ends before the code."""
    shutil.copyfile(path, tmp_path / "earlier.db")
    code = work(path, "Three")
    shutil.copyfile(tmp_path / "earlier.db", path)
    assert "is missing" in refusal(path, code)


def test_an_earlier_state_that_was_worked_on_is_found(
    path: Path, tmp_path: Path, now: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replay: the same acts over again a minute later, and more of them, make other entries."""
    shutil.copyfile(path, tmp_path / "earlier.db")
    code = work(path, "Three", "Four")
    shutil.copyfile(tmp_path / "earlier.db", path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another account"))
    now.shift(60)
    work(path, "Three", "Four", "Five")
    assert f"Entry {read_code(code).entry} is not the one" in refusal(path, code)


def test_another_store_in_its_place_is_found(path: Path, tmp_path: Path) -> None:
    """Swapped: a store of the same site, with as many entries."""
    code = work(path)
    stores.copy_store(tmp_path / "other.db", "Europe/Berlin")
    work(tmp_path / "other.db", "Uno", "Due", "Tre")
    shutil.copyfile(tmp_path / "other.db", path)
    assert "is not the one" in refusal(path, code)


def test_a_cut_tail_is_found(path: Path) -> None:
    """The last entry and what it tells of are gone; from inside the store all is well."""
    code = work(path, "Three")
    with closing(sqlite3.connect(path)) as connection:
        stores.guards_off(connection)
        connection.execute("DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)")
        connection.commit()
    assert "is missing" in refusal(path, code)


def test_a_chain_written_anew_is_found(path: Path) -> None:
    """Every hash from the second entry on fits the one before, and none is the old one."""
    code = work(path)
    with closing(sqlite3.connect(path)) as connection:
        stores.guards_off(connection)
        connection.execute("UPDATE audit_entry SET account = 'nobody' WHERE seq = 2")
        connection.commit()
    _chain_anew(path)
    desk = open_desk(path)
    try:
        with desk.read() as session:
            assert not list(audit.broken_entries(session)), "from inside the trail is whole"
    finally:
        desk.close()
    assert "is not the one" in refusal(path, code)


def test_an_entry_changed_since_is_found(path: Path) -> None:
    """The entry of the code stands, one after it does not fit."""
    code = work(path)
    work(path, "Three")
    with closing(sqlite3.connect(path)) as connection:
        stores.guards_off(connection)
        connection.execute("UPDATE audit_entry SET account = 'x' WHERE seq = ?", (read_code(code).entry + 1,))
        connection.commit()
    assert f"broken at entry {read_code(code).entry + 1}:" in refusal(path, code)


def test_a_backup_says_the_code_that_it_holds(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """docs/decisions/0067, point 4: from the copy on its way to another machine as from the store."""
    csi = Program(desk.store.path, capsys)
    code = csi("backup", desk.store.path.with_name("copy.db")).err.split()[-1]
    users.add_user(desk, "One", "one", ["clerk"])
    assert csi("verify", "--since", code, "--json").json["entries_since"] == 1
    copy = Program(desk.store.path.with_name("copy.db"), capsys)
    assert copy("verify", "--since", code, "--json").json["entries_since"] == 0


def test_a_mistyped_code_is_no_finding(desk: Desk) -> None:
    """Exit status 2, not 6."""
    code = head(desk).code
    wrong = code[:-1] + ("0" if code[-1] != "0" else "2")
    with pytest.raises(UserError) as refused:
        continues_from(desk, wrong)
    assert refused.value.exit_status == 2


def _chain_anew(path: Path) -> None:
    """As somebody does it who knows how the program counts."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT seq, at, account, user_id, action, subject, detail, held FROM audit_entry ORDER BY seq"
        ).fetchall()
        previous = ""
        for seq, at, account, user, action, subject, detail, held in rows:
            own = audit._hash(
                seq, audit.instant_of(at), account, user, action, subject, detail, previous, held
            )
            connection.execute(
                "UPDATE audit_entry SET previous_hash = ?, hash = ? WHERE seq = ?", (previous, own, seq)
            )
            previous = own
        connection.commit()

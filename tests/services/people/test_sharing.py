"""docs/decisions/0071, point 7: what “csi share setup” writes, and what it leaves to whoever has written it."""

from __future__ import annotations

import os
import pwd
import stat
import sys
from pathlib import Path

import pytest

from csi_tui.services.desk.account import current_account
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import NotPermitted, UnreadableFile, UserError
from csi_tui.services.keeping.opening import open_desk
from csi_tui.services.people import sharing, users
from csi_tui.services.people.keeper import refuse_to_let_in, works_at_it
from csi_tui.services.people.sharing import Setup
from tests.services.procedures import desk_of

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIQSFTNh9A7IRBc6dk0aWRldCl4L2xVuib+HCpBawnS0"
OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOzQdmTBLnzGdYnhm6G2dBxSGxJ1yzGUbVdWb1pZxzzz"


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    """A user with an account, their key, and a folder that others may look into."""
    users.add_user(desk, "Chen", "chen", ["clerk"])
    users.add_user(desk, "Shared", None, ["clerk"])
    users.set_roles(desk, "Desk", ["admin"])
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "chen.pub").write_text(f"{KEY} chen@laptop\n")
    desk.store.path.parent.chmod(0o755)
    desk.store.path.chmod(0o644)
    return tmp_path


def planned(desk: Desk, folder: Path) -> Setup:
    return sharing.plan(desk, keys=folder / "keys", authorized=folder / "authorized", rules=folder / "rules")


def test_what_is_written_and_a_second_time_nothing(desk: Desk, folder: Path) -> None:
    """A line for each key, the rights of the folder, and a folder for each; then there is nothing to write."""
    found = planned(desk, folder)
    assert not found.findings
    assert not (folder / "authorized").exists()
    assert list(found.people) == ["chen"]
    sharing.carry_out(found)
    store = desk.store.path.resolve()
    assert (folder / "authorized").read_text() == (
        f'restrict,pty,command="{sys.executable} -I -m csi_tui --db {store} share enter chen" {KEY} csi:chen\n'
    )
    for path, mode in ((store.parent, 0o700), (store, 0o600), (store.parent / "files" / "chen", 0o700)):
        assert stat.S_IMODE(path.stat().st_mode) == mode
    assert stat.S_IMODE((folder / "authorized").stat().st_mode) == 0o600
    again = planned(desk, folder)
    assert again.is_done
    assert again.people["chen"][0] is True


def test_lines_that_are_there_stay(desk: Desk, folder: Path) -> None:
    """Whatever they say, the last one without its end too; and the rights of the file."""
    before = f"# by hand\n\n{OTHER} somebody\nnot a key \udcff"
    (folder / "authorized").write_bytes(before.encode(errors="surrogateescape"))
    (folder / "authorized").chmod(0o640)
    sharing.carry_out(planned(desk, folder))
    after = (folder / "authorized").read_bytes().decode(errors="surrogateescape")
    assert after.startswith(before + "\nrestrict,")
    assert after.count("\n") == before.count("\n") + 2
    assert stat.S_IMODE((folder / "authorized").stat().st_mode) == 0o640


def test_a_link_stays_a_link(desk: Desk, folder: Path) -> None:
    """A file of keys that is kept elsewhere."""
    (folder / "kept").mkdir()
    (folder / "kept" / "keys").write_text(f"{OTHER} x\n")
    (folder / "authorized").symlink_to(folder / "kept" / "keys")
    sharing.carry_out(planned(desk, folder))
    assert (folder / "authorized").is_symlink()
    assert (folder / "kept" / "keys").read_text().count("\n") == 2


@pytest.mark.parametrize("hand", [KEY, f'command="/bin/sh" {KEY} chen', f"no-pty {KEY}"])
def test_a_key_that_another_line_lets_in_is_told(desk: Desk, folder: Path, hand: str) -> None:
    """The first line counts, and may give a shell: it is left to whoever has written it, and said."""
    (folder / "authorized").write_text(f"# mine\n{hand}\n")
    found = planned(desk, folder)
    assert found.keys.lines == ()
    assert len(found.findings) == 1
    assert "line 2" in found.findings[0]
    sharing.carry_out(found)
    assert (folder / "authorized").read_text() == f"# mine\n{hand}\n"


@pytest.mark.parametrize(
    "text", [f'command="/bin/sh" {KEY}\n', "no key", f'{KEY}",command="/bin/sh\n', "ssh-ed25519 AAAA\n"]
)
def test_a_public_key_is_taken_alone(desk: Desk, folder: Path, text: str) -> None:
    """What stands around it would be an option of the line."""
    (folder / "keys" / "chen.pub").write_text(text)
    found = planned(desk, folder)
    assert found.keys.lines == ()
    assert "no public key alone" in found.findings[0]


def test_one_key_is_one_person(desk: Desk, folder: Path) -> None:
    """Of two users with the same key nobody could say which of them comes in."""
    users.add_user(desk, "Bao", "bao", ["clerk"])
    (folder / "keys" / "bao.pub").write_text(KEY)
    found = planned(desk, folder)
    assert len(found.keys.lines) == len(found.findings) == 1


def test_who_left_and_who_has_an_odd_account_gets_no_line(desk: Desk, folder: Path) -> None:
    """An account is a word in the file of keys and the name of a folder, or it is told."""
    users.add_user(desk, "Odd", '../odd" x', ["clerk"])
    users.set_active(desk, "Chen", False)
    found = planned(desk, folder)
    assert found.people == {}
    assert found.keys.lines == ()
    assert "“../odd" in found.findings[0]


def test_a_folder_or_a_key_that_is_not_there_is_named(desk: Desk, folder: Path) -> None:
    """docs/cli.md, *csi share setup*: who comes in by sudo needs no key; whose line is there, no file."""
    with pytest.raises(UnreadableFile, match="There is no folder"):
        sharing.plan(desk, keys=folder / "nowhere", authorized=folder / "authorized", rules=folder / "rules")
    other = next(one.pw_name for one in pwd.getpwall() if one.pw_name != current_account())
    users.add_user(desk, "Other", other, ["clerk"])
    (folder / "keys" / "chen.pub").rename(folder / "chen.pub")
    found = planned(desk, folder)
    assert [one for one in found.findings if "chen.pub" in one and "does not come in yet" in one]
    assert [one for one in found.remarks if f"{other}.pub" in one and "by sudo alone" in one]
    (folder / "keys" / "chen.pub").write_text(f"{KEY} chen@laptop\n")
    sharing.carry_out(planned(desk, folder))
    (folder / "keys" / "chen.pub").unlink()
    assert not planned(desk, folder).findings


def test_what_is_advised_can_be_pasted() -> None:
    """docs/cli.md, *csi user roles*: a name with a blank is quoted for the shell, another one stands plain."""
    assert "(csi user roles root --roles admin)" in works_at_it("root")
    assert "(csi user roles 'Wang Li' --roles admin)" in works_at_it("Wang Li")


def test_a_path_that_could_be_read_as_something_else_is_refused(desk: Desk, folder: Path) -> None:
    """A blank, a quotation mark, a comma: ssh or sudo would read another command."""
    odd = folder / 'a "b",c' / "csi.db"
    odd.parent.mkdir()
    odd.write_bytes(desk.store.path.read_bytes())
    with pytest.raises(UserError, match="letters, figures"):
        planned(open_desk(odd), folder)


def test_it_takes_an_administrator(desk: Desk, folder: Path) -> None:
    """Who lets others in."""
    users.add_user(desk, "Clerk", "clerk", ["clerk"])
    with pytest.raises(NotPermitted):
        planned(desk_of(desk, "Clerk"), folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="another account's files are made by root alone")
def test_another_accounts_store_is_refused(desk: Desk, folder: Path) -> None:
    """Its owner could write it whatever is set up; and another one's folder is told."""
    os.chown(desk.store.path.parent, 65534, -1)
    assert "another account's" in planned(desk, folder).findings[0]
    os.chown(desk.store.path, 65534, -1)
    with pytest.raises(NotPermitted, match="the store belongs to"):
        refuse_to_let_in(desk.store.path)
    with pytest.raises(UserError, match="another account's"):
        planned(desk, folder)


def test_nobody_works_at_the_account_that_lets_people_in(desk: Desk, folder: Path) -> None:
    """docs/decisions/0071, point 9: they could come in as anybody, and be the second person for themselves."""
    users.set_roles(desk, "Desk", ["admin", "supervisor"])
    assert "Desk works at the account" in planned(desk, folder).findings[0]
    with pytest.raises(NotPermitted, match="Desk works at the account"):
        refuse_to_let_in(desk.store.path)
    users.set_roles(desk, "Desk", ["admin"])
    refuse_to_let_in(desk.store.path)
    assert not planned(desk, folder).findings

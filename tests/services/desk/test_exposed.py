"""Who else can write a store: docs/decisions/0071, point 8."""

from __future__ import annotations

import grp
import os
import pwd
from pathlib import Path

import pytest

from csi_tui.scoring.periods import Period
from csi_tui.services.close.check import check
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.exposed import exposed, writable_by_others
from csi_tui.services.proof.verify import verify


@pytest.fixture
def store(desk: Desk) -> Path:
    """A store in a folder of its own."""
    assert writable_by_others(desk.store.path) is None
    return desk.store.path


def group_of_others() -> int:
    """A group that somebody else is in, or that nobody has named."""
    known = {one.gr_gid for one in grp.getgrall()}
    return next(number for number in range(40_000, 60_000) if number not in known)


@pytest.mark.parametrize("mode", [0o666, 0o622, 0o602])
def test_a_store_that_others_can_write(store: Path, mode: int) -> None:
    """Nobody who writes the file asks for a right."""
    store.chmod(mode)
    assert writable_by_others(store) == store
    store.chmod(0o644)
    assert writable_by_others(store) is None


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o707])
def test_a_folder_in_which_others_can_put_another(store: Path, mode: int) -> None:
    """A sticky one as well: a journal beside the store is read when it is opened."""
    store.parent.chmod(mode)
    assert writable_by_others(store) == store.parent
    store.parent.chmod(0o755)
    assert exposed(store) is None


def test_a_folder_above_that_others_can_write(tmp_path: Path, store: Path) -> None:
    """Whoever can move the folder puts another one in its place; a sticky one above lets nobody."""
    inner = tmp_path / "above" / "folder" / "csi.db"
    inner.parent.mkdir(parents=True)
    inner.write_bytes(store.read_bytes())
    inner.parent.parent.chmod(0o777)
    assert writable_by_others(inner) == inner.parent.parent
    inner.parent.parent.chmod(0o1777)
    assert writable_by_others(inner) is None
    (tmp_path / "link.db").symlink_to(inner)
    inner.parent.chmod(0o777)
    assert writable_by_others(tmp_path / "link.db") == inner.parent


@pytest.mark.skipif(os.geteuid() != 0, reason="another group is given to a file by root alone")
def test_a_group_of_the_owner_alone_is_nobody_else(store: Path) -> None:
    """As many systems make one for each account; any other is told."""
    own = pwd.getpwuid(os.getuid()).pw_gid
    alone = not any(one.pw_gid == own and one.pw_uid != os.getuid() for one in pwd.getpwall())
    store.chmod(0o664)
    assert (writable_by_others(store) is None) == (alone and not set(grp.getgrgid(own).gr_mem) - {"root"})
    os.chown(store, -1, group_of_others())
    assert writable_by_others(store) == store


def test_the_finding_names_the_place(desk: Desk, store: Path) -> None:
    """Of whatever month."""
    store.parent.chmod(0o777)
    found = {one.code: one for one in check(desk, Period(202601))}
    assert found["open-to-others"].rows == (str(store.parent),)
    assert found["open-to-others"].severity == "warning"
    assert [one.what for one in verify(desk).remarks if str(store.parent) in one.what]

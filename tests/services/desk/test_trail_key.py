"""The key of the audit trail's digests lies outside the store, and nothing waits for it (docs/decisions/0063)."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.trail_key import SIZE, key_of
from csi_tui.services.proof.verify import verify
from tests import stores


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of the test's own, in a process that has read no key yet."""
    folder = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    key_of.cache_clear()
    yield folder / "csi-tui"
    key_of.cache_clear()


def keys(home: Path) -> list[Path]:
    return list((home / "keys").iterdir())


def test_it_is_made_once_for_its_owner_alone(desk: Desk, home: Path) -> None:
    """docs/decisions/0063, point 1: beside no store, and in none; another process finds it."""
    said = audit.digest(desk, "Mrs Zhao")
    (file,) = keys(home)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_bytes()) == SIZE
    stores.checkpoint(desk.store.path)
    assert file.read_bytes() not in Path(desk.store.path).read_bytes()
    key_of.cache_clear()
    assert audit.digest(desk, "Mrs Zhao") == said


def test_the_store_alone_does_not_give_it_away(desk: Desk, home: Path) -> None:
    """docs/decisions/0063, point 1: with the salt that lies in the store no text is found by trying."""
    said = audit.digest(desk, "Mrs Zhao")
    assert said != hashlib.sha256(f"{desk.site.salt}\x1fMrs Zhao".encode()).hexdigest()[:32]
    for file in keys(home):
        file.unlink()
    key_of.cache_clear()
    assert audit.digest(desk, "Mrs Zhao") != said


def test_nothing_waits_for_it(desk: Desk, home: Path) -> None:
    """docs/decisions/0063, point 2: lost, cut off, or in a folder that cannot be written; the trail verifies."""
    stores.fill(desk, employees=[stores.person("E1")])
    (home / "keys").mkdir(parents=True, exist_ok=True)
    audit.digest(desk, "x")
    (file,) = keys(home)
    file.write_bytes(b"short")
    key_of.cache_clear()
    assert audit.digest(desk, "x") == audit.digest(desk, "x")
    file.unlink()
    (home / "keys").rmdir()
    (home / "keys").write_text("no folder")
    key_of.cache_clear()
    assert len(audit.digest(desk, "x")) == 32
    assert verify(desk).problems == ()

"""A store on a medium that cannot be written, as an auditor has last year's backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import closed, without_closed_templates
from tests.cli.program import Program
from tests.cli.test_stores import READING, WRITING
from tests.endurance.disks import in_own_mounts

__all__ = ["closed", "without_closed_templates"]

MORE = [
    "explain E001 --month 2026-01",
    "verify --json",
    "annual 2026",
    "close history 2026-01",
    "cards 2026-01",
]


def on_a_medium(store: Path, folder: Path, *lines: str) -> dict[str, list[Any]]:
    folder.mkdir()
    found: dict[str, list[Any]] = in_own_mounts("read_only", str(folder), str(store), *lines, timeout=600)
    return found


def test_a_store_on_a_read_only_medium_can_be_read(closed: Program, tmp_path: Path) -> None:
    """Every reading command answers as it does elsewhere; every writing one is refused with 5, in words."""
    backup = tmp_path / "backup.db"
    closed("backup", backup)
    copied = f"backup {tmp_path / 'again.db'}"
    lines = [*READING, *MORE]
    found = on_a_medium(backup, tmp_path / "disk", *lines, copied, *WRITING)
    for line in lines:
        status, out, err = found[line]
        same = closed.tried("--lang", "en", "--db", backup, *line.split())
        assert (status, out) == (same.status, same.out), (line, err)
    assert found[copied][0] == 0, found[copied]
    assert closed("--db", tmp_path / "again.db", "verify").out == ""
    for line in WRITING:
        status, out, err = found[line]
        # A month that may not be frozen yet is refused before anything is written.
        if "freeze" not in line:
            assert (status, out) == (5, ""), (line, err)
            assert "cannot be written where it lies, only read" in err, (line, err)
    home, told, people = found["application"]
    assert "read-only" in home
    assert "everything can be looked at, nothing entered" in told
    assert "E001" in people


@pytest.mark.parametrize("beside", ["-wal", "-journal"])
def test_what_waits_beside_it_is_not_passed_over(closed: Program, tmp_path: Path, beside: str) -> None:
    """A log or journal with content: read without it the store would show what was, not what is."""
    backup = tmp_path / "backup.db"
    closed("backup", backup)
    Path(f"{backup}{beside}").write_bytes(b"x" * 5000)
    for line, (status, out, err) in on_a_medium(backup, tmp_path / "disk", *READING).items():
        assert (status, out) == (5, ""), line
        assert f"wait in {tmp_path / 'disk' / 'csi.db'}{beside}" in err
        assert "Copy both files" in err

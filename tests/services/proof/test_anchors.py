"""Lines outside the store, and the store against them (docs/decisions/0067, point 5)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import time_machine

from csi_tui.services.desk.desk import Desk
from csi_tui.services.desk.trail_code import TrailCode
from tests import stores
from tests.cli.program import Program


@pytest.fixture
def csi(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program at an empty store."""
    desk.close()
    return Program(desk.store.path, capsys)


def add(csi: Program, *names: str) -> None:
    for name in names:
        csi("user", "add", name, "--account", name.lower(), "--roles", "clerk")
    stores.checkpoint(csi.path)


def test_lines_are_appended_and_hold(csi: Program, tmp_path: Path, now: time_machine.Traveller) -> None:
    """One a run, with or without the name of the command; remarks and what another site wrote stay."""
    file = tmp_path / "anchors.txt"
    other = TrailCode(7, "0" * 12)
    file.write_text(f"# nightly\n2026-01-01T00:00:00+08:00 ELSEWHERE {other}", encoding="utf-8")
    first = csi("anchor", "--to", file).out
    add(csi, "One")
    second = csi("anchor", "write", "--to", file).out
    assert first != second == csi("anchor").out
    assert file.read_text(encoding="utf-8").splitlines(keepends=True)[2:] == [first, second]
    found = csi("anchor", "check", file)
    assert (found.status, found.out.count("\n")) == (0, 1) and "ELSEWHERE" in found.out
    assert "2 hold, 0 do not, 0 are of what a step back left behind, 0 cannot be read, 1 are of" in found.err


def test_a_store_that_was_set_back_is_not_anchored(
    csi: Program, tmp_path: Path, now: time_machine.Traveller
) -> None:
    """Nothing is appended, and the check names the line."""
    file = tmp_path / "anchors.txt"
    csi("anchor", "--to", file)
    shutil.copyfile(csi.path, tmp_path / "earlier.db")
    add(csi, "One")
    csi("anchor", "--to", file)
    before = file.read_bytes()
    assert csi("anchor", "check", file).status == 0
    shutil.copyfile(tmp_path / "earlier.db", csi.path)
    assert "is missing" in csi("anchor", "--to", file, status=6).err
    assert file.read_bytes() == before
    found = csi("anchor", "check", file, "--json", status=6)
    assert [line["verdict"] for line in found.json["lines"]] == ["holds", "broken"]
    assert "line 2, " in csi("anchor", "check", file, status=6).out


def test_a_step_back_that_the_trail_tells_of_goes_on(
    csi: Program, tmp_path: Path, now: time_machine.Traveller
) -> None:
    """After a restore the file goes on: what was left behind needs a person (1), and is no finding (6)."""
    file = tmp_path / "anchors.txt"
    csi("backup", tmp_path / "copy.db")
    now.shift(3600)
    add(csi, "One", "Two")
    csi("anchor", "--to", file)
    code = csi("verify", "--head").out.strip()
    csi("restore", tmp_path / "copy.db")
    csi("anchor", "--to", file)
    found = csi("anchor", "check", file, "--json", status=1)
    assert [line["verdict"] for line in found.json["lines"]] == ["set back", "holds"]
    assert "entry 2 of 2026-11-20 10:00 says" in csi("verify", "--since", code, status=6).err
    # A code of a later entry than the one that was left behind is not explained by it.
    add(csi, "Three", "Four")
    file.write_text(f"{csi('anchor').out.rsplit(' ', 1)[0]} {TrailCode(4, '0' * 12)}", encoding="utf-8")
    csi("anchor", "check", file, status=6)


def test_another_store_has_no_line(csi: Program, tmp_path: Path) -> None:
    """With its own site, not one line is about it: that is found, not passed over."""
    file = tmp_path / "anchors.txt"
    csi("anchor", "--to", file)
    other = tmp_path / "other.db"
    csi("--db", other, "init", "--site", "OTHER")
    assert "No line of" in csi("--db", other, "anchor", "check", file, status=6).err


def test_what_is_no_anchor_is_said(csi: Program, tmp_path: Path) -> None:
    """A slip in a line is told (1); a file of something else is not appended to (2), an empty one holds nothing (3)."""
    file = tmp_path / "anchors.txt"
    line = csi("anchor", "--to", file).out.rstrip()
    swapped = line[:-2] + ("0" if line[-2:] != "-0" else "-2")
    file.write_text(f"{line}\n{swapped}\nhello\n", encoding="utf-8")
    assert (
        "1 hold, 0 do not, 0 are of what a step back left behind, 2 cannot be read"
        in csi("anchor", "check", file, status=1).err
    )
    assert "line 2" in csi("anchor", "--to", file, status=2).err
    assert file.read_text(encoding="utf-8").endswith("hello\n")
    file.write_text("\n", encoding="utf-8")
    csi("anchor", "check", file, status=3)
    csi("anchor", "check", tmp_path / "none.txt", status=3)
    csi("anchor", "--to", tmp_path / "none" / "a.txt", status=2)
    before = csi.path.read_bytes()
    csi("anchor", "--to", csi.path, status=3)
    csi("anchor", "--to", tmp_path, status=3)
    assert csi.path.read_bytes() == before
    csi("anchor", "--to", file, "--command", "cat", status=2)


def test_it_is_handed_to_a_command(csi: Program, tmp_path: Path) -> None:
    """Its words are told apart as a shell does, and no shell reads them."""
    file = tmp_path / "with a blank.txt"
    line = csi("anchor", "--command", f"tee '{file}'").out
    assert file.read_text(encoding="utf-8") == line
    csi("anchor", "--command", f"tee {tmp_path}/$(id);b")
    assert (tmp_path / "$(id);b").exists()
    assert "left with 1" in csi("anchor", "--command", "false", status=1).err
    assert "cannot be started" in csi("anchor", "--command", "/nowhere/mail", status=1).err
    csi("anchor", "--command", "mail 'x", status=2)


def test_a_broken_chain_says_nothing_of_any_line(csi: Program, desk: Desk, tmp_path: Path) -> None:
    """The last entry is the one of the line, and does not stand for those before it."""
    add(csi, "One", "Two")
    file = tmp_path / "anchors.txt"
    csi("anchor", "--to", file)
    stores.bend(csi.path, "UPDATE audit_entry SET account = 'x' WHERE seq = 2")
    assert "broken at entry 2" in csi("anchor", "check", file, status=6).err

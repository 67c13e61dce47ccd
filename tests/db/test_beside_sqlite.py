"""Nothing of ours takes SQLite's locks from an open store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from csi_db.beside_sqlite import descriptors, first_bytes, is_open_store
from csi_db.damage import HEADER, MAGIC, damages
from csi_db.opening import check_path
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.schemes.in_force import body_of
from csi_tui.services.tabular.mapping import read_mapping
from csi_tui.services.tabular.reading import read_table

OTHER = """
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as other:
    print(other.execute("SELECT count(*) FROM audit_entry").fetchone()[0])
other.close()
"""


def somebody_else_looks(path: Path) -> int:
    """Another process opens the store, counts the entries of the trail, and closes it."""
    done = subprocess.run(
        [sys.executable, "-c", OTHER, str(path)], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def named(read: Callable[[Path], object]) -> Callable[[Path], object]:
    """Where somebody names the store as a file to read: it is refused."""

    def refused(path: Path) -> None:
        with pytest.raises(UnreadableFile, match="in use by this program"):
            read(path)

    return refused


def as_scheme(path: Path) -> object:
    link = path.with_name("scheme.toml")
    link.symlink_to(path)
    return body_of(str(link))


@pytest.mark.parametrize(
    "look",
    [
        check_path,
        damages,
        lambda path: first_bytes(path, HEADER),
        named(read_table),
        named(read_mapping),
        named(as_scheme),
    ],
    ids=["check_path", "damages", "first_bytes", "read_table", "read_mapping", "scheme"],
)
def test_the_log_stays_while_this_process_works(desk: Desk, look: Callable[[Path], object]) -> None:
    """After each look another process comes and goes: it is not the last, and what is entered then is seen."""
    path = desk.store.path
    before = somebody_else_looks(path)
    assert Path(f"{path}-wal").exists(), "a desk is open"
    look(path)
    assert somebody_else_looks(path) == before
    assert Path(f"{path}-wal").exists(), "the other one believed that it was the last"


def test_what_lies_beside_an_open_store_and_no_other_file(tmp_path: Path, desk: Desk) -> None:
    """The index of the log is locked too; a table that is still open somewhere is read all the same."""
    assert is_open_store(desk.store.path)
    assert is_open_store(f"{desk.store.path}-shm")
    table = tmp_path / "orders.csv"
    table.write_text("order_no\nW1\n", encoding="utf-8")
    with table.open("rb"):
        assert descriptors(table)
        assert not is_open_store(table)
        assert read_table(table).header == ("order_no",)
    assert not is_open_store(tmp_path / "none")


def test_first_bytes_are_those_of_the_file(tmp_path: Path, desk: Desk) -> None:
    """Of a store that is open here, of one that is not, and of what is no store; and nothing stays open."""
    plain = tmp_path / "plain"
    plain.write_bytes(b"0123456789")
    assert first_bytes(plain, 4) == b"0123"
    assert first_bytes(plain, 40) == b"0123456789"
    assert not descriptors(plain)
    assert first_bytes(desk.store.path, len(MAGIC)) == MAGIC
    with pytest.raises(FileNotFoundError):
        first_bytes(tmp_path / "none", 1)
    assert not descriptors(tmp_path / "none")

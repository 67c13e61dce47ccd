"""The audit trail: a chain of hashes that shows what was tampered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from csi_tui.services.desk import audit
from csi_tui.services.desk.desk import Desk
from csi_tui.services.keeping.opening import open_desk
from tests import stores


def broken(path: Path) -> list[int]:
    desk = open_desk(path)
    try:
        with desk.read() as session:
            return list(audit.broken_entries(session))
    finally:
        desk.close()


def test_the_chain_holds(example_desk: Desk) -> None:
    """docs/architecture.md, *Data*: one entry per use case, each holding the hash of the one before."""
    stores.backfill(example_desk, *stores.EXAMPLE_MONTHS)
    stores.compute(example_desk, "2026-03")
    with example_desk.read() as session:
        assert list(audit.broken_entries(session)) == []
        # init, four imports, two backfills, one computation
        assert audit.length(session) == 8


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_entry SET detail = '{}' WHERE seq = 3", [3]),
        ("UPDATE audit_entry SET account = 'somebody' WHERE seq = 1", [1]),
        ("UPDATE audit_entry SET user_id = NULL WHERE seq = 2", [2]),
        ("UPDATE audit_entry SET at = '2026-01-01 00:00:00.000000' WHERE seq = 4", [4]),
        ("UPDATE audit_entry SET action = 'x', subject = 'y' WHERE seq = 5", [5]),
        ("UPDATE audit_entry SET hash = 'x' WHERE seq = 2", [2, 3]),
        ("UPDATE audit_entry SET previous_hash = 'x' WHERE seq = 3", [3]),
        ("DELETE FROM audit_entry WHERE seq = 3", [3, 4]),
        ("UPDATE audit_entry SET seq = 9 WHERE seq = 5", [5, 6, 7, 8, 9]),
    ],
)
def test_what_was_tampered_with_is_found(example_path: Path, statement: str, found: list[int]) -> None:
    """docs/architecture.md, *Data*: a changed, lost or moved entry breaks the chain where it was touched."""
    assert broken(example_path) == []
    stores.bend(example_path, statement)
    assert broken(example_path) == found


def test_canonical_json() -> None:
    """The same data gives the same text, whatever the order of its keys."""
    assert audit.canonical({"b": 1, "a": "中"}) == audit.canonical({"a": "中", "b": 1}) == '{"a":"中","b":1}'


def test_digests_are_salted(desk: Desk, tmp_path: Path) -> None:
    """docs/rules.md, rule 21: a digest is of no use outside its store, where a phone number could be guessed."""
    with stores.store_in(tmp_path, "America/New_York") as other:
        assert audit.digest(desk, "13812345678") != audit.digest(other, "13812345678")
    assert audit.digest(desk, "13812345678") == audit.digest(desk, "13812345678")
    assert audit.digest(desk, "a", "b") != audit.digest(desk, "ab")

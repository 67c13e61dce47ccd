"""Which values a column may hold: every instant that can be written, to the microsecond, and no other text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from csi_db import find_common, find_index
from csi_db.damage import damages
from csi_tui.services.desk.desk import Desk
from tests.stores import fill, order

LAST_MICROSECOND = datetime(2025, 7, 25, 23, 59, 59, 999999)


@pytest.fixture
def one_order(desk: Desk) -> Path:
    """The path of a store with one order in it."""
    fill(desk, orders=[order("W1", "2026-01-05T09:00")])
    return desk.store.path


def stands_there(path: Path, text: str) -> list[tuple[str, str]]:
    """The damages of a store in whose order a text stands as an instant, each with its table and column."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE work_order SET arrived_at = ?", (text,))
    return [(one.name, one.column) for one in damages(path)]


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31, 23, 59, 59, 999999)))
@example(LAST_MICROSECOND)
@example(datetime(2024, 2, 29, 23, 59, 59, 999500))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_instant_is_one(one_order: Path, instant: datetime) -> None:
    """docs/decisions/0033: SQLite's own functions round to milliseconds, and the last one of a day to the next day."""
    text = instant.replace(tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    assert stands_there(one_order, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29 09:00:00.000000",
        "2026-13-01 09:00:00.000000",
        "2026-01-05 25:00:00.000000",
        "2026-01-05 24:00:00.000000",
        "2026-01-05 09:61:00.000000",
        "2026-01-05 09:00:61.000000",
        "2026-01-05 09:00:00",
        "1426-01-05 09:00:00.000000",
        "yesterday",
    ],
)
def test_no_other_text_is(one_order: Path, text: str) -> None:
    """What cannot have been written there is told with its table and column."""
    assert stands_there(one_order, text) == [("work_order", "arrived_at")]


@pytest.mark.parametrize(
    ("bent", "found"),
    [
        ("", []),
        ("UPDATE find_common SET rows = 'words' WHERE piece = ''", [("find_common", "rows")]),
    ],
)
def test_bits_are_no_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, bent: str, found: list[tuple[str, str]]
) -> None:
    """A store with more orders than a block of the index has is a sound one (docs/decisions/0033)."""
    monkeypatch.setattr(find_common, "BLOCK", 8)
    fill(desk, orders=[order(f"W{number}", "2026-01-05T09:00") for number in range(1, 10)])
    with closing(sqlite3.connect(desk.store.path, isolation_level=None)) as connection:
        while find_index.fill(connection, 100):
            pass
        assert connection.execute("SELECT COUNT(*) FROM find_common").fetchone() > (0,)
        connection.execute(bent)
    assert [(one.name, one.column) for one in damages(desk.store.path)] == found

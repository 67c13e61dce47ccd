"""Cells made by columns are those made one by one (docs/files.md §1)."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_db.bulk import stored
from csi_tui.services.sheets import cells_out
from csi_tui.services.sheets.cells_out import Instants, column_out
from csi_tui.services.tabular.by_columns import ByColumns, Holds
from csi_tui.services.tabular.instants import InstantReader
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.writing import write_table

ZONES = (
    "Asia/Shanghai", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
    "America/St_Johns", "Pacific/Apia", "Africa/Casablanca", "Asia/Pyongyang", "UTC",
)  # fmt: skip
"""Whole hours off and not; with summer time, of half an hour as well; one that left out a day; one that changed for
good by half an hour."""
any_time = st.datetimes(min_value=datetime(2000, 1, 2), max_value=datetime(2099, 12, 30))
CHANGES = [
    datetime(2025, 3, 30, 1), datetime(2025, 10, 26, 1), datetime(2025, 11, 2, 6), datetime(2025, 4, 5, 15),
    datetime(2025, 10, 4, 15, 30), datetime(2011, 12, 30, 10), datetime(2015, 8, 14, 15), datetime(2025, 11, 2, 4, 30),
]  # fmt: skip
"""Where clocks of these zones are changed, in UTC."""
around_changes = st.builds(
    lambda at, seconds: at + timedelta(seconds=seconds),
    st.sampled_from(CHANGES),
    st.integers(-100_000, 100_000),
)
exactly = st.builds(
    lambda at, exact: at.replace(**exact),
    st.one_of(any_time, around_changes),
    st.sampled_from([{}, {"microsecond": 0}, {"second": 0, "microsecond": 0}]),
)


@given(st.sampled_from(ZONES), st.lists(st.none() | exactly, max_size=30))
def test_instants_by_the_hour_are_those_one_by_one(zone: str, moments: list[datetime | None]) -> None:
    """Whichever zone, and read again they are the same instants."""
    texts = [None if one is None else stored(one.replace(tzinfo=UTC)) for one in moments]
    made = Instants(ZoneInfo(zone))
    alone = [None if text is None else made.plain(text) for text in texts]
    assert made(texts) == alone
    assert made(texts) == alone
    read = InstantReader(ZoneInfo(zone))
    assert [None if one is None else read(one) for one in alone] == [
        None if one is None else one.replace(tzinfo=UTC) for one in moments
    ]


def test_around_each_change_of_the_clock() -> None:
    """No hour in which the clock is changed is taken for one in which it is not."""
    for zone in map(ZoneInfo, ZONES):
        made = Instants(zone)
        texts = [
            stored((at + timedelta(minutes=one)).replace(tzinfo=UTC))
            for at in CHANGES
            for one in range(-180, 181, 5)
        ]
        assert made(texts) == [made.plain(text) for text in texts]


def test_what_cells_share_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long table needs no more memory than a short one, and forgetting changes nothing."""
    monkeypatch.setattr(cells_out, "MOST_KEPT", 2)
    zone = ZoneInfo("Asia/Shanghai")
    fee = next(one for one in KINDS["orders"] if one.cell == "fen")
    column, instants = column_out(fee, zone, whole=True).cells, Instants(zone)
    fresh = Instants(zone)
    for start in range(0, 100, 10):
        cells = list(range(start, start + 10))
        assert [str(one) for one in column(cells)] == [f"0.{one:02d}" for one in cells]
        texts = [stored(datetime(2026, 1, 1 + one % 28, one % 24, tzinfo=UTC)) for one in cells]
        assert instants(texts) == [fresh.plain(text) for text in texts]


signs = st.text("'=+-@＝＋－＠ \t\r\n,;\"1xé中\u00a0\u2028", max_size=6) | st.text(max_size=8)


@given(
    st.lists(
        st.tuples(
            st.none() | signs, st.sampled_from([None, 0, 5, "onsite"]), st.none() | signs | st.integers()
        ),
        max_size=20,
    ),
    st.integers(1, 5),
)
def test_a_file_made_by_columns_is_the_one_made_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]], at_once: int
) -> None:
    """To the byte: formulas are made harmless in both."""
    folder = tmp_path_factory.mktemp("made")
    holds: tuple[Holds, ...] = ("text", "plain", "any")
    blocks = (
        list(zip(*rows[start : start + at_once], strict=True)) for start in range(0, len(rows), at_once)
    )
    header = ["a", "b", "c"]
    by_columns, by_rows = folder / "columns.csv", folder / "rows.csv"
    assert write_table(ByColumns(holds, blocks), header, "csv", by_columns) == len(rows)
    assert write_table(rows, header, "csv", by_rows) == len(rows)
    assert by_columns.read_bytes() == by_rows.read_bytes()
    with by_rows.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(rows) + 1


@pytest.mark.parametrize("form", ["xlsx", "json", "csv"])
def test_whichever_form_takes_a_table_by_columns(tmp_path: Path, form: str) -> None:
    """The others go through it row by row."""
    path = tmp_path / f"a.{form}"
    table = ByColumns(("text", "plain"), iter([[["=1"], [2]], [["b"], [None]]]))
    assert write_table(table, ["a", "b"], form, path) == 2  # type: ignore[arg-type]

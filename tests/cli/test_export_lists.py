"""docs/cli.md, *csi export*: lists that no import takes in say what their commands print, to whom these print it; and
everything at once."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from csi_tui.services.sheets.kinds_out import GOING_OUT
from tests.cli.program import Program


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def filed(closed: Program) -> Program:
    """January is frozen, February published, with an appeal whose reason a spreadsheet would run."""
    closed("close", "publish", "2026-02")
    closed("user", "add", "Owner", "--account", "owner", "--roles", "clerk", "--employee", "E001")
    reason = "=1+1 打电话 13912345678"
    closed(
        "--operator",
        "Owner",
        "appeal",
        "file",
        "2026-02",
        "total",
        "--reason",
        reason,
        "--evidence",
        "@SUM(A1)",
    )
    return closed


def test_appeals_are_those_of_the_list(filed: Program, tmp_path: Path) -> None:
    """Field by field; harmless, and without phone numbers."""
    (listed,) = filed("appeal", "list", "--json").json
    text = filed("export", "appeals").out
    (row,) = table(text)
    assert row["reason"].startswith("'=1+1")
    assert row["evidence"] == "'@SUM(A1)"
    assert "13912345678" not in text
    assert (row["number"], row["month"], row["state"]) == (listed["number"], "2026-02", listed["state"])
    assert table(filed("export", "appeals", "2026-01").out) == []
    assert len(table(filed("export", "appeals", "2026-Q1").out)) == 1
    filed("export", "appeals", "-o", tmp_path / "a.json")
    (told,) = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert told == {name: listed[name] for name in told}


def test_the_trail_is_the_trail(filed: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry, the newest first, whatever is read at once; a span by the days of the entries."""
    monkeypatch.setattr("csi_tui.services.cards.lists_out.AT_ONCE", 3)
    listed = filed("audit", "--limit", "9999", "--json").json
    rows = table(filed("export", "audit").out)
    assert [row["seq"] for row in rows] == [str(one["seq"]) for one in listed]
    assert [row["action"] for row in rows] == [one["action"] for one in listed]
    assert table(filed("export", "audit", "2024").out) == []
    filed("user", "add", "Clerk", "--account", "clerk", "--roles", "clerk")
    assert filed.tried("--operator", "Clerk", "export", "audit").status == 4


def test_a_year_and_its_json(filed: Program) -> None:
    """Totals of every month beside the year's; json is what the command prints."""
    told = filed("annual", "2026", "--json").json
    assert filed("export", "annual", "2026", "--format", "json").json == told
    rows = table(filed("export", "annual", "2026").out)
    assert [row["number"] for row in rows] == [one["employee_no"] for one in told["people"]]
    assert [row["2026-01"] or None for row in rows] == [
        next((month["total"] for month in one["months"] if month["month"] == "2026-01"), None)
        for one in told["people"]
    ]
    for wrong in ("2026-01", "2026-Q1", "x"):
        assert filed.tried("export", "annual", wrong).status == 2
    assert filed.tried("export", "annual").status == 2
    assert filed.tried("export", "results", "2026-Q1").err == filed.tried("results", "2026-Q1").err
    assert filed.tried("export", "pay-sheets", "2026-01").err == filed.tried("pay", "show", "2026-01").err


def test_everything(filed: Program, tmp_path: Path) -> None:
    """A file of each kind, as each is written alone; what others read is named and not there."""
    folder = tmp_path / "all"
    answer = filed("export", "all", "-o", folder, "--whole")
    names = {path.stem for path in folder.iterdir()}
    assert names == {*GOING_OUT, "appeals", "audit"} - {"pay"}
    assert "Left out, for others to read: pay." in answer.err
    for kind in set(GOING_OUT) - {"pay"}:
        filed("export", kind, "--whole", "-o", tmp_path / "one.csv")
        assert (folder / f"{kind}.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()
    assert filed.tried("export", "all", "-o", folder).status == 2
    assert filed.tried("export", "all").status == 2
    masked = tmp_path / "masked"
    filed("--operator", "Owner", "export", "all", "2026-02", "-o", masked, "--format", "json")
    assert {path.name for path in masked.iterdir()} == {f"{kind}.json" for kind in {*names} - {"audit"}}
    orders = json.loads((masked / "orders.json").read_text("utf-8"))
    assert orders
    assert all("*" in one["customer_phone"] for one in orders if one["customer_phone"])


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_everything_as_one_archive(filed: Program, tmp_path: Path, form: str) -> None:
    """The files of the folder, under the same names and of the time of the desk; nothing is left when it fails."""
    folder, archive = tmp_path / "all", tmp_path / "all.zip"
    span = ("2026-02", "--team", "T1", "--whole", "--format", form)
    answer = filed("export", "all", *span, "-o", archive)
    with zipfile.ZipFile(archive) as found:
        assert found.testzip() is None
        assert set(found.namelist()) == {f"{kind}.{form}" for kind in GOING_OUT if kind != "pay"}
        assert {one.date_time[:4] for one in found.infolist()} == {(2026, 11, 20, 9)}
        if form != "xlsx":
            filed("export", "all", *span, "-o", folder)
            assert {name: found.read(name) for name in found.namelist()} == {
                path.name: path.read_bytes() for path in folder.iterdir()
            }
    assert f"rows written to orders.{form} in {archive}." in answer.err
    assert "Left out, for others to read: pay." in answer.err
    assert "replaced" in filed("export", "all", *span, "-o", archive).err
    for wrong in (f"{tmp_path}/other.zip/", tmp_path / "none" / "all.zip"):
        assert filed.tried("export", "all", "-o", wrong).status == 2
    filed("user", "add", "Watcher", "--account", "watcher", "--roles", "oversight")
    assert (
        filed.tried("--operator", "Watcher", "export", "all", "--whole", "-o", tmp_path / "w.zip").status == 4
    )
    assert {path.name for path in tmp_path.glob("*.zip")} == {"all.zip"}


def test_everything_as_one_workbook(filed: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet a kind, cell by cell that of the kind alone, which comes in again by its name; the limit is told."""
    book, one = tmp_path / "all.xlsx", tmp_path / "one.xlsx"
    filed("export", "all", "--whole", "-o", book)
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == [*(kind for kind in GOING_OUT if kind != "pay"), "appeals", "audit"]
    for kind in ("employees", "orders", "complaints", "appeals"):
        filed("export", kind, *(() if kind == "appeals" else ("--whole",)), "-o", one)
        alone = openpyxl.load_workbook(one).active
        assert alone is not None
        assert [*sheets[kind].values] == [*alone.values]
    told = filed("import", "orders", book, "--sheet", "orders", "--json").json
    assert (told["accepted"], told["rejected"]) == (0, [])
    assert len(told["skipped"]) == sheets["orders"].max_row - 1
    assert filed.tried("export", "all", "--format", "csv", "-o", tmp_path / "b.xlsx").status == 2
    monkeypatch.setattr("csi_tui.services.tabular.writing.XLSX_ROWS", 50)
    refused = filed.tried("export", "all", "-o", tmp_path / "b.xlsx")
    assert refused.status == 2
    assert "A sheet holds 49 rows at most, and orders has more." in refused.err
    assert not (tmp_path / "b.xlsx").exists()

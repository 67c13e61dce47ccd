"""Tables going out: harmless cells, figures that stay figures, files that are whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csi_tui.services.tabular.aligned import width
from csi_tui.services.tabular.cells import BadCell, text_parser
from csi_tui.services.tabular.file_names import CannotWrite
from csi_tui.services.tabular.writing import harmless, write_json, write_table
from tests.services.tabular.files import read_all

HEADER = ("工号", "total", "note")
ROWS: list[tuple[object, ...]] = [
    ("E001", Decimal("89.50"), "=1+1"),
    ("E002", "-1.00", None),
    ("007", 3, "正常"),
]


def sheet_of(path: Path) -> Any:
    """Return the sheet of a workbook, as openpyxl has it."""
    return openpyxl.load_workbook(path).active


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-A1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\tx",
        "  =1",
        "\u3000=1",
        "\n=1",
        "＝1",
        "'=1",
        "-1+2",
        "-",
        "+86 1",
    ],
)
def test_what_a_spreadsheet_would_run_is_made_harmless(text: str):
    """Issue "hostile input": exported cells that begin with = + - @ are made harmless, also behind blanks."""
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["-1.00", "+3", "-12", "-5%", "0", "a=b", "", "'tis", "王伟", "1-2"])
def test_figures_and_plain_texts_stay(text: str):
    """A figure with a sign is a figure."""
    assert harmless(text) == text


@given(st.one_of(st.text(max_size=20), st.text("'=+-@＝ \t1x", max_size=8)))
def test_reading_takes_off_what_writing_put_on(text: str):
    """Every text that can be read comes back from an export as it was."""
    parse = text_parser(100)
    try:
        plain = parse(text)
    except BadCell:
        return
    assert parse(harmless(plain or "")) == plain


def test_csv_has_a_mark_and_its_figures(tmp_path: Path):
    """csv in UTF-8 with a byte order mark, for Excel in China."""
    assert write_table(ROWS, HEADER, "csv", tmp_path / "t.csv") == 3
    content = (tmp_path / "t.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")))) == [
        [*HEADER],
        ["E001", "89.50", "'=1+1"],
        ["E002", "-1.00", ""],
        ["007", "3", "正常"],
    ]


def test_xlsx_has_numbers_texts_and_a_frozen_header(tmp_path: Path):
    """Figures can be summed, numbers of people keep their zeros, no cell is a formula, columns fit Chinese texts."""
    rows = [*ROWS, ("E9", date(2026, 3, 7), "备" * 20), ("E8", datetime(2026, 3, 7, 9, 5, tzinfo=UTC), True)]
    rows += [("E7", Fraction(1, 3), 10**18), ("E6", Decimal("1.234"), "x" * 40_000)]
    write_table(rows, HEADER, "xlsx", tmp_path / "t.xlsx")
    sheet = sheet_of(tmp_path / "t.xlsx")
    assert sheet.freeze_panes == "A2"
    # On paper a row is not parted, and every page has the heading.
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page wide, which is what stands for nothing said, and as many as it takes.
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.print_title_rows == "$1:$1"
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[:4] == [[*HEADER], ["E001", 89.5, "'=1+1"], ["E002", "-1.00", None], ["007", 3, "正常"]]
    assert cells[4][1] == datetime(2026, 3, 7)
    assert cells[5][1:] == [datetime(2026, 3, 7, 9, 5), True]
    assert cells[6][1:] == ["1/3", "1000000000000000000"]
    assert len(cells[7][2]) == 32_767
    assert [sheet["B2"].number_format, sheet["B8"].number_format] == ["0.00", "0.000"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.column_dimensions["C"].width == pytest.approx(62, abs=1)
    assert sheet.column_dimensions["A"].width == pytest.approx(8, abs=1)


def test_json_is_a_list_of_objects(tmp_path: Path):
    """docs/cli.md, *Cards*: decimal figures are strings; nothing is guarded, json is run by nobody."""
    write_table([*ROWS, ("E4", date(2026, 3, 7), True)], HEADER, "json", tmp_path / "t.json")
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8")) == [
        {"工号": "E001", "total": "89.50", "note": "=1+1"},
        {"工号": "E002", "total": "-1.00", "note": None},
        {"工号": "007", "total": 3, "note": "正常"},
        {"工号": "E4", "total": "2026-03-07", "note": True},
    ]
    write_table([], HEADER, "json", tmp_path / "t.json")
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8")) == []


def test_a_json_document(tmp_path: Path):
    """One document, such as a month's cards, with its Chinese readable and its figures exact."""
    write_json({"cards": [{"name": "王伟", "total": "89.50", "n": 3}]}, tmp_path / "t.json")
    text = (tmp_path / "t.json").read_text(encoding="utf-8")
    assert "王伟" in text
    assert json.loads(text) == {"cards": [{"name": "王伟", "total": "89.50", "n": 3}]}
    with pytest.raises(CannotWrite, match="is a folder"):
        write_json({}, tmp_path)


def test_standard_output_gets_data_in_utf8_without_a_mark(capfdbinary: pytest.CaptureFixture[bytes]):
    """docs/cli.md, *The command line*: data to standard output; whatever the terminal's encoding is."""
    write_table(ROWS, HEADER, "csv", None)
    sys.stdout.flush()
    assert capfdbinary.readouterr().out.decode().splitlines()[0] == "工号,total,note"
    with pytest.raises(CannotWrite, match="-o FILE") as caught:
        write_table(ROWS, HEADER, "xlsx", None)
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, format: Literal["csv", "xlsx", "json"]
):
    """Never half-written: the old file stays until the new one is complete."""
    path = tmp_path / "t"
    path.write_text("old")

    def broken() -> Iterator[tuple[object, ...]]:
        yield ROWS[0]
        assert path.read_text() == "old"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_table(broken(), HEADER, format, path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["t"]
    write_table(ROWS, HEADER, format, path)
    assert os.listdir(tmp_path) == ["t"]
    assert path.read_bytes() != b"old"


def test_links_and_permissions_stay(tmp_path: Path):
    """A link is followed, and a file that others may not read stays so."""
    path, link = tmp_path / "t.csv", tmp_path / "link.csv"
    path.write_text("old")
    path.chmod(0o600)
    link.symlink_to(path)
    write_table(ROWS, HEADER, "csv", link)
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "E001" in path.read_text(encoding="utf-8-sig")


def test_places_that_cannot_be_written_to(tmp_path: Path):
    """A folder, a folder that is not there, a device, a name that cannot be: a message, exit status 2."""
    for place, words in [
        (tmp_path, "is a folder"),
        (tmp_path / "none" / "t.csv", "There is no folder"),
        (Path("/dev/null"), "can be replaced"),
        (tmp_path / "a\0b", "The name of the file holds an invisible control character .U.0000"),
        (tmp_path / "\x1b[31m.csv", "holds an invisible control character .U.001B"),
        (tmp_path / "a\nb.csv", "holds a line break where one line belongs"),
        (tmp_path / ("x" * 300), "cannot be written"),
    ]:
        with pytest.raises(CannotWrite, match=words) as caught:
            write_table(ROWS, HEADER, "csv", place)
        assert caught.value.exit_status == 2
    assert os.listdir(tmp_path) == []
    (tmp_path / "away.csv").symlink_to(tmp_path / "gone" / "t.csv")
    with pytest.raises(CannotWrite, match=r"is a link into the folder .*gone, which is not there. Remove"):
        write_table(ROWS, HEADER, "csv", tmp_path / "away.csv")


def test_a_name_of_other_bytes_stays(tmp_path: Path):
    """Bytes that are no characters here are a name in another encoding, which its user can read."""
    place = tmp_path / os.fsdecode("三月.csv".encode("gbk"))
    write_table(ROWS, HEADER, "csv", place)
    assert place.is_file()


def test_more_rows_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A sheet's limit is said, and no rows are lost silently."""
    monkeypatch.setattr("csi_tui.services.tabular.writing.XLSX_ROWS", 3)
    write_table(ROWS[:2], HEADER, "xlsx", tmp_path / "t.xlsx")
    with pytest.raises(CannotWrite, match="2 rows at most"):
        write_table(ROWS, HEADER, "xlsx", tmp_path / "u.xlsx")
    assert os.listdir(tmp_path) == ["t.xlsx"]


@pytest.mark.parametrize("format", ["csv", "xlsx", "json"])
def test_lone_surrogates_do_not_break_a_file(tmp_path: Path, format: Literal["csv", "xlsx", "json"]):
    """A name taken from a badly encoded command line is shown as well as it can be."""
    write_table([("a\udcffb", 1, "x")], HEADER, format, tmp_path / "t")
    if format != "json":
        assert read_all(tmp_path / "t")[1] == [(2, ["a?b", "1", "x"])]


def test_widths_count_chinese_twice():
    """Column widths that count CJK characters as two."""
    assert [width(text) for text in ("abc", "王伟", "a王", "ＡＢ", "")] == [3, 4, 3, 4, 0]

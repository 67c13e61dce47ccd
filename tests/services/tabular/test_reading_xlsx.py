"""Workbooks: cells as they are, the right sheet, and what is refused before it is unpacked (docs/files.md §3)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.reading import ImpreciseNumber, read_table
from csi_tui.services.tabular.table import FORMULA_ERROR
from tests.services.tabular.files import read_all, xlsx_file

SHEET = "xl/worksheets/sheet1.xml"


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Rewrite every part of a workbook; a part that becomes None goes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def with_cells(path: Path, cells: str) -> Path:
    """Make a workbook whose sheet has these rows, as XML."""
    xlsx_file(path, [["x"]])

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        return re.sub(
            rb"<sheetData>.*</sheetData>",
            b"<sheetData>" + cells.encode() + b"</sheetData>",
            content,
            flags=re.S,
        )

    return repacked(path, change)


def test_cells_come_as_what_they_are(tmp_path: Path):
    """docs/architecture.md, *Libraries*: calamine gives numbers as floats: normalise."""
    path = tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["h"])

        def write(row: int, value: object, pattern: str = "General") -> None:
            sheet.write(row, 0, value, workbook.add_format({"num_format": pattern}))

        write(1, 13781049347)
        write(2, 260.5)
        write(3, 0.1 + 0.2)
        write(4, datetime(2026, 3, 7, 9, 5, 1, 123000), "yyyy-mm-dd hh:mm:ss.000")
        write(5, date(2026, 3, 7), "yyyy-mm-dd")
        write(6, time(9, 5), "hh:mm")
        write(7, 0.5, "0%")
        write(8, 1.5, "[h]:mm")
        write(9, True)
        write(10, 46088.378472222, 'yyyy"年"m"月"d"日"')
        write(11, 123456789012345678)
        write(12, -0.00001)
        sheet.write_formula(13, 0, "=1+1", None, 2)
        sheet.write_formula(14, 0, "=NA()", None, "#N/A")
    _table, rows = read_all(path)
    assert [cells[0] for _number, cells in rows] == [
        "13781049347",
        "260.5",
        "0.3",
        datetime(2026, 3, 7, 9, 5, 1, 123000),
        date(2026, 3, 7),
        time(9, 5),
        "50%",
        timedelta(days=1, hours=12),
        "TRUE",
        datetime(2026, 3, 7, 9, 5),
        "123456789012345700",
        "-0.00001",
        "2",
        FORMULA_ERROR,
    ]
    assert isinstance(rows[10][1][0], ImpreciseNumber)


def test_the_first_visible_sheet_that_holds_anything(tmp_path: Path):
    """Without a name, the first non-empty sheet; a hidden one only when there is no other."""
    path = tmp_path / "s.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("空")
        hidden = workbook.add_worksheet("隐藏")
        hidden.write(0, 0, "hidden")
        hidden.hide()
        workbook.add_worksheet("数据").write(2, 1, "a")
        workbook.add_worksheet("说明").write(0, 0, "b")
    table, _rows = read_all(path)
    assert (table.sheet, table.header, table.header_row) == ("数据", ("a",), 3)
    assert table.sheets == ("空", "隐藏", "数据", "说明")
    assert read_all(path, sheet="说明")[0].header == ("b",)
    assert read_all(path, sheet="隐藏")[0].header == ("hidden",)
    with pytest.raises(UnreadableFile, match=r"no sheet 四月.*空, 隐藏, 数据, 说明"):
        read_table(path, sheet="四月")
    with pytest.raises(UnreadableFile, match="Sheet 空 of"):
        read_table(path, sheet="空")


def test_row_numbers_are_the_spreadsheets(tmp_path: Path):
    """Empty rows above and between are counted and passed over, in a table that starts anywhere."""
    _table, rows = read_all(
        xlsx_file(tmp_path / "s.xlsx", [[], [], [None, "h"], [], [None, "1"], [" "], [None, 2]])
    )
    assert rows == [(5, ["", "1"]), (7, ["", "2"])]


def test_files_of_openpyxl_read_alike(tmp_path: Path):
    """Workbooks of other programs: shared texts, dates and numbers by openpyxl."""
    book = openpyxl.Workbook()
    book.active.append(["工单号", "受理时间", "费用"])
    book.active.append(["W1", datetime(2026, 3, 7, 9, 5), 260.5])
    book.active.append(["W2", date(2026, 3, 8), None])
    book.active.merge_cells("A3:B4")
    book.save(tmp_path / "s.xlsx")
    table, rows = read_all(tmp_path / "s.xlsx")
    assert table.header == ("工单号", "受理时间", "费用")
    assert rows == [(2, ["W1", datetime(2026, 3, 7, 9, 5), "260.5"]), (3, ["W2", "", ""])]


@pytest.mark.parametrize("name", ["s.csv", "s.xls", "s", "s.xlsm", "工单.ods"])
def test_the_content_decides_and_not_the_name(tmp_path: Path, name: str):
    """A workbook under any name is read as one."""
    assert read_all(xlsx_file(tmp_path / name, [["h"], ["1"]]))[1] == [(2, ["1"])]


def test_a_csv_under_a_workbooks_name(tmp_path: Path):
    """A csv file named xlsx is read as csv."""
    path = tmp_path / "s.xlsx"
    path.write_text("h\n1\n")
    assert read_all(path)[0].format == "csv"


def test_a_sheet_of_two_cells_far_apart_is_refused(tmp_path: Path):
    """Issue "hostile input": the reader would ask for 550 GB and end the process."""
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["XFD1048576"] = "y"
    book.save(tmp_path / "s.xlsx")
    with pytest.raises(UnreadableFile, match="1048576 rows and 16384 columns"):
        read_table(tmp_path / "s.xlsx")


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c><c r="XFD9"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c t="n" r="XFD1048576"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c><c\n r = 'XFD1048576'><v>1</v></c></row>",
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576" s="/>"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><x:c xmlns:x="urn:x" r="XFD1048576"><x:v>1</x:v></x:c></row>',
    ],
)
def test_far_cells_are_found_however_they_are_written(tmp_path: Path, cells: str):
    """References may stand anywhere in an element, or be left out."""
    with pytest.raises(UnreadableFile, match="1048576 rows"):
        read_table(with_cells(tmp_path / "s.xlsx", cells))


def test_formatted_empty_cells_far_away_do_no_harm(tmp_path: Path):
    """Whole columns are often formatted down to the last row: only filled cells count."""
    rows = '<row r="1"><c r="A1" t="str"><v>h</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    rows += '<row r="1048576"><c r="XFD1048576" s="0"/><!-- <c r="XFD1048575"> --></row>'
    assert read_all(with_cells(tmp_path / "s.xlsx", rows))[1] == [(2, ["1"])]


def test_formula_errors_are_found_without_references_too(tmp_path: Path):
    """An error must not pass for an empty cell, however the sheet is written."""
    rows = '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>'
    rows += '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row>'
    assert read_all(with_cells(tmp_path / "s.xlsx", rows))[1] == [(2, ["1", FORMULA_ERROR])]


def test_a_part_that_understates_its_size_is_refused(tmp_path: Path):
    """Issue "hostile input": the archive's directory is not believed; each part is unpacked once and measured."""
    path = xlsx_file(tmp_path / "s.xlsx", [["h"], *([f"row {n}"] for n in range(500))])
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    entry = content.rindex(SHEET.encode()) - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    assert int.from_bytes(content[entry + 24 : entry + 28], "little") == size
    content[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="too large to be unpacked"):
        read_table(path)


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path):
    """Issue "hostile input": zip bombs, here 40 MB of blanks in 40 KB."""
    bomb = b"<sst>" + b" " * 40_000_000 + b"</sst>"
    path = xlsx_file(tmp_path / "s.xlsx", [["h"], ["1"]])
    repacked(path, lambda name, content: bomb if name == "xl/sharedStrings.xml" else content)
    assert path.stat().st_size < 100_000
    with pytest.raises(UnreadableFile, match="too large to be unpacked"):
        read_table(path)


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_XLSX_BYTES", 100), ("MAX_UNPACKED_BYTES", 100), ("MAX_PARTS", 2)]
)
def test_limits_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int):
    """Each declared limit refuses what is above it."""
    path = xlsx_file(tmp_path / "s.xlsx", [["h"], ["1"]])
    assert read_all(path)[1]
    monkeypatch.setattr(f"csi_tui.services.tabular.package.{limit}", value)
    with pytest.raises(UnreadableFile, match="too large to be unpacked"):
        read_table(path)


def test_other_archives_say_what_they_are(tmp_path: Path):
    """A zip archive that is no workbook, an OpenDocument file, a binary workbook."""
    for inside, words in [
        ("a.csv", "no workbook. Unpack it"),
        ("content.xml", "OpenDocument"),
        ("xl/workbook.bin", "xlsb"),
    ]:
        path = tmp_path / "s.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(inside, "x")
        with pytest.raises(UnreadableFile, match=words):
            read_table(path)


@pytest.mark.parametrize("kept", [4, 30, 500, 3000, -10])
def test_a_workbook_cut_off_is_refused(tmp_path: Path, kept: int):
    """A download that broke off."""
    path = xlsx_file(tmp_path / "s.xlsx", [["h"], ["1"]])
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(UnreadableFile, match="damaged"):
        read_table(path)


def test_parts_that_cannot_be_looked_through_are_refused(tmp_path: Path):
    """A part in UTF-16 would pass every look at its bytes."""
    path = xlsx_file(tmp_path / "s.xlsx", [["h"], ["1"]])
    repacked(path, lambda name, content: content.decode().encode("utf-16") if name == SHEET else content)
    with pytest.raises(UnreadableFile, match="damaged"):
        read_table(path)


def test_an_empty_workbook_and_a_wide_one(tmp_path: Path):
    """Nothing in it, or far too many columns."""
    with pytest.raises(UnreadableFile, match="is empty"):
        read_table(xlsx_file(tmp_path / "e.xlsx", []))
    with pytest.raises(UnreadableFile, match="600 columns"):
        read_table(xlsx_file(tmp_path / "w.xlsx", [["h"] * 600]))

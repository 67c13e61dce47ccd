"""Workbooks of the old format and OpenDocument tables give the rows and the findings of xlsx (docs/files.md §1)."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault, parse_rows
from csi_tui.services.tabular.unclear import UnclearCell
from tests.services.tabular.files import (
    csv_file,
    ods_cell,
    ods_file,
    ods_of,
    read_all,
    xls_file,
    xlsx_file,
)

OFFICE = Path(__file__).parents[2] / "examples" / "office"
HEADER = ("问卷编号", "工单号", "评价时间", "服务态度", "响应速度", "维修质量", "配件供应", "费用合理性")
MOMENT = datetime(2026, 3, 7, 9, 5)
ROWS: list[list[Any]] = [
    list(HEADER),
    ["Q1", "W1", MOMENT, 5, 4, 3, 2, 1],
    ["Q2", "000123", MOMENT, 5, None, 3, "满意(4)", 1],
    ["Q3", 13800138000, MOMENT, 5, 4, 3, 2, 1],
    ["Q4", "W4", date(2026, 3, 8), 0.5, 4, 3, 2, 1],
]


def by_openpyxl(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read(path: Path, **options: Any) -> tuple[list[Any], list[Fault], list[Remark]]:
    """Good rows, faults and remarks."""
    good: list[Any] = []
    bad: list[Fault] = []
    with read_table(path, **options) as table:
        for one in parse_rows("surveys", table, UTC):
            if isinstance(one, list):
                bad.extend(one)
            else:
                good.append(one[1])
    return good, bad, table.remarks


@pytest.mark.parametrize("write", [by_openpyxl, xlsx_file, xls_file, ods_file])
def test_the_same_rows_by_every_library(
    tmp_path: Path, write: Callable[[Path, Sequence[Sequence[Any]]], Path]
) -> None:
    """Seed 000 §11: the same rows in, the same rows out."""
    good, bad, remarks = read(write(tmp_path / "file", ROWS))
    assert [(row.agency_ref, row.order_no, row.attitude, row.response, row.parts) for row in good] == [
        ("Q1", "W1", 5, 4, 2),
        ("Q2", "000123", 5, None, 4),
        ("Q3", "13800138000", 5, 4, 2),
    ]
    assert [row.answered_at for row in good] == [MOMENT.replace(tzinfo=UTC)] * 3
    assert [(fault.row, fault.column, fault.value) for fault in bad] == [(5, "attitude", "0.5")]
    assert remarks == []


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_an_office_suite_s_files_say_the_same(ending: str) -> None:
    """docs/decisions/0059, point 2: what a sheet shows beside its values is found in each format of one workbook."""
    path = OFFICE / f"surveys.{ending}"
    table, rows = read_all(path)
    assert table.format == ending
    assert [number for number, _cells in rows] == [2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13]
    unclear = [
        (number, place, str(cell))
        for number, cells in rows
        for place, cell in enumerate(cells)
        if isinstance(cell, UnclearCell)
    ]
    assert unclear == [(3, 3, "100%"), (4, 3, "5"), (5, 1, "0042"), (11, 3, "4"), (13, 4, "4")]
    by_number = dict(rows)
    assert by_number[6][3] == "5"
    assert by_number[7][3] == "#ERROR!"
    assert by_number[10][4] == "5"
    assert by_number[12][3:5] == ["", "4"]
    assert [(one.id, one.finding) for one in table.remarks] == [
        ("other-sheets", True),
        ("merged-cells", False),
        ("hidden-rows", True),
    ]
    good, bad, _remarks = read(path, all_sheets=True, hidden_rows=True)
    assert [row.agency_ref for row in good] == ["Q1", "Q4", "Q5", "Q7", "Q8", "Q9", "Q11", "Q99"]
    assert [fault.row & 0xFFFF for fault in bad] == [3, 4, 7, 11, 13]


@pytest.mark.parametrize("write", [xls_file, ods_file])
def test_named_sheets_and_headers_below_a_title(
    tmp_path: Path, write: Callable[[Path, Sequence[Sequence[Any]]], Path]
) -> None:
    """docs/files.md §1: a title above the headers is left out and said; --header-row and --sheet hold as for xlsx."""
    path = write(tmp_path / "file", [["三月回访"], [None], *ROWS])
    good, _bad, remarks = read(path)
    assert len(good) == 3
    assert [one.id for one in remarks] == ["header-row"]
    with pytest.raises(UnreadableFile, match="Its sheets: Sheet1"):
        read_table(path, sheet="四月")


def xls_with(path: Path, change: Callable[[Any], None]) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    for column, cell in enumerate(HEADER):
        page.write(0, column, cell)
    moment = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
    for column, cell in enumerate(ROWS[1]):
        if column != 3:
            page.write(1, column, cell, moment if column == 2 else xlwt.Style.default_style)
    change(page)
    book.save(str(path))
    return path


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda page: page.write(1, 3, xlwt.Formula("2+3")), "not stored"),
        (lambda page: page.write(1, 3, 1, xlwt.easyxf(num_format_str="0.00%")), "percentage"),
        (lambda page: page.row(1).set_cell_error(3, 0x2A), "error"),
    ],
)
def test_cells_of_an_xls_that_are_not_clear(tmp_path: Path, change: Callable[[Any], None], why: str) -> None:
    """docs/decisions/0059, point 2: refused at the cell, as in xlsx."""
    good, bad, _remarks = read(xls_with(tmp_path / "s.xls", change))
    assert good == []
    assert [(fault.row, fault.column) for fault in bad] == [(2, "attitude")]
    assert why in bad[0].reason


def ods_with(path: Path, cell: str, styles: str = "", row: str = "") -> Path:
    head = "".join(map(ods_cell, HEADER))
    cells = "".join(map(ods_cell, ROWS[1][:3])) + cell + "".join(map(ods_cell, ROWS[1][4:]))
    rows = f"<table:table-row>{head}</table:table-row><table:table-row {row}>{cells}</table:table-row>"
    return ods_of(path, f'<table:table table:name="一">{rows}</table:table>', styles)


WAN = (
    '<number:number-style style:name="N1"><number:number number:min-integer-digits="1"/>'
    "<number:text>万</number:text></number:number-style>"
    '<style:style style:name="up" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="up"/>'
)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ('<table:table-cell table:formula="of:=2+3"/>', "not stored"),
        ('<table:table-cell office:value-type="percentage" office:value="1"/>', "percentage"),
        (ods_cell(5, 'table:style-name="ce1"'), "another one"),
        (
            '<table:table-cell table:formula="of:=X" office:value-type="string"><text:p>#NAME?</text:p>'
            "</table:table-cell>",
            "error",
        ),
    ],
)
def test_cells_of_an_ods_that_are_not_clear(tmp_path: Path, cell: str, why: str) -> None:
    """docs/decisions/0059, point 2: refused at the cell, as in xlsx."""
    good, bad, _remarks = read(ods_with(tmp_path / "s.ods", cell, WAN))
    assert good == []
    assert [(fault.row, fault.column) for fault in bad] == [(2, "attitude")]
    assert why in bad[0].reason


def test_a_filtered_row_of_an_ods(tmp_path: Path) -> None:
    """docs/decisions/0056, point 4: left out and named; taken where that is said."""
    path = ods_with(tmp_path / "s.ods", ods_cell(5), row='table:visibility="filter"')
    good, _bad, remarks = read(path)
    assert (good, [(one.id, one.finding) for one in remarks]) == ([], [("hidden-rows", True)])
    assert len(read(path, hidden_rows=True)[0]) == 1


def row_of(cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


@pytest.mark.parametrize(
    "rows",
    [
        row_of(ods_cell(7, 'table:number-columns-repeated="500"'), 'table:number-rows-repeated="1000000"'),
        row_of('<table:table-cell table:number-columns-repeated="16384"/>' + ods_cell(7)),
        row_of("<table:table-cell/>", 'table:number-rows-repeated="2000000"') + row_of(ods_cell(7)),
    ],
)
def test_an_ods_that_would_swell(tmp_path: Path, rows: str) -> None:
    """docs/decisions/0059, point 3: refused before the reader unpacks it."""
    path = ods_of(
        tmp_path / "s.ods", f'<table:table table:name="一">{row_of(ods_cell("h"))}{rows}</table:table>'
    )
    with pytest.raises(UnreadableFile, match="reaches over"):
        read_table(path)


def test_rows_that_an_ods_says_are_repeated(tmp_path: Path) -> None:
    """An office suite writes equal rows once, and a million empty ones behind the last."""
    again = row_of(ods_cell("x"), 'table:number-rows-repeated="3"')
    behind = row_of(
        '<table:table-cell table:number-columns-repeated="16384"/>', 'table:number-rows-repeated="1048000"'
    )
    path = ods_of(
        tmp_path / "s", f'<table:table table:name="一">{row_of(ods_cell("h"))}{again}{behind}</table:table>'
    )
    assert [(number, cells) for number, cells in read_all(path)[1]] == [(2, ["x"]), (3, ["x"]), (4, ["x"])]


def test_what_is_no_table_of_these_formats(tmp_path: Path) -> None:
    """A text document, one with entities, one under a password, a workbook of before Excel 97, one that is cut off."""
    text = ods_of(tmp_path / "t.odt", "", mimetype="application/vnd.oasis.opendocument.text")
    with pytest.raises(UnreadableFile, match="OpenDocument file and no table"):
        read_table(text)
    entities = ods_of(tmp_path / "e.ods", "")
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(UnreadableFile, match="damaged"):
        read_table(entities)
    with zipfile.ZipFile(entities, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "\0\1")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(UnreadableFile, match="password"):
        read_table(entities)
    old = xls_file(tmp_path / "o.xls", ROWS)
    name = "Workbook".encode("utf-16-le")
    old.write_bytes(old.read_bytes().replace(name + bytes(2), "Book".encode("utf-16-le") + bytes(10)))
    with pytest.raises(UnreadableFile, match="before Excel 97"):
        read_table(old)
    whole = xls_file(tmp_path / "w.xls", ROWS).read_bytes()
    for kept in (8, 100, 512, 1000, len(whole) // 2):
        old.write_bytes(whole[:kept])
        with pytest.raises(UnreadableFile, match="damaged"):
            read_table(old)


OFFICE_SUITE = shutil.which("soffice")


@pytest.mark.soak
@pytest.mark.skipif(OFFICE_SUITE is None, reason="there is no soffice here")
def test_an_office_suite_writes_what_we_read(tmp_path: Path) -> None:
    """Seed 000 §11: xlsx, ods, xls and csv in four encodings, written by LibreOffice from one file, come in alike."""
    source = by_openpyxl(tmp_path / "source.xlsx", ROWS)
    ways = {
        "xlsx": "xlsx:Calc MS Excel 2007 XML",
        "xls": "xls:MS Excel 97",
        "ods": "ods:calc8",
        # Separator, quotes, character set: UTF-8, GB18030, GBK, UTF-16.
        "csv-76": "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "csv-85": "csv:Text - txt - csv (StarCalc):44,34,85,1",
        "csv-67": "csv:Text - txt - csv (StarCalc):44,34,67,1",
        "csv-65535": "csv:Text - txt - csv (StarCalc):44,34,65535,1",
    }
    found = {}
    for name, way in ways.items():
        folder = tmp_path / name
        subprocess.run(
            [str(OFFICE_SUITE), "--headless", "--convert-to", way, "--outdir", str(folder), str(source)],
            check=True,
            capture_output=True,
            timeout=300,
            env={**os.environ, "HOME": str(tmp_path)},
        )
        (made,) = folder.iterdir()
        good, bad, _remarks = read(made)
        found[name] = (good, [(fault.row, fault.column) for fault in bad])
    assert all(one == found["xlsx"] for one in found.values()), found


def test_a_csv_file_is_one_still(tmp_path: Path) -> None:
    """By its content, whatever its name."""
    assert read_all(csv_file(tmp_path / "s.xls", [["h"], ["1"]]))[0].format == "csv"

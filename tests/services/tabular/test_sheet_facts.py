"""What a workbook shows beside its values: percent, formats, formulas, merged cells, hidden rows, strange parts."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.limits import SUSPECT_RATIO
from csi_tui.services.tabular.number_formats import number_format
from csi_tui.services.tabular.package import inspect_package
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault, parse_rows

HEADER = ("问卷编号", "工单号", "评价时间", "服务态度", "响应速度", "维修质量", "配件供应", "费用合理性")
MOMENT = datetime(2026, 3, 7, 9, 5)
Change = Callable[[Any], object]


def book(path: Path, change: Change | None = None, rows: int = 3) -> Path:
    """A workbook of surveys, changed in one way."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(HEADER)
    for at in range(1, rows + 1):
        sheet.append((f"Q{at}", f"W{at}", MOMENT, 5, 4, 3, 2, 1))
    if change is not None:
        change(sheet)
    made.save(path)
    return path


def read(path: Path, kind: str = "surveys", **options: Any) -> tuple[list[Any], list[Fault], list[Remark]]:
    """Good rows, faults and remarks."""
    good: list[Any] = []
    bad: list[Fault] = []
    with read_table(path, **options) as table:
        for one in parse_rows(kind, table, UTC):
            if isinstance(one, list):
                bad.extend(one)
            else:
                good.append(one[1])
    return good, bad, table.remarks


def repacked(
    path: Path, change: Callable[[str, bytes], tuple[str, bytes]], more: dict[str, bytes] | None = None
) -> Path:
    """The same workbook with other names or contents of its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed, content = change(name, old.read(name))
            part = zipfile.ZipInfo()
            part.filename, part.compress_type = changed, zipfile.ZIP_DEFLATED
            new.writestr(part, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    path.write_bytes(packed.getvalue())
    return path


def without_references(path: Path) -> Path:
    """The same workbook whose cells and rows do not say where they stand, so that the slow way reads it."""

    def strip(name: str, content: bytes) -> tuple[str, bytes]:
        return name, re.sub(rb'<(c|row) r="[^"]*"', rb"<\1", content) if "sheet1" in name else content

    return repacked(path, strip)


def formatted(code: str, value: object = 1, at: str = "D3") -> Change:
    def change(sheet: Any) -> None:
        sheet[at].value = value
        sheet[at].number_format = code

    return change


def uncalculated(sheet: Any) -> None:
    sheet["D3"] = "=2+3"


@pytest.mark.parametrize("way", ["quick", "exact"])
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (formatted("0%"), "percentage"),
        (formatted("0.00%"), "percentage"),
        (formatted('0.0"万"', 5), "another one"),
        (formatted("#,##0,", 5), "another one"),
        (formatted(";;;", 5), "another one"),
        (formatted('[=1]"是";"否"', 1), "another one"),
        (uncalculated, "not stored"),
    ],
)
def test_what_is_shown_is_not_what_is_stored(tmp_path: Path, way: str, change: Change, why: str) -> None:
    """Refused at the cell with the remedy; the other rows go in."""
    path = book(tmp_path / "s.xlsx", change)
    if way == "exact":
        without_references(path)
    good, bad, remarks = read(path)
    assert [row.agency_ref for row in good] == ["Q1", "Q3"]
    assert [(fault.row, fault.column) for fault in bad] == [(3, "attitude")]
    assert why in bad[0].reason
    assert remarks == []


@pytest.mark.parametrize(
    "code",
    [
        "0",
        "0.00",
        "#,##0",
        '0"分"',
        "General",
        "00",
        "¥#,##0.00;[Red]-¥#,##0.00",
        "@",
        '_ * #,##0_ ;_ * "-"??_ ',
    ],
)
def test_a_format_that_changes_nothing(tmp_path: Path, code: str) -> None:
    good, bad, _remarks = read(book(tmp_path / "s.xlsx", formatted(code, 4)))
    assert ([row.attitude for row in good], bad) == ([5, 4, 5], [])


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0%", "percent"),
        ("yyyy-mm-dd", None),
        ('0.0"k"', "other"),
        ("0000", "zeros"),
        ("[$-804]0", None),
        ("0E+0", None),
    ],
)
def test_formats_by_their_codes(code: str, kind: str | None) -> None:
    found = number_format(code)
    assert (found.kind if found else None) == kind


@pytest.mark.parametrize("way", ["quick", "exact"])
def test_leading_zeros_of_a_format_are_read(tmp_path: Path, way: str) -> None:
    made = openpyxl.Workbook()
    made.active.append(("employee_no", "name", "role", "joined_on"))
    made.active.append((42, "甲", "agent", datetime(2020, 1, 1)))
    made.active["A2"].number_format = "0000"
    made.save(tmp_path / "e.xlsx")
    if way == "exact":
        without_references(tmp_path / "e.xlsx")
    good, bad, _remarks = read(tmp_path / "e.xlsx", "employees")
    assert ([row.employee_no for row in good], bad) == (["0042"], [])


def test_a_cell_merged_over_rows_is_each_ones(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("D2:D4")

    path = book(tmp_path / "s.xlsx", merge)
    good, bad, remarks = read(path)
    assert ([row.attitude for row in good], bad) == ([5, 5, 5], [])
    assert [(one.id, one.finding) for one in remarks] == [("merged-cells", False)]


def test_a_cell_merged_over_columns_is_nobodys(tmp_path: Path) -> None:
    good, bad, _remarks = read(book(tmp_path / "s.xlsx", lambda sheet: sheet.merge_cells("D3:E3")))
    assert [row.agency_ref for row in good] == ["Q1", "Q3"]
    assert [(fault.row, fault.column) for fault in bad] == [(3, "response")]


def test_a_merged_title_and_merged_headers(tmp_path: Path) -> None:
    def titled(sheet: Any) -> None:
        sheet.insert_rows(1, 2)
        sheet["A1"] = "三月明细"
        sheet.merge_cells("A1:H1")
        for place, name in enumerate(HEADER[:3], 1):
            sheet.cell(2, place, name)
            sheet.cell(3, place).value = None
            sheet.merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
        sheet["D2"] = "评分"
        sheet.merge_cells("D2:H2")

    good, bad, remarks = read(book(tmp_path / "s.xlsx", titled))
    assert ([row.attitude for row in good], bad) == ([5, 5, 5], [])
    assert ["rows 2 and 3" in remark.text for remark in remarks if remark.id == "header-row"] == [True]


@pytest.mark.parametrize("way", ["quick", "exact"])
def test_hidden_rows_are_left_out_and_said(tmp_path: Path, way: str) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["E"].hidden = True

    def flatten(name: str, content: bytes) -> tuple[str, bytes]:
        return name, content.replace(b'<row r="4"', b'<row r="4" ht="0" customHeight="1"')

    path = repacked(book(tmp_path / "s.xlsx", hide), flatten)
    if way == "exact":
        without_references(path)
    good, _bad, remarks = read(path)
    assert [(row.agency_ref, row.response) for row in good] == [("Q1", 4)]
    assert [(one.id, one.finding) for one in remarks] == [("hidden-rows", True)]
    assert "2 rows" in remarks[0].text
    taken, _bad, remarks = read(path, hidden_rows=True)
    assert [row.agency_ref for row in taken] == ["Q1", "Q2", "Q3"]
    assert [(one.id, one.finding) for one in remarks] == [("hidden-rows", False)]


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    """A date cell is a date; a plain number would be one four years earlier."""
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.active.append(HEADER[:4])
    made.active.append(("Q1", "W1", MOMENT, 5))
    made.active.append(("Q2", 7, 46088.5, 5))
    made.save(tmp_path / "s.xlsx")
    good, bad, _remarks = read(tmp_path / "s.xlsx")
    assert [(row.answered_at, row.attitude) for row in good] == [(MOMENT.replace(tzinfo=UTC), 5)]
    assert [(fault.row, fault.column) for fault in bad] == [(3, "answered_at")]
    assert "1904" in bad[0].reason


def renamed(old: str, new: str) -> Callable[[str, bytes], tuple[str, bytes]]:
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        return name.replace(old, new), content.replace(
            old.encode(), new.encode()
        ) if ".rels" in name else content

    return change


@pytest.mark.parametrize(
    ("change", "more"),
    [
        (lambda name, content: (name.replace("/", "\\"), content), {}),
        (lambda name, content: (name.replace("xl/worksheets", "xl/Worksheets"), content), {}),
        (renamed("workbook.xml", "workbook2.xml"), {}),
        (lambda name, content: (name, content), {"customXml/item1.xml": "<a/>".encode("utf-16")}),
    ],
)
def test_parts_that_other_readers_open(tmp_path: Path, change: Any, more: dict[str, bytes]) -> None:
    """What their cells are is found under every name: the percentage is refused as ever."""
    path = repacked(book(tmp_path / "s.xlsx", formatted("0%")), change, more)
    good, bad, _remarks = read(path)
    assert [row.agency_ref for row in good] == ["Q1", "Q3"]
    assert [(fault.row, fault.column) for fault in bad] == [(3, "attitude")]


def test_a_workbook_that_swells_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Nine million empty strings would take 216 MB; what they are packed to is no more suspect than a table's."""
    noise = random.Random(56).randbytes(250_000).hex().encode()
    strings = b"<sst>" + b"<si/>" * 9_000_000 + b"<!--" + noise + b"--></sst>"
    path = repacked(
        book(tmp_path / "s.xlsx"), lambda name, content: (name, content), {"xl/sharedStrings.xml": strings}
    )
    assert len(strings) < SUSPECT_RATIO * path.stat().st_size
    with pytest.raises(UnreadableFile, match="too large"):
        read_table(path)


def test_both_ways_find_the_same(tmp_path: Path) -> None:
    def all_of_it(sheet: Any) -> None:
        formatted("0%")(sheet)
        sheet["E2"] = "=1/0"
        sheet["F4"].number_format = '0"万"'
        sheet.merge_cells("G2:G4")
        sheet.row_dimensions[5].hidden = True

    path = book(tmp_path / "s.xlsx", all_of_it, rows=6)
    quick = inspect_package(path, "s", path.stat().st_size).facts_of("Sheet")
    exact = inspect_package(without_references(path), "s", path.stat().st_size).facts_of("Sheet")
    assert quick.marks
    assert (quick.marks, quick.hidden, quick.merged) == (exact.marks, exact.hidden, exact.merged)

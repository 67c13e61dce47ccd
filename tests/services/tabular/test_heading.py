"""Headers as files have them: with units, below titles, in two rows; rows beside the table; numbers that are spoilt."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from csi_tui.services.errors import UnreadableFile
from csi_tui.services.tabular.cells import parse_answer
from csi_tui.services.tabular.columns import header_names
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.remarks import Remark
from csi_tui.services.tabular.rows import Fault, ParsedRows, parse_rows
from tests.services.tabular.files import csv_file, xlsx_file

SURVEY = ("问卷编号", "工单号", "评价时间", "服务态度", "响应速度", "维修质量", "配件供应", "费用合理性")
ANSWERS = ["Q1", "W1", "2026-03-07 09:05", "5", "4", "3", "", "1"]
Rows = list[list[str]]


def parsed(
    path: Path, kind: str = "surveys", header_row: int | None = None
) -> tuple[list[tuple[int, Any]], list[Fault], list[Remark], ParsedRows]:
    """Good rows, faults and remarks of a file."""
    with read_table(path) as table:
        rows = parse_rows(kind, table, UTC, header_row=header_row)
        good: list[tuple[int, Any]] = []
        bad: list[Fault] = []
        for one in rows:
            if isinstance(one, list):
                bad.extend(one)
            else:
                good.append(one)
    return good, bad, table.remarks, rows


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("above", "said"),
    [
        ([], []),
        ([["2026年3月客户满意度调查明细"]], ["header-row"]),
        ([["2026年3月客户满意度调查明细"], [], ["单位：分"]], ["header-row"]),
    ],
)
def test_headers_below_a_title(tmp_path: Path, form: str, above: Rows, said: list[str]) -> None:
    write = csv_file if form == "csv" else xlsx_file
    path = write(tmp_path / f"s.{form}", [*above, list(SURVEY), ANSWERS])
    good, bad, remarks, _rows = parsed(path)
    assert [number for number, _row in good] == [len(above) + 2]
    assert (bad, [remark.id for remark in remarks]) == ([], said)
    assert not any(remark.finding for remark in remarks)
    assert all(f"found in row {len(above) + 1};" in remark.text for remark in remarks)
    again = parsed(path, header_row=len(above) + 1)
    assert (again[0], again[2]) == (good, [])


def test_a_row_of_headers_that_is_empty_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="row 2"):
        parsed(csv_file(tmp_path / "s.csv", [SURVEY, [], ANSWERS]), header_row=2)


def test_headers_in_two_rows(tmp_path: Path) -> None:
    upper = [*SURVEY[:3], "满意度评分", "", "", "", ""]
    lower = ["", "", "", *SURVEY[3:]]
    good, bad, remarks, _rows = parsed(csv_file(tmp_path / "s.csv", [upper, lower, ANSWERS]))
    assert [(number, row.attitude, row.cost) for number, row in good] == [(3, 5, 1)]
    assert (bad, [remark.id for remark in remarks]) == ([], ["header-row"])


def test_rows_beside_the_table_are_left_out_and_said(tmp_path: Path) -> None:
    """Totals are kept for whoever compares them; a bad row stays a bad row."""
    rows = [
        SURVEY,
        ANSWERS,
        ["3月小计", "", "", "5", "4", "3", "", "1"],
        SURVEY,
        ["Q2", *ANSWERS[1:]],
        ["Q3"],
        ["合计", "", "", "10", "8", "6", "", "2"],
        ["注：本表由第三方机构提供"],
    ]
    good, bad, remarks, found = parsed(csv_file(tmp_path / "s.csv", rows))
    assert [number for number, _row in good] == [2, 5]
    assert {(fault.row, fault.column) for fault in bad} == {(6, "answered_at")}
    assert [remark.id for remark in remarks] == ["totals-rows", "note-rows", "header-again"]
    assert [(one.row, one.word, one.cells["attitude"]) for one in found.aside.totals] == [
        (3, "3月小计", "5"),
        (7, "合计", "10"),
    ]


@pytest.mark.parametrize(
    ("kind", "header", "column"),
    [
        ("surveys", "服务态度(1-5)", "attitude"),
        ("surveys", "响应速度（分）", "response"),
        ("surveys", "维修质量 ", "quality"),
        ("surveys", "配件供应\n得分", "parts"),
        ("surveys", "费用合理性*", "cost"),
        ("surveys", "服务态度【5分制】", "attitude"),
        ("surveys", "服务态度(1-10)", None),
        ("surveys", "服务态度(百分制)", None),
        ("surveys", "费用（元）", None),
        ("orders", "费用（元）", "fee"),
        ("orders", "费用(万元)", None),
        ("orders", "到达时间[本地]", "arrived_at"),
        ("orders", "到达时间[UTC]", None),
    ],
)
def test_a_unit_that_changes_nothing_is_passed_over(kind: str, header: str, column: str | None) -> None:
    assert header_names(kind).column_of(header) == column


@pytest.mark.parametrize(
    ("header", "column"),
    [("服务态度(1-10)", "attitude"), ("服務态度评价", "attitude"), ("attitud", "attitude"), ("颜色", None)],
)
def test_a_header_that_resembles_one_is_a_finding(tmp_path: Path, header: str, column: str | None) -> None:
    path = csv_file(tmp_path / "s.csv", [[*SURVEY[:3], header, *SURVEY[4:], "备注"], ANSWERS])
    _good, _bad, remarks, rows = parsed(path)
    assert rows.unknown == (header,)
    assert [(one.id, one.finding) for one in remarks] == ([("resembling-header", True)] if column else [])
    assert all(f'"{header}" = "{column}"' in one.text for one in remarks)


def test_a_survey_without_answers_takes_nothing(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "s.csv", [[*SURVEY[:3], "服务态度(1-10)"], ANSWERS[:4]])
    with pytest.raises(UnreadableFile, match="attitude"):
        parsed(path)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("满意(4)", 4), ("4星", 4), ("★★★★", 4), ("★★☆☆☆", 2), ("4-满意", 4), ("基本满意（3）", 3), ("5分", 5)],
)
def test_an_answer_with_its_figure(cell: str, answer: int) -> None:
    assert parse_answer(cell) == answer


@pytest.mark.parametrize(
    "cell", ["基本满意", "满意(2)", "满意(8)", "3次", "★★☆", "4/5", "100%", "一般满意", "15"]
)
def test_an_answer_that_could_be_another(tmp_path: Path, cell: str) -> None:
    rows = [SURVEY, [*ANSWERS[:3], cell, *ANSWERS[4:]]]
    good, bad, _remarks, _rows = parsed(csv_file(tmp_path / "s.csv", rows))
    assert (good, [(fault.row, fault.column) for fault in bad]) == ([], [(2, "attitude")])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("1.38E+10", None),
        ("1.38001E+10", None),
        ("########", None),
        ("138****8000", None),
        ("138xxxx8000", None),
        ("'13800138000", "13800138000"),
        ("13800138000", "13800138000"),
        ("400-800-1234", "400-800-1234"),
    ],
)
def test_numbers_that_a_spreadsheet_has_spoilt(
    tmp_path: Path, form: str, cell: str, kept: str | None
) -> None:
    write = csv_file if form == "csv" else xlsx_file
    rows = [["order_no", "received_at", "customer_phone"], ["W1", "2026-03-07 09:05", cell]]
    good, bad, _remarks, _rows = parsed(write(tmp_path / "o", rows), "orders")
    assert [row.customer_phone for _number, row in good] == ([kept] if kept else [])
    assert [fault.column for fault in bad] == ([] if kept else ["customer_phone"])


@pytest.mark.parametrize(("cell", "status"), [("是", "valid"), ("否", "invalid"), ("有效", "valid")])
def test_the_question_of_the_template_is_answered(tmp_path: Path, cell: str, status: str) -> None:
    header = ["投诉编号", "受理时间", "是否有效", "无效原因"]
    good, _bad, _remarks, _rows = parsed(
        csv_file(tmp_path / "k.csv", [header, ["K1", "2026-03-07 09:05", cell, "x"]]), "complaints"
    )
    assert [row.status for _number, row in good] == [status]

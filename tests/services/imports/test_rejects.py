"""Rejected rows go back in their sender's layout; the sender's totals stand beside ours (docs/decisions/0059)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UserError
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.rejects import write_rejects
from csi_tui.services.imports.report import ImportReport
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.table import Cell
from tests.services.imports.test_mappings import HEADERS, mapping, shop
from tests.services.tabular.files import csv_file, xlsx_file

__all__ = ["shop"]

HEADER = ["备注", "评价时间", "工单号", "问卷编号", "服务态度", "费用合理性"]
MOMENT = datetime(2026, 1, 7, 9, 5)


def rows_of(path: Path) -> list[list[Cell]]:
    with read_table(path) as table:
        return [list(table.header), *(list(cells) for _number, cells in table.rows)]


def rejected(desk: Desk, path: Path, out: Path, **options: Any) -> tuple[ImportReport, list[list[Cell]]]:
    report = import_file(desk, "surveys", path, **options)
    write_rejects(desk, report, path, out, **options)
    return report, rows_of(out)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_rejected_rows_go_back_as_they_came(shop: Desk, tmp_path: Path, ending: str) -> None:
    """Headers, order of columns and cells of the sender, the reason in one more column; mended, they come in."""
    sent: list[list[Any]] = [
        ["三月回访"],
        HEADER,
        ["x", MOMENT, "W1", "A1", 5, 5],
        ["y", MOMENT, "000W2", "A2", 4, "好得很"],
        ["z", MOMENT, "W3", "A3", "9", 4],
    ]
    report, rows = rejected(shop, xlsx_file(tmp_path / "sent.xlsx", sent), tmp_path / f"back.{ending}")
    assert report.accepted == 1
    assert [cell for cell in rows[0]] == [*HEADER, "not imported because"]
    assert [[str(cell) for cell in row[:6]] for row in rows[1:]] == [
        ["y", "2026-01-07 09:05:00", "000W2", "A2", "4", "好得很"],
        ["z", "2026-01-07 09:05:00", "W3", "A3", "9", "4"],
    ]
    assert "cost" in str(rows[1][6])
    assert "attitude" in str(rows[2][6])
    mended = [rows[0], [*rows[1][:2], "W2", *rows[1][3:5], "5", rows[1][6]], rows[2]]
    again = import_file(shop, "surveys", csv_file(tmp_path / "mended.csv", mended))
    assert (again.accepted, [fault.row for fault in again.rejected]) == (1, [3])
    assert again.remarks == ()
    assert again.unknown_columns == ()


def test_what_is_not_clear_is_shown(shop: Desk, tmp_path: Path) -> None:
    """A percentage goes back as the text that its sender sees."""
    path = tmp_path / "sent.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER[1:])
        sheet.write_row(1, 0, ["2026-01-07 09:05", "W1", "A1"])
        sheet.write_number(1, 3, 1, book.add_format({"num_format": "0%"}))
        sheet.write_row(1, 4, [5])
    _report, rows = rejected(shop, path, tmp_path / "back.csv")
    assert rows[1][3] == "100%"


def test_a_sender_with_a_mapping_keeps_it(shop: Desk, tmp_path: Path) -> None:
    """The further column makes no other layout of it; sheets of another order come back in that of the first."""
    path = tmp_path / "sent.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, order in (("一", (0, 1, 2, 3, 4, 5)), ("二", (5, 4, 3, 2, 1, 0))):
            sheet = book.add_worksheet(name)
            row = (f"A{name}", "W1", "2026-01-07 09:05", "妥", "5", "沪")
            sheet.write_row(0, 0, [HEADERS[place] for place in order])
            sheet.write_row(1, 0, [row[place] for place in order])
    options: dict[str, Any] = {"mapping": mapping(tmp_path / "m.toml"), "all_sheets": True}
    report, rows = rejected(shop, path, tmp_path / "back.csv", **options)
    assert (report.accepted, report.rejected_rows) == (0, 2)
    assert [row[:6] for row in rows] == [
        list(HEADERS),
        ["A一", "W1", "2026-01-07 09:05", "妥", "5", "沪"],
        ["A二", "W1", "2026-01-07 09:05", "妥", "5", "沪"],
    ]
    mended = csv_file(
        tmp_path / "mended.csv", [[str(cell).replace("妥", "5") for cell in row] for row in rows]
    )
    again = import_file(shop, "surveys", mended)
    assert (again.accepted, [one.id for one in again.remarks]) == (2, ["mapping"])


def test_a_file_that_is_there_is_not_written_over(shop: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "sent.csv", [HEADER, ["", "2026-01-07 09:05", "W1", "A1", "9", "5"]])
    report = import_file(shop, "surveys", path)
    with pytest.raises(UserError, match="already"):
        write_rejects(shop, report, path, path)
    with pytest.raises(UserError, match=r"ends in \.csv or \.xlsx"):
        write_rejects(shop, report, path, tmp_path / "back.ods")


TOTAL: list[list[Any]] = [
    HEADER[1:],
    ["2026-01-07 09:05", "W1", "A1", 5, 4],
    ["2026-01-07 09:05", "W2", "A2", 4, 4],
    ["小计", "", "2", "9", "8"],
    ["2026-01-07 09:05", "W3", "A3", 2, ""],
]


def sender_totals(report: ImportReport) -> list[tuple[int, str, str, str, bool]]:
    return [(one.row, one.column, one.theirs, one.ours, one.equal) for one in report.sender_totals]


def test_totals_that_agree(shop: Desk, tmp_path: Path) -> None:
    """Rows, sums of a group and of all, and means of what was answered; nothing to look at."""
    path = csv_file(
        tmp_path / "a.csv", [*TOTAL, ["合计", "共3条", "3", "11", "8"], ["平均", "", "", "3.67", "4.0"]]
    )
    report = import_file(shop, "surveys", path)
    assert sender_totals(report) == [
        (4, "", "2", "2", True),
        (4, "attitude", "9", "9", True),
        (4, "cost", "8", "8", True),
        (6, "", "共3条", "3", True),
        (6, "", "3", "3", True),
        (6, "attitude", "11", "11", True),
        (6, "cost", "8", "8", True),
        (7, "attitude", "3.67", "3.67", True),
        (7, "cost", "4.0", "4.0", True),
    ]
    assert not report.needs_a_person


def test_totals_of_a_dry_run(shop: Desk, tmp_path: Path) -> None:
    """Nothing is in the store: what is said is about the rows of the file (docs/files.md §1)."""
    path = csv_file(tmp_path / "a.csv", [*TOTAL, ["合计", "", "4", "11", "9"]])
    report = import_file(shop, "surveys", path, dry_run=True)
    said = [remark.text for remark in report.remarks if remark.id == "totals" and remark.row == 6]
    assert said == [
        "合计: number of rows 4 in the file, 3 that are not rejected.",
        "合计: 11 in the file, and the same by the rows that are not rejected.",
        "合计: 9 in the file, 8 by the rows that are not rejected.",
    ]


def test_totals_that_differ(shop: Desk, tmp_path: Path) -> None:
    """A row that was rejected, or lost on the way, shows; somebody has to look."""
    path = csv_file(tmp_path / "a.csv", [*TOTAL, ["合计", "", "4", "15", "8"]])
    report = import_file(shop, "surveys", path)
    assert sender_totals(report)[3:] == [
        (6, "", "4", "3", False),
        (6, "attitude", "15", "11", False),
        (6, "cost", "8", "8", True),
    ]
    assert report.rejected == ()
    assert report.needs_a_person


def test_rows_of_before_count_and_rejected_ones_do_not(shop: Desk, tmp_path: Path) -> None:
    """What was imported before is here as well; a row of an order that nobody knows is not."""
    rows: list[list[Any]] = [
        *TOTAL[:3],
        ["2026-01-07 09:05", "W99", "A9", 5, 5],
        ["合计", "", "3", "14", "13"],
    ]
    path = csv_file(tmp_path / "a.csv", rows)
    for _turn in range(2):
        assert [(one[2], one[3]) for one in sender_totals(import_file(shop, "surveys", path))] == [
            ("3", "2"), ("14", "9"), ("13", "8"),
        ]  # fmt: skip


def test_totals_of_each_sheet(shop: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number in (1, 2):
            sheet = book.add_worksheet(f"{number}组")
            for row, cells in enumerate(
                [HEADER[1:], ["2026-01-07 09:05", f"W{number}", f"A{number}", number, 5]]
            ):
                sheet.write_row(row, 0, cells)
            sheet.write_row(2, 0, ["合计", "", 1, 1, 5])
    report = import_file(shop, "surveys", path, all_sheets=True)
    assert [(one.sheet, one.column, one.equal) for one in report.sender_totals] == [
        ("1组", "", True), ("1组", "attitude", True), ("1组", "cost", True),
        ("2组", "", True), ("2组", "attitude", False), ("2组", "cost", True),
    ]  # fmt: skip

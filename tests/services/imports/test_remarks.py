"""What an import says about a file beside its bad rows."""

from __future__ import annotations

import json
from pathlib import Path

import xlsxwriter

from csi_tui.services.desk.desk import Desk
from csi_tui.services.imports.files import import_file

HEADER = ("employee_no", "name", "role", "joined_on")


def two_sheets(path: Path, second: tuple[str, ...] = HEADER) -> Path:
    """A workbook whose second sheet has more of the same, or something else."""
    with xlsxwriter.Workbook(path) as book:
        for place, header in enumerate((HEADER, second)):
            sheet = book.add_worksheet(f"{place + 1}月")
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, (f"T{place}", f"Name {place}", "agent", "2020-01-01"))
    return path


def test_a_sheet_with_the_same_headers_is_named(desk: Desk, tmp_path: Path) -> None:
    report = import_file(desk, "employees", two_sheets(tmp_path / "two.xlsx"))
    assert (report.accepted, report.needs_a_person) == (1, True)
    (remark,) = report.remarks
    assert (remark.id, remark.finding) == ("other-sheets", True)
    assert "2月" in remark.text
    assert json.loads(json.dumps(report.json()))["remarks"] == [
        {
            "id": "other-sheets",
            "sheet": "",
            "row": None,
            "column": "",
            "text": remark.text,
            "finding": True,
        }
    ]


def test_a_sheet_of_something_else_is_not(desk: Desk, tmp_path: Path) -> None:
    report = import_file(desk, "employees", two_sheets(tmp_path / "two.xlsx", ("说明", "b", "c", "d")))
    assert (report.remarks, report.needs_a_person) == ((), False)

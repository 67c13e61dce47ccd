"""What an import says about a file beside its bad rows."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest
import xlsxwriter

from csi_tui import services
from csi_tui.services.desk.desk import Desk
from csi_tui.services.errors import UnreadableFile
from csi_tui.services.imports.files import import_file
from csi_tui.services.imports.odd_lines import odd_lines

HEADER = ("employee_no", "name", "role", "joined_on")


def two_sheets(path: Path, second: tuple[str, ...] = HEADER, role: str = "agent") -> Path:
    """A workbook whose second sheet has more of the same, or something else."""
    with xlsxwriter.Workbook(path) as book:
        for place, header in enumerate((HEADER, second)):
            sheet = book.add_worksheet(f"{place + 1}月")
            sheet.write_row(0, 0, header)
            sheet.write_row(1, 0, (f"T{place}", f"Name {place}", role if place else "agent", "2020-01-01"))
    return path


def test_a_sheet_with_the_same_headers_is_named(desk: Desk, tmp_path: Path) -> None:
    report = import_file(desk, "employees", two_sheets(tmp_path / "two.xlsx"))
    assert (report.accepted, report.needs_a_person) == (1, True)
    (remark,) = report.remarks
    assert (remark.id, remark.finding) == ("other-sheets", True)
    assert "2月" in remark.text and "--all-sheets" in remark.text
    assert "2月" in remark.at_desk and "--" not in remark.at_desk
    assert [line.text for line in odd_lines(report)] == [remark.at_desk]
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


def repeated(path: Path) -> Path:
    """A workbook that has one person on both sheets, under a title and with other columns' order."""
    with xlsxwriter.Workbook(path) as book:
        for place in range(2):
            sheet = book.add_worksheet(f"{place + 1}月")
            order = (0, 1, 2, 3) if place else (3, 2, 1, 0)
            sheet.write(0, 0, "人员名单")
            sheet.write_row(1, 0, [HEADER[at] for at in order])
            for row, key in enumerate((f"T{place}", "T9"), 2):
                cells = (key, f"Name {place}", "agent", "2020-01-01")
                sheet.write_row(row, 0, [cells[at] for at in order])
    return path


def test_a_person_on_two_sheets_stands_once(desk: Desk, tmp_path: Path) -> None:
    report = import_file(desk, "employees", repeated(tmp_path / "two.xlsx"), all_sheets=True)
    assert report.accepted == 3
    (fault,) = report.rejected
    assert (report.place_of(fault.row), fault.value) == (("2月", 4), "T9")
    assert fault.reason == "stands already in row 4 of another sheet of this file"
    assert [(remark.id, remark.sheet) for remark in report.remarks] == [
        ("header-row", "1月"),
        ("header-row", "2月"),
    ]


def test_sheets_of_other_columns_do_not_go_together(desk: Desk, tmp_path: Path) -> None:
    file = two_sheets(tmp_path / "two.xlsx", ("employee_no", "name", "role", "valid_from"))
    with pytest.raises(UnreadableFile):
        import_file(desk, "employees", file, sheet=("1月", "2月"))
    assert not import_file(desk, "employees", file).rejected


def test_a_sheet_of_something_else_is_not(desk: Desk, tmp_path: Path) -> None:
    report = import_file(desk, "employees", two_sheets(tmp_path / "two.xlsx", ("说明", "b", "c", "d")))
    assert (report.remarks, report.needs_a_person) == ((), False)


def test_the_screens_name_no_option_of_the_command() -> None:
    """Whatever says how a file is read says it to somebody at the application too, with what stands there (docs/cli.md,
    *Import report*): `--encoding` cannot be typed on a screen."""
    folder = Path(services.__path__[0])
    found = []
    for file in sorted(path for room in ("tabular", "imports") for path in (folder / room).glob("*.py")):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            said = [
                node
                for statement in function.body
                if not _is_docstring(statement)
                for node in ast.walk(statement)
            ]
            options = any(
                isinstance(one, ast.Constant) and re.search(r"(?<!-)--[a-z]", str(one.value)) for one in said
            )
            if options and not any(isinstance(one, ast.keyword) and one.arg == "at_desk" for one in said):
                found.append(function.name)
    # The first two are halves of a sentence whose other half stands beside them; the last begins what a command prints.
    assert set(found) == {"resembles", "_template", "_beginning"}


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)

"""Documents that are brought in: what an import says about one, in both languages, and its exit status."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program
from tests.services.imports.test_remarks import two_sheets


def test_a_finding_stands_with_the_rejected_rows_and_leaves_with_1(csi: Program, tmp_path: Path) -> None:
    file = two_sheets(tmp_path / "two.xlsx")
    answer = csi("import", "employees", file, status=1)
    assert answer.out.splitlines() == [
        "The sheet 2月 has the same headers as 1月 and was not read; --all-sheets reads both."
    ]
    assert "1 row taken" in answer.err
    assert "工作表 2月" in csi("--lang", "zh", "import", "employees", file, status=1).out


def test_several_sheets_go_in_together(csi: Program, tmp_path: Path) -> None:
    """In one import; what is wrong with a row names its sheet."""
    file = two_sheets(tmp_path / "two.xlsx")
    assert "2 rows taken" in csi("import", "employees", file, "--all-sheets").err
    report = csi("import", "employees", file, "--sheet", "2月", "--sheet", "1月", "--json").json
    assert [(one["sheet"], one["row"], one["key"]) for one in report["skipped"]] == [
        ("2月", 2, "T1"),
        ("1月", 2, "T0"),
    ]


def test_a_row_of_another_sheet_is_named_with_it(csi: Program, tmp_path: Path) -> None:
    file = two_sheets(tmp_path / "two.xlsx", role="nobody")
    answer = csi("import", "employees", file, "--all-sheets", status=1)
    assert [line.split(" “")[0] for line in answer.lines] == ["Sheet 2月, row 2, role"]
    assert (
        csi("import", "employees", file, "--all-sheets", "--json", status=1).json["rejected"][0]["sheet"]
        == "2月"
    )

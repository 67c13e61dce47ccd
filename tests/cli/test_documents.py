"""Documents that are brought in: what an import says about one, in both languages, and its exit status."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import Program
from tests.services.imports.test_remarks import two_sheets


def test_a_finding_stands_with_the_rejected_rows_and_leaves_with_1(csi: Program, tmp_path: Path) -> None:
    file = two_sheets(tmp_path / "two.xlsx")
    answer = csi("import", "employees", file, status=1)
    assert answer.out.splitlines() == [
        "The sheet 2月 has the same headers as 1月 and was not read. Import it too, with --sheet."
    ]
    assert "1 row taken" in answer.err
    assert "工作表 2月" in csi("--lang", "zh", "import", "employees", file, status=1).out

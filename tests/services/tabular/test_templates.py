"""Templates: the headers of either language, read back to no rows (docs/files.md §2)."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from csi_tui.services.errors import UserError
from csi_tui.services.tabular.kinds import KINDS
from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.rows import parse_rows
from csi_tui.services.tabular.templates import write_template


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("extension", ["xlsx", "csv", "CSV"])
def test_a_template_reads_back_to_no_rows(tmp_path: Path, kind: str, language: str, extension: str):
    """docs/files.md §2: the Chinese headers of the shipped templates, and the English names, are what import reads."""
    path = tmp_path / f"t.{extension}"
    write_template(kind, path, language=language)  # type: ignore[arg-type]
    with read_table(path) as table:
        rows = parse_rows(kind, table, ZoneInfo("Asia/Shanghai"))
        assert list(rows) == []
        assert rows.unknown == ()
        assert table.header == tuple(c.chinese if language == "zh" else c.id for c in KINDS[kind])
    if extension != "xlsx":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_second_sheet_explains_every_column(tmp_path: Path):
    """Columns, whether they are needed, what they hold and which values are allowed."""
    write_template("orders", tmp_path / "t.xlsx", language="zh")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    first, second = book.worksheets
    assert first.freeze_panes == "A2"
    assert first.max_row == 1
    rows = list(second.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [column.id for column in KINDS["orders"]]
    explained = {row[0]: row[1:] for row in rows}
    assert explained["order_no"][:2] == ("工单号", "yes")
    assert "not_fixed (未修复)" in explained["outcome"][-1]
    lists = {rule.formula1 for rule in first.data_validations.dataValidation}
    assert '"上门,送修"' in lists


def test_a_template_replaces_nothing(tmp_path: Path):
    """A file of that name may hold rows that somebody has filled in."""
    path = tmp_path / "orders.csv"
    path.write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        write_template("orders", path, language="en")
    assert path.read_text() == "mine"


def test_wrong_use(tmp_path: Path):
    """docs/cli.md, *Exit status*: 2 with a message; nothing is left behind."""
    for kind, place, words in [
        ("invoices", tmp_path / "t.csv", "no kind of file"),
        ("orders", tmp_path / "t.txt", "neither by its name"),
        ("orders", tmp_path / "none" / "t.csv", "cannot be written"),
        ("orders", tmp_path / "a\0.csv", "cannot be written"),
        ("orders", tmp_path / ("x" * 300 + ".csv"), "cannot be written"),
    ]:
        with pytest.raises(UserError, match=words) as caught:
            write_template(kind, place, language="en")
        assert caught.value.exit_status == 2
    with pytest.raises(UserError, match="is a folder"):
        write_template("orders", tmp_path, language="en", format="csv")
    assert list(tmp_path.iterdir()) == []
    write_template("orders", tmp_path / "t.txt", language="en", format="csv")

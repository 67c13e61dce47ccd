"""Files that nobody should have to bring in, through the command line into a real store."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.program import Program, content, trail

HEADER = "order_no,received_at,customer_name,product\n"
GOOD = "Z1,2026-03-02T09:00,王芳,冰箱\n"
MEGABYTE = 1024 * 1024


def sheet(path: Path, *sheets: tuple[str, list[list[str]]]) -> None:
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets:
            page = workbook.add_worksheet(name)
            for place, row in enumerate(rows):
                page.write_row(place, 0, row)


def bomb(path: Path) -> None:
    """A workbook of a few kilobytes that unpacks to hundreds of megabytes."""
    inside = io.BytesIO()
    with xlsxwriter.Workbook(inside) as workbook:
        workbook.add_worksheet().write_row(0, 0, HEADER.strip().split(","))
    with zipfile.ZipFile(inside) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"</sheetData>", b"<row></row>" * (50 * MEGABYTE // 11) + b"</sheetData>")
            new.writestr(name, part)


def text(words: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return lambda path: path.write_bytes(words.encode(encoding)) and None  # type: ignore[return-value]


def raw(words: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(words) and None  # type: ignore[return-value]


REFUSED: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (raw(b""), "is empty"),
    "binary": (raw(os.urandom(4096).replace(b"\n", b"x")), ""),
    "a line of 100 MB": (raw(HEADER.encode() + b"x" * (100 * MEGABYTE)), ""),
    "no table": (raw(b"%PDF-1.7 " + b"x" * 100), "PDF"),
    "wrong columns": (text("a,b,c\n1,2,3\n"), "lacks the columns"),
    "columns of another kind": (text("agency_ref,order_no,answered_at\nA1,Z1,2026-03-02T09:00\n"), "surveys"),
    "a mark never closed": (text(HEADER + 'Z1,2026-03-02T09:00,"王芳,冰箱\n'), "never closed"),
    "two encodings": (
        raw((HEADER + GOOD).encode() + "Z2,2026-03-02T09:00,王芳,冰箱\n".encode("gb18030")),
        "",
    ),
    "wrong sheet": (
        lambda path: sheet(
            path, ("说明", [["read me"], ["nothing here"]]), ("orders", [HEADER.strip().split(",")])
        ),
        "lacks the columns",
    ),
    "zip bomb": (bomb, ""),
    "a folder": (lambda path: path.mkdir(), "is a folder"),
    "a broken link": (lambda path: path.symlink_to(path.with_name("nowhere")), "no file"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_whole(example: Program, tmp_path: Path, case: str) -> None:
    """docs/cli.md, *Exit status*: 3, one clear message, nothing written."""
    make, words = REFUSED[case]
    file = tmp_path / ("file.xlsx" if "sheet" in case or "bomb" in case else "file.csv")
    make(file)
    before = content(example.path)
    found = example("import", "orders", file, status=3)
    assert words in found.err
    assert found.out == ""
    assert content(example.path) == before


ROWS: dict[str, tuple[str, str]] = {
    "a name of 2,000 characters": (f"Z2,2026-03-02T09:00,{'名' * 2000},冰箱", "customer_name"),
    "the year 1900": ("Z2,1900-01-01T00:00,王芳,冰箱", "received_at"),
    "the year 9999": ("Z2,9999-12-31T23:59,王芳,冰箱", "received_at"),
    "a day that is none": ("Z2,2026-02-30T09:00,王芳,冰箱", "received_at"),
    "the same number again": ("Z1,2026-03-03T09:00,王芳,冰箱", "order_no"),
    "no number": (",2026-03-02T09:00,王芳,冰箱", "order_no"),
    "a control character": ("Z2,2026-03-02T09:00,王\x1b[2J芳,冰箱", "customer_name"),
    "a number of 300 digits": (f"{'9' * 300},2026-03-02T09:00,王芳,冰箱", "order_no"),
    "more cells than headers": ("Z2,2026-03-02T09:00,王芳,冰箱,白色,大", ""),
}


@pytest.mark.parametrize("case", ROWS)
def test_the_good_rows_of_a_bad_file_are_not_lost(example: Program, tmp_path: Path, case: str) -> None:
    """docs/files.md §3: rejected with row number, column, value and reason; the good rows go in; exit status 1."""
    row, column = ROWS[case]
    file = tmp_path / "file.csv"
    file.write_text(HEADER + GOOD + row + "\n" + GOOD.replace("Z1", "Z9"), encoding="utf-8")
    before = trail(example.path)
    report = example("import", "orders", file, "--json", status=1).json
    assert report["accepted"] == 2
    assert [(fault["row"], fault["column"]) for fault in report["rejected"]] == [(3, column)]
    assert all(len(fault["value"]) <= 100 and fault["reason"] for fault in report["rejected"])
    assert trail(example.path) == before + 1


@pytest.mark.parametrize("sign", "=+-@")
def test_what_comes_in_as_a_formula_goes_out_harmless(example: Program, tmp_path: Path, sign: str) -> None:
    """Exported cells that begin with = + - @ are made harmless."""
    file, out = tmp_path / "people.csv", tmp_path / "cards.csv"
    file.write_text(
        f"employee_no,name,role,joined_on\nX9,{sign}HYPERLINK(1),agent,2020-01-01\n", encoding="utf-8"
    )
    example("import", "employees", file)
    example("close", "compute", "2026-02")
    example("export", "cards", "2026-02", "--format", "csv", "-o", out)
    cells = [cell for line in out.read_text(encoding="utf-8-sig").splitlines() for cell in line.split(",")]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith(sign) and "HYPERLINK" in cell for cell in cells)

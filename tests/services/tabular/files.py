"""Files that the tests of this room write."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from csi_tui.services.tabular.reading import read_table
from csi_tui.services.tabular.table import Cell, Table


def text_file(path: Path, content: str, encoding: str = "utf-8") -> Path:
    """Write `content` as it stands."""
    path.write_bytes(content.encode(encoding))
    return path


def csv_file(path: Path, rows: Sequence[Sequence[object]], encoding: str = "utf-8") -> Path:
    """Write rows as a csv file; None is an empty cell."""
    with path.open("w", encoding=encoding, newline="") as handle:
        csv.writer(handle).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return path


def xlsx_file(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> Path:
    """Write rows as the only sheet of a workbook; dates become date cells, texts stay texts."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet(sheet)
        moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    page.write_datetime(row, column, cell, moment)
                elif isinstance(cell, date):
                    page.write_datetime(row, column, cell, day)
                elif isinstance(cell, str):
                    page.write_string(row, column, cell)
                elif cell is not None:
                    page.write(row, column, cell)
    return path


def read_all(path: Path, **options: Any) -> tuple[Table, list[tuple[int, list[Cell]]]]:
    """Read a file to its end."""
    with read_table(path, **options) as table:
        return table, [(number, list(cells)) for number, cells in table.rows]

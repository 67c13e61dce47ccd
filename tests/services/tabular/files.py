"""Files that the tests of this room write."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

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


def xls_file(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> Path:
    """The same as a workbook of the old format."""
    workbook = xlwt.Workbook(encoding="utf-8")
    page = workbook.add_sheet(sheet)
    moment, day = (xlwt.easyxf(num_format_str=code) for code in ("yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd"))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                page.write(row, column, cell, moment if isinstance(cell, datetime) else day)
            elif cell is not None:
                page.write(row, column, cell)
    workbook.save(str(path))
    return path


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
    for name, uri in {
        "office": "office",
        "table": "table",
        "text": "text",
        "number": "datastyle",
        "style": "style",
    }.items()
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods_of(path: Path, tables: str, styles: str = "", mimetype: str = ODS) -> Path:
    """Pack the XML of tables as an OpenDocument file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.3">'
            f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def ods_cell(cell: object, attributes: str = "") -> str:
    """A cell of an OpenDocument table."""
    if cell is None:
        return f"<table:table-cell {attributes}/>"
    if isinstance(cell, date):
        kind = f'"date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'"float" office:value="{cell}"'
    else:
        kind = '"string"'
    text = escape(str(cell))
    return (
        f"<table:table-cell office:value-type={kind} {attributes}><text:p>{text}</text:p></table:table-cell>"
    )


def ods_file(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1") -> Path:
    """The same as an OpenDocument table."""
    lines = "".join(f"<table:table-row>{''.join(map(ods_cell, cells))}</table:table-row>" for cells in rows)
    return ods_of(path, f'<table:table table:name="{sheet}">{lines}</table:table>')


def read_all(path: Path, **options: Any) -> tuple[Table, list[tuple[int, list[Cell]]]]:
    """Read a file to its end."""
    with read_table(path, **options) as table:
        return table, [(number, list(cells)) for number, cells in table.rows]

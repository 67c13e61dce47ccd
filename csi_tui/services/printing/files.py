"""A sheet as a file of any format, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from csi_tui.services.printing.as_html import sheet_html
from csi_tui.services.printing.as_text import sheet_text
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.tabular.writing import replacing, write_text

FORMATS: Final = ("xlsx", "pdf", "html", "txt")


def write_sheet(sheet: Sheet, format: str, destination: Path) -> None:
    """Write the sheet in one of :data:`FORMATS`.

    Raises:
        CannotWrite: the place cannot be written to.
        NoPdf: it is PDF, and the extra is not there.
    """
    if format == "xlsx":
        from csi_tui.services.printing.as_workbook import write_workbook

        write_workbook(sheet, destination)
    elif format == "pdf":
        from csi_tui.services.printing.as_pdf import sheet_pdf

        made = sheet_pdf(sheet)
        with replacing(destination) as handle:
            handle.write(made)
    else:
        write_text((sheet_html if format == "html" else sheet_text)(sheet) + "\n", destination)

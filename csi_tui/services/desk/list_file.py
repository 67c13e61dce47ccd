"""A list as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.desk import shared
from csi_tui.services.errors import UserError
from csi_tui.services.tabular.file_names import refuse_unfit_name
from csi_tui.services.tabular.writing import Format, write_table

FORMATS: dict[str, Format] = {".csv": "csv", ".xlsx": "xlsx"}


def write_list(rows: Iterable[Sequence[object]], header: Sequence[str], name: str) -> tuple[Path, int]:
    """Write lines under their headings to a file that is not there yet; answers where it stands, and how many they are.

    Raises:
        UserError: the name ends in neither csv nor xlsx, or there is such a file already.
        CannotWrite: the file cannot be written.
    """
    path, format_ = new_file(name)
    return path, write_table(rows, header, format_, path)


def new_file(name: str) -> tuple[Path, Format]:
    """Where a file of that name will stand, and its format by its end.

    Raises:
        UserError: the name is no file's, it ends in neither csv nor xlsx, or there is such a file already.
        NotPermitted: it lies where the user may not name a file.
    """
    refuse_unfit_name(name)
    path = shared.meant(name).absolute()
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise UserError(_("The name of the file ends in .csv or .xlsx."))
    if path.exists():
        raise UserError(_("There is a file {file} already.").format(file=path))
    return path, format_

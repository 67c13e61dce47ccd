"""Where a sheet that somebody at the desk asks for will stand."""

from __future__ import annotations

from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.desk import shared
from csi_tui.services.errors import UserError
from csi_tui.services.printing.files import FORMATS, write_sheet
from csi_tui.services.printing.sheet import Sheet
from csi_tui.services.tabular.file_names import refuse_unfit_name


def write_sheet_as_named(sheet: Sheet, path: Path) -> Path:
    """Write a sheet in the format that the end of a file's name says; answers the path.

    Raises:
        UserError: it says none, or is no file's.
        CannotWrite, NoPdf: as :func:`csi_tui.services.printing.files.write_sheet` says.
    """
    refuse_unfit_name(path)
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        ends = _(", ").join(f".{one}" for one in FORMATS)
        raise UserError(_("The name of the file ends in one of these: {ends}.").format(ends=ends))
    write_sheet(sheet, form, path)
    return path


def write_new_sheet(sheet: Sheet, name: str) -> Path:
    """Write a sheet to a file that is not there yet; answers where it stands.

    Raises:
        UserError: its name says no format, or there is such a file already.
        NotPermitted: it lies where the user may not name a file.
        CannotWrite, NoPdf: as :func:`csi_tui.services.printing.files.write_sheet` says.
    """
    refuse_unfit_name(name)
    path = shared.meant(name).absolute()
    if path.exists():
        raise UserError(_("There is a file {file} already.").format(file=path))
    return write_sheet_as_named(sheet, path)

"""Where a sheet that somebody at the desk asks for will stand."""

from __future__ import annotations

from pathlib import Path

from csi_tui.i18n import _
from csi_tui.services.desk import shared
from csi_tui.services.errors import UserError
from csi_tui.services.printing.files import FORMATS, write_sheet
from csi_tui.services.printing.sheet import Sheet


def new_sheet_file(name: str) -> Path:
    """The file of that name, whose end says the format.

    Raises:
        UserError: it says none, or there is such a file already.
        NotPermitted: it lies where the user may not name a file.
    """
    path = shared.meant(name).absolute()
    if path.suffix.lower().removeprefix(".") not in FORMATS:
        ends = _(", ").join(f".{one}" for one in FORMATS)
        raise UserError(_("The name of the file ends in one of these: {ends}.").format(ends=ends))
    if path.exists():
        raise UserError(_("There is a file {file} already.").format(file=path))
    return path


def write_new_sheet(sheet: Sheet, name: str) -> Path:
    """Write a sheet to a file that is not there yet; answers where it stands.

    Raises:
        UserError, NotPermitted: as :func:`new_sheet_file` says.
        CannotWrite, NoPdf: as :func:`csi_tui.services.printing.files.write_sheet` says.
    """
    path = new_sheet_file(name)
    write_sheet(sheet, path.suffix.lower().removeprefix("."), path)
    return path

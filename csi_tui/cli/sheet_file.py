"""The option by which a command writes what it shows to a file, as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.output import tell
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.printing.sheet import Sheet

SheetFile = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help=_("Write it to a file: html, pdf, xlsx or txt by its name."),
    ),
]


def refuse_both(output: Path | None, *, json: bool) -> None:
    """Nobody means both.

    Raises:
        UserError: the JSON is asked for, and a file.
    """
    if output is not None and json:
        raise UserError(_("--json is printed; a file is written of the sheet itself. Choose one of them."))


def written(make: Callable[[], Sheet], output: Path | None) -> bool:
    """Write the sheet where a file is named, and tell where; answers whether it was."""
    if output is None:
        return False
    from csi_tui.services.printing.new_files import write_sheet_as_named

    tell(_("Written to {path}.").format(path=write_sheet_as_named(make(), output)))
    return True

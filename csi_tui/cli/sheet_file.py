"""The options by which a command writes to a file, and how it tells that it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.models import TyperPath

from csi_tui.cli.output import tell
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.printing.sheet import Sheet

ENDS_IN_SLASH: Final = "csi_tui.ends_in_slash"


class FileToWrite(TyperPath):
    """The name of a file that is written. A path keeps no “/” at its end, so what was typed is looked at here.

    ``or_folder``: it may be a folder, which the command decides, by :func:`refuse_folder`.
    """

    def __init__(self, *, or_folder: bool = False) -> None:
        super().__init__(readable=False, path_type=Path)
        self._or_folder = or_folder

    def convert(self, value: str | PathLike[str], param: Any, ctx: Any) -> Any:
        """Read the name.

        Raises:
            UserError: no file should be called that.
        """
        if not self._or_folder:
            from csi_tui.services.tabular.file_names import refuse_unfit_name

            refuse_unfit_name(fspath(value))
        elif ctx is not None:
            ctx.meta[ENDS_IN_SLASH] = fspath(value).endswith("/")
        return super().convert(value, param, ctx)


SheetFile = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        click_type=FileToWrite(),
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

    with telling_written(output):
        write_sheet_as_named(make(), output)
    return True


def refuse_folder(context: typer.Context, output: Path | None) -> None:
    """Refuse a name of :class:`FileToWrite` that no file should get, where the command writes no folder.

    Raises:
        UserError: it is such a name.
    """
    if output is not None:
        from csi_tui.services.tabular.file_names import refuse_unfit_name

        refuse_unfit_name(f"{output}/" if context.meta.get(ENDS_IN_SLASH) else output)


@contextmanager
def telling_written(output: Path | None, text: Callable[[], str] | None = None) -> Iterator[None]:
    """Tell, once the block has written a file, that it has, and that another of its name went for it.

    ``output`` None: the block printed, and nothing is told. ``text``: what is told instead of the file's name alone.
    """
    replaces = output is not None and output.is_file()
    yield
    if output is None:
        return
    tell(_("Written to {path}.").format(path=output) if text is None else text())
    if replaces:
        tell(_("The file that had this name before is replaced."))

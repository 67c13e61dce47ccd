"""``csi ical``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show_document
from csi_tui.cli.shape import Command
from csi_tui.cli.sheet_file import FileToWrite, telling_written
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("ical"))
    def ical(
        context: typer.Context,
        employee: Annotated[
            str | None,
            typer.Option(
                "--employee",
                metavar="EMPLOYEE",
                help=_("Complaints that this employee handles, by number or name (else all)."),
            ),
        ] = None,
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE",
                click_type=FileToWrite(),
                help=_("The file (else standard output)."),
            ),
        ] = None,
    ) -> None:
        from csi_tui.services.dates.calendar_file import calendar_file
        from csi_tui.services.dates.due_dates import due_dates
        from csi_tui.services.tabular.writing import write_text

        with call_of(context).desk() as desk:
            text = calendar_file(desk, due_dates(desk, employee))
        if output is None:
            show_document(text)
            return
        with telling_written(output):
            write_text(text, output)

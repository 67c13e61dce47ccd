"""``csi department``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli import terminal
from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import month_said
from csi_tui.cli.output import show, show_json, show_painted
from csi_tui.cli.shape import Command
from csi_tui.i18n import _

COLUMNS = 80
"""Of a picture where standard output is no terminal."""


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("department"))
    def department(
        context: typer.Context,
        month: Annotated[
            str | None,
            typer.Option(metavar="MONTH", help=_("The last of the months (else the latest computed one).")),
        ] = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print the months as JSON."))] = False,
    ) -> None:
        from csi_tui.services.cards.department import department_over_time
        from csi_tui.services.cards.text.department import PICTURES, department_json, picture_lines, title_of

        with call_of(context).desk() as desk:
            found = department_over_time(desk, month_said(desk, month))
        if json:
            show_json(list(department_json(found)))
            return
        coloured = terminal.coloured()
        for place, picture in enumerate(PICTURES):
            show(("\n" if place else "") + title_of(picture))
            lines = picture_lines(found, picture, terminal.columns() or COLUMNS)
            show_painted(
                [
                    [(text, terminal.BANDS.get(band or "") if coloured else None) for text, band in line]
                    for line in lines
                ]
            )

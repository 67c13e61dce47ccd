"""``csi board``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli import terminal
from csi_tui.cli.call import call_of, on_terminal
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command, whole_number
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("board"))
    def board(
        context: typer.Context,
        every: Annotated[
            str,
            typer.Option(
                parser=whole_number(10, 3600), metavar="SECONDS", help=_("How often it is read again.")
            ),
        ] = "60",
        text: Annotated[
            bool, typer.Option("--text", help=_("Print it once, and leave; so it is without a terminal."))
        ] = False,
        json: Json = False,
    ) -> None:
        call = call_of(context)
        if not text and not json and on_terminal():
            from csi_tui.screens.start import run_board

            status = run_board(call.path, call.operator, int(every))
            if status:
                raise typer.Exit(status)
            return
        from csi_tui.services.board.reading import board as read
        from csi_tui.services.board.text.board_json import board_json
        from csi_tui.services.board.text.plain import board_text

        with call.desk() as desk:
            found = read(desk)
        if json:
            show_json(board_json(found))
            return
        show(board_text(found, terminal.columns()))

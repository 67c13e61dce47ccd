"""``csi history``: everything that happened to one row."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import answer
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

KINDS = ("order", "survey", "complaint", "employee")


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("history"))
    def history(
        context: typer.Context,
        number: Annotated[
            str,
            typer.Argument(metavar="NUMBER", help=_("Number of the order, survey, complaint or employee.")),
        ],
        of: Annotated[
            str,
            typer.Option(
                "--of",
                metavar="KIND",
                help=_("order, survey, complaint or employee, where several bear the number."),
            ),
        ] = "",
        json: Json = False,
    ) -> None:
        from csi_tui.services.history.rows import history_of
        from csi_tui.services.history.text import history_text

        if of not in ("", *KINDS):
            raise UserError(
                _("“{kind}” has no history. There is one of: {known}.").format(
                    kind=of, known=_(", ").join(KINDS)
                )
            )
        with call_of(context).desk() as desk:
            found = history_of(desk, number, of)
        answer(found, lambda: history_text(found), json=json)

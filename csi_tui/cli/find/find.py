"""``csi find``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import UserError


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("find"))
    def find(
        context: typer.Context,
        words: Annotated[
            list[str] | None,
            typer.Argument(
                metavar="WORDS",
                help=_(
                    "Parts of numbers, names, products or texts, in any order; last digits; pinyin or its initials."
                ),
            ),
        ] = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print what was found as JSON."))] = False,
        rebuild: Annotated[
            bool, typer.Option("--rebuild", help=_("Make the index by which rows are found anew first."))
        ] = False,
    ) -> None:
        from csi_tui.services.find import filling, pages, text

        with call_of(context).desk() as desk:
            if rebuild:
                count = filling.fill_all(desk, anew=True)
                tell(
                    ngettext("{n} row is in the index.", "{n} rows are in the index.", count).format(n=count)
                )
            found = pages.find(desk, " ".join(words or ()))
        if json:
            show_json([one.json() for one in found])
        elif found:
            show(text.found_table(found))
        elif words:
            show(_("Nothing found."))
        elif not rebuild:
            raise UserError(_("Say what is looked for: part of a number, a name, a product or a text."))

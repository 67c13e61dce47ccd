"""``csi annual``: totals and grades of a year."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, whole_number
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("annual"))
    def annual(
        context: typer.Context,
        year: Annotated[int, typer.Argument(parser=whole_number(2000, 2099), metavar="YEAR", help=_("YYYY"))],
        json: Annotated[bool, typer.Option("--json", help=_("Print the year as JSON."))] = False,
    ) -> None:
        from csi_tui.services.desk.card_texts import role_name
        from csi_tui.services.spans.annual import annual_report, made_of_roll_ups
        from csi_tui.services.spans.text.annual import annual_lines, running_text
        from csi_tui.services.spans.text.results import consequence_table, result_lines

        with call_of(context).desk() as desk:
            if (made := made_of_roll_ups(desk, year)) is not None:
                if json:
                    show_json(made.json())
                    return
                show("\n".join(result_lines(made.result, role_name)))
                if made.running:
                    tell(running_text(year))
                if made.consequences:
                    show(consequence_table(made.consequences))
                return
            found = annual_report(desk, year)
        if json:
            show_json(found.json())
        else:
            show("\n".join(annual_lines(found, role_name)))
            if found.running:
                tell(running_text(year))

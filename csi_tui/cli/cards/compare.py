"""``csi compare``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import LatestMonth
from csi_tui.cli.output import show, show_json
from csi_tui.cli.parameters import Employee
from csi_tui.cli.shape import Command
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("compare"))
    def compare(
        context: typer.Context,
        employee: Employee,
        other: Annotated[
            str | None,
            typer.Argument(metavar="OTHER", help=_("Another person (else the same one, or role and team).")),
        ] = None,
        month: LatestMonth = None,
        beside: Annotated[
            str | None, typer.Option(metavar="MONTH", help=_("The month to hold it against (else the same)."))
        ] = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print the comparison as JSON."))] = False,
    ) -> None:
        from csi_tui.services.cards.comparison import Beside
        from csi_tui.services.cards.comparison import compare as side_by_side
        from csi_tui.services.cards.text.comparison import comparison_json, comparison_lines
        from csi_tui.services.desk.month_names import said_month

        with call_of(context).desk() as desk:
            zone = desk.site.zone
            period = None if month is None else said_month(month, zone)
            there = None if beside is None else said_month(beside, zone)
            against = None if other is None and there is None else Beside(other, there)
            found = side_by_side(desk, employee, period, against)
        if json:
            show_json(comparison_json(found))
        else:
            show(comparison_lines(found))

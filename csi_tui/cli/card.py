"""``csi card`` and ``csi cards``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of, show, show_json
from csi_tui.cli.names import names_of
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.card_texts import state_name


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=_("One employee's scorecard, by number or part of the name."))
    def card(
        context: typer.Context,
        employee: Annotated[
            str, typer.Argument(metavar="EMPLOYEE", help=_("Number, or an unambiguous part of the name."))
        ],
        month: Annotated[
            str | None, typer.Option(metavar="MONTH", help=_("YYYY-MM (else the latest computed month)."))
        ] = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print the card as JSON."))] = False,
    ) -> None:
        from csi_tui.reports.card_text import card_lines
        from csi_tui.services.months_text import month_name, read_month
        from csi_tui.services.quick import find_card

        period = None if month is None else read_month(month)
        call = call_of(context)
        found = find_card(call.path, call.operator, employee, period)
        if json:
            show_json(found.card)
            return
        title = _("{month}  {scheme}  revision {revision}, {state}, as of {as_of}").format(
            month=month_name(found.period),
            scheme=found.scheme_id,
            revision=found.revision,
            state=state_name(found.state),
            as_of=f"{found.as_of:%Y-%m-%d %H:%M}",
        )
        show(card_lines(found.card, title, names_of(found.names)))

    @app.command(cls=Command, help=_("All scorecards of a month, ranked."))
    def cards(
        context: typer.Context,
        month: Annotated[str, typer.Argument(metavar="MONTH", help=_("YYYY-MM"))],
        json: Annotated[bool, typer.Option("--json", help=_("Print the cards as JSON."))] = False,
        scheme: Annotated[
            str | None,
            typer.Option(metavar="ID", help=_("Only if the month was computed with this scheme.")),
        ] = None,
    ) -> None:
        from csi_tui.reports.card_text import ranking
        from csi_tui.services.cards import month_cards, ranking_title
        from csi_tui.services.months_text import read_month
        from csi_tui.services.schemes import figure_names

        period = read_month(month)
        with call_of(context).desk() as desk:
            found = month_cards(desk, period, scheme)
            names = figure_names(desk, found.period)
        if json:
            show_json(found.json())
        else:
            show(ranking_title(found))
            show(ranking(found.cards, names_of(names)))

"""``csi card`` and ``csi cards``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.cards.ranked import show_ranking, show_table
from csi_tui.cli.contents import help_of
from csi_tui.cli.glance import look_ups
from csi_tui.cli.month import LatestMonth, Month, month_said
from csi_tui.cli.names import names_of
from csi_tui.cli.output import answer, show_json
from csi_tui.cli.parameters import Employee, Revision
from csi_tui.cli.shape import Command
from csi_tui.i18n import _

KnownOn = Annotated[
    str | None,
    typer.Option("--as-known-on", metavar="DATE", help=_("The revision that could be read on that day.")),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("card"))
    def card(
        context: typer.Context,
        employee: Employee,
        month: LatestMonth = None,
        revision: Revision = None,
        as_known_on: KnownOn = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print the card as JSON."))] = False,
    ) -> None:
        call = call_of(context)
        if revision is None and as_known_on is None:
            look_ups.card(call.db, call.operator, employee, month, json=json)
            return
        from csi_tui.services.changes.corrections import revision_number
        from csi_tui.services.months.cards import card_of, latest_month, month_cards, ranking_title
        from csi_tui.services.months.text.cards import card_lines
        from csi_tui.services.schemes.in_force import figure_names

        with call.desk() as desk:
            period = latest_month(desk) if month is None else month_said(desk, month)
            number = revision_number(desk, period, revision, as_known_on)
            found = month_cards(desk, period, revision=number)
            one = card_of(desk, found, employee)
            names = figure_names(desk, period)
        answer(one, lambda: card_lines(one, ranking_title(found), names_of(names)), json=json)

    @app.command(cls=Command, help=help_of("cards"))
    def cards(
        context: typer.Context,
        month: Month,
        json: Annotated[bool, typer.Option("--json", help=_("Print the cards as JSON."))] = False,
        scheme: Annotated[
            str | None,
            typer.Option(metavar="ID", help=_("Only if the month was computed with this scheme.")),
        ] = None,
        revision: Revision = None,
        as_known_on: KnownOn = None,
        teams: Annotated[
            bool, typer.Option("--teams", help=_("The cards of the teams, where they are assessed."))
        ] = False,
    ) -> None:
        from csi_tui.services.changes.corrections import revision_number
        from csi_tui.services.months.cards import month_cards, ranking_title
        from csi_tui.services.months.team_cards import team_cards
        from csi_tui.services.months.text.cards import team_columns
        from csi_tui.services.schemes.in_force import figure_names

        with call_of(context).desk() as desk:
            period = month_said(desk, month)
            number = revision_number(desk, period, revision, as_known_on)
            found = month_cards(desk, period, scheme, revision=number)
            names = figure_names(desk, found.period)
            of_teams = team_cards(desk, period, revision=number) if teams else None
        if json:
            show_json(found.json() if of_teams is None else of_teams.json())
        elif of_teams is not None:
            columns = team_columns(of_teams.cards, names_of(names))
            show_table(ranking_title(found), columns, [None] * len(of_teams.cards))
        else:
            show_ranking(found, names_of(names))

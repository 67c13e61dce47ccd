"""``csi rate …``: ratings by the direct supervisor."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month, month_said
from csi_tui.cli.output import answer_all, tell
from csi_tui.cli.parameters import Employee, Json, Reason
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _

app = group(help_of("rate"))

On = Annotated[str, typer.Option("--on", metavar="DATE", help=_("The day (else today)."))]
Which = Annotated[
    int, typer.Argument(parser=whole_number(1, 999_999_999), metavar="NUMBER", help=_("Its number."))
]


@app.command("add", cls=Command, help=_("Rate somebody who reports to you."))
def add_rating(
    context: typer.Context,
    employee: Employee,
    item: Annotated[str, typer.Argument(metavar="ITEM", help=_("Id or name of what is rated."))],
    score: Annotated[str, typer.Argument(metavar="SCORE", help=_("Points, with at most two decimals."))],
    on: On = "",
) -> None:
    from csi_tui.services.entries import ratings
    from csi_tui.services.entries.rules import read_day, read_figure
    from csi_tui.services.tabular.records import RatingRow

    with call_of(context).desk() as desk:
        row = RatingRow(on_date=read_day(desk, on), employee_no=employee, item=item, score=read_figure(score))
        number = ratings.rate(desk, row)
    tell(_("Rated: number {number}.").format(number=number))


@app.command("list", cls=Command, help=_("The ratings of a month."))
def list_ratings(context: typer.Context, month: Month, json: Json = False) -> None:
    from csi_tui.services.entries.ratings import ratings
    from csi_tui.services.entries.text.entered import rating_table

    with call_of(context).desk() as desk:
        found = ratings(desk, month_said(desk, month))
    answer_all(found, lambda: rating_table(found), json=json)


@app.command("withdraw", cls=Command, help=_("Take a rating of yours back."))
def withdraw_rating(context: typer.Context, number: Which, reason: Reason = "") -> None:
    from csi_tui.services.entries import ratings

    with call_of(context).desk() as desk:
        ratings.withdraw(desk, number, reason)
    tell(_("Taken back."))

"""``csi rate …``: ratings by the direct supervisor."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _

app = group(help_of("rate"))

Employee = Annotated[
    str, typer.Argument(metavar="EMPLOYEE", help=_("Number, or an unambiguous part of the name."))
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why."))]
On = Annotated[str, typer.Option("--on", metavar="DATE", help=_("The day (else today)."))]
Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]
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
    from csi_tui.services.desk.month_names import said_month
    from csi_tui.services.entries.ratings import ratings
    from csi_tui.services.entries.text.entered import rating_table

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        found = ratings(desk, period)
    if json:
        show_json([one.json() for one in found])
    else:
        show(rating_table(found))


@app.command("withdraw", cls=Command, help=_("Take a rating of yours back."))
def withdraw_rating(context: typer.Context, number: Which, reason: Reason = "") -> None:
    from csi_tui.services.entries import ratings

    with call_of(context).desk() as desk:
        ratings.withdraw(desk, number, reason)
    tell(_("Taken back."))

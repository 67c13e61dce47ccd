"""``csi figure …``: enter what nobody measures in the store: a month's figures of people and teams."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("figure"))

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why."))]
Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]


@app.command("set", cls=Command, help=_("Enter a month's figure of a person or a team."))
def set_(
    context: typer.Context,
    month: Month,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help=_("Number of an employee, or name of a team."))
    ],
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help=_("Id or name of the indicator."))],
    numerator: Annotated[str, typer.Argument(metavar="NUMERATOR", help=_("The figure, or a sum."))],
    denominator: Annotated[str, typer.Argument(metavar="DENOMINATOR", help=_("Of how many."))] = "1",
    reason: Reason = "",
) -> None:
    from csi_tui.services.desk.month_names import said_month
    from csi_tui.services.entries import figures
    from csi_tui.services.entries.rules import read_figure
    from csi_tui.services.tabular.records import MeasureRow

    with call_of(context).desk() as desk:
        row = MeasureRow(
            month=said_month(month, desk.site.zone),
            subject_no=subject,
            measure=measure,
            numerator=read_figure(numerator),
            denominator=read_figure(denominator),
        )
        figures.set_figure(desk, row, reason)
    tell(_("Entered: {subject}, {measure}.").format(subject=subject, measure=measure))


@app.command("list", cls=Command, help=_("The entered figures of a month."))
def list_figures(
    context: typer.Context,
    month: Month,
    measure: Annotated[
        str | None, typer.Option(metavar="MEASURE", help=_("Only this indicator, by id or name."))
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.desk.month_names import said_month
    from csi_tui.services.entries.figures import figures
    from csi_tui.services.entries.text.entered import figure_table

    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        found = figures(desk, period, measure)
    if json:
        show_json([one.json() for one in found])
    else:
        show(figure_table(found))

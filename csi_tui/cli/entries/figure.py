"""``csi figure …``: a month's figures of people and teams: entered by hand, or as the store's own rows give them."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month, month_said
from csi_tui.cli.output import answer_all, show, show_json, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("figure"))

OfMeasure = Annotated[
    str, typer.Option("--measure", metavar="MEASURE", help=_("Only this indicator, by id or name."))
]
OfSubject = Annotated[
    str, typer.Option("--subject", metavar="SUBJECT", help=_("Only this employee, by number, or team."))
]


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
    from csi_tui.services.entries import figures
    from csi_tui.services.entries.rules import read_figure
    from csi_tui.services.tabular.records import MeasureRow

    with call_of(context).desk() as desk:
        row = MeasureRow(
            month=month_said(desk, month),
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
    from csi_tui.services.entries.figures import figures
    from csi_tui.services.entries.text.entered import figure_table

    with call_of(context).desk() as desk:
        found = figures(desk, month_said(desk, month), measure)
    answer_all(found, lambda: figure_table(found), json=json)


@app.command("propose", cls=Command, help=_("What the store's own rows give for a month's figures."))
def propose(
    context: typer.Context,
    month: Month,
    measure: OfMeasure = "",
    subject: OfSubject = "",
    rows: Annotated[bool, typer.Option("--rows", help=_("With the rows that each is made of."))] = False,
    json: Json = False,
) -> None:
    from csi_tui.services.entries import proposals
    from csi_tui.services.entries.proposed import Only
    from csi_tui.services.entries.text.proposed import proposal_text

    with call_of(context).desk() as desk:
        found = proposals.propose(desk, month_said(desk, month), Only(measure, subject))
    if json:
        show_json(found.json(rows=rows))
    else:
        show(proposal_text(found, rows=rows))


@app.command("take", cls=Command, help=_("Enter what the store's own rows give for a month's figures."))
def take(
    context: typer.Context,
    month: Month,
    measure: OfMeasure = "",
    subject: OfSubject = "",
    reason: Reason = "",
) -> None:
    from csi_tui.services.entries import proposals
    from csi_tui.services.entries.proposed import Only
    from csi_tui.services.entries.text.proposed import taken_text

    with call_of(context).desk() as desk:
        found = proposals.take(desk, month_said(desk, month), Only(measure, subject), reason)
    tell(taken_text(found))

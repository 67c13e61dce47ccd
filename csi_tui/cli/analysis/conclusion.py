"""``csi conclusion …``: what supervisors conclude from the analysis of a month."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month, month_said
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("conclusion"))


@app.command(cls=Command, help=_("Keep a conclusion of a month, with your name and the time."))
def write(
    context: typer.Context,
    month: Month,
    text: Annotated[str, typer.Argument(metavar="TEXT", help=_("What you conclude."))],
    process: Annotated[
        bool, typer.Option("--process", help=_("It is about how the month was assessed."))
    ] = False,
) -> None:
    from csi_tui.services.analysis.conclusions import write as keep

    with call_of(context).desk() as desk:
        number = keep(desk, month_said(desk, month), text, process=process)
    tell(_("Conclusion {number} is kept.").format(number=number))


@app.command("list", cls=Command, help=_("The conclusions of a month, the earliest first."))
def list_(
    context: typer.Context,
    month: Month,
    process: Annotated[
        bool,
        typer.Option(
            "--process", help=_("Those on the process of assessing alone, of all months up to this one.")
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=_("Print the conclusions as JSON."))] = False,
) -> None:
    from csi_tui.services.analysis.conclusions import conclusions, process_reviews
    from csi_tui.services.analysis.text.concluded import conclusion_lines

    with call_of(context).desk() as desk:
        period = month_said(desk, month)
        found = process_reviews(desk, period) if process else conclusions(desk, period)
    if json:
        show_json([one.json() for one in found])
    elif found:
        show("\n".join(conclusion_lines(found, None, months=process)))
    else:
        tell(_("Nobody has concluded anything from it."))


@app.command("take-back", cls=Command, help=_("Say that a conclusion holds no more; it stays readable."))
def take_back(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help=_("The number that the list shows."))],
    reason: Reason,
) -> None:
    from csi_tui.services.analysis.conclusions import take_back as withdraw

    with call_of(context).desk() as desk:
        withdraw(desk, number, reason)
    tell(_("Conclusion {number} is taken back.").format(number=number))

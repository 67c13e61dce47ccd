"""``csi adjust …``: adjust a line of a card, beside the line's own figure."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.changes.ripples import answer_ripple
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import Month
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _

app = group(help_of("adjust"))

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Only show whose cards would change."))]
Json = Annotated[bool, typer.Option("--json", help=_("Print the answer as JSON."))]
Which = Annotated[
    int,
    typer.Argument(
        parser=whole_number(1, 999_999_999), metavar="ADJUSTMENT", help=_("Number of the adjustment.")
    ),
]


@app.command(cls=Command, help=_("Adjust a line of somebody's card by signed points."))
def add(
    context: typer.Context,
    month: Month,
    employee: Annotated[
        str, typer.Argument(metavar="EMPLOYEE", help=_("Number, or an unambiguous part of the name."))
    ],
    line: Annotated[
        str, typer.Argument(metavar="LINE", help=_("Id of the figure, such as attitude or total."))
    ],
    points: Annotated[
        str, typer.Option("--points", metavar="POINTS", help=_("Signed points, such as +2.5 or -1."))
    ],
    reason: Reason = "",
    evidence: Annotated[
        str, typer.Option(metavar="TEXT", help=_("What shows it, and where it is kept."))
    ] = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    from csi_tui.services.changes import adjustments
    from csi_tui.services.desk.month_names import month_name, said_month

    number = 0
    with call_of(context).desk() as desk:
        period = said_month(month, desk.site.zone)
        ripple = adjustments.preview_adjust(desk, period, employee, line, points)
        if not dry_run:
            number = adjustments.adjust(desk, period, employee, line, points, reason, evidence)
        answer_ripple(desk, ripple, json=json)
    if number:
        tell(
            _("Adjustment {number} is kept; it counts once {month} is computed.").format(
                number=number, month=month_name(period)
            )
        )


@app.command(cls=Command, help=_("Take an adjustment back."))
def withdraw(
    context: typer.Context,
    adjustment: Which,
    reason: Reason = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    from csi_tui.services.changes import adjustments

    with call_of(context).desk() as desk:
        ripple = adjustments.preview_withdraw(desk, adjustment)
        if not dry_run:
            adjustments.withdraw(desk, adjustment, reason)
        answer_ripple(desk, ripple, json=json)
    if not dry_run:
        tell(_("Adjustment {number} is taken back.").format(number=adjustment))


@app.command("list", cls=Command, help=_("Adjustments that you may read."))
def list_(
    context: typer.Context,
    month: Annotated[
        str | None, typer.Argument(metavar="MONTH", help=_("YYYY-MM (else every month)"))
    ] = None,
    json: Json = False,
) -> None:
    from csi_tui.services.changes.adjustments import adjustments
    from csi_tui.services.changes.text import adjustment_table
    from csi_tui.services.desk.month_names import said_month

    with call_of(context).desk() as desk:
        period = None if month is None else said_month(month, desk.site.zone)
        found = adjustments(desk, period)
    if json:
        show_json([one.json() for one in found])
    else:
        show(adjustment_table(found))

"""``csi adjust …``: adjust a line of a card, beside the line's own figure."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.changes.ripples import answer_ripple
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import AnyMonth, Month, month_said
from csi_tui.cli.output import answer_all, tell
from csi_tui.cli.parameters import DryRun, Employee, Evidence, Json, Reason
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.i18n import _

app = group(help_of("adjust"))

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
    employee: Employee,
    line: Annotated[
        str, typer.Argument(metavar="LINE", help=_("Id of the figure, such as attitude or total."))
    ],
    points: Annotated[
        str, typer.Option("--points", metavar="POINTS", help=_("Signed points, such as +2.5 or -1."))
    ],
    reason: Reason = "",
    evidence: Evidence = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    from csi_tui.services.changes import adjustments
    from csi_tui.services.desk.month_names import month_name

    number = 0
    with call_of(context).desk() as desk:
        period = month_said(desk, month)
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
    month: AnyMonth = None,
    json: Json = False,
) -> None:
    from csi_tui.services.changes.adjustments import adjustments
    from csi_tui.services.changes.text import adjustment_table

    with call_of(context).desk() as desk:
        found = adjustments(desk, month_said(desk, month))
    answer_all(found, lambda: adjustment_table(found), json=json)

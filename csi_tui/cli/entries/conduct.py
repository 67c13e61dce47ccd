"""``csi conduct …``: merits and deductions by the codes of the scheme."""

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

app = group(help_of("conduct"))

On = Annotated[str, typer.Option("--on", metavar="DATE", help=_("The day (else today)."))]
Which = Annotated[
    int, typer.Argument(parser=whole_number(1, 999_999_999), metavar="NUMBER", help=_("Its number."))
]


@app.command("add", cls=Command, help=_("Record a merit or a deduction by its code."))
def add_record(
    context: typer.Context,
    employee: Employee,
    code: Annotated[str, typer.Argument(metavar="CODE", help=_("A code of the scheme."))],
    on: On = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help=_("What happened."))] = "",
    case: Annotated[
        str, typer.Option(metavar="NUMBER", help=_("The complaint or order that it speaks of."))
    ] = "",
    points: Annotated[
        str | None, typer.Option(metavar="POINTS", help=_("Signed points (else those of the code)."))
    ] = None,
) -> None:
    from csi_tui.services.entries import conduct as records
    from csi_tui.services.entries.rules import read_day

    with call_of(context).desk() as desk:
        number = records.add(desk, employee, code, read_day(desk, on), note, case, points)
    tell(_("Recorded: number {number}.").format(number=number))


@app.command("list", cls=Command, help=_("The conduct records of a month."))
def list_records(context: typer.Context, month: Month, json: Json = False) -> None:
    from csi_tui.services.entries.conduct import records
    from csi_tui.services.entries.text.entered import conduct_table

    with call_of(context).desk() as desk:
        found = records(desk, month_said(desk, month))
    answer_all(found, lambda: conduct_table(found), json=json)


@app.command("withdraw", cls=Command, help=_("Take a conduct record back."))
def withdraw_record(context: typer.Context, number: Which, reason: Reason = "") -> None:
    from csi_tui.services.entries import conduct as records

    with call_of(context).desk() as desk:
        records.withdraw(desk, number, reason)
    tell(_("Taken back."))

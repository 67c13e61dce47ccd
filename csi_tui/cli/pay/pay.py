"""``csi pay …``: amounts that pay rests on, the sheet of a month, and its settlement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import ExactMonth, Month, month_said
from csi_tui.cli.output import answer_all, show, show_json, tell
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command, group
from csi_tui.cli.sheet_file import SheetFile, refuse_both, written
from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.services.pay.month_pay import PayReport

app = group(help_of("pay"))


@app.command("set", cls=Command, help=_("Enter an amount that pay rests on."))
def set_(
    context: typer.Context,
    month: Month,
    amount_name: Annotated[str, typer.Argument(metavar="AMOUNT", help=_("Id or name of the amount."))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=_("Like 3500 or 260.50."))],
    employee: Annotated[
        str | None,
        typer.Option(
            "--employee", metavar="NUMBER", help=_("Whose it is; an amount of the site names nobody.")
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=_("Why another amount is replaced."))
    ] = "",
) -> None:
    from csi_tui.services.pay import amounts as pay_amounts
    from csi_tui.services.tabular.records import PayRow

    with call_of(context).desk() as desk:
        row = PayRow(month_said(desk, month), employee, amount_name, pay_amounts.read_amount(value))
        pay_amounts.set_amount(desk, row, reason)
    tell(_("Entered: {amount}.").format(amount=amount_name))


@app.command(cls=Command, help=_("The amounts that hold in a month."))
def amounts(context: typer.Context, month: Month, json: Json = False) -> None:
    from csi_tui.services.pay import amounts as pay_amounts
    from csi_tui.services.pay.text import amount_table

    with call_of(context).desk() as desk:
        found = pay_amounts.amounts(desk, month_said(desk, month))
    answer_all(found, lambda: amount_table(found), json=json)


@app.command("show", cls=Command, help=_("What a month pays, and how that came about."))
def show_(
    context: typer.Context,
    month: Month,
    employee: Annotated[
        str | None,
        typer.Option(
            "--employee",
            metavar="EMPLOYEE",
            help=_("Of one alone: number, or an unambiguous part of the name."),
        ),
    ] = None,
    json: Json = False,
    output: SheetFile = None,
) -> None:
    from csi_tui.services.pay.month_pay import pay_report
    from csi_tui.services.pay.printed import pay_printed

    refuse_both(output, json=json)
    with call_of(context).desk() as desk:
        found = pay_report(desk, month_said(desk, month), employee)
    if written(lambda: pay_printed(found), output):
        return
    if json:
        show_json(found.json())
    else:
        _show_report(found)


@app.command(cls=Command, help=_("Settle the pay of a frozen month."))
def settle(context: typer.Context, month: ExactMonth) -> None:
    from csi_tui.services.desk.month_names import read_month
    from csi_tui.services.pay.month_pay import settle as settle_it

    period = read_month(month)
    with call_of(context).desk() as desk:
        found = settle_it(desk, period)
    _show_report(found)


def _show_report(found: PayReport) -> None:
    from csi_tui.services.pay.text import pay_lines

    show("\n".join(pay_lines(found)))

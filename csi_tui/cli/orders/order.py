"""``csi order …``: one work order, put right where its form does not reach."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import tell
from csi_tui.cli.parameters import Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

app = group(help_of("order"))


@app.command(cls=Command, help=_("Put the number right that was entered wrong."))
def renumber(
    context: typer.Context,
    order: Annotated[str, typer.Argument(metavar="ORDER", help=_("Number of the order so far."))],
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("Its right number."))],
    reason: Reason,
) -> None:
    from csi_tui.services.orders.renumbering import renumber as renumber_it

    with call_of(context).desk() as desk:
        after = renumber_it(desk, order, number, reason)
    tell(_("Order {before} is {after} now.").format(before=order, after=after))


@app.command(cls=Command, help=_("Say which order an order returns from."))
def link(
    context: typer.Context,
    order: Annotated[str, typer.Argument(metavar="ORDER", help=_("Number of the order that came back."))],
    first: Annotated[
        str | None, typer.Argument(metavar="FIRST", help=_("Number of the order whose repair did not hold."))
    ] = None,
    none: Annotated[bool, typer.Option("--none", help=_("It is no return."))] = False,
    why: Annotated[
        str,
        typer.Option(
            metavar="WHY",
            help=_("Of an order that is completed: mistyped, learnt-later or checked (with the customer)."),
        ),
    ] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("Why, where it is an own order."))] = "",
) -> None:
    from csi_tui.services.orders.work_orders import link_return

    if none == (first is not None):
        raise UserError(_("Name the order that it returns from, or take --none."))
    with call_of(context).desk() as desk:
        remarks = link_return(desk, order, first, why=why, reason=reason)
    tell(
        _("{number} returns from {other} now.").format(number=order, other=first)
        if first is not None
        else _("{number} is no return now.").format(number=order)
    )
    for remark in remarks:
        tell(remark)

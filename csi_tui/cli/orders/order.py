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

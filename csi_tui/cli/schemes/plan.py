"""``csi plan …``: the items of a month."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import ExactMonth, Month, month_said
from csi_tui.cli.output import answer, tell
from csi_tui.cli.parameters import Json, Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("plan"))


@app.command(cls=Command, help=_("The items of a month, their levels, and what else there is."))
def show(context: typer.Context, month: Month, json: Json = False) -> None:
    from csi_tui.services.scheme_changes.month_plan import plan_of
    from csi_tui.services.scheme_changes.text import plan_lines

    with call_of(context).desk() as desk:
        found = plan_of(desk, month_said(desk, month))
    answer(found, lambda: "\n".join(plan_lines(found)), json=json)


@app.command(cls=Command, help=_("Propose the items of a month; a second person decides."))
def choose(
    context: typer.Context,
    month: ExactMonth,
    items: Annotated[
        list[str], typer.Argument(metavar="ITEM=LEVEL", help=_("An item with its level, 1 to 4: visits=2."))
    ],
    reason: Reason,
) -> None:
    from csi_tui.services.desk.month_names import read_month
    from csi_tui.services.scheme_changes.month_plan import choose as choose_items

    period = read_month(month)
    with call_of(context).desk() as desk:
        said = choose_items(desk, period, items, reason)
    tell(_("The items of {month} are chosen.").format(month=month))
    for line in said:
        tell(line)

"""``csi sample …``: customers to call, drawn at random, and what was drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import AnyMonth, Month, month_said
from csi_tui.cli.output import answer, answer_all, tell
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command, group, whole_number
from csi_tui.cli.sheet_file import FileToWrite
from csi_tui.i18n import _, ngettext
from csi_tui.services.errors import UserError

app = group(help_of("sample"))


@app.command(cls=Command, help=_("Draw customers of a month, to be called; the same again."))
def customers(
    context: typer.Context,
    month: Month,
    size: Annotated[
        int | None, typer.Option(parser=whole_number(1, 500), metavar="N", help=_("Customers (else 30)."))
    ] = None,
    product: Annotated[str | None, typer.Option(metavar="PRODUCT", help=_("Of one product."))] = None,
    team: Annotated[str | None, typer.Option(metavar="TEAM", help=_("Of the orders of one team."))] = None,
    by: Annotated[
        str, typer.Option(metavar="STRATA", help=_("technician (default) or team: each has its share."))
    ] = "technician",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            click_type=FileToWrite(),
            help=_("Whom to call, as a csv or xlsx file to fill in."),
        ),
    ] = None,
    whole: Annotated[bool, typer.Option("--whole", help=_("The file: with whole phone numbers."))] = False,
    json: Json = False,
) -> None:
    from csi_tui.services.orders import call_lists
    from csi_tui.services.orders.call_frame import Narrowed
    from csi_tui.services.orders.call_text import call_lines

    if whole and output is None:
        raise UserError(_("--whole is for a file: name one with -o FILE."))
    with call_of(context).desk() as desk:
        if whole:
            desk.require("see-phones")
        narrowed = Narrowed(_word(product), _word(team), by)
        found = call_lists.draw(
            desk, month_said(desk, month), call_lists.SIZE if size is None else size, narrowed
        )
        if output is not None:
            path, count = call_lists.write_calls(desk, found.sample, str(output), whole=whole)
    answer(found, lambda: "\n".join(call_lines(found)), json=json)
    if output is not None:
        tell(
            ngettext(
                "{n} customer to call is written to {path}.",
                "{n} customers to call are written to {path}.",
                count,
            ).format(n=count, path=path)
        )


def _word(given: str | None) -> str:
    """What to narrow the draw to; a script's empty variable would draw among everybody, and keep that.

    Raises:
        UserError: it is blank.
    """
    if given is not None and not given.strip():
        raise UserError(_("--product and --team need a name behind them, or leave them out."))
    return given or ""


@app.command(cls=Command, help=_("What was drawn of a month or of all, when and by whom."))
def drawn(context: typer.Context, month: AnyMonth = None, json: Json = False) -> None:
    from csi_tui.services.orders.call_text import sample_lines
    from csi_tui.services.orders.customer_samples import samples

    with call_of(context).desk() as desk:
        found = samples(desk, month_said(desk, month))
    answer_all(found, lambda: "\n".join(sample_lines(found)), json=json)

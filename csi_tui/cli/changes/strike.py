"""``csi strike …``: strike disputed rows out, and let them count again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.changes.ripples import answer_ripple
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import AnyMonth, month_said
from csi_tui.cli.output import answer_all, tell
from csi_tui.cli.parameters import DryRun, Evidence, Json, Reason
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

if TYPE_CHECKING:
    from csi_tui.services.changes.ripple import Ripple
    from csi_tui.services.desk.desk import Desk

app = group(help_of("strike"))

Kind = Annotated[str, typer.Argument(metavar="KIND", help=_("order, times, return, survey or complaint"))]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help=_("Number of the row."))]


@app.command(cls=Command, help=_("Strike a disputed row out; it counts no more."))
def out(
    context: typer.Context,
    kind: Kind,
    number: Number,
    reason: Reason = "",
    evidence: Evidence = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    from csi_tui.services.changes import exclusions

    def do(desk: Desk) -> str:
        counts = exclusions.strike_out(desk, kind, number, reason, evidence)
        if counts.nowhere:
            return exclusions.nowhere_text(number)
        if counts.frozen:
            return _(
                "{number} is struck out. {month} is frozen and counts it until it is corrected (csi close correct)."
            ).format(number=number, month=counts.month)
        return _("{number} is struck out; it counts in {month} no more once that is computed.").format(
            number=number, month=counts.month
        )

    _change(context, lambda desk: exclusions.preview_strike_out(desk, kind, number), do, dry_run, json)


@app.command(cls=Command, help=_("Let a row that is struck out count again."))
def restore(
    context: typer.Context,
    kind: Kind,
    number: Number,
    reason: Reason = "",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    from csi_tui.services.changes import exclusions

    def do(desk: Desk) -> str:
        counts = exclusions.restore(desk, kind, number, reason)
        if counts.nowhere:
            return exclusions.nowhere_text(number)
        if counts.frozen:
            return _(
                "{number} is not struck out any more. {month} is frozen and counts it once it is corrected "
                "(csi close correct)."
            ).format(number=number, month=counts.month)
        return _("{number} counts again in {month} once that is computed.").format(
            number=number, month=counts.month
        )

    _change(context, lambda desk: exclusions.preview_restore(desk, kind, number), do, dry_run, json)


def _change(
    context: typer.Context,
    preview: Callable[[Desk], Ripple],
    do: Callable[[Desk], str],
    dry_run: bool,
    json: bool,
) -> None:
    """Show whom it moves, and do it unless it is a dry run."""
    with call_of(context).desk() as desk:
        ripple = preview(desk)
        said = "" if dry_run else do(desk)
        answer_ripple(desk, ripple, json=json)
    if said:
        tell(said)


@app.command("list", cls=Command, help=_("Everything that was ever struck out."))
def list_(
    context: typer.Context,
    month: AnyMonth = None,
    json: Json = False,
) -> None:
    from csi_tui.services.changes.exclusions import exclusions, kind_text
    from csi_tui.services.changes.text import exclusion_table

    with call_of(context).desk() as desk:
        found = exclusions(desk, month_said(desk, month))
    answer_all(found, lambda: exclusion_table(found, kind_text), json=json)

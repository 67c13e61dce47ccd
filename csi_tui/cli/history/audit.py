"""``csi audit``: the audit trail, for those who look over what is done."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.parameters import Json
from csi_tui.cli.shape import Command, whole_number
from csi_tui.i18n import _

LARGEST = 10**12
MOST = 10_000


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("audit"))
    def audit(
        context: typer.Context,
        who: Annotated[str, typer.Option(metavar="NAME", help=_("What this user did."))] = "",
        account: Annotated[
            str, typer.Option(metavar="ACCOUNT", help=_("What was done under this operating-system account."))
        ] = "",
        row: Annotated[
            str,
            typer.Option(
                metavar="NUMBER", help=_("About this order, survey, complaint, employee, appeal or file.")
            ),
        ] = "",
        month: Annotated[
            str | None,
            typer.Option(metavar="MONTH", help=_("About this month: its close, and what names it.")),
        ] = None,
        kind: Annotated[
            str,
            typer.Option(
                metavar="KIND",
                help=_(
                    "order, survey, complaint, employee, month, appeal, import, user; or one act by its id."
                ),
            ),
        ] = "",
        since: Annotated[
            str, typer.Option("--from", metavar="DAY", help=_("From this day on: 2026-03-12, -7, yesterday."))
        ] = "",
        until: Annotated[str, typer.Option("--to", metavar="DAY", help=_("Up to this day."))] = "",
        failed: Annotated[
            bool, typer.Option("--failed", help=_("Sign-ins with a wrong password alone."))
        ] = False,
        limit: Annotated[
            int, typer.Option(parser=whole_number(1, MOST), metavar="N", help=_("At most so many lines."))
        ] = 50,
        before: Annotated[
            int | None,
            typer.Option(
                parser=whole_number(1, LARGEST), metavar="N", help=_("Older ones: below this number.")
            ),
        ] = None,
        json: Json = False,
    ) -> None:
        from csi_tui.services.history.text import trail_table
        from csi_tui.services.history.trail import FAILED_ONLY, read_wanted, trail_page

        with call_of(context).desk() as desk:
            texts = {
                "who": who,
                "account": account,
                "row": row,
                "month": month or "",
                "since": since,
                "until": until,
            }
            wanted = read_wanted(desk, texts | {"kind": FAILED_ONLY if failed else kind})
            found = trail_page(desk, wanted, before, most=limit)
        if json:
            show_json([one.json() for one in found])
        elif found:
            show(trail_table(found))
        else:
            tell(_("The audit trail holds nothing of the kind."))
        if len(found) == limit and not json:
            tell(_("Older ones: --before {number}.").format(number=found[-1].seq))

"""``csi clock …``: the machine's clock, and the guard that stops stamping while it stands behind."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, tell
from csi_tui.cli.shape import Command, group
from csi_tui.i18n import _

app = group(help_of("clock"))


@app.command("show", cls=Command, help=_("The present time at the site, and whether it may be right."))
def show_(context: typer.Context) -> None:
    from csi_tui.services.desk.clock_guard import behind, last_confirmation
    from csi_tui.services.desk.local_times import local_now
    from csi_tui.services.errors import how_long
    from csi_tui.services.tabular.aligned import safe

    with call_of(context).desk() as desk:
        now, late, last = local_now(desk), behind(desk), last_confirmation(desk)
    show(f"{now:%Y-%m-%d %H:%M:%S} {desk.site.zone.key}")
    if last is not None:
        said = (
            _("last confirmed {at} by {name}, who had worked by it as well, unconfirmed: {reason}")
            if last.alone
            else _("last confirmed {at} by {name}: {reason}")
        )
        show(said.format(at=f"{last.at:%Y-%m-%d %H:%M}", name=safe(last.by), reason=safe(last.reason)))
    if late is not None:
        tell(_("It stands {time} behind the newest entry of the audit trail.").format(time=how_long(late)))
        raise typer.Exit(1)


@app.command(cls=Command, help=_("Confirm that the clock is right now (a second person)."))
def confirm(
    context: typer.Context,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=_("What was wrong before."))],
) -> None:
    from csi_tui.services.desk.clock_guard import confirm as confirm_it

    with call_of(context).desk() as desk:
        confirm_it(desk, reason)
    tell(_("The clock is confirmed; time goes on from now."))

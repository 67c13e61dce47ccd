"""``csi init``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("init"))
    def init(
        context: typer.Context,
        site: Annotated[str, typer.Option(metavar="CODE", help=_("Short code of the site."))] = "MAIN",
        site_name: Annotated[str | None, typer.Option(metavar="NAME", help=_("Name of the site."))] = None,
        tz: Annotated[str, typer.Option(metavar="ZONE", help=_("Time zone of the site."))] = "Asia/Shanghai",
        user: Annotated[
            str | None, typer.Option(metavar="NAME", help=_("Name of the first user (else the account's)."))
        ] = None,
    ) -> None:
        from csi_tui.services.people.users import init_store
        from csi_tui.services.proof.signing import without_key

        call = call_of(context)
        desk = init_store(call.path, site=site, site_name=site_name or site, zone=tz, user=user, signing=True)
        keyless = without_key(desk)
        desk.close()
        tell(
            _("A store was made at {path}. {name} is its administrator.").format(
                path=call.path, name=desk.actor.name
            )
        )
        if keyless:
            tell(keyless)

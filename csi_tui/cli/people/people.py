"""``csi people``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.desk.card_texts import role_name


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("people"))
    def people(
        context: typer.Context,
        search: Annotated[
            str | None, typer.Argument(metavar="TEXT", help=_("Part of a number, name or team."))
        ] = None,
        json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
    ) -> None:
        from csi_tui.services.desk.as_json import as_json
        from csi_tui.services.people.employees import people as people_of
        from csi_tui.services.tabular.aligned import table

        with call_of(context).desk() as desk:
            found = people_of(desk, search=search or "")
        if json:
            unsaid = ("supervisor", "valid_from", "supervisor_id")
            show_json([as_json(one, but=unsaid, or_null=("supervisor_no",)) for one in found])
            return
        rows = [
            (
                one.employee_no,
                one.name,
                role_name(one.role),
                one.team,
                one.supervisor,
                one.joined_on.isoformat(),
                "" if one.left_on is None else one.left_on.isoformat(),
            )
            for one in found
        ]
        header = (_("number"), _("name"), _("role"), _("team"), _("supervisor"), _("joined"), _("left"))
        show(table(header, rows))

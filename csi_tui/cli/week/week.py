"""``csi week``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show_json
from csi_tui.cli.sections import Masked, show_sections
from csi_tui.cli.shape import Command
from csi_tui.cli.sheet_file import SheetFile, refuse_both, written
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("week"))
    def week(
        context: typer.Context,
        week: Annotated[
            str | None,
            typer.Argument(
                metavar="WEEK",
                help=_("2026-W48; also W48, a day in it, this (else the last one that is over)"),
            ),
        ] = None,
        masked: Masked = False,
        json: Annotated[bool, typer.Option("--json", help=_("Print the sheet as JSON."))] = False,
        output: SheetFile = None,
    ) -> None:
        from csi_tui.services.week.text.sections import sections, title_of
        from csi_tui.services.week.text.week_json import week_json
        from csi_tui.services.week.text.week_printed import week_printed
        from csi_tui.services.week.week_sheet import week_said, week_sheet

        refuse_both(output, json=json)
        with call_of(context).desk() as desk:
            found = week_sheet(desk, week_said(desk, week), masked=masked)
        if written(lambda: week_printed(found), output):
            return
        if json:
            show_json(week_json(found))
            return
        show_sections(title_of(found), lambda columns: sections(found, columns))

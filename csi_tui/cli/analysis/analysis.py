"""``csi analysis``."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import month_said
from csi_tui.cli.output import show_json
from csi_tui.cli.sections import Masked, show_sections
from csi_tui.cli.shape import Command
from csi_tui.cli.sheet_file import SheetFile, refuse_both, written
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the command to the application."""

    @app.command(cls=Command, help=help_of("analysis"))
    def analysis(
        context: typer.Context,
        month: Annotated[
            str | None,
            typer.Argument(
                metavar="MONTH", help=_("YYYY-MM; also last, 2026/10, 10 (else the latest computed)")
            ),
        ] = None,
        masked: Masked = False,
        json: Annotated[bool, typer.Option("--json", help=_("Print the analysis as JSON."))] = False,
        output: SheetFile = None,
    ) -> None:
        from csi_tui.services.analysis.month_analysis import month_analysis
        from csi_tui.services.analysis.text.analysis_json import analysis_json
        from csi_tui.services.analysis.text.analysis_sheet import analysis_sheet
        from csi_tui.services.analysis.text.sections import sections, title_of

        refuse_both(output, json=json)
        with call_of(context).desk() as desk:
            found = month_analysis(desk, month_said(desk, month), masked=masked)
        if written(lambda: analysis_sheet(found), output):
            return
        if json:
            show_json(analysis_json(found))
            return
        show_sections(title_of(found), lambda columns: sections(found, columns))

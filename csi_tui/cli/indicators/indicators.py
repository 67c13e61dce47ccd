"""``csi indicators``."""

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

    @app.command(cls=Command, help=help_of("indicators"))
    def indicators(
        context: typer.Context,
        quarter: Annotated[
            str | None,
            typer.Argument(
                metavar="QUARTER", help=_("2026-Q1 (else the last one with three computed months)")
            ),
        ] = None,
        masked: Masked = False,
        json: Annotated[bool, typer.Option("--json", help=_("Print the review as JSON."))] = False,
        output: SheetFile = None,
    ) -> None:
        from csi_tui.services.indicators.review import indicator_review, quarter_said
        from csi_tui.services.indicators.text.review_json import review_json
        from csi_tui.services.indicators.text.review_sheet import review_sheet
        from csi_tui.services.indicators.text.sections import sections, title_of

        refuse_both(output, json=json)
        span = None if quarter is None else quarter_said(quarter)
        with call_of(context).desk() as desk:
            found = indicator_review(desk, span, masked=masked)
        if written(lambda: review_sheet(found), output):
            return
        if json:
            show_json(review_json(found))
            return
        show_sections(title_of(found), lambda columns: sections(found, columns))

"""``csi results`` and ``csi consequences``: quarters and years, and what follows."""

from __future__ import annotations

from typing import Annotated

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import answer, show, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("results"))
    def results(
        context: typer.Context,
        span: Annotated[str, typer.Argument(metavar="SPAN", help=_("A quarter or a year: 2026-Q1, 2026."))],
        json: Annotated[bool, typer.Option("--json", help=_("Print the result as JSON."))] = False,
    ) -> None:
        from csi_tui.services.desk.card_texts import role_name
        from csi_tui.services.spans.results import read_span, results_of
        from csi_tui.services.spans.text.results import result_lines

        wanted = read_span(span)
        with call_of(context).desk() as desk:
            found = results_of(desk, wanted)
        answer(found, lambda: "\n".join(result_lines(found, role_name)), json=json)

    @app.command(cls=Command, help=help_of("consequences"))
    def consequences(
        context: typer.Context,
        span: Annotated[
            str, typer.Argument(metavar="SPAN", help=_("A month, quarter or year: 2026-03, 2026-Q1, 2026."))
        ],
        json: Annotated[bool, typer.Option("--json", help=_("Print the list as JSON."))] = False,
    ) -> None:
        from csi_tui.services.spans.results import read_span
        from csi_tui.services.spans.text.results import consequence_table
        from csi_tui.services.spans.what_follows import consequences_of

        wanted = read_span(span)
        with call_of(context).desk() as desk:
            found = consequences_of(desk, wanted)
        if json:
            show_json([one.json() for one in found])
        elif found:
            show(consequence_table(found))
        else:
            tell(_("Nothing follows from {span}.").format(span=wanted))

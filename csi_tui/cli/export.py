"""``csi export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from csi_tui.cli.call import call_of, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

FORMATS = ("xlsx", "csv", "json")


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=_("Write a month's scorecards to a file, or to standard output."))
    def export(
        context: typer.Context,
        what: Annotated[str, typer.Argument(help=_("cards"))],
        month: Annotated[
            str | None, typer.Option(help=_("YYYY-MM (else the latest computed month)."))
        ] = None,
        format_: Annotated[
            str | None, typer.Option("--format", help=_("xlsx, csv or json (else by the file's name)."))
        ] = None,
        output: Annotated[
            Path | None, typer.Option("-o", "--output", help=_("The file (else standard output)."))
        ] = None,
    ) -> None:
        from csi_tui.reports.card_table import card_table
        from csi_tui.reports.tables import write_json, write_table
        from csi_tui.services.cards import latest_month, month_cards
        from csi_tui.services.months_text import read_month
        from csi_tui.services.schemes import figure_names

        if what != "cards":
            raise UserError(_("“{what}” cannot be exported. There is: cards.").format(what=what))
        chosen = _format(format_, output)
        with call_of(context).desk() as desk:
            period = latest_month(desk) if month is None else read_month(month)
            found = month_cards(desk, period)
            names = figure_names(desk, period)
        if chosen == "json" and output is None:
            show_json(found.json())
            return
        if chosen == "json" and output is not None:
            write_json(found.json(), output)
        else:
            from csi_tui.cli.names import names_of

            header, rows = card_table(found.cards, names_of(names))
            write_table(rows, header, chosen, output)
        if output is not None:
            tell(_("Written to {path}.").format(path=output))


def _format(name: str | None, output: Path | None):  # type: ignore[no-untyped-def]
    chosen = name or (output.suffix.removeprefix(".").lower() if output is not None else "csv")
    if chosen not in FORMATS:
        raise UserError(_("The format “{name}” is not known. Choose xlsx, csv or json.").format(name=chosen))
    if chosen == "xlsx" and output is None:
        raise UserError(_("An xlsx file needs a name: add -o FILE."))
    return chosen

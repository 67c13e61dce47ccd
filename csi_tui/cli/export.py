"""``csi export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.names import names_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.cards import MonthCards
    from csi_tui.services.month_status import MonthStatus

Format = Literal["xlsx", "csv", "json", "txt"]
FORMATS: dict[str, tuple[str, ...]] = {"cards": ("xlsx", "csv", "json"), "notice": ("txt",)}
"""What can be exported, and its formats."""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("export"))
    def export(
        context: typer.Context,
        what: Annotated[str, typer.Argument(metavar="WHAT", help=_("cards or notice"))],
        month_argument: Annotated[
            str | None, typer.Argument(metavar="MONTH", help=_("YYYY-MM (else the latest computed month)."))
        ] = None,
        month: Annotated[str | None, typer.Option(metavar="MONTH", help=_("YYYY-MM, as an option."))] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format", metavar="FORMAT", help=_("xlsx, csv, json or txt (else by the file's name).")
            ),
        ] = None,
        output: Annotated[
            Path | None,
            typer.Option("-o", "--output", metavar="FILE", help=_("The file (else standard output).")),
        ] = None,
    ) -> None:
        from csi_tui.services.cards import latest_month, month_cards
        from csi_tui.services.certificates import notice_code
        from csi_tui.services.month_status import month_status
        from csi_tui.services.months_text import read_month
        from csi_tui.services.schemes import figure_names, scheme_name

        chosen = _format(what, format_, output)
        named = month or month_argument
        asked = None if named is None else read_month(named)
        with call_of(context).desk() as desk:
            period = asked or latest_month(desk)
            found = month_cards(desk, period)
            names, title = figure_names(desk, period), scheme_name(desk, period)
            status = month_status(desk, period)
            code = notice_code(desk, period)
        if what == "notice":
            _notice(found, status, title, code, output)
        else:
            _cards(found, names, chosen, output)
        if output is not None:
            tell(_("Written to {path}.").format(path=output))


def _cards(found: MonthCards, figures: dict[str, str], chosen: Format, output: Path | None) -> None:
    from csi_tui.reports.card_table import card_table
    from csi_tui.reports.tables import write_json, write_table

    if chosen == "json":
        if output is None:
            show_json(found.json())
        else:
            write_json(found.json(), output)
        return
    header, rows = card_table(found.cards, names_of(figures))
    write_table(rows, header, "xlsx" if chosen == "xlsx" else "csv", output)


def _notice(found: MonthCards, status: MonthStatus, title: str, code: str, output: Path | None) -> None:
    from csi_tui.reports.notice import NoticeHead, notice_text
    from csi_tui.reports.tables import write_text
    from csi_tui.services.card_texts import state_name

    head = NoticeHead(status.month, title, state_name(found.state), found.as_of, status.window_ends_at, code)
    text = notice_text(head, found.cards, names_of({}))
    if output is None:
        show(text)
    else:
        write_text(text + "\n", output)


def _format(what: str, name: str | None, output: Path | None) -> Format:
    formats = FORMATS.get(what)
    if formats is None:
        raise UserError(
            _("“{what}” cannot be exported. There are: {known}.").format(
                what=what, known=_(", ").join(FORMATS)
            )
        )
    chosen = name or (output.suffix.removeprefix(".").lower() if output is not None else "")
    if not chosen:
        chosen = "csv" if what == "cards" else formats[-1]
    if chosen not in formats:
        raise UserError(
            _("The format “{name}” is not known here. Choose one of: {known}.").format(
                name=chosen, known=_(", ").join(formats)
            )
        )
    if chosen == "xlsx" and output is None:
        raise UserError(_("An xlsx file needs a name: add -o FILE."))
    return cast(Format, chosen)

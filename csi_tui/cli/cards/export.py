"""``csi export``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from csi_tui.cli.call import call_of
from csi_tui.cli.cards.export_lists import LISTS, everything, rows_written
from csi_tui.cli.contents import help_of
from csi_tui.cli.month import month_said
from csi_tui.cli.names import names_of
from csi_tui.cli.output import show, show_json
from csi_tui.cli.shape import Command
from csi_tui.cli.sheet_file import FileToWrite, refuse_folder, telling_written
from csi_tui.i18n import _
from csi_tui.services.errors import UserError
from csi_tui.services.sheets.kinds_out import EVERYTHING, GOING_OUT, LISTS_OUT

if TYPE_CHECKING:
    from csi_tui.cli.cards.export_lists import Form
    from csi_tui.services.desk.desk import Desk
    from csi_tui.services.months.cards import MonthCards
    from csi_tui.services.printing.sheet import Sheet
    from csi_tui.services.sheets.wanted_rows import Wanted

Format = Literal["xlsx", "csv", "json", "txt", "html", "pdf"]
FORMATS: dict[str, tuple[str, ...]] = {
    "cards": ("xlsx", "csv", "json"),
    "notice": ("xlsx", "pdf", "html", "txt"),
    **dict.fromkeys((*GOING_OUT, *LISTS_OUT, EVERYTHING), ("xlsx", "csv", "json")),
}
"""What can be exported, and its formats."""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command(cls=Command, help=help_of("export"))
    def export(
        context: typer.Context,
        what: Annotated[
            str,
            typer.Argument(
                metavar="WHAT",
                help=_("cards, notice; rows: {kinds}; lists: {lists}; or all").format(
                    kinds=", ".join(GOING_OUT), lists=", ".join(LISTS_OUT)
                ),
            ),
        ],
        month_argument: Annotated[
            str | None,
            typer.Argument(
                metavar="SPAN",
                help=_(
                    "YYYY-MM (else the latest computed month). Of rows and the notice also 2026-Q1, 2026; of rows "
                    "2026-01..2026-03 (else all)."
                ),
            ),
        ] = None,
        month: Annotated[
            str | None, typer.Option(metavar="SPAN", help=_("The month or span, as an option."))
        ] = None,
        format_: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="FORMAT",
                help=_("xlsx, csv, json, txt, html or pdf (else by the file's name)."),
            ),
        ] = None,
        masked: Annotated[
            bool, typer.Option("--masked", help=_("Notice: only the first sign of each name."))
        ] = False,
        whole: Annotated[
            bool, typer.Option("--whole", help=_("Rows: with whole phone numbers and addresses."))
        ] = False,
        employee: Annotated[
            list[str] | None,
            typer.Option(
                "--employee",
                metavar="EMPLOYEE",
                help=_("Rows: on which somebody stands, by number or name; may be repeated."),
            ),
        ] = None,
        team: Annotated[
            str, typer.Option("--team", metavar="TEAM", help=_("Rows: on which somebody of a team stands."))
        ] = "",
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE",
                click_type=FileToWrite(or_folder=True),
                help=_("The file (else standard output); of all a folder, .xlsx or .zip."),
            ),
        ] = None,
    ) -> None:
        from csi_tui.services.months.cards import latest_month, month_cards
        from csi_tui.services.schemes.in_force import figure_names

        if what != EVERYTHING or _in_one_file(output):
            refuse_folder(context, output)
        chosen = _format(what, format_, output)
        if masked and what != "notice":
            raise UserError(_("--masked is for the notice."))
        of_rows = what in GOING_OUT or what == EVERYTHING
        if whole and not of_rows:
            raise UserError(_("--whole is for rows."))
        if (employee or team) and not of_rows:
            raise UserError(_("--employee and --team are for rows."))
        named = month or month_argument
        with call_of(context).desk() as desk:
            if what in LISTS_OUT:
                LISTS[what](desk, named, cast("Form", chosen), output)
                return
            if of_rows:
                wanted = _wanted(desk, named, employee or (), team)
                if what == EVERYTHING:
                    everything(desk, wanted, cast("Form", chosen), output, whole=whole)
                    return
                _rows(desk, what, wanted, chosen, output, whole=whole)
                return
            if what == "notice":
                sheet = _published(desk, named, masked=masked)
            else:
                period = latest_month(desk) if named is None else month_said(desk, named)
                found, names = month_cards(desk, period), figure_names(desk, period)
        with telling_written(output):
            if what == "notice":
                _sheet(sheet, chosen, output)
            else:
                _cards(found, names, chosen, output)


def _wanted(desk: Desk, span: str | None, employee: Sequence[str], team: str) -> Wanted:
    from csi_tui.services.sheets.wanted_rows import Wanted, read_span_of_months

    return Wanted(None if span is None else read_span_of_months(span, desk.site.zone), tuple(employee), team)


def _rows(desk: Desk, what: str, wanted: Wanted, chosen: Format, output: Path | None, *, whole: bool) -> None:
    from csi_tui.services.sheets.going_out import going_out
    from csi_tui.services.tabular.writing import write_table

    count = 0
    with (
        telling_written(output, lambda: rows_written(count, output)),
        going_out(desk, what, wanted, whole=whole) as table,
    ):
        count = write_table(table.rows, table.header, cast("Literal['csv', 'xlsx', 'json']", chosen), output)


def _cards(found: MonthCards, figures: dict[str, str], chosen: Format, output: Path | None) -> None:
    from csi_tui.services.cards.text.table import card_table
    from csi_tui.services.tabular.writing import write_json, write_table

    if chosen == "json":
        if output is None:
            show_json(found.json())
        else:
            write_json(found.json(), output)
        return
    header, rows = card_table(found.cards, names_of(figures))
    write_table(rows, header, "xlsx" if chosen == "xlsx" else "csv", output)


def _published(desk: Desk, span: str | None, *, masked: bool) -> Sheet:
    from csi_tui.services.cards.publication import latest_span, publication, said_span

    meant = latest_span(desk) if span is None else said_span(span, desk.site.zone)
    return publication(desk, meant, masked=masked)


def _sheet(sheet: Sheet, chosen: Format, output: Path | None) -> None:
    from csi_tui.services.printing.as_html import sheet_html
    from csi_tui.services.printing.as_text import sheet_text
    from csi_tui.services.printing.files import write_sheet

    if output is None:
        show((sheet_html if chosen == "html" else sheet_text)(sheet))
    else:
        write_sheet(sheet, chosen, output)


def _format(what: str, name: str | None, output: Path | None) -> Format:
    formats = FORMATS.get(what)
    if formats is None:
        raise UserError(
            _("“{what}” cannot be exported. There are: {known}.").format(
                what=what, known=_(", ").join(FORMATS)
            )
        )
    if what == EVERYTHING:
        return _format_of_everything(name, output)
    chosen = name or (output.suffix.removeprefix(".").lower() if output is not None else "")
    if not chosen:
        chosen = formats[-1] if what == "notice" else "csv"
    _refuse_unknown(chosen, formats)
    if chosen in ("xlsx", "pdf") and output is None:
        raise UserError(_("A file of {format} needs a name: add -o FILE.").format(format=chosen))
    return cast(Format, chosen)


def _format_of_everything(name: str | None, output: Path | None) -> Format:
    """Of the files in a folder or archive; a workbook is one.

    Raises:
        UserError: it is none, or not that of the workbook.
    """
    workbook = output is not None and output.suffix.lower() == ".xlsx"
    chosen = name or ("xlsx" if workbook else "csv")
    _refuse_unknown(chosen, FORMATS[EVERYTHING])
    if workbook and chosen != "xlsx":
        raise UserError(
            _("{file} is a workbook. Name a folder or a .zip file for files of {format}.").format(
                file=output, format=chosen
            )
        )
    return cast(Format, chosen)


def _in_one_file(output: Path | None) -> bool:
    from csi_tui.services.tabular.several import place_named

    return output is not None and place_named(output) != "folder"


def _refuse_unknown(chosen: str, formats: Sequence[str]) -> None:
    if chosen not in formats:
        raise UserError(
            _("The format “{name}” is not known here. Choose one of: {known}.").format(
                name=chosen, known=_(", ").join(formats)
            )
        )

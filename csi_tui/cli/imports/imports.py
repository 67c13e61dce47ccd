"""``csi import``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from csi_tui.cli.call import Call, call_of
from csi_tui.cli.contents import help_of
from csi_tui.cli.imports.bringing import How, ReadAs, bring_in, show_proposal
from csi_tui.cli.output import tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import _, current_language
from csi_tui.services.errors import UserError

PLACE_WORDS = ("list", "show", "undo", "mapping", "inbox")
"""Words that stand where a kind stands, and never are one."""


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""

    @app.command("import", cls=Command, help=help_of("import"))
    def import_(
        context: typer.Context,
        kind: Annotated[
            str,
            typer.Argument(
                metavar="KIND",
                help=_(
                    "employees, orders, surveys, complaints, milestones, ratings, measures or conduct; or list, show, "
                    "undo, mapping"
                ),
            ),
        ],
        file: Annotated[
            Path | None,
            typer.Argument(
                metavar="FILE",
                readable=False,
                help=_("The csv file or workbook; of show and undo the number of the import."),
            ),
        ] = None,
        number: Annotated[
            str | None,
            typer.Argument(
                metavar="NUMBER", help=_("Of “mapping show” and “mapping forget”: which mapping.")
            ),
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help=_("Check everything, keep nothing."))
        ] = False,
        reason: Annotated[
            str, typer.Option("--reason", metavar="TEXT", help=_("Why an import is undone."))
        ] = "",
        mapping: Annotated[
            Path | None,
            typer.Option(metavar="FILE", readable=False, help=_("TOML file: header = column, and words.")),
        ] = None,
        propose: Annotated[
            bool,
            typer.Option("--propose", help=_("Print a mapping as it could be for the file, and leave.")),
        ] = False,
        encoding: Annotated[
            str | None,
            typer.Option(metavar="NAME", help=_("Encoding of a csv file, where it is not found out.")),
        ] = None,
        sheet: Annotated[
            list[str] | None,
            typer.Option(
                metavar="NAME",
                help=_("Sheet of a workbook (else the first with content); may be repeated."),
            ),
        ] = None,
        all_sheets: Annotated[
            bool, typer.Option("--all-sheets", help=_("Read all sheets with the same headers."))
        ] = False,
        header_row: Annotated[
            int | None,
            typer.Option(
                metavar="N", min=1, help=_("The row that holds the headers, where it is not found.")
            ),
        ] = None,
        hidden_rows: Annotated[
            bool, typer.Option("--hidden-rows", help=_("Read hidden and filtered rows too."))
        ] = False,
        rejects: Annotated[
            Path | None,
            typer.Option(
                metavar="FILE",
                readable=False,
                help=_("Write the rejected rows there, as they were sent, with the reasons (csv or xlsx)."),
            ),
        ] = None,
        once: Annotated[
            bool, typer.Option("--once", help=_("Of inbox: bring in what lies in the folder now."))
        ] = False,
        template: Annotated[
            Path | None,
            typer.Option(
                metavar="FILE", help=_("Write an empty template of this kind (xlsx or csv) and leave.")
            ),
        ] = None,
        revise: Annotated[
            bool,
            typer.Option(
                "--revise", help=_("Rows that are there with other values replace these; it asks first.")
            ),
        ] = False,
        yes: Annotated[bool, typer.Option("--yes", help=_("With --revise: do not ask."))] = False,
        json: Annotated[bool, typer.Option("--json", help=_("Print the report as JSON."))] = False,
    ) -> None:
        reading = ReadAs(
            mapping=mapping,
            encoding=encoding,
            sheet=sheet,
            all_sheets=all_sheets,
            header_row=header_row,
            hidden_rows=hidden_rows,
        )
        if kind in PLACE_WORDS:
            for_a_file = {
                "--mapping": mapping, "--encoding": encoding, "--sheet": sheet, "--template": template,
                "--revise": revise or None, "--yes": yes or None, "--propose": propose or None,
                "--rejects": rejects, "--once": (kind != "inbox" and once) or None,
                "--dry-run": (kind != "undo" and dry_run) or None,
                "--reason": (reason if kind not in ("undo", "mapping") else "") or None,
            }  # fmt: skip
            _refuse_beside(kind, for_a_file)
            if kind != "mapping":
                _refuse_more(number)
            _at_its_place(
                call_of(context), kind, file, number, reason=reason, dry_run=dry_run, once=once, json=json
            )
            return
        _refuse_beside("KIND FILE", {"--reason": reason or None, "--once": once or None})
        _refuse_more(number)
        if template is not None:
            from csi_tui.services.tabular.templates import write_template

            write_template(kind, template, language=current_language())
            tell(_("The template was written to {path}.").format(path=template))
            return
        if file is None:
            raise UserError(_("Name the file to import, or write a template with --template FILE."))
        if propose:
            show_proposal(call_of(context), kind, file, reading)
            return
        how = How(dry_run=dry_run, revise=revise, yes=yes, rejects=rejects, json=json)
        bring_in(call_of(context), kind, file, reading, how)


def _at_its_place(
    call: Call,
    word: str,
    file: Path | None,
    number: str | None,
    *,
    reason: str,
    dry_run: bool,
    once: bool,
    json: bool,
) -> None:
    if word == "mapping":
        from csi_tui.cli.imports import mapping

        mapping.answer(call, str(file or ""), number, reason=reason, json=json)
    elif word == "inbox":
        from csi_tui.cli.imports import inbox

        inbox.answer(call, file, once=once, json=json)
    else:
        from csi_tui.cli.imports import history

        history.answer(call, word, file, reason=reason, dry_run=dry_run, json=json)


def _refuse_more(number: str | None) -> None:
    if number is not None:
        raise UserError(
            _("This is too much: {rest}. See “{command} --help”.").format(rest=number, command="csi import")
        )


def _refuse_beside(what: str, options: Mapping[str, object]) -> None:
    for option, value in options.items():
        if value is not None:
            raise UserError(
                _("{option} says nothing to “csi import {what}”.").format(option=option, what=what)
            )

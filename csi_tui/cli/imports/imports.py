"""``csi import``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csi_tui.cli.asking import agreed
from csi_tui.cli.call import call_of, on_terminal
from csi_tui.cli.contents import help_of
from csi_tui.cli.output import show, show_json, tell
from csi_tui.cli.shape import Command
from csi_tui.i18n import N_, _, current_language, ngettext
from csi_tui.services.errors import UserError

if TYPE_CHECKING:
    from csi_tui.services.imports.report import ImportReport
    from csi_tui.services.tabular.remarks import Remark

SHOWN_FAULTS = 200
SHOWN_SKIPPED = 10
PLACE_WORDS = ("list", "show", "undo", "mapping")
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
                    "employees, orders, surveys, complaints, ratings or measures; or list, show, undo, mapping"
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
        if kind in PLACE_WORDS:
            for_a_file = {
                "--mapping": mapping, "--encoding": encoding, "--sheet": sheet, "--template": template,
                "--revise": revise or None, "--yes": yes or None, "--propose": propose or None,
                "--dry-run": (kind != "undo" and dry_run) or None,
                "--reason": (reason if kind not in ("undo", "mapping") else "") or None,
            }  # fmt: skip
            _refuse_beside(kind, for_a_file)
            if kind == "mapping":
                from csi_tui.cli.imports import mapping as of_mappings

                of_mappings.answer(call_of(context), str(file or ""), number, reason=reason, json=json)
                return
            _refuse_more(number)
            from csi_tui.cli.imports import history

            history.answer(call_of(context), kind, file, reason=reason, dry_run=dry_run, json=json)
            return
        _refuse_beside("KIND FILE", {"--reason": reason or None})
        _refuse_more(number)
        if template is not None:
            from csi_tui.services.tabular.templates import write_template

            write_template(kind, template, language=current_language())
            tell(_("The template was written to {path}.").format(path=template))
            return
        if file is None:
            raise UserError(_("Name the file to import, or write a template with --template FILE."))
        if propose:
            from csi_tui.services.imports.proposal import propose as proposed

            with call_of(context).desk() as desk:
                show(proposed(desk, kind, file, encoding=encoding, sheet=sheet, header_row=header_row))
            return
        from csi_tui.services.imports.files import import_file

        if revise and not (dry_run or yes or on_terminal()):
            raise UserError(
                _("--revise asks before it replaces anything. Look with --dry-run first, then say --yes.")
            )
        if yes and not revise:
            raise UserError(_("--yes belongs to --revise."))
        call = call_of(context)
        with call.desk() as desk, call.progress() as progress:
            bring_in = partial(
                import_file,
                desk,
                kind,
                file,
                mapping=mapping,
                encoding=encoding,
                sheet=sheet,
                all_sheets=all_sheets,
                header_row=header_row,
                hidden_rows=hidden_rows,
                revise=revise,
                progress=progress,
            )
            shown = bring_in(dry_run=True) if revise and not (dry_run or yes) else None
            if shown is not None and shown.revised:
                _tell_differences(shown)
                if not agreed(_("Replace what stands there?")):
                    tell(_("Nothing was kept."))
                    raise typer.Exit(1)
            report = bring_in(dry_run=dry_run, confirmed=None if shown is None else shown.revised)
        if json:
            show_json(report.json())
        else:
            _tell_report(report)
        if report.needs_a_person:
            raise typer.Exit(1)


_PLACES = {
    "": "{text}",
    "sheet": N_("Sheet {sheet}: {text}"),
    "row": N_("Row {row}: {text}"),
    "column": N_("{column}: {text}"),
    "row column": N_("Row {row}, {column}: {text}"),
    "sheet row": N_("Sheet {sheet}, row {row}: {text}"),
    "sheet column": N_("Sheet {sheet}, {column}: {text}"),
    "sheet row column": N_("Sheet {sheet}, row {row}, {column}: {text}"),
}
"""How a remark is shown, by what of its place is known."""


def _at_its_place(kind: str, remark: Remark) -> str:
    from csi_tui.services.tabular.columns import column_label

    place = {"sheet": remark.sheet, "row": remark.row, "column": remark.column}
    shape = _PLACES[" ".join(name for name, value in place.items() if value)]
    column = column_label(kind, remark.column)
    return (_(shape) if shape != "{text}" else shape).format(
        sheet=remark.sheet, row=remark.row, column=column, text=remark.text
    )


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


def _tell_differences(report: ImportReport) -> None:
    from csi_tui.services.tabular.columns import column_label

    for one in report.revised[:SHOWN_FAULTS]:
        for column, before, after in one.differences:
            show(
                _("Row {row}, {key}, {column}: “{before}” becomes “{after}”").format(
                    row=one.row,
                    key=one.key,
                    column=column_label(report.kind, column),
                    before=before,
                    after=after,
                )
            )
    if len(report.revised) > SHOWN_FAULTS:
        show(_("… and {n} more; see them all with --json.").format(n=len(report.revised) - SHOWN_FAULTS))


def _tell_report(report: ImportReport) -> None:
    from csi_tui.services.tabular.columns import column_label

    said = {remark.column for remark in report.remarks}
    for column in report.unknown_columns:
        if column in said:
            continue
        tell(_("Column “{name}” is not known and was left out.").format(name=column))
    for remark in report.remarks:
        # What a person has to look at stands with the rejected rows.
        (show if remark.finding else tell)(_at_its_place(report.kind, remark))
    for row, key in report.skipped[:SHOWN_SKIPPED]:
        tell(_("Row {row}: {key} was imported before; skipped.").format(row=report.place_of(row)[1], key=key))
    if len(report.skipped) > SHOWN_SKIPPED:
        tell(
            _("… and {n} more skipped; see them all with --json.").format(
                n=len(report.skipped) - SHOWN_SKIPPED
            )
        )
    _tell_differences(report)
    for fault in report.rejected[:SHOWN_FAULTS]:
        sheet, row = report.place_of(fault.row)
        shape = _("Sheet {sheet}, row {row}, {column} “{value}”: {reason}")
        show(
            (shape if sheet else _("Row {row}, {column} “{value}”: {reason}")).format(
                sheet=sheet,
                row=row,
                column=column_label(report.kind, fault.column),
                value=fault.value,
                reason=fault.reason,
            )
        )
    if len(report.rejected) > SHOWN_FAULTS:
        show(_("… and {n} more; see them all with --json.").format(n=len(report.rejected) - SHOWN_FAULTS))
    accepted = ngettext("{n} row taken", "{n} rows taken", report.accepted).format(n=report.accepted)
    summary = _("{accepted}, {skipped} skipped, {rejected} rejected.").format(
        accepted=accepted, skipped=len(report.skipped), rejected=report.rejected_rows
    )
    if report.dry_run:
        tell(_("Nothing was kept (dry run): {summary}").format(summary=summary))
    else:
        tell(_("Import {number}: {summary}").format(number=report.number, summary=summary))
